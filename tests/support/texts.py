"""Which texts the program says, told from its source and its forms alone."""

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from bot.menus import EVERYBODY, STATION
from handlers.due import REPORT_FORMS
from health.events import Attendant, Cause, Place
from health.kin import Kin
from health.quizzes import Round
from health.rights import Role
from health.shipped import load_loss_rules, load_schedule, load_visits
from messages.voice_words import Tongue
from storage.changes import ChangeKind
from storage.reports import State
from tests.support.house import ROOT, modules, within

# Where the key stands among what is given to each function that takes one.
KEY_AT: Final[Mapping[str, int]] = {
    "line": 0,
    "Line": 0,
    "say": 0,
    "text_of": 0,
    "Remark": 0,
    "of": 1,
    "about_report": 2,
}


def sign_ids() -> tuple[str, ...]:
    """The codes of all danger signs and ailments that the reading knows."""
    words = ROOT / "messages" / "reading" / "words"
    files = [(words / f"{name}.toml").read_text(encoding="utf-8") for name in ("danger_signs", "ailments")]
    return tuple(dict.fromkeys(sign["id"] for file in files for sign in tomllib.loads(file)["sign"]))


def families() -> dict[str, tuple[str, ...]]:
    """Texts whose keys are put together at run time: how they begin, and everything that can follow."""
    roles = (Role.STAFF, Role.ADMIN)
    return {
        "attendant_": tuple(Attendant),
        "cause_": tuple(Cause),
        "change_": tuple(ChangeKind),
        "loss_visit_": tuple(visit.id for visit in load_loss_rules().visits),
        "menu_": tuple(dict.fromkeys((*EVERYBODY, *STATION))),
        "place_": (*Place, "clinic", "hospital"),  # a facility, echoed as it was typed
        "report_": tuple(sorted(REPORT_FORMS)),
        "role_": tuple(Role),
        "round_": tuple(Round),
        "sign_": sign_ids(),
        "spoken_": tuple(Tongue),
        "state_": tuple(State),
        "vaccine_": tuple(dict.fromkeys(dose.vaccine for dose in load_schedule().doses)),
        "view_kin_": tuple(Kin),
        "visit_": tuple(visit.id for visit in load_visits()),
        "welcome_": roles,
    }


def said_keys() -> Iterator[tuple[str, str]]:
    """(where, key) of every key that the source gives in so many words to a function that says it."""
    for where, argument in _key_arguments():
        yield from ((where, key) for key in _strings(argument))


def put_together() -> Iterator[tuple[str, str]]:
    """(where, how it begins) of every key that is put together where it is said."""
    for where, argument in _key_arguments():
        if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[0], ast.Constant):
            yield where, str(argument.values[0].value)


def written_strings() -> frozenset[str]:
    """Every string that stands in the source as a value, not as a docstring."""
    return frozenset(
        node.value
        for one in modules().values()
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def written_names() -> frozenset[str]:
    """The names of all functions and records."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    return frozenset(node.name for one in modules().values() for node in ast.walk(one.tree) if isinstance(node, kinds))


def form_keys() -> frozenset[str]:
    """Every key that a form's file names: prompts, labels, examples, the labels of choices."""
    folder = ROOT / "messages" / "data" / "forms"
    found = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml")))
    return frozenset(key for form in found for field in form["fields"] for key in _keys_of(field))


def _keys_of(field: Mapping[str, Any]) -> Iterator[str]:
    yield from (field[name] for name in ("prompt", "label", "example") if field.get(name))
    yield from (choice["label"] for choice in field.get("choices", ()))


def _key_arguments() -> Iterator[tuple[str, ast.expr]]:
    """(where, what is given as the key) of each call of a function that takes one. The reading says nothing."""
    for one in modules().values():
        if within(one.name, "messages.reading"):
            continue
        for node in ast.walk(one.tree):
            at = KEY_AT.get(_called(node)) if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and at is not None and len(node.args) > at:
                yield f"{one.name}:{node.lineno}", node.args[at]


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _strings(node: ast.expr) -> Iterable[str]:
    """The strings that an argument can be: itself, or either side of a choice."""
    if isinstance(node, ast.IfExp):
        return (*_strings(node.body), *_strings(node.orelse))
    return (node.value,) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ()
