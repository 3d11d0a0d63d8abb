"""What must hold on every day, whatever happened: pure functions over what left and the facts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.simulation.facts import Facts, Wish
from bot.simulation.record import Named, Sent, Violation, Waiting
from health.lessons import MOST_A_WEEK, WEEK, DueLesson, Lesson, child_windows, pregnancy_windows
from health.local_time import SENDING_HOURS, VIETNAM, local_date
from health.reminders import NAMES_DAY, Moment
from health.schedule import VOID, DoseFlag, judge_dose

VISITS_AFTER = ("loss_visit_first", "loss_visit_two_weeks")  # to the village and the station: go and see the family
ASKS_ONCE = ("consent_ask_named", "consent_ask")
DOSE_MOMENTS = (*NAMES_DAY, Moment.MISSED)
WRONG_TIME = {*VOID, DoseFlag.EARLY, DoseFlag.PAST_MAX_AGE}


@dataclass(frozen=True, slots=True)
class Days:
    """What left up to the end of a day, and what is known."""

    today: Sequence[Sent]
    before: Sequence[Sent]  # to the people and about the children of today's, earlier
    facts: Facts
    lessons: Sequence[Lesson]

    @property
    def earlier(self) -> Iterator[tuple[Sent, tuple[Sent, ...]]]:
        """Each of today's that arrived, with all that had arrived at that number before it."""
        seen: dict[str, list[Sent]] = {}
        for one in self.before:
            seen.setdefault(one.to, []).append(one)
        for one in (each for each in self.today if each.arrived):
            mine = seen.setdefault(one.to, [])
            yield one, tuple(mine)
            mine.append(one)


def spoken_of(one: Sent) -> set[str]:
    """The codes of the children whom a message speaks of."""
    return {each.child for each in one.named} | ({one.child} if one.child else set())


def after_a_death(days: Days) -> Iterator[Violation]:
    """Nothing about a child leaves to its family, and nothing of our own accord to the village, once it is held."""
    for one in days.today:
        if one.to_family or (one.is_routine and one.key not in VISITS_AFTER):
            told = {code for code in days.facts.quiet if f"TE{code}" in one.text} if not one.is_reply else set()
            for child in (spoken_of(one) & days.facts.quiet.keys()) | told:
                if days.facts.is_quiet(child, one.at):
                    yield _wrong("after_a_death", one, child)


def without_consent(days: Days) -> Iterator[Violation]:
    """To a family that has not agreed, or has stopped: its answers, and the one asking."""
    for one in days.today:
        if not one.to_family or (one.is_reply and one.lesson is None):
            continue
        wish = days.facts.wish_of(one.to, one.at)
        if wish is Wish.YES or (wish is Wish.SILENT and one.key in ASKS_ONCE):
            continue
        yield _wrong("without_consent", one, wish)


def asked_twice(days: Days) -> Iterator[Violation]:
    """A number that somebody named is asked for consent once."""
    for one, before in days.earlier:
        if one.key == ASKS_ONCE[0] and any(other.key == one.key for other in before):
            yield _wrong("asked_twice", one)


def outside_hours(days: Days) -> Iterator[Violation]:
    """Nothing of our own accord before seven or from eight in the evening; alerts go to workers at any hour."""
    opens, closes = SENDING_HOURS
    for one in days.today:
        is_own = one.is_routine or (one.to_family and not one.is_reply)
        if is_own and not opens <= one.at.astimezone(VIETNAM).time() < closes:
            yield _wrong("outside_hours", one)


def too_many(days: Days) -> Iterator[Violation]:
    """One lesson or question a day to a person, three in any seven days."""
    for one, before in days.earlier:
        if one.lesson is None:
            continue
        today = local_date(one.at)
        others = [local_date(other.at) for other in before if other.lesson is not None]
        if today in others:
            yield _wrong("two_on_a_day", one)
        if sum(today - WEEK < day <= today for day in others) >= MOST_A_WEEK:
            yield _wrong("over_a_week", one)


def wrong_doses(days: Days) -> Iterator[Violation]:
    """A reminder names no dose that is reported, and no day that is too early, too close, or past the maximum age."""
    for one in days.today:
        for named in (named for named in one.named if named.moment in DOSE_MOMENTS):
            yield from _wrong_dose(one, named, days.facts)


