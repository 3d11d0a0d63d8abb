"""Vaccinations: one report per child and vaccine, or one tally per vaccine."""

from dataclasses import dataclass, field
from itertools import groupby, pairwise

from health.events import ReportKind
from messages.reading.build import Draft
from messages.reading.deaths import is_of_birth as is_date_of_birth
from messages.reading.dose_days import day_of, days_of
from messages.reading.given import given_to, named_again
from messages.reading.items import Item
from messages.reading.phrases import word_set
from messages.reading.runs import Run
from messages.reading.scene import Scene
from messages.reading.segments import segments
from messages.reading.tallies import tallied_apart, without_totals
from messages.reading.tokens import MARK
from messages.reading.understanding import Context, ReportReading

_Value = tuple[str, object]  # a field and what it says

_WHO = word_set("child bare mother child_code count woman young")
_WHAT = frozenset(("vaccine", "dose"))
_OPENING = _WHO | _WHAT
_WHO_OR_VACCINE = _WHO | {"vaccine"}
_OF_DOSE = _OPENING | {"date", "past", "village"}
_IDENTITY = frozenset(("name", "child_code", "mother"))
_MORE = {what: what for what in ("date", "date_of_birth", "village")}  # said of many, or of one child of a list
_OF_WHO = {"child": "name", "mother": "mother", "child_code": "child_code", **_MORE}
_OF_WHAT = {"vaccine": "vaccine", "dose": "dose"}


@dataclass(slots=True)
class Block:
    """Children who were given the same vaccines."""

    who: list[list[Item]] = field(default_factory=list)  # one list of items a child: name, mother, dose of its own
    what: list[list[Item]] = field(default_factory=list)  # one list a vaccine: vaccine, dose
    more: list[Item] = field(default_factory=list)  # date, village


def dose_reports(scene: Scene, run: Run, context: Context) -> list[ReportReading]:
    """The vaccinations of one run."""
    items = without_totals(scene, [item for item in given_to(scene, run) if item.what in _OF_DOSE])
    if not items and run.of(*_OF_DOSE):
        return []  # all that it names was not given
    items = named_again(scene, items)
    tallies = tallied_apart(scene, items)
    if tallies:
        return [_tally(scene, told, vaccine, context) for told in tallies for vaccine in _vaccines(told)]
    blocks = _blocks(scene, items)
    days = days_of(scene, items)
    shared = [*_shared(scene, blocks), *_heading_village(items)]
    reports = [
        _report(scene, who, what, [*day_of(scene, days, what), *more], context)
        for block in blocks or [Block()]
        for more in [_more(block, shared)]
        for who in block.who or [[]]
        for what in _given(who, _together(scene, block.what))
    ]
    return _each_once(_of_one_mother(scene, items, reports))


def _of_one_mother(scene: Scene, items: list[Item], reports: list[ReportReading]) -> list[ReportReading]:
    """'hai bé sinh đôi con chị X là A với B': the mother of twins is told once."""
    mother = next((report.fields["mother"] for report in reports if "mother" in report.fields), None)
    if mother is None or not scene.has("twins") or sum(item.what == "mother" for item in items) != 1:
        return reports
    return [report._replace(fields={"mother": mother, **report.fields}) for report in reports]


def _each_once(reports: list[ReportReading]) -> list[ReportReading]:
    """'Lịch tháng này: sởi 20/4. Hôm nay tiêm sởi cho A': the same child and vaccine named twice is one injection."""
    if len(reports) < 2:
        return reports
    said = [frozenset((name, found.value) for name, found in r.fields.items() if name != "count") for r in reports]
    alike: dict[tuple[_Value, _Value], set[frozenset[_Value]]] = {}  # by vaccine and each word of who was given it
    for values in said:
        for who in _told_by(values):
            alike.setdefault(who, set()).add(values)
    told_once: list[ReportReading] = []
    kept: set[frozenset[_Value]] = set()
    for report, values in zip(reports, said, strict=True):
        whos = _told_by(values)
        if whos and (values in kept or any(values < other for other in alike[whos[0]])):
            continue
        told_once.append(report)
        kept.add(values)
    return told_once


