"""The run of capitals that a name is, where capitals mean names."""

from messages.reading.name_words import LONGEST, NEVER_IN_NAMES, POLITE, is_double, is_middle, is_next_person
from messages.reading.scene import Scene
from messages.reading.syllables import is_syllable
from messages.reading.tokens import CAPITAL, LOWER, UPPER, WORD

_BREAKING = frozenset(("vaccine", "place", "day", "weekday", "commune", "sex", "birth", "death"))


def capitals(scene: Scene, at: int) -> int:
    """The run of capitalised words, up to a word that begins something else."""
    end = at + 1
    while end < scene.size and end - at < LONGEST:
        token = scene.tokens[end]
        small = end == at + 1 and is_middle(scene, end) and scene.kind(end + 1) == WORD  # "Hang thi Xa"
        small = small and scene.tokens[end + 1].case == CAPITAL
        if token.kind != WORD or (token.case == LOWER and not small) or scene.taken[end]:
            break
        if not is_middle(scene, end - 1) and (_ends_capitals(scene, at, end) or is_next_person(scene, end)):
            break
        end += 1
    if (
        end < scene.size
        and is_middle(scene, end - 1)
        and end - at == 2
        and scene.tokens[end].kind == WORD
        and scene.word(end) not in POLITE
        and scene.word(end) not in NEVER_IN_NAMES
        and not is_middle(scene, end - 2)  # "Lo Van A sinh 2024": A is the given name
    ):
        end += 1  # "Vàng A páo"
    return end


def _ends_capitals(scene: Scene, at: int, end: int) -> bool:
    """A capitalised word that begins something else: a vaccine's letters, a place, a day."""
    if scene.tokens[end].case == UPPER and scene.tokens[at].case != UPPER:
        return True
    if is_double(scene, end):
        return False
    return not is_middle(scene, end) and breaks(scene, end)


def breaks(scene: Scene, at: int) -> bool:
    """Whether a phrase of two words or more, or a vaccine's capitals, begin here."""
    begun = scene.begun[at]
    if not begun:
        return False
    if "vaccine" in begun and (scene.tokens[at].case == UPPER or not is_syllable(scene.words[at])):
        return True
    return any(
        end > at + 1 and family in _BREAKING and not _half_capital(scene, family, at) for family, end in begun.items()
    )


def _half_capital(scene: Scene, family: str, at: int) -> bool:
    """'Ly Hu Ca de con gai': a capital and a small word are no 'ca đẻ' inside a name."""
    told = family in ("birth", "death") and scene.tokens[at].case == CAPITAL
    return told and at > 0 and scene.tokens[at - 1].case == CAPITAL and scene.tokens[at + 1].case == LOWER
