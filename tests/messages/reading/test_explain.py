"""`read --explain`: every message of the corpus on 100 columns, each token shown, what was read underlined."""

import pytest

from messages.reading.explain import WIDTH, explain
from messages.reading.tokens import tokenise
from tests.corpus import score
from tests.corpus.table import sets
from tests.messages.reading.sample import CONTEXT

LINES = [line["text"] for path in sets() for line in score.load(path)]


def test_every_line_fits_and_every_token_has_its_row() -> None:
    for text in LINES[::3]:
        lines = explain(text, CONTEXT).splitlines()
        assert max(map(len, lines)) <= WIDTH, text
        table = lines[lines.index("-" * WIDTH) + 1 :]
        rows = table[: table.index("")] if "" in table else table
        assert len(rows) >= len(tokenise(text)) - 3, text  # polite words at the end have none


@pytest.mark.parametrize("text", ["", "\x00", "a" * 20_000, "\u0301" * 300, "👶" * 50, "x\ud83d"])
def test_anything_can_be_explained(text: str) -> None:
    assert max(map(len, explain(text, CONTEXT).splitlines())) <= WIDTH


def test_what_was_read_is_underlined() -> None:
    lines = explain("> be trai chet\nvang a pao de con trai 9kg, ban Pa Tan\nSent from my iPhone", CONTEXT).splitlines()
    assert lines[0].endswith("> be trai chet vang a pao de con trai 9kg, ban Pa Tan Sent from my iPhone")
    assert lines[1].endswith("  xx xxxx xxxx ??????????    ======== ???  ?????????? xxxx xxxx xx xxxxxx")


def test_a_report_is_told_with_its_places() -> None:
    told = explain("vang a pao de con trai 9kg o nha, 3 ngay tuoi", CONTEXT)
    for said in (
        "  mother        vang a pao              ? 0-10      vang a pao",
        "  village       B03                       the sender's own",
        "  weight_g      ask: implausible, said '9kg'",
        "  weight_g      missing",
    ):
        assert said in told
