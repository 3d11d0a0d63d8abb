"""The figures of the simulation: all there, each with a unit and a source; a wrong one is named with its line."""

from importlib.resources import files

import pytest

from health.faults import DataError
from health.population import parse_population
from health.shipped import load_population

TEXT = (files("health") / "data" / "simulation.toml").read_text(encoding="utf-8")


def test_the_shipped_figures_are_plausible() -> None:
    figures = load_population()
    assert figures.enrolled_by_code + figures.enrolled_by_village <= 100
    assert figures.agreed + figures.refused <= 100
    assert figures.right_before < figures.right_after
    assert "Bịa" in TEXT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id = "girls"\nvalue = 48', 'id = "girls"\nvalue = 148'),
        ('id = "girls"\nvalue = 48', 'id = "girls"\nvalue = "48"'),
        ('id = "girls"', 'id = "boys"'),
        ('id = "girls"', 'id = "twins"'),
        ('id = "simulation"', 'name = "simulation"'),
        ('unit = "trẻ/thôn/năm"', ""),
    ],
)
def test_a_mistake_is_named(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(DataError):
        parse_population(TEXT.replace(old, new, 1), "simulation.toml")


def test_a_missing_figure_is_named() -> None:
    head, _, rest = TEXT.partition('[[figure]]\nid = "girls"')
    with pytest.raises(DataError, match="girls"):
        parse_population(head + "[[figure]]" + rest.partition("[[figure]]")[2], "simulation.toml")
