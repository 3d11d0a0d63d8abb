"""What a message is: an ordered list of small rules, the first that holds decides."""

from collections.abc import Callable
from typing import NamedTuple

from messages.reading.corrections import NEW_VALUES
from messages.reading.events import What, someone
from messages.reading.parts import Parts
from messages.reading.reports import asking_sentences
from messages.reading.scene import Scene
from messages.reading.signs import MILD, Sign
from messages.reading.subjects import Subject, subject
from messages.reading.understanding import Kind, ReportReading


class View(NamedTuple):
    """What the rules may look at."""

    parts: Parts
    reports: tuple[ReportReading, ...]
    signs: tuple[Sign, ...]  # signs that count as present now


class Rule(NamedTuple):
    """A kind, when it holds, and why."""

    kind: Kind
    holds: Callable[[View], bool]
    why: str


def present_signs(parts: Parts) -> tuple[Sign, ...]:
    """The signs told of somebody in danger now: not what somebody died of, not what is over, not what if."""
    scene = parts.scene
    if not parts.signs or scene.has("hypothetical") or scene.has("dream") or scene.has("history") and not scene.has("over", "still", "now"):
        return ()
    if _over(parts) or scene.has("hearsay"):
        return ()
    if _animal_only(parts):
        return ()
    signs = [sign for sign in parts.signs if not _mild(parts, sign)]
    signs = [sign for sign in signs if not _explains(parts, sign)]
    if any(event.real and event.what is What.DEATH for event in parts.events):
        signs = [sign for sign in signs if _of_the_living(parts, sign)]
    if any(event.real and event.what is What.STILL for event in parts.events):
        signs = [sign for sign in signs if sign.id.startswith("maternal")]
    if _general_question(parts):
        return ()
    return tuple(signs)


def _over(parts: Parts) -> bool:
    """'hôm qua co giật, nay khỏe rồi'."""
    scene = parts.scene
    overs = [at for at, (_, value) in scene.spans["over"].items() if value == "yes"]
    if not overs or any(value == "still" for _, value in scene.spans["over"].values()):
        return False
    return not any(sign.start > max(overs) for sign in parts.signs)


def _animal_only(parts: Parts) -> bool:
    scene = parts.scene
    animals = [at for at, (_, value) in scene.spans["animal"].items() if value == "sure" or (value == "weak" and scene.tokens[at].marked != scene.tokens[at].plain)]
    child = scene.spans["my_child"] or any(value in ("child", "mother") for _, value in scene.spans["title"].values()) or scene.has("sex")
    return bool(animals) and not child


def _mild(parts: Parts, sign: Sign) -> bool:
    """Fever alone: a danger in a newborn, after a birth, or when told plainly and unasked."""
    if sign.id != MILD:
        return False
    if _is_newborn(parts):
        return False
    scene = parts.scene
    about = any(value == "child" for _, value in scene.spans["title"].values()) or scene.has("my_child")
    long = any(scene.word(at) in ("ngay", "hom") and scene.kind(at - 1) == "number" and int(scene.word(at - 1)[:3]) >= 2 and abs(at - sign.end) <= 4 for at in range(scene.size))
    return not (about and long) or bool(parts.real() and not parts.of("age"))


def _is_newborn(parts: Parts) -> bool:
    scene = parts.scene
    days = any(item.what == "age" and item.value is not None and (getattr(item.value, "days", None) or 99) < 60 for item in parts.items)
    months = any(item.what == "age" and getattr(item.value, "months", None) == 1 for item in parts.items)
    words = {token.plain for token in scene.tokens}
    return days or months or scene.has("maternal") or ("sinh" in words and ("so" in words or "moi" in words))


def _explains(parts: Parts, sign: Sign) -> bool:
    """'chưa tiêm được vì bé sốt', 'hoãn vì sốt': a reason, not a call for help."""
    scene = parts.scene
    if sign.id not in (MILD, "high_fever"):
        return False
    return any(value == "put_off" for _, value in scene.spans["negation"].values())


def _of_the_living(parts: Parts, sign: Sign) -> bool:
    """Beside a death a sign counts only if it is another person's, now."""
    scene = parts.scene
    sentence = scene.sentence[sign.start]
    apart = all(scene.sentence[event.start] != sentence or not scene.same_clause(event.start, sign.start) for event in parts.events if event.what is What.DEATH)
    other = any(scene.sentence[at] == sentence or at < sign.start for at in scene.spans["twin_other"])
    now = any(value == "now" and scene.same_clause(at, sign.start) for at, (_, value) in scene.spans["over"].items())
    return apart and (other or now)


