"""Keeps departures under a provider's limits by spacing them, so that the provider never has to say 429.

python-telegram-bot's own limiter lets a full second's worth go at once and then as many again within that second.
"""

KEYS_KEPT = 1024  # above this, keys that owe no waiting are dropped


class Pace:
    """At most `per_s` departures a second for each key, the first `burst` of them at once."""

    def __init__(self, per_s: float, burst: int = 1) -> None:
        """`per_s` > 0; `burst` >= 1."""
        self._interval_s = 1 / per_s
        self._slack_s = (burst - 1) * self._interval_s
        self._next: dict[str, float] = {}  # key -> earliest next departure, in the caller's seconds

    def reserve(self, key: str, now_s: float) -> float:
        """Take the key's next slot; returns how many seconds from now it is."""
        if len(self._next) > KEYS_KEPT:
            self._next = {k: at for k, at in self._next.items() if at > now_s - self._slack_s}
        slot = max(self._next.get(key, 0.0), now_s - self._slack_s)
        self._next[key] = slot + self._interval_s
        return max(0.0, slot - now_s)
