"""Random histories of a commune: what is told, corrected, withdrawn and answered, over several weeks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st
from sqlalchemy import select

from handlers import commands as do
from health.events import Age, Attendant, Place, ReportKind, Sex
from health.local_time import local_date
from health.rights import Role
from messages.reading.understanding import Found, ReportReading, Value
from storage import talks
from storage.tables import child, report, talk
from storage.talks import Talk
from tests.support.moments import NOW
from tests.support.stations import Station

Step = tuple[str, Mapping[str, Any]]

VILLAGES: Final = ("B01", "B02")
MOTHERS: Final = ("Lò Thị Mây", "Vàng A Pao", "Giàng Thị Dua", "Thào Thị Hoa", "Sùng Thị Mai")
VACCINES: Final = ("BCG", "MR", "DTP-HB-Hib")
CHOICES: Final = ("yes", "no", "same", "other", "1", "2")

_maybe = st.none
_days = st.integers(0, 12)  # before the day of the telling
_ages = st.one_of(st.builds(Age, days=st.integers(0, 40)), st.builds(Age, months=st.integers(0, 70)))
_birth = {
    "date_of_birth": _days,
    "sex": st.sampled_from(Sex),
    "weight_g": st.sampled_from((300, 1800, 2499, 2500, 3100, 9000)),
    "place": st.sampled_from(Place),
    "attendant": st.sampled_from(Attendant),
    "mother": st.sampled_from(MOTHERS),
    "village": st.sampled_from(VILLAGES),
}
_death = {
    "date": _days,
    "age": _ages,
    "mother": st.sampled_from(MOTHERS),
    "stillbirth": st.just(True),
    "maternal": st.just(True),
    "village": st.sampled_from(VILLAGES),
}
_dose = {
    "date": _days,
    "vaccine": st.sampled_from(VACCINES),
    "dose": st.integers(1, 3),
    "mother": st.sampled_from(MOTHERS),
    "village": st.sampled_from(VILLAGES),
}
_tally = {
    "date": _days,
    "vaccine": st.sampled_from(VACCINES),
    "count": st.integers(2, 20),
    "village": st.sampled_from(VILLAGES),
}
_who = st.integers(0, 2)
_pick = st.integers(0, 30)  # of what there is, counted round


def _some(fields: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict(fields))


def _step(name: str, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    return st.tuples(st.just(name), st.fixed_dictionaries(parts))


STEPS: Final = st.one_of(
    _step("birth", who=_who, told=st.lists(_some(_birth), min_size=1, max_size=2)),
    _step("death", who=_who, told=_some(_death), child=st.one_of(_maybe(), _pick)),
    _step("dose", who=_who, told=_some(_dose), child=st.one_of(_maybe(), _pick)),
    _step("tally", who=_who, told=st.lists(_some(_tally), min_size=1, max_size=2)),
    _step("zero", who=_who),
    _step("correct", pick=_pick, told=_some({**_birth, **_death, **_dose})),
    _step("undo", pick=_pick),
    _step("restore", pick=_pick),
    _step("answer", pick=_pick, choice=st.sampled_from(CHOICES), told=_some({**_birth, **_death})),
    _step("wait", days=st.integers(1, 9)),
)
HISTORIES: Final = st.lists(STEPS, min_size=4, max_size=25)


@dataclass
class Teller:
    """Plays a history at a station."""

    station: Station

    def __post_init__(self) -> None:
        """Two collaborators and the staff."""
        self.now = NOW
        self.people = [self.station.person(Role.COLLABORATOR, village) for village in VILLAGES]
        self.people.append(self.station.person(Role.STAFF))

    def play(self, history: list[Step]) -> None:
        """Do every step, an hour apart."""
        steps: dict[str, Callable[..., None]] = {
            "birth": self._birth,
            "death": self._about_child,
            "dose": self._about_child,
            "tally": self._tally,
            "zero": lambda who: self._do(who, do.RecordZero()),
            "correct": self._correct,
            "undo": lambda pick: self._to_report(pick, lambda number: do.Undo((number,))),
            "restore": lambda pick: self._to_report(pick, do.Restore),
            "answer": self._answer,
            "wait": self._wait,
        }
        for name, parts in history:
            self.now += timedelta(hours=1)
            given = {"kind": ReportKind.DEATH if name == "death" else ReportKind.VACCINATION}
            steps[name](**parts, **(given if name in ("death", "dose") else {}))

    @property
    def today(self) -> date:
        """The local date."""
        return local_date(self.now)

    def _do(self, who: int, command: do.Command) -> None:
        self.station.does(self.people[who], command, self.now)

    def _found(self, told: Mapping[str, Any]) -> dict[str, Found]:
        """What is told, dates as that many days before today."""
        dated = {name: self._day(name, value) for name, value in told.items()}
        return {name: Found(value, 0, 0) for name, value in dated.items()}

    def _day(self, name: str, value: Any) -> Value:
        told: Value = self.today - timedelta(days=value) if name in ("date", "date_of_birth") else value
        return told

    def _reading(self, kind: ReportKind, told: Mapping[str, Any], **more: str) -> ReportReading:
        fields = {**{name: Found(value, 0, 0) for name, value in more.items()}, **self._found(told)}
        return ReportReading(kind, fields)

    def _birth(self, who: int, told: list[Mapping[str, Any]]) -> None:
        readings = [self._reading(ReportKind.BIRTH, one, village=VILLAGES[who % 2]) for one in told]
        self._do(who, do.RecordReports(tuple(readings)))

    def _tally(self, who: int, told: list[Mapping[str, Any]]) -> None:
        readings = [self._reading(ReportKind.VACCINATION, one, village=VILLAGES[who % 2]) for one in told]
        self._do(who, do.RecordReports(tuple(readings)))

    def _about_child(self, who: int, told: Mapping[str, Any], child: int | None, kind: ReportKind) -> None:
        more = {"village": VILLAGES[who % 2]}
        if child is not None and (codes := self._codes()):
            more["child_code"] = f"TE{codes[child % len(codes)]}"
        self._do(who, do.RecordReports((self._reading(kind, told, **more),)))

    def _codes(self) -> list[str]:
        return list(self.station.conn.execute(select(child.c.code).order_by(child.c.id)).scalars())

    def _correct(self, pick: int, told: Mapping[str, Any]) -> None:
        self._to_report(pick, lambda number: do.Correct(number, self._found(told)))

    def _to_report(self, pick: int, command: Callable[[int], do.Command]) -> None:
        """Something about a report that was told, by the staff, who may do all."""
        numbers = list(self.station.conn.execute(select(report.c.number).order_by(report.c.id)).scalars())
        if numbers:
            self._do(2, command(numbers[pick % len(numbers)]))

    def _answer(self, pick: int, choice: str, told: Mapping[str, Any]) -> None:
        """An answer to an open question, by whoever was asked."""
        opened = select(talk.c.id).where(talk.c.closed_at.is_(None)).order_by(talk.c.id)
        ids = list(self.station.conn.execute(opened).scalars())
        if not ids:
            return
        asked = talks.get_open(self.station.conn, ids[pick % len(ids)])
        assert asked is not None
        who = next(i for i, number in enumerate(self.people) if self.station.id_of(number) == asked.person_id)
        if answer := self._fitting(asked, choice, told):
            self._do(who, answer)

    def _fitting(self, asked: Talk, choice: str, told: Mapping[str, Any]) -> do.AnswerTalk | None:
        """The answer as the reading step would give it, or None if it gives none."""
        if asked.form in ("birth", "death", "vaccination"):
            found = {name: value for name, value in self._found(told).items() if name in asked.asked}
            return do.AnswerTalk(asked, found) if found else None
        if asked.form in ("cause_of_death", "correct"):
            return None
        numbered = choice.isdecimal()
        if (asked.form == "which_child") != numbered:
            return None
        if (asked.form in ("same_birth", "duplicate")) != (choice in ("same", "other")) and not numbered:
            return None
        return do.AnswerTalk(asked, {}, choice=choice)

    def _wait(self, days: int) -> None:
        self.now += timedelta(days=days)
