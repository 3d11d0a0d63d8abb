"""The new reports of a message: which events count, which are of one child, and the fields of each."""

from datetime import date, timedelta

from health.events import Age, ReportKind
from messages.reading.births import birth_reports
from messages.reading.counting import counting_events
from messages.reading.deaths import death_reports
from messages.reading.doses import dose_reports
from messages.reading.events import What
from messages.reading.fates import as_twins, living_apart, one_lives, orphaned, without_the_ill
from messages.reading.headings import dated, placed
from messages.reading.parts import Parts
from messages.reading.runs import KIND_OF, Run, runs_of
from messages.reading.scene import Scene
from messages.reading.signs import Sign
from messages.reading.subjects import Subject, dead_mother, subject
from messages.reading.tokens import NUMBER
from messages.reading.understanding import Context, ReportReading

_SELF = frozenset(("em", "toi", "minh", "chau", "chung", "tram"))
_OF_HER = ("mother", "woman", "young", "bare", "child", "date", "weight_g", "age")
_DONE = ("da", "roi", "xong", "duoc")
_MONTH = 28  # days that a child of one month has lived at least
_AT_ONCE = ("ngay", "luon", "lun")
_IDENTITY = ("name", "mother", "child_code")


def new_reports(parts: Parts, context: Context, signs: tuple[Sign, ...] = ()) -> tuple[ReportReading, ...]:
    """Every new report that the message gives, in order; `signs` are those of somebody in danger now."""
    parts = _without_visit(_without_days_of_illness(parts) if signs else parts)
    events = counting_events(parts, bool(signs))
    if not events:
        return ()
    parts = without_the_ill(parts, events, signs)
    joined = living_apart(parts, _joined(parts, runs_of(parts, events)))
    runs = [_of_those_born(parts, placed(parts, dated(parts, run))) for run in joined]
    reports: list[ReportReading] = []
    for run in runs:
        if run.kind is ReportKind.VACCINATION and not _of_somebody(parts, run):
            continue
        made = BUILDERS[run.kind](parts.scene, run, context)
        reports += _with_identity(parts.scene, made, reports, run)
    reports = orphaned(reports)
    return tuple(as_twins(parts, reports) if parts.scene.has("twins") else reports)


def _without_days_of_illness(parts: Parts) -> Parts:
    """'sinh 14/4 nặng 3kg, hôm nay bé sốt': the day of a sign told in a clause of its own is no day of birth."""
    if not parts.signs:
        return parts
    scene = parts.scene
    told = {scene.clause[event.start] for event in parts.events}
    ill = {scene.clause[sign.start] for sign in parts.signs} - told
    return parts._replace(
        items=[item for item in parts.items if item.what != "date" or scene.clause[item.start] not in ill]
    )


def _without_visit(parts: Parts) -> Parts:
    """'nay em đi thăm hộ, chị A đẻ được 3 hôm rồi': the day of the visit, where another day is told of."""
    scene = parts.scene
    if scene.lacks(_SELF):
        return parts
    visits = [
        item
        for item in parts.items
        if item.what == "date"
        and scene.word(item.end) in _SELF
        and _tells_of_self(scene, item.end)
        and not any(scene.same_clause(event.start, item.start) for event in parts.events)
    ]
    if not visits:
        return parts
    others = [item for item in parts.of("date", "age") if item not in visits and item.value is not None]
    return parts._replace(items=[item for item in parts.items if item not in visits]) if others else parts


def _tells_of_self(scene: Scene, at: int) -> bool:
    """'nay em đi thăm', not 'hôm qua cháu Páo, 2 tuổi, mất': a child told of is not the one who tells."""
    named = at + 1 < scene.size and bool(scene.taken[at + 1])
    return not (named or scene.taken[at]) and scene.word(at + 1) != "be"


