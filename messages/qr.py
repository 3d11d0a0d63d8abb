"""A child's code as a QR picture: PNG for a chat, SVG for a page to print."""

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Final

import segno

from messages.lettering import HIGH, WIDE, dots, wrapped

SCALE, BORDER = 10, 4  # pixels a module; modules of white around, as the standard asks
CODE_SCALE, WORDS_SCALE = 5, 2  # pixels a dot
_GREY: Final = struct.pack(">BBBBB", 8, 0, 0, 0, 0)  # depth 8, greyscale, no filter, not interlaced
Rows = list[bytearray]


def qr_text(link: str, code: str, number: str) -> str:
    """What the code holds: the link that opens the bot, or a ready SMS where there is no bot."""
    return f"{link}?start={code}" if link else f"SMSTO:{number}:{code}"


def svg(held: str) -> str:
    """The code alone, to be put into a page."""
    image = BytesIO()
    segno.make(held, error="m").save(image, kind="svg", xmldecl=False, omitsize=True)
    return image.getvalue().decode().strip()


def png(held: str, code: str, words: str) -> bytes:
    """The code, under it the child's code in large letters and some words; black on white."""
    rows = _squares(held)
    wide = len(rows[0])
    lines = wrapped(words, wide // (WIDE * WORDS_SCALE) - 1)
    for line, scale in ((code, CODE_SCALE), *((line, WORDS_SCALE) for line in lines)):
        rows += _centred(line, scale, wide)
    rows += [bytearray(b"\xff" * wide) for _ in range(BORDER * SCALE // 2)]
    return _file(rows)


def _squares(held: str) -> Rows:
    """The modules of the code, black ones 0."""
    matrix = segno.make(held, error="m").matrix_iter(scale=SCALE, border=BORDER)
    return [bytearray(0 if dark else 255 for dark in row) for row in matrix]


def _centred(line: str, scale: int, wide: int) -> Rows:
    """One line of words in the middle of a white stripe."""
    left = (wide - len(line) * WIDE * scale) // 2
    stripe = [bytearray(b"\xff" * wide) for _ in range(HIGH * scale)]
    for at, row in enumerate(dots(line)):
        for column, dot in enumerate(row):
            start = left + column * scale
            if dot and 0 <= start <= wide - scale:
                for y in range(at * scale, (at + 1) * scale):
                    stripe[y][start : start + scale] = bytes(scale)
    return stripe


def _file(rows: Sequence[bytearray]) -> bytes:
    """A PNG of grey pixels."""
    size = struct.pack(">II", len(rows[0]), len(rows))
    pixels = b"".join(b"\x00" + bytes(row) for row in rows)
    chunks = ((b"IHDR", size + _GREY), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
