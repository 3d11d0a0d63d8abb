"""How many were asked, answered and passed, with the interval: by topic, baseline beside follow-up."""

from collections.abc import Sequence
from dataclasses import dataclass

from health.intervals import wilson
from health.quizzes import Quiz, Round
from storage import quizzes
from storage.engine import Connection
from storage.quizzes import Among


@dataclass(frozen=True, slots=True)
class Awareness:
    """One topic in one round. Those who answer are not everyone: `unanswered` stands beside every share."""

    topic: str
    round: str
    asked: int
    answered: int
    unanswered: int
    passed: int
    low: float | None  # Wilson, 95 %, fractions of those who answered; None where nobody did
    high: float | None
    prompted: bool
    label: str  # how it was asked


def awareness(conn: Connection, known: Sequence[Quiz], among: Among) -> tuple[Awareness, ...]:
    """Every topic in both rounds, those of which nobody was asked as well."""
    found = {(one.topic, one.round): one for one in quizzes.tallies(conn, among)}
    rows = []
    for quiz in known:
        for each in Round:
            tally = found.get((quiz.topic, each.value), quizzes.Tally(quiz.topic, each.value, 0, 0, 0))
            low, high = wilson(tally.passed, tally.answered) if tally.answered else (None, None)
            rows.append(
                Awareness(
                    topic=quiz.topic,
                    round=each.value,
                    asked=tally.asked,
                    answered=tally.answered,
                    unanswered=tally.asked - tally.answered,
                    passed=tally.passed,
                    low=low,
                    high=high,
                    prompted=quiz.prompted,
                    label=quiz.label,
                )
            )
    return tuple(rows)