def _of_those_born(parts: Parts, run: Run) -> Run:
    """Without whom a clause tells only of a birth that is none: 'chị A đẻ 15/4; còn chị B chưa đẻ'."""
    if run.kind is not ReportKind.BIRTH:
        return run
    if len({item.value for item in run.of("mother", "woman", "young", "bare")}) < 2:
        return run
    clause = parts.scene.clause
    real = {clause[event.start] for event in parts.real()}
    others = {clause[event.start] for event in parts.events if event.what is What.BIRTH and not event.real}
    others |= {clause[at] for at in parts.scene.spans["pregnant"] if not parts.scene.taken[at]}
    others -= real
    if not others:
        return run
    return run._replace(items=tuple(i for i in run.items if clause[i.start] not in others or i.what not in _OF_HER))


def _of_somebody(parts: Parts, run: Run) -> bool:
    """An injection is a report only with a vaccine or with somebody who got it."""
    who = run.has("child", "bare", "mother", "child_code", "count", "vaccine") or run.of("vaccine")
    scene = parts.scene
    here = {scene.clause[event.start] for event in run.events}
    if any(scene.clause[at] in here for at in scene.spans["school"]):
        return run.has("child", "bare", "child_code", "count")  # "tiêm HPV cho em gái học lớp 7"
    done = run.has("date") or any(scene.clause[k] in here for word in _DONE for k in scene.where(word))
    child = scene.has("title", "child") or scene.has("my_child") or scene.has("sex") or scene.has("plan")
    return bool(who) or (done and child)  # "đã cho cháu đi tiêm rồi"


BUILDERS = {ReportKind.BIRTH: birth_reports, ReportKind.DEATH: death_reports, ReportKind.VACCINATION: dose_reports}


