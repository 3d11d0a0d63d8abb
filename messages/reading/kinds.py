"""What a message is: an ordered list of small rules, the first that holds decides."""

from collections.abc import Callable
from typing import NamedTuple

from health.events import ReportKind
from messages.reading.asking import only_told
from messages.reading.events import What
from messages.reading.figures import ASKS_FIGURES, asks_figures
from messages.reading.matters import advertises, ours
from messages.reading.needs import NOTHING, Rooms
from messages.reading.nothing import says_nothing
from messages.reading.parts import Parts
from messages.reading.phrases import word_set
from messages.reading.reality import someone
from messages.reading.subjects import Subject, subject
from messages.reading.subscription import REFUSED, WANTED, wants_in, wants_out
from messages.reading.talk import about, first_words
from messages.reading.understanding import Kind
from messages.reading.wishes import View, asks, corrects, takes_back

_BARE = 3  # fields: a name with a village and one thing more may be read out of anything
_OPENING = 4  # words: "cho em xin danh sách ..."

_NOTHING_SAID = word_set("zero negation khong chua chang cha 0 hong")
REPORTED = {kind: f"{kind} reported" for kind in ReportKind}  # signals: see `needs.py`
_OF_DEATH = word_set("death tu het song cuu still")  # what tells of a death has one of these
_ASKING = word_set("? hay khong chua hong question hypothetical")
_DOES = word_set("nhat cam lay ranh mua ban muon lo di qua xin")


class Rule(NamedTuple):
    """A kind, when it holds, and why."""

    kind: Kind
    holds: Callable[[View], bool]
    why: str
    needs: frozenset[str] = NOTHING  # see `needs.py`


def _sells(view: View) -> bool:
    """An advertisement; a report that names somebody and tells more of them is none, whatever its words."""
    return advertises(view.parts.scene) and not any(
        report.fields.keys() & {"name", "mother"} and len(report.fields) > _BARE for report in view.reports
    )


def _danger(view: View) -> bool:
    return bool(view.signs)


def _tells_of(view: View, kind: ReportKind) -> bool:
    return bool(view.reports) and any(report.kind is kind for report in view.reports)


def _reports(view: View) -> bool:
    return bool(view.reports)


def _other_death(view: View) -> bool:
    parts = view.parts
    if asks_figures(parts.scene) and not any(item.value for item in parts.of("date", "skip", "bare")):
        return False  # "tình hình tử vong 3 tháng đầu năm ra sao"
    return any(
        event.real
        and event.what is What.DEATH
        and subject(parts.scene, parts.items, event) is Subject.OTHER
        and someone(parts.scene, parts.items)
        for event in parts.events
    ) and not (asks(view) and not parts.of("date", "age"))


def _counts(view: View) -> bool:
    scene = view.parts.scene
    if asks_figures(scene):
        planned = any(not scene.taken[at] for at in scene.spans["plan"])
        how_many = scene.mentions("nhieu", "may", "nao")
        return not planned or how_many or asks(view) or any(at <= _OPENING for at in scene.spans["counts"])
    words = scene.size
    return scene.has("counts_command") and words <= 3


def _question(view: View) -> bool:
    scene = view.parts.scene
    if not (asks(view) or scene.has("hypothetical") or scene.has("question")):
        return False
    gone = scene.has("thing") or scene.has("animal", "sure") or scene.has("idiom", "death")
    mislaid = gone and about(scene, "mislaid")
    if not ours(view.parts) or scene.has("mixup") or mislaid or _who_took(view.parts):
        return False  # "chị ăn cơm chưa", "ai cầm nhầm chìa khóa không, mất từ hôm qua": talk
    if view.parts.events and all(event.why_not == "animal" for event in view.parts.events) and not _catching(view):
        return False  # "mèo nhà em đẻ 4 con, chị có nuôi không"
    if scene.has("hearsay") or scene.has("dream") or scene.has("negation", "escaped"):
        return scene.mentions("?")
    if asks(view):
        return True
    if scene.has("hypothetical") and (view.parts.signs or view.parts.events) and not scene.has("plan"):
        return True
    weak = [
        at for at, (_, value) in scene.spans["question"].items() if value == "word" and not _only_says(view.parts, at)
    ]
    if scene.has("question") and not scene.mentions("?") and about(scene, "call") and about(scene, "request"):
        return False  # "các đồng chí lưu ý: ai vắng báo trước"
    return bool(weak) and not view.parts.events and not scene.has("animal", "sure")


