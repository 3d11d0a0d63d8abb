"""A family in which a child may die: what happens to it, and what must not be sent any more."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from hypothesis import strategies as st
from sqlalchemy import select

from handlers import commands as do
from handlers import due, sending
from handlers.replies import Reply
from handlers.sending import Failure
from health.events import ReportKind
from health.local_time import local_date
from health.rights import Role
from messages.forms import from_json
from messages.reading.understanding import Found, Kind, ReportReading, Understanding
from storage import care, children, inbox, outbox, reports, talks
from storage.engine import Connection
from storage.tables import outbox as messages
from storage.tables import report, talk
from storage.talks import Talk
from tests.support.moments import NOW
from tests.support.stations import CHANNELS, Station, knowledge

Step = tuple[str, int, int]

MOTHER: Final = "Lò Thị Mây"  # of the twins, children 0 and 1
BORN: Final = ((MOTHER, 1), (MOTHER, 1), ("Vàng Thị Dua", 9))  # mother, days ago
TOLD: Final = (
    "tell",
    "tell_read",
    "tell_mother",
    "answer",
    "choose",
    "undo",
    "restore",
    "stop",
    "agree",
    "join",
    "ail",
)
SENT: Final = ("begin", "arrive", "fail", "die", "sleep")
STEPS: Final = st.tuples(st.sampled_from(TOLD + SENT), st.integers(0, 5), st.integers(0, 5))
HISTORIES: Final = st.lists(STEPS, min_size=3, max_size=25)


@dataclass
class Death:
    """One telling of a death: whom it stops, and why not, if it does not any more."""

    children: tuple[int, ...]
    gone: bool = False


@dataclass
class Family:
    """Twins and a child of another mother, their parents, the village's collaborator and the staff."""

    station: Station
    deaths: dict[int, Death] = field(default_factory=dict)  # by report
    stopped: set[int] = field(default_factory=set)  # people who sent NGUNG
    reached: list[tuple[int, int]] = field(default_factory=list)  # (person, child) of every message that left
    under_way: list[sending.Ready] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # what left and must not have
    said: list[list[str]] = field(default_factory=list)  # the keys of each answer

    def __post_init__(self) -> None:
        """One parent has joined for all three, the other for the first twin."""
        self.now = NOW
        self.workers = [self.station.person(Role.COLLABORATOR, "B01"), self.station.person(Role.STAFF)]
        self.parents = [self.station.person(), self.station.person()]
        births = [self._reading(ReportKind.BIRTH, mother=name, days=days) for name, days in BORN]
        self._do(self.workers[0], do.RecordReports(tuple(births)))
        self.children = list(self.conn.execute(select(report.c.child_id).order_by(report.c.id)).scalars())
        for parent, child in ((0, 0), (0, 1), (0, 2), (1, 0)):
            self.join(parent, child)

    @property
    def conn(self) -> Connection:
        """The database."""
        return self.station.conn

    def play(self, history: list[Step]) -> None:
        """Do every step, an hour apart; what falls due between them is planned."""
        steps: dict[str, Callable[[int, int], object]] = {
            "tell": self.tell,
            "tell_read": self.tell_read,
            "tell_mother": self.tell_mother,
            "answer": self.answer,
            "choose": self.choose,
            "undo": self.undo,
            "restore": self.restore,
            "stop": self.stop,
            "agree": self.agree,
            "join": self.join,
            "ail": self.ail,
            "begin": lambda *_: self.begin(),
            "arrive": lambda *_: self.arrive(),
            "fail": lambda *_: self.fail(),
            "die": lambda *_: self.die(),
            "sleep": lambda *_: self.sleep(),
        }
        for name, one, other in history:
            self.now += timedelta(hours=1)
            due.do_due(self.conn, self.now, knowledge())
            steps[name](one, other)

    def tell(self, who: int, child: int) -> None:
        """A worker tells of any child's death by its code, a parent of their own child's."""
        number = (*self.workers, *self.parents)[who % 4]
        own = care.children_of(self.conn, self.station.id_of(number))
        among = [one for one in self.children if one in own] if number in self.parents else self.children
        if among:
            meant = among[child % len(among)]
            code = children.get(self.conn, meant).code
            reading = self._reading(ReportKind.DEATH, child_code=f"TE{code}", days=0)
            self._tell(number, (meant,), do.RecordReports((reading,)))

    def tell_read(self, who: int, child: int) -> None:
        """Anybody tells of a child's death in words that only the staff can read."""
        number, meant = (*self.workers, *self.parents)[who % 4], self.children[child % len(self.children)]
        message = inbox.get(self.conn, self.station.hears(number, "qwrtz pxv", self.now))
        inbox.mark_handled(self.conn, message, "Unread", self.station.id_of(number), self.now)
        words = f"be {children.get(self.conn, meant).code} mat hom nay"
        self._tell(self.workers[1], (meant,), do.ReadFor(message.id, words, 0))

    def tell_mother(self, who: int, _: int) -> None:
        """A worker tells of the death of a child of the twins' mother: which one is not said."""
        reading = self._reading(ReportKind.DEATH, mother=MOTHER, village="B01", days=0)
        self._tell(self.workers[who % 2], tuple(self.children[:2]), do.RecordReports((reading,)))

    def answer(self, pick: int, choice: int) -> None:
        """CO or KHONG to "is it this child"."""
        if asked := self._open("confirm_death", pick):
            self.deaths[asked.report_id or 0].gone = choice % 2 == 0
            self._do(self._asked(asked), do.AnswerTalk(asked, {}, choice="yes" if choice % 2 else "no"))

    def choose(self, pick: int, choice: int) -> None:
        """One of those listed, or another child altogether."""
        if asked := self._open("which_child", pick):
            death = self.deaths[asked.report_id or 0]
            listed = [int(word) for word in str(from_json(asked.draft).values["among"]).split()]
            picked = choice % (len(listed) + 1)
            death.children, death.gone = tuple(listed[picked : picked + 1]), picked == len(listed)
            self._do(self._asked(asked), do.AnswerTalk(asked, {}, choice=str(picked + 1)))

    def undo(self, pick: int, _: int) -> None:
        """The staff withdraw a death."""
        if death := self._death(pick):
            self._do(self.workers[1], do.Undo((reports.get(self.conn, death).number,)))
            self.deaths[death].gone = True

    def restore(self, pick: int, _: int) -> None:
        """The staff take a withdrawal back, if it can be."""
        if death := self._death(pick):
            said = self._do(self.workers[1], do.Restore(reports.get(self.conn, death).number))
            if said[0].lines[0].key == "restored":
                self.deaths[death].gone = False

    def stop(self, who: int, _: int) -> None:
        """NGUNG."""
        number = self.parents[who % 2]
        self._do(number, do.Stop())
        self.stopped.add(self.station.id_of(number))

    def agree(self, who: int, _: int) -> None:
        """DONG Y, without a question."""
        number = self.parents[who % 2]
        self._do(number, do.Agree())
        self.stopped.discard(self.station.id_of(number))

    def join(self, who: int, child: int) -> None:
        """A parent sends a child's code and agrees."""
        number = self.parents[who % 2]
        self._do(number, do.GiveChildCode(children.get(self.conn, self.children[child % 3]).code))
        if asked := self._open("consent", 0):
            self._do(number, do.AnswerTalk(asked, {}, choice="yes"))
            self.stopped.discard(self.station.id_of(number))

    def ail(self, who: int, child: int) -> None:
        """A parent tells of a danger sign in a child of theirs, and will be asked how it went on."""
        number = self.parents[who % 2]
        if own := care.children_of(self.conn, self.station.id_of(number)):
            code = children.get(self.conn, own[child % len(own)]).code
            told = Understanding(Kind.DANGER_SIGN, signs=("not_feeding",), codes=(code,))
            self._do(number, do.RaiseDanger(told))

    def begin(self) -> None:
        """What is due about children is handed to the gateway, whose word is waited for; all else has left."""
        while ready := sending.claim(self.conn, self.now, 256, CHANNELS, knowledge()).ready:
            for item in ready:
                row = self.conn.execute(select(messages).where(messages.c.id == item.outbox_id)).one()
                if row.child_id is None:
                    sending.succeeded(self.conn, item, "", self.now)
                else:
                    self._note(row.person_id, row.child_id, row.lesson)
                    self.under_way.append(item)

    def arrive(self) -> None:
        """The gateway took it."""
        while self.under_way:
            sending.succeeded(self.conn, self.under_way.pop(), "", self.now)

    def fail(self) -> None:
        """The gateway was not reached: it will be tried again."""
        while self.under_way:
            sending.failed(self.conn, self.under_way.pop(), Failure("network", retryable=True), self.now)

    def die(self) -> None:
        """The machine dies while it sends, and starts again."""
        self.under_way.clear()
        outbox.recover(self.conn)

    def sleep(self) -> None:
        """Most of a day goes by."""
        self.now += timedelta(hours=20)

    def live_on(self, days: int) -> None:
        """Days go by in which all works."""
        self.die()
        self.reached.clear()
        for _ in range(days):
            self.now += timedelta(days=1)
            for hour in (0, 6, 9):
                self.now = self.now.replace(hour=hour, minute=30)
                while due.do_due(self.conn, self.now, knowledge()):
                    pass
                self.begin()
                self.arrive()

    def stands_dead(self, child: int) -> bool:
        """Whether a word of this child's death stands, confirmed or not."""
        return any(child in death.children and not death.gone for death in self.deaths.values())

    def _note(self, person: int, child: int, _: str | None) -> None:
        self.reached.append((person, child))
        if self.stands_dead(child):
            self.wrong.append(f"about child {child}, whose death was told")
        if person in self.stopped:
            self.wrong.append(f"to person {person}, who had stopped")

    def _tell(self, number: str, meant: tuple[int, ...], command: do.Command) -> None:
        known = self._deaths_stored()
        self._do(number, command)
        for new in self._deaths_stored()[len(known) :]:
            self.deaths[new] = Death(meant)

    def _deaths_stored(self) -> list[int]:
        of_kind = select(report.c.id).where(report.c.kind == "death").order_by(report.c.id)
        return list(self.conn.execute(of_kind).scalars())

    def _death(self, pick: int) -> int | None:
        told = sorted(self.deaths)
        return told[pick % len(told)] if told else None

    def _open(self, form: str, pick: int) -> Talk | None:
        opened = select(talk.c.id).where(talk.c.form == form, talk.c.closed_at.is_(None)).order_by(talk.c.id)
        ids = list(self.conn.execute(opened).scalars())
        return talks.get_open(self.conn, ids[pick % len(ids)]) if ids else None

    def _asked(self, asked: Talk) -> str:
        everybody = (*self.workers, *self.parents)
        return next(number for number in everybody if self.station.id_of(number) == asked.person_id)

    def _do(self, number: str, command: do.Command) -> list[Reply]:
        self.now += timedelta(minutes=1)
        replies = self.station.does(number, command, self.now)
        own = [reply for reply in replies if reply.person_id == self.station.id_of(number)]
        self.said.append([line.key for reply in own for line in reply.lines])
        return replies

    def _reading(self, kind: ReportKind, *, days: int, **told: str) -> ReportReading:
        day = local_date(self.now) - timedelta(days=days)
        field_name = "date_of_birth" if kind is ReportKind.BIRTH else "date"
        village = {"village": "B01"} if kind is ReportKind.BIRTH else {}
        values = {**village, **told, field_name: day}
        return ReportReading(kind, {name: Found(value, 0, 0) for name, value in values.items()})
