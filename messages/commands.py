"""Commands at the start of a message. Their words are data (`messages/data/commands.toml`); a message that is none of
them is a report, a question or talk, for the reading to make out."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from health.phones import national_number
from messages.command_kinds import Command, CommandKind
from messages.family_words import family_command, without_name
from messages.reading.normal import clean
from messages.request_words import request_command
from messages.words import ACUTE, HAT, HORN, Phrases, Word, Words, bare, split_words


def read_command(text: str) -> Command | None:
    """The command a message begins with, or None. Never raises."""
    text = clean(text).text  # a quoted line above is no command
    if text.strip() in HELP_MARKS:
        return Command(CommandKind.HELP)
    if text.lstrip().startswith("/"):
        return _slash(text.strip())
    words = split_words(text)
    if not words.words or words.words[0].typed in _data()["never"].all:
        return None
    return next((found for reader in READERS if (found := reader(words))), None)


HELP_MARKS: Final = ("?", "??", "???")
_OF_CHILD: Final = (CommandKind.CHILD, CommandKind.QUIZ, CommandKind.QR)
NUMBERED: Final = (CommandKind.CORRECT, CommandKind.UNDO, CommandKind.RESTORE, CommandKind.OPEN, *_OF_CHILD)
Data = Mapping[str, Any]
_REPORT: Final = re.compile(r"(te|[stvpk])?(\d{1,9})")
_ENROLLED: Final = re.compile(r"(?:[^\W\d]+[\s:]+){0,3}?(?:te)?(\d{6,9})(?!\d)(.*)", re.IGNORECASE | re.DOTALL)
_PHONE: Final = re.compile(r"(?<!\d)(?:\+?84|0)[ .()-]?\d(?:[ .()-]?\d){6,11}")
_WEEK: Final = re.compile(r"w?(\d{1,2})(?:/(\d{4}))?")
_LONGEST_PLACE: Final = 5  # words of a village's name
_LONGEST_CODE: Final = 16
_LEAST_OPENED: Final = 100  # "mo t4": operated on Wednesday
_LONGEST_NUMBER: Final = 9  # digits; no message has a longer one
_LEAST_CHILD: Final = 100_000  # a child's code has six digits or more; "be 3100" is a weight


@cache
def _data() -> Data:
    """The words of commands, ready to be looked for."""
    raw = tomllib.loads((files("messages") / "data" / "commands.toml").read_text(encoding="utf-8"))
    return {name: _prepared(entry) for name, entry in raw.items() if name != "slash"} | {"slash": raw["slash"]}


def _prepared(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {name: _prepared(value) for name, value in entry.items()}
    return Phrases(entry)


def _unaddressed(words: Words) -> Words:
    """The message without the words of address before it: "em xin ngung" is "ngung"."""
    while len(words.words) > 1 and (count := _data()["before"].begin(words.plain)):
        words = words.drop(count)
    return words


def _impolite(plain: tuple[str, ...]) -> tuple[str, ...]:
    """The words without particles of politeness behind them."""
    while len(plain) > 1 and (count := _data()["polite"].end(plain)):
        plain = plain[:-count]
    return plain


def _alone(words: Words) -> Command | None:
    """A command that is the whole message."""
    said = {" ".join(form) for part in (words, _unaddressed(words)) for form in (part.plain, _impolite(part.plain))}
    for kind, phrases in _data()["alone"].items():
        if not said.isdisjoint(phrases.all):
            return Command(CommandKind(kind))
    return None


def _stop(words: Words) -> Command | None:
    """Stop in every spelling, with any words of politeness or about messages behind it."""
    data = _data()["stop"]
    left = _unaddressed(words)
    told = data["message"].all | data["more"].all
    count = data["other"].begin(left.plain)
    if count:
        return _stop_if(left.words[count:], told | data["done"].all)
    letters, marks = bare(left.words[0].typed)
    if letters in data["ngung"].all or (letters in data["dung"].all and HORN in marks):
        return _stop_if(left.words[1:], told | data["done"].all)
    if letters in data["thoi"].all and marks <= {HAT}:
        return _stop_if(left.words[1:], told)
    if letters in data["dung"].all and ACUTE not in marks:
        return _dung(left.words[1:])
    return None


def _stop_if(behind: Sequence[Word], allowed: Collection[str]) -> Command | None:
    """Stop, unless a word behind is about something else ("ngung tho")."""
    polite = _data()["polite"].all
    known = all(_is_one_of(word, allowed) or _is_one_of(word, polite) for word in behind)
    return Command(CommandKind.STOP) if known else None


def _dung(behind: Sequence[Word]) -> Command | None:
    """ "dung" without accents: stop if messages are spoken of, unclear if alone, else "đúng" within a sentence."""
    message = _data()["stop"]["message"].all
    if not _stop_if(behind, message):
        return None
    clear = any(_is_one_of(word, message) for word in behind)
    return Command(CommandKind.STOP if clear else CommandKind.AMBIGUOUS_DUNG)


def _is_one_of(word: Word, known: Collection[str]) -> bool:
    """Whether the word is among those known, as it stands or as an input method would have left it ("nha81n")."""
    half_typed = any(letter.isdecimal() or letter == "w" for letter in word.typed)
    return word.plain in known or (half_typed and bare(word.typed)[0] in known)


def _join(words: Words) -> Command | None:
    count = _data()["join"]["words"].begin(words.plain)
    if not count:
        return None
    code = "".join(_impolite(words.plain[count:]))
    if not code:
        return Command(CommandKind.JOIN)
    several = len(words.words) - count > 1
    if len(code) > _LONGEST_CODE or not code.isalnum() or (several and not any(letter.isdecimal() for letter in code)):
        return None
    return Command(CommandKind.JOIN, code=code.upper())


def _numbered(words: Words) -> Command | None:
    """SUA, HUY, LAI, MO, and a child's code: only with a number that is no amount."""
    for kind in NUMBERED:
        count = _data()["number"][kind].begin(words.plain)
        numbers, end = _numbers(words, count) if count else ((), 0)
        if numbers:
            return _with_numbers(kind, words, numbers, end)
    return _child_alone(words)


