"""What the lists of names say of a word: a family name, a middle name, the second word of a given name."""

from messages.reading.lexicon import lexicon
from messages.reading.memo import Memo
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import WORD

LONGEST = 5  # words
# After "vang a" these make a polite yes, not a name.
POLITE = word_set("chi em anh co bac chau bs nhe nha c e ok cam cac thay ban")
# Never inside a name typed without capitals.
NEVER_IN_NAMES = word_set(
    "sinh de mat chet tiem chich uong o tai hom ngay con be chau trai gai moi vua da bi duoc luc va la ten nam nu thu "
    "nang tu khong chua roi xong lan mui ban thon do vi me bo nha tram vien so benh muon xem ron"
)


_IS_FAMILY = Memo(lambda word: word in lexicon().names["surname"])
_IS_MIDDLE = Memo(lambda word: word in lexicon().names["middle"])


def is_family_name(scene: Scene, at: int) -> bool:
    """Whether a word is a family name of the region, its accents included."""
    return scene.kind(at) == WORD and _IS_FAMILY[scene.marks[at]]


def is_middle(scene: Scene, at: int) -> bool:
    """Thị, Văn, A: the middle names that say that a name goes on."""
    return scene.kind(at) == WORD and _IS_MIDDLE[scene.marks[at]]


def is_double(scene: Scene, at: int) -> bool:
    """Whether a word ends a given name of two words: 'Lan Anh'."""
    return 0 < at < scene.size and f"{scene.marks[at - 1]} {scene.marks[at]}" in lexicon().names["double"]


def are_given(scene: Scene, at: int) -> bool:
    """Whether two given names begin here: 'Gò Xá', 'minh quân'."""
    return at + 1 < scene.size and {scene.marks[at], scene.marks[at + 1]} <= lexicon().names["given"]


def ends_double(scene: Scene, at: int) -> bool:
    """'bé lò bảo châu mũi 2': a word of many meanings ends a given name of two words, and what was given follows."""
    return is_double(scene, at) and (scene.kind(at + 1) != WORD or scene.begins(at + 1, "dose", "vaccine", "inject"))


def is_next_person(scene: Scene, at: int) -> bool:
    """'Vàng A Lử Hạng Thị Páng': the next person's family name, with a middle name behind it."""
    family = is_family_name(scene, at) and not is_middle(scene, at)
    return family and is_middle(scene, at + 1) and scene.kind(at + 2) == WORD


def reported(scene: Scene, at: int) -> bool:
    """'em bao chau lo van khanh tiem', 'em bao chau pao mat': 'báo cháu', and whom; no Bảo Châu."""
    if scene.marks[at] != "bao" or at + 2 >= scene.size:
        return False
    acts = scene.begins(at + 2, "birth", "death", "inject", "still")  # "chi bao chau de con trai"
    tells = scene.word(at - 1) in ("em", "toi", "minh", "tui", "chi", "anh") and scene.word(at + 1) == "chau"
    return is_next_person(scene, at + 2) or (tells and not acts)
