"""How far a pregnancy is: weeks, months, the day it is due, the last period; each way gives the day that it is due."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from messages.reading.due_dates import Day, day_due, day_of_period
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.talk import Saying
from messages.reading.tokens import NUMBER, WORD
from messages.reading.understanding import DoubtReason

TERM_DAYS = 280
WEEK, MONTH = 7, 28  # days; people count a month of pregnancy as four weeks
_MOST_WEEKS, _LEAST_WEEKS = 43, 2  # beyond 43 she has borne long ago; before 2 nobody knows yet
_HALF = word_set("ruoi")
_UNITS = {"thang": MONTH, "tuan": WEEK, "w": WEEK, "week": WEEK, "weeks": WEEK, "tuanthai": WEEK}
_WEEKS_BY_T = 10  # "20t" are weeks; up to ten it may be either
_NOT_LASTING = word_set("truoc nua sau nay toi dau giua cuoi mot lien")
_NO_SPAN_BEHIND = word_set("thu ngay hom mung mong moi nghi cach tiem mui be chau con tre sau truoc")
_ABOUT = word_set("khoang tam gan hon tren chung do ngot")
_OF_THE_UNBORN = word_set("thai bau chua duoc dc")
_REACH = 9  # words between 'dự sinh' and its day
_LEFT = {"ngay": 1, "hom": 1, "tuan": WEEK, "thang": 30}
_BEFORE_BEARS = word_set("moi thi la se em chi du kien")
_BEARS = word_set("de sinh sanh")


class By(IntEnum):
    """How it was told, the more exact first."""

    DUE_DAY = 0
    PERIOD = 1
    WEEKS = 2
    MONTHS = 3
    DUE_MONTH = 4
    STOPPED = 5  # months without a period


class Told(NamedTuple):
    """One telling of how far she is; `due` None where it is not to be taken, and why."""

    by: By
    due: date | None
    start: int  # tokens
    end: int
    sure: bool = True
    doubt: DoubtReason | None = None

    @property
    def field(self) -> str:
        """The field that was told: the other one is worked out from it."""
        return "due_on" if self.by in (By.DUE_DAY, By.DUE_MONTH) else "weeks"


def weeks_on(today: date, due: date) -> int:
    """Completed weeks of a pregnancy that is due on a day."""
    return (TERM_DAYS - (due - today).days) // WEEK


def read_times(scene: Scene, said: list[Saying]) -> list[Told]:
    """Every telling in the message, in order; none of them takes the words of another."""
    told = [*_dues(scene, said), *_periods(scene, said), *_borne_in(scene), *_days_left(scene, said)]
    taken = {at for one in told for at in range(one.start, one.end)}
    told += [one for one in _spans(scene, said) if taken.isdisjoint(range(one.start, one.end))]
    return sorted((_judged(one, scene.today) for one in told), key=lambda one: one.start)


def _later(day: date, days: int) -> date:
    """So many days later; the end of time where there is no such day: '99999999 tuần'."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


def _judged(told: Told, today: date) -> Told:
    """No value that cannot be."""
    if told.due is None or _LEAST_WEEKS <= weeks_on(today, told.due) <= _MOST_WEEKS:
        return told
    return told._replace(due=None, doubt=DoubtReason.IMPLAUSIBLE)


def _behind(scene: Scene, said: Saying) -> Iterator[int]:
    """Where a day may stand behind 'dự sinh', before anybody else is told of."""
    for at in range(said.end, min(scene.size, said.end + _REACH)):
        if scene.word(at) in (",", ";", "\n"):
            return
        yield at


def _dues(scene: Scene, said: list[Saying]) -> Iterator[Told]:
    """'dự sinh 10/8', '10/8 dự sinh'."""
    for one in said:
        if one.value != "due":
            continue
        behind = ((at, day_due(scene, at, scene.today)) for at in _behind(scene, one))
        hit = next(((at, day) for at, day in behind if day), None) or _day_before(scene, one)
        if hit:
            at, day = hit
            yield _told_day(day, By.DUE_DAY if day.sure else By.DUE_MONTH, at, day.day)


