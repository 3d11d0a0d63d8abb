"""Things that got lost, told with the word for dying: 'em mất sổ tiêm của bé rồi, mất hôm thứ 6'."""

from messages.reading.events import Event
from messages.reading.items import Item
from messages.reading.scene import Scene
from messages.reading.subjects import persons

_STATES = frozenset(("nuoc", "mau", "ngu", "sua", "tieng", "giong"))  # "mất nước": an illness, no thing


def lost_thing(scene: Scene, items: list[Item], event: Event) -> bool:
    """'em mất sổ tiêm của bé rồi, mất hôm thứ 6', 'sổ tiêm của bé mất rồi': a thing, where nobody is named beside."""
    if "mat" not in (scene.word(event.start), scene.word(event.end - 1)):
        return False
    if _thing_before(scene, event.start):
        return True
    sentence, clause = scene.sentence[event.start], scene.clause[event.start]
    before = scene.has("idiom", "death") and any(
        value == "death" and at < event.start and 0 <= sentence - scene.sentence[at] <= 1 and _loses(scene, at, end)
        for at, (end, value) in scene.spans["idiom"].items()
    )
    if before:
        told = any(scene.clause[i.start] == clause and i.what not in ("date", "place", "village") for i in items)
        somebody = any(scene.clause[at] == clause and persons(scene)[at] for at in scene.spans["title"])
        if not told and not somebody:
            return True
    return _thing_or_search(scene, event) and not _somebody(scene, items)


def _thing_or_search(scene: Scene, event: Event) -> bool:
    """'cầm nhầm chìa khóa không, mất từ thứ 6', 'mất đâu tìm mãi': a thing beside it, or somebody who searches."""
    sentence = scene.sentence[event.start]
    sought = any(event.end <= k < event.end + 8 and _seeks(scene, k) for k in scene.where("tim"))
    return sought or (scene.has("thing") and any(scene.sentence[at] == sentence for at in scene.spans["thing"]))


def _seeks(scene: Scene, at: int) -> bool:
    """'tìm mãi'; 'tim' without accents is the heart unless more is said."""
    more = scene.word(at + 1) in ("mai", "khap", "khong", "hoai", "chua", "ca", "thay", "may")
    return scene.tokens[at].marked == "tìm" or (scene.tokens[at].marked == "tim" and more)


def _somebody(scene: Scene, items: list[Item]) -> bool:
    child = any(item.what in ("child", "age", "sex", "child_code") for item in items) or scene.has("title", "child")
    return child or scene.has("adult") or scene.has("title", "elder", "man")


def _loses(scene: Scene, at: int, end: int) -> bool:
    """'mất sổ', 'mất trâu'; not 'mất nước', an illness."""
    return scene.word(at) == "mat" and scene.word(end - 1) not in _STATES


def _thing_before(scene: Scene, at: int) -> bool:
    """'sổ (tiêm) của bé mất', 'điện thoại em bị mất': the first word of the clause that can be lost is a thing."""
    if not scene.has("thing"):
        return False
    start = at
    while start > 0 and scene.same_clause(start - 1, at) and at - start < 8:
        start -= 1
    for k in range(start, at):
        if scene.spans["title"].get(k, (0, ""))[1] == "child" or scene.span("sex", k) or scene.taken[k]:
            return False
        if scene.span("thing", k):
            return True
    return False