def _with_numbers(kind: CommandKind, words: Words, numbers: tuple[int, ...], end: int) -> Command | None:
    rest = words.after(end)
    if kind is CommandKind.OPEN:  # "mo 3100 be gai" is surgery
        return Command(kind, numbers) if not rest and len(numbers) == 1 and numbers[0] >= _LEAST_OPENED else None
    if kind in _OF_CHILD:
        number = numbers[0]
        return Command(kind, numbers, code=f"TE{number}") if not rest and number >= _LEAST_CHILD else None
    return Command(kind, numbers, rest)


def _child_alone(words: Words) -> Command | None:
    """A child's code with its letters is all there is: "TE102748"."""
    match = re.fullmatch(r"te(\d{4,9})", words.plain[0]) if len(words.words) == 1 else None
    if match:
        return Command(CommandKind.CHILD, (int(match[1]),), code=f"TE{match[1]}")
    return None


def _enrol(words: Words) -> Command | None:
    """DANG KY 102748 0912 345 678: a child's code and a family's number; without a code it is any other wish."""
    count = _data()["enrol"]["words"].begin(words.plain)
    return _enrolled(words.after(count)) if count else None


def _enrolled(said: str) -> Command | None:
    told = _ENROLLED.match(said)
    if not told:
        return None
    phone = _PHONE.search(told[2])
    return Command(
        CommandKind.ENROL, (int(told[1]),), code=f"TE{told[1]}", rest=(phone and national_number(phone[0])) or ""
    )


def _numbers(words: Words, start: int) -> tuple[tuple[int, ...], int]:
    """Report numbers from a word on ("4838, S4840 va 4841"), and the words read; none if the first is an amount."""
    found: list[int] = []
    index = start
    for index in range(start, len(words.words)):
        number = _number(words.plain, index)
        if number is None and not (found and words.plain[index] in ("va", "voi")):
            return tuple(found), _back_over_and(words.plain, index)
        found += [number] if number is not None else []
    return tuple(found), len(words.words)


def _back_over_and(plain: Sequence[str], index: int) -> int:
    return index - 1 if plain[index - 1] in ("va", "voi") else index


def _number(plain: Sequence[str], index: int) -> int | None:
    """A report's number: with its letter of any length, bare from three digits on and before no unit."""
    match = _REPORT.fullmatch(plain[index])
    if not match or (not match[1] and len(match[2]) < 3):
        return None
    amount = not match[1] and index + 1 < len(plain) and plain[index + 1] in _data()["number"]["units"].all
    return None if amount else int(match[2])


def _week(words: Words) -> Command | None:
    data = _data()["week"]
    count = data["words"].begin(words.plain)
    return _week_from(words, count) if count else None


def _week_from(words: Words, count: int) -> Command | None:
    """Which week, and whose; None if what follows reads like a report."""
    data = _data()["week"]
    left = words.plain[count:]
    this, last = data["this"].begin(left), data["last"].begin(left)
    match = _WEEK.fullmatch(left[0]) if left else None
    if match and not 1 <= int(match[1]) <= 53:
        return None
    place_from = count + (this or last or (1 if match else 0))
    if not _names_place(words.plain[place_from:]):
        return None
    numbers = tuple(int(number) for number in match.groups() if number) if match else ()
    return Command(CommandKind.WEEK, numbers, rest=words.after(place_from), back=1 if last else 0)


def _names_place(plain: Sequence[str]) -> bool:
    """Whether the words may name a village, or there are none."""
    return len(plain) <= _LONGEST_PLACE and _data()["week"]["report"].all.isdisjoint(plain)


def _invite(words: Words) -> Command | None:
    data = _data()["invite"]
    count = data["words"].begin(words.plain)
    if not count:
        return None
    found = _invite_from(words, count)
    alone = len(words.words) == count
    return found if found.role or alone else None


