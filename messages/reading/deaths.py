"""Deaths: children under five, stillbirths, women in pregnancy and childbirth."""

from datetime import date

from health.events import Age, Cause, ReportKind
from messages.reading.build import Draft
from messages.reading.events import Event, What
from messages.reading.fates import both_dead
from messages.reading.items import Item
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.runs import Run
from messages.reading.scene import Scene
from messages.reading.split import Group, heading, said_of_all, share, split_groups
from messages.reading.subjects import Subject, subject
from messages.reading.tokens import NUMBER
from messages.reading.understanding import Context, ReportReading

SINGLE = word_set("sex mother child child_code bare date age date_of_birth place cause village")
_OF_HER = ("date", "place", "cause", "village", "age")
_OF_IT = ("sex", "mother", "child_code", "date", "place", "village")
_OF_DEATH = SINGLE | {"count", "water"}
_WHO = word_set("sex mother child age bare")
_OF_A_WOMAN = {"child": "name", **dict(zip(_OF_HER, _OF_HER, strict=True))}
_OF_A_CHILD = {"child": "name", **dict(zip(_OF_IT, _OF_IT, strict=True))}
_OF_ONE_BORN = {"age": "age", "date_of_birth": "date_of_birth"}
_SPLITTING = word_set("sex mother child child_code age bare")
_YOUNGER = frozenset(("be", "lon", "nho", "anh", "chi", "em", "ut", "dau"))
_BACK = 10  # tokens before a date in which the event that it dates is looked for
_MOST = 10
_ANOTHER = word_set("death still inject")
_FALLEN = word_set("nga roi te xuong")
_SPANS = word_set("ngay tieng gio phut hom tuan thang h")
_GIRL_YEARS = 10  # no woman with child is younger
_EARLY_WEEKS, _EARLY_MONTHS = 22, 5  # a pregnancy lost earlier is a miscarriage


def death_reports(scene: Scene, run: Run, context: Context) -> list[ReportReading]:
    """The deaths of one run that are ours; none if they are somebody else's."""
    still = any(event.what is What.STILL for event in run.events)
    event = run.events[0]
    who = Subject.CHILD if still else subject(scene, list(run.items), event)
    if who is Subject.OTHER:
        return []
    items = [_role(scene, run, item, who, still) for item in run.items]
    kept = [item for item in items if item.what in _OF_DEATH]
    groups = split_groups(scene, kept, _SPLITTING if who is Subject.CHILD else frozenset())
    groups = groups or [[]]
    if len(groups) > 1:
        share(groups, heading(scene, groups, _WHO), SINGLE)
        _share_last(scene, groups)
        _share_behind(run, groups)
        _share_after_list(scene, groups)
        share(groups, [i for i in kept if "deu" in scene.words[max(0, i.start - 2) : i.start]], SINGLE)
        if both_dead(scene):
            share(groups, [item for group in groups for item in group], SINGLE)
    counts = [item.value for item in kept if item.what == "count" and isinstance(item.value, int)]
    named = any(item.what in ("child", "child_code") for item in kept)
    times = counts[0] if counts and len(groups) == 1 and counts[0] <= _MOST and not named else 1
    if times > 1 and _one_of_them(scene, kept, event):
        times = 1
    if times == len(groups) == 1 and who is Subject.CHILD and scene.has("twins") and said_of_all(scene):
        times = 2  # "sinh đôi đều chết lưu"
    return [_report(scene, run, group, who, context) for group in groups for _ in range(times)]


def _one_of_them(scene: Scene, items: list[Item], event: Event) -> bool:
    """'hai cháu ăn nấm độc: cháu bé 2 tuổi mất, cháu lớn đang nôn': counted before, and one of them died."""
    here = scene.clause[event.start]
    counts = [item.start for item in items if item.what == "count" and scene.clause[item.start] == here]
    counted = any(":" not in scene.words[at : event.start] for at in counts)
    one = any(
        value == "child" and scene.clause[at] == here and not _YOUNGER.isdisjoint(scene.words[at + 1 : end + 1])
        for at, (end, value) in scene.spans["title"].items()
    )
    return one and not counted


