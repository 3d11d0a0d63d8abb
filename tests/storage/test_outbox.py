"""What a claim takes: what is due, the urgent first, one message a person, nothing about a child that is held."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from health.events import ReportKind
from health.rights import Role
from storage import children, holds, outbox, reports
from storage.children import NewChild
from storage.engine import Connection
from storage.outbox import Closing, Parcel, Priority
from storage.reports import NewReport
from tests.support.moments import NOW, TODAY
from tests.support.stations import Station

MINUTE = timedelta(minutes=1)


class Post:
    """A station with two people, and the messages that wait for them."""

    def __init__(self, conn: Connection) -> None:
        """Nothing waits."""
        self.conn, self.station = conn, Station(conn)
        self.people = [self.station.id_of(self.station.person(Role.COLLABORATOR, v)) for v in ("B01", "B02")]

    def put(self, who: int = 0, priority: Priority = Priority.REPLY, minute: int = 0, child: int | None = None) -> int:
        """One message; gives its id."""
        at = NOW + minute * MINUTE
        parcel = Parcel(self.people[who], "[]", at, self.station.commune.id, priority, child_id=child)
        return outbox.add(self.conn, parcel, NOW)

    def claim(self, minute: int = 0, limit: int = 10) -> list[int]:
        """What a claim takes at a moment."""
        return [due.id for due in outbox.claim(self.conn, NOW + minute * MINUTE, limit)]

    def child(self) -> int:
        """A child on record."""
        new = NewChild(self.station.commune.id, None, str(100_000 + next(self.station.numbers)))
        return children.add(self.conn, new, NOW)

    def hold(self, child: int) -> int:
        """A death was told; gives the report."""
        new = NewReport(self.station.commune.id, None, ReportKind.DEATH, NOW, TODAY, TODAY, child_id=child)
        death = reports.add(self.conn, replace(new, facts={"stillbirth": False, "maternal": False}))
        holds.place(self.conn, child, death.id, NOW)
        return death.id


@pytest.fixture
def post(conn: Connection) -> Post:
    """Two people."""
    return Post(conn)


def test_what_is_not_due_stays(post: Post) -> None:
    later = post.put(minute=5)
    assert post.claim() == []
    assert post.claim(minute=5) == [later]


def test_one_message_a_person_in_their_order(post: Post) -> None:
    first, second, others = post.put(), post.put(), post.put(who=1)
    assert sorted(post.claim()) == sorted([first, others])
    assert post.claim() == []
    outbox.mark_sent(post.conn, first)
    assert post.claim() == [second]


def test_the_urgent_goes_first(post: Post) -> None:
    lesson, reply, danger = (post.put(priority=p) for p in (Priority.ROUTINE, Priority.REPLY, Priority.DANGER))
    for expected in (danger, reply, lesson):
        assert post.claim() == [expected]
        outbox.mark_sent(post.conn, expected)


def test_what_failed_keeps_its_place_and_holds_up_nobody_else(post: Post) -> None:
    first, second = post.put(), post.put()
    assert post.claim() == [first]
    outbox.retry(post.conn, first, NOW + 3 * MINUTE)
    others = post.put(who=1)
    assert post.claim() == [others]
    assert post.claim(minute=3) == [first]
    outbox.mark_sent(post.conn, first)
    assert post.claim(minute=3) == [second]


def test_a_held_childs_messages_stay_and_let_the_others_pass(post: Post) -> None:
    held, twin = post.child(), post.child()
    death = post.hold(held)
    about_held, about_twin = post.put(child=held), post.put(child=twin)
    assert post.claim() == [about_twin]
    outbox.mark_sent(post.conn, about_twin)
    assert post.claim() == []
    holds.lift(post.conn, death, NOW)
    assert post.claim() == [about_held]


def test_two_deaths_told_hold_until_both_are_lifted(post: Post) -> None:
    child = post.child()
    deaths = [post.hold(child) for _ in range(2)]
    about = post.put(child=child)
    holds.lift(post.conn, deaths[0], NOW)
    assert post.claim() == []
    holds.lift(post.conn, deaths[1], NOW)
    assert post.claim() == [about]


CLOSERS: tuple[tuple[str, Callable[[Post, int, int], object]], ...] = (
    ("one", lambda post, row, _: outbox.close(post.conn, row, Closing.EXPIRED)),
    ("about a child", lambda post, _, child: outbox.close_about(post.conn, child, Closing.DEATH)),
    ("for a person", lambda post, *_: outbox.close_all(post.conn, post.people[0], Closing.OPTOUT)),
)


@pytest.mark.parametrize(("name", "close"), CLOSERS, ids=[name for name, _ in CLOSERS])
def test_what_is_closed_never_leaves(post: Post, name: str, close: Callable[[Post, int, int], object]) -> None:
    child = post.child()
    close(post, post.put(child=child), child)
    assert post.claim(minute=60) == []


def test_after_a_kill_what_was_being_sent_waits_again(post: Post) -> None:
    row = post.put()
    assert post.claim() == [row]
    assert outbox.recover(post.conn) == 1
    assert post.claim() == [row]


def test_a_claim_takes_no_more_than_asked(post: Post) -> None:
    for who in (0, 1):
        post.put(who=who)
    assert len(post.claim(limit=1)) == 1
