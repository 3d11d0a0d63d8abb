"""Where: the village a message names; a place outside the commune, or a name that fits two, gives none."""

from functools import cache, partial

from messages.reading.gazetteer import Gazetteer
from messages.reading.items import Found, Item, read_names
from messages.reading.lexicon import lexicon, load_words
from messages.reading.name_words import is_family_name, is_middle
from messages.reading.normal import plain
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import CAPITAL, MARK, NUMBER, WORD
from messages.reading.understanding import DoubtReason

_OURS = word_set(
    "em mình ta tôi này kia nhà chúng toàn cũng khác bên trên dưới trong ngoài có của đã mới làm tốt vẫn báo xin "
    "vừa lại đang cả không nay ấy thì là nào ai mất chưa"
)
_OURS_PLAIN = frozenset(map(plain, _OURS))
_AT = ("o", "tai")
_BESIDE = (*_AT, "ben")
_RARE_WORDS = frozenset(("lang", "to", "ap", "khu"))

_NAMEY = frozenset(("animal", "cause", "attendant"))  # families whose words may be part of a place's name


def read_villages(scene: Scene, names: Gazetteer) -> Found:
    """Each village named; value None for one that is not ours or not certain."""
    begins = {at for word in names.firsts & scene.places.keys() for at in scene.places[word]}
    begins.update([at - 1 for at in scene.numeric if scene.word(at - 1) in names.letters])
    for word in _AT:
        begins.update([at + 1 for at in scene.where(word)])
    return read_names(scene, begins, "commune", partial(_village, scene, names))


def _village(scene: Scene, names: Gazetteer, at: int) -> Item | None:
    end, word = scene.spans["commune"].get(at, (0, ""))
    if word == "own":
        return None
    code = _code(scene, at, names)
    if code:
        return code
    if word == "word" and not (scene.inside("place", at, at + 1) or scene.inside("attendant", at, at + 1)):
        return _after_word(scene, at, end, names)
    if word == "word_far":
        return _far(scene, at)
    part = _part_of_name(scene, at, names)
    if part:
        return part
    again = scene.words[at:end] == ["lai", "chau"] and is_family_name(scene, end)
    if word == "far" and not _in_facility_name(scene, at) and not again:  # "den hqua lai chau Mua A Cho": lại cháu
        return Item("village", None, at, _with_its_name(scene, end), doubt=DoubtReason.UNLISTED)
    return _bare(scene, at, names) or _elsewhere(scene, at, names)


def _with_its_name(scene: Scene, end: int) -> int:
    """'bên xã Khun Há': the capitals behind 'xã' are its name."""
    while scene.cased and scene.kind(end) == WORD and scene.word(end - 1) != "o" and scene.tokens[end].case == CAPITAL:
        end += 1
    return end


def _elsewhere(scene: Scene, at: int, names: Gazetteer) -> Item | None:
    """'ở Sùng Phài', 'o Tong Pang': two capitals behind 'ở' that are no person: one of ours misspelt, or not ours."""
    if scene.word(at - 1) not in ("o", "tai") or not scene.cased or scene.kind(at + 1) != WORD:
        return None
    capitals = [scene.tokens[k].case == CAPITAL for k in (at, at + 1)]
    person = is_middle(scene, at + 1) or _goes_on(scene, at + 2, at)
    if not all(capitals) or person or _in_facility_name(scene, at) or scene.inside("place", at, at + 1):
        return None
    return _unknown(scene, at, at, names)


def _part_of_name(scene: Scene, at: int, names: Gazetteer) -> Item | None:
    """'ở Pho', 'o Van': one word of a name behind 'ở', where capitals mean names and nothing else goes with it."""
    before = scene.word(at - 1)
    if before not in _AT or not scene.cased or scene.tokens[at].case != CAPITAL or (scene.word(at),) not in names.parts:
        return None
    alone = scene.kind(at + 1) != WORD or scene.tokens[at + 1].case != CAPITAL
    if not alone or (before == "o" and (scene.marks[at - 1] == "o") is scene.strict):
        return None
    code = names.parts[(scene.word(at),)]
    return Item("village", code, at, at + 1, doubt=None if code else DoubtReason.AMBIGUOUS)


