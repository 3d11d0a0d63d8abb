"""Who: names with the part each person plays in the sentence. Fathers, senders and colleagues are nobody's field."""

from functools import partial

from messages.reading.items import Found, Item, read_names
from messages.reading.kin import child_told, kin_part, my_wife, of_a_child
from messages.reading.lexicon import lexicon
from messages.reading.name_words import LONGEST, NEVER_IN_NAMES, are_given, is_double, is_family_name, is_middle
from messages.reading.names import name_end
from messages.reading.no_names import is_particle
from messages.reading.normal import marked, plain
from messages.reading.numbers import number_at
from messages.reading.roles import delivers, role
from messages.reading.scene import Scene
from messages.reading.tokens import CAPITAL, LOWER, MARK, NUMBER, WORD

# What stands before a name, and the part it gives; the longest phrase that begins at a token wins.
TITLES = (
    ("named", None, "child"),
    ("my_child", None, "child"),
    ("of_mother", None, "mother"),
    ("of_house", None, "skip"),
    ("wife", None, "skip"),
    ("title", "mother", "mother"),
    ("title", "woman", "woman"),
    ("title", "child", "child"),
    ("title", "man", "skip"),
    ("title", "elder", "skip"),
    ("title", "young", "young"),
    ("title", "self", "skip"),
    ("sex", None, "child"),
    ("child_of", None, "child"),
    ("attendant", "skilled", "attendant_name"),
)
# The parts by family, in that order, and by the phrase's value where it matters.
_PARTS = {family: {value: part for kin, value, part in TITLES if kin == family} for family, _, _ in TITLES}
_RANK = [*_PARTS].index
_TITLE_OR_FAMILY = frozenset(("cu", "chu"))  # "cu Páo" is a boy, "Cứ A Lử" a family name
_OTHER = frozenset(("death", "birth", "counts", "undo", "zero", "optin", "optout", "day"))  # no name begins so
_ADDRESSED = frozenset(("thua", "kinh", "chao", "alo", "bam"))
_COVERING = ("place", "vaccine")
_LANDS = frozenset(("suối", "suoi", "sông", "đèo", "núi", "nui", "thác", "cầu", "chợ", "hang", "đồi", "trường", "quán"))
_LINKS = frozenset(("la", "ten", ":", "-", "la:"))
_LINKED = frozenset((*_LINKS, "là", "tên"))  # 'Lả' is a name


def read_people(scene: Scene) -> Found:
    """Each person named, as Item(part, name)."""
    starts = set().union(*[scene.spans[family] for family in _PARTS.keys() & scene.spans.keys()])
    families = lexicon().names["surname"]
    begins = {at for at, typed in enumerate(scene.marks) if typed in families}
    if scene.cased:
        begins.update([at for at, token in enumerate(scene.tokens) if token.case])
    return read_names(scene, begins | starts, "attendant", partial(_person, scene, starts))


def _person(scene: Scene, starts: set[int], at: int) -> Item | None:
    if at not in starts:
        if is_middle(scene, at + 2) and is_family_name(scene, at + 1) and is_family_name(scene, at):
            return None  # "Đạt và Lù Thị Thắm", "vang Then Van Phu": no family name before another
        if at not in scene.spans["attendant"]:
            return _without_title(scene, at)
    if scene.word(at + 1) in ("ngan", "nghin") and scene.tokens[at + 1].case == LOWER and number_at(scene, at):
        return None  # "ba ngan hai tram gam": no bà Ngân
    part, lead = _title(scene, at) if at in starts else ("", at)
    if _says_no_name(scene, at, part, lead):
        return None
    longer = scene.spans["attendant"].get(at, (0, ""))
    if longer[1] == "skilled" and longer[0] > lead:
        part, lead = "attendant_name", longer[0]
    if part and scene.kind(lead) in ("", NUMBER):
        return None  # "bé 3kg1": nobody is named
    if scene.spans["attendant"] and max(_unskilled(scene, at), _unskilled(scene, max(at, lead - 1))) > lead:
        return None  # "bà hàng xóm", "ở nhà bà hàng xóm"
    if (
        part == "child"
        and scene.word(at) in ("tre", "dua")
        and not (scene.cased and (named := _skip_links(scene, lead)) < scene.size and scene.tokens[named].case)
        and not is_double(scene, lead + 1)  # "dua be ha my di uong": đưa bé
    ):
        return None
    if part in ("woman", "skip") and scene.word(at) == "co" and scene.span("title", lead, "child"):
        return None  # "có đứa nhỏ", typed without accents
    if part in ("woman", "young") and scene.word(at - 1) in _ADDRESSED:
        part = "skip"  # "thưa cô Nhung"
    if part == "skip" and scene.word(lead - 1) == "la" and scene.word(at - 1) in ("vo", "dau", "gai"):
        part = "woman"  # "vợ tôi là Phàn Thị Lai"
    if part == "skip" and scene.word(lead - 1) == "la" and scene.word(at - 1) in ("giup", "ho", "cho"):
        part = "child"  # "tên cháu ..., viết lại giúp em là Chẻo Thị Nái"
    if part == "skip" and scene.words[lead - 2 : lead] == ["chong", "chi"]:
        part = "mother"  # "chồng chị Xia vừa gọi": her husband, and she is named
    return _titled(scene, at, part, lead) if part and part != "bare" else _without_title(scene, at)


