"""What some bytes are, if they are a sound that Telegram plays as a voice message; and how long an Opus one lasts."""

from typing import Final, NamedTuple

OPUS: Final = "audio/ogg"
SUFFIXES: Final = {OPUS: ".ogg", "audio/mpeg": ".mp3", "audio/mp4": ".m4a"}
MOST_BYTES: Final = 1024 * 1024
MOST_SECONDS: Final = 90
_PAGE: Final = b"OggS"
_HEAD: Final = b"OpusHead"
_A_SECOND: Final = 48_000  # samples by which Opus counts, whatever it was recorded with


class Sound(NamedTuple):
    """One sound."""

    mime: str
    duration_s: int | None  # None: these bytes do not tell it simply


def sound_of(data: bytes) -> Sound | None:
    """What the bytes are by their beginning; None if they are none of the kinds that can be sent."""
    if data.startswith(_PAGE):
        head = data.find(_HEAD, 0, 100)
        return Sound(OPUS, _opus_seconds(data, head)) if head > 0 else None
    if data.startswith(b"ID3") or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2):
        return Sound("audio/mpeg", None)
    return Sound("audio/mp4", None) if data[4:8] == b"ftyp" else None


def _opus_seconds(data: bytes, head: int) -> int:
    """Rounded up; from the position that the last page tells, less the samples skipped at the start."""
    last = data.rfind(_PAGE)
    position = int.from_bytes(data[last + 6 : last + 14], "little")
    skipped = int.from_bytes(data[head + 10 : head + 12], "little")
    return -(-max(position - skipped, 0) // _A_SECOND)
