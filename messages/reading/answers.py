"""Answers to what the bot asked, in any form and any order: 'hom kia ba mu do', '3kg1', '4 ngay', 'ba mu'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from health.events import Age
from messages.reading.items import Item
from messages.reading.numbers import number_at
from messages.reading.parts import Parts, take_apart
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import MARK, NUMBER
from messages.reading.understanding import Context, Doubt, DoubtReason, Found
from messages.reading.weights import LEAST_G, MOST_G
from messages.reading.yesno import YesNo, read_choices, read_yes_no

__all__ = ["ALL_FIELDS", "Answer", "YesNo", "read_answer", "read_choices", "read_date", "read_yes_no"]

ALL_FIELDS = (
    "sex", "date_of_birth", "date", "weight_g", "place", "attendant", "mother", "name", "village",
    "vaccine", "dose", "cause", "age", "child_code",
)  # fmt: skip
_LONGEST = 2_000  # characters of an answer that are read
_IDLE = word_set(
    "da vang a em chi oi nhe nha la thi o tai luc vao ngay khoang duoc can nang bi do ten cua chau be con "
    "sinh de mat me vi va voi co thoi roi nhu the sang trua chieu toi ca nay so la g kg sau hom"
)
# What an item may be the answer to, in the order of likelihood.
_FIELDS_OF: Mapping[str, tuple[str, ...]] = {
    "sex": ("sex",),
    "weight_g": ("weight_g",),
    "place": ("place",),
    "water": ("place",),
    "attendant": ("attendant",),
    "mother": ("mother",),
    "woman": ("mother", "name"),
    "young": ("mother", "name"),
    "child": ("name",),
    "bare": ("mother", "name"),
    "village": ("village",),
    "vaccine": ("vaccine",),
    "dose": ("dose",),
    "cause": ("cause",),
    "age": ("age",),
    "date": ("date_of_birth", "date"),
    "past": ("date_of_birth", "date"),
    "child_code": ("child_code",),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer gives for the fields that were asked."""

    found: Mapping[str, Found]
    doubts: tuple[Doubt, ...] = ()
    whole: bool = False  # nothing of substance in the text is left unread


def read_answer(text: str, wanted: Sequence[str], context: Context) -> Answer:
    """The wanted fields that a text gives. Never raises; values only, no default village."""
    parts = take_apart(text[:_LONGEST], context)
    reading = _Filling(parts, tuple(wanted))
    for item in parts.items:
        reading.take(item, context)
    _fill_bare(reading)
    return Answer(
        reading.found, tuple(dict.fromkeys(reading.doubts)), reading.found != {} and _whole(parts.scene, reading.used)
    )


def read_date(text: str, context: Context) -> tuple[date | None, Doubt | None]:
    """The date that a text gives, or why it gives none; (None, None) where it names no date at all."""
    answer = read_answer(text, ("date",), context)
    found = answer.found.get("date")
    return (found.value if found and isinstance(found.value, date) else None), next(iter(answer.doubts), None)


class _Filling:
    """The answer being put together."""

    def __init__(self, parts: Parts, wanted: tuple[str, ...]) -> None:
        self.scene = parts.scene
        self.wanted = wanted
        self.found: dict[str, Found] = {}
        self.doubts: list[Doubt] = []
        self.used = bytearray(parts.scene.size)

    def take(self, item: Item, context: Context) -> None:
        """Put an item where it is wanted."""
        field = self._field(item)
        if field is None and item.what == "age" and "date_of_birth" in self.wanted:
            item, field = _born(item, context), "date_of_birth"
        if field is None or field not in self.wanted:
            return
        self.put(field, item)

    def _field(self, item: Item) -> str | None:
        """The first wanted field that the item may fill; a birth word decides between two dates."""
        fields = _FIELDS_OF.get(item.what, ())
        if item.what in ("date", "past") and "date" in self.wanted and "date_of_birth" in self.wanted:
            near = range(max(0, item.start - 3), item.start)
            born = any(self.scene.span("birth", at) for at in near)
            return (
                "date_of_birth"
                if born or not any(self.scene.span("death", at) or self.scene.span("inject", at) for at in near)
                else "date"
            )
        if item.what == "age" and "age" not in self.wanted:
            return None
        return next((field for field in fields if field in self.wanted and field not in self.found), None)

    def put(self, field: str, item: Item) -> None:
        """Take a value, or note its doubt."""
        self.used[item.start : item.end] = b"\1" * (item.end - item.start)
        if item.doubt is not None:
            self.doubts.append(Doubt(field, item.doubt, self.scene.said(item.start, item.end)))
        if item.value is None or field in self.found:
            return
        tokens = self.scene.tokens
        self.found[field] = Found(item.value, tokens[item.start].start, tokens[item.end - 1].end, item.sure)


def _born(item: Item, context: Context) -> Item:
    """'4 ngày' answers 'when was it born'."""
    if isinstance(item.value, Age) and item.value.days:
        return item._replace(what="date", value=context.today - timedelta(days=item.value.days))
    return item._replace(value=None)


def _fill_bare(reading: "_Filling") -> None:
    """What only a question makes a value: a bare number, a name in small letters, 'ba mu', 'nam'."""
    for field, reader in BARE:
        if field in reading.wanted and field not in reading.found:
            item = reader(reading)
            if item is not None:
                reading.put(field, item)


