"""Which women a message tells of as pregnant, by their names."""

from typing import NamedTuple

from messages.reading.items import Item
from messages.reading.normal import plain
from messages.reading.parts import Parts
from messages.reading.people import is_mans_name
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.talk import Saying
from messages.reading.tokens import WORD

_WOMEN = ("mother", "woman", "young", "bare", "child")
_TITLES = word_set("chi c co em me vo dau")
# Behind a title these are no name.
_NO_NAME = word_set(
    "ay em nay kia o ta minh toi gai oi a do nua cung moi dang da vua lai co bi duoc dc thai bau chua nao va la thi "
    "nha con cua ban vo chong dau noi ngoai anh chi trong khong het se sap di hom"
)
_LONGEST = 3  # words of such a name


class Woman(NamedTuple):
    """A woman named; tokens of the first mention."""

    name: str
    start: int
    end: int
    sure: bool = True


def women(parts: Parts, said: list[Saying]) -> list[Woman]:
    """Each once, in order."""
    scene = parts.scene
    found = [
        _cut(scene, item, said)
        for item in parts.items
        if item.what in _WOMEN and isinstance(item.value, str) and not is_mans_name(item.value)
    ]
    named = [one for one in found if one is not None]
    if not named:
        named = [one for saying in said if (one := _before(scene, saying)) is not None]
    kept: list[Woman] = []
    for one in sorted(named, key=lambda each: each.start):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _same(one: Woman, other: Woman) -> bool:
    """'Lò Thị May' and then 'chị May'."""
    first, second = plain(one.name).split(), plain(other.name).split()
    return first == second or (first[-1] == second[-1] and 1 in (len(first), len(second)))


def _cut(scene: Scene, item: Item, said: list[Saying]) -> Woman | None:
    """A name without the words behind it that tell of her: 'chi nhinh bàu'."""
    end = item.end
    for one in said:
        if item.start < one.start < item.end:
            end = min(end, one.start)
    if any(one.start <= item.start < one.end for one in said):
        return None
    name = str(item.value) if end == item.end else scene.said(item.start, end)
    return Woman(name, item.start, end, item.sure)


def _before(scene: Scene, saying: Saying) -> Woman | None:
    """'chi may bau': one to three words between a title and what is told of her, read as no name elsewhere."""
    for size in range(1, _LONGEST + 1):
        start = saying.start - size
        if start < 1 or scene.kind(start) != WORD or scene.word(start) in _NO_NAME:
            return None
        if scene.word(start - 1) in _TITLES and scene.same_clause(start - 1, saying.start):
            return Woman(scene.said(start, saying.start), start, saying.start)
    return None
