"""`bekhoe preview`: what a family would receive, told and not sent."""

import json
import re
from datetime import date

import pytest

from handlers import signing
from health.shipped import load_lessons
from storage import children, outbox, people, places
from storage.children import NewChild
from tests.bot.cli.conftest import Shell
from tests.support.moments import NOW

CODE = "102748"


@pytest.fixture
def family(commune: Shell) -> Shell:
    """A home in which one child was born on Sunday, 19/4/2026."""
    with commune.looking() as conn:
        place = places.communes(conn)[0]
        children.add(conn, NewChild(place.id, None, CODE, "f", date(2026, 4, 19)), NOW)
    return commune


def test_the_first_weeks(family: Shell) -> None:
    told = json.loads(family.told("preview", CODE, "--weeks", "1", "--json"))
    assert [(one["day"], one["kind"], one["lesson"]) for one in told] == [
        ("2026-04-20", "reminder", "vax_today"),
        ("2026-04-20", "lesson", "nb-signs-1"),
        ("2026-04-21", "reminder", "ask_after_dose"),
        ("2026-04-21", "lesson", "birth-first-hour"),
        ("2026-04-22", "lesson", "nb-signs-2"),
    ]
    assert {"day", "kind", "lesson", "chat", "sms", "segments", "is_signed"} == set(told[0])
    assert "{tram}" not in told[0]["sms"] + told[0]["chat"]


def test_in_words_with_its_cost(family: Shell) -> None:
    told = family.told("preview", f"TE{CODE}", "--from", "2026-10-19", "--weeks", "12", "--price", "300")
    assert "cf-start" in told
    assert "  SMS (1 tin): Be tron 6 thang" in told
    lessons, sent = told.count("  Chat: ") - told.count(" vax_"), told.count("SMS (1 tin)") + 2 * told.count("(2 tin)")
    lessons -= told.count(" ask_after_dose")
    assert "vax_due" in told
    assert told.endswith(f"{sent} tin SMS, {sent * 300} đồng cho mỗi người nhận SMS; "
                         f"{lessons} tin trạm chưa ký, chưa gửi cho ai ngoài xã mẫu.\n")  # fmt: skip


def test_a_series_goes_on_as_if_every_dose_were_given(family: Shell) -> None:
    told = json.loads(family.told("preview", CODE, "--from", "2026-06-01", "--weeks", "20", "--json"))
    called = "".join(one["sms"] for one in told if one["lesson"] == "vax_today")
    assert re.findall(r"5 trong 1 mui (\d)", called) == ["1", "2", "3"]
    assert len({(one["day"], one["lesson"]) for one in told}) == len(told)


def test_signed_ones_wait_for_nobody(family: Shell) -> None:
    with family.looking() as conn:
        signing.sign(conn, load_lessons(), "BS Lò Văn Hải", NOW)
    assert "chưa ký" not in family.told("preview", CODE)


def test_nothing_is_planned_by_looking(family: Shell) -> None:
    family.told("preview", CODE)
    with family.looking() as conn:
        everybody = range(1, 1 + people.add(conn, NOW))
        assert [outbox.lessons_of(conn, person) for person in everybody if outbox.lessons_of(conn, person)] == []


def test_nothing_after_a_death(family: Shell) -> None:
    with family.looking() as conn:
        child = children.by_code(conn, CODE)
        assert child is not None
        children.change(conn, child.id, {"dead": True})
    assert json.loads(family.told("preview", CODE, "--json")) == []


@pytest.mark.parametrize(("words", "status"), [((CODE[::-1],), 1), ((CODE, "--from", "soon"), 2)])
def test_what_cannot_be(family: Shell, words: tuple[str, ...], status: int) -> None:
    assert family.run("preview", *words).exit_code == status
