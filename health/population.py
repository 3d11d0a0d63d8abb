"""The figures of a made-up population that is played for demonstration and proof. Nobody's real numbers."""

from dataclasses import dataclass, fields

from health.data_files import Entry, read_toml
from health.faults import Problem

MOST = 1000  # no figure is larger: percents, thousandths, births


@dataclass(frozen=True, slots=True)
class Population:
    """How often what happens; each figure's unit stands beside it, its meaning and source in the file."""

    births_a_year: int  # a village
    girls: int  # percent
    twins: int  # per thousand deliveries
    low_weight: int  # percent
    home_births: int  # percent
    deaths_newborn: int  # per thousand children
    deaths_infant: int  # per thousand children
    deaths_child: int  # per thousand children
    births_never_told: int  # percent
    births_told_late: int  # percent
    births_incomplete: int  # percent
    gaps_filled: int  # percent
    births_corrected: int  # percent
    births_undone: int  # percent
    births_told_twice: int  # percent
    pregnancies_told: int  # percent of births
    pregnancies_lost: int  # per thousand pregnancies
    losses_denied: int  # percent
    losses_undone: int  # percent
    checkups_told: int  # percent
    pregnancies_undone: int  # percent
    deaths_told: int  # percent
    deaths_rumoured: int  # per thousand children a year
    enrolled_by_code: int  # percent
    enrolled_by_village: int  # percent
    wrong_numbers: int  # percent
    agreed: int  # percent
    refused: int  # percent
    stopped: int  # per thousand people a month
    agreed_again: int  # percent
    on_telegram: int  # percent
    quizzes_answered: int  # percent
    right_before: int  # percent
    right_after: int  # percent
    after_doses_answered: int  # percent
    ill: int  # per thousand children a month
    attended: int  # percent
    vaccines_refused: int  # percent
    doses_never_told: int  # percent
    doses_told_late: int  # percent
    done_told: int  # percent
    weeks_told: int  # percent
    silent_spells: int  # percent of villages a week
    without_accents: int  # percent
    typos: int  # percent
    out_of_reach: int  # per thousand sends
    outages: int  # a year
    numbers_end: int  # per thousand numbers a year


def parse_population(text: str, file: str) -> Population:
    """The figures of a TOML file; all must be there, once each. Raises DataError."""
    data = read_toml(text, file, "figure")
    data.head.only("id", "version", "source")
    data.head.text("source")
    found: dict[str, int] = {}
    for entry in data.entries:
        name = _name(entry)
        if name in found:
            raise entry.error(Problem.DUPLICATE, "id", name)
        found[name] = _value(entry)
    for field in fields(Population):
        if field.name not in found:
            raise data.head.error(Problem.MISSING, field.name)
    return Population(**found)


def _name(entry: Entry) -> str:
    entry.only("id", "value", "unit", "what", "source")
    for key in ("unit", "what", "source"):
        entry.text(key)
    name = entry.text("id")
    if name not in {field.name for field in fields(Population)}:
        raise entry.error(Problem.UNKNOWN_KEY, "id", name)
    return name


def _value(entry: Entry) -> int:
    value = entry.number("value")
    if not 0 <= value <= (100 if entry.text("unit").startswith("%") else MOST):
        raise entry.error(Problem.IMPLAUSIBLE, "value", value)
    return value
