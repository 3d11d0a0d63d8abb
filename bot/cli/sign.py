"""`bekhoe sign`: the station reads lessons and quizzes and signs them; unsigned ones go to no real family."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import WANTING, fail, home_now, open_home
from bot.cli.replan import replan_home

if TYPE_CHECKING:
    from health.quizzes import Quiz


def sign(
    by: Annotated[str | None, typer.Option(help="Họ tên, chức vụ người ký; bỏ trống: in bài chưa ký để đọc.")] = None,
    lesson: Annotated[list[str] | None, typer.Option(help="Mã bài; lặp lại được; bỏ trống là mọi bài.")] = None,
) -> None:
    """Đọc và ký các bài nhắn, bài hỏi, bảng phân mức dấu hiệu. Bài chưa ký không gửi cho ai.

    Ví dụ: bekhoe sign --by "BS Lò Văn Hải, trưởng trạm"
    """
    from handlers import signing
    from health.shipped import load_lessons, load_quizzes, load_triage

    lessons = [one for one in load_lessons() if not lesson or one.id in lesson]
    quizzes = [one for one in load_quizzes() if not lesson or one.id in lesson]
    tables = [one for one in (load_triage(),) if not lesson or one.id in lesson]
    content: list[signing.Content] = [*lessons, *quizzes, *tables]
    known = {one.id for one in content}
    if unknown := set(lesson or ()) - known:
        raise fail(f"Không có bài {', '.join(sorted(unknown))}")
    with open_home(writer=True) as home:
        if by is not None and by.strip():
            with home.engine.begin() as conn:
                done = signing.sign(conn, content, by, home_now(conn))
            replan_home(home)  # again too where it was cut short
            typer.echo(f"Đã ký {done} bài.")
            return
        with home.engine.connect() as conn:
            read, asked = signing.signed_among(conn, lessons), signing.signed_among(conn, quizzes)
            judged = signing.signed_among(conn, tables)
    waiting = [one for one in lessons if one not in read]
    asking = [one for one in quizzes if one not in asked]
    for one in waiting:
        typer.echo(f"{one.id} ({one.source})\n  {one.chat}\n  SMS: {one.sms}\n")
    for quiz in asking:
        typer.echo(f"{quiz.id} ({quiz.source})\n{_shown(quiz)}\n  {quiz.answer_chat}\n")
    judging = [] if judged else tables
    for one_table in judging:
        typer.echo(f"{one_table.id}: bảng phân mức dấu hiệu và lời dặn\n{_advice()}\n")
    waiting_count = len(waiting) + len(asking) + len(judging)
    typer.echo(f'{waiting_count} bài chưa ký. Ký: bekhoe sign --by "họ tên, chức vụ"')
    if waiting_count:
        raise typer.Exit(WANTING)


def _advice() -> str:
    """What families are told by the tables, as chat says it."""
    from messages.texts import load_texts

    heads = ("danger", "aid_", "today", "home")
    return "\n".join(
        f"  {key}: {' '.join(text.chat.split())}" for key, text in load_texts().items() if key.startswith(heads)
    )


def _shown(quiz: "Quiz") -> str:
    """Question and choices, those that count as right marked."""
    lines = []
    for question in quiz.questions:
        lines.append(f"  {question.chat}")
        lines += [f"    {'+' if one.right else '-'} {one.chat}" for one in quiz.of_question(question.id)]
    return "\n".join(lines)
