"""What the station, and a village's collaborator, hear at once. Alerts carry codes, no child's name."""

from handlers.phrases import report_code, village_name, what_for_station
from handlers.replies import Reply
from handlers.scene import Scene
from health.rights import Role
from messages.render import say
from messages.texts import Line, Param
from messages.voice import Voice
from storage import contacts, people, places
from storage.engine import Connection
from storage.outbox import Priority
from storage.reports import Report


def station_people(conn: Connection, commune_id: int) -> tuple[int, ...]:
    """Who hears alerts: the staff of the commune; its admins while there is no staff."""
    return people.holders(conn, Role.STAFF, commune_id) or people.holders(conn, Role.ADMIN, commune_id)


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
        "what": what_for_station(conn, report, Voice(scene.today)),
        "village": village_name(conn, report.village_id),
        "child": child,
        "reporter": who(conn, scene),
        "phone": phone_of(conn, scene.person.id),
    }
    return to_station(conn, report.commune_id, (Line(key, params),))


def who(conn: Connection, scene: Scene) -> str:
    """The speaker by role and place: "cộng tác viên Bản Pa Pe"."""
    held = next(iter(scene.person.grants), None)
    if held is None:
        return ""
    return f"{say(f'role_{held.role}', Voice(scene.today))} {places.by_id(conn, held.place_id).name}"


def phone_of(conn: Connection, person_id: int) -> str:
    """A number to call the person back, in the form people dial; empty if only a chat is known."""
    number = next((way.address for way in contacts.of(conn, person_id) if way.channel == "sms"), "")
    return f"0{number.removeprefix('+84')}" if number.startswith("+84") else number


def failed_message(conn: Connection, message_id: int, commune_id: int | None, attempts: int) -> tuple[Reply, ...]:
    """A message that could not be handled waits for a person."""
    return to_station(conn, commune_id, (Line("alert_failed_message", {"id": message_id, "attempts": attempts}),))
