"""Pregnancies lost before birth: who, and when; threats, fears and losses of the past are none."""

from health.events import ReportKind
from messages.reading.build import Draft
from messages.reading.expecting import told_as_true
from messages.reading.items import Item
from messages.reading.parts import Parts
from messages.reading.scene import Scene
from messages.reading.talk import Saying
from messages.reading.tokens import MARK
from messages.reading.understanding import Context, ReportReading
from messages.reading.women import Woman, women

_LOST = frozenset(("loss", "loss_maybe"))
_WHO = ("mother", "woman", "young", "bare", "child", "child_code")
_SOMEBODY = ("chị", "chi", "em", "vợ", "vo", "dâu", "dau", "cô", "tôi", "toi", "mình", "minh")
_ACCENTED = frozenset(("sảy", "sẩy", "xảy", "xẩy"))


def losses_told(parts: Parts, said: list[Saying]) -> list[Saying]:
    """The losses told of as true; 'bi say', without accents, only beside an unborn child: it is drinking as well."""
    unborn = any(one.value == "weak" for one in said)
    return [
        one
        for one in told_as_true(parts, said, _LOST)
        if _of_somebody(parts, one)
        and (one.value == "loss" or unborn or not _ACCENTED.isdisjoint(parts.scene.marks[one.start : one.end]))
    ]


def _of_somebody(parts: Parts, one: Saying) -> bool:
    """A woman, a code or 'em', 'vợ em' in its sentence: 'phá thai là không tốt' is nobody's loss."""
    scene = parts.scene
    of_her = any(item.what in _WHO and scene.sentence[item.start] == scene.sentence[one.start] for item in parts.items)
    before = range(one.start)
    return of_her or any(
        scene.marks[at] in _SOMEBODY and scene.sentence[at] == scene.sentence[one.start] for at in before
    )


def loss_report(parts: Parts, told: list[Saying], context: Context) -> ReportReading:
    """The first loss of a message as a report."""
    scene = parts.scene
    draft = Draft(scene, ReportKind.PREGNANCY)
    woman = whose_loss(women(parts, told), told[0])
    if woman:
        draft.put("mother", Item("mother", woman.name, woman.start, woman.end, woman.sure))
    lost = {scene.clause[one.start] for one in told}
    dates = [item for item in parts.of("date") if _day_of_loss(scene, item, lost)]
    for item in [*parts.of("child_code", "village"), *dates]:
        draft.put(item.what, item._replace(value=str(item.value)[2:]) if item.what == "child_code" else item)
    report = draft.done(context)
    return report._replace(missing=report.missing - {"due_on"})


def whose_loss(named: list[Woman], loss: Saying) -> Woman | None:
    """The woman named last before it, or else the first behind it."""
    before = [woman for woman in named if woman.start < loss.start]
    return before[-1] if before else next(iter(named), None)


def _day_of_loss(scene: Scene, item: Item, lost: set[int]) -> bool:
    """Told with the loss or alone in its clause: not 'hỏng thai lúc 3 tháng, hôm qua ra viện'."""
    opens = item.start == 0 or scene.kind(item.start - 1) == MARK
    return scene.clause[item.start] in lost or (opens and scene.kind(item.end) in ("", MARK))