def _share_behind(run: Run, groups: list[Group]) -> None:
    """'một cháu 2 tuổi với một cháu 4 tuổi chết đuối ở hồ hôm kia': what the one verb tells is of all before it."""
    event = run.events[0]
    named = [item for group in groups for item in group if item.what in _WHO | {"child"}]
    if all(item.start < event.start for item in named):
        behind = [item for item in groups[-1] if item.start >= event.start or _right_before(item, event)]
        share(groups, behind, SINGLE | {"water"})


def _right_before(item: Item, event: Event) -> bool:
    """'A 2 tuổi và B 9 tháng bị điện giật mất': what the verb of all of them was from."""
    return item.what == "cause" and event.start - item.end in (0, 1)


def _share_after_list(scene: Scene, groups: list[Group]) -> None:
    """'chết cả, chị 4 tuổi em 2 tuổi, đêm 14/6 ở lán': told in one breath, and what follows is of both."""
    last = [[item for item in group if item.what in _WHO | {"child"}] for group in groups[-2:]]
    if not all(last) or scene.clause[last[0][-1].start] != scene.clause[last[1][-1].start]:
        return
    clause = scene.clause[last[1][-1].start]
    share(groups, [item for item in groups[-1] if scene.clause[item.start] > clause], SINGLE | {"water"})


def _share_last(scene: Scene, groups: list[Group]) -> None:
    """One date for the whole sentence, one mother for twins."""
    everything = [item for group in groups for item in group]
    for field in ("date", "mother") if scene.has("twins") else ("date",):
        said = [item for item in everything if item.what == field]
        if len({item.value for item in said}) == 1 and (scene.has("twins") or said_of_all(scene)):
            share(groups, said, SINGLE)


def _role(scene: Scene, run: Run, item: Item, who: Subject, still: bool) -> Item:
    """What an item is in a death: whose date, whose name, which place."""
    if item.what in ("date", "past"):
        if who is Subject.MATERNAL and _of_her_childbed(scene, run, item):
            return item._replace(what="none")
        born = is_of_birth(scene, item) and not still and who is Subject.CHILD
        return item._replace(what="date_of_birth" if born else "date")
    if item.what == "place" and not still and _birth_place(scene, run, item):
        return item._replace(what="none")
    if who is Subject.MATERNAL:
        return (
            item._replace(what="child")
            if item.what in ("woman", "young", "mother", "bare")
            else item._replace(what="none")
            if item.what == "sex"
            or (item.what == "child" and any(i.what in ("woman", "young", "mother", "bare") for i in run.items))
            or (item.what == "age" and not _of_a_woman(item))
            else item
        )
    if still and item.what == "cause" and item.value == "other":
        return item._replace(what="none")  # what the mother suffers: "đẻ thai lưu, giờ băng huyết"
    if still:
        return item._replace(what="mother") if item.what in ("woman", "young", "bare") else item
    bears = scene.span("birth", item.end)
    if item.what == "bare" and bears and (scene.span("sex", bears) or scene.span("title", bears, "child")):
        return item._replace(what="mother")  # "Vù Thị Pà sinh bé trai"
    if item.what == "bare":
        return item._replace(what="child")
    if item.what == "woman" and (scene.span("birth", item.end) or scene.word(item.end) in ("de", "sinh")):
        return item._replace(what="mother")
    return item


def _of_a_woman(item: Item) -> bool:
    """'chị A sinh con được 10 ngày thì ...': no age of hers."""
    return item.value is None or (isinstance(item.value, Age) and (item.value.years or 0) >= _GIRL_YEARS)


def _of_her_childbed(scene: Scene, run: Run, item: Item) -> bool:
    """'mới sinh hôm 12/4, mất hôm qua': the day of the birth, where that of her death is told too."""
    others = [other for other in run.items if other.what == "date" and other.value and other is not item]
    before = range(max(0, item.start - 3), item.start)
    born = any(scene.span("birth", at) or scene.word(at) in ("sinh", "de") for at in before)
    died = any(scene.span("death", at) for at in before)
    return bool(others) and born and not died


