"""Things that got lost, told with the word for dying: 'em mất sổ tiêm của bé rồi, mất hôm thứ 6'."""

from messages.reading.events import Event, What
from messages.reading.items import Item
from messages.reading.scene import Scene
from messages.reading.subjects import evidence

_STATES = frozenset(("nuoc", "mau", "ngu", "sua", "tieng", "giong"))  # "mất nước": an illness, no thing


def lost_thing(scene: Scene, items: list[Item], event: Event) -> bool:
    """'em mất sổ tiêm của bé rồi, mất hôm thứ 6', 'sổ tiêm của bé mất rồi': a thing, where nobody is named beside."""
    if event.what is not What.DEATH or "mat" not in (scene.word(event.start), scene.word(event.end - 1)):
        return False
    if _thing_before(scene, event.start):
        return True
    sentence, clause = scene.sentence[event.start], scene.clause[event.start]
    before = any(
        value == "death" and at < event.start and 0 <= sentence - scene.sentence[at] <= 1 and _loses(scene, at, end)
        for at, (end, value) in scene.spans["idiom"].items()
    )
    told = any(scene.clause[i.start] == clause and i.what not in ("date", "place", "village") for i in items)
    somebody = any(scene.clause[at] == clause and evidence(scene, at) for at in scene.spans["title"])
    return before and not told and not somebody


def _loses(scene: Scene, at: int, end: int) -> bool:
    """'mất sổ', 'mất trâu'; not 'mất nước', an illness."""
    return scene.word(at) == "mat" and scene.word(end - 1) not in _STATES


def _thing_before(scene: Scene, at: int) -> bool:
    """'sổ (tiêm) của bé mất', 'điện thoại em bị mất': the first word of the clause that can be lost is a thing."""
    start = at
    while start > 0 and scene.same_clause(start - 1, at) and at - start < 8:
        start -= 1
    for k in range(start, at):
        if scene.spans["title"].get(k, (0, ""))[1] == "child" or scene.span("sex", k) or scene.taken[k]:
            return False
        if scene.span("thing", k):
            return True
    return False
