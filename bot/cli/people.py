"""`bekhoe people`: who works for the commune, how they are reached, who has practised."""

import json
from typing import Annotated

import typer

from bot.cli.home import home_now, open_home


def people(as_json: Annotated[bool, typer.Option("--json", help="In dưới dạng JSON.")] = False) -> None:
    """Cán bộ và cộng tác viên: thôn, cách liên lạc, lần nghe gần nhất, đã tập chưa.

    Ví dụ: bekhoe people
    """
    from health.local_time import local_date
    from messages.render import say
    from messages.voice import Voice
    from storage import contacts
    from storage import people as stored

    with open_home() as home, home.engine.connect() as conn:
        voice = Voice(local_date(home_now(conn)))
        roster = stored.roster(conn)
        if not roster and not as_json:
            typer.echo("Chưa có ai tham gia: bekhoe invite")
        for held in roster:
            way = next(iter(contacts.of(conn, held.person_id)), None)
            heard = local_date(way.heard_at) if way else None
            practised = local_date(held.practised_at) if held.practised_at else None
            row = {
                "role": held.role,
                "place": held.place,
                "contact": way.address if way else None,
                "heard": str(heard) if heard else None,
                "practised": str(practised) if practised else None,
            }
            if as_json:
                typer.echo(json.dumps(row, ensure_ascii=False))
                continue
            role = say(f"role_{held.role}", voice)
            done = f"tập {practised:%d/%m/%Y}" if practised else "chưa tập"
            typer.echo(f"{held.place}  {role}  {row['contact'] or '-'}  nghe {heard or '-'}  {done}")
