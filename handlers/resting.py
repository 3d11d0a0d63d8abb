"""NGHI: a collaborator away is not nudged, and the village is not called silent."""

from datetime import timedelta

from handlers.commands import TakeLeave
from handlers.replies import Reply, line
from handlers.scene import Scene, context_of
from health.local_time import local_date
from health.rights import Role
from messages.reading.leave import read_last_day
from storage import people
from storage.engine import Connection


def take_leave(conn: Connection, scene: Scene, command: TakeLeave) -> list[Reply]:
    """Away until a day, or back."""
    if not scene.person.holds(Role.COLLABORATOR):
        return [scene.reply(line("no_right"))]
    today = local_date(scene.at)
    if command.ends:
        people.end_leave(conn, scene.person.id, today - timedelta(days=1))
        return [scene.reply(line("leave_ended"))]
    until = read_last_day(command.until, context_of(conn, scene).today)
    if until is None:
        return [scene.reply(line("leave_how"))]
    people.add_leave(conn, scene.person.id, today, until)
    return [scene.reply(line("leave_started", until=until))]
