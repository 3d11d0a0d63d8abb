"""Numbers of children in a report of injections: the vaccinated count, not those invited, absent, or put off."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from messages.reading.items import Item
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene, once
from messages.reading.segments import by_segment, counts_children, segments, segments_by_mark
from messages.reading.stretches import places_in, put_off, stretches
from messages.reading.tokens import MARK, NUMBER

# Before a number these say that so many were called, listed or missing.
_NOT_GIVEN = word_set("moi goi tong ke hoach dang vang thieu hoan con nghi tieu sach kien hen")
_CALLED_BEHIND = (
    ("dang", "ky"), ("duoc", "moi"), ("trong", "danh"), ("trong", "dien"), ("theo", "ke"), ("den", "tuoi"),
    ("trong", "do"), ("duoc", "goi"), ("den", "lich"), ("den", "hen"), ("co", "ten"),
)  # fmt: skip
_EACH = word_set("lon nho be dau ut anh chi thu sau")
_MOST_DOSES = 6
_MOST = 500  # children in one tally
_NAMED = ("child", "bare", "child_code", "mother")
_ANCHORS = frozenset(("vaccine", "dose", "village", "date"))


def without_totals(scene: Scene, items: list[Item]) -> list[Item]:
    """Drop a number of children where the children are named, and a total where its parts follow."""
    items = [item for item in _tallied(scene, items) if item.what != "count" or _really(scene, item)]
    named = [item for item in items if item.what in _NAMED]
    counts = [item for item in items if item.what == "count"]
    if named and not (counts and _aside_of_count(scene, items, counts, named)):
        return [item for item in items if item.what != "count"] if counts else items
    items = [item for item in items if item.what not in _NAMED]
    dropped = {
        *_asides(scene, items, counts),
        *_total(scene, items, counts),
        *_who_came(scene, counts),
        *_among_them(scene, items, counts),
    }
    return [item for item in items if item not in dropped] if dropped else items


def _among_them(scene: Scene, items: list[Item], counts: list[Item]) -> list[Item]:
    """'8 trẻ, trong đó có 2 trẻ tiêm bù': a part of those counted before, of whom nothing else was given."""
    parts = segments(scene)
    return [
        item
        for item in counts[1:]
        if ["trong", "do"] in (scene.words[item.start - 2 : item.start], scene.words[item.start - 3 : item.start - 1])
        and not any(other.what in ("vaccine", "dose") and parts[other.start] == parts[item.start] for other in items)
    ]


def _who_came(scene: Scene, counts: list[Item]) -> list[Item]:
    """'11 cháu đến tiêm MR, tiêm được 9 cháu': how many came, where fewer were given."""
    if len(counts) != 2 or not isinstance(counts[0].value, int) or not isinstance(counts[1].value, int):
        return []
    came = {"den", "ra"} & set(scene.words[counts[0].end : counts[0].end + 3])
    given = scene.word(counts[1].start - 1) in ("duoc", "dc")
    return counts[:1] if came and given and counts[1].value < counts[0].value else []


def _aside_of_count(scene: Scene, items: list[Item], counts: list[Item], named: list[Item]) -> bool:
    """'4 cháu tiêm MR, bé Khay khóc to nhất': fewer named than counted, in a stretch that tells of no injection."""
    parts = segments(scene)
    told = {parts[at] for at in _at_work(scene, items)}
    counts = [i for i in counts if isinstance(i.value, int) and parts[i.start] in told]
    if len(counts) != 1 or any(parts[item.start] in told for item in named):
        return False
    last = named[-1].end
    goes_on = last < scene.size and scene.kind(last) not in ("", MARK)
    return goes_on and isinstance(counts[0].value, int) and counts[0].value > len(named)


def _at_work(scene: Scene, items: list[Item]) -> list[int]:
    """Where an injection is told, near the items: its verb, its vaccine, its dose."""
    parts = segments_by_mark(scene)
    verbs = places_in(_verbs(scene), parts, parts[items[0].start], parts[items[-1].start])
    return [*verbs, *(item.start for item in items if item.what in ("vaccine", "dose"))]


@once
def _verbs(scene: Scene) -> list[int]:
    """Where 'tiêm', 'uống' and the like stand, in order."""
    return sorted(at for at, (_, value) in scene.spans["inject"].items() if value == "yes")


def _tallied(scene: Scene, items: list[Item]) -> list[Item]:
    """'BCG 2, VGB 3, 5in1 9', 'sởi: 12': of nobody told apart, the number behind a vaccine counts children."""
    if any(item.what in _NAMED for item in items):
        return items
    items = _by_dose(scene, items)
    found = {item: count for item in items if item.what == "vaccine" and (count := _number_behind(scene, item))}
    values = [count.value for count in found.values() if isinstance(count.value, int)]
    counted = [item.value for item in items if item.what == "count"]
    if counted and (counted != [sum(values)] or len(values) < 2):
        return items
    listed = len(found) > 1 and len(found) == sum(item.what == "vaccine" for item in items)
    many = max(values, default=0) > _MOST_DOSES
    if not many and not counted and (not listed or scene.has("title", "child") or scene.has("my_child")):
        return items
    starts = {count.start for count in found.values()}
    told = [item for item in items if item.what != "count" and not (item.what == "dose" and item.start in starts)]
    return [one for item in told for one in ((item, found[item]) if item in found else (item,))]


def _by_dose(scene: Scene, items: list[Item]) -> list[Item]:
    """'9 bé (m1: 5, m2: 4)': the number behind the colon of a dose counts children."""
    doses = [item for item in items if item.what == "dose" and scene.word(item.end) in (":", "=")]
    found = {item: count for item in doses if (count := _number_behind(scene, item))}
    return [one for item in items for one in ((item, found[item]) if item in found else (item,))]


def tallied_apart(scene: Scene, items: list[Item]) -> list[list[Item]]:
    """'10 trẻ mũi 1, 4 trẻ mũi 2, 5 trẻ sởi': each with its own stretch; [] where that is not plain."""
    counts = [item for item in items if item.what == "count"]
    if len(counts) < 2:
        return []
    parts, told = segments(scene), by_segment(scene, items)
    if len({parts[count.start] for count in counts}) < len(counts):
        return []
    vaccines = [item for item in items if item.what == "vaccine"]
    counted = {parts[count.start] for count in counts}
    away = [item for item in vaccines if parts[item.start] not in counted]
    if not vaccines or (len(vaccines) > 1 and any(item.start > counts[0].start for item in away)):
        return []
    whole = _Whole(vaccines, away, {i.start: i for i in items if i.what == "dose"}, _headings(items))
    return [[*own, *_taken_over(count, own, whole)] for count in counts if (own := told[parts[count.start]])]


class _Whole(NamedTuple):
    """What a list of numbers says for those whose own segment does not say it."""

    vaccines: list[Item]
    away: list[Item]  # the vaccines that stand beside no number
    doses: dict[int, Item]  # by their first token
    headings: dict[str, tuple[Item, bool]]  # the first day, the first village, and whether it is the only one


def _headings(items: list[Item]) -> dict[str, tuple[Item, bool]]:
    headings = {}
    for what in ("date", "village"):
        said = [item for item in items if item.what == what and item.value is not None]
        if said:
            headings[what] = (said[0], len({item.value for item in said}) == 1)
    return headings


def _taken_over(count: Item, own: list[Item], whole: _Whole) -> list[Item]:
    """The vaccine, the dose, the day and the village of a number whose own segment does not name them."""
    said = {item.what for item in own if item.value is not None or item.what != "date"}
    before = bisect_left(whole.vaccines, count.start, key=attrgetter("start"))  # none before: the last of all
    more = [] if "vaccine" in said else [*whole.away] if len(whole.away) > 1 else [whole.vaccines[before - 1]]
    if "dose" not in said and more and more[-1].end in whole.doses:
        more.append(whole.doses[more[-1].end])
    for what, (heading, only) in whole.headings.items():
        if what not in said and (only or heading.start < count.start):
            more.append(heading)
    return more


def _number_behind(scene: Scene, item: Item) -> Item | None:
    """The number right behind a vaccine, or behind its colon, with nothing after it that it could belong to."""
    end = item.end
    if item.what == "vaccine" and scene.span("dose", end):
        dose = number_at(scene, scene.span("dose", end))
        end = dose[1] if dose else end  # "VNNB mũi 1 3"
    at = end + (scene.word(end) in (":", "=", "-", "x"))
    hit = number_at(scene, at)
    if hit is None or not 1 <= hit[0] <= _MOST or scene.word(at - 1) in ("/", "."):
        return None
    end = hit[1]
    goes_on = scene.word(end) != "(" and scene.kind(end + 1) == NUMBER and scene.tokens[end + 1].glued
    after = scene.kind(end) in ("", MARK) and not goes_on
    listed = scene.word(end) == "va" or scene.span("vaccine", end) > end
    return Item("count", hit[0], at, end) if after or listed else None


def _total(scene: Scene, items: list[Item], counts: list[Item]) -> list[Item]:
    """'20 cháu: 12 cháu 5in1, 8 cháu sởi', or the sum behind its parts; not the 10 of '10 mũi 1, 4 mũi 2, 6 mũi 3'."""
    values = [item.value for item in counts if isinstance(item.value, int)]
    if len(values) < 3 or len(values) != len(counts):
        return []
    parts, told = segments(scene), by_segment(scene, items)
    own = [{i.what for i in told[parts[count.start]]} & {"vaccine", "dose"} for count in counts]
    alone = len({parts[count.start] for count in counts}) == len(counts)
    like = alone and bool(own[0].intersection(*own))
    return [counts[at] for at in (0, -1) if 2 * values[at] == sum(values) and not like][:1]


def _asides(scene: Scene, items: list[Item], counts: list[Item]) -> Iterable[Item]:
    """'ra tiêm 24 cháu, 6 cháu đi nương theo mẹ': beside a number that stands with an injection, one that stands with
    nothing of it tells of the others."""
    if len(counts) < 2:
        return []
    parts, whole = segments(scene), segments_by_mark(scene)
    at_work = _at_work(scene, items)
    told, around = {parts[at] for at in at_work}, {whole[at] for at in at_work}
    plain = {whole[item.start] for item in counts if parts[item.start] in told}
    first = {whole[i.start]: parts[i.start] for i in reversed(counts) if whole[i.start] in around - plain}
    told |= {*first.values()}
    if not any(parts[item.start] in told for item in counts):
        return []
    anchored = told | {parts[i.start] for i in items if i.what in _ANCHORS and i.value is not None}
    others = {parts[item.start] for item in counts} - anchored
    return [i for i in items if i.what in ("count", "village") and parts[i.start] in others]


def _told_one_by_one(scene: Scene, item: Item) -> bool:
    """'nhà em có 2 đứa, đứa lớn tiêm sởi, đứa bé tiêm lao': of each of them something else is told."""
    each = _each(scene)
    first = bisect_right(each, item.end)
    return first < len(each) and scene.clause[each[first]] != scene.clause[each[-1]]


@once
def _each(scene: Scene) -> list[int]:
    """Where 'đứa lớn', 'bé út', 'cháu thứ hai' stand, in order."""
    return sorted(
        at
        for at, (end, value) in scene.spans["title"].items()
        if value == "child" and not _EACH.isdisjoint(scene.words[at + 1 : end + 1])
    )


def _really(scene: Scene, item: Item) -> bool:
    """Whether a number is of children vaccinated: 'tiêm được 12', not 'mời 15', '2 cháu hoãn', '20 cháu đăng ký'."""
    if _told_one_by_one(scene, item):
        return False
    turns = stretches(scene)
    for at in places_in(put_off(scene), turns, turns[item.start], turns[item.start]):
        if not any(scene.word(k) == "con" and scene.kind(k + 1) == NUMBER for k in range(item.end, at)):
            return False
    rest = range(item.end, min(scene.size, item.end + 8))
    following = next((k for k in rest if scene.kind(k) == NUMBER and scene.span("title", k + 1, "child")), 0)
    whole = any(scene.marks[k] in ("thì", "thi") for k in rest if k < following) and not scene.taken[following - 1]
    if scene.word(item.start - 1) == "trong" or whole:
        return False  # "cả bản 26 trẻ thì 23 trẻ đã uống"
    noun = item.end + (scene.kind(item.end) != MARK and scene.span("title", item.end) > item.end)
    if scene.word(noun) == "hen" or any(
        (scene.word(k), scene.word(k + 1)) in _CALLED_BEHIND for k in (item.end, noun, item.end + 1)
    ):
        return False
    near = range(max(0, item.start - 3), item.start)
    if scene.word(item.start - 1) in ("co", "duoc", "den", "ra") and any(
        counts_children(scene, k) and scene.same_clause(k, item.start)
        for k in range(max(0, item.start - 6), item.start - 2)
    ):
        return True  # "trong số 18 trẻ được mời có 15 trẻ tiêm"
    # "ra mỗi 4 cháu" is no "mời"
    before = [
        scene.word(k)
        for k in near  # "bản Tòng Pẳn: 11 trẻ" is no total
        if scene.marks[k] != "mỗi"
        and scene.word(k - 1) not in ("ra", "den")
        and not scene.taken[k]
        and not (scene.word(k) == "con" and k + 1 < item.start and scene.taken[k + 1])  # "còn sáng nay 3 cháu"
    ]
    return not _NOT_GIVEN.intersection(before) or "tiem" in before or "chich" in before