def _unskilled(scene: Scene, at: int) -> int:
    return scene.span("attendant", at, "unskilled")


def _titled(scene: Scene, at: int, part: str, lead: int) -> Item | None:
    """A name behind a title, 'chị Súa', 'vợ tôi là Phàn Thị Lai'."""
    start = _skip_links(scene, lead)
    if scene.kind(start) != WORD or scene.taken[start]:
        return None
    if part == "skip" and scene.span("wife", at) and scene.word(lead) in ("la", "ten", ":"):
        part = kin_part(scene, at)
    if part == "attendant_name" and (
        scene.word(start) == "do" or (scene.word(lead) == ":" and scene.span("place", at))
    ):
        return None  # "TYT: sản phụ Lục Thị Mến"
    end = name_end(scene, start, titled=True)
    if end == start and scene.span("named", at) == lead and _only_name(scene, start):
        end = start + 1
    if end == start:
        return None
    if part in ("skip", "young") and scene.word(lead) == ":" and start > lead + 1:
        return None  # "báo cáo cũ: cháu Tềnh", "ghi lại giúp em: cháu Páo": another title
    if part == "skip" and my_wife(scene, at, start, end):
        part = "woman"
    if part == "skip" and scene.word(at) == "chong" and scene.word(lead - 1) == "chi":
        part = "mother"  # "anh Tủa chồng chị Súa nhắn"
    if scene.span("named", at) == lead and is_family_name(scene, start):
        end = max(end, _run_end(scene, start))
    if scene.words[start - 1 : start + 2] == ["nha", "van", "hoa"] or scene.span("inject", start) > start + 1:
        return None  # "Họ tên - Vắc xin": the head of a table
    if part == "skip" and of_a_child(scene, at, lead, start):
        part = "child"
    if part == "young" and end == start + 1 and not _acts(scene, start, end):
        return None
    if scene.span("sex", start) == start + 1 and "tinh" in scene.words[max(0, at - 2) : at]:
        return None  # "Giới tính con: Nữ"
    if _goes_somewhere(scene, at, start) or _counted_absent(scene, at, start, end):
        return None
    if end == start + 1 and scene.word(start) == "do" and delivers(scene, start):
        return None
    if end == start + 1 and scene.word(start) == "nhi" and _closes(scene, start):
        return None  # "mấy đứa rồi chị nhỉ"
    part = _mothers(scene, at, lead, start, part)
    return _item(scene, part, start, end)


def _closes(scene: Scene, at: int) -> bool:
    """A small last word of its sentence."""
    return scene.tokens[at].case == LOWER and (at + 1 >= scene.size or scene.kind(at + 1) == MARK)


def _mothers(scene: Scene, at: int, lead: int, start: int, part: str) -> str:
    """'bé gái con Lò Thị Sen', 'con chị Hoa': behind a word of a child, yet the mother's name."""
    childs = scene.word(at) == "con" and lead == at + 1 and child_told(scene, at)
    if part == "child" and (childs or (lead == at + 2 and scene.words[at:lead] == ["be", "con"])):
        part = "mother" if is_middle(scene, start + 1) and scene.word(start + 1) == "thi" else "skip"
    if part == "child" and any(scene.spans["title"].get(k, (0, ""))[1] == "woman" for k in range(lead, start)):
        part = "mother"
    if part == "child" and scene.word(lead - 1) == "cua":
        part = "skip" if scene.word(start + 1) in ("a", "van") else "mother"  # "con trai của Chảo U Mẩy"
    return part