def _bare_weight(reading: "_Filling") -> Item | None:
    """'2800', '3,1', '3.2'."""
    scene = reading.scene
    for at in range(scene.size):
        if scene.kind(at) != NUMBER or reading.used[at] or scene.taken[at]:
            continue
        digits = scene.word(at)
        if len(digits) in (3, 4) and LEAST_G <= int(digits) <= MOST_G:
            return Item("weight_g", int(digits), at, at + 1)
        if (
            len(digits) == 1
            and scene.word(at + 1) in (",", ".")
            and scene.kind(at + 2) == NUMBER
            and len(scene.word(at + 2)) <= 3
        ):
            grams = int(digits) * 1000 + round(int(scene.word(at + 2)) / 10 ** len(scene.word(at + 2)) * 1000)
            return Item(
                "weight_g",
                grams if LEAST_G <= grams <= MOST_G else None,
                at,
                at + 3,
                doubt=None if LEAST_G <= grams <= MOST_G else DoubtReason.IMPLAUSIBLE,
            )
        if len(digits) == 1 and scene.size == 1 and reading.wanted == ("weight_g",):
            return Item("weight_g", int(digits) * 1000 if 1 <= int(digits) <= 6 else None, at, at + 1)
    return None


def _bare_dose(reading: "_Filling") -> Item | None:
    scene = reading.scene
    words = [at for at in range(scene.size) if scene.kind(at) != MARK and not reading.used[at]]
    hit = number_at(scene, words[0]) if len(words) == 1 else None
    return Item("dose", hit[0], words[0], hit[1]) if hit and 1 <= hit[0] <= 6 else None


def _bare_attendant(reading: "_Filling") -> Item | None:
    """A helper named without 'đỡ': 'bà mụ', 'mẹ chồng', 'y sĩ'."""
    return _listed(reading, "attendant", {"alone": "unskilled"})


def _bare_place(reading: "_Filling") -> Item | None:
    if "nha" in (reading.scene.word(at) for at in range(reading.scene.size)) and reading.scene.size <= 2:
        at = next(at for at in range(reading.scene.size) if reading.scene.word(at) == "nha")
        return Item("place", "home", at, at + 1)
    return _listed(reading, "place", {"water": "other"})


def _bare_cause(reading: "_Filling") -> Item | None:
    return _listed(reading, "cause", {})


def _bare_sex(reading: "_Filling") -> Item | None:
    return _listed(reading, "sex", {})


def _bare_vaccine(reading: "_Filling") -> Item | None:
    item = _listed(reading, "vaccine", {})
    if item is not None and item.value in ("unlisted", "polio"):
        doubt = DoubtReason.UNLISTED if item.value == "unlisted" else DoubtReason.AMBIGUOUS
        return item._replace(value=None, doubt=doubt)
    return item


def _listed(reading: "_Filling", family: str, other: Mapping[str, str]) -> Item | None:
    """The first phrase of a family that no other field has used."""
    for at, (end, value) in sorted(reading.scene.spans[family].items()):
        alone = end - at > 1 or family != "attendant" or reading.scene.kind(end) in ("", MARK)
        if alone and not any(reading.used[at:end]):
            return Item(family, other.get(value, value), at, end)
    return None


def _bare_name(reading: "_Filling") -> Item | None:
    """A whole answer of one to four words, none of them anything else, where a name was asked."""
    scene = reading.scene
    words = [at for at in range(scene.size) if scene.kind(at) != MARK and not reading.used[at]]
    while words and (scene.spans["title"].get(words[0]) or scene.word(words[0]) in ("ten", "la", "da")):
        words.pop(0)
    if (
        not 1 <= len(words) <= 4
        or words[-1] - words[0] != len(words) - 1
        or any(scene.kind(at) == NUMBER for at in words)
    ):
        return None
    if all(scene.word(at) in _IDLE for at in words):
        return None
    if scene.spans["negation"] or scene.spans["question"] or scene.spans["sign"] or scene.spans["idiom"]:
        return None
    name = " ".join(scene.text[scene.tokens[at].start : scene.tokens[at].end] for at in words)
    return Item("name", name, words[0], words[-1] + 1, sure=len(words) > 1)


def _bare_age(reading: "_Filling") -> Item | None:
    """'4 ngay' where an age was asked, though it reads as a stretch of time."""
    scene = reading.scene
    for at in range(scene.size - 1):
        hit = number_at(scene, at)
        unit = scene.word(hit[1]) if hit else ""
        if hit and unit in ("ngay", "hom", "tuan", "thang", "tuoi", "gio", "tieng", "nam"):
            days = {"ngay": hit[0], "hom": hit[0], "tuan": hit[0] * 7, "gio": 0, "tieng": 0}.get(unit)
            age = Age(days=days) if days is not None else Age(months=hit[0]) if unit == "thang" else Age(years=hit[0])
            return Item("age", age, at, hit[1] + 1)
    return None


BARE = (
    ("weight_g", _bare_weight),
    ("attendant", _bare_attendant),
    ("place", _bare_place),
    ("sex", _bare_sex),
    ("vaccine", _bare_vaccine),
    ("dose", _bare_dose),
    ("cause", _bare_cause),
    ("age", _bare_age),
    ("mother", _bare_name),
    ("name", _bare_name),
)


def _whole(scene: Scene, used: bytearray) -> bool:
    """Whether only idle words are left."""
    return all(used[at] or scene.kind(at) == MARK or scene.word(at) in _IDLE for at in range(scene.size))
