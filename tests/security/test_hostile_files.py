"""Files made to hurt: each gets a sentence in time, none is run, none is kept, and none leaves as more than bytes."""

from __future__ import annotations

import fcntl
import io
import os
import resource
import signal
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from django.conf import settings as house_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenary.foundation.files.models import StoredFile
from plenary.foundation.files.storing import NAME_AT_MOST, store
from plenary.foundation.people import brakes
from plenary.foundation.people.models import Tries
from plenary.interfaces.exports.words_of_file import LETTERS_AT_MOST, words_of_file
from plenary.procedure.refusal import Refused

pytestmark = pytest.mark.django_db

MB = 1024 * 1024
PATIENCE_S = 15
SCRIPT = b"<script>alert(document.domain)</script>"


def zipped(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries:
            made.writestr(name, content)
    return out.getvalue()


def nested_zip() -> bytes:
    """64 KB of zeros, ten times ten times ten to the fifth."""
    inner = zipped(*((f"{place}.txt", b"\0" * 65536) for place in range(10)))
    for _ in range(5):
        inner = zipped(*((f"{place}.zip", inner) for place in range(10)))
    return inner


def pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a right table of places."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer <</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, start))


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def page_of(content: bytes, filters: bytes = b"") -> bytes:
    stream = b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>"
    return pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream)


def pdf_bomb() -> bytes:
    """A page whose content unpacks to a gigabyte, twice packed."""
    packed = zlib.compress(zlib.compress(b"\0" * (256 * MB), 9), 9)
    return page_of(packed, b"/Filter[/FlateDecode/FlateDecode]")


def pdf_that_draws_itself() -> bytes:
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>"
    form += b"stream\n/X Do\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    content = b"<</Length 5>>stream\n/X Do\nendstream"
    return pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, form)


