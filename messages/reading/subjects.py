"""Who died: a child of ours, a woman in childbirth, or somebody else."""

from bisect import bisect_left, bisect_right
from enum import StrEnum

from messages.reading.events import Event, is_old
from messages.reading.items import Item
from messages.reading.phrases import word_set
from messages.reading.scene import Scene, once
from messages.reading.tokens import WORD

_SHORT = 6  # words
_NAMING = word_set("la ten chau be no em de")
_KIN = word_set("me bo cha vo chong ong ba")
_WOMANS_CAUSES = frozenset(
    (
        *(("bang", "huyet"), ("san", "giat"), ("hau", "san"), ("sot", "rau"), ("sot", "nhau"), ("rau", "khong")),
        *(("nhau", "khong"), ("tu", "cung"), ("mau", "nhieu")),
    )
)

_WOMANS_FIRST = frozenset(first for first, _ in _WOMANS_CAUSES)


class Subject(StrEnum):
    """Whose death it is."""

    CHILD = "child"
    MATERNAL = "maternal"
    OTHER = "other"


_CHILD_PARTS = ("child", "child_code")


def subject(scene: Scene, items: list[Item], event: Event) -> Subject:
    """Whose death the event is, worked out once for the same items."""
    held: tuple[list[Item], Subject] | None = scene.laid.get(event)
    if held is None or held[0] != items:
        held = scene.laid[event] = items, _subject(scene, items, event)
    return held[1]


def _subject(scene: Scene, items: list[Item], event: Event) -> Subject:
    """A person whom nothing shows to be a young child is somebody else."""
    sentence = scene.sentence[event.start]
    told = _sentences_of(scene, event)
    here = [item for item in items if scene.sentence[item.start] in told]
    if _bereaved(scene, event):
        return Subject.OTHER
    lost = event.end + (scene.word(event.end) in ("dua", "mot", "chau"))
    if scene.word(event.end - 1) == "mat" and scene.span("sex", lost) > lost + 1:
        return Subject.CHILD  # "nhà anh A mất đứa con trai 18 tháng"
    if dead_mother(scene, event) or _death_of_mothers(scene, event) or _mother_herself(scene, event):
        return Subject.MATERNAL
    ages = [item.value for item in here if item.what == "age" and item.value is not None]
    if any(map(is_old, ages)) or (_grown_old(scene) and not ages):
        return Subject.MATERNAL if _woman(scene, event, here) and _with_child(scene) else Subject.OTHER
    if _adult_before(scene, event):
        return Subject.MATERNAL if _with_child(scene) and _woman(scene, event, here) else Subject.OTHER
    if _child(scene, items, sentence, event):
        return Subject.CHILD
    if _with_child(scene) and _woman(scene, event, here):
        return Subject.MATERNAL
    if any(item.what in ("bare", "young", "woman", "skip") for item in items) or _any_adult(scene):
        return Subject.OTHER
    return Subject.CHILD


def _grown_old(scene: Scene) -> bool:
    """A class of school, or words of old age: 'cu Thao A Cang gia roi mat hom qua' is no boy."""
    return scene.has("school") or scene.has("old_age")


def _mother_herself(scene: Scene, event: Event) -> bool:
    """'đẻ con trai 3kg, mẹ mất vì băng huyết': right before the death stands the mother, and a birth is told of."""
    before = event.start - 1
    while before > 0 and scene.word(before) in ("da", "bi", "cung", "thi", "lai"):
        before -= 1
    mother = any(
        scene.spans["title"].get(at, (0, "")) == (before + 1, "mother") for at in range(max(0, before - 2), before + 1)
    )
    return mother and (scene.has("maternal") or scene.has("birth"))


def _with_child(scene: Scene) -> bool:
    """Words of pregnancy, childbed or the weeks after anywhere."""
    return _womans_illness(scene) or scene.has("maternal") or scene.has("pregnant")


def _womans_illness(scene: Scene) -> bool:
    """'băng huyết', 'sản giật' anywhere."""
    return bool(_womans_causes(scene))


def _sentences_of(scene: Scene, event: Event) -> set[int]:
    """The event's sentence; the one before where it names nobody; a short one behind that tells no more than an age."""
    sentence = scene.sentence[event.start]
    told = {sentence}
    who = persons(scene)
    if not any(who[bisect_left(scene.sentence, sentence) : event.start]):
        told.add(sentence - 1)
    first = bisect_left(scene.sentence, sentence + 1)
    behind = range(max(first, event.end), bisect_right(scene.sentence, sentence + 1))
    if behind and len(behind) <= _SHORT and "child" not in who[behind.start : behind.stop]:
        busy = any(scene.begins(at, "death", "birth", "inject", "still") for at in behind)
        told |= set() if busy else {sentence + 1}
    return told


def _death_of_mothers(scene: Scene, event: Event) -> bool:
    """'tử vong mẹ', 'tử vong sản phụ' as the name of what is reported; not 'tu vong, me Lo Thi X' of a child."""
    at = event.end + (scene.word(event.end) == "ba")
    mother = scene.word(at) in ("me", "san") and scene.word(event.end - 1) == "vong"
    return mother and scene.kind(at + 1) == WORD and not scene.taken[at + 1] and scene.word(at + 1) not in _NAMING


