"""Children born before the start, as a station's register (CSV or Excel) has them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from health.events import Sex
from health.faults import Fault, Problem
from health.names import fold
from health.phones import national_number
from health.places import PlaceKind, PlaceRecord
from health.plausible import Told, doubts

# Each column with the headings it goes by, folded.
COLUMNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("name", ("ten", "ten tre", "ho ten", "ho va ten", "ho ten tre", "ten be", "name")),
    ("sex", ("gioi", "gioi tinh", "gt", "sex")),
    ("born", ("ngay sinh", "sinh ngay", "ns", "date of birth", "born", "dob")),
    ("mother", ("me", "ten me", "ho ten me", "me chau", "mother")),
    ("village", ("thon", "ban", "thon ban", "thon/ban", "to", "dia chi", "ma thon", "village")),
    ("weight", ("can nang", "can nang khi sinh", "can nang so sinh", "weight", "weight g")),
    ("phone", ("sdt", "dien thoai", "so dien thoai", "dt", "phone")),
    ("register_number", ("ma", "ma so", "so so", "code", "register number")),
)
_SEXES = {"nam": Sex.MALE, "trai": Sex.MALE, "m": Sex.MALE, "nu": Sex.FEMALE, "gai": Sex.FEMALE, "f": Sex.FEMALE}
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?", re.ASCII)
_WEIGHT = re.compile(r"(\d{1,5})(?:[.,](\d{1,3}))? ?(kg|g)?", re.ASCII)
_EXCEL_EPOCH = date(1899, 12, 30)

Value = TypeVar("Value")
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RegisterChild:
    """One child of a register."""

    line: int
    village: str  # code
    mother: str
    born: date
    sex: Sex
    name: str | None = None
    weight_g: int | None = None
    phone: str | None = None  # of the family, digits
    register_number: str = ""

    @property
    def key(self) -> str:
        """The same for the same child, so that a second load doubles nobody. Holds names: store its digest alone."""
        parts = (self.village, fold(self.mother), self.born.isoformat(), self.sex, fold(self.name or ""))
        return "|".join((*parts, self.register_number))


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row by our own column names, gathering what is wrong with it."""

    line: int
    values: Mapping[str, object]
    faults: list[Fault]

    def text(self, column: str) -> str:
        value = self.values.get(column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # spreadsheets keep 12 as 12.0
        return "" if value is None else str(value).strip()

    def found(self, column: str, value: Value | None, problem: Problem) -> Value | None:
        """The value, or a fault if something was written that gave none."""
        if value is None and self.text(column):
            self.fault(column, problem)
        return value

    def fault(self, column: str, problem: Problem) -> None:
        self.faults.append(Fault(self.line, problem, column, self.text(column)))


def parse_children(
    rows: Iterable[tuple[int, Row]], places: Sequence[PlaceRecord], today: date
) -> tuple[tuple[RegisterChild, ...], tuple[Fault, ...]]:
    """The good rows of a register, and every fault of the others.

    A row comes with its line in the file; its cells by the headings as written, as texts, numbers or dates.
    """
    villages = _villages(places)
    accepted: dict[str, RegisterChild] = {}
    faults: list[Fault] = []
    for line, row in rows:
        cells = _Cells(line, _by_column(row), [])
        child = _child(cells, villages, today)
        if child and child.key in accepted:
            cells.fault("mother", Problem.DUPLICATE)
        elif child:
            accepted[child.key] = child
        faults += cells.faults
    return tuple(accepted.values()), tuple(faults)


def _by_column(row: Row) -> dict[str, object]:
    headings = {fold(str(heading)).replace("_", " "): value for heading, value in row.items()}
    return {
        column: headings[name]
        for column, names in COLUMNS
        for name in reversed(names)
        if headings.get(name) is not None
    }


def _child(cells: _Cells, villages: Mapping[str, str], today: date) -> RegisterChild | None:
    born = cells.found("born", _day(cells.values.get("born")), Problem.NOT_A_DAY)
    sex = cells.found("sex", _SEXES.get(fold(cells.text("sex"))), Problem.NOT_A_CHOICE)
    village = cells.found("village", villages.get(fold(cells.text("village"))), Problem.UNKNOWN_PLACE)
    weight_g = cells.found("weight", _weight_g(fold(cells.text("weight"))), Problem.NOT_NUMBER)
    phone = cells.found("phone", _phone(cells.text("phone")), Problem.BAD_PHONE)
    for doubt in doubts(Told(born=born, weight_g=weight_g), today):
        cells.fault(doubt.field.removesuffix("_g"), Problem.IMPLAUSIBLE)
    for column in ("born", "sex", "mother", "village"):
        if not cells.text(column):
            cells.fault(column, Problem.MISSING)
    if cells.faults or born is None or sex is None or village is None:
        return None
    return RegisterChild(
        line=cells.line,
        village=village,
        mother=cells.text("mother"),
        born=born,
        sex=sex,
        name=cells.text("name") or None,
        weight_g=weight_g,
        phone=phone,
        register_number=cells.text("register_number"),
    )


def _villages(places: Iterable[PlaceRecord]) -> dict[str, str]:
    """Village codes by code and by every name, folded; a name that two villages bear is left out."""
    villages = [place for place in places if place.kind is PlaceKind.VILLAGE]
    named = [(fold(name), place.code) for place in villages for name in place.names]
    names = {name: code for name, code in named if len({other for key, other in named if key == name}) == 1}
    return names | {fold(place.code): place.code for place in villages}


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _EXCEL_EPOCH + timedelta(days=int(value)) if 36_526 <= value < 73_051 else None  # 2000 to 2099
    text = str(value or "").strip()
    if written := _DAY_FIRST.fullmatch(text):
        return _real_day(int(written[3]), int(written[2]), int(written[1]))
    if written := _YEAR_FIRST.fullmatch(text):
        return _real_day(int(written[1]), int(written[2]), int(written[3]))
    return None


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _phone(text: str) -> str | None:
    """National digits; a spreadsheet that took a number for a figure has lost its leading zero."""
    return national_number(text) or national_number(f"0{text}")


def _weight_g(text: str) -> int | None:
    """Grams: "3,2", "3.2 kg", "3200", "3.200 g", "3200.0"."""
    written = _WEIGHT.fullmatch(text)
    if not written:
        return None
    whole, part, unit = int(written[1]), written[2] or "", written[3]
    if unit == "kg" or (unit is None and whole < 20 and len(part) != 3):
        return round((whole + float(f"0.{part or 0}")) * 1000)
    return whole * 1000 + int(part) if len(part) == 3 else whole
