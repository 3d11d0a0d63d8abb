"""How reports and children are named in an answer, with no more of a name than the channel may carry."""

from collections.abc import Collection, Mapping, Sequence

from handlers.facts import DATE_FIELD
from handlers.scene import Scene
from health.events import Age, Place, ReportKind
from messages.describe import birth_phrase, child_phrase, choices_phrase, death_phrase, dose_phrase
from messages.describe_pregnancy import expected_phrase, pregnancy_phrase
from messages.render import say
from messages.sms import fold
from messages.voice import Voice
from storage import children, places
from storage.children import Child
from storage.engine import Connection
from storage.reports import Report

LETTER = {
    ReportKind.BIRTH: "S",
    ReportKind.DEATH: "T",
    ReportKind.VACCINATION: "V",
    ReportKind.ZERO: "K",
    ReportKind.PREGNANCY: "P",
}
_PHRASE = {
    ReportKind.BIRTH: birth_phrase,
    ReportKind.DEATH: death_phrase,
    ReportKind.VACCINATION: dose_phrase,
    ReportKind.PREGNANCY: pregnancy_phrase,
}
GIVEN_NAME_ALONE = ("mother", "name")  # of these fields, where a channel may not carry whole names


def report_code(report: Report) -> str:
    """The report's number as people write it: S4821."""
    return f"{LETTER[report.kind]}{report.number}"


def report_fields(conn: Connection, report: Report) -> dict[str, object]:
    """A stored report by the field names of the reading, the village by its name."""
    fields = {name: value for name, value in report.facts.items() if value not in (None, False, "")}
    if report.event_on:
        fields[DATE_FIELD[report.kind]] = report.event_on
    if report.village_id is not None:
        fields["village"] = places.by_id(conn, report.village_id).name
    if report.kind is ReportKind.VACCINATION:
        fields["dose"] = fields.pop("order", None)
        if fields.get("count") == 1:
            del fields["count"]
        fields |= _dosed_child(conn, report)
    if report.kind is ReportKind.PREGNANCY and report.facts["checkups"] == 0:
        fields["checkups"] = 0  # told, and none
    if report.kind is ReportKind.DEATH:
        fields |= _age(report)
    return fields


def _dosed_child(conn: Connection, report: Report) -> dict[str, object]:
    """A child on record is named by its code."""
    if report.child_id is None:
        return {}
    child = children.get(conn, report.child_id)
    return {} if child.provisional else {"child": f"TE{child.code}"}


def _age(report: Report) -> dict[str, object]:
    days, months = report.facts.get("age_days"), report.facts.get("age_months")
    if days is not None:
        return {"age": Age(days=int(str(days)))}
    if months is None:
        return {}
    whole = int(str(months))
    return {"age": Age(years=whole // 12) if whole >= 12 and whole % 12 == 0 else Age(months=whole)}


def what(conn: Connection, scene: Scene, report: Report, typed: str | None = None) -> str:
    """The report in a phrase for the speaker; `typed` is how it was told, if not in the message in hand."""
    fields = report_fields(conn, report)
    if fields.get("place") == Place.FACILITY:
        fields["place"] = _facility_said(scene.message.text if typed is None else typed)
    if "child" in fields or lives_elsewhere(conn, scene, report):
        fields = {name: value for name, value in fields.items() if name not in ("mother", "name")}
    return phrase_to(scene, report.kind, fields, report.unsure)


def lives_elsewhere(conn: Connection, scene: Scene, report: Report) -> bool:
    """Whether the child of a report belongs to another commune than the speaker: its names are none of theirs."""
    if report.child_id is None or scene.commune is None:
        return False
    return children.get(conn, report.child_id).commune_id != scene.commune.id


def _facility_said(text: str) -> str:
    """What was typed is what is echoed: the station, a hospital, or any facility where the message names neither."""
    words = set(fold(text).lower().replace(",", " ").replace(".", " ").split())
    if "tram" in words:
        return Place.FACILITY.value
    return "hospital" if words & {"bv", "vien"} else "clinic"


def what_for_station(conn: Connection, report: Report, voice: Voice) -> str:
    """The report in a phrase without any name, for an alert that may travel abroad."""
    fields = report_fields(conn, report)
    nameless = {name: value for name, value in fields.items() if name not in ("mother", "name", "village")}
    if nameless.get("place") == Place.FACILITY:
        nameless["place"] = "clinic"
    return phrase(report.kind, nameless, report.unsure, voice)


def phrase(kind: ReportKind, fields: Mapping[str, object], unsure: Collection[str], voice: Voice) -> str:
    """A report's fields in a phrase."""
    return _PHRASE[kind](fields, unsure, voice)


def phrase_to(scene: Scene, kind: ReportKind, fields: Mapping[str, object], unsure: Collection[str]) -> str:
    """A report's fields in a phrase for the speaker; on Telegram with given names alone."""
    return phrase(kind, discreet(fields) if scene.on_telegram else fields, unsure, scene.voice)


def discreet(fields: Mapping[str, object]) -> dict[str, object]:
    """Without the child's name, the mother by her given name alone (reference, section 7: servers abroad)."""
    kept = {name: value for name, value in fields.items() if name != "name" or fields.get("maternal")}
    for name in GIVEN_NAME_ALONE:
        if name in kept:
            kept[name] = str(kept[name]).split()[-1]
    return kept


def called(child: Child, voice: Voice) -> str:
    """ "bé TE102748", or "thai TE105339" of one who is not born yet."""
    return say("who_expected" if child.expected else "who_child_code", voice, {"child": f"TE{child.code}"})


def child_words(conn: Connection, child_id: int, voice: Voice) -> str:
    """A child as its family is told of it: "bé gái, sinh 19/4", "thai, dự sinh 8/2026"."""
    child = children.get(conn, child_id)
    if child.expected:
        return expected_phrase(child.due_on, voice)
    known = {"sex": child.sex, "date_of_birth": child.date_of_birth}
    return child_phrase({name: value for name, value in known.items() if value is not None}, (), voice)


def village_name(conn: Connection, village_id: int | None) -> str:
    """A village's name, or a dash."""
    return places.by_id(conn, village_id).name if village_id is not None else "-"


def child_list(scene: Scene, found: Sequence[Child], hide: bool = False) -> str:
    """Children to choose from, numbered: code, and mother or name as far as the channel may carry it; `hide` keeps
    the given name alone, for somebody whose channel is not known.
    """
    short_names = hide or scene.on_telegram
    named = [(child.code, child.mother or child.name or "") for child in found]
    short = [(code, name.split()[-1] if short_names and name else name) for code, name in named]
    none = "which_none_mother" if any(child.expected for child in found) else "which_none"
    labels = [*(f"TE{code} {name}".strip() for code, name in short), say(none, scene.voice)]
    return choices_phrase(labels)
