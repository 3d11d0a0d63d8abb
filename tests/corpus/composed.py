"""Reports put together from everyday pieces in every order, each with the reading it must get."""

import random
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Line = dict[str, Any]
TODAY = "2026-04-20"  # a Monday
PIECES = tomllib.loads(Path(__file__).with_name("pieces.toml").read_text(encoding="utf-8"))
_NO_DOSE = frozenset(("HepB0", "BCG"))  # one dose only: its number is not scored
_SEPARATORS = (", ", " ", ", ", "; ", " - ", ". ", "\n")
_REQUIRED = {
    "birth": ("date_of_birth", "sex", "weight_g", "place", "village"),
    "death": ("date", "age", "village"),
    "vaccination": ("vaccine", "date", "village"),
}


def bare(text: str) -> str:
    """Without accents, as most phones write."""
    kept = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return "".join(kept).replace("đ", "d").replace("Đ", "D")


HANDS: tuple[Callable[[str], str], ...] = (
    str,
    bare,
    lambda text: bare(text).lower(),
    str.lower,
    str.upper,
    lambda text: text + " ạ",
    lambda text: "em báo " + text,
)


def composed(count: int, seed: int) -> Iterator[Line]:
    """So many messages, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        text, report = KINDS[number % len(KINDS)](chance)
        report.setdefault("village", "B01")
        missing = [field for field in _REQUIRED[report["kind"]] if field not in report]
        yield {
            "id": f"x{number}",
            "text": chance.choice(HANDS)(text),
            "as": "collaborator",
            "village_of_sender": "B01",
            "today": TODAY,
            "expect": {"kind": report["kind"], "reports": [report], "missing": missing},
            "tags": [],
        }


def _sentence(chance: random.Random, head: str, rest: list[str]) -> str:
    """The head, then the rest in any order, parted in one way."""
    chance.shuffle(rest)
    return chance.choice(_SEPARATORS).join([head, *rest])


def _told(chance: random.Random, report: Line, fields: dict[str, tuple[str, float]]) -> list[str]:
    """Pieces of some of these fields, each with its share of messages; their values go into the report."""
    told = []
    for field, (name, share) in fields.items():
        piece, value = chance.choice(PIECES[name])
        if chance.random() < share:
            told.append(piece)
            report[field] = value
    return told


def _birth(chance: random.Random) -> tuple[str, Line]:
    sex, mother = chance.choice(PIECES["sexes"]), chance.choice(PIECES["mothers"])
    report: Line = {"kind": "birth", "sex": sex[1], "mother": mother}
    head = chance.choice(PIECES["told_birth"]).format(mother=mother, sex=sex[0], verb=chance.choice(PIECES["births"]))
    rest = _told(
        chance,
        report,
        {"weight_g": ("weights", 0.9), "date_of_birth": ("days", 0.9), "place": ("places", 0.85)},
    )
    if report.get("place") in ("home", "other"):
        rest += _told(chance, report, {"attendant": ("helpers", 0.7)})
    rest += _told(chance, report, {"village": ("villages", 0.25)})
    return _sentence(chance, head, rest), report


def _death(chance: random.Random) -> tuple[str, Line]:
    name, mother = chance.choice(PIECES["children"]), chance.choice(PIECES["mothers"])
    age, unit, number = chance.choice(PIECES["ages"])
    report: Line = {"kind": "death", "age": {unit: number}}
    who, more = chance.choice(
        (
            (f"cháu {name}", {"name": name}),
            (f"bé {name} con chị {mother}", {"name": name, "mother": mother}),
            (f"con chị {mother}", {"mother": mother}),
            (f"cháu gái con chị {mother}", {"mother": mother, "sex": "f"}),
        )
    )
    report |= more
    rest = _told(chance, report, {"date": ("days", 0.9), "cause": ("causes", 0.7), "place": ("places", 0.7)})
    if any(" ao" in piece for piece in rest):
        report.setdefault("place", "other")
    return _sentence(chance, f"{who} {age} {chance.choice(PIECES['deaths'])}", rest), report


def _dose(chance: random.Random) -> tuple[str, Line]:
    (vaccine, code), (dose, order), (day, date) = (chance.choice(PIECES[n]) for n in ("vaccines", "doses", "days"))
    name, mother, number = chance.choice(PIECES["children"]), chance.choice(PIECES["mothers"]), chance.randint(2, 30)
    report: Line = {"kind": "vaccination", "vaccine": code, "date": date}
    who, more = chance.choice(
        (
            (f"cháu {name}", {"name": name}),
            (name, {"name": name}),
            (f"con chị {mother}", {"mother": mother}),
            (f"{number} cháu", {"count": number}),
        )
    )
    report |= more
    if chance.random() < 0.6:
        vaccine = f"{vaccine} {dose}"
        report |= {} if code in _NO_DOSE else {"dose": order}
    return chance.choice(PIECES["told_dose"]).format(who=who, what=vaccine, day=day), report


KINDS: tuple[Callable[[random.Random], tuple[str, Line]], ...] = (_birth, _death, _dose)
