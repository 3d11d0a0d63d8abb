"""The columns and indexes that every table is built of."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, text

NAMES: Final = {  # of indexes and constraints
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def own_id() -> Column[int]:
    """The number of a row."""
    return Column("id", Integer, primary_key=True)


def ref(name: str, target: str, *, optional: bool = False, index: bool = False) -> Column[int]:
    """The number of a row of another table."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=optional, index=index)


def commune(*, optional: bool = False) -> Column[int]:
    """The commune that a row belongs to."""
    return ref("commune_id", "place", optional=optional)


def partial(name: str, *columns: str, where: str) -> Index:
    """An index of the few rows that are still of interest."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
