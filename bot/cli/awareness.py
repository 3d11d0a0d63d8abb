"""`bekhoe awareness`: what families know, by topic and round, with how many did not answer."""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.home import fail, first_commune, home_now, open_home, place_of

if TYPE_CHECKING:
    from handlers.awareness import Awareness

DIGITS = 4  # of an interval's bounds


def awareness(
    village: Annotated[str | None, typer.Option(help="Mã thôn, ví dụ B01; bỏ trống là cả xã.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="Hỏi từ ngày, ví dụ 2026-01-01.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Hỏi đến hết ngày, ví dụ 2026-06-30.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In dưới dạng JSON.")] = False,
) -> None:
    """Gia đình biết gì: đã hỏi, đã trả lời, đạt, khoảng tin cậy 95 %, không trả lời; ban đầu bên cạnh sau bài.

    Ví dụ: bekhoe awareness --village B01 --from 2026-01-01 --to 2026-06-30
    """
    from handlers.awareness import awareness as count
    from health.local_time import local_date
    from health.shipped import load_quizzes
    from storage.quizzes import Among

    with open_home() as home, home.engine.connect() as conn:
        commune = first_commune(conn)
        place = place_of(conn, village) if village is not None else None
        if village is not None and (place is None or place.kind != "village"):
            raise fail(f"Không có thôn mã {village}")
        today = local_date(home_now(conn))
        known = load_quizzes()
        rows = count(conn, known, Among(commune.id, place.id if place else None, _day(first), _day(last) or today))
    if as_json:
        typer.echo(json.dumps([_as_dict(row) for row in rows], ensure_ascii=False))
        return
    titles = {quiz.topic: quiz.title for quiz in known}
    for row in rows:
        typer.echo(_in_words(row, titles[row.topic], today))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise fail(f"Ngày viết như 2026-04-20, không phải {text}") from error


def _as_dict(row: "Awareness") -> dict[str, Any]:
    """The promised names, bounds as fractions."""
    bounds = {"low": row.low, "high": row.high}
    return asdict(row) | {name: None if value is None else round(value, DIGITS) for name, value in bounds.items()}


def _in_words(row: "Awareness", title: str, today: date) -> str:
    from messages.render import say
    from messages.voice import Voice

    head = f"{title} ({row.label}), {say(f'round_{row.round}', Voice(today))}:"
    asked = f"hỏi {row.asked}, trả lời {row.answered}, không trả lời {row.unanswered}"
    if row.low is None or row.high is None:
        return f"{head} {asked}"
    share = row.passed / row.answered
    return f"{head} {asked}, đạt {row.passed} ({share:.0%}; {row.low:.0%}-{row.high:.0%})"
