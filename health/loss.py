"""After a child's death: what its family may still hear about its living children, and when the village visits.

About the dead child nothing is sent; that is the rule of `child.dead`, held elsewhere. Here are those who live.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from health.ages import Span
from health.data_files import read_toml
from health.lessons import Lesson
from health.visits import DueVisit, Visit, read_visit, visits_of


@dataclass(frozen=True, slots=True)
class LossRules:
    """The figures of `after_loss.toml`, which the station may change."""

    quiet_days: int  # from the day of death on: danger signs and doses alone
    breastfed_months: int  # a child that died before this age was at the breast
    twin_days: int  # births so near are one
    mother_days: int  # after birth, while signs of danger in the mother are watched for
    breastfeeding: frozenset[str]  # concepts of lessons on it
    never: tuple[str, ...]  # words that no lesson to a bereaved family holds, small letters
    visits: tuple[Visit, ...]  # by days from the death


@dataclass(frozen=True, slots=True)
class Loss:
    """One child that died."""

    born: date | None
    died_on: date  # the day on which it was told where no other is known


@dataclass(frozen=True, slots=True)
class Grief:
    """All that one caregiver has lost."""

    losses: tuple[Loss, ...]
    is_feared: bool  # a death was told, and nobody has said yet whether it is so
    rules: LossRules

    def is_quiet(self, today: date) -> bool:
        """Whether only danger signs and doses are spoken of today."""
        return self.is_feared or any(loss.died_on <= today < self._ends(loss) for loss in self.losses)

    def look_again(self, today: date) -> date | None:
        """The day on which to look again while it is quiet; None while it is not."""
        if not self.is_quiet(today):
            return None
        ends = [self._ends(loss) for loss in self.losses if loss.died_on <= today < self._ends(loss)]
        return max(ends) if ends and not self.is_feared else today + timedelta(days=1)

    def among(self, lessons: Sequence[Lesson], born: date, today: date) -> Sequence[Lesson]:
        """The lessons about a living child that are fit for this caregiver today."""
        if not self.losses and not self.is_feared:
            return lessons
        return [lesson for lesson in lessons if self.fits(lesson, born, today)]

    def fits(self, lesson: Lesson, born: date, today: date) -> bool:
        """Whether a lesson about a living child may be said today."""
        if lesson.urgent:
            return True  # nothing goes before danger signs
        if self.is_quiet(today):
            return False
        if lesson.concept in self.rules.breastfeeding and any(self._ended_the_milk(loss, born) for loss in self.losses):
            return False
        return not (self.losses and any(word in f"{lesson.chat} {lesson.sms}".lower() for word in self.rules.never))

    def _ends(self, loss: Loss) -> date:
        return loss.died_on + timedelta(days=self.rules.quiet_days)

    def _ended_the_milk(self, loss: Loss, born: date) -> bool:
        """Whether the dead child was the one at the breast: not if this one is its twin, or was born after it."""
        if loss.born is None or loss.died_on >= Span(months=self.rules.breastfed_months).after(loss.born):
            return False
        return born < loss.born - timedelta(days=self.rules.twin_days)


def loss_visits(died_on: date, rules: LossRules) -> tuple[DueVisit, ...]:
    """The visits to a bereaved family, in order."""
    return visits_of(died_on, rules.visits)


def is_newly_delivered(born: date | None, today: date, rules: LossRules) -> bool:
    """Whether the mother of a child is still watched for the signs of danger after a birth."""
    return born is not None and today <= born + timedelta(days=rules.mother_days)


def parse_loss_rules(text: str, file: str) -> LossRules:
    """The rules of a TOML file. Raises DataError."""
    data = read_toml(text, file, "visit")
    head = data.head.only(
        "id", "version", "quiet_days", "breastfed_months", "twin_days", "mother_days", "breastfeeding", "never"
    )
    return LossRules(
        quiet_days=head.number("quiet_days"),
        breastfed_months=head.number("breastfed_months"),
        twin_days=head.number("twin_days"),
        mother_days=head.number("mother_days"),
        breastfeeding=frozenset(head.texts("breastfeeding")),
        never=head.texts("never"),
        visits=tuple(map(read_visit, data.entries)),
    )