def pdf_with_forms_of_forms() -> bytes:
    """Each of twenty forms draws the next one ten times."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
        b"/Length 59>>stream\n%s\nendstream" % (6 + place, b"/X Do " * 10)
        for place in range(20)
    ]
    content = b"<</Length 5>>stream\n/X Do\nendstream"
    return pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, *forms)


def pdf_with_a_loop_of_pages() -> bytes:
    return pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")


def pdf_with_many_objects() -> bytes:
    return pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", *([b"<</Type/Page>>"] * 200_000))


def nested_arrays() -> bytes:
    return pdf(b"[" * 200_000 + b"]" * 200_000)


def png_of_60000() -> bytes:
    head = b"IHDR" + (60000).to_bytes(4) * 2 + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + head + zlib.crc32(head).to_bytes(4)


def pdf_of_one_long_page_300_times() -> bytes:
    """Three hundred pages of one content that takes a while to read."""
    pages = b" ".join([b"3 0 R"] * 300)
    content = zlib.compress(b"BT /F 9 Tf (many words) Tj ET\n" * 100_000, 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>"
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content)
    return pdf(CATALOG, b"<</Type/Pages/Kids[%s]/Count 300>>" % pages, page, stream)


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a program that says it is a PDF": ("invoice.pdf", lambda: b"MZ\x90\0" + bytes(range(256)) * 40),
    "two endings": ("statement.pdf.exe", lambda: b"MZ\x90\0" + b"\0" * 500),
    "a page in a PDF's name": ("statement.pdf", lambda: b"<!doctype html>" + SCRIPT),
    "a PDF that is a page too": ("statement.pdf", lambda: page_of(SCRIPT)),
    "a page before a PDF": ("statement.html", lambda: SCRIPT + page_of(b"()Tj")),
    "a picture that is a script too": ("x.gif", lambda: b"GIF89a=1/*" + b"\0" * 20 + b"*/;alert(1)"),
    "a drawing with a script": (
        "x.svg",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT,
    ),
    "entities that multiply": (
        "x.xml",
        lambda: (
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(20))
            + b"]><x>&u;</x>"
        ),
    ),
    "an entity that reads a file": (
        "x.xml",
        lambda: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    ),
    "a zip of a gigabyte": ("x.zip", lambda: zipped(("zeros", b"\0" * (1024 * MB)))),
    "a zip in a zip in a zip": ("x.zip", nested_zip),
    "a zip of 100,000 entries": ("x.docx", lambda: zipped(*((f"{n}", b"") for n in range(100_000)))),
    "a zip that climbs": ("x.docx", lambda: zipped(("../../../../etc/cron.d/x", b"* * * * * root id"))),
    "a text with macros": (
        "x.docm",
        lambda: zipped(("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"), ("word/document.xml", b"<w/>")),
    ),
    "a PDF that unpacks to 256 MB": ("x.pdf", pdf_bomb),
    "a PDF that draws itself": ("x.pdf", pdf_that_draws_itself),
    "a PDF of forms of forms": ("x.pdf", pdf_with_forms_of_forms),
    "a PDF whose pages hold their parent": ("x.pdf", pdf_with_a_loop_of_pages),
    "a PDF of 300 long pages": ("x.pdf", pdf_of_one_long_page_300_times),
    "a PDF of 200,000 objects": ("x.pdf", pdf_with_many_objects),
    "a PDF of nested lists": ("x.pdf", nested_arrays),
    "a PDF that opens a program": (
        "x.pdf",
        lambda: pdf(
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(cmd.exe)>>>>", b"<</Type/Pages/Kids[]/Count 0>>"
        ),
    ),
    "a PDF cut in the middle": ("x.pdf", lambda: page_of(b"BT (Hello) Tj ET" * 400)[:3000]),
    "a PDF of nothing": ("x.pdf", lambda: b"%PDF-"),
    "a PDF of a far table": ("x.pdf", lambda: b"%PDF-1.4\nstartxref\n99999999999999999999\n%%EOF"),
    "a picture of 60,000 by 60,000": ("x.png", png_of_60000),
    "one long word of symbols": ("x.txt", lambda: b"A-" * (4 * MB)),
    "one long symbol": ("x.txt", lambda: b"A/" * (4 * MB)),
    "one long line of blanks": ("x.txt", lambda: b" \t" * (4 * MB) + b"x"),
    "marks that pile up on a letter": ("x.txt", lambda: b"a" + "\u0301\u0323".encode() * MB),
    "half a letter": ("x.txt", lambda: "слово".encode()[:-1]),
}

NAMES = [
    "../../../etc/passwd",
    "..\\..\\windows\\system32\\config",
    "a\x00b.pdf",
    "a\r\nSet-Cookie: x=1\r\n.pdf",
    "x" * 5000 + ".pdf",
    "statement\u202efdp.exe",
    "\u2066\u2069\u200f.pdf",
    "<img src=x onerror=alert(1)>.pdf",
    "CON",
    ".",
    "   ",
]


def files_kept() -> list[Path]:
    return [file for file in Path(house_settings.PLENARY_HOME).rglob("*") if file.is_file()]


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_gets_a_sentence_in_time(what):
    name, make = HOSTILE[what]
    content = make()
    assert len(content) < house_settings.UPLOAD_LIMIT_BYTES, "it must be let in to be tried"
    before = files_kept()
    began = monotonic()
    answer = Client().post("/record/check/", {"file": SimpleUploadedFile(name, content)})
    took = monotonic() - began
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Not in the record" in said
    assert took < PATIENCE_S, f"{took:.1f} s"
    assert "<script>alert" not in said
    assert "onload=" not in said
    assert StoredFile.objects.count() == 0
    assert files_kept() == before


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_does_nothing(name):
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    answer = Client().post(
        "/record/check/", head + b"some words\r\n--b--\r\n", content_type="multipart/form-data; boundary=b"
    )
    said = answer.content.decode()
    sentences = {
        200: "Neither these bytes nor these words were issued here",
        400: "What was sent could not be read, and nothing of it was kept.",
        422: "Choose a file, type the code of a print or paste a text to check.",
    }
    assert sentences[answer.status_code] in said
    assert "Set-Cookie: x=1" not in str(answer.headers)
    assert "onerror=alert" not in said


def test_an_empty_file_gets_a_sentence():
    answer = Client().post("/record/check/", {"file": SimpleUploadedFile("x.pdf", b"")})
    assert answer.status_code == 422
    assert "This file is empty: it holds 0 bytes." in answer.content.decode()


def test_a_file_over_the_limit_gets_a_sentence(settings):
    settings.UPLOAD_LIMIT_BYTES = 10
    answer = Client().post("/record/check/", {"file": SimpleUploadedFile("x.pdf", b"x" * 11)})
    assert answer.status_code == 422
    assert "Nothing of it was kept." in answer.content.decode()


def test_half_a_form_gets_a_sentence():
    answer = Client().post("/record/check/", b"--b\r\nContent-Disp", content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 422
    for broken in (
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "b" * 5000,
    ):
        answer = Client().post("/record/check/", b"--b", content_type=broken)
        assert answer.status_code in {400, 422}, broken
        assert "Bad Request (400)" not in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("statement.pdf", "statement.pdf"),
        ("Заявление Совета.pdf", "Заявление Совета.pdf"),
        ("بيان.pdf", "بيان.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("statement\u202efdp.exe", "statementfdp.exe"),
        ("\u2066x\u2069\u200f.pdf", "x.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("  spaced   out .pdf ", "spaced out .pdf"),
        ("...", "file"),
        ("", "file"),
        ("\u202e", "file"),
        ("x" * 300 + ".pdf", "x" * (NAME_AT_MOST - 4) + ".pdf"),
        ("y." + "z" * 300, ("y." + "z" * 300)[:NAME_AT_MOST]),
        ("й" * 300 + ".pdf", "й" * ((NAME_AT_MOST - 4) // 2) + ".pdf"),
    ],
)
def test_a_name_is_kept_as_one_plain_line(given, kept):
    stored = store(b"x", name=given, media_type="text/plain", audience="public")
    assert stored.name == kept
    sent_on = Client().get(f"/f/{stored.key}/{kept}")
    assert sent_on.status_code == 303
    answer = Client().get(sent_on["Location"].partition("testserver")[2], SERVER_NAME="files.testserver")
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert b"".join(answer.streaming_content) == b"x"


class Full(OSError):
    """No space left on device."""


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_keeps_nothing_and_says_so(monkeypatch, failing):
    def full(*_given: object) -> None:
        raise Full(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr({"fsync": "os.fsync", "replace": "os.replace"}[failing], full)
        with pytest.raises(Refused) as no:
            store(b"never kept", name="a.txt", media_type="text/plain", audience="public")
    assert no.value.code == "files.no_room"
    assert StoredFile.objects.count() == 0
    assert files_kept() == []
    assert store(b"never kept", name="a.txt", media_type="text/plain", audience="public").size == 10


def test_a_file_on_a_disk_of_one_megabyte(tmp_path, settings):
    """The limit of the process on a file's size stands for a disk without room: the system itself refuses."""
    settings.PLENARY_HOME = tmp_path
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MB // 2, hard))
    try:
        with pytest.raises(Refused, match=r"files\.no_room"):
            store(b"x" * MB, name="a.txt", media_type="text/plain", audience="public")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    assert files_kept() == []