def _code(scene: Scene, at: int, names: Gazetteer) -> Item | None:
    """B05, b5."""
    if scene.kind(at) != WORD or scene.kind(at + 1) != NUMBER or not scene.tokens[at + 1].glued:
        return None
    if scene.kind(at - 1) == NUMBER and scene.tokens[at].glued:
        return None
    code = names.codes.get(scene.word(at) + scene.word(at + 1)) or names.codes.get(
        f"{scene.word(at)}0{scene.word(at + 1)}"
    )
    return Item("village", code, at, at + 2) if code else None


def _after_word(scene: Scene, at: int, lead: int, names: Gazetteer) -> Item | None:
    """'bản X', 'bản số 3': in full, in part, by number, misspelt; else a village we do not know."""
    if scene.word(lead) == "so" and scene.kind(lead + 1) == NUMBER:
        lead += 1
    if (
        scene.kind(lead) == NUMBER
        and int(scene.word(lead)[:4]) in names.numbers
        and scene.word(lead + 1) not in ("chau", "ca", "be", "tre", "em", "/", "tuoi", "thang")
    ):
        return Item("village", names.numbers[int(scene.word(lead)[:4])], at, lead + 1)
    if _other_word(scene, at, lead) or (lead < scene.size and scene.marks[lead] == "đồn"):
        return None  # "cả bản đồn ..." is no Nà Đon
    far = scene.span("commune", lead, "far")
    if far:
        return Item("village", None, at, far, doubt=DoubtReason.UNLISTED)
    coded = _code(scene, lead, names)
    if coded:
        return coded._replace(start=at)
    for size in range(names.longest, 0, -1):
        words = tuple(scene.word(k) for k in range(lead, lead + size))
        if words in names.full or words in names.parts:
            code = names.full.get(words) or names.parts.get(words)
            if words not in names.full and _goes_on(scene, lead + size, lead):
                continue
            if not (size == 1 and (_is_ours(scene, lead) or _begins_phrase(scene, lead))):
                return Item("village", code, at, lead + size, doubt=None if code else DoubtReason.AMBIGUOUS)
    return _unknown(scene, at, lead, names)


def _is_ours(scene: Scene, at: int) -> bool:
    """'bản em', 'bản này': no name; 'bản Tà Mung', 'bản Cò Lá' are."""
    if at >= scene.size:
        return False
    token = scene.tokens[at]
    if scene.cased and token.case == CAPITAL:
        return False
    if token.marked == "van" and scene.kind(at + 1) in ("", MARK, NUMBER):
        return False  # "ban van:" is bản Vân, as "vẫn" ends no clause
    if token.marked == "van" and scene.word(at - 2) in _BESIDE:
        return False  # "ben ban van co be mat"
    return token.marked in _OURS or (token.marked == token.plain and token.plain in _OURS_PLAIN)


def _goes_on(scene: Scene, at: int, lead: int) -> bool:
    """'bản Pa Tần': with another word behind, a part of our name is the name of another village."""
    if at >= scene.size or not scene.same_clause(at - 1, at) or not _namey(scene, at, lead):
        return False
    person = is_family_name(scene, at) and is_middle(scene, at + 1)
    return not person and (scene.cased or scene.tokens[at].marked not in lexicon().names["function"])


def _other_word(scene: Scene, at: int, lead: int) -> bool:
    """'hai can sau lang', 'be to ap': first of all other words, unless a name written as one follows."""
    return (
        scene.word(lead - 1) in _RARE_WORDS
        and scene.tokens[lead - 1].marked == scene.tokens[lead - 1].plain
        and not (scene.cased and lead < scene.size and scene.tokens[lead].case == CAPITAL)
    )


def _begins_phrase(scene: Scene, at: int) -> bool:
    """'bản bình yên': the word goes with the next."""
    return any(end > at + 1 for end in scene.begun[at].values())