def _joined(parts: Parts, runs: list[Run]) -> list[Run]:
    """Runs of one child as one: born and dead is a death; a birth date beside an injection is no birth."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and last.kind is run.kind and not _of_two_children(parts, last, run):
            joined[-1] = Run(run.kind, last.start, run.end, (*last.events, *run.events), (*last.items, *run.items))
        elif last is not None and _same_event(parts, last, run):
            kind = ReportKind.DEATH if ReportKind.DEATH in (last.kind, run.kind) else ReportKind.VACCINATION
            events = tuple(event for event in (*last.events, *run.events) if KIND_OF[event.what] is kind)
            joined[-1] = Run(kind, last.start, run.end, events, (*last.items, *run.items))
        else:
            joined.append(run)
    return joined


def _same_event(parts: Parts, first: Run, second: Run) -> bool:
    """Whether a birth and what follows it are one report."""
    kinds = {first.kind, second.kind}
    if ReportKind.BIRTH not in kinds or _of_two_children(parts, first, second):
        return False
    birth, other = (first, second) if first.kind is ReportKind.BIRTH else (second, first)
    if _mother_died(parts, birth, other) or _grown(parts, birth, other) or _born_too_late(birth, other):
        return False
    if other.kind is ReportKind.DEATH and any(dead_mother(parts.scene, event) for event in other.events):
        # The mother is dead; a child told of is born and alive.
        return not (birth.has("sex", "weight_g") or parts.scene.mentions("khoe", "song"))
    if ReportKind.VACCINATION in kinds:
        return not (birth.has("weight_g") or birth.has("place"))
    return True


def _grown(parts: Parts, birth: Run, other: Run) -> bool:
    """'cháu A 3 tuổi mất hôm thứ tư, thứ năm chị B sinh con trai 3kg': who died months old is not who was born."""
    grown = any(isinstance(i.value, Age) and (i.value.months or i.value.years) for i in other.of("age"))
    bears = any(parts.scene.span("birth", item.end) for item in birth.of("woman", "mother"))
    return grown and bears and birth.has("weight_g", "sex") and other.has("child", "bare")


def _born_too_late(birth: Run, other: Run) -> bool:
    """'cháu 3 tháng tuổi mất hôm 9/4. Chị B đẻ con gái 12/4': who died had been born long before."""
    days = [[item.value for item in run.of("date") if isinstance(item.value, date)] for run in (birth, other)]
    if other.kind is not ReportKind.DEATH or len(days[0]) != 1 or not days[1]:
        return False
    ages = [item.value for item in other.of("age") if isinstance(item.value, Age)]
    months = min((age.months or (age.years or 0) * 12 for age in ages), default=0)
    return bool(days[0][0] + timedelta(days=_MONTH * months) > max(days[1]))


def _mother_died(parts: Parts, birth: Run, other: Run) -> bool:
    """'chị A sinh bé gái 2kg7, sau đó chị băng huyết mất': the child lives, and is told of."""
    return (
        other.kind is ReportKind.DEATH
        and birth.has("sex", "weight_g")
        and subject(parts.scene, parts.items, other.events[0]) is Subject.MATERNAL
    )


def _of_two_children(parts: Parts, first: Run, second: Run) -> bool:
    """Another sex, another mother, another name, or twins."""
    for whats in (("sex",), ("mother", "woman", "young")):
        values = [{item.value for item in run.of(*whats)} for run in (first, second)]
        if values[0] and values[1] and values[0] != values[1]:
            return True
    names = [{item.value for item in run.of("child", "bare")} for run in (first, second)]
    if names[1] and names[0] != names[1] and (names[0] or first.of("mother", "woman") or first.of("sex")):
        return True
    if parts.scene.has("twins") and (len(parts.of("sex")) > 1 or parts.scene.has("still") or one_lives(parts)):
        return True
    if first.has("count") and second.has("count"):
        return True  # "sinh 1, tử 1"
    listed = parts.scene.bullets and any(first.start < at < second.end for at in parts.scene.bullets)
    return bool(listed) and bool(second.of("mother", "woman", "child", "bare"))


def _with_identity(
    scene: Scene, made: list[ReportReading], before: list[ReportReading], run: Run
) -> list[ReportReading]:
    """An injection without a name, told right after a birth, is of that child; a woman's death of its mother."""
    if not before:
        return made
    last = before[-1]
    if run.kind is ReportKind.DEATH:
        return [_named_as_mother(report, last) for report in made]
    return [_completed(scene, report, last, run) for report in made] if run.kind is ReportKind.VACCINATION else made


def _named_as_mother(report: ReportReading, birth: ReportReading) -> ReportReading:
    """'chị A sinh bé gái 2kg7, sau đó chị băng huyết mất': she is the mother named before."""
    mother = birth.fields.get("mother") if birth.kind is ReportKind.BIRTH else None
    if mother is None or "maternal" not in report.fields or "name" in report.fields:
        return report
    return report._replace(fields={**report.fields, "name": mother})


def _at_once(scene: Scene, run: Run) -> bool:
    """'bé được tiêm viêm gan B ngay', 'tiêm luôn', 'ngay sau sinh': on the day of the birth told before."""
    here = {scene.clause[event.start] for event in run.events}
    return any(
        scene.clause[at] in here and scene.kind(at + 1) != NUMBER and not scene.taken[at]
        for word in _AT_ONCE
        for at in scene.where(word)
    )


def _completed(scene: Scene, report: ReportReading, last: ReportReading, run: Run) -> ReportReading:
    fields = dict(report.fields)
    if not any(name in fields for name in (*_IDENTITY, "count")) and last.kind is ReportKind.BIRTH:
        told = _IDENTITY if run.has("village") else (*_IDENTITY, "village")
        fields.update({name: last.fields[name] for name in told if name in last.fields})
        if "date" not in fields and "date_of_birth" in last.fields and _at_once(scene, run):
            fields["date"] = last.fields["date_of_birth"]
    missing = report.missing - fields.keys() - ({"name"} if fields.keys() & {"mother", "child_code"} else set())
    return report._replace(fields=fields, missing=missing)
