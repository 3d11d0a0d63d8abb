"""A family over many weeks: doses told late and taken back, days moved, deaths, ends; what reaches it is judged."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from hypothesis import strategies as st
from sqlalchemy import select

from handlers import commands as do
from handlers import due, sending
from handlers.cases import case_of, own_children
from handlers.doses import history_of
from handlers.station_commands import MoveSession
from health.events import ReportKind
from health.local_time import SENDING_HOURS, VIETNAM, local_date
from health.reminders import NAMES_DAY, Moment, open_doses, session_for
from health.schedule import DoseFlag, judge_dose
from storage import care, children, holds, reminders
from storage.care import Answer
from storage.reminders import Said
from storage.tables import outbox as messages
from storage.tables import report
from tests.support.families import Family
from tests.support.stations import knowledge

Step = tuple[str, int, int]
VACCINES: Final = ("BCG", "DTP-HB-Hib", "OPV", "IPV", "measles", "JE", "MR")
WRONG_TIME: Final = {DoseFlag.EARLY, DoseFlag.TOO_EARLY, DoseFlag.TOO_CLOSE, DoseFlag.PAST_MAX_AGE, DoseFlag.REPEATED}
NAMES: Final = (
    "dose",
    "dose",
    "take_back",
    "move",
    "tell",
    "answer",
    "undo",
    "restore",
    "stop",
    "agree",
    "join",
    "live",
)
STEPS: Final = st.tuples(st.sampled_from((*NAMES, "live", "live")), st.integers(0, 40), st.integers(0, 40))
HISTORIES: Final = st.lists(STEPS, min_size=4, max_size=14)


@dataclass
class Reminded(Family):
    """A family whose reminders are looked at as they leave."""

    left: list[Said] = field(default_factory=list)
    moves: list[tuple[date, date]] = field(default_factory=list)

    def play(self, history: list[Step]) -> None:
        """Do every step; days go by in one of them alone."""
        for name, one, other in history:
            self.now += timedelta(minutes=5)
            getattr(self, name)(one, other)

    @property
    def today(self) -> date:
        """The local date."""
        return local_date(self.now)

    def dose(self, which: int, days: int) -> None:
        """A worker tells of a dose, perhaps late, perhaps too early."""
        child = children.get(self.conn, self.children[which % 3])
        told = {"child_code": f"TE{child.code}", "vaccine": VACCINES[which % len(VACCINES)]}
        self._do(
            self.workers[which % 2], do.RecordReports((self._reading(ReportKind.VACCINATION, days=days % 12, **told),))
        )

    def take_back(self, pick: int, _: int) -> None:
        """The staff withdraw a dose."""
        of_kind = select(report.c.number).where(report.c.kind == "vaccination").order_by(report.c.id)
        if numbers := list(self.conn.execute(of_kind).scalars()):
            self._do(self.workers[1], do.Undo((numbers[pick % len(numbers)],)))

    def move(self, ahead: int, by: int) -> None:
        """The station moves its next day, or the one after it."""
        old = next(day for n in range(60) if self.holds(day := self.today + timedelta(days=ahead % 3 * 8 + n)))
        new = old + timedelta(days=by % 9 - 3)
        self._do(self.workers[1], MoveSession((old, new)))
        if asked := self._open("move_session", 0):
            self._do(self.workers[1], do.AnswerTalk(asked, {}, choice="yes"))
            self.moves.append((old, new))

    def holds(self, day: date) -> bool:
        """Whether the station vaccinates on a day, told from its places file and what it said since."""
        held = day.day in (5, 20)
        for old, new in self.moves:
            held = day == new or (held and day != old)
        return held

    def live(self, days: int, _: int = 0) -> None:
        """Days go by."""
        for _day in range(days):
            tomorrow = self.today + timedelta(days=1)
            for hour in (1, 7, 9, 15):
                self.now = datetime(tomorrow.year, tomorrow.month, tomorrow.day, hour, 30, tzinfo=VIETNAM)
                while due.do_due(self.conn, self.now, knowledge()):
                    pass
                self.begin()

    def begin(self) -> None:
        """All that is due leaves; what reminds is judged."""
        while ready := sending.claim(self.conn, self.now, 256, frozenset({"sms"}), knowledge()).ready:
            for item in ready:
                row = self.conn.execute(select(messages).where(messages.c.id == item.outbox_id)).one()
                for said in reminders.of_message(self.conn, item.outbox_id):
                    if f"TE{children.get(self.conn, said.child_id).code}" in item.outgoing.text:
                        self._judge(said, item.outgoing.text)
                if row.child_id is not None:
                    self._note(row.person_id, row.child_id, row.lesson)
                sending.succeeded(self.conn, item, "", self.now)

    def _judge(self, said: Said, text: str) -> None:
        moment, subject = (
            Moment(said.moment),
            f"{said.moment} of {said.subject} {said.order} {said.day} on {self.today}",
        )
        opens, closes = SENDING_HOURS
        if not opens <= self.now.astimezone(VIETNAM).time() < closes:
            self.wrong.append(f"{subject}: at night")
        if self.stands_dead(said.child_id) or holds.stands(self.conn, said.child_id):
            self.wrong.append(f"{subject}: of a child whose death was told")
        if said.person_id in self.stopped:
            self.wrong.append(f"{subject}: to somebody who had stopped")
        key = (said.child_id, said.person_id, said.subject, said.order, said.moment, said.day)
        if key in [(one.child_id, one.person_id, one.subject, one.order, one.moment, one.day) for one in self.left]:
            self.wrong.append(f"{subject}: twice")
        if moment in NAMES_DAY:
            self._judge_day(said, subject)
        self.left.append(said)

    def _judge_day(self, said: Said, subject: str) -> None:
        child = children.get(self.conn, said.child_id)
        history = history_of(self.conn, child.id)
        flags = judge_dose(said.subject, said.order, said.day, child.date_of_birth, history, knowledge().schedule)
        if flags & WRONG_TIME:
            self.wrong.append(f"{subject}: {sorted(flags)}")
        if not self.holds(said.day) or said.day < self.today:
            self.wrong.append(f"{subject}: no immunisation day")

    def forgotten(self, since: date) -> list[str]:
        """Doses whose immunisation day came after a day of quiet, of which somebody who agreed did not hear."""
        found = []
        for number in self.parents:
            person_id = self.station.id_of(number)
            if care.consent_of(self.conn, person_id) is not Answer.YES:
                continue
            for child in own_children(self.conn, person_id):
                case = case_of(self.conn, child, person_id, knowledge())
                heard = {
                    (one.subject, one.order)
                    for one in self.left
                    if (one.child_id, one.person_id) == (child.id, person_id)
                }
                for each in open_doses(case, self.today):
                    first = session_for(each, case.sessions, since + timedelta(days=4))
                    if first and first < self.today and (each.dose.vaccine, each.dose.order) not in heard:
                        found.append(f"child {child.id}: {each.dose.vaccine} {each.dose.order}, {first}")
        return found
