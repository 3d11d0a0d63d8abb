"""A home of its own for one measurement: the sample commune, with collaborators who are known by their phones."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.births import PEOPLE, phone
from bot.keys import make_key_file, read_key
from bot.knowledge import knowledge
from bot.stage.theatre import furnish
from handlers.knowledge import Knowledge
from health.rights import Role
from messages.envelope import ChannelName
from storage import contacts, people, places
from storage.engine import Connection, Engine, open_engine
from storage.people import Grant

NOW: Final = datetime(2026, 4, 20, 1, 0, tzinfo=UTC)  # Monday 20/4/2026, 08:00 in Bình Lư


@dataclass(frozen=True, slots=True)
class Home:
    """A folder with a key and a database."""

    folder: Path
    key: bytes

    @property
    def file(self) -> Path:
        """The database's file."""
        return self.folder / "bekhoe.db"

    @contextmanager
    def writer(self) -> Iterator[Engine]:
        """The database open as the running bot's writer has it."""
        engine = open_engine(f"sqlite:///{self.file}", self.key, writer=True)
        yield engine
        engine.dispose()

    def known(self) -> Knowledge:
        """The data files, as a run reads them."""
        with self.writer() as engine, engine.begin() as conn:
            return knowledge(conn)


@contextmanager
def new_home() -> Iterator[Home]:
    """A furnished home, gone after the block."""
    with tempfile.TemporaryDirectory(prefix="bekhoe-bench-") as folder:
        make_key_file(Path(folder))
        home = Home(Path(folder), read_key(Path(folder), None))
        furnish(f"sqlite:///{home.file}", home.key, NOW)
        with home.writer() as engine, engine.begin() as conn:
            _people(conn)
        yield home


def _people(conn: Connection) -> None:
    commune = places.communes(conn)[0]
    villages = places.villages(conn, commune.id)
    for number in range(PEOPLE):
        person_id = people.add(conn, NOW)
        village = villages[number % len(villages)]
        people.grant(conn, person_id, Grant(Role.COLLABORATOR, village.id), commune.id, NOW)
        contacts.add(conn, person_id, ChannelName.SMS, phone(number), NOW)
