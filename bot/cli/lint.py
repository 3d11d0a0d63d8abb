"""`bekhoe lint`: the data files that a health worker may change, read as a colleague would read them."""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Annotated, NamedTuple

import typer

from bot.cli.home import WANTING


class Fault(NamedTuple):
    """One thing to mend."""

    file: str
    entry: str
    what: str  # what is wrong and what to do


def lint(as_json: Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc.")] = False) -> None:
    """Soát các tệp dữ liệu: bài nhắn, danh sách từ, mẫu hỏi, câu trả lời. Mỗi lỗi nói tệp, mục và cách sửa.

    Ví dụ: bekhoe lint
    """
    faults = list(_unreadable()) or [*_lessons(), *_quizzes(), *_words(), *_triage()]
    if as_json:
        typer.echo(json.dumps([fault._asdict() for fault in faults], ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            typer.echo(f"{fault.file}: {fault.entry}\n  {fault.what}")
        typer.echo(f"{len(faults)} chỗ cần sửa." if faults else "Không có lỗi.")
    if faults:
        raise typer.Exit(WANTING)


def _unreadable() -> Iterator[Fault]:
    """Files that cannot be parsed, or lack something: nothing else can be said before they are mended."""
    from health import shipped
    from messages.commands import read_command
    from messages.formfile import load_forms
    from messages.reading.lexicon import lexicon
    from messages.texts import load_texts

    loaders: dict[str, Callable[[], object]] = {
        "health/data/epi_schedule.toml": shipped.load_schedule,
        "health/data/plans": shipped.load_plans,
        "health/data/lessons": shipped.load_lessons,
        "health/data/forbidden.toml": shipped.load_forbidden,
        "health/data/addressing.toml": shipped.load_addressing,
        "health/data/after_loss.toml": shipped.load_loss_rules,
        "health/data/topic_ages.toml": shipped.load_topics,
        "health/data/reading_ease.toml": shipped.load_reading_limits,
        "health/data/triage.toml": shipped.load_triage,
        "health/data/quizzes": shipped.load_quizzes,
        "health/data/places": shipped.load_sample_places,
        "health/data/simulation.toml": shipped.load_population,
        "messages/data/forms": load_forms,
        "messages/data": load_texts,
        "messages/data/commands.toml": lambda: read_command("x"),
        "messages/reading/words": lexicon,
    }
    for file, load in loaders.items():
        try:
            load()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield Fault(file, "không đọc được", f"{error}: sửa lại cho đúng kiểu viết của các mục bên cạnh")


def _lessons() -> Iterator[Fault]:
    from health import shipped
    from health.lesson_address import lint_lesson_address
    from health.lesson_days import lint_days
    from health.lesson_lint import lint_lessons
    from health.lesson_topics import lint_topics
    from health.readability import lint_reading
    from messages.lesson_sms import lint_sms

    lessons, plans = shipped.load_lessons(), shipped.load_plans()
    faults = (
        *lint_lessons(lessons, plans, shipped.load_forbidden()),
        *lint_topics(lessons, plans, shipped.load_topics()),
        *lint_lesson_address(lessons, shipped.load_addressing()),
        *lint_reading(lessons, shipped.load_reading_limits()),
        *lint_sms(lessons),
        *lint_days(lessons),
    )
    texts = {path.name: path.read_text(encoding="utf-8") for path in (files("health") / "data" / "lessons").iterdir()}
    for fault in faults:
        file = next((name for name, text in texts.items() if f'id = "{fault.lesson}"' in text), "")
        yield Fault(f"health/data/lessons/{file}", fault.lesson, f"{fault.rule}: {fault.what}")


def _quizzes() -> Iterator[Fault]:
    from health.lesson_address import lint_quiz_address
    from health.quiz_lint import lint_quizzes
    from health.shipped import load_addressing, load_forbidden, load_plans, load_quizzes
    from messages.quizzes import MOST_SEGMENTS, too_long

    quizzes = load_quizzes()
    for fault in lint_quizzes(quizzes, load_plans(), load_forbidden()):
        yield Fault("health/data/quizzes", fault.quiz, f"{fault.rule}: {fault.what}")
    for spoken in lint_quiz_address(quizzes, load_addressing()):
        yield Fault("health/data/quizzes", spoken.lesson, f"{spoken.rule}: {spoken.what}")
    for quiz in quizzes:
        if too_long(quiz):
            yield Fault("health/data/quizzes", quiz.id, f"dài hơn {MOST_SEGMENTS} tin SMS: viết ngắn lại")


def _words() -> Iterator[Fault]:
    from messages.reading.word_lint import lint_words

    for fault in lint_words():
        yield Fault(f"messages/reading/words/{fault.file}", fault.phrase, fault.what)


def _triage() -> Iterator[Fault]:
    from health.shipped import load_lessons, load_triage
    from messages.reading.triage_lint import lint_triage

    for fault in lint_triage(load_triage(), {lesson.id for lesson in load_lessons()}):
        yield Fault(*fault)
