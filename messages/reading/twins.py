"""Twins that no word names: 'chị A đẻ 2 bé hôm qua'."""

from messages.reading.items import Item
from messages.reading.scene import Scene

_ALSO = frozenset(("duoc", "ra", "dc", "mot", "luc", "lan"))


def mark_twins(scene: Scene, items: list[Item]) -> None:
    """Two children behind the one birth of one woman who is named before it."""
    if scene.lacks(("count",)) or not scene.has("birth") or scene.has("twins"):
        return
    mothers = [item for item in items if item.what in ("woman", "mother", "young")]
    pairs = [item for item in items if item.what == "count" and item.value == 2]
    if len(mothers) != 1 or len(pairs) != 1 or mothers[0].end > pairs[0].start:
        return
    at = pairs[0].start
    verb = next((start for start, (end, _) in scene.spans["birth"].items() if _right_before(scene, end, at)), None)
    if verb is not None and scene.same_clause(mothers[0].start, verb):
        scene.mark("twins", verb, pairs[0].end, "2")


def _right_before(scene: Scene, end: int, at: int) -> bool:
    """'đẻ 2 bé', 'sinh được 2 cháu'."""
    return end <= at <= end + 2 and all(word in _ALSO for word in scene.words[end:at])
