"""The new reports of a message: which events count, which are of one child, and the fields of each."""

from health.events import Age, ReportKind
from messages.reading.births import birth_reports
from messages.reading.corrections import adds
from messages.reading.deaths import death_reports, is_early_loss
from messages.reading.doses import dose_reports
from messages.reading.events import Event, What
from messages.reading.fates import as_twins, living_apart, one_lives, orphaned, survivor, without_the_ill
from messages.reading.headings import dated, placed
from messages.reading.parts import Parts
from messages.reading.reality import someone
from messages.reading.runs import KIND_OF, Run, runs_of
from messages.reading.scene import Scene
from messages.reading.signs import Sign
from messages.reading.stretches import stretches
from messages.reading.subjects import Subject, dead_mother, subject
from messages.reading.tokens import NUMBER
from messages.reading.understanding import Context, ReportReading

_WHOLE = 4  # words of a message that says no more than that a birth was
_ITS_OWN = frozenset(("place", "attendant", "weight_g", "date"))  # what is told of a birth alone
_RICH = 3  # details that make a birth told beside a question a report of its own
_DETAILS = ("sex", "weight_g", "date", "place", "mother", "attendant", "age", "cause", "water")
_GIVEN_TO = ("child", "bare", "child_code", "count")
_SELF = frozenset(("em", "toi", "minh", "chau", "chung", "tram"))
_DONE = ("da", "roi", "xong", "duoc")
_AT_ONCE = ("ngay", "luon", "lun")
_IDENTITY = ("name", "mother", "child_code")


def new_reports(parts: Parts, context: Context, signs: tuple[Sign, ...] = ()) -> tuple[ReportReading, ...]:
    """Every new report that the message gives, in order; `signs` are those of somebody in danger now."""
    parts = _without_visit(_without_days_of_illness(parts) if signs else parts)
    events = _counting(parts, bool(signs))
    if not events:
        return ()
    parts = without_the_ill(parts, events, signs)
    runs = [placed(parts, dated(parts, run)) for run in living_apart(parts, _joined(parts, runs_of(parts, events)))]
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
    visits = [
        item
        for item in parts.of("date")
        if scene.word(item.end) in _SELF
        and not any(scene.same_clause(event.start, item.start) for event in parts.events)
    ]
    if not visits:
        return parts
    others = [item for item in parts.of("date", "age") if item not in visits and item.value is not None]
    return parts._replace(items=[item for item in parts.items if item not in visits]) if others else parts


def _of_somebody(parts: Parts, run: Run) -> bool:
    """An injection is a report only with a vaccine or with somebody who got it."""
    who = run.has("child", "bare", "mother", "child_code", "count", "vaccine") or run.of("vaccine")
    scene = parts.scene
    here = {scene.clause[event.start] for event in run.events}
    if any(scene.clause[at] in here for at in scene.spans["school"]):
        return run.has("child", "bare", "child_code", "count")  # "tiêm HPV cho em gái học lớp 7"
    done = run.has("date") or any(scene.clause[k] in here for word in _DONE for k in scene.where(word))
    return bool(who) or (done and (scene.has("title", "child") or scene.has("my_child") or scene.has("sex")))


BUILDERS = {ReportKind.BIRTH: birth_reports, ReportKind.DEATH: death_reports, ReportKind.VACCINATION: dose_reports}


def _counting(parts: Parts, in_danger: bool) -> list[Event]:
    """Real events that are ours; those that only the values show where no word names one."""
    if _only_put_off(parts) and not parts.real():
        return []
    events = _ours(parts, parts.real()) if parts.events else []
    if _asks_for_figures(parts):
        return []
    if not events and not parts.events:
        events = _implied(parts, in_danger)
    if any(event.what is What.DEATH for event in events):
        events = [event for event in events if event.what is not What.INJECTION or _told_apart(parts, event)]
    events = [event for event in events if not _aside_of_illness(parts, event)]
    if not events or not (parts.asked or in_danger):
        return events
    details = {item.what for item in parts.items if item.what in _DETAILS and item.value is not None}
    return [event for event in events if not _background(parts, event, details, in_danger)]


