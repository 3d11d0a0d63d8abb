"""Ages, vaccines, villages, people, places, attendants, causes, sex, codes: what each reader finds in a phrase."""

import pytest

from health.events import Age
from messages.reading.parts import take_apart
from tests.messages.reading.sample import CONTEXT

AGES = (
    ("bé 5 ngày tuổi", Age(days=5)),
    ("3 tuần tuổi", Age(days=21)),
    ("cháu 18 tháng", Age(months=18)),
    ("2 tuổi rưỡi", Age(months=30)),
    ("1 tuổi 3 tháng", Age(months=15)),
    ("3 tuoi", Age(years=3)),
    ("de duoc 2 tieng", Age(days=0)),
    ("bé 2t", None),
    ("gần 1 tuổi", None),
)
VACCINES = (
    ("tiem sii mui 1", "DTP-HB-Hib", 1),
    ("5in1 m2", "DTP-HB-Hib", 2),
    ("5 trong 1 lần 3", "DTP-HB-Hib", 3),
    ("Quinvaxem", "DTP-HB-Hib", None),
    ("OPV3", "OPV", 3),
    ("uống bại liệt lần 1", "OPV", 1),
    ("tiêm bại liệt", "IPV", None),
    ("tiem soi 1", "measles", 1),
    ("sởi - rubella", "MR", None),
    ("VNNB mũi 2", "JE", 2),
    ("phe cau", "PCV", None),
    ("DPT mũi 4", "DPT4", None),
    ("tiêm lao", "BCG", None),
    ("vgb so sinh", "HepB0", None),
    ("Rotavin liều 2", "Rota", 2),
    ("tiem 6in1", None, None),
    ("bại liệt", None, None),
)
VILLAGES = (
    ("bản Pa Pe", "B01"),
    ("o Na San", "B06"),
    ("B05", "B05"),
    ("b7", "B07"),
    ("bản 5", "B05"),
    ("ban Hoa", "B03"),
    ("ban Pa Pee", "B01"),
    ("Pho Lao Chải", "B08"),
    ("bản Tong Pan", "B05"),
    ("ban Na", None),
    ("bản Sin Cau", None),
    ("ở Lào Cai", None),
)
PEOPLE = (
    ("chi Giang Thi Do de be gai", ("woman", "Giang Thi Do")),
    ("con chị Sen", ("mother", "Sen")),
    ("mẹ là Lý Thị Xa", ("mother", "Lý Thị Xa")),
    ("be Vang A Sua", ("child", "Vang A Sua")),
    ("tên là Nguyễn Bảo An", ("child", "Nguyễn Bảo An")),
    ("vợ anh Lò Văn Hải", ("skip", "Lò Văn Hải")),
    ("be nha Pao", ("skip", "Pao")),
    ("VANG A DE UONG bOPV", ("bare", "VANG A DE")),
    ("chị Tẩn Lở Mẩy sinh", ("woman", "Tẩn Lở Mẩy")),
    ("giang thi dua de be gai", ("bare", "giang thi dua")),
)
FIELDS = (
    ("đẻ ở trạm", "place", "facility"),
    ("de tai nha", "place", "home"),
    ("đẻ trên đường đi viện", "place", "other"),
    ("chet o ao", "water", "other"),
    ("me chong do", "attendant", "unskilled"),
    ("bà mụ", "attendant", "unskilled"),
    ("bac sy do", "attendant", "skilled"),
    ("cô đỡ thôn bản đỡ", "attendant", "skilled"),
    ("đẻ không ai đỡ", "attendant", "unskilled"),
    ("mat do tieu chay", "cause", "diarrhoea"),
    ("chết vì rắn cắn", "cause", "injury"),
    ("không rõ nguyên nhân", "cause", "unknown"),
    ("bé trai", "sex", "m"),
    ("công chúa", "sex", "f"),
    ("TE0412", "child_code", "TE0412"),
    ("te 102748", "child_code", "TE102748"),
    ("be 102748 mat", "child_code", "TE102748"),
    ("12 chau MR", "count", 12),
)
ABSENT = (
    ("gọi 0912345678", "child_code"),
    ("ngày 12042026", "child_code"),
    ("nhà văn hóa", "place"),
    ("trạm báo", "place"),
    ("năm nay", "sex"),
    ("sốt 3 ngày", "age"),
    ("lúc 5h sáng", "age"),
    ("có bầu 8 tháng", "age"),
    ("dạ vâng a chị", "bare"),
    ("bản em", "village"),
    ("trạm Nà San", "village"),
    ("phụ nữ", "sex"),
)


def values(text: str, what: str) -> list[object]:
    """Values of the items of one kind."""
    return [item.value for item in take_apart(text, CONTEXT).items if item.what == what]


@pytest.mark.parametrize(("text", "age"), AGES)
def test_ages(text: str, age: Age | None) -> None:
    assert values(text, "age") == [age]


@pytest.mark.parametrize(("text", "vaccine", "dose"), VACCINES)
def test_vaccines(text: str, vaccine: str | None, dose: int | None) -> None:
    assert values(text, "vaccine") == [vaccine]
    assert values(text, "dose") == ([dose] if dose else [])


@pytest.mark.parametrize(("text", "village"), VILLAGES)
def test_villages(text: str, village: str | None) -> None:
    assert values(text, "village") == [village]


@pytest.mark.parametrize(("text", "person"), PEOPLE)
def test_people(text: str, person: tuple[str, str]) -> None:
    assert person in [(item.what, item.value) for item in take_apart(text, CONTEXT).items]


@pytest.mark.parametrize(("text", "what", "value"), FIELDS)
def test_fields(text: str, what: str, value: object) -> None:
    assert value in values(text, what)


@pytest.mark.parametrize(("text", "what"), ABSENT)
def test_absent(text: str, what: str) -> None:
    assert values(text, what) == []
