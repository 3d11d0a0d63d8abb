"""`bekhoe forgotten`: the erasures that were done, to keep beside backups and to do again after one came back."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.home import fail, home_now, open_home

if TYPE_CHECKING:
    from storage.engine import Connection


def forgotten(
    again: Annotated[Path | None, typer.Option(help="Tệp do lệnh này in: xóa lại sau khi dùng bản sao cũ.")] = None,
) -> None:
    """In các lần đã xóa (chỉ dấu băm, không tên, không số) để cất cạnh bản sao; hoặc xóa lại theo tệp đó.

    Ví dụ: bekhoe forgotten > da-xoa.jsonl
    """
    with open_home(writer=again is not None) as home, home.engine.begin() as conn:
        if again is None:
            _prove(conn)
        else:
            typer.echo(f"Đã xóa lại {_again(conn, again)} người.")


def _prove(conn: "Connection") -> None:
    """One line of JSON for each erasure: keyed digests, which tell nothing without the station's key."""
    from storage import erasures

    for one in erasures.done(conn):
        assert one.done_at is not None
        row = {"done": one.done_at.isoformat(), "children": one.with_children, "digests": list(one.digests)}
        typer.echo(json.dumps(row))


def _again(conn: "Connection", file: Path) -> int:
    """Erase anew whoever had been erased; who wrote since has begun anew and stays."""
    from handlers.erasing import finish, request
    from storage import contacts, erasures, people
    from storage.erasures import NewErasure

    now, count = home_now(conn), 0
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        past = [(datetime.fromisoformat(row["done"]), bool(row["children"]), row["digests"]) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise fail(f"Không đọc được {file}: cần tệp do bekhoe forgotten in ra") from error
    for done_at, with_children, digests in past:
        for person_id in contacts.known_before(conn, digests, done_at):
            person = people.get(conn, person_id)
            new = NewErasure(person_id, person.commune_id, with_children, "sms", now, now)
            asked = erasures.get(conn, request(conn, new)[0])
            assert asked is not None
            finish(conn, asked, now, None)
            count += 1
    return count
