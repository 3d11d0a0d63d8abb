"""CHIA SE and KHONG CHIA SE: whether the station sees the number behind what a family writes; messages go on."""

from handlers.enrolling import record_for
from handlers.replies import Reply, line
from handlers.request_commands import SetSharing
from handlers.scene import Scene
from storage import care
from storage.care import SHARING, Answer
from storage.engine import Connection


def choose(conn: Connection, scene: Scene, command: SetSharing) -> list[Reply]:
    """Given or ended by its own word alone; a call for help always carries the number."""
    if scene.is_stranger and not care.children_of(conn, scene.person.id) and not care.consent_of(conn, scene.person.id):
        return [scene.reply(line("stranger"))]
    record_for(conn, scene, SHARING, Answer.YES if command.shares else Answer.APART)
    return [scene.reply(line("sharing_on" if command.shares else "sharing_off"))]
