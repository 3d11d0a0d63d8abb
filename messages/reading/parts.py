"""One message taken apart: the items that the readers found, the events, the signs."""

from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple

from messages.reading.ages import AGED, read_ages
from messages.reading.asking import asking_sentences
from messages.reading.attendants import read_attendants
from messages.reading.counts import read_counts, read_fractions
from messages.reading.dates import read_dates
from messages.reading.details import SEX_INSIDE, STRIKERS, read_causes, read_codes, read_sexes, read_struck
from messages.reading.events import Event
from messages.reading.gazetteer import gazetteer
from messages.reading.items import Found, Item
from messages.reading.needs import NOTHING, Rooms
from messages.reading.people import read_people
from messages.reading.phrases import word_set
from messages.reading.places import read_places
from messages.reading.reality import judged_events
from messages.reading.repairs import without_rejected
from messages.reading.scene import Scene
from messages.reading.signs import Sign, read_signs
from messages.reading.teller import without_tellers_days
from messages.reading.tokens import NUMBER
from messages.reading.twins import mark_twins
from messages.reading.understanding import Context
from messages.reading.vaccines import read_vaccines
from messages.reading.villages import read_villages
from messages.reading.weights import WEIGHED, read_weights


class Reader(NamedTuple):
    """One reader of items."""

    read: Callable[[Scene], Found]
    needs: frozenset[str] = NOTHING  # see `needs.py`


# The readers in the order in which they may take words, after codes and names: what is least likely to be anything
# else comes first.
READERS = Rooms(
    (
        Reader(read_vaccines, word_set("vaccine dose")),
        Reader(read_weights, WEIGHED),
        Reader(read_fractions, word_set("/")),
        Reader(read_dates),
        Reader(read_ages, AGED),
        Reader(read_attendants, word_set("attendant do")),
        Reader(read_places, word_set("place nha")),
        Reader(read_causes, word_set("cause")),
        Reader(read_struck, STRIKERS),
        Reader(read_sexes, frozenset(("sex", *SEX_INSIDE))),
        Reader(read_counts, word_set(NUMBER)),
    )
)

_PLACE = attrgetter("start", "end")


class Parts(NamedTuple):
    """What one message holds, before anybody decides what it is."""

    scene: Scene
    items: list[Item]  # in order, rejected values left out
    rejected: list[Item]  # "không phải bé trai"
    events: list[Event]
    signs: list[Sign]
    asked: set[int]  # sentences that ask something

    def real(self) -> list[Event]:
        """The events told as having happened."""
        return [event for event in self.events if event.real]

    def of(self, *whats: str) -> list[Item]:
        """The items of these kinds."""
        if self.scene.lacks(whats):
            return []
        return [item for item in self.items if item.what in whats]


def take_apart(text: str, context: Context) -> Parts:
    """Read everything that one text says."""
    scene = Scene(text, context.today)
    found = [*read_codes(scene), *read_villages(scene, gazetteer(context.villages)), *read_people(scene)]
    for reader in READERS.open(scene):  # now that names are read: what they are not may be something else
        found.extend(reader.read(scene))
    found.sort(key=_PLACE)
    items, rejected = without_rejected(scene, without_tellers_days(scene, found))
    scene.signals.tell([signal for item in items for signal in (item.what, item.doubt) if signal])
    asked = asking_sentences(scene)
    mark_twins(scene, items)
    return Parts(scene, items, rejected, judged_events(scene, items, asked), read_signs(scene), asked)
