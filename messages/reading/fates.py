"""Several fates in one message: twins, a dead mother and her living child, the dead and who is ill now."""

from health.events import ReportKind
from messages.reading.build import found_of
from messages.reading.events import Event, What
from messages.reading.parts import Parts
from messages.reading.runs import Run
from messages.reading.scene import Scene
from messages.reading.signs import Sign
from messages.reading.subjects import dead_mother
from messages.reading.understanding import Found, ReportReading

_OF_ONE_CHILD = ("sex", "weight_g", "child")


def living_apart(parts: Parts, runs: list[Run]) -> list[Run]:
    """Twins, one of them dead: what clauses that tell of no death say of a child is of the one who lives."""
    if not parts.scene.has("twins") or sorted(run.kind for run in runs) != [ReportKind.BIRTH, ReportKind.DEATH]:
        return runs
    clause = parts.scene.clause
    dead = {clause[event.start] for run in runs if run.kind is ReportKind.DEATH for event in run.events}
    said = {clause[item.start] for item in parts.of("sex", "weight_g")} - dead
    living = [item for item in parts.items if item.what in _OF_ONE_CHILD and clause[item.start] in said]
    runs = [run._replace(items=tuple(item for item in run.items if item.what != "count")) for run in runs]
    return [
        run._replace(items=(*(item for item in run.items if item not in living), *living))
        if run.kind is ReportKind.BIRTH
        else run._replace(items=tuple(item for item in run.items if item not in living))
        for run in runs
    ]


def one_lives(parts: Parts) -> bool:
    """'một bé 1kg9 còn, một bé 1kg2 mất': twins, and a clause of its own for the one who lives."""
    scene = parts.scene
    dead = {scene.clause[event.start] for event in parts.real() if event.what in (What.DEATH, What.STILL)}
    weighed = {scene.clause[item.start] for item in parts.of("weight_g")} - dead
    alive = {scene.clause[at] for at in range(scene.size) if scene.word(at) in ("song", "khoe")} - dead
    other = {scene.clause[at] for at in scene.spans["twin_other"]} - dead
    return (len(parts.of("weight_g")) > 1 and bool(weighed)) or bool(alive and (other or len(alive | dead) > 1))


def one_of_two(scene: Scene) -> bool:
    """'1 trong 2 bé sinh đôi mất': whom the death took, and nothing of the birth but its day."""
    return scene.has("twins") and any(scene.word(at - 1) in ("mot", "1") for at in scene.where("trong"))


def both_dead(scene: Scene) -> bool:
    """'hai bé sinh đôi ... mất cả hai': whom the death took."""
    both = any(scene.word(at + 1) in ("hai", "2", "doi") for at in scene.where("ca"))
    return scene.has("twins") and both and not scene.mentions("song", "khoe")


def as_twins(parts: Parts, reports: list[ReportReading]) -> list[ReportReading]:
    """Twins, one of them dead: mother, place and village are said once; so is the day if there is only one."""
    shared: dict[str, Found] = {}
    days = [item for item in parts.of("date") if item.value is not None]
    if len({item.value for item in days}) == 1:
        shared["day"] = found_of(parts.scene, days[0])
    for report in reports:
        for name in ("mother", "place", "village"):
            if name in report.fields:
                shared.setdefault(name, report.fields[name])
    shared.update(_sex_of_both(parts))
    for report in reports:
        if "stillbirth" not in report.fields and "date_of_birth" in report.fields:
            shared.setdefault("date", report.fields["date_of_birth"])
    return [_as_twin(report, shared) for report in reports]


def _sex_of_both(parts: Parts) -> dict[str, Found]:
    """'sinh đôi 2 trai': said once of both."""
    counted = {item.end for item in parts.of("count") if item.value == 2}
    both = [item for item in parts.of("sex") if item.start in counted]
    alone = len({item.value for item in parts.of("sex")}) == 1
    return {"sex": found_of(parts.scene, both[0])} if both and alone else {}


def _as_twin(report: ReportReading, shared: dict[str, Found]) -> ReportReading:
    """One of twins, with what is shared; both were born on one day."""
    if report.kind is ReportKind.VACCINATION:
        return report
    keep: dict[str, Found] = {name: shared[name] for name in ("mother", "place", "village", "sex") if name in shared}
    born = shared.get("date") or (shared.get("day") if report.kind is ReportKind.BIRTH else None)
    if born:
        keep["date" if "stillbirth" in report.fields else "date_of_birth"] = born
    if report.kind is ReportKind.DEATH and "day" in shared:
        keep["date"] = shared["day"]
    fields = {**keep, **report.fields}
    told = {*fields, *({"age"} if {"date", "date_of_birth"} <= fields.keys() else ())}
    return report._replace(fields=fields, missing=report.missing - told)


def orphaned(reports: list[ReportReading]) -> list[ReportReading]:
    """A mother dead beside her child's birth: her name is said once."""
    if len(reports) < 2:
        return reports
    dead = next((report for report in reports if "maternal" in report.fields), None)
    born = next((report for report in reports if report.kind is ReportKind.BIRTH), None)
    if dead is None or born is None:
        return reports
    name = dead.fields.get("name") or born.fields.get("mother")
    if name is None:
        return reports
    named = {id(dead): ("name", name), id(born): ("mother", born.fields.get("mother", name))}
    return [
        report._replace(fields={**report.fields, named[id(report)][0]: named[id(report)][1]})
        if id(report) in named
        else report
        for report in reports
    ]


def survivor(parts: Parts, events: list[Event]) -> list[Event]:
    """'sản phụ X sản giật chết ..., con cứu được, bé trai 2kg4': the child whom the dead mother bore."""
    if any(event.what is not What.DEATH for event in events) or parts.events != events:
        return []
    if not any(dead_mother(parts.scene, event) for event in events):
        return []
    child = next((item for item in parts.of("sex", "weight_g") if item.start > events[-1].end and item.value), None)
    return [Event(What.BIRTH, child.start, child.end)] if child else []


def without_the_ill(parts: Parts, events: list[Event], signs: tuple[Sign, ...]) -> Parts:
    """'cháu A mất hôm qua. Em nó 1 tuổi cũng đi ngoài, lả đi': clauses only of who is ill are of no death."""
    if not signs or not any(event.what is What.DEATH for event in events):
        return parts
    scene = parts.scene
    told = {scene.clause[event.start] for event in events}
    sentences = {scene.sentence[event.start] for event in events}
    ill = {scene.clause[at] for at in range(scene.size) if _of_the_ill(scene, at, signs, sentences)}
    about = {scene.clause[item.start] for item in parts.of("child", "bare", "age", "sex")}
    clauses = {scene.clause[sign.start] for sign in signs}
    told_of = {scene.clause[at] for at, (_, value) in scene.spans["title"].items() if value == "child"}
    opening = {scene.clause[at] for at in range(1, scene.size) if scene.sentence[at] != scene.sentence[at - 1]}
    for clause in sorted(clauses):
        ill.add(clause)
        if clause not in about | told_of and clause - 1 in about and clause not in opening:
            ill.add(clause - 1)  # "thằng em 2 tuổi, đang nôn"
    ill -= told
    return parts._replace(items=[item for item in parts.items if scene.clause[item.start] not in ill])


def _of_the_ill(scene: Scene, at: int, signs: tuple[Sign, ...], told: set[int]) -> bool:
    sentence = scene.sentence[at]
    return sentence not in told and any(scene.sentence[sign.start] == sentence for sign in signs)
