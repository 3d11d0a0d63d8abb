"""Recording the reports of one message: each with its own line and code, one answer for all."""

from collections.abc import Callable, Iterable, Sequence

from handlers import births, deaths, dosing, pregnancies
from handlers.replies import Reply
from handlers.scene import Scene
from handlers.told import Told
from health.events import ReportKind
from messages.reading.understanding import ReportReading
from storage.engine import Connection

Recorder = Callable[[Connection, Scene, Sequence[ReportReading]], list[Told]]

RECORDERS: tuple[tuple[ReportKind, Recorder], ...] = (  # births first: a dose of the same message finds its child
    (ReportKind.BIRTH, births.record),
    (ReportKind.DEATH, deaths.record),
    (ReportKind.VACCINATION, dosing.record),
    (ReportKind.PREGNANCY, pregnancies.record),
)


def record_reports(conn: Connection, scene: Scene, reports: Iterable[ReportReading]) -> list[Reply]:
    """Store every report, then answer in one message; alerts go beside it."""
    told: list[Told] = []
    for kind, recorder in RECORDERS:
        readings = [reading for reading in reports if reading.kind is kind]
        if readings:
            told += recorder(conn, scene, readings)
    return answer(scene, told)


def answer(scene: Scene, told: Sequence[Told]) -> list[Reply]:
    """One reply to the sender made of all that was told, and what others hear."""
    lines = tuple(each for one in told for each in one.lines)
    questions = [one.talk_id for one in told if one.talk_id is not None]
    talk_id = questions[0] if len(questions) == 1 else None
    own = [scene.reply(*lines, talk_id=talk_id)] if lines else []
    return [*own, *(reply for one in told for reply in one.others)]
