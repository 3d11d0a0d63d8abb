"""Who: names with the part each person plays in the sentence. Fathers, senders and colleagues are nobody's field."""

from functools import partial

from messages.reading.items import Found, Item, read_names
from messages.reading.lexicon import lexicon
from messages.reading.names import LONGEST, NEVER_IN_NAMES, is_family_name, is_middle, name_end
from messages.reading.normal import marked, plain
from messages.reading.numbers import number_at
from messages.reading.scene import Scene
from messages.reading.tokens import CAPITAL, LOWER, MARK, WORD

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
_TITLE_FAMILIES = tuple(dict.fromkeys(family for family, _, _ in TITLES))
_TITLE_OR_FAMILY = frozenset(("cu", "chu"))  # "cu Páo" is a boy, "Cứ A Lử" a family name
_OTHER = frozenset(("death", "birth", "counts", "undo", "zero", "optin", "optout", "day"))  # no name begins so
_LINKS = frozenset(("la", "ten", ":", "-", "la:"))


def read_people(scene: Scene) -> Found:
    """Each person named, as Item(part, name)."""
    starts = {start for family in _TITLE_FAMILIES for start in scene.spans.get(family, ())}
    families = lexicon().names["surname"]
    begins = {
        at for at, typed in enumerate(scene.marks) if typed in families or (scene.cased and scene.tokens[at].case)
    }
    return read_names(scene, begins | starts, "attendant", partial(_person, scene, starts))


def _person(scene: Scene, starts: set[int], at: int) -> Item | None:
    if is_family_name(scene, at) and is_family_name(scene, at + 1) and is_middle(scene, at + 2) and at not in starts:
        return None  # "Đạt và Lù Thị Thắm", "vang Then Van Phu": no family name before another
    if at not in starts and at not in scene.spans["attendant"]:
        return _without_title(scene, at)
    if scene.word(at + 1) in ("ngan", "nghin") and scene.tokens[at + 1].case == LOWER and number_at(scene, at):
        return None  # "ba ngan hai tram gam": no bà Ngân
    part, lead = _title(scene, at) if at in starts else ("", at)
    if part in ("woman", "skip") and _there_is(scene, at, lead):
        return None
    if _says_there_is(scene, at, lead):
        return None
    if part in ("mother", "skip") and scene.word(lead - 1) == "co" and scene.inside("place", at, at + 1):
        return None  # "tại nhà có cô đỡ": a place, and "có"
    if part == "skip" and scene.word(lead - 1) == "ten" and scene.span("title", lead - 1, "mother") > lead:
        return None  # "sửa hộ em tên mẹ bé": the mother's name, not the sender's
    longer = scene.spans["attendant"].get(at, (0, ""))
    if longer[1] == "skilled" and longer[0] > lead:
        part, lead = "attendant_name", longer[0]
    if scene.has("attendant", "unskilled") and any(
        scene.span("attendant", k, "unskilled") > lead for k in (at, lead - 1) if k >= at
    ):
        return None  # "bà hàng xóm", "ở nhà bà hàng xóm"
    if (
        part == "child"
        and scene.word(at) in ("tre", "dua")
        and not (scene.cased and lead < scene.size and scene.tokens[lead].case)
    ):
        return None
    if part in ("woman", "skip") and scene.word(at) == "co" and scene.span("title", lead, "child"):
        return None  # "có đứa nhỏ", typed without accents
    if part and part != "bare":
        start = _skip_links(scene, lead)
        if part == "skip" and scene.span("wife", at) and scene.word(lead) in ("la", "ten", ":"):
            part = _kin(scene, at)
        if part == "attendant_name" and scene.word(start) == "do":
            return None
        end = name_end(scene, start, titled=True) if start < scene.size and not scene.taken[start] else start
        if end > start and scene.span("named", at) == lead and is_family_name(scene, start):
            end = max(end, _run_end(scene, start))
        if scene.words[start - 1 : start + 2] == ["nha", "van", "hoa"] or scene.span("inject", start) > start + 1:
            return None  # "Họ tên - Vắc xin": the head of a table
        if part == "skip" and end > start and _of_a_child(scene, at, lead, start):
            part = "child"
        if part == "young" and end == start + 1 and not _acts(scene, start, end):
            return None
        if _goes_somewhere(scene, at, start):
            return None
        if end == start + 1 and scene.word(start) == "do" and _delivers(scene, start):
            return None
        childs = scene.word(at) == "con" and lead == at + 1 and _child_told(scene, at)
        if part == "child" and (childs or (lead == at + 2 and scene.words[at:lead] == ["be", "con"])):
            part = "mother" if is_middle(scene, start + 1) and scene.word(start + 1) == "thi" else "skip"
        if part == "child" and any(scene.spans["title"].get(k, (0, ""))[1] == "woman" for k in range(lead, start)):
            part = "mother"
        if end > start:
            return _judged(scene, part, start, end)
        return None
    return _without_title(scene, at)


