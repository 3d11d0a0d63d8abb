"""Events of others than the children we count: animals, and adults who are injected."""

from messages.reading.events import Event, What
from messages.reading.items import Item
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER

_LINKS = frozenset(("thi", "nen", "ma", "nhung"))


def animal(scene: Scene, items: list[Item], event: Event) -> bool:
    """An animal is the subject or the object."""
    sentence = scene.sentence[event.start]
    if event.what is What.BIRTH and scene.word(event.start - 1) == "ay":
        return False  # "đi tiêm cho chó ghé nhà mới biết chị ấy đẻ"
    for at, (_, value) in scene.spans["animal"].items():
        if scene.sentence[at] != sentence or scene.taken[at] or scene.word(at - 1) in ("thang", "dua", "chau"):
            continue  # "thang con lon nha Pao": the eldest son
        if scene.inside("cause", at, at + 1) or scene.word(at - 1) in ("an", "thit"):
            continue  # "ho gà", "mẹ được ăn cá"
        if value == "weak" and scene.tokens[at].marked == scene.tokens[at].plain and scene.word(at) != "ga":
            continue
        child = any(
            scene.spans["title"].get(k, (0, ""))[1] == "child" or scene.span("sex", k) or scene.span("my_child", k)
            for k in range(event.start if _before_a_child(scene, at, event) else at)
            if scene.sentence[k] == sentence
        )
        if not child:
            return True
    if event.what is What.DEATH and _killed(scene, event):
        return True
    return (
        event.what in (What.BIRTH, What.DEATH)
        and scene.kind(event.end) == NUMBER
        and scene.word(event.end + 1) == "con"
        and not scene.span("sex", event.end + 1)
    )


def _before_a_child(scene: Scene, at: int, event: Event) -> bool:
    """'nhà có con lợn ốm nên giờ mới báo: cháu A tiêm ...': the animal stands in a clause before that of the event."""
    return at < event.start and (
        not scene.same_clause(at, event.start)
        or not _LINKS.isdisjoint(scene.words[at : event.start])  # "đi tiêm gà về thì hay tin cháu A mất"
    )


def _killed(scene: Scene, event: Event) -> bool:
    """'thằng bé làm chết mấy con cá': an animal right behind, that nothing says did it."""
    for at in range(event.end, min(scene.size, event.end + 4)):
        if not scene.same_clause(at, event.start) or scene.word(at) in ("vi", "do", "bi", "tai", "boi"):
            return False
        market = scene.marks[at] == "cho" and scene.word(at - 1) in ("doc", "di", "ra", "phien", "ngoai", "duong")
        if scene.span("animal", at) and not scene.inside("cause", at, at + 1) and not market:
            return True
    return False


def for_adults(scene: Scene, items: list[Item], event: Event) -> bool:
    """Tetanus, rabies, vitamin A and medicines are not our injections."""
    if _elder_before(scene, items, event):
        return True
    other = any(
        scene.word(end) != "gi" and not {"nho", "ro", "biet"} & set(scene.words[max(0, at - 2) : at])
        for at, (end, _) in scene.spans["adult_vaccine"].items()
    )  # "không nhớ thuốc gì", "k nhớ tên thuốc"
    return other and not any(item.what == "vaccine" for item in items)


def _elder_before(scene: Scene, items: list[Item], event: Event) -> bool:
    """'bà nội em tiêm cúm hôm qua': who is injected stands right before it, and no child or vaccine of ours is told."""
    ours = any(
        i.what in ("vaccine", "child", "bare", "child_code", "count", "sex", "age", "mother") and i.value for i in items
    )
    if ours or any(scene.has(family) for family in ("my_child", "of_mother", "of_house")):
        return False
    at = event.start - 1
    while scene.word(at) in ("em", "toi", "minh", "da", "vua", "moi", "di", "duoc", "chau") and at > 0:
        at -= 1
    return any(scene.span("title", k, "elder", "man") == at + 1 for k in range(max(0, at - 2), at + 1))
