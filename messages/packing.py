"""Values as plain JSON and back: a date and an age keep their kind."""

from datetime import date
from typing import Any

import msgspec

from health.events import Age

Plain = str | int | float | bool | date | Age


def pack(value: Plain) -> Any:
    """The value as JSON holds it: a date as {"date": "2026-04-18"}, an age as {"age": {"days": 3}}."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Age):
        said = {"days": value.days, "months": value.months, "years": value.years}
        return {"age": {unit: count for unit, count in said.items() if count is not None}}
    return value


def unpack(value: Any) -> Any:
    """What `pack` was given. Raises `msgspec.ValidationError` for anything `pack` never makes."""
    if not isinstance(value, dict):
        return value
    if "date" in value:
        return msgspec.convert(value["date"], date)
    return msgspec.convert(value.get("age"), Age)
