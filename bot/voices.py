"""The folder of recordings in the home, and fetching those that were sent to the bot."""

import asyncio
import hashlib
import os
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

import structlog

from bot.channels.contract import Channel, HasFiles, Refused, SendError
from bot.clock import Clock
from bot.writer import Writer
from handlers import voices as handling
from messages.recordings import MOST_BYTES, MOST_SECONDS, sound_of
from storage import voices
from storage.engine import Connection
from storage.voices import Kept, Wanted

log = structlog.get_logger()

FOLDER: Final = "voices"  # in the home
AT_ONCE: Final = 4
AGAIN: Final = timedelta(minutes=1)  # before a fetch that nobody finished is begun anew; doubled each time
MOST_TRIES: Final = 8  # four hours in all
FETCH_S: Final = 30.0


class VoiceFolder:
    """Recordings as files, each named by the SHA-256 of its bytes: a file never changes, a sound is kept once."""

    def __init__(self, path: Path) -> None:
        """The folder is made when the first recording comes."""
        self.path = path

    def keep(self, data: bytes) -> str:
        """Keep some bytes, on the disk when this returns; gives their digest. Raises OSError."""
        digest = hashlib.sha256(data).hexdigest()
        target = self.path / digest
        if self._holds(target, digest):
            return digest
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self.path / f"{digest}.{os.getpid()}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        return digest

    def read(self, digest: str) -> bytes | None:
        """The bytes of a recording; None if they are not there, or not those that were kept."""
        try:
            data = (self.path / digest).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None

    def _holds(self, target: Path, digest: str) -> bool:
        return target.exists() and self.read(digest) is not None


class Fetcher:
    """Fetches what the station recorded from where it was sent, and tells the handlers how that ended."""

    def __init__(self, writer: Writer, clock: Clock, channels: Sequence[Channel], folder: VoiceFolder) -> None:
        """Recordings come by the first channel that has files."""
        self._writer = writer
        self._clock = clock
        self._channel = next((channel for channel in channels if isinstance(channel, HasFiles)), None)
        self._folder = folder
        self._under_way: set[asyncio.Task[None]] = set()
        self.on_ended: Callable[[], None] = lambda: None  # somebody may have to hear of it

    async def fetch_wanted(self) -> int:
        """Begin to fetch what is wanted now; gives how much. Returns before it is here."""
        if self._channel is None or len(self._under_way) >= AT_ONCE:
            return 0
        claim = partial(voices.claim_wanted, now=self._clock.now(), most=AT_ONCE, again=AGAIN)
        claimed = await self._writer.run(claim)
        for wanted in claimed:
            task = asyncio.create_task(self._fetch(self._channel, wanted))
            self._under_way.add(task)
            task.add_done_callback(self._ended)
        return len(claimed)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.on_ended()

    async def finish(self) -> None:
        """Returns when what is under way has ended."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _fetch(self, channel: HasFiles, wanted: Wanted) -> None:
        try:
            data = await asyncio.wait_for(channel.fetch(wanted.file_id, MOST_BYTES), FETCH_S)
        except (SendError, TimeoutError) as error:
            log.warning("voice_not_fetched", recording=wanted.id, why=getattr(error, "why", "timeout"))
            if isinstance(error, Refused) or wanted.tries >= MOST_TRIES:
                await self._writer.persist(partial(self._lost, number=wanted.id, key=_key(error)))
            return  # else it is begun anew when its time has come
        await self._keep(wanted, data)

    async def _keep(self, wanted: Wanted, data: bytes) -> None:
        sound = sound_of(data)
        if sound is None or (sound.duration_s or 0) > MOST_SECONDS:
            key = "voice_not_sound" if sound is None else "voice_too_long"
            seconds = sound.duration_s if sound else None
            await self._writer.persist(partial(self._lost, number=wanted.id, key=key, duration_s=seconds))
            return
        try:
            digest = await asyncio.to_thread(self._folder.keep, data)
        except OSError as error:
            log.error("voice_not_kept", recording=wanted.id, error=type(error).__name__)
            return  # a full disk: begun anew when its time has come
        it = Kept(digest, sound.mime, len(data), sound.duration_s)
        await self._writer.persist(partial(self._arrived, number=wanted.id, it=it))
        log.info("voice_kept", recording=wanted.id)

    def _arrived(self, conn: Connection, number: int, it: Kept) -> None:
        if one := voices.kept(conn, number, it):
            handling.arrived(conn, one, self._clock.now())

    def _lost(self, conn: Connection, number: int, key: str, duration_s: int | None = None) -> None:
        if one := voices.lost(conn, number, duration_s):
            handling.not_arrived(conn, one, key, self._clock.now())


def _key(error: Exception) -> str:
    """What the maker is told."""
    return "voice_too_big" if getattr(error, "why", "") == "too_large" else "voice_lost"
