"""Sounds to send: whole Ogg Opus files of silence, which any player plays."""

import struct
from typing import Final

_SILENCE: Final = b"\xf8\xff\xfe"  # 20 ms of Opus
_A_FRAME: Final = 960  # samples in it
_FRAMES_A_PAGE: Final = 250
_SERIAL: Final = 7
_FIRST, _LAST = 2, 4
_POLYNOMIAL: Final = 0x04C11DB7


def silence(seconds: int, mark: str = "") -> bytes:
    """So many seconds; `mark` is a comment in it, so that two files of one length differ."""
    frames = seconds * 50
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48_000, 0, 0)
    comment = mark.encode()
    tags = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<II", 1, len(comment)) + comment
    pages = [_page([head], _FIRST, 0, 0), _page([tags], 0, 0, 1)]
    for number, start in enumerate(range(0, frames, _FRAMES_A_PAGE), 2):
        end = min(start + _FRAMES_A_PAGE, frames)
        pages.append(_page([_SILENCE] * (end - start), _LAST if end == frames else 0, end * _A_FRAME, number))
    return b"".join(pages)


def _page(packets: list[bytes], kind: int, position: int, number: int) -> bytes:
    lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    start = struct.pack("<4sBBqII", b"OggS", 0, kind, position, _SERIAL, number)
    rest = bytes([len(lacing)]) + lacing + b"".join(packets)
    return start + struct.pack("<I", _checksum(start + bytes(4) + rest)) + rest


def _checksum(page: bytes) -> int:
    """The CRC of an Ogg page."""
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1) ^ (_POLYNOMIAL if crc & 0x80000000 else 0)
        crc &= 0xFFFFFFFF
    return crc