def _says_no_name(scene: Scene, at: int, part: str, lead: int) -> bool:
    """A title that is none here, or of nobody whose name is told."""
    if part in ("woman", "skip") and _there_is(scene, at, lead):
        return True
    if _says_there_is(scene, at, lead):
        return True
    if part in ("mother", "skip") and scene.word(lead - 1) == "co" and scene.inside("place", at, at + 1):
        return True  # "tại nhà có cô đỡ": a place, and "có"
    # "sửa hộ em tên mẹ bé": the mother's name, not the sender's
    return part == "skip" and scene.word(lead - 1) == "ten" and scene.span("title", lead - 1, "mother") > lead


def _without_title(scene: Scene, at: int) -> Item | None:
    """A name that only its own words show."""
    if scene.tokens[at].marked == "ban" and scene.tokens[at].case == LOWER and scene.word(at + 1) != "thi":
        return None  # "ben ban khun ha": bản, not the family Bàn
    if not ((scene.cased and scene.tokens[at].case) or is_family_name(scene, at)) or _covered(scene, at):
        return None
    if scene.word(at) == "bao" and scene.word(at + 1) in ("sinh", "tu", "tiem"):
        return None  # "BAO SINH" at the head of a form
    if scene.word(at) == "sung" and scene.word(at - 1) == "bo" and is_middle(scene, at + 1):
        end = name_end(scene, at, titled=True)  # "me Ly Thi So bo Sung A Pao": no "bổ sung", and a father
        return _item(scene, "skip", at, end) if end > at + 1 else None
    begun = scene.begun[at]
    if begun and ("inject" in begun or any(end > at + 1 and family in _OTHER for family, end in begun.items())):
        return None
    titled = _case_of(scene, at)
    behind = scene.kind(at + 1) == WORD
    goes_on = titled or (behind and (scene.tokens[at + 1].case != LOWER or is_family_name(scene, at)))
    end = name_end(scene, at, titled=titled) if goes_on else at
    if end == at and _heads_item(scene, at):
        end = _run_end(scene, at)
    if end <= at + 1:
        if not (_acts_alone(scene, at) or _in_a_list(scene, at)):
            return None
        end = at + 1
    if _inside_phrase(scene, at) or _facilitys(scene, at, end) or _of_a_place(scene, at, end):
        return None
    return _item(scene, "bare", at, end)


def _case_of(scene: Scene, at: int) -> bool:
    """'ca sinh của X': as sure as a title."""
    return scene.word(at - 1) == "cua" and any(scene.span("birth", k) == at - 1 for k in range(max(0, at - 4), at))


def _acts_alone(scene: Scene, at: int) -> bool:
    """'..., Páo tiêm 5in1', 'Mỷ đẻ hôm qua': a given name with a capital, and an event right behind it."""
    token, names = scene.tokens[at], lexicon().names
    if not scene.cased or token.case != CAPITAL or token.marked not in names["given"]:
        return False
    if token.marked in names["function"]:
        return False
    opens = at == 0 or scene.kind(at - 1) == MARK
    sure = token.marked != token.plain and not scene.begun[at]
    return opens and sure and scene.begins(at + 1, "birth", "death", "inject")


def _in_a_list(scene: Scene, at: int) -> bool:
    """'phế cầu m1: Tùng, Bách; m2: Ngân': a capital alone between marks, in a list headed by what was given."""
    if not scene.cased or scene.tokens[at].case != CAPITAL or scene.kind(at + 1) == WORD or not scene.mentions(":"):
        return False
    head = at - 1
    while head > 0 and (scene.word(head) == "," or (scene.kind(head) == WORD and scene.tokens[head].case == CAPITAL)):
        head -= 1
    if scene.word(head) != ":" or head < 1:
        return False
    dose = head - (scene.kind(head - 1) == NUMBER)
    return any(
        scene.span("vaccine", back) in (head, dose) or scene.span("dose", back) == dose
        for back in range(max(0, head - 5), head)
    )