def _unknown(scene: Scene, at: int, lead: int, names: Gazetteer) -> Item | None:
    """A name after 'bản' that is not in the list: misspelt, or another commune's."""
    end = lead
    while end < scene.size and end - lead < 3 and _namey(scene, end, lead):
        end += 1
    if end - lead < 2 and not scene.cased and scene.word(lead) in _openers() and scene.kind(lead + 1) == WORD:
        end = lead + 2
    if end == lead:
        return None
    for size in range(end - lead, 0, -1):
        code = names.closest(tuple(scene.word(k) for k in range(lead, lead + size)))
        if code:
            return Item("village", code, at, lead + size)
    sure_word = (
        scene.word(lead - 1) != "ban"
        or scene.tokens[lead - 1].marked == "bản"
        or scene.word(at - 1) in (*_BESIDE, "thon", "trong")
        or scene.word(lead) in _openers()
        or scene.kind(at - 1) == MARK
    )
    if not sure_word and scene.tokens[lead].case != CAPITAL:
        return None
    return Item("village", None, at, end, doubt=DoubtReason.UNLISTED)


@cache
def _openers() -> frozenset[str]:
    """Words that names of villages begin with, whatever else they mean: Nậm, Huổi, Sin."""
    return frozenset(map(plain, load_words("places")["village_openers"]))


def _namey(scene: Scene, at: int, lead: int) -> bool:
    """Whether a word may be part of a place's name."""
    token = scene.tokens[at]
    if token.kind != WORD or _is_ours(scene, at):
        return False
    if scene.cased:
        return token.case == CAPITAL
    return not scene.begun[at].keys() - _NAMEY


def _far(scene: Scene, at: int) -> Item | None:
    """'xã X', 'huyện Y': outside, unless it is our own or a facility's name."""
    if (
        scene.cased
        and scene.tokens[at].case == CAPITAL
        and scene.marks[at] == scene.words[at]
        and (_inside_name(scene, at) or scene.word(at - 1) in ("chi", "me", "be", "chau", "em"))
    ):
        return None  # "Ly Xa May", "Tong Thi Phuong Anh"
    end = scene.span("commune", at, "word_far")
    if end >= scene.size or _in_facility_name(scene, at) or scene.kind(end) != WORD or _is_ours(scene, end):
        return None
    if scene.word(end) == "binh" and scene.word(end + 1) == "lu":
        return None
    if not (scene.tokens[end].case == CAPITAL and scene.cased):
        return None
    while end < scene.size and scene.tokens[end].case == CAPITAL and scene.kind(end) == WORD:
        end += 1
    return Item("village", None, at, end, doubt=DoubtReason.UNLISTED)


def _inside_name(scene: Scene, at: int) -> bool:
    """A capital right behind another one that may begin a name."""
    return (
        at > 0 and scene.tokens[at - 1].case == CAPITAL and (is_family_name(scene, at - 1) or is_middle(scene, at - 1))
    )


def _in_facility_name(scene: Scene, at: int) -> bool:
    """'trạm xã X', 'viện huyện Y': the words of a facility."""
    return any(scene.span("place", back, "facility") >= at for back in range(max(0, at - 5), at))


def _bare(scene: Scene, at: int, names: Gazetteer) -> Item | None:
    """A village's name, or two words of it, with no word before it, unless it is a person's or a facility's."""
    if scene.tokens[at].plain not in names.firsts:
        return None
    if scene.word(at - 1) == "van" and scene.word(at) == "hoa":
        return None  # "nhà văn hóa Vân Bình"
    for size in range(names.longest, 1, -1):
        words = tuple(scene.word(k) for k in range(at, at + size))
        code = names.full.get(words) or names.parts.get(words)
        if code and not _in_facility_name(scene, at) and not _person_before(scene, at):
            return Item("village", code, at, at + size)
    return None


def _person_before(scene: Scene, at: int) -> bool:
    back = at - 1
    if back < 0 or scene.kind(back) != WORD:
        return False
    headman = scene.word(back) in ("ban", "thon")  # "tôi là trưởng bản Hoa Vân", "me phan may ban tong pan"
    if headman:
        return False
    if any(scene.span("title", start) == at for start in range(max(0, at - 3), at)):
        return True
    return not headman and is_family_name(scene, back) and not (scene.cased and scene.tokens[back].case != CAPITAL)
