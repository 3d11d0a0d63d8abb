"""The new reports of a message: which events count, which are of one child, and the fields of each."""

from health.events import Age, ReportKind
from messages.reading.births import birth_reports
from messages.reading.build import found_of
from messages.reading.corrections import adds
from messages.reading.deaths import death_reports, is_early_loss
from messages.reading.doses import dose_reports
from messages.reading.events import Event, What
from messages.reading.parts import Parts
from messages.reading.reality import someone
from messages.reading.runs import KIND_OF, Run, runs_of
from messages.reading.scene import Scene
from messages.reading.subjects import Subject, subject
from messages.reading.tokens import MARK, NUMBER
from messages.reading.understanding import Context, Found, ReportReading

_WHOLE = 4  # words of a message that says no more than that a birth was
_NEW_MONTHS = 2
_RICH = 3  # details that make a birth told beside a question a report of its own
_DETAILS = ("sex", "weight_g", "date", "place", "mother", "attendant", "age", "cause", "water")
_GIVEN_TO = ("child", "bare", "child_code", "count")
_OF_ONE_CHILD = ("sex", "weight_g", "child")
_OF_HER = ("mother", "woman", "young", "bare", "child", "date", "weight_g", "age")
_OWN = ("sex", "weight_g", "date", "place", "attendant", "mother", "woman", "bare")  # something said of a birth
_IDENTITY = ("name", "mother", "child_code")


def new_reports(parts: Parts, context: Context, *, in_danger: bool) -> tuple[ReportReading, ...]:
    """Every new report that the message gives, in order."""
    events = _counting(parts, in_danger)
    if not events:
        return ()
    runs = [
        _of_those_born(parts, _dated(parts, run))
        for run in _living_apart(parts, _joined(parts, runs_of(parts, events)))
    ]
    reports: list[ReportReading] = []
    for run in runs:
        if run.kind is ReportKind.VACCINATION and not _of_somebody(parts, run):
            continue
        made = BUILDERS[run.kind](parts.scene, run, context)
        reports += _with_identity(made, reports, run)
    return tuple(_as_twins(parts, reports) if parts.scene.has("twins") else reports)


def _living_apart(parts: Parts, runs: list[Run]) -> list[Run]:
    """Twins, one of them dead: what clauses that tell of no death say of a child is of the one who lives."""
    kinds = [run.kind for run in runs]
    if not parts.scene.has("twins") or sorted(kinds) != [ReportKind.BIRTH, ReportKind.DEATH]:
        return runs
    clause = parts.scene.clause
    dead = {clause[event.start] for run in runs if run.kind is ReportKind.DEATH for event in run.events}
    said = {clause[item.start] for item in parts.of("sex")} - dead
    living = [item for item in parts.items if item.what in _OF_ONE_CHILD and clause[item.start] in said]
    return [
        run._replace(items=(*(item for item in run.items if item not in living), *living))
        if run.kind is ReportKind.BIRTH
        else run._replace(items=tuple(item for item in run.items if item not in living))
        for run in runs
    ]


def _dated(parts: Parts, run: Run) -> Run:
    """'hôm qua chị A đẻ ..., cháu B tiêm ...': a date said before all holds for each event of its sentence."""
    scene = parts.scene
    run = _placed(parts, run)
    if run.has("date") or not run.events:
        return run
    sentence = scene.sentence[run.events[0].start]
    first = min((event.start for event in parts.real()), default=0)
    ahead = [
        i
        for i in parts.of("date")
        if i.value and i.start < first and (scene.sentence[i.start] == sentence or _heads(scene, i.end, first))
    ]
    return run._replace(items=(*ahead, *run.items)) if ahead else run


def _placed(parts: Parts, run: Run) -> Run:
    """'Sáng nay bản Thống Nhất chị A đẻ ..., tiêm được 9 cháu': a village said before anybody holds for each event."""
    scene = parts.scene
    if run.of("village") or not run.events:
        return run
    sentence = scene.sentence[run.events[0].start]
    first = min((item.start for item in parts.of(*_GIVEN_TO, "mother", "woman", "sex")), default=0)
    ahead = [i for i in parts.of("village") if i.value and i.start < first and scene.sentence[i.start] == sentence]
    return run._replace(items=(*ahead, *run.items)) if ahead else run


def _of_those_born(parts: Parts, run: Run) -> Run:
    """Without whom a clause tells only of a birth that is none: 'chị A đẻ 15/4; còn chị B chưa đẻ'."""
    if run.kind is not ReportKind.BIRTH:
        return run
    clause = parts.scene.clause
    real = {clause[event.start] for event in parts.real()}
    others = {clause[event.start] for event in parts.events if event.what is What.BIRTH and not event.real}
    others |= {clause[at] for at in parts.scene.spans["pregnant"] if not parts.scene.taken[at]}
    others -= real
    names = {item.value for item in run.of("mother", "woman", "young", "bare")}
    if not others or len(names) < 2:
        return run
    return run._replace(items=tuple(i for i in run.items if clause[i.start] not in others or i.what not in _OF_HER))


