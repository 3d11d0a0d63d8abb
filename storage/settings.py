"""What the home remembers between runs: named short texts."""

from sqlalchemy import Connection, bindparam, delete, insert, select

from storage.tables import setting

GET = select(setting.c.value).where(setting.c.name == bindparam("wanted"))
DELETE = delete(setting).where(setting.c.name == bindparam("wanted"))
INSERT = insert(setting)


def get(conn: Connection, name: str) -> str | None:
    """The value kept under the name, or None."""
    return conn.scalar(GET, {"wanted": name})


def put(conn: Connection, name: str, value: str) -> None:
    """Keep the value under the name, in place of any before."""
    conn.execute(DELETE, {"wanted": name})
    conn.execute(INSERT, {"name": name, "value": value})
