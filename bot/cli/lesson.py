"""`bekhoe lesson`: one lesson as families get it, or all of them for a program. Needs no home."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import WANTING, fail

if TYPE_CHECKING:
    from health.lessons import Lesson


def lesson(
    code: Annotated[
        str | None, typer.Argument(metavar="MÃ", help="Mã bài; bỏ trống: mọi bài, mỗi bài một dòng.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc.")] = False,
) -> None:
    """Xem bài nhắn cho gia đình: bản chat, bản SMS, số tin SMS, khi nào gửi, nguồn.

    Ví dụ: bekhoe lesson nb-cord
    """
    from health.shipped import load_lessons

    lessons = [one for one in load_lessons() if code in (None, one.id)]
    if not lessons:
        raise fail(f"Không có bài {code}: xem các mã bằng bekhoe lesson", WANTING)
    if as_json:
        typer.echo(json.dumps([_plain(one) for one in lessons], ensure_ascii=False, indent=1))
    elif code is None:
        for one in lessons:
            typer.echo(_line(one))
    else:
        typer.echo(_whole(lessons[0]))


def _plain(one: "Lesson") -> dict[str, object]:
    from bot.cli.lesson_words import times
    from messages.lesson_sms import lesson_segments

    return {
        "id": one.id,
        "topic": one.topic,
        "concept": one.concept,
        "plans": list(one.plans),
        "when": times(one),
        "valid_days": one.valid_days,
        "sms": one.sms,
        "chat": one.chat,
        "segments": lesson_segments(one),
        "source": one.source,
        "version": one.version,
        "signed_off": one.signed_off,
    }


def _line(one: "Lesson") -> str:
    from bot.cli.lesson_words import times

    return f"{one.id:22} {times(one)}"


def _whole(one: "Lesson") -> str:
    from bot.cli.lesson_words import times
    from messages.lesson_sms import LONGEST_NUMBER, lesson_segments, sms_of

    signed = one.signed_off or "chưa ký trong tệp (trạm ký bằng bekhoe sign)"
    return "\n".join(
        (
            f"{one.id} · {one.topic} · {one.concept}",
            f"Gửi: {times(one)}; còn ích {one.valid_days} ngày",
            f"Chat: {one.chat}",
            f"SMS ({lesson_segments(one)} tin, số trạm {len(LONGEST_NUMBER)} chữ số): {sms_of(one)}",
            f"Nguồn: {one.source}",
            f"Phiên bản {one.version}; ký: {signed}",
        )
    )