def _general_question(parts: Parts) -> bool:
    """'trẻ co giật thì phải làm sao', 'dấu hiệu nào là thở nhanh': about children, not about a child."""
    scene = parts.scene
    if not asking_sentences(parts):
        return False
    own = scene.spans["my_child"] or parts.of("age", "child", "mother") or any(value in ("child",) and scene.word(at) not in ("tre", "so") for at, (_, value) in scene.spans["title"].items()) or scene.has("sex")
    now = scene.has("over", "now", "still") or parts.of("date") or any(t.plain in ("bi", "tu", "roi", "nay", "qua", "may") for t in scene.tokens)
    if not own and not now:
        return True
    words = [t.plain for t in scene.tokens]
    generic = any(words[k : k + 2] in (["thi", "sao"], ["thi", "phai"], ["thi", "lam"], ["khi", "nao"], ["the", "nao"], ["thi", "can"], ["thi", "co"], ["co", "phai"]) for k in range(len(words)))
    return generic and not scene.spans["my_child"] and not parts.of("age", "date", "child", "mother") and not any(w in words for w in ("bi", "dang", "tu", "nay", "roi", "qua"))


def _danger(view: View) -> bool:
    return bool(view.signs)


def _optout(view: View) -> bool:
    scene = view.parts.scene
    if view.reports:
        return False
    if scene.has("optout", "yes"):
        return _last_wish(scene) == "optout"
    words = [token for token in scene.tokens if token.kind == "word"]
    return scene.has("optout", "word") and len(words) <= 4 and all(scene.span("optout", at) or scene.word(at) in ("lai", "a", "em", "nhe", "di", "tin", "nhan", "nha", "ngay", "het", "luon", "giup", "xin", "cho") for at in range(scene.size) if scene.kind(at) == "word" and not _inside(scene, "optout", at))


def _inside(scene: Scene, family: str, at: int) -> bool:
    return any(scene.span(family, back) > at for back in range(max(0, at - 4), at + 1))


def _last_wish(scene: Scene) -> str:
    """'optin' or 'optout', whichever is said last; one that only overlaps the other's words does not count."""
    outs = [(at, end) for at, (end, value) in scene.spans["optout"].items() if value == "yes"]
    wishes = [(at, "optout") for at, _ in outs]
    wishes += [(at, "optin") for at, (end, _) in scene.spans["optin"].items() if not any(start < at < stop for start, stop in outs)]
    return max(wishes, default=(0, ""))[1]


def _optin(view: View) -> bool:
    scene = view.parts.scene
    if view.reports or view.parts.of("vaccine"):
        return False
    return _last_wish(scene) == "optin" and not _asks(view) and not scene.has("inject")


def _undo(view: View) -> bool:
    """Takes back an earlier report and puts nothing in its place."""
    parts = view.parts
    scene = parts.scene
    if _brings_values(view):
        return False
    if scene.has("undo", "verb"):
        return not _asks(view) and (scene.size <= 3 or any(end - at > 1 for at, (end, _) in scene.spans["undo"].items()) or scene.has("undo", "object") or scene.has("mistake") or bool(parts.of("child", "mother", "child_code", "bare", "sex")) or _first_word(scene, "undo")) and not scene.has("plan")
    return scene.has("mistake", "yes") and _of_report(view) and not _asks(view)


def _first_word(scene: Scene, family: str) -> bool:
    return any(at <= 2 for at in scene.spans[family])


def _of_report(view: View) -> bool:
    """A mistake of a report, not of anything else ('nhầm đường')."""
    scene = view.parts.scene
    words = {token.plain for token in scene.tokens}
    reported = bool({"bao", "gui", "tin", "ca", "nhan", "ghi"} & words) or bool(view.parts.events) or scene.has("title", "child")
    return reported or scene.size <= 4


def _brings_values(view: View) -> bool:
    """Values that are to hold from now on, not only what identifies the case."""
    parts = view.parts
    scene = parts.scene
    undoing = scene.has("undo", "verb")
    again = scene.has("correct", "yes") or any(scene.word(at) in ("thay", "thanh") for at in range(scene.size))
    if undoing and not again:
        return False
    alive = any(value in ("alive", "escaped") for _, value in scene.spans["negation"].values()) or any(event.why_not == "denied" for event in parts.events)
    if alive and not again:
        return False
    if parts.of(*NEW_VALUES):
        return True
    named = scene.has("named") or any(scene.word(item.start - 1) in ("la", "ten") for item in parts.of("child", "mother", "bare"))
    return bool(parts.of("child", "mother", "bare")) and (named or again)


