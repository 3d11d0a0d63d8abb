"""What a run, or a command, goes by: the data files, and what the home says of them."""

from handlers.knowledge import Knowledge
from handlers.qr import bot_link
from health.shipped import load_lessons, load_loss_rules, load_quizzes, load_schedule, load_triage, load_visits
from storage import settings
from storage.engine import Connection


def knowledge(conn: Connection) -> Knowledge:
    """Everything, read anew."""
    return Knowledge(
        schedule=load_schedule(),
        lessons=load_lessons(),
        visits=load_visits(),
        triage=load_triage(),
        loss=load_loss_rules(),
        is_sample=settings.get(conn, "sample") == "yes",
        bot_link=bot_link(conn),
        quizzes=load_quizzes(),
    )
