"""One case of illness as it was told: the signs, whose they are, and what they ask for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.scene import Scene, context_of
from health.ages import age_days
from health.triage import MOTHERS, Patient, Tier, Triage, Verdict, complaints, fast_breaths, judge, on_first_day
from messages.reading.ailments import Ailments, read_ailments
from storage import care, children
from storage.children import Child
from storage.engine import Connection


@dataclass(frozen=True, slots=True)
class Case:
    """What a message tells of somebody who is ill or hurt."""

    signs: tuple[str, ...]  # of each complaint the gravest; empty if none was named
    verdict: Verdict
    child: Child | None  # None: not known which, or a mother
    of_child: bool = False  # the words themselves speak of a child
    what_to_do: bool = False  # they ask what to do about it

    @property
    def tier(self) -> Tier:
        """What to do."""
        return self.verdict.tier

    @property
    def is_mothers(self) -> bool:
        """Whether every sign is a mother's."""
        return bool(self.signs) and all(sign.startswith(MOTHERS) for sign in self.signs)


def case_of(conn: Connection, scene: Scene, signs: Collection[str], codes: Collection[str]) -> Case:
    """The case that the scene's message tells; `signs` are the danger signs that the reading named."""
    told = read_ailments(scene.message.text, context_of(conn, scene))
    known = children_meant(conn, scene, codes)
    age = _age(scene, known, told)
    named, verdict = weigh(told, signs, age, scene.known.triage)
    meant = _meant(known, named)
    return Case(named, verdict, meant[0] if len(meant) == 1 else None, told.of_child, told.what_to_do)


def _meant(known: Sequence[Child], signs: Collection[str]) -> Sequence[Child]:
    """A woman's own signs are of her pregnancy where there is one; other signs are of a child who is born."""
    mothers = bool(signs) and all(sign.startswith(MOTHERS) for sign in signs)
    return [child for child in known if child.expected is mothers] or known


def weigh(
    told: Ailments, signs: Collection[str], age_days: int | None, tables: Triage
) -> tuple[tuple[str, ...], Verdict]:
    """The complaints and their verdict; `signs` count where the closer reading finds none."""
    named = on_first_day(told.signs or tuple(signs), age_days)
    if told.breaths is not None and fast_breaths(told.breaths, age_days, tables):
        named = (*named, "fast_breathing")
    mother = bool(named) and all(sign.startswith(MOTHERS) for sign in named)
    return complaints(named, tables), judge(named, Patient(age_days, told.newborn, mother), tables)


def children_meant(conn: Connection, scene: Scene, codes: Collection[str]) -> list[Child]:
    """The children by their codes; else the living ones whom the speaker looks after."""
    named = [child for code in codes if (child := children.by_code(conn, code))]
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, scene.person.id)]
    return named or [child for child in own if not child.dead]


def _age(scene: Scene, known: Collection[Child], told: Ailments) -> int | None:
    """In days; of several the youngest, which is the more urgent."""
    born = [child.date_of_birth for child in known if child.date_of_birth and not child.dead]
    ages = [age_days(day, scene.today) for day in born]
    if told.ages_sure or not ages:
        ages += told.ages
    return max(0, min(ages)) if ages else None
