"""The file of the triage tables, read. Raises DataError."""

from health.data_files import Entry, read_toml
from health.faults import Problem
from health.triage import Pace, Row, Tier, Together, Triage, Who

_LAST_HOUR = 23
_PACE = ("arrived_after", "arrived_last", "how", "how_late")  # as the fields of `Pace`


def parse_triage(text: str, file: str) -> Triage:
    """The tables of one TOML file; every sign and every pair once, every id of a pair a sign."""
    signs = read_toml(text, file, "sign")
    head = signs.head.only("id", "version", "source", "signed_off", "together", "breaths", *_PACE)
    rows: dict[str, Row] = {}
    for entry in signs.entries:
        row = _row(entry)
        if row.id in rows:
            raise entry.error(Problem.DUPLICATE, "id", row.id)
        rows[row.id] = row
    together = tuple(_together(entry, rows) for entry in read_toml(text, file, "together").entries)
    breaths = tuple(_breaths(entry) for entry in read_toml(text, file, "breaths").entries)
    pace = Pace(*(_hour(head, key) for key in _PACE))
    signed = head.text("signed_off", "")
    return Triage(head.text("id"), head.text("version"), signed, rows, together, breaths, pace)


def _row(entry: Entry) -> Row:
    entry.only("id", "family", "newborn", "child", "mother", "below_days", "raised", "source")
    tiers = {who: _tier(entry, who.value) for who in Who if who.value in entry.values}
    if not tiers:
        raise entry.error(Problem.MISSING, "child")
    return Row(
        id=entry.text("id"),
        family=entry.text("family", entry.text("id")),
        tiers=tiers,
        below_days=entry.optional_number("below_days") or 0,
        raised=_who(entry, "raised"),
    )


def _together(entry: Entry, rows: dict[str, Row]) -> Together:
    entry.only("id", "any", "beside", "who", "tier", "source")
    for key in ("any", "beside"):
        for sign in entry.texts(key):
            if sign not in rows:
                raise entry.error(Problem.NOT_A_CHOICE, key, sign)
    return Together(
        id=entry.text("id"),
        any=frozenset(entry.texts("any")),
        beside=frozenset(entry.texts("beside")),
        who=_who(entry, "who"),
        tier=_tier(entry, "tier"),
    )


def _tier(entry: Entry, key: str) -> Tier:
    word = entry.text(key)
    if word.upper() not in Tier.__members__:
        raise entry.error(Problem.NOT_A_CHOICE, key, word)
    return Tier[word.upper()]


def _who(entry: Entry, key: str) -> frozenset[Who]:
    words = entry.texts(key)
    for word in words:
        if word not in set(Who):
            raise entry.error(Problem.NOT_A_CHOICE, key, word)
    return frozenset(map(Who, words))


def _breaths(entry: Entry) -> tuple[int, int]:
    entry.only("below_days", "fast")
    return entry.number("below_days"), entry.number("fast")


def _hour(head: Entry, key: str) -> int:
    hour = head.number(key)
    if not 0 <= hour <= _LAST_HOUR:
        raise head.error(Problem.IMPLAUSIBLE, key, hour)
    return hour
