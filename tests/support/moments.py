"""Moments that tests speak of."""

from datetime import UTC, date, datetime
from typing import Final

NOW: Final = datetime(2026, 4, 20, 1, 0, tzinfo=UTC)  # Monday 20/4/2026, 08:00 in Bình Lư
TODAY: Final = date(2026, 4, 20)
