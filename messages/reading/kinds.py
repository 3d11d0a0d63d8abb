"""What a message is: an ordered list of small rules, the first that holds decides."""

from collections.abc import Callable
from typing import NamedTuple

from messages.reading.events import What
from messages.reading.parts import Parts
from messages.reading.phrases import word_set
from messages.reading.reality import someone
from messages.reading.scene import Scene
from messages.reading.subjects import Subject, subject
from messages.reading.understanding import Kind
from messages.reading.wishes import View, asks, corrects, takes_back, wants_in, wants_out

_POLITE = word_set("da vang a em chi oi nhe nha thoi ca het van cac bac anh bao")


_NOTHING = frozenset(("khong", "0", "chua", "chang", "cha", "bang"))
_OPENING = 4  # words: "cho em xin danh sách ..."


class Rule(NamedTuple):
    """A kind, when it holds, and why."""

    kind: Kind
    holds: Callable[[View], bool]
    why: str


def _danger(view: View) -> bool:
    return bool(view.signs)


def _reports(view: View) -> bool:
    return bool(view.reports)


def _other_death(view: View) -> bool:
    parts = view.parts
    return any(
        event.real
        and event.what is What.DEATH
        and subject(parts.scene, parts.items, event) is Subject.OTHER
        and someone(parts.scene, parts.items)
        for event in parts.events
    ) and not (asks(view) and not parts.of("date", "age"))


def _zero(view: View) -> bool:
    parts = view.parts
    scene = parts.scene
    if any(event.real for event in parts.events):
        return False
    put_off = scene.has("negation", "put_off") or any(event.what is What.INJECTION for event in parts.events)
    if put_off and parts.of("child", "bare", "child_code"):
        return False  # "cháu A dị ứng nên không tiêm sởi"
    if (
        scene.size <= 8
        and scene.word(scene.size - 1) in ("khong", "0")
        and scene.kind(scene.size - 2) != "word"
        and scene.word(0) in ("bao", "tuan", "ban", "thon")
    ):
        return True
    if sum(event.why_not in ("zero", "denied") for event in parts.events) > 1 and not scene.has("mistake"):
        return True
    if not scene.has("zero", "yes"):
        return False
    strong = any(value == "yes" and scene.word(at) in _NOTHING for at, (_, value) in scene.spans["zero"].items())
    scope = (
        scene.has("zero_scope")
        or scene.has("commune", "own")
        or parts.of("village")
        or scene.has("commune", "word")
        or scene.has("day")
    )
    short = scene.size <= 6
    asked = scene.mentions("?") or _ends_asking(parts)
    return not asked and (
        _says_only_that(scene)
        or (scope and (strong or scene.size <= 8))
        or (strong and (short or len(scene.spans["zero"]) > 1))
    )


def _says_only_that(scene: Scene) -> bool:
    """'bình thường ạ', 'dạ yên cả': nothing else is said."""
    covered = {k for at, (end, _) in scene.spans["zero"].items() for k in range(at, end)}
    return all(k in covered or scene.kind(k) == "mark" or scene.word(k) in _POLITE for k in range(scene.size))


def _ends_asking(parts: Parts) -> bool:
    scene = parts.scene
    return any(end - at > 1 for at, (end, _) in scene.spans["question"].items()) or _asks_figures(scene)


def _counts(view: View) -> bool:
    scene = view.parts.scene
    if _asks_figures(scene):
        return not scene.has("plan") or asks(view) or any(at <= _OPENING for at in scene.spans["counts"])
    words = scene.size
    return scene.has("counts_command") and words <= 3


def _asks_figures(scene: Scene) -> bool:
    """A word for figures that is not denied ('không có ca nào')."""
    return any(
        scene.word(at - 1) not in ("khong", "chua", "chang", "cha") and not _then(scene, end)
        for at, (end, _) in scene.spans["counts"].items()
    )


def _then(scene: Scene, end: int) -> bool:
    """'trẻ nào chưa có mũi lao thì nhắc mẹ cho ra trạm': a condition, no wish for a list."""
    if scene.words[end - 2 : end] != ["nao", "chua"]:
        return False
    return any(scene.marks[k] == "thì" and scene.sentence[k] == scene.sentence[end - 1] for k in range(end, scene.size))


def _question(view: View) -> bool:
    scene = view.parts.scene
    if scene.has("hearsay") or scene.has("dream") or scene.has("negation", "escaped"):
        return scene.mentions("?")
    if asks(view):
        return True
    if scene.has("hypothetical") and (view.parts.signs or view.parts.events) and not scene.has("plan"):
        return True
    weak = [
        at for at, (_, value) in scene.spans["question"].items() if value == "word" and not _only_says(view.parts, at)
    ]
    return bool(weak) and not view.parts.events and not scene.has("animal", "sure")


def _only_says(parts: Parts, at: int) -> bool:
    """'không biết gì', 'không có ai', 'ai vắng thì nhắn': no question."""
    scene = parts.scene
    if scene.word(at) == "ai" and any(scene.word(k) == "thi" for k in range(at + 2, min(scene.size, at + 8))):
        return True
    if scene.word(at) == "gi" and scene.word(at + 1) == "ma" and scene.word(at - 1) == scene.word(at + 2):
        return True  # "đẻ gì mà đẻ"
    if scene.word(at) in ("nao", "cach", "dau") or (
        scene.word(at) == "may" and not scene.span("question", at) > at + 1
    ):
        return True
    return any(scene.word(back) in ("khong", "chua", "chang") for back in range(max(0, at - 4), at))


RULES = (
    Rule(Kind.DANGER_SIGN, _danger, "somebody is in danger now: that comes before everything"),
    Rule(Kind.OPTIN, wants_in, "wants messages, or wants to keep them"),
    Rule(Kind.OPTOUT, wants_out, "wants no more messages"),
    Rule(Kind.UNDO, takes_back, "takes back what was reported and puts nothing in its place"),
    Rule(Kind.CORRECT, corrects, "changes or completes what was reported"),
    Rule(
        Kind.MIXED,
        lambda view: len(view.reports) > 1 and len({report.kind for report in view.reports}) > 1,
        "new reports of more than one kind",
    ),
    Rule(Kind.BIRTH, lambda view: any(report.kind == "birth" for report in view.reports), "tells of a birth"),
    Rule(
        Kind.DEATH,
        lambda view: any(report.kind == "death" for report in view.reports),
        "tells of a death that is ours to count",
    ),
    Rule(Kind.VACCINATION, _reports, "tells of a vaccination"),
    Rule(Kind.OTHER_DEATH, _other_death, "tells of a death that is not ours to count"),
    Rule(Kind.ZERO, _zero, "says that nothing happened"),
    Rule(Kind.COUNTS, _counts, "asks for figures or a list"),
    Rule(Kind.QUESTION, _question, "asks for advice"),
    Rule(Kind.NONE, lambda view: True, "nothing to do"),
)


def decide(view: View) -> Rule:
    """The first rule that holds."""
    return next(rule for rule in RULES if rule.holds(view))
