"""Women who expect children: told, agreed to, born, lost, undone in any order; and what must not be sent then."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from hypothesis import strategies as st
from sqlalchemy import or_, select

from handlers import commands as do
from handlers import due
from handlers.replies import Reply
from health.events import ReportKind
from health.local_time import local_date
from health.pregnancies import week_on
from health.rights import Role
from messages.forms import from_json
from messages.reading.understanding import Found, ReportReading, Value
from storage import care, children, reports
from storage.children import Child
from storage.reports import State
from storage.tables import child as child_table
from storage.tables import pregnancy, report
from tests.support.families import Death, Family
from tests.support.moments import NOW
from tests.support.stations import knowledge

Step = tuple[str, int, int]

WOMEN: Final = (("Lò Thị Mây", 20), ("Vàng Thị Mây", 30), ("Giàng Thị Dua", 36))  # weeks; two of one given name
NAMES: Final = (
    *("expect", "bear", "bear", "bear_two", "lose", "lose", "lose_mother", "still", "lose_own", "tell"),
    *("answer", "answer", "choose", "take_back", "give_again", "take_back", "give_again"),
    *("stop", "agree", "join", "begin", "arrive", "fail", "die", "sleep", "weeks"),
)
STEPS: Final = st.tuples(st.sampled_from(NAMES), st.integers(0, 8), st.integers(0, 8))
HISTORIES: Final = st.lists(STEPS, min_size=3, max_size=22)
TAUGHT_UNTIL: Final = 38  # a pregnancy of this week has lessons to come
NO_ENDS: Final = ("lost", "stillbirth", "maternal")


@dataclass
class Expectant(Family):
    """Three pregnant women, two parents who agreed, the village's collaborator and the staff."""

    candidates: dict[int, tuple[int, ...]] = field(default_factory=dict)  # whom a report could mean when it was told

    def __post_init__(self) -> None:
        """One parent has joined for all three, the other for the first."""
        self.now = NOW
        self.workers = [self.station.person(Role.COLLABORATOR, "B01"), self.station.person(Role.STAFF)]
        self.parents = [self.station.person(), self.station.person()]
        for woman in range(len(WOMEN)):
            self.expect(woman, 0)
        self._look()
        for parent, child in ((0, 0), (0, 1), (0, 2), (1, 0)):
            self.join(parent, child)

    def play(self, history: list[Step]) -> None:
        """Do every step, an hour apart; what falls due between them is planned."""
        for name, one, other in history:
            self.now += timedelta(hours=1)
            due.do_due(self.conn, self.now, knowledge())
            self._look()
            getattr(self, name)(*((one, other) if name not in ("begin", "arrive", "fail", "die", "sleep") else ()))
            self._look()

    def rows(self) -> list[Child]:
        """Every child and every pregnancy on record."""
        ids = self.conn.execute(select(child_table.c.id).order_by(child_table.c.id)).scalars()
        return [children.get(self.conn, one) for one in ids]

    def expect(self, woman: int, who: int) -> None:
        """A worker tells of a pregnancy, perhaps again."""
        mother, weeks = WOMEN[woman % len(WOMEN)]
        weeks += (self.now - NOW).days // 7
        self._do(self.workers[who % 2], self._told(ReportKind.PREGNANCY, mother=mother, weeks=min(weeks, 42)))

    def bear(self, woman: int, how: int) -> None:
        """A birth, told by the mother's name, by her given name alone, or by the code."""
        mother = WOMEN[woman % len(WOMEN)][0]
        told: dict[str, Value] = {"mother": mother if how % 3 else mother.split()[-1]}
        rows = [one for one in self.rows() if not one.removed]
        if how % 3 == 2 and rows:
            told = {"child_code": rows[woman % len(rows)].code}
        self._do(self.workers[how % 2], self._told(ReportKind.BIRTH, sex="f", date_of_birth=self._today(), **told))

    def bear_two(self, woman: int, _: int) -> None:
        """Twins."""
        mother = WOMEN[woman % len(WOMEN)][0]
        told = {"mother": mother, "date_of_birth": self._today()}
        both = [self._told(ReportKind.BIRTH, sex=sex, **told).reports[0] for sex in ("f", "m")]
        self._do(self.workers[0], do.RecordReports(tuple(both)))

    def lose(self, pick: int, who: int) -> None:
        """A loss told by the code of any child or pregnancy."""
        if self.children:
            meant = children.get(self.conn, self.children[pick % len(self.children)])
            self._end(self.workers[who % 2], [meant], self._lost(child_code=meant.code))

    def lose_mother(self, woman: int, who: int) -> None:
        """A loss told by the mother's given name."""
        given = WOMEN[woman % len(WOMEN)][0].split()[-1]
        meant = [one for one in self.rows() if str(one.mother).split()[-1] == given]
        self._end(self.workers[who % 2], meant, self._lost(mother=given))

    def lose_own(self, who: int, _: int) -> None:
        """A parent tells of their own loss."""
        number = self.parents[who % 2]
        own = [children.get(self.conn, one) for one in care.children_of(self.conn, self.station.id_of(number))]
        self._end(number, own, self._lost())

    def still(self, woman: int, who: int) -> None:
        """A stillbirth told by the mother's name."""
        mother = WOMEN[woman % len(WOMEN)][0]
        meant = [one for one in self.rows() if one.mother == mother]
        told = self._told(ReportKind.DEATH, stillbirth=True, mother=mother, date=self._today())
        self._end(self.workers[who % 2], meant, told)

    def choose(self, pick: int, choice: int) -> None:
        """Whose it was: a birth, a pregnancy told again, or an end."""
        asked = self._open("which_child", pick)
        if asked is None:
            return
        listed = [int(word) for word in str(from_json(asked.draft).values["among"]).split()]
        picked = choice % (len(listed) + 1)
        if death := self.deaths.get(asked.report_id or 0):
            death.children, death.gone = tuple(listed[picked : picked + 1]), picked == len(listed)
            death.gone = death.gone or not children.get(self.conn, listed[picked]).expected
        self._do(self._asked(asked), do.AnswerTalk(asked, {}, choice=str(picked + 1)))

    def take_back(self, pick: int, _: int) -> None:
        """HUY of any report."""
        if found := self._any(pick):
            self._do(self.workers[1], do.Undo((reports.get(self.conn, found).number,)))

    def give_again(self, pick: int, _: int) -> None:
        """LAI of any report: an end is again of whoever is expected still."""
        if (found := self._any(pick)) is None:
            return
        said = self._do(self.workers[1], do.Restore(reports.get(self.conn, found).number))
        if said[0].lines[0].key != "restored" or found not in self.deaths:
            return
        death, after = self.deaths[found], reports.get(self.conn, found)
        death.gone = False
        if any(after.facts.get(name) for name in NO_ENDS):
            meant = death.children or self.candidates[found]
            death.children = tuple(one for one in meant if children.get(self.conn, one).expected)

    def join(self, who: int, child: int) -> None:
        """A parent sends a code and agrees."""
        if self.children:
            number, meant = self.parents[who % 2], self.children[child % len(self.children)]
            self._do(number, do.GiveChildCode(children.get(self.conn, meant).code))
            if asked := self._open("consent", 0):
                self._do(number, do.AnswerTalk(asked, {}, choice="yes"))
                self.stopped.discard(self.station.id_of(number))

    def weeks(self, _: int, __: int) -> None:
        """Two weeks go by."""
        self.live(14)

    def live(self, days: int) -> None:
        """Days go by in which all works."""
        before = self.reached.copy()
        self.live_on(days)
        self.reached[:0] = before

    def must_hear(self) -> set[tuple[int, int]]:
        """Who must hear of whom in the weeks to come."""
        return {
            (person, one.id)
            for person, one in self.may_hear()
            if not one.expected or (one.due_on and week_on(one.due_on, self._today()) <= TAUGHT_UNTIL)
        }

    def may_hear(self) -> list[tuple[int, Child]]:
        """Who agreed and looks after whom, where nothing says that the child died or the pregnancy ended."""
        agreed = [self.station.id_of(number) for number in self.parents]
        told = [(person, one) for person in agreed for one in care.children_of(self.conn, person)]
        pairs = [(person, children.get(self.conn, one)) for person, one in told if person not in self.stopped]
        return [(person, one) for person, one in pairs if not self.stands_dead(one.id)]

    def _look(self) -> None:
        """What can be spoken of now; a word of an end that was withdrawn is gone."""
        self.children = [one.id for one in self.rows() if not one.removed and not (one.expected and one.dead)]
        for told, death in self.deaths.items():
            death.gone = death.gone or reports.get(self.conn, told).state is State.WITHDRAWN

    def _end(self, number: str, among: list[Child], command: do.RecordReports) -> None:
        meant = tuple(one.id for one in among if one.expected and not one.dead and not one.removed)
        known = self._deaths_stored()
        self._do(number, command)
        for new in self._deaths_stored()[len(known) :]:
            self.deaths[new], self.candidates[new] = Death(meant), meant

    def _deaths_stored(self) -> list[int]:
        ends = select(report.c.id).outerjoin(pregnancy, pregnancy.c.report_id == report.c.id)
        found = ends.where(or_(report.c.kind == "death", pregnancy.c.lost.is_(True))).order_by(report.c.id)
        return list(self.conn.execute(found).scalars())

    def _any(self, pick: int) -> int | None:
        told = list(self.conn.execute(select(report.c.id).order_by(report.c.id.desc())).scalars())
        return told[pick % len(told)] if told else None

    def _note(self, person: int, child: int, lesson: str | None) -> None:
        super()._note(person, child, lesson)
        about = children.get(self.conn, child)
        of_pregnancy = {one.id: bool(one.weeks) for one in knowledge().lessons}
        if lesson and of_pregnancy.get(lesson, False) is not about.expected:
            self.wrong.append(f"{lesson} about {child}, expected: {about.expected}")
        if about.removed:
            self.wrong.append(f"about {child}, whose report was withdrawn")

    def _do(self, number: str, command: do.Command) -> list[Reply]:
        replies = super()._do(number, command)
        self._look()
        return replies

    def _today(self) -> Value:
        return local_date(self.now)

    def _lost(self, **told: Value) -> do.RecordReports:
        return self._told(ReportKind.PREGNANCY, lost=True, **told)

    def _told(self, kind: ReportKind, **told: Value) -> do.RecordReports:
        values = {"village": "B01", **told}
        return do.RecordReports((ReportReading(kind, {name: Found(value, 0, 0) for name, value in values.items()}),))
