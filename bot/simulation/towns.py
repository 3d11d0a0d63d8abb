"""The places of a simulation: the sample commune, and others made up beside it under one province."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from typing import Final

from health.places import PlaceKind, PlaceRecord
from health.sessions import SessionRule
from health.shipped import load_sample_places

CITY: Final = "TINHMAU"
VILLAGES: Final = 8
FIRST: Final = ("Nà", "Huổi", "Phiêng", "Tả", "Sìn", "Mường", "Pắc", "Cò", "Hua", "Khun", "Lùng", "Nậm", "Nùng", "Sàng")
SECOND: Final = (
    *("Bay", "Cang", "Đon", "Giang", "Hin", "Kha", "Luông", "Mon", "Ngam", "Ô", "Phát", "Quang", "Ràng", "Son", "Tăm"),
    *("Út", "Vai", "Xôm", "Ít", "Chiềng", "Dền", "Hoi", "Kẹp", "Lếch", "Mu", "Nhùng", "Pục", "Síp", "Thàn", "Vèn"),
)
SESSIONS: Final = ((5, 20), (8, 23), (12, 27), (3, 18))  # days of the month, commune after commune
MOST: Final = 400  # communes: beyond it names would come again


def city(communes: int) -> tuple[PlaceRecord, ...]:
    """That many communes of eight villages, parents before children; one alone is the sample, without a province."""
    sample = load_sample_places()
    if communes == 1:
        return sample
    head = PlaceRecord(PlaceKind.CITY, CITY, "tỉnh Mẫu")
    first = (replace(one, parent=CITY) if one.kind is PlaceKind.COMMUNE else one for one in sample)
    taken = frozenset(name for one in sample for name in one.names)
    names = (name for name in _names() if name not in taken)
    more = (place for number in range(2, communes + 1) for place in _commune(number, names))
    return (head, *first, *more)


def _commune(number: int, names: Iterator[str]) -> Iterator[PlaceRecord]:
    code, name = f"X{number:03}", next(names)
    yield PlaceRecord(
        PlaceKind.COMMUNE,
        code,
        f"xã {name}",
        CITY,
        (name,),
        station_name=f"Trạm Y tế {name}",
        phone=f"02133{number:06}",
        sessions=tuple(SessionRule(day=day) for day in SESSIONS[number % len(SESSIONS)]),
    )
    for at, village in enumerate(islice(names, VILLAGES), 1):
        yield PlaceRecord(PlaceKind.VILLAGE, f"{code}V{at}", f"Bản {village}", code, (village,))


def _names() -> Iterator[str]:
    """Distinct names, the same in the same order for everybody."""
    for first, second in product(FIRST, SECOND):
        yield f"{first} {second}"
    for first, second, third in product(FIRST, SECOND, ("Một", "Hai", "Ba", "Tư", "Trên", "Dưới", "Mới", "Cũ")):
        yield f"{first} {second} {third}"
