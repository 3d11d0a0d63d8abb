"""Who died: a child of ours, a woman in childbirth, or somebody else."""

from enum import StrEnum

from messages.reading.events import Event, is_old
from messages.reading.items import Item
from messages.reading.phrases import word_set
from messages.reading.scene import Scene


class Subject(StrEnum):
    """Whose death it is."""

    CHILD = "child"
    MATERNAL = "maternal"
    OTHER = "other"


_CHILD_PARTS = ("child", "child_code")
_POSSESSIVE = word_set("chau em toi minh con be")


def subject(scene: Scene, items: list[Item], event: Event) -> Subject:
    """Whose death the event is; a person whom nothing shows to be a young child is somebody else."""
    sentence = scene.sentence[event.start]
    here = [item for item in items if scene.sentence[item.start] == sentence]
    if any(is_old(item.value) for item in here if item.what == "age") or scene.has("school"):
        return Subject.MATERNAL if _woman(scene, event, here) and scene.has("maternal") else Subject.OTHER
    if _adult_before(scene, event):
        return Subject.MATERNAL if scene.has("maternal") and _woman(scene, event, here) else Subject.OTHER
    if _child(scene, items, sentence, event):
        return Subject.CHILD
    if scene.has("maternal") and _woman(scene, event, here):
        return Subject.MATERNAL
    if any(item.what in ("bare", "young", "woman", "skip") for item in items) or _any_adult(scene):
        return Subject.OTHER
    return Subject.CHILD


def evidence(scene: Scene, at: int) -> str:
    """'child' or 'adult' where a token begins a word for a person, '' elsewhere."""
    if scene.word(at) == "con" and scene.span("death", at + 1):
        return "child"  # "đẻ được 1 ngày thì con mất"
    if scene.span("my_child", at) or scene.span("of_mother", at) or scene.span("named", at):
        return "child"
    if scene.span("of_house", at) > at + 1:
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
    if held and held[1] in ("elder", "man", "woman", "mother", "young"):
        return "adult" if _grown(scene, at, *held) else ""
    kin = scene.span("attendant", at, "unskilled") > at + 1 and scene.word(scene.span("attendant", at)) != "do"
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
    return named or scene.span("death", end) > 0 or scene.word(end) in ("toi", "minh", "ay")


def _possessed(scene: Scene, at: int) -> bool:
    """'ông nội cháu', 'mẹ bé': the child only says whose elder it is."""
    return any(
        held is not None and held[0] == at and held[1] in ("elder", "man", "mother", "woman")
        for held in (scene.spans["title"].get(back) for back in range(max(0, at - 3), at))
    )


def _adult_before(scene: Scene, event: Event) -> bool:
    """The nearest person before the event in its clause is a grown one, with no child in the sentence before."""
    clause, sentence = scene.clause[event.start], scene.sentence[event.start]
    nearest = ""
    child = False
    for back in range(event.start - 1, -1, -1):
        if scene.sentence[back] != sentence:
            break
        who = evidence(scene, back)
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
    kinds = {evidence(scene, k) for k in range(event.start) if scene.clause[k] == clause}
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
    return any(evidence(scene, at) == "child" for at in range(scene.size))


def _birth_date(scene: Scene, item: Item) -> bool:
    """'sinh 10/2/2026': a date of birth that is not of a past year."""
    near = range(max(0, item.start - 2), item.start)
    return item.what == "date" and item.value is not None and any(scene.span("birth", at) for at in near)


def _woman(scene: Scene, event: Event, here: list[Item]) -> bool:
    if any(item.what in ("woman", "young", "mother", "bare") and item.sure for item in here):
        return True
    return any(value in ("woman", "mother") for _, value in scene.spans["title"].values()) or scene.has("wife")


def _any_adult(scene: Scene) -> bool:
    return any(evidence(scene, at) == "adult" for at in range(scene.size))
