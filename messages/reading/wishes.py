"""What the sender wants done: to stop or to get messages, to take a report back, to change one."""

from typing import NamedTuple

from messages.reading.corrections import NEW_VALUES, adds
from messages.reading.figures import asks_figures
from messages.reading.parts import Parts
from messages.reading.repairs import slips_inside, written_before
from messages.reading.scene import Scene
from messages.reading.senses import thing_alone
from messages.reading.signs import Sign
from messages.reading.talk import where
from messages.reading.understanding import ReportReading


class View(NamedTuple):
    """What the rules may look at."""

    parts: Parts
    reports: tuple[ReportReading, ...]
    signs: tuple[Sign, ...]  # signs that count as present now


def asks(view: View) -> bool:
    return bool(view.parts.asked)


def takes_back(view: View) -> bool:
    """Takes back an earlier report and puts nothing in its place."""
    parts = view.parts
    scene = parts.scene
    alive = scene.has("earlier", "yes") or scene.has("negation", "alive")
    if alive and scene.has("earlier", "not_so") and not asks(view):
        return True  # "hôm qua em báo chị Lan đẻ, không phải đâu"
    if not (scene.has("undo", "verb") or scene.has("mistake", "yes")) or _brings_values(view):
        return False
    if (view.reports and _left_out(view)) or any(event.why_not == "animal" for event in parts.events):
        return False
    if scene.has("undo", "verb"):
        return (
            not asks(view)
            and (
                scene.size <= 3
                or any(end - at > 1 for at, (end, _) in scene.spans["undo"].items())
                or scene.has("undo", "object")
                or scene.has("mistake")
                or bool(parts.of("child", "mother", "child_code", "bare", "sex"))
                or opens_with(scene, "undo")
            )
            and not scene.has("plan")
        )
    return scene.has("mistake", "yes") and _of_report(view) and not asks(view)


def _left_out(view: View) -> bool:
    """'sởi 6 cháu, còn 3 cháu vắng không tính': so many children are not counted; no report is taken back."""
    scene = view.parts.scene
    clauses = {scene.clause[item.start] for item in view.parts.of("count")}
    undone = [(at, end) for at, (end, value) in scene.spans["undo"].items() if value == "verb"]
    return not scene.has("mistake", "yes") and all(
        scene.word(end - 1) == "tinh" and scene.clause[at] in clauses for at, end in undone
    )


def opens_with(scene: Scene, family: str) -> bool:
    return any(at <= 2 for at in scene.spans[family])


def _of_report(view: View) -> bool:
    """A mistake of a report, not of anything else ('nhầm đường')."""
    scene = view.parts.scene
    reported = (
        scene.mentions("bao", "gui", "tin", "ca", "nhan", "ghi")
        or any(event.why_not != "animal" for event in view.parts.events)
        or scene.has("title", "child")
    )
    return reported or scene.size <= 4


def _brings_values(view: View) -> bool:
    """Values that are to hold from now on, not only what identifies the case."""
    parts = view.parts
    scene = parts.scene
    undoing = scene.has("undo", "verb")
    again = scene.has("correct", "yes") or scene.mentions("thay", "thanh")
    if undoing and not again:
        return False
    alive = scene.has("negation", "alive", "escaped") or any(event.why_not == "denied" for event in parts.events)
    if (alive or _not_yet_born(parts)) and not again:
        return False
    if parts.of(*NEW_VALUES):
        return True
    named = scene.has("named") or any(
        scene.word(item.start - 1) in ("la", "ten") for item in parts.of("child", "mother", "bare")
    )
    return bool(parts.of("child", "mother", "bare")) and (named or again)


def _not_yet_born(parts: Parts) -> bool:
    """'tin sinh hôm qua là nhầm, chị ấy chưa đẻ đâu', with no other value behind."""
    scene = parts.scene
    denied = [at for at in scene.spans["birth"] if scene.word(at - 1) == "chua"]
    return bool(denied) and not any(item.start > denied[-1] for item in parts.of(*NEW_VALUES))


