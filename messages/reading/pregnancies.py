"""Pregnancies and their losses before birth: what is told of a woman who expects a child, where no event is told.

Asked only of messages that are no report, no question and no alarm (kind NONE).
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from health.events import ReportKind
from messages.reading.build import Draft
from messages.reading.checkups import read_checkups
from messages.reading.expecting import TELLING, told_as_true, told_of
from messages.reading.items import Item
from messages.reading.parts import Parts
from messages.reading.scene import Scene
from messages.reading.talk import Saying
from messages.reading.tokens import MARK
from messages.reading.understand import Reading, read_closely
from messages.reading.understanding import Context, DoubtReason, Kind, ReportReading
from messages.reading.weeks_of_pregnancy import Told, read_times, weeks_on
from messages.reading.women import Woman, several_unnamed, women

_MAY_TELL = frozenset((Kind.NONE, Kind.OPTIN))  # "dk sinh 10/8" looks like "đăng ký"
_MOST = 40  # women told of in one message
_APART = timedelta(days=42)  # tellings further apart contradict each other
_LOST = frozenset(("loss", "loss_maybe"))


class Stretch(NamedTuple):
    """One woman, if named, and all that is told of her."""

    woman: Woman | None
    said: list[Saying]
    times: list[Told]
    items: list[Item]


def pregnancies_in(text: str, context: Context) -> tuple[ReportReading, ...]:
    """Each woman told of as pregnant; () where none is, or the message is of another kind."""
    reading = read_closely(text, context)
    if not _may_tell(reading):
        return ()
    parts = reading.parts
    scene = parts.scene
    all_said = told_of(scene)
    said = told_as_true(parts, all_said, TELLING)
    named = women(parts, said)
    ended = any(one.value in _LOST or one.value == "threat" for one in all_said)
    if not said or ended or (not named and several_unnamed(scene)):
        return ()
    times = [one for one in read_times(scene, all_said) if _of_a_sentence(scene, one, said)]
    items = [*read_checkups(scene), *parts.of("child_code"), *_villages(parts, named, said)]
    found = [_report(scene, one, context) for one in _stretches(named, said, times, items) if _is_told(one)]
    return tuple(found[:_MOST])


def _may_tell(reading: Reading) -> bool:
    return reading.understanding.kind in _MAY_TELL and reading.rule.why != "wants to sell something"


def _villages(parts: Parts, named: list[Woman], said: list[Saying]) -> list[Item]:
    """Where she lives: told with her or with what is told of her, or as a heading: not 'xin số cô đỡ bản Nà San'."""
    clause = parts.scene.clause
    hers = {clause[at] for at in [*(one.start for one in named), *(one.start for one in said)]}
    return [item for item in parts.of("village") if clause[item.start] in hers or _opens(parts.scene, item)]


def _of_a_sentence(scene: Scene, time: Told, said: list[Saying]) -> bool:
    """Told in a sentence that tells of a pregnancy, or in a list below it."""
    return any(scene.sentence[one.start] <= scene.sentence[time.start] for one in said)


def _stretches(named: list[Woman], said: list[Saying], times: list[Told], items: list[Item]) -> list[Stretch]:
    """What is told, by the women it is told of."""
    if len(named) < 2:
        return [Stretch(named[0] if named else None, said, times, items)]
    borders = _borders(named, times)
    found = []
    for woman, (start, end) in zip(named, borders, strict=True):
        inside = range(start, end)
        found.append(
            Stretch(
                woman,
                [one for one in said if one.start in inside] or [one for one in said if one.end <= end],
                [one for one in times if one.start in inside],
                [item for item in items if item.start in inside or _heads(item, named)],
            )
        )
    return found


def _heads(item: Item, named: list[Woman]) -> bool:
    """A village before the first of them holds for all."""
    return item.what == "village" and item.end <= named[0].start


def _borders(named: list[Woman], times: Iterable[Told]) -> list[tuple[int, int]]:
    """Where what is told of each begins and ends: behind her name, or before it."""
    starts = [time.start for time in times]
    before = any(at < named[0].start for at in starts) and not any(at > named[-1].start for at in starts)
    if before:
        ends = [woman.end for woman in named]
        return list(zip([0, *ends[:-1]], ends, strict=True))
    begins = [woman.start for woman in named]
    return list(zip(begins, [*begins[1:], 10**6], strict=True))


def _is_told(one: Stretch) -> bool:
    """A name or a code with it, or how far she is."""
    if not one.said:
        return False
    coded = any(item.what == "child_code" for item in one.items)
    told = bool(one.woman) or coded or bool(one.times)
    plain = any(said.value != "maybe" for said in one.said) or bool(one.times)
    timed = any(said.value not in ("due", "period", "stopped") for said in one.said) or bool(one.times)
    return told and plain and timed


def _report(scene: Scene, one: Stretch, context: Context) -> ReportReading:
    draft = Draft(scene, ReportKind.PREGNANCY)
    if one.woman:
        draft.put("mother", Item("mother", one.woman.name, one.woman.start, one.woman.end, one.woman.sure))
    for item in one.items:
        if item.what == "child_code":
            draft.put("child_code", item._replace(value=str(item.value)[2:]))
        else:
            draft.put(item.what, item)
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


def loss_in(text: str, context: Context) -> ReportReading | None:
    """A pregnancy told of as lost before birth, None where none is."""
    reading = read_closely(text, context)
    if not _may_tell(reading):
        return None
    parts = reading.parts
    all_said = told_of(parts.scene)
    told = told_as_true(parts, all_said, _LOST)
    unborn = any(one.value == "weak" for one in all_said)
    if not any(one.value == "loss" or unborn for one in told):
        return None
    draft = Draft(parts.scene, ReportKind.PREGNANCY)
    for woman in women(parts, told)[:1]:
        draft.put("mother", Item("mother", woman.name, woman.start, woman.end, woman.sure))
    lost = {parts.scene.clause[one.start] for one in told}
    dates = [item for item in parts.of("date") if _day_of_loss(parts.scene, item, lost)]
    for item in [*parts.of("child_code", "village"), *dates]:
        draft.put(item.what, item._replace(value=str(item.value)[2:]) if item.what == "child_code" else item)
    return draft.done(context)


def _day_of_loss(scene: Scene, item: Item, lost: set[int]) -> bool:
    """Told with the loss or alone in its clause: not 'hỏng thai lúc 3 tháng, hôm qua ra viện'."""
    alone = _opens(scene, item) and scene.kind(item.end) in ("", MARK)
    return scene.clause[item.start] in lost or alone


def _opens(scene: Scene, item: Item) -> bool:
    return item.start == 0 or scene.kind(item.start - 1) == MARK