def _ours(parts: Parts, events: list[Event]) -> list[Event]:
    """The births of somebody, the deaths that are ours to count; one event for a child born dead."""
    events = [event for event in events if not (event.what is What.STILL and is_early_loss(parts.scene, event))]
    events = [
        event
        for event in events
        if event.what is not What.BIRTH or (_somebody_born(parts, event) and not _twins_given(parts, event))
    ]
    if any(event.what is What.DEATH for event in events):
        events = [event for event in events if event.what is not What.BIRTH or not _is_cause(parts, event)]
    events += survivor(parts, events)
    stills = [event for event in events if event.what is What.STILL]
    if stills:
        events = [
            event
            for event in events
            if event.what is not What.DEATH or not any(abs(event.start - s.start) < 4 for s in stills)
        ]
        events = [event for event in events if event.what is not What.BIRTH or _another_born(parts, event, stills[0])]
    return [
        event
        for event in events
        if event.what is not What.DEATH or subject(parts.scene, parts.items, event) is not Subject.OTHER
    ]


def _is_cause(parts: Parts, event: Event) -> bool:
    """'cháu A 6 ngày tuổi (đẻ non, viện huyện)' in a list of deaths: what she died of, no birth."""
    scene = parts.scene
    clause = scene.clause[event.start]
    own = [i for i in parts.of("sex", "weight_g", "mother", "woman", "child") if scene.clause[i.start] == clause]
    return scene.span("cause", event.start, "preterm") >= event.end and not own


def _somebody_born(parts: Parts, event: Event) -> bool:
    """A birth is told of somebody, or with something of its own: not 'xã lại đẻ thêm mẫu báo cáo mới'."""
    scene = parts.scene
    whole = scene.size <= _WHOLE or event.end - event.start > 1
    return whole or any(item.what in _ITS_OWN for item in parts.items) or someone(scene, parts.items)


def _twins_given(parts: Parts, event: Event) -> bool:
    """'2 bé sinh đôi A và B uống rota': which children, no birth."""
    scene = parts.scene
    given = any(e.what is What.INJECTION and scene.same_clause(e.start, event.start) for e in parts.events)
    given = given or any(scene.same_clause(item.start, event.start) for item in parts.of("vaccine"))
    return given and scene.span("twins", event.start) > 0 and not parts.of("weight_g", "place", "attendant")


def _only_put_off(parts: Parts) -> bool:
    """'cháu A hoãn tiêm sởi': no other sentence, nor what stands before 'chứ chưa tiêm ...', names a vaccine."""
    scene = parts.scene
    where = [at for at, (_, value) in scene.spans["negation"].items() if value == "put_off"]
    if not where:
        return False
    turns = stretches(scene)
    off = {scene.sentence[at] for at in where}
    told = {turns[event.start] for event in parts.real()} - {turns[at] for at in where}
    return all(scene.sentence[item.start] in off and turns[item.start] not in told for item in parts.of("vaccine"))


def _asks_for_figures(parts: Parts) -> bool:
    """'thống kê tử vong tháng 4', 'có mấy ca đẻ': events asked for, nobody named."""
    told = parts.of("child", "bare", "mother", "woman", "child_code", "weight_g")
    if parts.of("vaccine") and parts.of("count") and any(i.value for i in parts.of("date")) and not parts.asked:
        return False  # "số trẻ trong danh sách 22, số trẻ đến tiêm 19"
    return parts.scene.has("counts") and not any(item.value is not None for item in told)


def _another_born(parts: Parts, event: Event, still: Event) -> bool:
    """Beside a stillbirth a birth counts only where a living child is told of."""
    scene = parts.scene
    sentence = scene.sentence[event.start]
    if sentence != scene.sentence[still.start]:
        return any(scene.sentence[item.start] == sentence for item in parts.of("sex", "weight_g"))
    if not (scene.has("twins") or parts.of("weight_g")):
        return False
    weighed = scene.has("twins") and any(not scene.same_clause(i.start, still.start) for i in parts.of("weight_g"))
    alive = scene.mentions("song", "khoe")
    return weighed or alive or len({i.value for i in parts.of("sex")}) > 1


def _told_apart(parts: Parts, event: Event) -> bool:
    """An injection told as an item of its own, of another child, beside a death."""
    deaths = [other for other in parts.real() if other.what is What.DEATH]
    start, end = event.start, event.end
    scene = parts.scene
    if not any(_has_somebody(parts, death) for death in deaths) and len(parts.of(*_GIVEN_TO)) < 2:
        return False  # "bé A tiêm 5in1 hôm 5/5. Đến 9/5 thì mất": one child
    near = [i for i in parts.of(*_GIVEN_TO) if scene.sentence[i.start] == scene.sentence[start]]
    if any(_clause_of_its_own(parts, event, death) or _somebody_between(parts, event, death) for death in deaths):
        return True
    apart = all(scene.sentence[death.start] != scene.sentence[start] for death in deaths)
    return bool(near) and (
        apart
        or any(
            abs(i.start - end) < 8
            for i in near
            if all(i.start > d.end or i.end < start for d in deaths)
            and len(parts.of("child", "bare", "child_code", "count")) > 1
        )
    )