def _bereaved(scene: Scene, event: Event) -> bool:
    """'cháu mất mẹ', 'anh ấy mất vợ': the one named behind is dead, and a grown one."""
    if scene.word(event.end - 1) != "mat" or scene.word(event.end) not in _KIN:
        return False
    after = event.end + 1
    return not scene.taken[event.end] and not (after < scene.size and scene.taken[after]) and scene.word(after) != ":"


def dead_mother(scene: Scene, event: Event) -> bool:
    """A woman with child or newly delivered is the one who died: 'bé khỏe nhưng chị ấy băng huyết, mất ...'."""
    if not scene.has("title", "woman", "mother"):
        return False
    sentence, clause = scene.sentence[event.start], scene.clause[event.start]
    near = (sentence, sentence - 1)  # told on, perhaps in a new line
    born = any(
        scene.sentence[at] in near and value != "date_of" and (value != "weak" or scene.tokens[at].marked == "đẻ")
        for at, (_, value) in scene.spans["birth"].items()
    )
    causes = _womans_causes(scene)
    behind = _of_her_cause(scene, event, causes)
    hers = behind  # what only women die of, nearer to the death than any child
    told = persons(scene)
    for at in range(event.start - 1, -1, -1):
        if scene.sentence[at] not in near:
            return False
        hers = hers or at in causes
        who = told[at]
        if who == "child" and not (hers and (scene.clause[at] != clause or (behind and _borne(scene, at)))):
            return False
        if who == "adult":
            woman = (
                scene.span("title", at, "woman", "mother") > at and not _in_law(scene, at) and not _childs(scene, at)
            )
            return woman and (hers or (scene.clause[at] == clause and (born or _with_child(scene))))
    return False


def _borne(scene: Scene, at: int) -> bool:
    """'đẻ được con gái': the child is what she bore."""
    return any(scene.span("birth", back) for back in range(max(0, at - 3), at))


def _of_her_cause(scene: Scene, event: Event, causes: list[int]) -> bool:
    """'... đẻ được con gái xong chết vì rau không ra': the cause right behind, of nobody else."""
    if not causes:
        return False
    behind = range(event.end, min(scene.size, event.end + 5))
    near = [at for at in behind if scene.same_clause(at, event.start)]
    return not set(near).isdisjoint(causes) and not any(scene.word(at) == "me" for at in near)


def _womans_causes(scene: Scene) -> list[int]:
    """Where what only women die of begins: 'băng huyết', 'sản giật'."""
    if scene.lacks(_WOMANS_FIRST):
        return []
    return [at for first, second in _WOMANS_CAUSES for at in scene.where(first) if scene.word(at + 1) == second]


def _childs(scene: Scene, at: int) -> bool:
    """'bé trai chị Mẩy sinh hôm 17/4 ... thì mất', 'bố chị Hoa': she says whose child or elder it is."""
    before = range(max(0, at - 3), at)
    elder = any(scene.span("title", back, "man", "elder", "mother") == at for back in before)
    return elder or "child" in persons(scene)[before.start : at]


def _in_law(scene: Scene, at: int) -> bool:
    """'mẹ chồng chị ấy mất'."""
    return scene.word(at + 1) in ("chong", "vo") or scene.word(at - 1) in ("chong", "vo")


# What a word for a person may begin.
_PERSONS = frozenset(
    ("my_child", "of_mother", "named", "of_house", "title", "sex", "wife", "child_of", "attendant", "adult")
)


@once
def persons(scene: Scene) -> list[str]:
    """Of each token: 'child' or 'adult' where it begins a word for a person, '' elsewhere."""
    told = [_person(scene, at) if scene.begun[at] else "" for at in range(scene.size)]
    for at in scene.where("con"):
        if scene.span("death", at + 1):
            told[at] = "child"  # "đẻ được 1 ngày thì con mất"
    return told


def _person(scene: Scene, at: int) -> str:
    begun = scene.begun[at]
    if _PERSONS.isdisjoint(begun):
        return ""
    if "my_child" in begun or "of_mother" in begun or "named" in begun:
        return "child"
    if begun.get("of_house", 0) > at + 1:
        return "child"  # "cháu nhà anh X", "bé nhà X"
    held = scene.spans["title"].get(at)
    if held and held[1] == "child":
        return "" if _possessed(scene, at) else "child"
    if scene.span("sex", at) and scene.word(at) not in ("nam", "nu"):
        return "child"
    if scene.span("wife", at):
        return "child" if scene.word(at) in ("con", "chau") else "adult"
    if scene.span("child_of", at) and scene.word(at + 1) not in ("em", "toi") and scene.tokens[at].plain == "con":
        return "child" if at + 1 < scene.size and scene.taken[at + 1] else ""
    if scene.word(at) in ("anh", "chi") and scene.word(at + 1) in ("em", "chi") and not scene.taken[at + 1]:
        return ""  # "cả hai anh em mất": brothers, of any age; "báo anh chị": who is told
    if scene.tokens[at].marked == "co" and scene.span("title", at + 1, "child"):
        return ""  # "co dua nho moi sinh": có
    if held and scene.word(held[0]) == ":":
        return ""  # "báo anh chị: ...": who is told
    if held and held[1] in ("elder", "man", "woman", "mother", "young"):
        return "adult" if _grown(scene, at, *held) else ""
    family = scene.word(at) in ("gia", "nguoi", "ho", "hang")  # "gia đình": all of them, the child as well
    kin = (
        not family
        and scene.span("attendant", at, "unskilled") > at + 1
        and scene.word(scene.span("attendant", at)) != "do"
    )
    return "adult" if kin or scene.span("adult", at) else ""


