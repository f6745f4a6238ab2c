"""What stands in the menu of each house. Never above seven entries; the desk has the administration as an eighth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may_open


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the code by which a page says that it stands here, the words, the name of the address.

    instead: the address for those who may not open that one.
    """

    code: str
    label: Promise
    url_name: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as this page shows it."""

    label: str
    href: str
    current: bool


MENUS: dict[str, tuple[Entry, ...]] = {
    "public": (
        Entry("news", pgettext_lazy("menu", "News"), "news-list"),
        Entry("meetings", pgettext_lazy("menu", "Meetings"), "meetings"),
        Entry("documents", pgettext_lazy("menu", "Documents"), "documents"),
        Entry("decisions", pgettext_lazy("menu", "Decisions and votes"), "decisions"),
        Entry("members", pgettext_lazy("menu", "Members and presidency"), "members"),
        Entry("budget", pgettext_lazy("menu", "Budget"), "budget"),
        Entry("about", pgettext_lazy("menu", "About and record"), "record"),
    ),
    "workspace": (
        Entry("today", pgettext_lazy("menu", "Today"), "today"),
        Entry("meetings", pgettext_lazy("menu", "Meetings"), "folder-meetings"),
        Entry("documents", pgettext_lazy("menu", "Documents"), "folder-documents"),
        Entry("delegation", pgettext_lazy("menu", "My delegation"), "delegation"),
        Entry("partners", pgettext_lazy("menu", "Partners"), "folder-partners"),
        Entry("search", pgettext_lazy("menu", "Search"), "search"),
    ),
    "chamber": (
        Entry("now", pgettext_lazy("menu", "Now"), "seat"),
        Entry("floor", pgettext_lazy("menu", "Floor"), "seat-floor"),
        Entry("text", pgettext_lazy("menu", "Text"), "seat-text"),
        Entry("vote", pgettext_lazy("menu", "Vote"), "seat-vote"),
        Entry("record", pgettext_lazy("menu", "Record"), "seat-record"),
    ),
    "desk": (
        Entry("queue", pgettext_lazy("menu", "Work queue"), "desk"),
        Entry("meetings", pgettext_lazy("menu", "Meetings"), "desk-meetings"),
        Entry("documents", pgettext_lazy("menu", "Documents"), "desk-documents"),
        Entry("people", pgettext_lazy("menu", "People"), "desk-people"),
        Entry("protocol", pgettext_lazy("menu", "Protocol"), "desk-protocol"),
        Entry("press", pgettext_lazy("menu", "Press"), "desk-press"),
        Entry("money", pgettext_lazy("menu", "Money"), "desk-money"),
        Entry("house", pgettext_lazy("menu", "House"), "desk-house", instead="desk-bodies"),
    ),
}


def address(url_name: str, **arguments: str) -> str:
    """The address of a page by name; empty when this house has no such page."""
    if not arguments:
        return _standing_address(url_name, get_language(), get_urlconf())
    try:
        return reverse(url_name, kwargs=arguments)
    except NoReverseMatch:
        return ""


@cache
def _standing_address(url_name: str, language: str | None, urlconf: str | None) -> str:
    """Kept, since every page asks for the same dozen; language and urlconf are what the answer depends on."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def menu(house: str, reader: Actor, current: str = "", **arguments: str) -> list[Link]:
    """The menu of a house with the page's own entry lit; what this reader may not open is not there."""
    links = []
    for entry in MENUS.get(house, ()):
        open_to_reader = (name for name in (entry.url_name, entry.instead) if name and may_open(reader, name))
        href = address(next(open_to_reader, ""), **arguments)
        if href:
            links.append(Link(str(entry.label), href, entry.code == current))
    return links
