"""Every row of a commune carries it: a row that hangs on another takes the commune of that one."""

from sqlalchemy import ScalarSelect, Table, bindparam, select


def commune_of(table: Table) -> ScalarSelect[int]:
    """The commune of the row of `table` whose id an insert gives as `owner`."""
    return select(table.c.commune_id).where(table.c.id == bindparam("owner")).scalar_subquery()
