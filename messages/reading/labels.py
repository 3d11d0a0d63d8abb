"""Lines that begin with what they tell of: 'Tử: cháu A ...', 'SINH 1 TỬ 1', 'Sinh: 0', 'Tử: không'."""

from messages.reading.scene import Scene
from messages.reading.tokens import MARK, NUMBER, WORD

_COLONS = frozenset((":", "="))
_LABELS = frozenset(("sinh", "de", "tu", "tv", "chet", "mat", "tiem", "chich", "va"))
_NONE = frozenset(("0", "khong", "chua"))


def death_labels(scene: Scene) -> list[int]:
    """Where 'tử' stands as a label: at the head of a clause with a colon, or with its number after another label's."""
    return [at for at in scene.where("tu") if scene.marks[at] in ("tử", "tu") and _labels(scene, at)]


def _labels(scene: Scene, at: int) -> bool:
    opens = scene.kind(at - 1) != WORD
    if opens and scene.word(at + 1) in _COLONS:
        return True
    counted = scene.kind(at + 1) == NUMBER or scene.word(at + 1) in _NONE
    typed = (scene.tokens[at].marked == "tử" and opens) or (
        scene.word(at - 1) == "\n" and scene.word(at + 2) in _COLONS
    )  # "Tu 1: chau Lo A Duc ..." as a line of its own
    return counted and _alone(scene, at + 1) and (typed or _after_another(scene, at))


def _after_another(scene: Scene, at: int) -> bool:
    """'sinh 1 tu 1', 'sinh: 0, tu: 0': the count of births before."""
    back = at - 1 - (scene.kind(at - 1) == MARK)
    back -= scene.word(back) in ("ca", "va")
    if scene.kind(back) != NUMBER and scene.word(back) not in _NONE:
        return False
    return scene.word(back - 1) in ("sinh", "de") or scene.word(back - 1) in _COLONS


def _alone(scene: Scene, at: int) -> bool:
    """A number that counts the label before it: no date, no weight, nothing behind that it could count instead."""
    after = at + 1
    if after >= scene.size or scene.kind(after) == MARK:
        return not (scene.kind(after + 1) == NUMBER and scene.tokens[after + 1].glued)
    return scene.word(after) in _LABELS


def counted_at(scene: Scene, end: int) -> int:
    """Where the number stands that a label ending at a token counts; -1 if none does."""
    at = end + (scene.word(end) in _COLONS)
    return at if scene.kind(at) == NUMBER and _alone(scene, at) else -1


def says_none(scene: Scene, end: int) -> bool:
    """'sinh 0', 'Sinh: 0', 'Tử: không': the label denies what it names."""
    if scene.word(end) == "0" and scene.word(end + 1) not in ("h", "gio", "phut"):
        return True
    return scene.word(end) in _COLONS and scene.word(end + 1) in _NONE and _alone(scene, end + 1)
