"""What a message is about: matters of ours (children, health, the service), or an advertisement."""

from messages.reading.parts import Parts
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.talk import about, said
from messages.reading.tokens import NUMBER

_FAMILIES = (
    "my_child", "of_mother", "vaccine", "adult_vaccine", "inject", "sign", "pregnant", "maternal", "cause",
    "optin", "optout", "undo", "mistake", "counts", "lost_pregnancy", "dose",
)  # fmt: skip
_PHONE = 9  # digits; a price or a date has fewer
_SHORT_CODE = 4  # digits that such messages are sent to
_HINTS = 2  # weak hints that together make an advertisement
_SHOUTED = word_set("giam tang")


def ours(parts: Parts) -> bool:
    """Whether a message speaks of children, health or this service: 'chị ăn cơm chưa' does not."""
    scene = parts.scene
    if parts.events or parts.signs or (not scene.lacks(_FAMILIES) and any(scene.has(family) for family in _FAMILIES)):
        return True
    if about(scene, "matter"):
        return True
    return scene.has("title", "child") or scene.has("place", "facility") or bool(parts.of("age", "child_code"))


def advertises(scene: Scene) -> bool:
    """'giảm 20%, gọi 0987...', 'soạn tin gửi 8785': wants to sell something."""
    if scene.mentions("soan") and any(_short_code(scene, at + 1) for at in scene.where("gui")):
        return True  # "soạn NHAN gửi 8077"
    told = said(scene, "advert")
    if not told:
        return False
    words = [value for at, value in told.items() if value != "strong" or not any(scene.taken[at : at + 2])]
    return "strong" in words or (bool(words) and len(words) + _phone(scene) + _percent(scene) >= _HINTS)


def _short_code(scene: Scene, at: int) -> bool:
    return scene.kind(at) == NUMBER and len(scene.word(at)) == _SHORT_CODE


def _phone(scene: Scene) -> bool:
    return any(
        scene.kind(at) == NUMBER and len(scene.word(at)) >= _PHONE and scene.word(at)[0] == "0" for at in scene.numeric
    )


def _percent(scene: Scene) -> bool:
    """'giảm 20%', 'tăng 50%'."""
    return any(scene.word(at + 1) == "%" and scene.word(at - 1) in _SHOUTED for at in scene.numeric)
