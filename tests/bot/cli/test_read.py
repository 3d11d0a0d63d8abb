"""`bekhoe read`: one answer a line, whatever the line."""

import json

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.read import read

app = typer.Typer()
app.command()(read)
GOOD = {
    "id": "a",
    "text": "be gai 3kg1 hom qua tai tram",
    "as": "collaborator",
    "village_of_sender": "B01",
    "today": "2026-04-20",
}


def answers(*lines: str) -> list[dict[str, object]]:
    """What the command answers to lines on stdin."""
    result = CliRunner().invoke(app, [], input="\n".join(lines))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_a_message_is_answered() -> None:
    (answer,) = answers(json.dumps(GOOD))
    assert (answer["id"], answer["kind"], answer["missing"]) == ("a", "birth", [])


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("nonsense", None),
        ("[1]", None),
        ("{}", None),
        ('{"id": "x"}', "x"),
        ('{"id": "x", "text": 5, "today": "soon"}', "x"),
        ("[" * 5000, None),
    ],
)
def test_a_bad_line_is_answered_as_none(line: str, known: str | None) -> None:
    (answer,) = answers(line)
    assert answer == {"id": known, "kind": "none", "reports": [], "missing": []}


def test_the_stream_goes_on_after_a_bad_line() -> None:
    assert [answer["kind"] for answer in answers("nonsense", "", json.dumps(GOOD))] == ["none", "birth"]


def test_explain() -> None:
    result = CliRunner().invoke(
        app, ["--explain", "be gai 3kg1 hom qua tai tram", "--today", "2026-04-20", "--village", "B01"]
    )
    assert result.exit_code == 0
    assert "date_of_birth 2026-04-19" in result.output


def test_a_wrong_day_is_wrong_use() -> None:
    assert CliRunner().invoke(app, ["--explain", "x", "--today", "soon"]).exit_code == 2
