"""Run by alembic: migrates on the connection that it is given, within its transaction."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.sql.elements import False_, True_
from sqlalchemy.types import TypeDecorator

from storage.tables import metadata


def render(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Migrations name the database's own types: what they made must not change with the program."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{type(item.impl_instance).__name__}()"
    if kind == "server_default" and isinstance(getattr(item, "arg", None), True_ | False_):
        return f"sa.{item.arg}()"  # SQLite's 0 and 1 are no booleans for PostgreSQL
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
