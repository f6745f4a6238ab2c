"""News for feed readers: Atom, as RFC 4287 has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

from plenary.foundation.languages.signs import writable

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What an empty feed says of its last change: nothing was published since the clock of computers began.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One release. key: the random key of the release; it outlives every address."""

    key: str
    title: str
    summary: str
    address: str
    published_at: datetime
    updated_at: datetime


def atom_feed(entries: Iterable[FeedEntry], *, title: str, address: str, feed_address: str, language: str) -> bytes:
    """The feed as bytes. address: of the page that it follows; feed_address: its own, and its name."""
    listed = list(entries)
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {XML_LANG: language})
    _text(feed, "id", feed_address)
    _text(feed, "title", title)
    _text(feed, "updated", _stamp(max((entry.updated_at for entry in listed), default=NEVER)))
    _link(feed, address, rel="alternate", type="text/html")
    _link(feed, feed_address, rel="self", type="application/atom+xml")
    author = ElementTree.SubElement(feed, f"{{{ATOM}}}author")
    _text(author, "name", title)
    for entry in listed:
        written = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        _text(written, "id", f"urn:plenary:release:{entry.key}")
        _text(written, "title", entry.title)
        _text(written, "published", _stamp(entry.published_at))
        _text(written, "updated", _stamp(entry.updated_at))
        _link(written, entry.address, rel="alternate", type="text/html")
        if entry.summary:
            _text(written, "summary", entry.summary)
    written_out: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written_out


def _text(parent: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = writable(words)


def _link(parent: ElementTree.Element, href: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", {"href": href, **attributes})


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