def is_of_birth(scene: Scene, item: Item) -> bool:
    """Whether the nearest event before a date is a birth: 'sinh 12/4 mất 15/4'."""
    if not scene.mentions("sinh", "de", "ns", "sn") and not scene.spans["birth"]:
        return False
    for at in range(item.start - 1, max(-1, item.start - _BACK), -1):
        if scene.sentence[at] != scene.sentence[item.start]:
            return False
        if scene.words[at] == "," or not _ANOTHER.isdisjoint(scene.begun[at]):
            return False
        if scene.word(at) in ("den", "toi", "sang") and at == item.start - 1:
            return False  # "sinh hôm 17/4 đến hôm qua thì mất"
        if scene.word(at) == "sinh" and scene.word(at - 1) == "sau":
            return False  # "tiêm ngay sau sinh hôm 18/4"
        if scene.word(at) == "sinh" and scene.word(at - 1) in ("bam", "so"):
            continue  # "tim bẩm sinh hôm qua"
        if scene.kind(at + 1) == NUMBER and len(scene.word(at + 1)) == 4 and at + 1 < item.start:
            return False  # "sn 2023 tiem soi hom qua"
        if scene.word(at) in ("sinh", "de") and (_aged(scene, at, item.start) or _born_early(scene, at)):
            return False
        if scene.span("cause", at, "preterm") and not scene.same_clause(at, item.start):
            continue  # "(đẻ non, 17/4, viện huyện)"
        if not scene.taken[at] and (scene.span("birth", at) or scene.word(at) in ("sinh", "de", "ns", "sn")):
            return not (scene.kind(item.end) != "" and scene.span("death", item.end) > 0 and at < item.start - 3)
        if scene.span("maternal", at):
            return False
    return False


def _aged(scene: Scene, at: int, end: int) -> bool:
    """'mất lúc mới đẻ được 3 tiếng, sáng qua': the birth only says how old."""
    return any(scene.kind(k) == NUMBER and scene.word(k + 1) in _SPANS for k in range(at + 1, end - 1))


def _born_early(scene: Scene, at: int) -> bool:
    """'đều mất, sinh non, đêm qua': the birth is only the cause of the death told before."""
    early = scene.word(at + 1) in ("non", "thieu")
    return early and any(k < at and scene.sentence[k] == scene.sentence[at] for k in scene.spans["death"])


def _born_before(scene: Scene, item: Item) -> bool:
    """'đẻ 16/4 ở viện huyện': a birth stands before the place in its clause, and no death between."""
    for at in range(item.start - 1, max(-1, item.start - 7), -1):
        if not scene.same_clause(at, item.start) or scene.span("death", at):
            return False
        if scene.span("birth", at) and not scene.span("cause", at):
            return True
    return False


def _birth_place(scene: Scene, run: Run, item: Item) -> bool:
    """'sinh ở trạm, mất ở nhà': the place of the birth is not the place of the death."""
    others = [other for other in run.items if other.what == "place" and other is not item]
    if not others:
        born = scene.span("birth", item.start) or _born_before(scene, item)
        dead_first = any(
            event.what is What.DEATH and event.start < item.start and scene.same_clause(event.start, item.start)
            for event in run.events
        )
        return bool(born) and not dead_first
    nearest = _nearest_event(run.events, item)
    return not (nearest is not None and nearest.end <= item.start and item.start - nearest.end <= 4) and _near_birth(
        scene, item
    )


def _near_birth(scene: Scene, item: Item) -> bool:
    return any(
        scene.span("birth", at) and scene.same_clause(at, item.start)
        for at in range(max(0, item.start - 6), item.start + 1)
    )


def _nearest_event(events: tuple[Event, ...], item: Item) -> Event | None:
    return min(events, key=lambda event: abs(event.start - item.start), default=None)