def _correct(view: View) -> bool:
    """Changes or completes an earlier report."""
    parts = view.parts
    scene = parts.scene
    if not (parts.of(*NEW_VALUES) or parts.of("child", "mother", "bare", "woman")):
        return False
    if _asks(view) and not scene.has("mistake"):
        return False
    if _opens_with_repair(view):
        return _brings_values(view)
    if any(value == "not" for _, value in scene.spans["correct"].values()) and parts.rejected:
        return True
    return scene.has("mistake", "yes") and not parts.rejected and _brings_values(view) and _of_report(view)


def _opens_with_repair(view: View) -> bool:
    """The words of a correction, where no fuller new report stands before them."""
    scene = view.parts.scene
    marks = [at for at, (_, value) in scene.spans["correct"].items() if value == "yes"]
    marks += [at for at, (_, value) in scene.spans["mistake"].items() if value == "yes"]
    if not marks:
        return False
    first = min(marks)
    before = [item for item in view.parts.items if item.end <= first and item.what in ("sex", "weight_g", "place", "date", "mother", "child")]
    return len(before) < 2 or not view.reports


def _reports(view: View) -> bool:
    return bool(view.reports)


def _other_death(view: View) -> bool:
    parts = view.parts
    return any(event.real and event.what is What.DEATH and subject(parts.scene, parts.items, event) is Subject.OTHER and someone(parts.scene, parts.items) for event in parts.events) and not (_asks(view) and not parts.of("date", "age"))


def _zero(view: View) -> bool:
    parts = view.parts
    scene = parts.scene
    if any(event.real for event in parts.events):
        return False
    if scene.has("zero_scope") and scene.size <= 5 and scene.word(scene.size - 1) in ("khong", "0") and scene.word(0) in ("bao", "tuan", "ban", "thon"):
        return True
    if not scene.has("zero", "yes"):
        return False
    strong = any(value == "yes" and scene.word(at) in ("khong", "0", "chua") for at, (_, value) in scene.spans["zero"].items())
    scope = scene.has("zero_scope") or scene.has("commune", "own") or scene.has("commune", "word") or scene.has("day")
    short = scene.size <= 6
    asked = any(token.plain == "?" for token in scene.tokens) or _ends_asking(parts)
    return not asked and (scope and (strong or scene.size <= 8) or (strong and (short or len(scene.spans["zero"]) > 1)))


def _ends_asking(parts: Parts) -> bool:
    scene = parts.scene
    return any(end - at > 1 for at, (end, _) in scene.spans["question"].items()) or _asks_figures(scene)


def _counts(view: View) -> bool:
    scene = view.parts.scene
    if _asks_figures(scene):
        return not scene.has("plan") or _asks(view) or _first_word(scene, "counts")
    words = scene.size
    return scene.has("counts_command") and words <= 3


def _asks_figures(scene: Scene) -> bool:
    """A word for figures that is not denied ('không có ca nào')."""
    return any(scene.word(at - 1) not in ("khong", "chua") for at in scene.spans["counts"])


def _asks(view: View) -> bool:
    return bool(asking_sentences(view.parts))


def _question(view: View) -> bool:
    scene = view.parts.scene
    if scene.has("hearsay") or scene.has("dream") or scene.has("negation", "escaped"):
        return any(token.plain == "?" for token in scene.tokens)
    if _asks(view):
        return True
    if scene.has("hypothetical") and (view.parts.signs or view.parts.events):
        return True
    weak = [at for at, (_, value) in scene.spans["question"].items() if value == "word" and not _only_says(view.parts, at)]
    return bool(weak) and not view.parts.events and not scene.has("animal", "sure")


def _only_says(parts: Parts, at: int) -> bool:
    """'không biết gì', 'không có ai': no question."""
    scene = parts.scene
    if scene.word(at) in ("nao", "cach", "dau"):
        return True
    return any(scene.word(back) in ("khong", "chua", "chang") for back in range(max(0, at - 4), at))


RULES = (
    Rule(Kind.DANGER_SIGN, _danger, "somebody is in danger now: that comes before everything"),
    Rule(Kind.OPTIN, _optin, "wants messages, or wants to keep them"),
    Rule(Kind.OPTOUT, _optout, "wants no more messages"),
    Rule(Kind.UNDO, _undo, "takes back what was reported and puts nothing in its place"),
    Rule(Kind.CORRECT, _correct, "changes or completes what was reported"),
    Rule(Kind.MIXED, lambda view: len({report.kind for report in view.reports}) > 1, "new reports of more than one kind"),
    Rule(Kind.BIRTH, lambda view: any(report.kind == "birth" for report in view.reports), "tells of a birth"),
    Rule(Kind.DEATH, lambda view: any(report.kind == "death" for report in view.reports), "tells of a death that is ours to count"),
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