def _without_title(scene: Scene, at: int) -> Item | None:
    """A name that only its own words show."""
    if scene.tokens[at].marked == "ban" and scene.tokens[at].case == LOWER and scene.word(at + 1) != "thi":
        return None  # "ben ban khun ha": bản, not the family Bàn
    if not ((scene.cased and scene.tokens[at].case) or is_family_name(scene, at)) or _covered(scene, at):
        return None
    if scene.span("inject", at) or any(end > at + 1 and family in _OTHER for family, end in scene.begun[at].items()):
        return None
    end = name_end(scene, at, titled=False)
    if end == at and _heads_item(scene, at):
        end = _run_end(scene, at)
    if end <= at + 1 or _inside_phrase(scene, at) or _facilitys(scene, at, end):
        return None
    return _judged(scene, "bare", at, end)


def _facilitys(scene: Scene, at: int, end: int) -> bool:
    """'trạm Bình Lư', 'viện Tam Đường': what the facility is called; 'tại trạm Lò Thị May' names a person."""
    after = any(scene.span("place", back, "facility") == at for back in range(max(0, at - 4), at))
    return after and not any(is_middle(scene, k) for k in range(at + 1, end))


def _kin(scene: Scene, at: int) -> str:
    """'con dâu bà là X', 'vợ anh tên X': the name is of the daughter-in-law, the wife, the grandchild."""
    woman = scene.word(at) in ("vo", "dau") or scene.word(at + 1) == "dau"
    return "woman" if woman else "child" if scene.word(at) in ("con", "chau") else "skip"


def _of_a_child(scene: Scene, at: int, lead: int, start: int) -> bool:
    """'bà nội thằng Hặc đưa đi tiêm', 'bố cháu Sùng Thị Nênh': the name behind the kin is the child's."""
    if scene.span("title", at, "self") and scene.word(at) == "chau" and number_at(scene, at - 1):
        return True  # "chỉ một cháu là Pờ A Chòi": nobody who presents himself
    if scene.has("birth") or not scene.has("inject") or scene.span("wife", at) or scene.span("of_house", at):
        return False
    between = start > lead and scene.word(start - 1) in ("chau", "be", "thang", "nhoc", "cu")
    fathers = scene.word(at) in ("bo", "cha") and scene.word(lead - 1) in ("chau", "be")
    return between or (fathers and start == lead and scene.word(start + 1) == "thi")


def _there_is(scene: Scene, at: int, lead: int) -> bool:
    """'trong ban co chau Lo Thi Anh': unaccented 'có' before a child, no 'cô'."""
    return scene.tokens[at].marked == "co" and scene.spans["title"].get(lead, (0, ""))[1] in ("child", "woman")


# Titles that, typed without accents, are verbs first: 'em mới đi thăm về', 'có may'.
_VERBS = frozenset(("di", "co", "mo", "ba", "cau"))


def _run_end(scene: Scene, at: int) -> int:
    """'đặt tên lò bảo hân.': all words up to the next mark, if they can be one name; else the start."""
    end = at
    while end < scene.size and scene.kind(end) == WORD and not scene.taken[end]:
        if scene.word(end) in NEVER_IN_NAMES or end - at == LONGEST:
            return at
        end += 1
    return end if end - at > 1 else at


def _heads_item(scene: Scene, at: int) -> bool:
    """'sung mi no: vnnb m2': the words before a colon and a vaccine, at the beginning of a line."""
    if at and scene.kind(at - 1) == WORD:
        return False
    end = _run_end(scene, at)
    return end - at > 2 and scene.word(end) == ":" and scene.span("vaccine", end + 1) > 0


def _says_there_is(scene: Scene, at: int, lead: int) -> bool:
    """'co chau giang thi xua', 'co nhs ha do': 'có' before another title, not 'cô'."""
    return scene.tokens[at].marked == "co" and lead == at + 1 and (lead in scene.spans["title"] or _helps(scene, lead))


def _helps(scene: Scene, at: int) -> bool:
    return scene.span("attendant", at) > 0


def _child_told(scene: Scene, at: int) -> bool:
    """'bé trai con Lò Thị Sen', 'trẻ trai, con Lò Thị Sen': the child stands before, so the name is a parent's."""
    if scene.word(at) == "con" and scene.taken[at - 1] and scene.kind(at - 1) == WORD and is_middle(scene, at + 2):
        return True  # "lu van son con lu thi xoan"
    at -= scene.word(at - 1) in (",", "\n")
    return any(
        scene.spans[family].get(back, (0, ""))[0] == at and (family == "sex" or scene.spans[family][back][1] == "child")
        for family in ("sex", "title")
        for back in range(max(0, at - 3), at)
    )


