"""Stretches between commas: what is counted, given and named together in a list of injections."""

from collections.abc import Iterable
from itertools import accumulate, pairwise

from messages.reading.items import Item
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene, numbered, once
from messages.reading.tokens import MARK, NUMBER

_JOINING = frozenset((":", "-", "=", "+", "/", "(", ">"))
_GIVES = word_set("tiem uong chich cho")
_CHILDREN = word_set("chau be tre em dua")


@once
def segments_by_mark(scene: Scene) -> list[int]:
    """Each token's stretch between commas and full stops: a colon, a dash, a bracket do not part it."""
    marks = [at for at, kind in enumerate(scene.kinds) if kind == MARK]
    return numbered([at for at in marks if _parts(scene, at)], scene.size)


@once
def segments(scene: Scene) -> list[int]:
    """The same, where a number of children parts too: '8 cháu 5in1 7 cháu OPV'."""
    parts = segments_by_mark(scene)
    tells = [_tells(scene, at) if scene.begun[at] or kind == NUMBER else "" for at, kind in enumerate(scene.kinds)]
    if "count" not in tells:
        return parts
    parted = [here != before for before, here in pairwise([0, *parts])]
    anew = _counted_anew(scene, parts, parted, tells)
    return list(accumulate(int(mark or new) for mark, new in zip(parted, anew, strict=True)))


def by_segment(scene: Scene, items: Iterable[Item]) -> dict[int, list[Item]]:
    """The items of each segment that has any."""
    parts = segments(scene)
    told: dict[int, list[Item]] = {}
    for item in items:
        told.setdefault(parts[item.start], []).append(item)
    return told


def _parts(scene: Scene, at: int) -> bool:
    """Whether a mark parts what stands before it from what stands behind."""
    if at and scene.clause[at] == scene.clause[at - 1]:
        return False
    counts = scene.words[at] == "-" and counts_children(scene, at + 1) and not _only_dosed(scene, at)
    dash = counts or (scene.words[at] == "-" and scene.span("commune", at + 1) > 0)
    return dash or scene.words[at] not in _JOINING


def _only_dosed(scene: Scene, at: int) -> bool:
    """'mũi 1 - 4 trẻ; mũi 2 - 3 trẻ': before the dash a dose or a vaccine, and nobody counted yet."""
    start = at
    while start > 0 and scene.kinds[start - 1] != MARK and not counts_children(scene, start):
        start -= 1
    return not counts_children(scene, start) and any(_tells(scene, k) for k in range(start, at))


def counts_children(scene: Scene, at: int) -> bool:
    """'12 cháu': a number of children begins here."""
    hit = number_at(scene, at) if at < scene.size else None
    return hit is not None and scene.word(hit[1]) in _CHILDREN


def _counted_anew(scene: Scene, parts: list[int], parted: list[bool], tells: list[str]) -> list[bool]:
    """'8 cháu 5in1 7 cháu OPV', '5in1 8 cháu OPV 7 cháu', with no comma: where the next number and its own begin."""
    anew = [False] * scene.size
    said: list[str] = []  # what the stretch has said up to here: vaccine, dose, count
    last = {parts[at]: at for at, told in enumerate(tells) if told == "count"}
    total = False  # a number before a colon, and more numbers behind it
    for at in range(scene.size):
        if parted[at] or (scene.words[at] == ":" and not counts_children(scene, at + 1)):
            total = not parted[at] and "count" in said and last.get(parts[at], 0) > at
            said = []
            continue
        here = tells[at]
        if scene.word(at - 1) == "va" and scene.word(at) in _GIVES and {"count", "vaccine"} <= {*said}:
            anew[at], said = True, []  # "6 bé uống bại liệt và tiêm IPV cho 4 bé"
        if not here:
            continue
        before = said[: said.index("count")] if "count" in said else said
        goes_back = here == "count" or (before and (here == "vaccine" or here in before))
        if total or ("count" in said and goes_back):
            anew[at], said, total = True, [], False
        said.append(here)
    return anew


def _tells(scene: Scene, at: int) -> str:
    """'count', 'vaccine' or 'dose' where one of them begins."""
    if scene.kinds[at] == NUMBER and counts_children(scene, at):
        return "count"
    begun = scene.begun[at]
    if "vaccine" in begun:
        return "vaccine"
    return "dose" if "dose" in begun and scene.kind(begun["dose"]) == NUMBER else ""