def _told_by(values: frozenset[_Value]) -> list[tuple[_Value, _Value]]:
    """The vaccine with the name, with the code, with the mother of who was given it."""
    return [(what, who) for what in values if what[0] == "vaccine" for who in values if who[0] in _IDENTITY]


def _vaccines(told: list[Item]) -> list[Item | None]:
    return [item for item in told if item.what == "vaccine"] or [None]


def _tally(scene: Scene, told: list[Item], vaccine: Item | None, context: Context) -> ReportReading:
    """One number of children and one of the vaccines they were given."""
    count = [item for item in told if item.what == "count"]
    more = [_birthday(scene, item) for item in told if item.what in ("date", "village")]
    doses = [item for item in told if item.what == "dose"]
    return _report(scene, count, [item for item in (vaccine, *doses) if item], more, context)


def _together(scene: Scene, what: list[list[Item]]) -> list[list[Item]]:
    """'5in1+opv mũi 1': a plus makes one injection of the two, and the dose behind is of both."""
    joined: list[list[Item]] = []
    last = what[-1] if what else []
    apart = len(last) == 2 and last[1].what == "dose" and scene.word(last[1].start - 1) == ","
    if apart and all([item.what for item in vaccine] == ["vaccine"] for vaccine in what[:-1]):
        return [*([*vaccine, last[1]] for vaccine in what[:-1]), last]  # "5in1 và OPV, lần 2"
    for vaccine in reversed(what):
        after = joined[-1] if joined else []
        plus = after and scene.word(after[0].start - 1) == "+" and vaccine[-1].end == after[0].start - 1
        alone = [item.what for item in vaccine] == ["vaccine"]
        joined.append([*vaccine, *(i for i in after if i.what == "dose")] if plus and alone else vaccine)
    return joined[::-1]


def _given(who: list[Item], what: list[list[Item]]) -> list[list[Item]]:
    """The vaccines of one child; a dose said beside its name goes before the block's."""
    own = [item for item in who if item.what == "dose"]
    if not own:
        return what or [[]]
    return [[*own, *(item for item in vaccine if item.what == "vaccine")] for vaccine in what or [[]]]


def _shared(scene: Scene, blocks: list[Block]) -> list[Item]:
    """A date or a village said once, or before the first child: it holds for every block that has none of its own."""
    shared: list[Item] = []
    for what in ("date", "village"):
        everywhere = [item for block in blocks for item in block.more if item.what == what]
        if len(blocks) > 1:  # "- Cà Bảo Hân (Nà Đon) phế cầu": of that child alone
            everywhere = [i for i in everywhere if what != "village" or scene.word(i.start - 1) != "("]
        everywhere = [item for item in everywhere if item.value is not None] or everywhere
        first = [item for item in blocks[0].more if item.what == what]
        shared += (everywhere if len({item.value for item in everywhere}) == 1 else first)[:1]
    return shared


def _heading_village(items: list[Item]) -> list[Item]:
    """'Bản Hoa Vân 17.4: ...': a village said before the first child and vaccine holds for all."""
    first = next((k for k, item in enumerate(items) if item.what in _OPENING), len(items))
    said = [item for item in items if item.what == "village"]
    tally = {item.what for item in items if item.what in _WHO} == {"count"}
    if tally and len(said) == 1 and said[0] is items[-1]:
        return said  # "IPV 5 cháu, OPV 5 cháu tại bản Thống Nhất"
    return [item for item in items[:first] if item.what == "village"][:1]


def _more(block: Block, shared: list[Item]) -> list[Item]:
    """What holds for each report of a block: the first value of each kind, and whatever is in doubt."""
    said = {item.what for item in block.more}
    more = [*block.more, *(item for item in shared if item.what not in said)]
    first: dict[str, Item] = {}
    for item in more:
        if item.value is not None:
            first.setdefault(item.what, item)
    return [item for item in more if item.value is None or item.doubt is not None or item is first[item.what]]