def _goes_somewhere(scene: Scene, at: int, start: int) -> bool:
    """'E moi di tham ve: chi Dieu Thi Hia': where names have capitals, a small word after such a title is none."""
    token = scene.tokens[at]
    doubtful = scene.cased and token.marked in _VERBS and start == at + 1 < scene.size
    return doubtful and scene.tokens[start].case == LOWER and not is_middle(scene, start + 1)


def _inside_phrase(scene: Scene, at: int) -> bool:
    """'bao lâu thì': the family name is the end of another phrase."""
    return any(end > at for back in range(max(0, at - 3), at) for end in scene.begun[back].values())


def _acts(scene: Scene, start: int, end: int) -> bool:
    """After 'em' one word is a name only if it is written as one or an event follows."""
    return (scene.cased and scene.tokens[start].case > 0) or any(
        scene.span(family, end) for family in ("birth", "death", "inject")
    )


def _covered(scene: Scene, at: int) -> bool:
    """Inside a phrase that means something else (a facility, a vaccine)."""
    return any(
        scene.span(family, back) > at
        for family in ("place", "vaccine")
        if scene.has(family)
        for back in range(max(0, at - 4), at + 1)
    )


def _title(scene: Scene, at: int) -> tuple[str, int]:
    """(part, end) of the longest title that begins at a token."""
    best, end = "", at
    if scene.word(at) in _TITLE_OR_FAMILY and scene.word(at + 1) in ("thi", "a"):
        return best, end
    for family, value, part in TITLES:
        held = scene.spans[family].get(at) if family in scene.spans else None
        if family == "of_house" and held and scene.word(held[0]) == ":":
            continue  # "tiêm xong rồi nha: Bảo An ..."
        if held and (value is None or held[1] == value) and held[0] > end:
            best, end = part, held[0]
    if end > at + 1 and scene.word(end - 1) == "la" and is_middle(scene, end):
        end -= 1  # "me La Thi Xua"
    return best, end


def _skip_links(scene: Scene, at: int) -> int:
    """Past 'là', 'tên', ':' between a title and its name, and past a second title."""
    steps = 0
    while at < scene.size and steps < 3:
        if scene.span("correct", at, "yes") and scene.word(scene.span("correct", at, "yes") - 1) == "la":
            at = scene.span("correct", at, "yes")  # "tên mẹ đúng ra là ..."
        elif (
            scene.word(at) in _LINKS
            and not is_middle(scene, at + 1)
            and (scene.kind(at) != MARK or not scene.taken[at])
        ):
            at += 1
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


def _judged(scene: Scene, part: str, start: int, end: int) -> Item:
    """The part after a look at what follows the name: who reports or delivers is no field."""
    gives_birth = scene.span("birth", end) > 0 and scene.word(start - 2) not in ("nha", "con", "cua", "chau", "dau")
    if part == "skip" and scene.word(start - 1) == "ba" and (scene.word(start + 1) == "thi" or gives_birth):
        part = "woman"  # "bà Giàng Thị Vư": old women are spoken of so, and young mothers by the old
    if part in ("woman", "young", "bare", "skip") and scene.span("says", end) and scene.kind(end) == WORD:
        part = "skip"
    if part in ("woman", "young", "bare", "mother") and scene.word(end) == "do" and _delivers(scene, end):
        part = "skip"
    name = " ".join(_spelt(scene, at) for at in range(start, end))
    return Item(part, name, start, end, sure=not (part in ("bare", "woman", "mother", "young") and is_mans_name(name)))


def _delivers(scene: Scene, at: int) -> bool:
    """'chị Lan đỡ' at the end of a clause: she is the helper."""
    after = at + 1
    if scene.tokens[at].marked not in ("đỡ", "do"):
        return False
    return after >= scene.size or scene.kind(after) == MARK or scene.word(after) in ("cho", "ho", "giup", "tai", "o")


def _spelt(scene: Scene, at: int) -> str:
    """The word as typed; typing residue decoded."""
    token = scene.tokens[at]
    typed = scene.text[token.start : token.end]
    as_typed = marked(typed) == token.marked or marked(typed) in lexicon().aliases  # "Vàng A C": a letter stays one
    return typed if as_typed else token.marked.capitalize()


def is_mans_name(name: str) -> bool:
    """'Vàng A Páo', 'Lò Văn Hải': no mother's name."""
    words = plain(name).split()
    return len(words) > 2 and words[1] in ("a", "van")