def _has_somebody(parts: Parts, death: Event) -> bool:
    """Whether the sentence of a death tells of somebody."""
    sentence = parts.scene.sentence[death.start]
    return any(parts.scene.sentence[i.start] == sentence for i in parts.of(*_GIVEN_TO, "age", "sex", "mother", "woman"))


def _somebody_between(parts: Parts, event: Event, death: Event) -> bool:
    """'tiêm sởi được 9 cháu còn cháu A mất': between the two one for each."""
    between = [i for i in parts.of(*_GIVEN_TO) if event.start <= i.start and i.end <= death.start]
    return len(between) > 1 and between[0].what == "count" and between[-1].what != "count"


def _clause_of_its_own(parts: Parts, event: Event, death: Event) -> bool:
    """'tiêm sởi được 7 cháu, cùng ngày cháu A mất': each clause has somebody of its own."""
    scene = parts.scene
    here, there = scene.clause[event.start], scene.clause[death.start]
    whos = {scene.clause[item.start] for item in parts.of(*_GIVEN_TO)}
    return here != there and {here, there} <= whos


def _implied(parts: Parts, in_danger: bool) -> list[Event]:
    """'Ly A Sang BCG 17/4', 'bt 3k1 hqua trm yte': no verb, but the values leave no doubt."""
    scene = parts.scene
    if (
        scene.has("hypothetical")
        or any(value == "yes" and not adds(scene, at) for at, (_, value) in scene.spans["correct"].items())
        or scene.has("mistake")
        or scene.has("dream")
        or scene.has("hearsay")
        or scene.has("plan")
        or scene.has("animal", "sure")
        or any(scene.word(at) != "thai" for at in scene.spans["pregnant"])  # "có thai, siêu âm là con trai"
    ):
        return []
    vaccines = parts.of("vaccine")
    who = parts.of("child", "bare", "child_code", "count", "mother")
    asks = scene.has("question") or scene.mentions("?")
    if (
        vaccines
        and who
        and not asks
        and any(item.sure or parts.of("date", "dose") for item in vaccines)
        and not in_danger
    ):
        return [Event(What.INJECTION, vaccines[0].start, vaccines[0].end)]
    weights, sexes = parts.of("weight_g"), parts.of("sex")
    known = len(
        {item.what for item in parts.items if item.what in ("sex", "weight_g", "mother", "place", "date", "attendant")}
    )
    if not vaccines and known >= _RICH and (weights or (sexes and parts.of("place", "mother", "attendant"))):
        first = (weights or sexes)[0]
        return [Event(What.BIRTH, first.start, first.end)]
    return []


def _aside_of_illness(parts: Parts, event: Event) -> bool:
    """'tiêm xong bé hâm hấp một tối, nay hết rồi': an injection of nothing and nobody, told of an illness."""
    return event.what is What.INJECTION and bool(parts.signs) and not parts.of("vaccine", *_GIVEN_TO)


def _background(parts: Parts, event: Event, details: set[str], in_danger: bool) -> bool:
    """Told only to explain a question or an illness."""
    scene = parts.scene
    asked = parts.asked
    if event.what is What.INJECTION:
        if in_danger:
            return True
        return bool(asked) and (
            scene.sentence[event.start] in asked or (not parts.of("count", "bare") and _no_name(parts))
        )
    if event.what is What.BIRTH and in_danger:
        return not details & {"weight_g", "place"}
    if event.what is What.BIRTH and scene.sentence[event.start] in asked:
        return len(details) < _RICH
    if event.what in (What.DEATH, What.STILL) and scene.sentence[event.start] in asked:
        # "trẻ mất ở bệnh viện thì có phải báo không": a place and a cause are no child
        return not details - {"place", "cause", "water"} and not parts.of("child", "bare", "child_code")
    return False


def _no_name(parts: Parts) -> bool:
    return not any(item.what == "child" for item in parts.items)


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
    if _mother_died(parts, birth, other) or _grown(parts, birth, other):
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
        fields.update({name: last.fields[name] for name in _IDENTITY if name in last.fields})
        if "date" not in fields and "date_of_birth" in last.fields and _at_once(scene, run):
            fields["date"] = last.fields["date_of_birth"]
    missing = report.missing - fields.keys() - ({"name"} if fields.keys() & {"mother", "child_code"} else set())
    return report._replace(fields=fields, missing=missing)
