"""What the station, and a village's collaborator, hear at once. Alerts carry codes, no child's name."""

from datetime import date

from handlers.phrases import report_code, village_name, what_for_station
from handlers.replies import Reply
from handlers.scene import Scene
from health.local_time import local_date
from health.rights import Role
from messages.render import say
from messages.texts import Line, Param
from messages.voice import Voice
from storage import care, contacts, people, places
from storage.care import SHARING, Answer
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Priority
from storage.people import Person
from storage.reports import Report


def station_people(conn: Connection, commune_id: int) -> tuple[int, ...]:
    """Who hears alerts: the staff of the commune; its admins while there is no staff."""
    return people.holders(conn, Role.STAFF, commune_id) or people.holders(conn, Role.ADMIN, commune_id)


def near(conn: Connection, child: Child) -> tuple[int, ...]:
    """Who hears what is to be done about a child: its village's collaborators, the station where it has none."""
    there = people.holders(conn, Role.COLLABORATOR, child.village_id) if child.village_id else ()
    return there or station_people(conn, child.commune_id)


def at_work(conn: Connection, village_id: int | None, today: date) -> tuple[int, ...]:
    """A village's collaborators who are not away and want to be told what to do."""
    there = people.holders(conn, Role.COLLABORATOR, village_id) if village_id else ()
    away = people.on_leave(conn, today, today) if there else ()
    return tuple(one for one in there if one not in away and care.consent_of(conn, one) is not Answer.WITHDRAWN)


def to_station(
    conn: Connection, commune_id: int | None, lines: tuple[Line, ...], priority: Priority = Priority.ALERT
) -> tuple[Reply, ...]:
    """The same words to everybody who hears the alerts of a commune, or of every commune for a stranger's."""
    communes = [commune_id] if commune_id is not None else [place.id for place in places.communes(conn)]
    heard = dict.fromkeys(one for commune in communes for one in station_people(conn, commune))
    return tuple(Reply(person_id, lines, priority) for person_id in heard)


def to_collaborators(
    conn: Connection, village_id: int | None, lines: tuple[Line, ...], but: int, priority: Priority = Priority.ALERT
) -> tuple[Reply, ...]:
    """The same words to a village's collaborators, the speaker left out."""
    if village_id is None:
        return ()
    heard = people.holders(conn, Role.COLLABORATOR, village_id)
    return tuple(Reply(person_id, lines, priority) for person_id in heard if person_id != but)


def about_report(conn: Connection, scene: Scene, key: str, report: Report, child: str = "") -> tuple[Reply, ...]:
    """An alert about a report to the station."""
    params: dict[str, Param] = {
        "code": report_code(report),
        "what": what_for_station(conn, report, _voice(scene)),
        "village": village_name(conn, report.village_id),
        "child": child,
        "reporter": who(conn, scene),
        "phone": phone_of(conn, scene.teller.id),
    }
    return to_station(conn, report.commune_id, (Line(key, params),))


def who(conn: Connection, scene: Scene) -> str:
    """Who told of it by role and place: "cộng tác viên Bản Pa Pe"; empty for a stranger."""
    return role_of(conn, scene.teller, _voice(scene))


def _voice(scene: Scene) -> Voice:
    """How the station is spoken to, on the day that it hears."""
    return Voice(local_date(scene.at))


def role_of(conn: Connection, person: Person, voice: Voice) -> str:
    """A person by role and place; empty for a stranger."""
    held = next(iter(person.grants), None)
    return f"{say(f'role_{held.role}', voice)} {places.by_id(conn, held.place_id).name}" if held else ""


def phone_of(conn: Connection, person_id: int) -> str:
    """A number to call the person back, in the form people dial; empty if only a chat is known."""
    number = next((way.address for way in contacts.of(conn, person_id) if way.channel == "sms"), "")
    return f"0{number.removeprefix('+84')}" if number.startswith("+84") else number


def shown_number(conn: Connection, person: Person, voice: Voice) -> str:
    """The number behind ordinary words, where a family shares it; an alarm uses `phone_of`: life goes first."""
    agreed = care.consent_of(conn, person.id)
    if not person.works and agreed is not None and care.consent_of(conn, person.id, SHARING) is not Answer.YES:
        return say("tail_unshared", voice)
    return phone_of(conn, person.id) or say("tail_telegram", voice)


def failed_message(conn: Connection, message_id: int, commune_id: int | None, attempts: int) -> tuple[Reply, ...]:
    """A message that could not be handled waits for a person."""
    return to_station(conn, commune_id, (Line("alert_failed_message", {"number": message_id, "attempts": attempts}),))
