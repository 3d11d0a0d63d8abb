"""What can be wrong with a line that a health worker wrote, and what to do about it.

Fault          one thing wrong at one line; a register gives a list of them
DataError      a data file cannot be used: its `file` and the first `Fault`
"""

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """What can be wrong with a line; the value says what to do, `{}` stands for what was written."""

    SYNTAX = "this cannot be read ({}): correct the line"
    EMPTY = "nothing here: write at least one entry"
    MISSING = "is missing: write it"
    UNKNOWN_KEY = "{!r} is no known name: correct its spelling or take it out"
    NOT_TEXT = "{!r} is not a text: put it between quotation marks"
    NOT_NUMBER = "{!r} is not a whole number: write digits alone"
    NOT_A_LIST = "{!r} is not a list: write it as [..., ...]"
    NOT_A_DAY = "{!r} is not a date that can be: write it as day/month/year"
    NOT_A_CHOICE = "{!r} is not one of the words allowed here: choose one of them"
    DUPLICATE = "{!r} stands here twice: take one out or give it another code"
    UNKNOWN_PLACE = "{!r} is no place of this list: add that place or correct the code"
    WRONG_PARENT = "{!r} is not a larger place than this one: give the place that holds it"
    CYCLE = "{!r} holds itself through its parents: correct the parents"
    BAD_PHONE = "{!r} is not a telephone number of Vietnam: write 10 or 11 digits that begin with 0"
    BAD_SESSION = "{!r} is no rule for a day: write 5 (day of the month), 'thứ 4' or 'thứ 4 tuần 2'"
    BAD_AGE = "{!r} is not an age: write {{days = 3}} or {{months = 2}}"
    BAD_YEAR_DAY = "{!r} is no day of the year: write '05-15' for 15 May"
    BAD_NUMBERS = "{!r} is no list of whole numbers that can be: write [20, 28]"
    BAD_FIGURES = "{!r} is no table of figures by year: write {{2030 = 4.1}}"
    IMPLAUSIBLE = "{!r} cannot be right: check it in the register"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong at one line."""

    line: int  # 1 for the first
    problem: Problem
    field: str  # the key or the column
    value: str = ""  # as written

    def __str__(self) -> str:
        """One sentence for the person who edits the file."""
        return f"line {self.line}: {self.field} {self.problem.value.format(self.value)}"


class DataError(ValueError):
    """A data file cannot be used."""

    def __init__(self, file: str, fault: Fault) -> None:
        """`file` is its name as the person knows it."""
        super().__init__(f"{file}, {fault}")
        self.file = file
        self.fault = fault