def _invite_from(words: Words, count: int) -> Command:
    """Whom to invite and where; no role if the words after it are an everyday invitation."""
    data = _data()["invite"]
    left = words.plain[count:]
    for role in ("collaborator", "staff", "admin", "caregiver"):
        length = data[role].begin(left)
        place = left[length:]
        if length and len(place) <= _LONGEST_PLACE and data["talk"].all.isdisjoint(place):
            return Command(CommandKind.INVITE, role=role, rest=words.after(count + length))
    return Command(CommandKind.INVITE, rest=words.after(count))


def _leave(words: Words) -> Command | None:
    data = _data()["leave"]
    left = words if data["words"].begin(words.plain) else _unaddressed(words)
    count = data["words"].begin(left.plain)
    behind = left.plain[count : count + 1]
    followed = not behind or behind[0] in data["followed"].all or behind[0][0].isdecimal()
    return Command(CommandKind.LEAVE, rest=left.after(count)) if count and followed else None


def _tray(words: Words) -> Command | None:
    count = _data()["tray"]["words"].begin(words.plain)
    return _tray_from(words, count) if count else None


def _tray_from(words: Words, count: int) -> Command | None:
    """The tray, a page of it, or one message of it and what becomes of that."""
    data, left = _data()["tray"], words.plain[count:]
    if not left:
        return Command(CommandKind.TRAY)
    if data["page"].begin(left) and len(left) == 2 and left[1].isdecimal():
        return Command(CommandKind.TRAY, (_small(left[1]),))
    if not left[0].isdecimal() or data["units"].begin(left[1:]):
        return None
    return _of_message(words, count + 1, _small(left[0]))


def _of_message(words: Words, count: int, number: int) -> Command:
    """What is to become of one message: opened, answered, closed, or read in the words that follow."""
    data, left = _data()["tray"], words.plain[count:]
    if not left:
        return Command(CommandKind.TRAY_OPEN, (number,))
    if length := data["answer"].begin(left):
        return Command(CommandKind.TRAY_ANSWER, (number,), words.after(count + length))
    if data["nothing"].begin(left) == len(left):
        return Command(CommandKind.TRAY_NOTHING, (number,))
    return Command(CommandKind.TRAY_READ, (number,), words.after(count))


def _family(words: Words) -> Command | None:
    told = family_command(words, _data()["family"])
    return Command(CommandKind(told.kind), rest=told.rest) if told else None


def _request(words: Words) -> Command | None:
    told = request_command(words, _data()["request"])
    return Command(CommandKind(told.kind), told.numbers, told.rest, told.code, told.way) if told else None


def read_feedback(rest: str) -> tuple[str, bool]:
    """The words of KHEN or GOP Y, and whether they go without a name."""
    return without_name(rest, _data()["family"]["nameless"])


def _small(digits: str) -> int:
    """A number; 0, which nothing has, for one that is too long."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else 0


def _slash(text: str) -> Command | None:
    """A Telegram command, with the bot's name or without; None for one we do not know."""
    head, _, rest = text[1:].partition(" ")
    name = _data()["slash"].get(head.partition("@")[0].lower())
    if name in REQUESTS:
        return _request(split_words(f"{REQUESTS[name]} {rest}")) or Command(CommandKind(name))
    return _slashed(CommandKind(name), rest.strip()) if name else None


def _slashed(kind: CommandKind, rest: str) -> Command | None:
    words = split_words(rest)
    if kind in (CommandKind.JOIN, CommandKind.START):
        code = "".join(words.plain).upper()
        if child := _child_alone(words):
            return child  # the deep link on a birth's receipt
        return Command(CommandKind.JOIN if code else kind, code=code)
    if kind is CommandKind.TRAY:
        return _tray_from(words, 0) or Command(kind)
    if kind in NUMBERED:
        numbers, end = _numbers(words, 0)
        return (_with_numbers(kind, words, numbers, end) if numbers else None) or Command(kind, rest=rest)
    if kind is CommandKind.WEEK:
        return _week_from(words, 0) or Command(kind, rest=rest)
    if kind is CommandKind.INVITE:
        return _invite_from(words, 0)
    if kind is CommandKind.ENROL:
        return _enrolled(rest) or Command(kind)
    return Command(kind, rest=rest)


REQUESTS: Final[Mapping[str, str]] = {  # as if their words were typed
    CommandKind.CHILD_MOVES: "chuyen",
    CommandKind.CHILD_COMES: "chuyen den",
    CommandKind.CHILD_BACK: "huy chuyen",
    CommandKind.ERASURES: "yeu cau xoa",
}
Reader = Callable[[Words], Command | None]
READERS: Final[tuple[Reader, ...]] = (
    _alone,
    _numbered,
    _enrol,
    _stop,
    _join,
    _week,
    _invite,
    _leave,
    _tray,
    _family,
    _request,
)