def _heads(scene: Scene, at: int, first: int) -> bool:
    """'Hôm qua bản tôi hai việc: ...; ...': a day before a colon, and all that is told behind it."""
    return any(
        scene.word(k) == ":" and scene.kind(k) == MARK and scene.sentence[k] == scene.sentence[at - 1]
        for k in range(at, first)
    )


def _of_somebody(parts: Parts, run: Run) -> bool:
    """An injection is a report only with a vaccine or with somebody who got it."""
    who = run.has("child", "bare", "mother", "child_code", "count", "vaccine") or run.of("vaccine")
    return bool(who) or parts.scene.has("title", "child") or parts.scene.has("my_child") or parts.scene.has("sex")


def _as_twins(parts: Parts, reports: list[ReportReading]) -> list[ReportReading]:
    """Twins, one of them dead: mother, place and village are said once; so is the day if there is only one."""
    shared: dict[str, Found] = {}
    days = [item for item in parts.of("date") if item.value is not None]
    if len({item.value for item in days}) == 1:
        shared["day"] = found_of(parts.scene, days[0])
    for report in reports:
        for name in ("mother", "place", "village"):
            if name in report.fields:
                shared.setdefault(name, report.fields[name])
        if "stillbirth" not in report.fields and "date_of_birth" in report.fields:
            shared.setdefault("date", report.fields["date_of_birth"])
    return [_as_twin(report, shared) for report in reports]


def _as_twin(report: ReportReading, shared: dict[str, Found]) -> ReportReading:
    """One of twins, with what is shared; both were born on one day."""
    if report.kind is ReportKind.VACCINATION:
        return report
    keep: dict[str, Found] = {name: shared[name] for name in ("mother", "place", "village") if name in shared}
    born = shared.get("date") or (shared.get("day") if report.kind is ReportKind.BIRTH else None)
    if born:
        keep["date" if "stillbirth" in report.fields else "date_of_birth"] = born
    if report.kind is ReportKind.DEATH and "day" in shared:
        keep["date"] = shared["day"]
    fields = {**keep, **report.fields}
    told = {*fields, *({"age"} if {"date", "date_of_birth"} <= fields.keys() else ())}
    return report._replace(fields=fields, missing=report.missing - told)


BUILDERS = {ReportKind.BIRTH: birth_reports, ReportKind.DEATH: death_reports, ReportKind.VACCINATION: dose_reports}


def _counting(parts: Parts, in_danger: bool) -> list[Event]:
    """Real events that are ours; those that only the values show where no word names one."""
    scene = parts.scene
    if any(value == "put_off" for _, value in scene.spans["negation"].values()) and not parts.real():
        return []
    events = [event for event in parts.real() if not (event.what is What.STILL and is_early_loss(parts.items))]
    events = [event for event in events if event.what is not What.BIRTH or _somebody_born(parts, event)]
    stills = [event for event in events if event.what is What.STILL]
    if stills:
        events = [
            event
            for event in events
            if event.what is not What.DEATH or not any(abs(event.start - s.start) < 4 for s in stills)
        ]
        events = [event for event in events if event.what is not What.BIRTH or _another_born(parts, event, stills[0])]
    events = [
        event
        for event in events
        if event.what is not What.DEATH or subject(scene, parts.items, event) is not Subject.OTHER
    ]
    if _asks_for_figures(parts):
        return []
    if not events and not parts.events:
        events = _implied(parts, in_danger)
    if any(event.what is What.DEATH for event in events):
        events = [event for event in events if event.what is not What.INJECTION or _told_apart(parts, event)]
    return [event for event in events if not _background(parts, event, in_danger)]


def _somebody_born(parts: Parts, event: Event) -> bool:
    """A birth is told of somebody, or with something of its own: not 'xã lại đẻ thêm mẫu báo cáo mới'."""
    scene = parts.scene
    own = [item for item in parts.of(*_OWN) if item.value is not None]
    newborn = any(value == "child" and event.start in (end, end - 1) for end, value in scene.spans["title"].values())
    there_is = any(scene.word(at) in ("co", "them") or scene.kind(at) == NUMBER for at in _just_before(event))
    if not own and not there_is and (newborn or scene.word(event.start) in ("be", "tre")):
        return False  # "bài văn tả em bé mới sinh"
    other = any(e.what in (What.DEATH, What.INJECTION) and e.real for e in parts.events)
    here = {scene.clause[item.start] for item in own if item.what != "date"}
    if other and scene.clause[event.start] not in here and not parts.of("mother", "weight_g"):
        return False  # "mẹ chồng em mất hôm qua, em thì mới sinh nên không về được"
    whole = scene.size <= _WHOLE or event.end - event.start > 1
    return whole or bool(parts.of("place", "attendant", "weight_g", "date")) or someone(scene, parts.items)


