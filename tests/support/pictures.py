"""Looking at pictures: what the QR code in a PNG of ours says."""

import struct
import zlib

import zxingcpp

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the grey pixels of a PNG; AssertionError if a checksum is wrong."""
    assert png.startswith(SIGNATURE)
    at, chunks = len(SIGNATURE), {}
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        data = png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + data)
        chunks[kind] = data
        at += 12 + length
    wide, high = struct.unpack(">II", chunks[b"IHDR"][:8])
    rows = zlib.decompress(chunks[b"IDAT"])
    return wide, high, b"".join(rows[y * (wide + 1) + 1 : (y + 1) * (wide + 1)] for y in range(high))


def scanned(png: bytes) -> list[str]:
    """What a phone reads in a picture."""
    wide, high, grey = pixels(png)
    return [code.text for code in zxingcpp.read_barcodes(memoryview(grey).cast("B", shape=(high, wide)))]