def _wrong_dose(one: Sent, named: Named, facts: Facts) -> Iterator[Violation]:
    history = facts.history(named.child, one.at)
    if any((dose.vaccine, dose.order) == (named.subject, named.order) and dose.counts for dose in history):
        yield _wrong("dose_reported", one, named.child, f"{named.subject} {named.order}")
    elif named.moment in NAMES_DAY:
        born = facts.born[named.child].born
        flags = judge_dose(named.subject, named.order, named.day, born, history, facts.schedule)
        if flags & WRONG_TIME or named.day < local_date(one.at):
            yield _wrong("dose_at_wrong_time", one, named.child, f"{named.subject} {named.order} {named.day}")


def said_twice(days: Days) -> Iterator[Violation]:
    """No reminder twice to a person, no message twice."""
    for one, before in days.earlier:
        had = {(each, each.child) for other in before for each in other.named}
        if any(other.id == one.id for other in before):
            yield _wrong("message_twice", one)
        for named in one.named:
            if (named, named.child) in had:
                yield _wrong("reminder_twice", one, named.child, f"{named.subject} {named.order} {named.moment}")


def lesson_twice(days: Days) -> Iterator[Violation]:
    """A lesson leaves within its time, a day late at most, and once in it."""
    known = {lesson.id: lesson for lesson in days.lessons}
    for one, before in days.earlier:
        if one.lesson not in known or one.child is None:
            continue
        day = local_date(one.at)
        windows = [
            due
            for due in _windows(known[one.lesson], one.child, one.at, days.facts)
            if due.due_on <= day <= due.last_day + timedelta(days=1)
        ]
        had = [local_date(other.at) for other in before if (other.lesson, other.child) == (one.lesson, one.child)]
        if not windows:
            yield _wrong("lesson_at_wrong_time", one, one.child, one.lesson)
        elif all(any(due.due_on <= other <= due.last_day for other in had) for due in windows):
            yield _wrong("lesson_twice", one, one.child, one.lesson)


def _windows(lesson: Lesson, child: str, at: datetime, facts: Facts) -> tuple[DueLesson, ...]:
    """Of a child who is expected by its due date, else by its birth."""
    if due_on := facts.due_on(child, at):
        return pregnancy_windows(due_on, (lesson,))
    if child not in facts.born:
        return ()
    day = local_date(at)
    return child_windows(facts.born[child], (lesson,), day - timedelta(days=2), day)


def of_another_time(days: Days) -> Iterator[Violation]:
    """No baby's message before the birth is told, no pregnancy's lesson after it."""
    known = {lesson.id: lesson for lesson in days.lessons}
    for one in days.today:
        expected = {child for child in spoken_of(one) if days.facts.due_on(child, one.at)}
        if any(named.child in expected for named in one.named):
            yield _wrong("before_birth", one)
        elif one.lesson in known and one.child is not None:
            lesson = known[one.lesson]
            if one.child in expected and not lesson.weeks:
                yield _wrong("before_birth", one, one.child, lesson.id)
            elif one.child not in expected and not (lesson.ages or lesson.season):
                yield _wrong("after_birth", one, one.child, lesson.id)


def too_late(days: Days) -> Iterator[Violation]:
    """Nothing leaves after it has stopped being useful."""
    for one in days.today:
        if one.expires_at is not None and one.at >= one.expires_at:
            yield _wrong("too_late", one)


RULES: tuple[Callable[[Days], Iterable[Violation]], ...] = (
    after_a_death,
    without_consent,
    asked_twice,
    outside_hours,
    too_many,
    wrong_doses,
    said_twice,
    lesson_twice,
    of_another_time,
    too_late,
)


def check(days: Days) -> list[Violation]:
    """All that was wrong on a day."""
    return [found for rule in RULES for found in rule(days)]


def left_behind(waiting: Iterable[Waiting], facts: Facts, now: datetime) -> Iterator[Violation]:
    """At the end of a day what fell due has left or is closed with its reason; a held child's messages wait."""
    for one in waiting:
        if one.child is None or not facts.is_quiet(one.child, now):
            yield Violation("left_behind", now, (str(one.id), *([one.child] if one.child else [])), f"due {one.due_at}")


def _wrong(rule: str, one: Sent, *more: str) -> Violation:
    return Violation(rule, one.at, (str(one.id), one.to[-3:]), " ".join((one.key, *map(str, more))))
