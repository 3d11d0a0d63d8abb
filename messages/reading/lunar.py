"""Days of the Vietnamese lunar calendar: rằm tháng 3, mùng 3 Tết, 12/3 âm, 23 tháng chạp."""

from datetime import date, timedelta

from messages.reading import calendar
from messages.reading.numbers import number_at
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER, WORD
from messages.reading.understanding import DoubtReason

Lunar = tuple[date | None, int, DoubtReason | None]
_FULL_MOON = 15


def read_lunar(scene: Scene, at: int, today: date) -> Lunar | None:
    """(date, end, doubt) of a lunar day that begins at a token; 'mùng 3/4' alone may be either calendar: no date."""
    end = scene.span("lunar", at, "eve")
    if end:
        tet = calendar.lunar_day(today, 1, 1)
        return (tet - timedelta(days=1) if tet else None), end, None
    end = scene.span("lunar", at, "full")
    if end:
        month, end = _month(scene, end)
        return calendar.lunar_day(today, month, _FULL_MOON), _past_mark(scene, end), None
    early = scene.span("lunar", at, "early")
    lead = early or scene.span("dayword", at) or at
    hit = number_at(scene, lead)
    if hit is None or not 1 <= hit[0] <= 30:
        return None
    return _numbered(scene, hit[0], hit[1], bool(early), today)


def _numbered(scene: Scene, day: int, end: int, early: bool, today: date) -> Lunar | None:
    """A numbered day that a word beside it makes lunar."""
    tet = scene.span("lunar", end, "tet")
    if tet:
        return calendar.lunar_day(today, 12 if day > 20 else 1, day), tet, None
    month, after = _month(scene, end)
    if month and (solar := _solar_mark(scene, after)):
        found = calendar.in_past(today, month, day)
        return found, solar, None if found else DoubtReason.AMBIGUOUS
    named = any(scene.span("lunar_month", k) for k in (end, end + 1))
    marked = scene.span("lunar", after, "mark")
    if marked or (named and month):
        return calendar.lunar_day(today, month, day), marked or after, None
    if early:
        return None, after, DoubtReason.AMBIGUOUS
    return None


def _month(scene: Scene, at: int) -> tuple[int | None, int]:
    """(month, end) of 'tháng 3', '/3', 'tháng giêng'; (None, at) if no month is said."""
    named = scene.spans["lunar_month"].get(at)
    if named:
        return int(named[1]), named[0]
    if scene.word(at) in ("thang", "/", "-", "t") and at + 1 < scene.size:
        hit = number_at(scene, at + 1)
        if hit and 1 <= hit[0] <= 12:
            end = hit[1]
            if scene.word(end) in ("/", "-") and scene.kind(end + 1) == NUMBER:
                end += 2
            return hit[0], end
    return None, at


def _solar_mark(scene: Scene, at: int) -> int:
    """End of 'dương lịch', 'lịch dương', 'dương', 'dl' behind a day and its month, 0 if none is there."""
    words = (scene.word(at), scene.word(at + 1))
    if words in (("duong", "lich"), ("lich", "duong"), ("ngay", "duong")):
        return at + 2
    return at + 1 if words[0] == "dl" or (words[0] == "duong" and scene.kind(at + 1) != WORD) else 0


def _past_mark(scene: Scene, end: int) -> int:
    """End after 'âm lịch', if it is said."""
    return scene.span("lunar", end, "mark") or end
