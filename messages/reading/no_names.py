"""Small words where a name might stand: about a number, a measure, what only ends a clause."""

from messages.reading.name_words import is_family_name, is_middle
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import CAPITAL, LOWER, NUMBER, WORD

# Before a verb these are adverbs even after a title: 'chị mới sinh', 'chị lại đẻ'.
_ABOUT = word_set("tam khoang chung co gan hon")
_CHILDREN = word_set("chua gai trai be chau con tu tre zai nhoc")
_BUT = word_set("chi mau sot con chua khong van lai nay em toi chau be no bi da")
_SMALL_TITLES = word_set("bac ong cu chu cau thang")
_JOINING = word_set("va la vi ma so ca chu cu mai hang cua lai ha")
_PAIRS = (["trong", "do"], ["trong", "so"], ["san", "phu"])
_UNITS = word_set("nha chau be dua ca tre viec can ky kg lang g thang tuoi ngay gio tieng tuan nghin ngan")


def says_something_else(scene: Scene, at: int) -> bool:
    """A small word that means something of its own here: 'nhưng', 'mà', 'và', a title, a number's 'about'."""
    if is_particle(scene, at) or about_a_number(scene, at):
        return True
    token, after = scene.tokens[at], scene.word(at + 1)
    if len(token.plain) == 1 and token.plain not in "aeiouy":
        return True
    if scene.words[at : at + 2] in _PAIRS:
        return True
    if token.case != LOWER:
        return token.marked == "và" and not scene.cased and not is_middle(scene, at + 1)
    if token.marked == "ma" and (after in _BUT or scene.span("sign", at + 1)):
        return True  # "nhau ra roi ma mau chay uot het": no family Má
    if token.marked == "dang" and not is_middle(scene, at + 1):
        return True  # "me dang ra mau"
    if token.marked == "nhung" and (
        after in _BUT or any(scene.span(kind, at + 1) for kind in ("birth", "death", "inject"))
    ):
        return True  # "dua con gai nhung chet roi"
    if token.marked == "và" and not is_middle(scene, at + 1):
        return True  # "mẹ và bé đều khỏe"
    named = scene.cased and scene.kind(at + 1) == WORD and scene.tokens[at + 1].case == CAPITAL
    return named and token.plain in _SMALL_TITLES and not is_middle(scene, at + 1)  # "chau noi bac Su"


def about_a_number(scene: Scene, at: int) -> bool:
    """'be gai tam 2 can 6', typed without accents: 'tầm' before its number, no Tám."""
    token = scene.tokens[at]
    small = token.case == LOWER and token.marked == token.plain
    return small and token.plain in _ABOUT and scene.kind(at + 1) == NUMBER


def is_particle(scene: Scene, at: int) -> bool:
    """'cong chua nhe', 'be trai nha': a word that only ends the clause."""
    token = scene.tokens[at]
    small = token.case == LOWER and token.marked == token.plain
    return (
        small
        and token.plain in ("nhe", "nha", "roi")
        and scene.kind(at + 1) != WORD
        and (scene.word(at - 1) in _CHILDREN or scene.tokens[at - 1].case == CAPITAL)
    )


def is_measure(scene: Scene, at: int) -> bool:
    """'be trai hai can chin', 'chau tam thang': a number before its unit, no name."""
    if scene.cased and scene.tokens[at].case != LOWER:
        return False
    hit = number_at(scene, at)
    return hit is not None and scene.word(hit[1]) in _UNITS


def becomes(scene: Scene, at: int) -> bool:
    """'sửa bé nhà chị Mai thành 13/4': into another value, no name Thanh."""
    return scene.kind(at) == NUMBER or scene.begins(at, "sex", "day", "weekday", "dayword")


def joins(scene: Scene, at: int) -> bool:
    """'Lò A Páo và Lù A Sử', 'vo la lau thi co': a small word before a family name, no family Và or Lả."""
    word = scene.word(at)
    if word not in _JOINING or is_middle(scene, at + 1):
        return False
    behind_name = word in ("va", "la") and at > 0 and bool(scene.taken[at - 1])
    return behind_name or (is_family_name(scene, at + 1) and is_middle(scene, at + 2))