def sent(name: str, content: bytes, **more: str) -> str:
    answer = Client().post("/record/check/", {"file": SimpleUploadedFile(name, content)}, **more)
    return answer.content.decode()


def test_a_file_that_takes_long_is_given_up_and_such_files_are_braked_by_network(monkeypatch):
    monkeypatch.setattr("plenary.interfaces.exports.words_of_file.SECONDS_IN_ALL", 0.05)
    for _ in range(brakes.TRIES_BY_NAME):
        assert "Not in the record" in sent("x.pdf", b"%PDF-", REMOTE_ADDR="192.0.2.7")
    assert "Too many files that take long" in sent("x.pdf", b"%PDF-", REMOTE_ADDR="192.0.2.8")
    assert "Not in the record" in sent("x.pdf", b"%PDF-", REMOTE_ADDR="198.51.100.7")


def test_of_a_long_text_no_more_is_searched_than_any_issued_text_holds():
    """Where words are compared, no stream is told anything and no page is made."""
    readings = words_of_file(b"A-" * (4 * MB), Path(house_settings.PLENARY_HOME), of_outsider=True)
    assert [len(reading) for reading in readings] == [LETTERS_AT_MOST]


def test_quick_files_are_not_counted(monkeypatch):
    monkeypatch.setattr("plenary.interfaces.web.record.checking.QUICK_S", 60.0)
    for _ in range(brakes.TRIES_BY_NAME + 1):
        assert "Not in the record" in sent("x.txt", b"words")


def test_one_file_is_read_at_a_time():
    other = os.open(house_settings.PLENARY_HOME, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    try:
        began = monotonic()
        said = sent("x.txt", b"words")
        assert monotonic() - began < 3
        assert "Other files are being checked just now" in said
        assert Tries.objects.filter(count__gt=0).count() == 0
    finally:
        os.close(other)
    assert "Not in the record" in sent("x.txt", b"words")
