"""The labelled corpora, scored by their own scorer: in process, and once through the real command."""

import json
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from messages.reading.gazetteer import sample_villages
from messages.reading.protocol import answer_line
from tests.corpus import score

HERE = Path(__file__).parent
COMMAND = [
    sys.executable,
    "-c",
    "from bot.cli.read import serve; from messages.reading.gazetteer import sample_villages; serve(sample_villages())",
]
AT_LEAST = {"kind": 0.99, "exact": 0.98, "exact_reports": 0.97, "precision": 0.99, "recall": 0.98, "missing": 0.97}
AT_MOST = {"invented": 0, "false_reports": 0, "missed_reports": 0}


@pytest.mark.parametrize("name", ["shared.jsonl", "own.jsonl", "fresh_a.jsonl", "more_a.jsonl", "deaths.jsonl"])
def test_scores(name: str) -> None:
    lines = score.load(HERE / name)
    results = [score.score_line(line, answer_line(line, sample_villages())) for line in lines]
    total = score.summarise(results)
    wrong = [
        (line["id"], result["problems"]) for line, result in zip(lines, results, strict=True) if not result["exact"]
    ]
    assert {name: total[name] for name in AT_LEAST if total[name] < AT_LEAST[name]} == {}, wrong
    assert {name: total[name] for name in AT_MOST if total[name] > AT_MOST[name]} == {}, wrong


def bare(text: str) -> str:
    """Without accents, as most phones write."""
    kept = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return "".join(kept).replace("đ", "d").replace("Đ", "D")


# The same messages as other phones and other hands send them: what must hold of the kinds and of the values.
TYPED_OTHERWISE = (
    ("without accents", bare, 0.99, 0.985),
    ("small letters", str.lower, 0.99, 0.985),
    ("neither", lambda text: bare(text).lower(), 0.985, 0.975),
    ("capitals", str.upper, 0.99, 0.985),
    ("decomposed", lambda text: unicodedata.normalize("NFD", text), 0.995, 0.99),
    ("a polite word behind", lambda text: text + " ạ", 0.99, 0.99),
    ("lines for commas", lambda text: text.replace(", ", "\n"), 0.99, 0.99),
)


@pytest.mark.parametrize(("how", "typed", "kind", "values"), TYPED_OTHERWISE, ids=[row[0] for row in TYPED_OTHERWISE])
def test_typed_otherwise(how: str, typed: Callable[[str], str], kind: float, values: float) -> None:
    results = []
    for line in [line for name in ("shared.jsonl", "own.jsonl") for line in score.load(HERE / name)]:
        text = typed(line["text"])
        expect = (
            line["expect"]
            if score.has_accents(text)
            else json.loads(bare(json.dumps(line["expect"], ensure_ascii=False)))
        )
        changed = {**line, "text": text, "expect": expect}
        results.append(score.score_line(changed, answer_line(changed, sample_villages())))
    total = score.summarise(results)
    assert total["kind"] >= kind, how
    assert min(total["precision"], total["recall"]) >= values, how


def test_no_death_and_no_danger_is_missed() -> None:
    grave = ("death", "mixed", "danger_sign")
    for name in ("shared.jsonl", "own.jsonl"):
        for line in score.load(HERE / name):
            if line["expect"]["kind"] in grave:
                assert answer_line(line, sample_villages())["kind"] == line["expect"]["kind"], line["text"]


def test_the_command_speaks_the_protocol() -> None:
    arguments = [
        str(HERE / "shared.jsonl"),
        "--min",
        "kind=0.98",
        "--max",
        "invented=0",
        "false_reports=0",
        "--",
        *COMMAND,
    ]
    assert score.main(arguments) == 0


def test_ids_are_unique_over_both() -> None:
    ids = [line["id"] for name in ("shared.jsonl", "own.jsonl") for line in score.load(HERE / name)]
    assert len(ids) == len(set(ids))
