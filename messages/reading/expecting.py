"""Where a message tells, as true and of today, that a woman is pregnant, and where it only speaks of pregnancies."""

from messages.reading.parts import Parts
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.talk import Saying, sayings
from messages.reading.tokens import CAPITAL, MARK
from messages.reading.understanding import DoubtReason

TELLING = frozenset(("carrying", "woman", "weak", "maybe", "test", "checkup", "due", "period", "stopped"))
# Between a negation and what it denies.
_TRANSPARENT = word_set("muon dam nen he co phai he bi duoc dc di con thay dau cho")
_DENIES = word_set("khong chua chang cha het")
_MEN = word_set("anh ong chu bac cu thang")
_TITLES = _MEN | word_set("chi c co ba em be chau")
_ALSO_NAMES = word_set("thai say")
_OTHER_BARS = ("song", "pin", "dien", "mang")  # what else has two bars
_BORN = frozenset(("sinh", "sn", "ns"))  # "sinh năm 1998": how old she is
_DATED = ("due", "period")  # the day beside these is theirs
_NEAR = 5


def told_of(scene: Scene) -> list[Saying]:
    """All that is said of pregnancies, in order."""
    return sayings(scene, "pregnancy")


def told_as_true(parts: Parts, said: list[Saying], values: frozenset[str]) -> list[Saying]:
    """The sayings of these values that nothing takes back."""
    scene = parts.scene
    if any(scene.has(family) for family in ("hypothetical", "dream", "hearsay")):
        return []
    doubted = sayings(scene, "pregnancy_doubt")
    return [
        one
        for one in said
        if one.value in values
        and scene.sentence[one.start] not in parts.asked
        and not any(_covers(scene, doubt, one) for doubt in doubted)
        and not denied(scene, one)
        and not _a_name(scene, one)
        and not _of_an_animal(scene, one)
        and not _elsewhere(parts, one)
        and not (one.value not in _DATED and _long_ago(parts, one))
        and not (one.value == "test" and scene.mentions(*_OTHER_BARS))
    ]


def _covers(scene: Scene, doubt: Saying, one: Saying) -> bool:
    """A doubt, a wish or the past before it in its clause."""
    named = bool(scene.taken[doubt.start])  # "chi Dinh co thai", "Chi So say thai": she plans and fears nothing
    return doubt.start < one.start and scene.same_clause(doubt.start, one.start) and not named


def denied(scene: Scene, one: Saying) -> bool:
    """'không có thai', 'chưa thấy bầu', 'không phải sảy thai', 'có bầu đâu'."""
    at = one.start
    if scene.word(one.end) == "dau" and scene.kind(one.end + 1) in ("", MARK):
        return True
    if scene.word(one.end) == "thi" and not scene.taken[one.end]:
        return True  # "có bầu thì tốt quá"
    for back in range(at - 1, max(-1, at - _NEAR), -1):
        if not scene.same_clause(back, at):
            return False
        if scene.word(back) in _DENIES:
            return True
        if scene.word(back) not in _TRANSPARENT:
            return False
    return False


def _a_name(scene: Scene, one: Saying) -> bool:
    """'chị Thái nghỉ 6 tháng', 'bé Say': the word is somebody's name."""
    if one.end > one.start + 1:
        return False
    titled = scene.word(one.start - 1) in _TITLES
    capital = scene.tokens[one.start].case == CAPITAL and one.start > 0
    named = bool(scene.taken[one.start]) and scene.word(one.start) in _ALSO_NAMES
    return named or (titled and (capital or scene.word(one.start - 1) in _MEN))


def _of_an_animal(scene: Scene, one: Saying) -> bool:
    """An animal in its sentence: 'con lợn nái nhà chị May chửa'."""
    beasts = sayings(scene, "pregnancy_animal")
    if any(scene.sentence[beast.start] == scene.sentence[one.start] for beast in beasts):
        return True
    return scene.has("animal") and any(
        scene.sentence[at] == scene.sentence[one.start]
        and not scene.taken[at]
        and (value == "sure" or scene.marks[at] != scene.words[at])
        for at, (_, value) in scene.spans["animal"].items()
    )


def _long_ago(parts: Parts, one: Saying) -> bool:
    """'năm 2022 chị Mo sảy thai': a year of the past in its clause."""
    scene = parts.scene
    return any(
        item.what == "past"
        and scene.same_clause(item.start, one.start)
        and _BORN.isdisjoint(scene.words[max(0, item.start - 1) : item.end])
        for item in parts.items
    )


def _elsewhere(parts: Parts, one: Saying) -> bool:
    """'chị May ở xã khác': not of our commune."""
    scene = parts.scene
    return any(
        item.what == "village"
        and item.doubt is DoubtReason.UNLISTED
        and scene.sentence[item.start] == scene.sentence[one.start]
        for item in parts.items
    )
