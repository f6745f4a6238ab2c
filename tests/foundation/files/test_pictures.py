"""Of a picture that is given only the pixels stay; what is no whole PNG is refused."""

import struct
import zlib

import pytest

from plenary.foundation.files.pictures import SIDE_AT_MOST, SIGNATURE, rewritten_png
from plenary.procedure.refusal import Refused


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=2, height=2, *, depth=8, colour=2, rows=None, between=b"", interlaced=0, after=b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    pixels = rows if rows is not None else (b"\x00" + b"\xff\x00\x00" * width) * height
    return (
        SIGNATURE
        + chunk(b"IHDR", header)
        + between
        + chunk(b"IDAT", zlib.compress(pixels, 1))
        + chunk(b"IEND", b"")
        + after
    )


def kinds(picture: bytes) -> list[bytes]:
    found, at = [], len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        found.append(picture[at + 4 : at + 8])
        at += 12 + length
    return found


def test_the_pixels_stay_and_nothing_else_does():
    secret = chunk(b"tEXt", b"Author\0Ana") + chunk(b"eXIf", b"here") + chunk(b"iCCP", b"x")
    given = png(between=secret, after=b"<script>alert(1)</script>")
    made = rewritten_png(given)
    assert kinds(made) == [b"IHDR", b"IDAT", b"IEND"]
    assert b"Ana" not in made
    assert b"script" not in made
    assert rewritten_png(made) == made == rewritten_png(png())


def test_a_palette_and_what_one_sees_through_stay():
    small = chunk(b"PLTE", b"\x00\x00\x00\xff\xff\xff") + chunk(b"tRNS", b"\x00")
    made = rewritten_png(png(depth=1, colour=3, rows=b"\x00\x40\x00\x80", between=small))
    assert kinds(made) == [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"]


@pytest.mark.parametrize(("colour", "bytes_a_pixel"), [(0, 1), (2, 3), (4, 2), (6, 4)])
def test_a_palette_that_no_pixel_is_drawn_from_goes(colour, bytes_a_pixel):
    rows = (b"\x00" + b"\x7f" * 2 * bytes_a_pixel) * 2
    made = rewritten_png(png(colour=colour, rows=rows, between=chunk(b"PLTE", b"Ana was here")))
    assert b"Ana" not in made
    assert made == rewritten_png(png(colour=colour, rows=rows))


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"GIF89a",
        b"<svg onload=alert(1)>",
        SIGNATURE,
        png()[:-5],
        png().replace(b"IDAT", b"IDAX"),
        png(interlaced=1),
        png(rows=b"\x00\xff"),
        png(rows=b"\x09" + b"\xff\x00\x00" * 2 + b"\x00" + b"\xff\x00\x00" * 2),
        png(depth=8, colour=3, rows=b"\x00\x00\x00" * 2),
        png(colour=5),
        png(0, 2),
        png(between=chunk(b"ABCD", b"")),
        png(2, 2, rows=b"\x00" * 1_000_000),
    ],
)
def test_what_is_no_whole_picture_is_refused(given):
    with pytest.raises(Refused) as no:
        rewritten_png(given)
    assert no.value.code == "files.no_picture"


@pytest.mark.parametrize("given", [png(SIDE_AT_MOST + 1, 1), png(60_000, 60_000, rows=b""), b"\x89" * 262_145])
def test_a_picture_too_large_is_refused_unread(given):
    with pytest.raises(Refused) as no:
        rewritten_png(given)
    assert no.value.code == "files.picture_too_large"