def corrects(view: View) -> bool:
    """Changes or completes an earlier report."""
    parts = view.parts
    scene = parts.scene
    if not (scene.has("correct") or scene.has("mistake") or scene.has("earlier") or _really(scene)) or scene.has(
        "mixup"
    ):
        return False
    if not (parts.of(*NEW_VALUES) or parts.of("child", "mother", "bare", "woman")):
        return False
    if scene.mentions("nghe") and any(event.why_not == "hearsay" for event in parts.events):
        return False  # "nghe đồn ..., chưa biết đúng hay sai"
    if (asks(view) or asks_figures(scene)) and not (scene.has("mistake") and not scene.has("hypothetical")):
        return False
    told = ("child", "mother", "bare", "woman", "sex", "weight_g", "date")
    if scene.has("counts") and not any(item.value is not None for item in parts.of(*told)):
        return False  # "tuần này mấy ca đẻ tại nhà, báo lại cho anh"
    itself = slips_inside(scene, parts.rejected) or _repairs_itself(view, scene.size)
    if view.reports and itself and not scene.has("earlier", "yes"):
        return False
    if scene.has("earlier", "yes") and scene.has("correct", "not"):
        return _brings_values(view)  # "là đuối nước, không phải ốm như em đã báo"
    if _opens_with_repair(view):
        return _brings_values(view)
    if any(
        _right_now(scene, at, end) and not _repairs_itself(view, at) for at, (end, _) in scene.spans["correct"].items()
    ):
        return _brings_values(view)
    if parts.rejected and (written_before(scene) or _really(scene)):
        return _brings_values(view)
    if scene.has("correct", "not") and parts.rejected:
        return True
    return scene.has("mistake", "yes") and not parts.rejected and _brings_values(view) and _of_report(view)


def _really(scene: Scene) -> bool:
    """'em báo cháu Súa mất do viêm phổi, thật ra là do sởi'."""
    return scene.mentions("that", "thuc") and any(
        scene.word(at - 1) in ("that", "thuc")
        and not {"bao", "ghi", "nhan", "gui"}.isdisjoint(scene.words[: at - 1])
        and scene.mentions("em", "toi", "minh")
        for at in scene.where("ra")
    )


def _meant(scene: Scene, at: int, end: int) -> bool:
    """One unaccented word ('sua', 'doi') is a correction at the beginning of a clause, or when somebody asks for it."""
    if end > at + 1 or scene.tokens[at].marked != scene.tokens[at].plain:
        return True
    before = scene.word(at - 1)
    if scene.cased and scene.tokens[at].case and scene.kind(at - 1) == scene.kind(at + 1) == "mark":
        return False  # "4 be (Pang, Sua, Lu)": a name
    return (
        at == 0
        or scene.kind(at - 1) != "word"
        or before in ("xin", "em", "toi", "cho", "can", "phai", "nho", "giup", "muon")
    )


def _opens_with_repair(view: View) -> bool:
    """The words of a correction, where no fuller new report stands before them."""
    scene = view.parts.scene
    marks = [
        at
        for at, (end, value) in scene.spans["correct"].items()
        if value == "yes" and _meant(scene, at, end) and scene.span("birth", at - 1) <= at  # "ra đời ngày"
    ]
    mended = where(scene, "mended")
    marks = [at for at in marks if not ({at, at - 1} & mended or thing_alone(scene, view.parts.items, at))]
    if view.reports and not any(report.missing for report in view.reports):
        marks = [at for at in marks if not adds(scene, at) or scene.has("earlier", "yes")]
    marks += [at for at, (_, value) in scene.spans["mistake"].items() if value == "yes"]
    if not marks:
        return False
    first = min(marks)
    before = [
        item
        for item in view.parts.items
        if item.end <= first
        and item.value is not None
        and item.what in ("sex", "weight_g", "place", "date", "mother", "child")
    ]
    if any(scene.word(at) == "moi" for at in marks) and view.parts.rejected and not _repairs_itself(view, first):
        return True  # "hôm trước em báo chị A đẻ con gái, con trai mới đúng"
    return (len(before) < 2 and not _repairs_itself(view, first)) or not view.reports


def _right_now(scene: Scene, at: int, end: int) -> bool:
    """'2kg9 mới đúng'."""
    return scene.word(at) == "moi" and scene.word(end - 1) == "dung"


def _repairs_itself(view: View, at: int) -> bool:
    """'đẻ hôm thứ năm, à không phải, thứ sáu mới đúng': the slip and its repair stand in this one message."""
    scene = view.parts.scene
    slips = [k for k, (_, value) in scene.spans["repair"].items() if value == "slip" and k <= at + 1]
    said = [item for item in view.parts.items if item.what in ("sex", "mother", "child", "woman", "bare", "place")]
    told = any(event.start < slip for event in view.parts.real() for slip in slips) or (
        bool(view.reports) and any(item.end <= slip for item in said for slip in slips)  # "bé gái 2kg7, à không 2kg9"
    )
    return told and any(item.end <= max(slips) for item in view.parts.rejected)