def _day_before(scene: Scene, one: Saying) -> tuple[int, Day] | None:
    """(start, day) of a day that ends where a saying begins."""
    for at in range(max(0, one.start - _REACH // 2), one.start):
        day = day_due(scene, at, scene.today)
        if day and day.end == one.start:
            return at, day
    return None


def _periods(scene: Scene, said: list[Saying]) -> Iterator[Told]:
    for one in said:
        if one.value == "period":
            for at in _behind(scene, one):
                day = day_of_period(scene, at, scene.today)
                if day:
                    due = _later(day.day, TERM_DAYS) if day.day else None
                    yield _told_day(day, By.PERIOD, at, due)
                    break


def _told_day(day: Day, by: By, at: int, due: date | None) -> Told:
    return Told(by, due, at, day.end, day.sure, None if due else DoubtReason.AMBIGUOUS)


def _borne_in(scene: Scene) -> Iterator[Told]:
    """'tháng 7 đẻ', 'cuối tháng 6 sinh', 'tháng sau mới đẻ'."""
    for at in scene.where("thang"):
        start = at - (scene.word(at - 1) in ("dau", "giua", "cuoi"))
        day = day_due(scene, start, scene.today)
        if day is None:
            continue
        end = day.end
        while scene.word(end) in _BEFORE_BEARS:
            end += 1
        if scene.word(end) in _BEARS:
            yield _told_day(day, By.DUE_MONTH, start, day.day)


def _days_left(scene: Scene, said: list[Saying]) -> Iterator[Told]:
    """'còn 10 ngày nữa đẻ', 'còn 2 tuần nữa mới đến ngày dự sinh'."""
    due = [one.start for one in said if one.value == "due"]
    for at in scene.where("con"):
        hit = number_at(scene, at + 1 + (scene.word(at + 1) in _ABOUT))
        unit = _LEFT.get(scene.word(hit[1])) if hit else None
        if hit is None or unit is None or scene.word(hit[1] + 1) != "nua":
            continue
        end = hit[1] + 2
        near = range(end, min(scene.size, end + _REACH // 2))
        if any((scene.word(k) in _BEARS or k in due) and scene.same_clause(at, k) for k in near):
            yield Told(By.DUE_DAY, _later(scene.today, hit[0] * unit), at, end, sure=unit == 1)


def _spans(scene: Scene, said: list[Saying]) -> Iterator[Told]:
    """'6 tháng', '12 tuần', '5 tháng rưỡi', '3 tháng 2 tuần', 'tháng thứ 5', '20w'."""
    stopped = {one.end for one in said if one.value == "stopped"}
    ends = {one.end for one in said}
    done = 0
    for at in sorted({*scene.numeric, *scene.where("thang"), *scene.where("tuan")}):
        near = not ends.isdisjoint(range(at - 2, at + 1))  # "có bầu gần 2 tháng nay"
        hit = _span(scene, at, near=near) if at >= done else None
        if hit is None:
            continue
        done = hit.end
        late = any(end in stopped for end in range(at - 3, at + 1))
        yield hit._replace(by=By.STOPPED, sure=False) if late else hit


def _span(scene: Scene, at: int, *, near: bool) -> Told | None:
    if scene.word(at) in ("thang", "tuan"):
        return _ordinal(scene, at)
    hit = number_at(scene, at)
    ordered = scene.marks[at - 1 : at] in (["lần"], ["lan"]) and not scene.taken[at - 1]
    ordered = ordered and scene.word(at - 2) not in ("chi", "c", "co")  # "chi lan 5 thang": her name
    if hit is None or ordered or scene.word(at - 1) in _NO_SPAN_BEHIND:
        return None
    value, end = float(hit[0]), hit[1]
    doubt = None
    if scene.word(end) in ("-", ",", ".", "den", "/") and (more := number_at(scene, end + 1)):
        half = scene.word(end) in (".", ",") and more[0] == 5 and scene.tokens[end].glued
        if more[1] < scene.size and scene.word(more[1]) in _UNITS:
            value, end = (value + 0.5, more[1]) if half else (value, more[1])
            doubt = None if half else DoubtReason.AMBIGUOUS
    unit = _unit(scene, end, value)
    if unit is None:
        return None
    if unit == 0:
        return Told(By.WEEKS, None, at, end + 1, doubt=DoubtReason.AMBIGUOUS)
    days, stop = _more(scene, value * unit, unit, end + 1)
    if scene.word(at) == "tu" and scene.kind(stop) == NUMBER:
        return None  # "từ tháng 1"
    lasting = near and scene.word(stop) == "nay"
    if (scene.word(stop) in _NOT_LASTING and not lasting) or (
        scene.word(stop) == "tuoi" and not _of_the_unborn(scene, at)
    ):
        return None
    by = By.MONTHS if unit == MONTH else By.WEEKS
    due = None if doubt else _later(scene.today, TERM_DAYS - days)
    return Told(by, due, at, stop, scene.word(at - 1) not in _ABOUT, doubt)


def _unit(scene: Scene, at: int, value: float) -> int | None:
    """Days of the unit that stands at a token; 0 where it may be weeks or months."""
    word = scene.word(at)
    if word == "t":
        return WEEK if value > _WEEKS_BY_T else 0
    if word == "u" and scene.tokens[at].glued:
        return WEEK  # "20w", typed with Telex keys
    return _UNITS.get(word)


def _more(scene: Scene, days: float, unit: int, at: int) -> tuple[int, int]:
    """'rưỡi', '2 tuần', '3 ngày' behind it."""
    if scene.word(at) in _HALF:
        return int(days) + unit // 2, at + 1
    rest = number_at(scene, at + (scene.word(at) == "va"))
    if rest and scene.word(rest[1]) in ("tuan", "w") and unit == MONTH:
        return int(days) + rest[0] * WEEK, rest[1] + 1
    if rest and scene.word(rest[1]) in ("ngay", "d"):
        return int(days) + rest[0], rest[1] + 1
    return int(days), at


def _of_the_unborn(scene: Scene, at: int) -> bool:
    """'thai 12 tuần tuổi'."""
    return any(scene.word(back) == "thai" for back in range(max(0, at - 3), at))


def _ordinal(scene: Scene, at: int) -> Told | None:
    """'tháng thứ 5': in its middle; 'thai tuần 24', 'tuần thứ 24'."""
    counted = scene.word(at + 1) == "thu"
    hit = number_at(scene, at + 1 + counted)
    month = scene.word(at) == "thang"
    if hit is None or (scene.kind(hit[1]) == WORD and scene.word(hit[1]) in ("tuan", "thang", "ngay")):
        return None
    if not counted and (month or scene.word(at - 1) not in ("thai", "bau")):
        return None
    if scene.kind(hit[1]) == NUMBER or scene.word(hit[1]) in ("/", "-"):
        return None
    days = hit[0] * MONTH - MONTH // 2 if month else hit[0] * WEEK
    due = _later(scene.today, TERM_DAYS - days)
    return Told(By.MONTHS if month else By.WEEKS, due, at, hit[1], sure=not month)
