"""The data files that come with the program, read and parsed. The other modules of this room take what these return."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from health.lesson_address import Addressing, parse_addressing
from health.lesson_files import join_lessons, parse_lessons
from health.lesson_lint import Forbidden, parse_forbidden
from health.lesson_topics import TopicAges, parse_topics
from health.lessons import Lesson
from health.loss import LossRules, parse_loss_rules
from health.places import PlaceRecord, parse_places
from health.plans import Plan, parse_plan
from health.population import Population, parse_population
from health.quizzes import Quiz, join_quizzes, parse_quiz
from health.readability import ReadingLimits, parse_limits
from health.schedule import Schedule, parse_schedule
from health.triage import Triage
from health.triage_file import parse_triage
from health.visits import Visit, parse_visits

_DATA = files("health") / "data"
SAMPLE = "binh-lu.toml"


def load_schedule() -> Schedule:
    """The vaccine schedule (a draft until the station signs)."""
    file = _DATA / "epi_schedule.toml"
    return parse_schedule(_text(file), file.name)


def load_plans() -> tuple[Plan, ...]:
    """Every plan, by file name."""
    return tuple(parse_plan(_text(file), file.name) for file in _files("plans"))


def load_lessons() -> tuple[Lesson, ...]:
    """Every lesson, by file name and then in the file's order."""
    return join_lessons((file.name, parse_lessons(_text(file), file.name)) for file in _files("lessons"))


def load_quizzes() -> tuple[Quiz, ...]:
    """Every awareness quiz, by file name."""
    return join_quizzes((file.name, parse_quiz(_text(file), file.name)) for file in _files("quizzes"))


def load_forbidden() -> tuple[Forbidden, ...]:
    """The words and claims that no lesson may hold."""
    file = _DATA / "forbidden.toml"
    return parse_forbidden(_text(file), file.name)


def load_addressing() -> tuple[Addressing, ...]:
    """The words that would take the reader of a lesson for one kind of person."""
    file = _DATA / "addressing.toml"
    return parse_addressing(_text(file), file.name)


def load_visits() -> tuple[Visit, ...]:
    """The home visits after a birth."""
    file = _DATA / "visits.toml"
    return parse_visits(_text(file), file.name)


def load_topics() -> tuple[TopicAges, ...]:
    """When each awareness topic matters."""
    file = _DATA / "topic_ages.toml"
    return parse_topics(_text(file), file.name)


def load_reading_limits() -> ReadingLimits:
    """What counts as easy to read."""
    file = _DATA / "reading_ease.toml"
    return parse_limits(_text(file), file.name)


def load_triage() -> Triage:
    """Which danger sign means go now, today, or care at home (a draft until the station signs)."""
    file = _DATA / "triage.toml"
    return parse_triage(_text(file), file.name)


def load_loss_rules() -> LossRules:
    """What a family that lost a child still hears, and when it is visited."""
    file = _DATA / "after_loss.toml"
    return parse_loss_rules(_text(file), file.name)


def load_sample_places() -> tuple[PlaceRecord, ...]:
    """The sample commune, Bình Lư with its eight villages."""
    return parse_places(_text(_DATA / "places" / SAMPLE), SAMPLE)


def load_population() -> Population:
    """The made-up population of `bekhoe simulate`."""
    file = _DATA / "simulation.toml"
    return parse_population(_text(file), file.name)


def _files(folder: str) -> list[Traversable]:
    found = (file for file in (_DATA / folder).iterdir() if file.name.endswith(".toml"))
    return sorted(found, key=lambda file: file.name)


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")
