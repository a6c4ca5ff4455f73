"""PNGs without a drawing program."""

import struct
import zlib

from bot.domain.chat import Picture
from bot.domain.errors import Undrawable

UNDRAWABLE = "undrawable"


def png(width: int = 1080, height: int = 600) -> bytes:
    """A black picture of this size."""
    rows = zlib.compress((b"\0" * (width + 1)) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (head, rows, b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def draw(picture: Picture) -> bytes:
    """Any drawing as a black picture; the one called `undrawable` fails."""
    if picture.name == UNDRAWABLE:
        raise Undrawable("malformed")
    return png()
