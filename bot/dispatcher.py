"""Sends what is due: the urgent first, one message a person at a time, nobody held up by anybody else."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import structlog

from bot.channels.contract import AudioRefused, Channel, SendError
from bot.clock import Clock
from bot.voices import VoiceFolder
from bot.writer import Writer
from handlers import sending
from handlers.knowledge import Knowledge
from handlers.voice_sending import BAD_AUDIO
from messages.envelope import Audio, ChannelName, Outgoing

log = structlog.get_logger()

MOST_AT_ONCE = 256  # sends under way
SEND_TIMEOUT_S = 30.0  # real seconds; a channel's own limits are shorter


class Dispatcher:
    """Claims due messages, gives them to their channels and records how each ended."""

    def __init__(
        self,
        writer: Writer,
        clock: Clock,
        channels: Mapping[ChannelName, Channel],
        known: Knowledge,
        folder: VoiceFolder,
    ) -> None:
        """`channels` are the running ones; a person is reached on these alone. `folder` has the recordings."""
        self._writer = writer
        self._clock = clock
        self._channels = channels
        self._known = known
        self._folder = folder
        self._under_way: set[asyncio.Task[None]] = set()
        self._claim = asyncio.Lock()
        self.on_ended: Callable[[], None] = lambda: None  # a person's next message may leave

    async def send_due(self) -> int:
        """Claim what is due now and begin to send it; gives how many. Returns before the sends have ended."""
        async with self._claim:
            room = MOST_AT_ONCE - len(self._under_way)
            if room <= 0:
                return 0
            names = frozenset(name.value for name in self._channels)
            job = partial(sending.claim, now=self._clock.now(), limit=room, channels=names, known=self._known)
            claimed = await self._writer.run(job)
            for item in claimed.ready:
                task = asyncio.create_task(self._send(item))
                self._under_way.add(task)
                task.add_done_callback(self._ended)
            return claimed.taken

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.on_ended()

    @property
    def is_sending(self) -> bool:
        """Whether any send is under way."""
        return bool(self._under_way)

    async def finish(self) -> None:
        """Returns when the sends under way have ended."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _send(self, item: sending.Ready) -> None:
        channel = self._channels[ChannelName(item.channel)]
        try:
            outgoing = await self._with_voice(item)
            sent = await asyncio.wait_for(channel.send(outgoing), SEND_TIMEOUT_S)
        except SendError as error:
            failure = sending.Failure(error.why, error.retryable, error.retry_after)
        except Exception as error:  # noqa: BLE001  # a channel's own mistake holds up this message alone
            failure = sending.Failure(type(error).__name__, retryable=True)
        else:
            log.info("message_sent", outbox=item.outbox_id, channel=item.channel)
            record = partial(sending.succeeded, item=item, provider_id=sent.provider_id, at=self._clock.now())
            await self._writer.persist(record)
            return
        log.warning("send_failed", outbox=item.outbox_id, channel=item.channel, why=failure.why)
        await self._writer.persist(partial(sending.failed, item=item, failure=failure, at=self._clock.now()))

    async def _with_voice(self, item: sending.Ready) -> Outgoing:
        """The message with the bytes of its recording; raises AudioRefused if they are gone or damaged."""
        voice = item.voice
        if voice is None or voice.digest is None:
            return item.outgoing
        data = await asyncio.to_thread(self._folder.read, voice.digest)
        if data is None:
            raise AudioRefused(BAD_AUDIO)
        return replace(item.outgoing, audio=Audio(voice.digest, voice.mime, voice.duration_s, data))