def _of_a_place(scene: Scene, at: int, end: int) -> bool:
    """'ở suối Nậm Dê', 'đèo Giang Ma', 'ở Tong Pang': what a stream, a pass or a village is called."""
    place = at > 0 and (scene.marks[at - 1] in _LANDS or scene.word(at - 1) in ("o", "tai", "tinh", "huyen"))
    place = place or (scene.cased and scene.word(at - 1) in ("trong", "ngoai") and scene.tokens[at].case == CAPITAL)
    return place and not any(is_middle(scene, k) for k in range(at + 1, end))


def _facilitys(scene: Scene, at: int, end: int) -> bool:
    """'trạm Bình Lư', 'viện Tam Đường': what the facility is called; 'tại trạm Lò Thị May' names a person."""
    after = scene.has("place") and any(
        scene.span("place", back, "facility", "other", "water") == at for back in range(max(0, at - 4), at)
    )
    return after and not any(is_middle(scene, k) for k in range(at + 1, end))


def _only_name(scene: Scene, at: int) -> bool:
    """'bé tên Đông, 26 ngày tuổi': one word between 'tên' and a mark can only be the name."""
    if scene.kind(at) != WORD or scene.kind(at + 1) not in ("", MARK) or scene.word(at) in NEVER_IN_NAMES:
        return False
    return not scene.begun[at] and scene.marks[at] not in lexicon().names["function"]


def _there_is(scene: Scene, at: int, lead: int) -> bool:
    """'trong ban co chau Lo Thi Anh': unaccented 'có' before a child, no 'cô'."""
    return scene.tokens[at].marked == "co" and scene.spans["title"].get(lead, (0, ""))[1] in ("child", "woman")


# Titles that, typed without accents, are verbs first: 'em mới đi thăm về', 'có may'.
_VERBS = frozenset(("di", "co", "mo", "ba", "cau"))


def _run_end(scene: Scene, at: int) -> int:
    """'đặt tên lò bảo hân.': all words up to the next mark, if they can be one name; else the start."""
    end = at
    while end < scene.size and scene.kind(end) == WORD and not scene.taken[end]:
        if is_particle(scene, end):
            break
        if scene.word(end) in NEVER_IN_NAMES or end - at == LONGEST:
            return at
        end += 1
    return end if end - at > 1 else at


def _heads_item(scene: Scene, at: int) -> bool:
    """'sung mi no: vnnb m2': the words before a colon and a vaccine, at the beginning of a line."""
    if (at and scene.kind(at - 1) == WORD) or not scene.mentions(":"):
        return False
    end = _run_end(scene, at)
    return end - at > 2 and scene.word(end) == ":" and scene.span("vaccine", end + 1) > 0


def _says_there_is(scene: Scene, at: int, lead: int) -> bool:
    """'co chau giang thi xua', 'co nhs ha do': 'có' before another title, not 'cô'."""
    return scene.tokens[at].marked == "co" and lead == at + 1 and (lead in scene.spans["title"] or _helps(scene, lead))


def _helps(scene: Scene, at: int) -> bool:
    return scene.span("attendant", at) > 0


def _counted_absent(scene: Scene, at: int, start: int, end: int) -> bool:
    """'4 chau vang', typed without accents: so many were absent; no child Vàng."""
    return end == start + 1 and scene.marks[start] == "vang" and scene.kind(at - 1) == NUMBER


def _goes_somewhere(scene: Scene, at: int, start: int) -> bool:
    """'E moi di tham ve: chi Dieu Thi Hia': where names have capitals, a small word after such a title is none."""
    token = scene.tokens[at]
    doubtful = scene.cased and token.marked in _VERBS and start == at + 1 < scene.size
    return doubtful and scene.tokens[start].case == LOWER and not is_middle(scene, start + 1)


def _inside_phrase(scene: Scene, at: int) -> bool:
    """'bao lâu thì': the family name is the end of another phrase."""
    begun = [end for before in scene.begun[max(0, at - 3) : at] if before for end in before.values()]
    return bool(begun) and max(begun) > at


