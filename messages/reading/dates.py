"""Dates as people say them, always as seen from the day the message came. A date that is not certain has no value."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from messages.reading import calendar
from messages.reading.dotted import dotted_date, tight
from messages.reading.items import Found, Item
from messages.reading.lexicon import EXACT, entries
from messages.reading.lunar import read_lunar
from messages.reading.needs import Rooms
from messages.reading.no_days import (
    fifth_or_thursday,
    is_order,
    is_share,
    is_year_of_birth,
    lasting,
    short_year,
    told_of,
)
from messages.reading.normal import plain
from messages.reading.numbers import number_at
from messages.reading.numerals import NUMERALS
from messages.reading.phrases import word_set, words_of
from messages.reading.scene import Scene
from messages.reading.talk import about
from messages.reading.tokens import NUMBER
from messages.reading.understanding import DoubtReason
from messages.reading.weekdays import weekday_name

_SEPARATORS = frozenset("/-.")
# 'ngày 15 cháu': so many children, unless a name follows.
_COUNTED_BEHIND = word_set("tuoi ngay chau be ca lan hom h gio thang")
_UNITS = word_set("kg k g can ky lang thang tuoi gio be chau")  # "18/4/3kg": no year
_PLAIN_MONTHS = word_set("tu nam bay tam")  # not "sau": "thang sau" is next month first of all
_PAST_YEAR_DAYS = 183  # an event dated longer ago, with a year of the past, is history


_LATE_IN_MONTH = 25  # the day from which "cuối tháng" has come
_WIDER = ("dayword", "weekday", "week", "month", "ago", "lunar", "lunar_month")  # what a day may be part of


class Dated(NamedTuple):
    """A date read, before it is judged."""

    day: date | None
    end: int
    doubt: DoubtReason | None = None
    past: bool = False  # placed in a past year


class Form(NamedTuple):
    """One way to say a date."""

    read: Callable[[Scene, int, date], Dated | None]
    needs: frozenset[str]  # see `needs.py`


def read_dates(scene: Scene) -> Found:
    """Each date said, in order; value None for one that is vague, impossible, contradictory or ahead."""
    today, words, forms = scene.today, _date_words(), FORMS.open(scene)
    done = 0
    last: date | None = None
    for at, word in enumerate(scene.words):
        if at < done or (word not in words and scene.kinds[at] != NUMBER):
            continue
        hit = _first(scene, at, today, last, forms)
        if hit is None:
            continue
        if fifth_or_thursday(scene, hit.day, at):
            hit = hit._replace(day=None, doubt=DoubtReason.AMBIGUOUS)
        hit = _until(scene, _with_weekday(scene, hit, today), at, today)
        scene.take(at, hit.end)
        yield Item("past" if hit.past else "date", hit.day, at, hit.end, doubt=hit.doubt)
        last = hit.day or last
        done = hit.end


def _first(scene: Scene, at: int, today: date, last: date | None, forms: tuple[Form, ...]) -> Dated | None:
    if scene.taken[at] or (scene.word(at - 1) == "so" and scene.kind(at) == NUMBER):
        return None  # "ca sinh số 4 tháng 4"
    begun = scene.begun[at]
    if "day" in begun:
        end, day = scene.spans["day"][at]
        if day == "same":
            return Dated(last, end)
        if day != "none" and begun.keys().isdisjoint(_WIDER):
            return _relative(scene, at, today)  # "hôm qua" is nothing else
    if "lunar" in begun:
        early = scene.span("lunar", at, "early")
        if early and any(scene.words[k : k + 2] == ["duong", "lich"] for k in range(early, early + 6)):
            at = early  # "mùng 10/4 dương lịch": said to be no lunar day
    for form, _ in forms:
        hit = form(scene, at, today)
        if hit is not None:
            return hit
    return None


@cache
def _date_words() -> frozenset[str]:
    """Every word that a date can begin with."""
    families = ("day", "weekday", "week", "dayword", "ago", "lunar", "lunar_month")
    first = {plain(words_of(phrase.removeprefix(EXACT))[0]) for family, _, phrase in entries() if family in families}
    return frozenset(
        first | set(map(plain, NUMERALS)) | word_set("t tu cuoi dau tet nam thang hoi dao dem chieu trua sang toi")
    )


def _with_weekday(scene: Scene, hit: Dated, today: date) -> Dated:
    """'12/4 (chủ nhật)': a weekday beside a date must agree with it."""
    at = hit.end + (scene.word(hit.end) in ("(", ","))
    end = scene.span("weekday", at) if hit.day else 0
    if not end or is_order(scene, at) or (at > hit.end and _next_begins(scene, end)):
        return hit
    if int(scene.spans["weekday"][at][1]) != (hit.day or today).weekday():
        return hit._replace(day=None, end=end, doubt=DoubtReason.AMBIGUOUS)
    return hit._replace(end=end)


def _until(scene: Scene, hit: Dated, at: int, today: date) -> Dated:
    """'tiêm từ 13/4 đến 15/4': several days, none of them the day of each injection."""
    if scene.word(hit.end) in ("den", "toi") and scene.word(hit.end + 1) in ("nay", "gio"):
        return Dated(None, hit.end + 2)  # "từ 10/4 đến nay có 2 cháu"
    if scene.word(hit.end) not in ("den", "toi", "-") or scene.has("death") or not scene.has("inject"):
        return hit
    tied = scene.word(hit.end) == "-" or scene.word(at - 1) == "tu" or scene.word(at) == "tu"
    last = next((found for form, _ in FORMS if (found := form(scene, hit.end + 1, today))), None) if tied else None
    return Dated(None, last.end) if last is not None else hit


def _weekday(scene: Scene, at: int, today: date) -> Dated | None:
    """thứ 6, T6, chủ nhật; of this week, of last week, just past; followed by its date or not."""
    end, weekday = weekday_name(scene, at)
    if not end:
        return None
    if scene.word(end) == "tuan" and scene.word(end + 1) in ("sau", "toi"):
        return Dated(None, end, DoubtReason.FUTURE)
    if end < scene.size and scene.tokens[end].marked in ("tới", "sau"):
        return Dated(None, end + 1, DoubtReason.FUTURE)
    if scene.word(end) in ("toi", "sau"):
        station = (
            scene.word(end) == "toi"
            and scene.span("place", end + 1)
            and not (about(scene, "call") and about(scene, "request"))
        )  # "thứ hai tới trạm" went there
        return None if station else Dated(None, end + 1, DoubtReason.FUTURE)
    day = calendar.last_weekday(today, weekday)
    week = scene.spans["week"].get(end)
    if week:
        end = week[0]
        back = {"this": 0, "last": 1}.get(week[1])
        if back and scene.word(end) == "nua":
            back, end = 2, end + 1  # "thứ sáu tuần trước nữa"
        if back is not None:
            day = calendar.weekday_in_week(today, weekday, back)
        elif day == today:
            day -= timedelta(days=7)
    rest = end + (scene.word(end) in ("(", ",", "-"))
    named = _day_month(scene, rest, today) or _day_words(scene, rest, today)
    if named is not None and not (scene.word(end) == "," and _next_begins(scene, named.end)):
        agrees = named.day is not None and named.day.weekday() == weekday
        return named if agrees or named.day is None else Dated(None, named.end, DoubtReason.AMBIGUOUS)
    return Dated(day, end) if day <= today else Dated(None, end, DoubtReason.FUTURE)


def _next_begins(scene: Scene, at: int) -> bool:
    """'mất hôm thứ tư, thứ năm chị Mái sinh': behind the second day somebody else is told of."""
    return scene.begins(at, "title", "birth", "death", "inject")


def _relative(scene: Scene, at: int, today: date) -> Dated | None:
    """hôm qua, sáng nay, hôm kìa; vague ones have no date."""
    held = scene.spans["day"].get(at)
    if held is None or held[1] == "same":
        return None
    if scene.word(at) == "nay" and at > 1:
        return None  # "nay có 2 ca": today; later in a message it is 'this', 'now', 'lately'
    if scene.words[at : held[0]] == ["cuoi", "thang"] and today.day < _LATE_IN_MONTH:
        return Dated(None, held[0], DoubtReason.FUTURE)
    if held[1] == "none" or lasting(scene, at):
        return Dated(None, held[0])
    return Dated(today - timedelta(days=int(held[1])), held[0])


def _ago(scene: Scene, at: int, today: date) -> Dated | None:
    """3 hôm trước, cách đây 5 ngày, cách đây 2 tuần."""
    lead = scene.span("ago", at, "before")
    hit = number_at(scene, lead or at)
    if hit is None or hit[0] > 400:
        return None
    value, end = hit
    unit = scene.word(end)
    if lead and unit in ("ngay", "hom", "bua", "tuan"):
        return Dated(today - timedelta(days=value * (7 if unit == "tuan" else 1)), end + 1)
    if lead and unit == "nam":
        return Dated(None, end + 1, past=True)
    if lead and unit == "thang":
        return Dated(None, end + 1)
    behind = scene.span("ago", end, "after")
    if behind:
        return Dated(today - timedelta(days=value), behind)
    return None


def _day_month(scene: Scene, at: int, today: date) -> Dated | None:
    """12/4, 12-4-26, 17.4, 12042026."""
    lead = scene.span("dayword", at) or at
    if scene.kind(lead) != NUMBER:
        return None
    digits = scene.word(lead)
    if len(digits) == 8 and digits.isascii() and digits[4:6] == "20":
        return _settle(digits[:2], digits[2:4], digits[4:], lead + 1, today)
    mark, month = scene.word(lead + 1), scene.word(lead + 2)
    if mark not in _SEPARATORS or scene.kind(lead + 2) != NUMBER or not tight(scene, lead, mark):
        return None
    if len(digits) > 2 or len(month) > 2 or (mark == "." and not dotted_date(scene, at, lead)):
        return None
    end = lead + 3
    if mark == "-" and scene.word(end) in ("thang", "tuoi", "tuan", "ngay", "hom", "gio"):
        return None  # "khoảng 2-3 tháng"
    if (
        scene.word(end) in _SEPARATORS
        and scene.kind(end + 1) == NUMBER
        and scene.tokens[end + 1].glued
        and scene.tokens[end].glued
        and scene.word(end + 2) not in _UNITS
    ):
        if len(scene.word(end + 1)) in (2, 4):
            return _settle(digits, month, scene.word(end + 1), end + 2, today)
        return Dated(None, end + 2)
    if mark == "/" and lead == at and is_share(scene, digits, month, end):
        return None
    return _settle(digits, month, None, end, today)


def _settle(day: str, month: str, year: str | None, end: int, today: date) -> Dated:
    """A day and month, with or without a year, as a date."""
    if scene_year := (calendar.full_year(year, today) if year else None):
        found = calendar.day_of(scene_year, int(month), int(day))
        if found is None:
            return Dated(None, end, DoubtReason.AMBIGUOUS)
        if found > today:
            return Dated(None, end, DoubtReason.FUTURE)
        if found.year < today.year and (today - found).days > _PAST_YEAR_DAYS:
            return Dated(found, end, past=True)
        return Dated(found, end)
    found = calendar.in_past(today, int(month), int(day))
    if found is not None:
        return Dated(found, end)
    exists = calendar.day_of(today.year, int(month), int(day)) is not None
    return Dated(None, end, DoubtReason.FUTURE if exists else DoubtReason.AMBIGUOUS)


def _day_words(scene: Scene, at: int, today: date) -> Dated | None:
    """ngày 12 tháng 4 năm 2026, 12 tháng 4, ngày 12 tháng trước, ngày 12, hôm 12."""
    lead = scene.span("dayword", at) or _night_of(scene, at)
    hit = number_at(scene, lead or at)
    if hit is None or not 1 <= hit[0] <= 31:
        return None
    day, end = hit
    last = scene.span("month", end, "last")
    if last and lead:
        year, month = calendar.month_before(today)
        found = calendar.day_of(year, month, day)
        return Dated(found, last, None if found else DoubtReason.AMBIGUOUS)
    this = scene.span("month", end, "this")
    if this and lead:
        found = calendar.day_of(today.year, today.month, day)
        return Dated(
            found if found and found <= today else None, this, None if found and found <= today else DoubtReason.FUTURE
        )
    month_word = scene.word(end)
    number = _month_number(scene, end + 1) if month_word in ("thang", "t", "th") else None
    if number and 1 <= number[0] <= 12 and scene.word(number[1]) not in ("ngay", "tuoi"):
        after = number[1]
        if scene.word(after) == "nam" and scene.kind(after + 1) == NUMBER and len(scene.word(after + 1)) in (2, 4):
            return _settle(str(day), str(number[0]), scene.word(after + 1), after + 2, today)
        marked = scene.word(after) in _SEPARATORS and tight(scene, after - 1, scene.word(after))
        if marked and scene.kind(after + 1) == NUMBER and len(scene.word(after + 1)) == 4:
            return _settle(str(day), str(number[0]), scene.word(after + 1), after + 2, today)
        return _settle(str(day), str(number[0]), None, after, today)
    if (
        lead
        and (scene.kind(lead) == NUMBER or day >= 10)  # "ngày hai bữa" is no day
        and (
            scene.word(end) not in _COUNTED_BEHIND
            or told_of(scene, day, end)
            or (scene.word(at) == "hom" and scene.word(end) in ("chau", "be", "em"))  # nobody counts by "hôm"
        )
    ):
        found = calendar.last_day(today, day)
        return Dated(found, end)
    return None


def _night_of(scene: Scene, at: int) -> int:
    """'đêm 17', 'chiều 12': a part of a day before its day of the month, 0 where it is none."""
    if scene.kind(at + 1) != NUMBER or len(scene.word(at + 1)) != 2 or scene.word(at + 2) in ("/", "-", ".", "thang"):
        return 0
    part = scene.word(at) in ("dem", "chieu", "trua") or scene.tokens[at].marked in ("sáng", "tối")
    return at + 1 if part else 0


def _month_number(scene: Scene, at: int) -> tuple[int, int] | None:
    """The number of a month; behind a day 'thang tu', 'thang nam' need no accents to be April and May."""
    hit = number_at(scene, at)
    if hit or scene.word(at) not in _PLAIN_MONTHS or scene.span("death", at):
        return hit
    return NUMERALS[scene.word(at)], at + 1


def _month_first(scene: Scene, at: int, today: date) -> Dated | None:
    """tháng trước ngày 20, tháng 3 ngày 20, tuần trước thứ 5: the wider word before the day."""
    week = scene.spans["week"].get(at)
    if week and week[1] != "past":
        end, weekday = weekday_name(scene, week[0])
        day = calendar.weekday_in_week(today, weekday, int(week[1] == "last"))
        if not end:
            return None
        return Dated(day, end) if day <= today else Dated(None, end, DoubtReason.FUTURE)
    last, this = scene.span("month", at, "last"), scene.span("month", at, "this")
    number = number_at(scene, at + 1) if scene.word(at) == "thang" and not (last or this) else None
    rest = last or this or (number[1] if number and 1 <= number[0] <= 12 else 0)
    lead = scene.span("dayword", rest + (scene.word(rest) == ",")) if rest else 0
    hit = number_at(scene, lead) if lead else None
    if hit is None or not 1 <= hit[0] <= 31 or scene.word(hit[1]) in ("/", "-", ".", "thang"):
        return None
    if number and not (last or this):
        return _settle(str(hit[0]), str(number[0]), None, hit[1], today)
    year, month = calendar.month_before(today) if last else (today.year, today.month)
    found = calendar.day_of(year, month, hit[0])
    return Dated(found if found and found <= today else None, hit[1], None if found else DoubtReason.AMBIGUOUS)


def _years_ago(scene: Scene, at: int, today: date) -> Dated | None:
    """3 năm trước, năm 2023, đầu năm 2023: history."""
    at += scene.word(at) in ("dau", "giua", "cuoi") and scene.word(at + 1) == "nam"
    if (
        scene.word(at) in ("nam", "hoi", "dao", "tu", "cuoi", "dau", "tet")
        and scene.kind(at + 1) == NUMBER
        and len(scene.word(at + 1)) == 4
    ):
        year = int(scene.word(at + 1))
        if year > today.year + 1:
            return None  # "sinh 1 nam 3000g"
        return Dated(None, at + 2, past=1900 < year < today.year)
    if (
        scene.word(at) == "nam"
        and scene.word(at - 1) in ("hoi", "dao", "tu")
        and short_year(scene, at + 1) > today.year
    ):
        return Dated(None, at + 2, past=True)  # "hồi năm 79"
    if is_year_of_birth(scene, at):
        return Dated(None, at + 1, past=int(scene.word(at)) < today.year)
    hit = number_at(scene, at)
    if hit and scene.word(hit[1]) == "nam" and scene.word(hit[1] + 1) in ("truoc", "ve"):
        return Dated(None, hit[1] + 2, past=True)
    return None


def _month_alone(scene: Scene, at: int, today: date) -> Dated | None:
    """tháng 3, tháng 3/2026: too wide for a date."""
    if scene.word(at) != "thang" or scene.word(at + 1) in ("", "\n"):
        return None
    number = number_at(scene, at + 1)
    if number is None or not 1 <= number[0] <= 12:
        return None
    end = number[1]
    if scene.word(end) in ("/", "nam", "-") and scene.kind(end + 1) == NUMBER:
        year = calendar.full_year(scene.word(end + 1), today)
        return Dated(None, end + 2, past=year is not None and year < today.year - (today.month < 7))
    return Dated(None, end, DoubtReason.FUTURE if number[0] > today.month else None)


def _lunar(scene: Scene, at: int, today: date) -> Dated | None:
    hit = read_lunar(scene, at, today)
    return Dated(*hit) if hit else None


FORMS = Rooms(
    (
        Form(_lunar, word_set("lunar lunar_month duong dl")),
        Form(_years_ago, word_set("nam hoi dao tu cuoi dau tet sn ns sinh")),
        Form(_month_first, word_set("week month thang")),
        Form(_day_month, word_set(NUMBER)),
        Form(_ago, word_set("ago")),
        Form(_day_words, word_set("dayword thang t th dem chieu trua sang toi")),
        Form(_weekday, word_set("weekday t")),
        Form(_relative, word_set("day")),
        Form(_month_alone, word_set("thang")),
    )
)
