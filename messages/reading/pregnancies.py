"""Pregnancies and their losses before birth: what is told of a woman who expects a child, where no event is told.

Asked only of messages that are no report, no question and no alarm (kind NONE).
"""

from datetime import timedelta

from health.events import ReportKind
from messages.reading.build import Draft
from messages.reading.by_woman import Stretch, by_woman
from messages.reading.checkups import read_checkups
from messages.reading.expecting import TELLING, told_as_true, told_of
from messages.reading.items import Item
from messages.reading.lost_pregnancies import loss_report, losses_told, whose_loss
from messages.reading.parts import Parts
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.talk import Saying
from messages.reading.tokens import MARK
from messages.reading.understand import read_closely
from messages.reading.understanding import Context, DoubtReason, Kind, ReportReading
from messages.reading.weeks_of_pregnancy import Told, read_times, weeks_on
from messages.reading.women import Woman, several_unnamed, women

_MAY_TELL = frozenset((Kind.NONE, Kind.OPTIN))  # "dk sinh 10/8" looks like "đăng ký"
_SELLS = "wants to sell something"
# Between 'thai' and its months, where nobody is named.
_FILLING = word_set(
    "duoc dc da moi khoang tam hon gan tren nay la : - ( , co doi con so dau thu lan 2 3 4 hai ba tu chung"
)
_MOST = 40  # women told of in one message
_APART = timedelta(days=42)  # tellings further apart contradict each other


def pregnancies_in(text: str, context: Context) -> tuple[ReportReading, ...]:
    """Each woman told of as pregnant; () where none is, or the message is of another kind."""
    parts = _parts_of(text, context)
    all_said = told_of(parts.scene) if parts else []
    if parts is None or any(one.value == "threat" for one in all_said):
        return ()
    scene, said = parts.scene, told_as_true(parts, all_said, TELLING)
    if not said:
        return ()
    times = [one for one in read_times(scene, all_said) if _of_a_sentence(scene, one, said)]
    named, lost = women(parts, said, [one.start for one in times]), losses_told(parts, all_said)
    if not named and (lost or several_unnamed(scene)):
        return ()
    bereft = {whose_loss(named, one) for one in lost}
    items = [*read_checkups(scene), *parts.of("child_code"), *_villages(parts, named, said)]
    sure = _sure(scene, said, named, times)
    if not named:
        sure = [one for one in sure if one.value != "weak" or _timed(scene, one, times) or parts.of("child_code")]
    stretches = by_woman(scene, named, sure, times, items)
    told = [one for one in stretches if one.is_told and one.woman not in bereft]
    return tuple(_report(scene, one, context) for one in told[:_MOST])


def loss_in(text: str, context: Context) -> ReportReading | None:
    """A pregnancy told of as lost before birth, None where none is."""
    parts = _parts_of(text, context)
    told = losses_told(parts, told_of(parts.scene)) if parts else []
    return loss_report(parts, told, context) if parts and told else None


def _parts_of(text: str, context: Context) -> Parts | None:
    """The message taken apart, None where it is of a kind of its own or wants to sell something."""
    reading = read_closely(text, context)
    may = reading.understanding.kind in _MAY_TELL and reading.rule.why != _SELLS
    return reading.parts if may else None


def _villages(parts: Parts, named: list[Woman], said: list[Saying]) -> list[Item]:
    """Where she lives: told with her or with what is told of her, or as a heading: not 'xin số cô đỡ bản Nà San'."""
    scene = parts.scene
    hers = {scene.clause[at] for at in [*(one.start for one in named), *(one.start for one in said)]}
    return [
        item
        for item in parts.of("village")
        if scene.clause[item.start] in hers or item.start == 0 or scene.kind(item.start - 1) == MARK
    ]


def _of_a_sentence(scene: Scene, time: Told, said: list[Saying]) -> bool:
    """Told in a sentence that tells of a pregnancy, or in a list below it."""
    return any(scene.sentence[one.start] <= scene.sentence[time.start] for one in said)


def _sure(scene: Scene, said: list[Saying], named: list[Woman], times: list[Told]) -> list[Saying]:
    """Without each 'chua' that may be 'chưa': 'chửa' stands behind her and before the months, and nothing follows."""
    hers = {woman.end for woman in named} | {at + 1 for word in ("toi", "em", "minh") for at in scene.where(word)}
    ends = {one.start: one.end for one in times}
    return [
        one
        for one in said
        if one.value != "maybe"
        or (one.start in hers and scene.word(ends.get(one.end, -1)) in ("roi", "a", "", ",", ".", ";", "\n", ")"))
    ]


def _timed(scene: Scene, one: Saying, times: list[Told]) -> bool:
    """'bầu con thứ hai được 6 tháng', '6 tháng thai'; not 'Thai di lam 6 thang', where Thái works elsewhere."""
    return any(
        time.end == one.start or (time.start >= one.end and _FILLING.issuperset(scene.words[one.end : time.start]))
        for time in times
    )


def _report(scene: Scene, one: Stretch, context: Context) -> ReportReading:
    draft = Draft(scene, ReportKind.PREGNANCY)
    if one.woman:
        draft.put("mother", Item("mother", one.woman.name, one.woman.start, one.woman.end, one.woman.sure))
    for item in one.items:
        draft.put(item.what, item._replace(value=str(item.value)[2:]) if item.what == "child_code" else item)
    _put_time(draft, one.times, context)
    return draft.done(context)


def _put_time(draft: Draft, times: list[Told], context: Context) -> None:
    """The most exact telling; others that are far from it make it doubtful."""
    for told in times:
        if told.doubt:
            draft.put(told.field, Item(told.field, None, told.start, told.end, doubt=told.doubt))
    sound = sorted((told for told in times if told.due), key=lambda told: told.by)
    if not sound:
        return
    best = sound[0]
    assert best.due is not None
    if any(told.due and abs(told.due - best.due) > _APART for told in sound):
        draft.put("due_on", Item("due_on", None, best.start, best.end, doubt=DoubtReason.AMBIGUOUS))
        return
    draft.put("due_on", Item("due_on", best.due, best.start, best.end, best.sure))
    draft.put("weeks", Item("weeks", weeks_on(context.today, best.due), best.start, best.end, best.sure))