def _blocks(scene: Scene, items: list[Item]) -> list[Block]:
    """Children and vaccines in turn: whichever comes first opens each block."""
    leads = _who_leads(scene, items)
    parts = segments(scene)
    with_what = {parts[item.start] for item in items if item.what in _WHAT}
    days = {item.value for item in items if item.what == "date" and item.value is not None}
    last = max((k for k, item in enumerate(items) if item.what in _OPENING), default=0)
    blocks = [Block()]
    for k, item in enumerate(items):
        block = blocks[-1]
        leading = leads[scene.sentence[item.start]]
        if item.what in _WHO:
            if leading and block.what and not _same_child(scene, block, item):
                blocks.append(block := Block())
            _add_who(scene, block, item)
        elif item.what in _WHAT:
            if not leading and block.who and not (item.what == "dose" and _beside(scene, block.who[-1], item)):
                blocks.append(block := Block())
            _add_what(scene, block, item, leading)
        else:
            apart = len(days) > 1 and item.value in days and item.what == "date" and parts[item.start] not in with_what
            if apart and _childs_own(scene, block, item):
                block.who[-1].append(item)
                continue
            heads = k < last and _heads_next(scene, items[k : k + 2])
            if block.who and block.what and (heads or (apart and _other_day(scene, block, item))):
                blocks.append(block := Block())
            block.more.append(_birthday(scene, item))
    _fill(blocks)
    for block in blocks:
        _name_again(block)
    for block in blocks:
        _hand_out(scene, block)
    _under_headings(scene, blocks)
    return blocks


def _who_leads(scene: Scene, items: list[Item]) -> dict[int, bool]:
    """For each sentence, whether its children stand before their vaccines; one that has not both goes on as the last:
    'tiêm 5in1: A, B. Cháu C tiêm MR'."""
    leads: dict[int, bool] = {}
    last = next((item.what in _WHO for item in items if item.what in _OPENING), True)
    for sentence, group in groupby(items, key=lambda item: scene.sentence[item.start]):
        listed = [item for item in group if item.what in _WHO_OR_VACCINE]
        if {item.what == "vaccine" for item in listed} == {True, False}:
            last = listed[0].what in _WHO
        leads[sentence] = last
    return leads


def _childs_own(scene: Scene, block: Block, item: Item) -> bool:
    """'tiêm VGB: con chị A (3/5), con chị B (18/5)': of several days the one right behind a child is that child's."""
    if not block.who:
        return False
    last, parts = block.who[-1][-1], segments(scene)
    reach = 6 if scene.word(item.start - 1) == ")" else 2  # "con chị Dao (Nà Đon) 18/4"
    beside = 0 <= item.start - last.end <= reach and parts[last.start] == parts[item.start]
    return beside and last.what not in ("count", "date") and not is_date_of_birth(scene, item)


def _other_day(scene: Scene, block: Block, item: Item) -> bool:
    """Another day than the one the block has: the next injection."""
    other = any(day.what == "date" and day.value not in (None, item.value) for day in block.more)
    return other and not is_date_of_birth(scene, item)


def _heads_next(scene: Scene, items: list[Item]) -> bool:
    """'..., bản Pho Lao Chải: cháu Sú tiêm MR': the village opens the next child's part."""
    if items[0].what == "date" and len(items) == 2:
        return _heads_lines(scene, items[0]) and scene.sentence[items[1].start] != scene.sentence[items[0].start]
    if items[0].what != "village" or len(items) < 2 or items[1].what not in _OPENING:
        return False
    opens = scene.kind(items[0].start - 1) in ("", MARK)
    return opens and scene.word(items[0].end) in (":", "-")


def _heads_lines(scene: Scene, item: Item) -> bool:
    """'Ngày 16/4' as a line of its own: it holds for the lines below."""
    before, after = scene.word(item.start - 1), item.end + (scene.word(item.end) == ":")
    return item.value is not None and before in ("", "\n") and scene.word(after) == "\n"


def _under_headings(scene: Scene, blocks: list[Block]) -> None:
    """Each day that stands as a line of its own, said to the blocks below it."""
    heading: Item | None = None
    for block in blocks:
        said = next((item for item in block.more if item.what == "date"), None)
        if said is None and heading is not None:
            block.more.append(heading)
        elif said is not None and _heads_lines(scene, said):
            heading = said


