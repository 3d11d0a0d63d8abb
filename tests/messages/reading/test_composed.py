"""Whatever order the pieces of a report come in, and whichever hand types them, the same is read."""

import json

from messages.reading.gazetteer import sample_villages
from messages.reading.protocol import answer_line
from tests.corpus import score
from tests.corpus.composed import Line, bare, composed

COUNT, SEED = 3000, 20260420


def as_typed(line: Line) -> Line:
    """Where a text has no accents, neither have the names that it gives."""
    if score.has_accents(line["text"]):
        return line
    return {**line, "expect": json.loads(bare(json.dumps(line["expect"], ensure_ascii=False)))}


def test_every_order_of_the_pieces_is_read() -> None:
    lines = [as_typed(line) for line in composed(COUNT, SEED)]
    results = [score.score_line(line, answer_line(line, sample_villages())) for line in lines]
    total = score.summarise(results)
    wrong = [(line["text"], r["problems"]) for line, r in zip(lines, results, strict=True) if not r["exact"]]
    assert total["exact"] >= 0.997, wrong
    assert total["invented"] <= COUNT // 1000, wrong
    assert (total["missed_reports"], total["false_reports"]) == (0, 0), wrong
