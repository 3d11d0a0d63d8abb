"""Data files that health workers edit, TOML or CSV, read into entries that know their line. All raise DataError."""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from io import StringIO
from typing import TypeVar

from health.ages import Span, YearDay
from health.faults import DataError, Fault, Problem

Word = TypeVar("Word", bound=StrEnum)

_HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(#.*)?")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_AT_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a TOML file or one row of a CSV file, which knows where it stands. Its readers raise DataError."""

    file: str
    line: int
    values: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)  # of each key that has one of its own

    def error(self, problem: Problem, key: str, value: object = "") -> DataError:
        """The error to raise about a key of this entry."""
        return DataError(self.file, Fault(self.lines.get(key, self.line), problem, key, str(value)))

    def only(self, *keys: str) -> "Entry":
        """Itself, if it has no other keys: a misspelt key must not be ignored."""
        for key in self.values:
            if key not in keys:
                raise self.error(Problem.UNKNOWN_KEY, key, key)
        return self

    def text(self, key: str, default: str | None = None) -> str:
        """A text without spaces around it; required unless there is a default."""
        value = self.values.get(key)
        if value in (None, ""):
            if default is None:
                raise self.error(Problem.MISSING, key)
            return default
        if not isinstance(value, str):
            raise self.error(Problem.NOT_TEXT, key, value)
        return value.strip()

    def number(self, key: str) -> int:
        """A required whole number."""
        number = self.optional_number(key)
        if number is None:
            raise self.error(Problem.MISSING, key)
        return number

    def optional_number(self, key: str) -> int | None:
        """A whole number, or None if the key is absent."""
        value = self.values.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.error(Problem.NOT_NUMBER, key, value)
        return value

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.error(Problem.NOT_A_CHOICE, key, value)
        return value

    def day(self, key: str) -> date:
        """A required date."""
        value = self.values.get(key)
        if type(value) is not date:
            raise self.error(Problem.MISSING if value is None else Problem.NOT_A_DAY, key, value)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; in CSV one text with semicolons. Absent is empty."""
        value = self.values.get(key) or []
        items = value.split(";") if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.error(Problem.NOT_A_LIST, key, value)
        return tuple(item.strip() for item in items if item.strip())

    def choice(self, key: str, words: type[Word]) -> Word:
        """One word of a closed set; required."""
        word = self.text(key)
        try:
            return words(word)
        except ValueError:
            raise self.error(Problem.NOT_A_CHOICE, key, word) from None

    def choices(self, key: str, words: type[Word]) -> tuple[Word, ...]:
        """Words of a closed set, as a list. Absent is empty."""
        for text in self.texts(key):
            if text not in {word.value for word in words}:
                raise self.error(Problem.NOT_A_CHOICE, key, text)
        return tuple(words(text) for text in self.texts(key))

    def numbers(self, key: str, least: int, most: int) -> tuple[int, ...]:
        """A list of whole numbers between two. Absent is empty."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(type(each) is int and least <= each <= most for each in value):
            raise self.error(Problem.BAD_NUMBERS, key, value)
        return tuple(value)

    def year_days(self, key: str) -> tuple[YearDay, ...]:
        """A list of days of the year such as "05-15", month first. Absent is empty."""
        return tuple(self._year_day(key, text) for text in self.texts(key))

    def span(self, key: str) -> Span | None:
        """A length of time such as {months = 2} or {days = 3}, or None if the key is absent."""
        value = self.values.get(key)
        return None if value is None else self._span(key, value)

    def spans(self, key: str) -> tuple[Span, ...]:
        """A required list of lengths of time."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value:
            raise self.error(Problem.NOT_A_LIST if value else Problem.MISSING, key, value)
        return tuple(self._span(key, item) for item in value)

    def figures(self, key: str) -> dict[int, float]:
        """A table of figures by year such as {2030 = 4.1}; may be empty."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(Problem.BAD_FIGURES, key, value)
        if not all(year.isdigit() and type(figure) in (int, float) for year, figure in value.items()):
            raise self.error(Problem.BAD_FIGURES, key, value)
        return {int(year): float(figure) for year, figure in value.items()}

    def _year_day(self, key: str, text: str) -> YearDay:
        try:
            found = date.fromisoformat(f"2025-{text}")  # a year without 29 February
        except ValueError:
            raise self.error(Problem.BAD_YEAR_DAY, key, text) from None
        return YearDay(found.month, found.day)

    def _span(self, key: str, value: object) -> Span:
        if not isinstance(value, dict) or not value or not value.keys() <= {"months", "days"}:
            raise self.error(Problem.BAD_AGE, key, value)
        if not all(type(number) is int and number >= 0 for number in value.values()):
            raise self.error(Problem.BAD_AGE, key, value)
        return Span(**value)


@dataclass(frozen=True, slots=True)
class DataFile:
    """A TOML file: what stands at its head, and its tables of one name in order."""

    head: Entry
    entries: tuple[Entry, ...]


def read_toml(text: str, file: str, table: str) -> DataFile:
    """A TOML file whose body is `[[table]]` entries."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else max(1, len(text.splitlines()))
        raise DataError(file, Fault(line, Problem.SYNTAX, "file", str(error))) from error
    tables = values.pop(table, [])
    places = list(_places(text))
    found = [(line, keys) for name, line, keys in places if name == table]
    if not isinstance(tables, list) or not tables or len(tables) != len(found):
        raise DataError(file, Fault(1, Problem.EMPTY, f"[[{table}]]"))
    entries = tuple(Entry(file, line, each, keys) for each, (line, keys) in zip(tables, found, strict=True))
    return DataFile(Entry(file, 1, values, places[0][2]), entries)


def _places(text: str) -> Iterator[tuple[str, int, dict[str, int]]]:
    """Where each table and each of its keys stand; first the head of the file, which has no name."""
    name, start = "", 1
    keys: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            yield name, start, keys
            name, start, keys = header[1], number, {}
        elif key := _KEY.match(line):
            keys.setdefault(key[1], number)
    yield name, start, keys


def read_csv(text: str, file: str) -> tuple[Entry, ...]:
    """The rows of a CSV file by the names of its first line; commas or, as Vietnamese spreadsheets save, semicolons."""
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
    try:
        entries = tuple(
            Entry(file, reader.line_num, {key: value for key, value in row.items() if key and value})
            for row in reader
            if any(row.values())
        )
    except csv.Error as error:
        raise DataError(file, Fault(max(1, reader.line_num), Problem.SYNTAX, "file", str(error))) from error
    if not entries:
        raise DataError(file, Fault(1, Problem.EMPTY, "rows"))
    return entries
