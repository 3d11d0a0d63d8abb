"""What the lists of names say of a word: a family name, a middle name, the second word of a given name."""

from messages.reading.lexicon import lexicon
from messages.reading.scene import Scene
from messages.reading.tokens import WORD


def is_family_name(scene: Scene, at: int) -> bool:
    """Whether a word is a family name of the region, its accents included."""
    return at < scene.size and scene.kinds[at] == WORD and scene.marks[at] in lexicon().names["surname"]


def is_middle(scene: Scene, at: int) -> bool:
    """Thị, Văn, A: the middle names that say that a name goes on."""
    return scene.kind(at) == WORD and scene.marks[at] in lexicon().names["middle"]


def is_double(scene: Scene, at: int) -> bool:
    """Whether a word ends a given name of two words: 'Lan Anh'."""
    return 0 < at < scene.size and f"{scene.marks[at - 1]} {scene.marks[at]}" in lexicon().names["double"]


def is_next_person(scene: Scene, at: int) -> bool:
    """'Vàng A Lử Hạng Thị Páng': the next person's family name, with a middle name behind it."""
    family = is_family_name(scene, at) and not is_middle(scene, at)
    return family and is_middle(scene, at + 1) and scene.kind(at + 2) == WORD


def reported(scene: Scene, at: int) -> bool:
    """'em bao chau lo van khanh tiem': 'báo cháu', and whom; no child Bảo Châu."""
    return scene.marks[at] == "bao" and at + 2 < scene.size and is_next_person(scene, at + 2)