def _fill(blocks: list[Block]) -> None:
    """A block without vaccines or without children takes them from its neighbour."""
    for before, block in pairwise(blocks):
        if not block.who:
            block.who = before.who
        if not block.what:
            block.what = before.what
        elif all(item.what == "dose" for what in block.what for item in what):
            vaccines = [item for what in before.what for item in what if item.what == "vaccine"]
            block.what = [[*vaccines[:1], *what] for what in block.what]


def _hand_out(scene: Scene, block: Block) -> None:
    """'Nà San cháu A, Hoa Vân cháu B, cả hai tiêm DPT4': where each child has a village, a birth date of its own."""
    if len(block.who) < 2:
        return
    parts = segments(scene)
    whos: dict[int, list[list[Item]]] = {}
    for who in block.who:
        whos.setdefault(parts[who[0].start], []).append(who)
    for what in ("village", "date_of_birth"):
        said = [item for item in block.more if item.what == what]
        if len(said) < 2:
            continue
        own = {item for item in said if len(whos.get(parts[item.start], ())) == 1}
        for item in said:
            if item in own:
                whos[parts[item.start]][0].append(item)
        block.more = [item for item in block.more if item not in own]


def _name_again(block: Block) -> None:
    """'tiêm 5in1: mũi 1 ngày 10/2, mũi 2 ngày 12/3': a dose alone is of the vaccine named before."""
    for before, what in pairwise(block.what):
        vaccine = next((item for item in before if item.what == "vaccine"), None)
        if vaccine and all(item.what == "dose" for item in what):
            what.insert(0, vaccine)


def _birthday(scene: Scene, item: Item) -> Item:
    if item.what in ("date", "past") and is_date_of_birth(scene, item):
        return item._replace(what="date_of_birth")
    return item


def _same_child(scene: Scene, block: Block, item: Item) -> bool:
    """'Páo tiêm sởi, mẹ Lan': a mother after the vaccine is still of the same child."""
    return (
        item.what == "mother"
        and bool(block.who)
        and not any(other.what == "mother" for other in block.who[-1])
        and not scene.span("of_mother", item.start - 2)
    )


def _add_who(scene: Scene, block: Block, item: Item) -> None:
    """A new child, or one more word about the last."""
    last = block.who[-1] if block.who else None
    if item.what in ("woman", "young", "bare"):
        item = item._replace(what="child") if item.what != "woman" else item
    if item.what == "woman":
        return
    if item.what == "mother" and len(block.who) > 1 and scene.word(item.start - 3) in ("voi", "va"):
        last = None  # "A, B, với con chị C": one more child
    if last is not None and item.what not in {other.what for other in last}:
        pair = {item.what, *(other.what for other in last)}
        if pair <= {"child", "mother", "dose"} or pair <= {"child", "child_code", "dose", "mother"}:
            last.append(item)
            return
    block.who.append([item])


def _beside(scene: Scene, who: list[Item], item: Item) -> bool:
    """A dose right after a child's name is that child's."""
    last = who[-1]
    near = 0 <= item.start - last.end <= 2
    return near and last.what != "count" and scene.sentence[last.start] == scene.sentence[item.start]


def _add_what(scene: Scene, block: Block, item: Item, leading: bool) -> None:
    if item.what == "dose":
        if not leading and block.who and _beside(scene, block.who[-1], item):
            block.who[-1].append(item)
            return
        if block.what and not any(other.what == "dose" for other in block.what[-1]):
            block.what[-1].append(item)
            return
    elif block.what and all(other.what == "dose" for other in block.what[-1]):
        block.what[-1].append(item)
        return
    block.what.append([item])


def _report(scene: Scene, who: list[Item], what: list[Item], more: list[Item], context: Context) -> ReportReading:
    draft = Draft(scene, ReportKind.VACCINATION)
    draft.put_all(who, _OF_WHO)
    for item in who:
        if item.what == "count" and isinstance(item.value, int) and item.value > 1:
            draft.put("count", item)
    draft.put_all(what, _OF_WHAT)
    draft.put_all(more, _MORE)
    return draft.done(context)
