"""Vaccinations: one report per child and vaccine, or one tally per vaccine."""

from dataclasses import dataclass, field
from itertools import groupby, pairwise

from health.events import ReportKind
from messages.reading.build import Draft
from messages.reading.deaths import is_of_birth as is_date_of_birth
from messages.reading.items import Item
from messages.reading.phrases import word_set
from messages.reading.runs import Run
from messages.reading.scene import Scene
from messages.reading.tokens import MARK, NUMBER
from messages.reading.understanding import Context, ReportReading

_WHO = word_set("child bare mother child_code count woman young")
_WHAT = frozenset(("vaccine", "dose"))
_OPENING = _WHO | _WHAT
_OF_DOSE = _OPENING | {"date", "past", "village"}
_NOT_GIVEN = word_set("moi tong ke hoach dang vang thieu hoan con nghi")


@dataclass(slots=True)
class Block:
    """Children who were given the same vaccines."""

    who: list[list[Item]] = field(default_factory=list)  # one list of items a child: name, mother, dose of its own
    what: list[list[Item]] = field(default_factory=list)  # one list a vaccine: vaccine, dose
    more: list[Item] = field(default_factory=list)  # date, village


def dose_reports(scene: Scene, run: Run, context: Context) -> list[ReportReading]:
    """The vaccinations of one run."""
    items = _without_totals(scene, [item for item in _given_to(scene, run) if item.what in _OF_DOSE])
    if not items and run.items:
        return []  # all that it names was not given
    blocks = _blocks(scene, items)
    shared = [*_shared(blocks), *_heading_village(items)]
    return [
        _report(scene, who, what, _more(block, shared), context)
        for block in blocks
        for who in block.who or [[]]
        for what in _given(who, block.what)
    ]


def _given(who: list[Item], what: list[list[Item]]) -> list[list[Item]]:
    """The vaccines of one child; a dose said beside its name goes before the block's."""
    own = [item for item in who if item.what == "dose"]
    if not own:
        return what or [[]]
    return [[*own, *(item for item in vaccine if item.what == "vaccine")] for vaccine in what or [[]]]


def _given_to(scene: Scene, run: Run) -> list[Item]:
    """Without what a clause of its own says was not given: '..., chưa tiêm viêm gan B'."""
    told = {scene.clause[event.start] for event in run.events}
    refused = [at for at, (_, value) in scene.spans["negation"].items() if value == "put_off"]
    off = {scene.clause[at] for at in refused} - told
    # "+ Tẩn Thị Mẩy: không đến": a line of its own about one who was not there.
    given = {scene.sentence[event.start] for event in run.events} | {
        scene.sentence[item.start] for item in run.items if item.what in _WHAT
    }
    off_lines = {scene.sentence[at] for at in refused} - given
    return [i for i in run.items if scene.clause[i.start] not in off and scene.sentence[i.start] not in off_lines]


def _shared(blocks: list[Block]) -> list[Item]:
    """A date or a village said once, or before the first child: it holds for every block that has none of its own."""
    shared: list[Item] = []
    for what in ("date", "village"):
        everywhere = [item for block in blocks for item in block.more if item.what == what]
        first = [item for item in blocks[0].more if item.what == what]
        shared += (everywhere if len({item.value for item in everywhere}) == 1 else first)[:1]
    return shared


def _heading_village(items: list[Item]) -> list[Item]:
    """'Bản Hoa Vân 17.4: ...': a village said before the first child and vaccine holds for all."""
    first = next((k for k, item in enumerate(items) if item.what in _WHO | _WHAT), len(items))
    said = [item for item in items if item.what == "village"]
    tally = {item.what for item in items if item.what in _WHO} == {"count"}
    if tally and len(said) == 1 and said[0] is items[-1]:
        return said  # "IPV 5 cháu, OPV 5 cháu tại bản Thống Nhất"
    return [item for item in items[:first] if item.what == "village"][:1]