def _report(scene: Scene, run: Run, group: Group, who: Subject, context: Context) -> ReportReading:
    draft = Draft(scene, ReportKind.DEATH)
    event = run.events[0]
    group = _nearest_date_first(scene, run, _place_of_death_first(scene, run, group))
    mark = Item("", True, event.start, event.end)
    stills = [e for e in run.events if e.what is What.STILL]
    if stills:
        draft.put("stillbirth", mark)
    if who is Subject.MATERNAL:
        draft.put("maternal", mark)
        draft.put_all(group, _OF_A_WOMAN)
        draft.fields.pop("mother", None)
    else:
        draft.put_all(group, _OF_A_CHILD)
        if not stills:
            draft.put_all(group, _OF_ONE_BORN)
            _drop_impossible_birth(draft)
            _put_cause(draft, group)
        elif any(item.what == "cause" and item.value != "asphyxia" for item in group):
            _put_cause(draft, group)
    _put_water(draft, group)
    return draft.done(context)


def _nearest_date_first(scene: Scene, run: Run, group: Group) -> Group:
    """'tiêm hôm 5/5, đến 9/5 thì mất': of several days the one in the clause of the death."""
    dates = [item for item in group if item.what == "date" and item.value is not None]
    died = {scene.clause[event.start] for event in run.events}
    near = [item for item in dates if scene.clause[item.start] in died]
    if len({item.value for item in dates}) < 2 or not near or dates[0] in near:
        return group
    return [*near, *group]


def _place_of_death_first(scene: Scene, run: Run, group: Group) -> Group:
    """'nằm viện tỉnh rồi xin về, mất ở nhà', 'đưa lên viện thì mất': of two places the one right beside the death."""
    places = [item for item in group if item.what == "place"]
    ends = [event.end for event in run.events]
    behind = [i for i in places if any(0 <= i.start - end <= 2 and scene.same_clause(i.start, end - 1) for end in ends)]
    starts = [event.start for event in run.events]
    before = [i for i in places if any(0 <= at - i.end <= 1 and scene.same_clause(i.start, at) for at in starts)]
    beside = behind or before
    return [*beside, *group] if len(places) > 1 and beside and places[0] not in beside else group


def _drop_impossible_birth(draft: Draft) -> None:
    """'sinh hôm thứ hai, đến thứ năm thì mất' sent on a Monday: a birth after the death is no date."""
    born, died = draft.fields.get("date_of_birth"), draft.fields.get("date")
    if born and died and isinstance(born.value, date) and isinstance(died.value, date) and born.value > died.value:
        del draft.fields["date_of_birth"]


def _put_cause(draft: Draft, group: Group) -> None:
    """The first cause; a named one before 'không rõ'."""
    causes = [item for item in group if item.what == "cause"]
    named = [item for item in causes if item.value not in (Cause.UNKNOWN, "unknown", "other")]
    for item in [*named, *causes]:
        draft.put("cause", item)


def _put_water(draft: Draft, group: Group) -> None:
    """A pond or a stream named: the place, if no other is said; and what it did, if nothing else is."""
    water = [item for item in group if item.what == "water"]
    if not water:
        return
    draft.put("place", water[0])
    cause = draft.fields.get("cause")
    fell = any(
        item.what == "cause" and draft.scene.word(item.end - 1) in _FALLEN and 0 <= water[0].start - item.end <= 2
        for item in group
    )
    if fell:
        del draft.fields["cause"]
    if (cause is None or fell) and draft.scene.has("death"):
        draft.put("cause", water[0]._replace(value="drowning"))


def is_early_loss(scene: Scene, event: Event) -> bool:
    """A dead pregnancy too young to be a stillbirth: 'thai lưu 8 tuần', 'lưu thai 9 tuần đi hút rồi'."""
    sentence = scene.sentence[event.start]
    for at in scene.numeric:
        hit = number_at(scene, at) if scene.sentence[at] == sentence else None
        if hit is None:
            continue
        unit = scene.word(hit[1])
        if unit == "tuan" and hit[0] < _EARLY_WEEKS:
            return True
        if unit == "thang" and hit[0] <= _EARLY_MONTHS and not number_at(scene, hit[1] + 1):
            return True
    return scene.has("lost_pregnancy")