def _catching(view: View) -> bool:
    """Words of illness beside an animal: 'gà chết thế có lây sang trẻ không'."""
    return bool(view.signs) or view.parts.scene.mentions("lay", "benh", "dich", "tiem", "thuoc", "tre", "chau", "be")


def _who_took(parts: Parts) -> bool:
    """'ai nhặt được cái địu ở trạm', 'ai rảnh qua bẻ ngô hộ': asked of everybody, and nothing of ours."""
    scene = parts.scene
    called = any({scene.word(at + 1), scene.word(at + 2)} & _DOES for at in scene.where("ai"))
    return called and not parts.signs and all(event.why_not == "animal" for event in parts.events)


def _only_says(parts: Parts, at: int) -> bool:
    """'không biết gì', 'không có ai', 'ai vắng thì nhắn': no question."""
    scene = parts.scene
    if only_told(scene, at, scene.span("question", at)):
        return True
    if scene.word(at) == "ai" and any(scene.word(k) == "thi" for k in range(at + 2, min(scene.size, at + 10))):
        return True
    if scene.word(at) == "gi" and scene.word(at + 1) == "ma" and scene.word(at - 1) == scene.word(at + 2):
        return True  # "đẻ gì mà đẻ"
    if scene.word(at) == "ha" and "ha" in (scene.word(at - 1), scene.word(at + 1)):
        return True  # "ha ha"
    if scene.word(at) in ("nao", "cach", "dau") or (
        scene.word(at) == "may" and not scene.span("question", at) > at + 1
    ):
        return True
    return any(scene.word(back) in ("khong", "chua", "chang") for back in range(max(0, at - 4), at))


RULES = Rooms(
    (
        Rule(Kind.NONE, _sells, "wants to sell something", first_words("advert") | {"soan"}),
        Rule(Kind.DANGER_SIGN, _danger, "somebody is in danger now: that comes before everything"),
        Rule(Kind.OPTIN, wants_in, "wants messages, or wants to keep them", WANTED),
        Rule(Kind.OPTOUT, wants_out, "wants no more messages", REFUSED),
        Rule(
            Kind.UNDO,
            takes_back,
            "takes back what was reported and puts nothing in its place",
            word_set("earlier undo mistake"),
        ),
        Rule(
            Kind.CORRECT,
            corrects,
            "changes or completes what was reported",
            word_set("correct mistake earlier that thuc"),
        ),
        Rule(
            Kind.MIXED,
            lambda view: len(view.reports) > 1 and len({report.kind for report in view.reports}) > 1,
            "new reports of more than one kind",
            frozenset(REPORTED.values()),
        ),
        Rule(
            Kind.BIRTH,
            lambda view: _tells_of(view, ReportKind.BIRTH),
            "tells of a birth",
            frozenset((REPORTED[ReportKind.BIRTH],)),
        ),
        Rule(
            Kind.DEATH,
            lambda view: _tells_of(view, ReportKind.DEATH),
            "tells of a death that is ours to count",
            frozenset((REPORTED[ReportKind.DEATH],)),
        ),
        Rule(Kind.VACCINATION, _reports, "tells of a vaccination", frozenset(REPORTED.values())),
        Rule(Kind.OTHER_DEATH, _other_death, "tells of a death that is not ours to count", _OF_DEATH),
        Rule(Kind.ZERO, lambda view: says_nothing(view.parts), "says that nothing happened", _NOTHING_SAID),
        Rule(Kind.COUNTS, _counts, "asks for figures or a list", ASKS_FIGURES | {"counts_command"}),
        Rule(Kind.QUESTION, _question, "asks for advice", _ASKING),
        Rule(Kind.NONE, lambda view: True, "nothing to do"),
    )
)


def decide(view: View) -> Rule:
    """The first rule that holds."""
    scene = view.parts.scene
    if view.reports:
        scene.signals.tell([REPORTED[report.kind] for report in view.reports if report.kind])
    for rule in RULES.open(scene):
        if rule.holds(view):
            break
    return rule
