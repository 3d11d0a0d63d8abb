"""What parents write, with accents and without: no danger sign falls below its tier; over-alerts are counted."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from handlers.illness import weigh
from health.intervals import wilson
from health.shipped import load_triage
from health.triage import Tier
from messages.reading.ailments import read_ailments
from messages.reading.understand import understand
from messages.reading.understanding import Context, Kind
from messages.sms import fold

FOLDER = Path(__file__).parent.parent / "health"
CONTEXT = Context(date(2026, 11, 25))
TABLES = load_triage()
HEARD = (Kind.DANGER_SIGN, Kind.NONE, Kind.QUESTION, Kind.BIRTH)  # kinds in which a family's illness is heard
BLIND = ("triage_blind_a", "triage_blind_b", "triage_blind_c")
MOST_OVER = 0.02  # of all phrases may be answered more urgently than asked for


class Case(NamedTuple):
    text: str
    age_days: int | None
    tier: Tier
    held_out: bool


class Answer(NamedTuple):
    case: Case
    tier: Tier | None  # None: not heard as an illness at all


def cases() -> Iterator[Case]:
    """Each phrase as written and folded."""
    for name in ("triage_phrases", "triage_unseen", *BLIND):
        file = read(name)
        told = [(entry, text) for entry in file.get("group", ()) for text in entry["phrases"]]
        told += [(entry, entry["text"]) for entry in file.get("phrase", ())]
        told += [(entry, text) for entry in file.get("row", ()) if entry["tier"] != "none" for text in entry["say"]]
        for entry, text in told:
            tier, held_out = Tier[entry["tier"].upper()], entry.get("held_out", file.get("held_out", False))
            for typed in dict.fromkeys((text, fold(text))):
                yield Case(typed, entry.get("age_days", entry.get("age")), tier, held_out)


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def answered(case: Case) -> Answer:
    meaning, told = understand(case.text, CONTEXT), read_ailments(case.text, CONTEXT)
    after_a_dose = meaning.kind is Kind.VACCINATION and "after_injection" in told.signs
    age = case.age_days if case.age_days is not None else min(told.ages, default=None)
    signs, verdict = weigh(told, meaning.signs, age, TABLES)
    return Answer(case, verdict.tier if signs and (meaning.kind in HEARD or after_a_dose) else None)


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    return [answered(case) for case in cases()]


def test_there_are_enough_phrases_and_a_tenth_was_held_out(answers: list[Answer]) -> None:
    texts = {fold(one.case.text) for one in answers}
    held_out = {fold(one.case.text) for one in answers if one.case.held_out}
    assert len(texts) >= 150
    assert len(held_out) * 10 >= len(texts)


def test_no_danger_sign_falls_below_its_tier(answers: list[Answer]) -> None:
    below = [one for one in answers if one.tier is None or one.tier < one.case.tier]
    assert [(one.case.text, one.case.tier.name, one.tier) for one in below] == []


def test_over_alerts_are_counted(answers: list[Answer], capsys: pytest.CaptureFixture[str]) -> None:
    over = [one for one in answers if one.tier is not None and one.tier > one.case.tier]
    danger = [one for one in answers if one.case.tier > Tier.HOME]
    heard = sum(one.tier is not None and one.tier >= one.case.tier for one in danger)
    low, high = wilson(heard, len(danger))
    with capsys.disabled():
        print(f"\n  triage: {heard}/{len(danger)} at their tier or above ({low:.3f}-{high:.3f})", end="; ")
        print(f"over-alerts {len(over)}/{len(answers)}: {[one.case.text for one in over]}")
    assert len(over) <= MOST_OVER * len(answers)


def test_questions_denials_and_what_is_over_raise_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    quiet = [(row, text) for name in BLIND for row in read(name)["row"] if row["tier"] == "none" for text in row["say"]]
    typed = [(one, row["age"]) for row, text in quiet for one in dict.fromkeys((text, fold(text)))]
    told = [answered(Case(text, age, Tier.HOME, False)) for text, age in typed]
    raised = [one.case.text for one in told if one.tier is not None and one.tier > Tier.HOME]
    with capsys.disabled():
        print(f"\n  triage: {len(raised)}/{len(typed)} of what is no illness now raised an alarm: {raised}")
    assert len(raised) <= MOST_OVER * len(typed)
