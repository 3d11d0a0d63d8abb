"""What is only told: a dream, a film, a rumour, what others say."""

from messages.reading.events import Event
from messages.reading.items import Item
from messages.reading.phrases import word_set
from messages.reading.scene import Scene

# "hình như", "không chắc": doubt what follows them, be it the event or only its cause.
_SOFT = frozenset(("hinh nhu", "khong chac", "chua chac"))
_FAMILY = (
    ["gia", "dinh"],
    ["nguoi", "nha"],
    ["me", "chau"],
    ["bo", "chau"],
    ["ba", "noi"],
    ["ba", "ngoai"],
    ["nha", "chau"],
)
_GOSSIP = word_set("khao don noi bao ke xi xao phong")


def only_told(scene: Scene, items: list[Item], event: Event) -> bool:
    """A dream, a film, a rumour."""
    return (
        scene.has("dream")
        or _dreamt(scene)
        or _overheard(scene, event)
        or any(
            f"{scene.word(at)} {scene.word(at + 1)}" not in _SOFT
            or (at < event.start and scene.same_clause(at, event.start))
            for at in scene.spans["hearsay"]
            if scene.word(at - 1) not in ("chua", "khong")  # "chưa thấy báo cân nặng"
        )
    )


def _dreamt(scene: Scene) -> bool:
    """'đêm qua em mơ bé Nga mất', typed without accents as well: no 'mổ'."""
    return any(
        scene.marks[at] in ("mơ", "mo")
        and scene.word(at - 1) in ("em", "toi", "minh")
        and scene.span("title", at + 1, "child")
        for at in scene.where("mo")
    )


def _overheard(scene: Scene, event: Event) -> bool:
    """'nghe bà con kháo nhau', 'nghe mấy chị ngoài chợ nói': what others say, unless it was looked into."""
    heard = scene.where("nghe")
    checked = heard and any(scene.word(k + 1) in ("roi", "that") for k in scene.where("dung"))
    heard = [
        at for at in heard if scene.words[at + 1 : at + 3] not in _FAMILY
    ]  # "nghe gia đình báo": from those it befell
    return not checked and any(
        any(
            scene.word(k) in _GOSSIP and scene.same_clause(at, k) and not scene.taken[k]
            for k in range(at + 1, min(scene.size, at + 7))
        )
        for at in heard
        if at < event.start or scene.same_clause(at, event.start)
    )
