"""A picture taken apart and written anew: of what was given, only its pixels stay.

PNG alone, whole rows, no interlacing. Every chunk is checked; those that carry words, times, places, profiles or moving
pictures are left out, and so is a palette that no pixel is drawn from; the pixels are unpacked within their exact size
and packed again by ourselves. So no byte of the file that was given is ever given out, and what is given out is a
picture and nothing else.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from plenary.procedure.refusal import Refused

BYTES_AT_MOST = 256 * 1024
SIDE_AT_MOST = 1024
SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Colour type -> samples a pixel, and the depths that the standard allows it.
COLOURS = {0: (1, (1, 2, 4, 8, 16)), 2: (3, (8, 16)), 3: (1, (1, 2, 4, 8)), 4: (2, (8, 16)), 6: (4, (8, 16))}
PALETTE = 3
FILTERS = range(5)


@dataclass(frozen=True, slots=True)
class _Header:
    """width, height in pixels; depth in bits a sample; colour as the standard numbers it."""

    width: int
    height: int
    depth: int
    colour: int

    @property
    def row_bytes(self) -> int:
        """Bytes of one row, without the one that names its filter."""
        samples, _depths = COLOURS[self.colour]
        return (self.width * samples * self.depth + 7) // 8


def rewritten_png(content: bytes) -> bytes:
    """The same pixels as a new PNG. Raises Refused "files.picture_too_large", "files.no_picture"."""
    if len(content) > BYTES_AT_MOST:
        raise Refused("files.picture_too_large", most=SIDE_AT_MOST, kb=BYTES_AT_MOST // 1024)
    if not content.startswith(SIGNATURE):
        raise Refused("files.no_picture")
    header: _Header | None = None
    kept: list[tuple[bytes, bytes]] = []
    packed = bytearray()
    for kind, data in _chunks(content[len(SIGNATURE) :]):
        if header is None:
            header = _header(kind, data)
            kept.append((kind, data))
        elif kind == b"IDAT":
            packed += data
        elif kind == b"PLTE" and header.colour != PALETTE:
            continue
        elif kind in (b"PLTE", b"tRNS") and not packed and kind not in dict(kept):
            kept.append((kind, _small(kind, data, header)))
        elif kind == b"IHDR" or (kind[:1].isupper() and kind not in (b"IEND", b"PLTE")):
            raise Refused("files.no_picture")
    if header is None or (header.colour == PALETTE and b"PLTE" not in dict(kept)):
        raise Refused("files.no_picture")
    pixels = zlib.compress(_pixels(bytes(packed), header), 9)
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in (*kept, (b"IDAT", pixels), (b"IEND", b"")))


def _chunks(rest: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk whose sum is right, up to the end of the picture; what follows it is not read."""
    at = 0
    while at + 12 <= len(rest):
        (length,) = struct.unpack_from(">I", rest, at)
        end = at + 8 + length
        if end + 4 > len(rest):
            break
        body = rest[at + 4 : end]
        if struct.unpack_from(">I", rest, end)[0] != zlib.crc32(body):
            break
        yield body[:4], body[4:]
        if body[:4] == b"IEND":
            return
        at = end + 4
    raise Refused("files.no_picture")


def _header(kind: bytes, data: bytes) -> _Header:
    if kind != b"IHDR" or len(data) != 13:
        raise Refused("files.no_picture")
    width, height, depth, colour, packing, filtering, interlaced = struct.unpack(">IIBBBBB", data)
    if colour not in COLOURS or depth not in COLOURS[colour][1] or packing or filtering or interlaced:
        raise Refused("files.no_picture")
    if not width or not height:
        raise Refused("files.no_picture")
    if max(width, height) > SIDE_AT_MOST:
        raise Refused("files.picture_too_large", most=SIDE_AT_MOST, kb=BYTES_AT_MOST // 1024)
    return _Header(width, height, depth, colour)


def _small(kind: bytes, data: bytes, header: _Header) -> bytes:
    """A palette, or which colours one sees through, as long as the standard lets it be."""
    if kind == b"PLTE":
        fits = bool(data) and len(data) % 3 == 0 and len(data) <= 3 * 2 ** min(header.depth, 8)
    else:
        fits = len(data) <= {0: 2, 2: 6, PALETTE: 256}.get(header.colour, 0)
    if not fits:
        raise Refused("files.no_picture")
    return data


def _pixels(packed: bytes, header: _Header) -> bytes:
    """The rows, unpacked into exactly the room that they need."""
    row = 1 + header.row_bytes
    needed = row * header.height
    unpacking = zlib.decompressobj()
    try:
        rows = unpacking.decompress(packed, needed + 1)
    except zlib.error:
        raise Refused("files.no_picture") from None
    if len(rows) != needed or any(rows[at] not in FILTERS for at in range(0, needed, row)):
        raise Refused("files.no_picture")
    return rows


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
