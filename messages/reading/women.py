"""Which women a message tells of as pregnant, by their names."""

from collections.abc import Iterable
from typing import NamedTuple

from messages.reading.items import Item
from messages.reading.lexicon import lexicon
from messages.reading.normal import plain
from messages.reading.numbers import number_at
from messages.reading.parts import Parts
from messages.reading.people import is_mans_name
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.syllables import is_mong_name, is_syllable
from messages.reading.talk import Saying
from messages.reading.tokens import LOWER, WORD

_WOMEN = ("mother", "woman", "young", "bare", "child")
_TITLES = word_set("chi c me")
# Behind a title these are no name unless a capital says so.
_NO_NAME = word_set(
    "ay em nay kia o ta minh toi gai oi a do nua cung moi dang da vua lai co bi duoc dc thai bau chua nao va la thi "
    "nha con cua ban vo chong dau noi ngoai anh chi trong khong het se sap di hom no ma hai ut ca kham tiem van the"
)
_SMALL_WORDS = word_set("ma va la thi")  # mà, và, là, thì: no family names where no capital says so
_LONGEST = 3  # words of a name behind "bà bầu"
_COUNTED = word_set("chi ba nguoi ca thai phu truong san")
_MOST = 99  # more is a code or a year
_NO_WOMEN = frozenset(("para",))  # how often she has borne
_SAYS = word_set("bao noi ke khoe")
_MANY = ("mấy", "may", "các", "cac", "nhiều", "nhieu", "những", "nhung")


class Woman(NamedTuple):
    """A woman named; tokens of the first mention."""

    name: str
    start: int
    end: int
    sure: bool = True


def women(parts: Parts, said: list[Saying], times: Iterable[int] = ()) -> list[Woman]:
    """Each once, in order; `times` is where months or weeks begin: 'chi lan 5 thang'."""
    scene = parts.scene
    items = [item for item in parts.items if item.what in _WOMEN and isinstance(item.value, str)]
    items += [item for item in parts.items if item.what == "skip" and _says_so_herself(scene, item, said)]
    found = [_cut(scene, item, said) for item in items if _names(scene, item)]
    named = [one for one in found if one is not None]
    told = {scene.clause[one.start] for one in named}
    alone = [saying for saying in said if scene.clause[saying.start] not in told]
    named += [one for saying in alone if (one := _before(scene, saying) or _behind(scene, saying))]
    known = {at for one in named for at in range(one.start, one.end)}
    timed = [_at_title(scene, start - 1) for start in times if start and start - 1 not in known]
    named += [one for one in timed if one is not None]
    if not named:
        skipped = {item.start for item in parts.items if item.what in ("skip", "attendant_name")}
        named = [one for one in _titled(scene) if one.start not in skipped]
    kept: list[Woman] = []
    for one in sorted(named, key=lambda each: each.start):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    return kept


def several_unnamed(scene: Scene) -> bool:
    """'3 chị sắp đẻ', '2 bà bầu', 'mấy chị bầu': how many, where one reading would be wrong."""
    numbers = ((at, number_at(scene, at)) for at in scene.numeric)
    counted = any(hit and 1 < hit[0] <= _MOST and scene.word(hit[1]) in _COUNTED for _, hit in numbers)
    return counted or any(typed in _MANY and scene.word(at + 1) in _COUNTED for at, typed in enumerate(scene.marks))


def _capital(scene: Scene, at: int) -> bool:
    return scene.cased and scene.tokens[at].case != LOWER


def _names(scene: Scene, item: Item) -> bool:
    """A woman's name, no small word taken for one: 'moi di kham ve' is no dì Khám, 'ma bung tut' no Mã."""
    if is_mans_name(str(item.value)) or scene.said(item.start, item.end).lower() in _NO_WOMEN:
        return False
    if _capital(scene, item.start):
        return True
    if item.what == "bare" and scene.marks[item.start] in _SMALL_WORDS and not _middle(scene, item.start + 1):
        return False
    return not (scene.marks[item.start - 1] == "di" and item.start > 0 and item.end == item.start + 1)


def _says_so_herself(scene: Scene, item: Item, said: list[Saying]) -> bool:
    """'chị Thắm báo có thai': who tells is who is told of."""
    told = any(one.start == item.end + 1 for one in said)
    return told and scene.word(item.end) in _SAYS and scene.word(item.start - 1) in ("chi", "c", "em", "co")


def _middle(scene: Scene, at: int) -> bool:
    return scene.word(at) in ("thi", "a", "mi")


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
    """'chi nhinh bau', 'chị Dau bầu': one word between a title and what is told of her, read as no name elsewhere."""
    return _at_title(scene, saying.start - 1)


def _at_title(scene: Scene, at: int) -> Woman | None:
    if at < 1 or scene.word(at - 1) not in _TITLES or not scene.same_clause(at - 1, at):
        return None
    return Woman(scene.said(at, at + 1), at, at + 1) if _may_be_hers(scene, at) else None


def _titled(scene: Scene) -> list[Woman]:
    """'thai 8 tháng, chị Do': a capital behind 'chị', where capitals mean names."""
    starts = [at + 1 for word in _TITLES for at in scene.where(word) if at + 1 < scene.size]
    return [Woman(scene.said(at, at + 1), at, at + 1) for at in sorted(starts) if _capital(scene, at)]


def _behind(scene: Scene, saying: Saying) -> Woman | None:
    """'bà bầu Sua khám thai', 'cho bà bầu Lan hôm qua'."""
    if saying.value != "woman":
        return None
    end = saying.end
    while end - saying.end < _LONGEST and _capital(scene, end if end < scene.size else 0) and scene.kind(end) == WORD:
        end += 1
    start = saying.end
    if end == start and scene.marks[start : start + 1] and _listed(scene, start):
        end += 1
    return Woman(scene.said(start, end), start, end) if end > start else None


def _listed(scene: Scene, at: int) -> bool:
    return scene.marks[at] in lexicon().names["given"] and scene.word(at) not in _NO_NAME and not scene.begun[at]


def _may_be_hers(scene: Scene, at: int) -> bool:
    """A word that may be a name though no list has it."""
    if scene.kind(at) != WORD:
        return False
    if _capital(scene, at):
        return True
    typed = scene.word(at)
    free = not scene.begun[at] or scene.marks[at] in lexicon().names["given"]
    return typed not in _NO_NAME and (is_syllable(typed) or is_mong_name(typed)) and free
