"""Zero reports: 'tuần này không có gì', 'không ai đẻ không ai mất', 'sinh không, tử không', 'yên cả'."""

from messages.reading.asking import pairs_of_none
from messages.reading.events import What
from messages.reading.figures import asks_figures
from messages.reading.none import none_stretches
from messages.reading.parts import Parts
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.talk import about
from messages.reading.tokens import NUMBER

_POLITE = word_set("da vang a em chi oi nhe nha thoi ca het van cac bac anh bao")
_NOTHING = frozenset(("khong", "0", "chua", "chang", "cha", "bang"))
_SHORT, _SCOPED = 6, 8  # words


def says_nothing(parts: Parts) -> bool:
    """Whether the message says that there is nothing to report."""
    scene = parts.scene
    if any(event.real for event in parts.events) or _score(scene):
        return False
    if any(event.why_not == "felt" for event in parts.events):
        return False  # "nóng chết đi được, bật quạt cũng không mát"
    if any(event.why_not == "hearsay" for event in parts.events) and parts.of("child", "bare"):
        return False  # "cả bản đồn cháu Xú mất, ... không có chuyện gì"
    put_off = scene.has("negation", "put_off") or any(event.what is What.INJECTION for event in parts.events)
    if put_off and (parts.of("child", "bare", "child_code") or _one_is_spared(scene)):
        return False  # "cháu A dị ứng nên không tiêm sởi"
    if _only_none(scene) or pairs_of_none(scene):
        return True
    if sum(event.why_not in ("zero", "denied") for event in parts.events) > 1 and not scene.has("mistake"):
        return True
    asked = scene.mentions("?") or _ends_asking(parts)
    scope = _scope(parts, "zero_scope")
    if not asked and _none_of_any(parts) and (_scope(parts) or _is_all(scene)):
        return True
    if not scene.has("zero", "yes"):
        return False
    strong = any(value == "yes" and scene.word(at) in _NOTHING for at, (_, value) in scene.spans["zero"].items())
    return not asked and (
        _says_only_that(scene)
        or (scope and (strong or scene.size <= _SCOPED))
        or (strong and (scene.size <= _SHORT or len(scene.spans["zero"]) > 1))
    )


def _one_is_spared(scene: Scene) -> bool:
    """'cháu đang ho nên không tiêm': one child, with the reason."""
    told = [at for at, (_, value) in scene.spans["title"].items() if value == "child" and scene.word(at + 1) != "nao"]
    put_off = [at for at, (_, value) in scene.spans["negation"].items() if value == "put_off"]
    return any("nen" in scene.words[min(told, default=at) : at] for at in put_off)


def _score(scene: Scene) -> bool:
    """'bản mình thua 4-0'."""
    return scene.mentions("thua", "hoa", "bong", "tran", "doi") and any(
        scene.word(at + 1) == "-" and scene.kind(at + 2) == NUMBER for at in scene.numeric
    )


def _only_none(scene: Scene) -> bool:
    """'báo cáo tuần 16: không', 'bản em: 0'."""
    last = scene.size - 1 - (scene.word(scene.size - 1) == "co")  # "không có"
    return (
        scene.size <= _SCOPED
        and scene.word(last) in ("khong", "0")
        and scene.kind(last - 1) != "word"
        and scene.word(0) in ("bao", "tuan", "ban", "thon")
    )


def _scope(parts: Parts, *families: str) -> bool:
    """A week, a village, the day: what the nothing is said of."""
    scene = parts.scene
    said = any(scene.has(family) for family in families) or scene.has("commune", "own", "word")
    return said or bool(parts.of("village")) or scene.has("day") or about(scene, "span")


def _none_of_any(parts: Parts) -> bool:
    """'không thấy nhà ai có tin vui hay tin buồn gì', with nobody named."""
    named = parts.of("child", "mother", "bare", "woman", "child_code")
    return bool(none_stretches(parts.scene)) and not named and not any(item.sure for item in parts.of("age"))


def _is_all(scene: Scene) -> bool:
    """The stretch is the whole message, but for polite words; 'em chưa nghe có ai sinh' only has not heard."""
    if scene.mentions("nghe"):
        return False
    told = {at for start, end in none_stretches(scene) for at in range(start, end)}
    return all(at in told or scene.kind(at) == "mark" or scene.word(at) in _POLITE for at in range(scene.size))


def _says_only_that(scene: Scene) -> bool:
    """'bình thường ạ', 'dạ yên cả': nothing else is said."""
    covered = {k for at, (end, _) in scene.spans["zero"].items() for k in range(at, end)}
    return all(k in covered or scene.kind(k) == "mark" or scene.word(k) in _POLITE for k in range(scene.size))


def _ends_asking(parts: Parts) -> bool:
    scene = parts.scene
    asked = [at for at, (end, _) in scene.spans["question"].items() if end - at > 1]
    none = {k for start, end in none_stretches(scene) for k in range(start, end)}  # "chưa tiêm mũi nào cả"
    return not none.issuperset(asked) or (asks_figures(scene) and not none)