def _acts(scene: Scene, start: int, end: int) -> bool:
    """After 'em' one word is a name only if it is written as one or an event follows."""
    return (scene.cased and scene.tokens[start].case > 0) or scene.begins(end, "birth", "death", "inject")


def _covered(scene: Scene, at: int) -> bool:
    """Inside a phrase that means something else (a facility, a vaccine)."""
    if scene.lacks(_COVERING):
        return False
    before = scene.begun[max(0, at - 4) : at + 1]
    return any(begun.get("place", 0) > at or begun.get("vaccine", 0) > at for begun in before if begun)


def _title(scene: Scene, at: int) -> tuple[str, int]:
    """(part, end) of the longest title that begins at a token."""
    best, end = "", at
    if scene.word(at) in _TITLE_OR_FAMILY and (
        scene.word(at + 1) in ("thi", "a") or (are_given(scene, at + 1) and not is_family_name(scene, at + 1))
    ):
        return best, end  # "Chu Gò Xá"
    begun = scene.begun[at]
    for family in sorted([family for family in begun if family in _PARTS], key=_RANK):
        parts, reach = _PARTS[family], begun[family]
        if reach <= end or (family == "of_house" and scene.word(reach) == ":"):
            continue  # "tiêm xong rồi nha: Bảo An ..."
        part = parts.get(None) or parts.get(scene.spans[family][at][1])
        if part:
            best, end = part, reach
    if end > at + 1 and scene.word(end - 1) == "la" and (is_middle(scene, end) or _capital_la(scene, end - 1)):
        end -= 1  # "me La Thi Xua", "Em La sinh"
        best = {"em": "young", "chi": "woman"}.get(scene.word(at), best) if end == at + 1 else best
    return best, end


def _capital_la(scene: Scene, at: int) -> bool:
    """The name La, where capitals mean names and no other name follows."""
    after = scene.tokens[at + 1].case if at + 1 < scene.size else LOWER
    return scene.cased and scene.tokens[at].case == CAPITAL and after == LOWER and scene.marks[at] != "là"


def _skip_links(scene: Scene, at: int) -> int:
    """Past 'là', 'tên', ':' between a title and its name, and past a second title."""
    steps = 0
    while at < scene.size and steps < 3:
        if not scene.begun[at] and scene.words[at] not in _LINKS:
            break
        if scene.span("correct", at, "yes") and scene.word(scene.span("correct", at, "yes") - 1) == "la":
            at = scene.span("correct", at, "yes")  # "tên mẹ đúng ra là ..."
        elif (
            scene.word(at) in _LINKS
            and not is_middle(scene, at + 1)
            and (scene.tokens[at].marked in _LINKED or scene.tokens[at].case == LOWER)
            and not (scene.word(at) == "la" and _capital_la(scene, at))
            and (scene.kind(at) != MARK or not scene.taken[at])
        ):
            at += 1
        elif scene.words[at : at + 2] == ["san", "phu"]:
            at += 2
        elif (
            at in scene.spans["title"]
            and scene.spans["title"][at][1] in ("child", "woman", "young")
            and name_end(scene, scene.spans["title"][at][0], titled=True) > scene.spans["title"][at][0]
            and not (scene.cased and scene.tokens[at].case == CAPITAL and scene.tokens[at - 1].case == LOWER)
        ):
            at = scene.spans["title"][at][0]
        else:
            break
        steps += 1
    return at


def _spelt(scene: Scene, at: int) -> str:
    """The word as typed; typing residue decoded."""
    token = scene.tokens[at]
    typed = scene.text[token.start : token.end]
    if typed.lower() == token.marked:
        return typed
    as_typed = marked(typed) == token.marked or marked(typed) in lexicon().aliases  # "Vàng A C": a letter stays one
    return typed if as_typed else token.marked.capitalize()


def _item(scene: Scene, part: str, start: int, end: int) -> Item:
    part = role(scene, part, start, end)
    name = " ".join([_spelt(scene, at) for at in range(start, end)])
    return Item(part, name, start, end, sure=not (part in ("bare", "woman", "mother", "young") and is_mans_name(name)))


def is_mans_name(name: str) -> bool:
    """'Vàng A Páo', 'Lò Văn Hải': no mother's name."""
    words = plain(name).split()
    return len(words) > 2 and words[1] in ("a", "van")
