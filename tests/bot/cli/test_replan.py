"""A replan by hand: what it came to, and that signing does it by itself."""

import json
from datetime import date

import pytest

from storage import agenda, care, children, people, places
from storage.agenda import What
from storage.care import Answer, Consent
from storage.children import NewChild
from tests.bot.cli.conftest import Shell
from tests.support.moments import NOW


def _family(shell: Shell) -> None:
    """A mother who agreed, and nobody ever looks at her child."""
    with shell.looking() as conn:
        commune = places.communes(conn)[0]
        child = children.add(conn, NewChild(commune.id, None, "102748", "f", date(2026, 4, 10)), NOW)
        mother = people.add(conn, NOW, commune.id)
        care.look_after(conn, mother, child, NOW)
        care.record_consent(conn, mother, Consent("messages", Answer.YES, "2", "sms", None, NOW))


def test_what_was_lost_is_planned_again(commune: Shell) -> None:
    _family(commune)
    assert json.loads(commune.told("replan", "--json")) == {"children": 1, "changed": 2}  # a lesson, a reminder
    assert commune.told("replan").startswith("1 trẻ")


@pytest.mark.parametrize("words", [("schedule", "--by", "BS Lò Văn Hải"), ("init", "--sample", "--json")])
def test_signing_and_new_places_plan_anew(commune: Shell, words: tuple[str, ...]) -> None:
    _family(commune)
    commune.told(*words)
    with commune.looking() as conn:
        assert agenda.is_planned(conn, places.communes(conn)[0].id, What.REMINDER)
