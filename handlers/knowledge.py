"""What the program knows from its data files, loaded once and passed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from health.lessons import Lesson
from health.loss import LossRules
from health.quizzes import Quiz
from health.schedule import Schedule
from health.triage import Triage
from health.visits import Visit


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Data files as records."""

    schedule: Schedule
    lessons: Sequence[Lesson]
    visits: Sequence[Visit]
    triage: Triage
    loss: LossRules
    is_sample: bool = False  # the sample commune's content counts as signed off
    number: str = ""  # the number that SMS are sent to, for invitations
    bot_link: str = ""  # https://t.me/<name>, for deep links
    quizzes: Sequence[Quiz] = ()