# Typed without accents these are first of all other words (có, chỉ, ba, cứ): persons only before a name or a death.
_HOMOGRAPHS = word_set("co chi ba cu chu di mo cau cha cau bac em")


_UNCLES = frozenset(("cau", "di", "chu", "bac", "cha", "mo", "ba"))


def _grown(scene: Scene, at: int, end: int, title: str) -> bool:
    """Whether a title speaks of a grown person."""
    named = end < scene.size and bool(scene.taken[end])
    if title == "young":
        return named
    if end - at > 1 or scene.word(at) not in _HOMOGRAPHS or scene.tokens[at].marked != scene.tokens[at].plain:
        return True
    if scene.word(at) in _UNCLES and scene.word(end) in ("em", "toi", "minh") and scene.word(end + 1) != "be":
        return True
    if scene.word(end) in ("ho", "ruot") and scene.word(end + 1) in ("em", "toi", "minh"):
        return True  # "bac ho toi"
    ill = scene.begins(end, "death", "maternal", "cause")  # "sau do chi bang huyet mat"
    return named or ill or scene.word(end) in ("toi", "minh", "ay")


def _possessed(scene: Scene, at: int) -> bool:
    """'ông nội cháu', 'mẹ bé', 'bà nội của cháu Mỷ', 'vợ chồng thằng Sử': it only says whose elder it is."""
    owner = at - (scene.word(at - 1) == "cua")
    before = range(max(0, owner - 3), owner)
    if any(scene.span("wife", back) == owner and scene.word(back) in ("vo", "nha") for back in before):
        return True
    return any(
        held is not None and held[0] == owner and held[1] in ("elder", "man", "mother", "woman")
        for held in (scene.spans["title"].get(back) for back in before)
    )


def _adult_before(scene: Scene, event: Event) -> bool:
    """The nearest person before the event in its clause is a grown one, with no child in the sentence before."""
    clause, sentence = scene.clause[event.start], scene.sentence[event.start]
    if any(scene.tokens[at].marked == "nó" for at in range(max(0, event.start - 2), event.start)):
        return False  # "mẹ nó đi làm cỏ về thì nó đã chết"
    nearest = ""
    child = False
    told = persons(scene)
    for back in range(event.start - 1, -1, -1):
        if scene.sentence[back] != sentence:
            break
        who = told[back]
        if who and not nearest:
            nearest = who if scene.clause[back] == clause or who == "child" else "far"
            if who == "adult" and nearest == "far":
                nearest = "adult"
        child = child or who == "child"
    if nearest != "adult":
        return False
    return not child or _adult_in_clause(scene, event)


def _adult_in_clause(scene: Scene, event: Event) -> bool:
    """A grown person, and no child, in the event's own clause."""
    clause = scene.clause[event.start]
    kinds = {who for k, who in enumerate(persons(scene)[: event.start]) if scene.clause[k] == clause}
    mothers = any(
        scene.spans["title"].get(k, (0, ""))[1] == "mother" for k in range(event.start) if scene.clause[k] == clause
    )
    return "adult" in kinds and "child" not in kinds and not mothers


def _child(scene: Scene, items: list[Item], sentence: int, event: Event) -> bool:
    if any(item.what in _CHILD_PARTS for item in items):
        return True
    if any(item.what == "age" or _birth_date(scene, item) for item in items):
        return True
    if any(item.what == "cause" and item.value in ("preterm", "asphyxia", "congenital") for item in items):
        return True
    return "child" in persons(scene)


def _birth_date(scene: Scene, item: Item) -> bool:
    """'sinh 10/2/2026': a date of birth that is not of a past year."""
    near = range(max(0, item.start - 2), item.start)
    return item.what == "date" and item.value is not None and any(scene.span("birth", at) for at in near)


def _woman(scene: Scene, event: Event, here: list[Item]) -> bool:
    if any(item.what in ("woman", "young", "mother", "bare") and item.sure for item in here) or _womans_illness(scene):
        return True
    told = (at for at, (_, value) in scene.spans["title"].items() if value in ("woman", "mother"))
    return any(scene.tokens[at].marked != "co" or persons(scene)[at] == "adult" for at in told) or scene.has("wife")


def _any_adult(scene: Scene) -> bool:
    return "adult" in persons(scene)