def _more(block: Block, shared: list[Item]) -> list[Item]:
    said = {item.what for item in block.more}
    return [*block.more, *(item for item in shared if item.what not in said)]


def _without_totals(scene: Scene, items: list[Item]) -> list[Item]:
    """Drop a number of children where the children are named, and a total where its parts follow."""
    items = [item for item in items if item.what != "count" or _really(scene, item)]
    named = [item for item in items if item.what in ("child", "bare", "child_code", "mother")]
    counts = [item for item in items if item.what == "count"]
    if named and counts:
        return [item for item in items if item.what != "count"]
    if len(counts) > 1:
        total = counts[0].value
        rest = [item.value for item in counts[1:] if isinstance(item.value, int)]
        if isinstance(total, int) and len(rest) > 1 and sum(rest) == total:
            return [item for item in items if item is not counts[0]]
    return items


def _really(scene: Scene, item: Item) -> bool:
    """Whether a number is of children vaccinated: 'tiêm được 12', not 'mời 15', '2 cháu hoãn', '20 cháu đăng ký'."""
    clause = scene.clause[item.start]
    for at, (_, value) in scene.spans["negation"].items():
        if value != "put_off" or scene.clause[at] != clause:
            continue
        if not any(scene.word(k) == "con" and scene.kind(k + 1) == NUMBER for k in range(item.end, at)):
            return False
    if scene.word(item.end + 1) == "dang" and scene.word(item.end + 2) == "ky":
        return False
    before = [scene.word(k) for k in range(max(0, item.start - 3), item.start)]
    return "tiem" in before or not _NOT_GIVEN.intersection(before)


def _blocks(scene: Scene, items: list[Item]) -> list[Block]:
    """Children and vaccines in turn: whichever comes first opens each block."""
    leads = _who_leads(scene, items)
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
            full = block.who and block.what
            if full and (_other_day(scene, block, item) or _heads_next(scene, items[k : k + 2])):
                blocks.append(block := Block())
            block.more.append(_birthday(scene, item))
    _fill(blocks)
    _under_headings(scene, blocks)
    return blocks


def _who_leads(scene: Scene, items: list[Item]) -> dict[int, bool]:
    """For each sentence, whether its children stand before their vaccines; one that has not both goes on as the last:
    'tiêm 5in1: A, B. Cháu C tiêm MR'."""
    leads: dict[int, bool] = {}
    last = next((item.what in _WHO for item in items if item.what in _WHO | _WHAT), True)
    for sentence, group in groupby(items, key=lambda item: scene.sentence[item.start]):
        listed = [item for item in group if item.what in _WHO | {"vaccine"}]
        if {item.what == "vaccine" for item in listed} == {True, False}:
            last = listed[0].what in _WHO
        leads[sentence] = last
    return leads


def _other_day(scene: Scene, block: Block, item: Item) -> bool:
    """Another day than the one the block has: the next injection."""
    said = [other.value for other in block.more if other.what == "date" and other.value is not None]
    other = item.what == "date" and item.value is not None and any(day != item.value for day in said)
    return other and not is_date_of_birth(scene, item)


def _heads_next(scene: Scene, items: list[Item]) -> bool:
    """'..., bản Pho Lao Chải: cháu Sú tiêm MR': the village opens the next child's part."""
    if items[0].what == "date" and len(items) == 2:
        return _heads_lines(scene, items[0]) and scene.sentence[items[1].start] != scene.sentence[items[0].start]
    if items[0].what != "village" or len(items) < 2 or items[1].what not in _WHO | _WHAT:
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
    draft.put_all(who, {"child": "name", "mother": "mother", "child_code": "child_code"})
    for item in who:
        if item.what == "count" and isinstance(item.value, int) and item.value > 1:
            draft.put("count", item)
    draft.put_all(what, {"vaccine": "vaccine", "dose": "dose"})
    draft.put_all(more, {"date": "date", "date_of_birth": "date_of_birth", "village": "village"})
    return draft.done(context)
