"""Carrying an erasure out: what tells of a person goes, what counts stays; the last word is told to a stranger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from handlers.replies import Reply, keep, line
from health.local_time import next_sending_moment
from health.names import fold
from messages.forms import Draft, to_json
from messages.redacting import Needle, name_needle, phone_needle, redacted
from storage import care, children, contacts, erasures, people, wiping
from storage.children import Child
from storage.contacts import Contact
from storage.engine import Connection
from storage.erasures import Erasure
from storage.outbox import Priority
from storage.wiping import Wiped

TOLD_WITHIN = timedelta(days=2)  # then the number is erased, reached or not


@dataclass(frozen=True, slots=True)
class Erased:
    """What went."""

    wiped: Wiped
    children: tuple[str, ...]  # codes of those whose names went
    texts: int  # others' messages from which a name or a number was taken


def carry_out(conn: Connection, waiting: Erasure, at: datetime, by: int | None) -> Erased:
    """Erase, keep the proof, and say so once; the person who hears it is a new one, whom nothing ties to the old."""
    person = people.get(conn, waiting.person_id)
    ways = contacts.of(conn, person.id)
    own = _children(conn, waiting)
    needles = list(_needles(conn, person.name, ways, own))
    digests = [contacts.address_digest(conn, way.channel, way.address) for way in ways]
    homes = dict.fromkeys((person.commune_id, *(child.commune_id for child in own)))
    with wiping.thoroughly(conn):
        wiped = wiping.wipe_person(conn, person.id, to_json(Draft()), at)
        if own:
            wiping.wipe_children(conn, [child.id for child in own])
        redact = partial(redacted, needles=needles)
        texts = sum(wiping.redact_texts(conn, home, redact) for home in homes) if needles else 0
    erasures.mark_done(conn, waiting.id, by, digests, at)
    if reachable := next((way for way in ways if not way.refused_at), None):
        _say_farewell(conn, waiting, reachable, person.language, at)
    return Erased(wiped, tuple(child.code for child in own), texts)


def _children(conn: Connection, waiting: Erasure) -> list[Child]:
    if not waiting.with_children:
        return []
    return [children.get(conn, child_id) for child_id in care.children_of(conn, waiting.person_id)]


def _needles(conn: Connection, name: str | None, ways: Iterable[Contact], own: Sequence[Child]) -> Iterable[Needle]:
    """What is looked for in others' words: numbers that are nobody else's, names that no other child's record has."""
    for way in ways:
        key = contacts.address_digest(conn, way.channel, way.address)
        alone = len(contacts.people_at(conn, way.channel, key)) == 1
        if alone and (needle := phone_needle(way.address)):
            yield needle
    names = {name or "", *(one for child in own for one in _names(conn, child, own))}
    yield from (needle for one in names if (needle := name_needle(one)))


def _names(conn: Connection, child: Child, own: Sequence[Child]) -> Iterable[str]:
    ours = {one.id for one in own}
    for told in (child.mother, child.name):
        alike = children.by_name(conn, child.commune_id, told, told) if told else ()
        others = [one for one in alike if one.id not in ours]
        if told and not any(fold(told) in (fold(one.mother or ""), fold(one.name or "")) for one in others):
            yield told


def _say_farewell(conn: Connection, waiting: Erasure, way: Contact, language: str, at: datetime) -> None:
    stranger = people.add(conn, at)
    people.set_language(conn, stranger, language)
    contacts.add(conn, stranger, way.channel, way.address, at)
    due_at = next_sending_moment(at)
    said = Reply(stranger, (line("erase_done"),), Priority.ALERT, due_at=due_at, expires_at=due_at + TOLD_WITHIN)
    (farewell,) = keep(conn, [said], at, waiting.commune_id)
    erasures.set_farewell(conn, waiting.id, farewell)


def sweep(conn: Connection, now: datetime) -> None:
    """Whoever was told the last word and has not written since is gone too; who wrote has begun anew."""
    for one in erasures.to_sweep(conn, now - TOLD_WITHIN):
        told = erasures.told(conn, one.farewell_id) if one.farewell_id is not None else None
        if told is not None and not erasures.has_spoken(conn, told) and not care.children_of(conn, told):
            with wiping.thoroughly(conn):
                wiping.wipe_person(conn, told, to_json(Draft()), now)
        erasures.mark_swept(conn, one.id, now)