def _just_before(event: Event) -> range:
    return range(max(0, event.start - 4), event.start)


def _asks_for_figures(parts: Parts) -> bool:
    """'thống kê tử vong tháng 4', 'có mấy ca đẻ': events asked for, nobody named."""
    told = parts.of("child", "bare", "mother", "woman", "child_code", "weight_g")
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
    near = [i for i in parts.of(*_GIVEN_TO) if scene.sentence[i.start] == scene.sentence[start]]
    if any(_clause_of_its_own(parts, event, death) for death in deaths):
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
        or any(value == "sure" and not scene.taken[at] for at, (_, value) in scene.spans["animal"].items())
        or any(not _may_be_born(scene, at) for at in scene.spans["pregnant"])  # "có thai, siêu âm là con trai"
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
    if any(scene.word(at) == "can" and scene.span("title", at + 1, "child") for at in range(scene.size)):
        return []  # "cân bé Sua ở trạm được 3kg8": weighed today
    weights, sexes = parts.of("weight_g"), parts.of("sex")
    known = len({i.what for i in parts.items if i.what in _DETAILS[:6] and i.value is not None})
    if any(
        isinstance(i.value, Age) and (i.value.years or (i.value.months or 0) > _NEW_MONTHS) for i in parts.of("age")
    ):
        return []  # "con bé út nhà em hôm nay 3 tuổi, nặng 13kg"
    if not vaccines and known >= _RICH and (weights or (sexes and parts.of("place", "mother"))):
        first = (weights or sexes)[0]
        return [Event(What.BIRTH, first.start, first.end)]
    return []


def _may_be_born(scene: Scene, at: int) -> bool:
    """'thai 40 tuần', 'đi đẻ ở trạm': words of pregnancy that a birth told by its values may have beside it."""
    return scene.word(at) == "thai" or scene.words[at : at + 2] in (["di", "de"], ["di", "sinh"], ["di", "sanh"])


def _background(parts: Parts, event: Event, in_danger: bool) -> bool:
    """Told only to explain a question or an illness."""
    scene = parts.scene
    asked = parts.asked
    if not (asked or in_danger):
        return False
    details = {item.what for item in parts.items if item.what in _DETAILS and item.value is not None}
    if event.what is What.INJECTION:
        if in_danger:
            return True
        return bool(asked) and (
            scene.sentence[event.start] in asked or (not parts.of("count", "bare") and _no_name(parts))
        )
    if event.what is What.BIRTH and in_danger:
        return not details & {"weight_g", "place"}
    if event.what is What.BIRTH and scene.sentence[event.start] in asked:
        return len(details - {"cause", "age", "water"}) < _RICH
    if event.what in (What.DEATH, What.STILL) and scene.sentence[event.start] in asked:
        return len(details) < 1
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
    birth = first if first.kind is ReportKind.BIRTH else second
    if ReportKind.VACCINATION in kinds:
        return not (birth.has("weight_g") or birth.has("place"))
    return True


def _of_two_children(parts: Parts, first: Run, second: Run) -> bool:
    """Another sex, another mother, another name, or twins."""
    for whats in (("sex",), ("mother", "woman", "young")):
        values = [{item.value for item in run.of(*whats)} for run in (first, second)]
        if values[0] and values[1] and values[0] != values[1]:
            return True
    names = [{item.value for item in run.of("child", "bare")} for run in (first, second)]
    if names[1] and names[0] != names[1] and (names[0] or first.of("mother", "woman") or first.of("sex")):
        return True
    if parts.scene.has("twins") and (len(parts.of("sex")) > 1 or parts.scene.has("still")):
        return True
    listed = parts.scene.bullets and any(first.start < at < second.end for at in parts.scene.bullets)
    return bool(listed) and bool(second.of("mother", "woman", "child", "bare"))


def _with_identity(made: list[ReportReading], before: list[ReportReading], run: Run) -> list[ReportReading]:
    """An injection or a death without a name, told right after a birth, is of that child; twins share the mother."""
    if not before or run.kind is not ReportKind.VACCINATION:
        return made
    last = before[-1]
    return [_completed(report, last, run) for report in made]


def _completed(report: ReportReading, last: ReportReading, run: Run) -> ReportReading:
    fields = dict(report.fields)
    if not any(name in fields for name in (*_IDENTITY, "count")) and last.kind is ReportKind.BIRTH:
        fields.update({name: last.fields[name] for name in _IDENTITY if name in last.fields})
    missing = report.missing - fields.keys() - ({"name"} if fields.keys() & {"mother", "child_code"} else set())
    return report._replace(fields=fields, missing=missing)
