"""The column type of moments: aware in Python, UTC without a zone in the database; and the local day of one, in SQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Date, DateTime, Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from health.local_time import VIETNAM

_AHEAD_HOURS = int(VIETNAM.utcoffset(None).total_seconds()) // 3600


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC. A naive datetime raises ValueError: nobody knows which moment it is."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware moment -> naive UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value.isoformat()}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Naive UTC -> aware moment."""
        return None if value is None else value.replace(tzinfo=UTC)


class LocalDay(FunctionElement[Any]):
    """The local date of a column of moments, as `health.local_time.local_date` tells it."""

    type = Date()
    inherit_cache = True


@compiles(LocalDay, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, '+{_AHEAD_HOURS} hours')"


@compiles(LocalDay, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} + INTERVAL '{_AHEAD_HOURS} hours' AS DATE)"
