"""What a printed page carries, so that it can be held against the record: an entry and how its hash begins."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from plenary.foundation.access.audiences import PUBLIC
from plenary.foundation.journal import queries as journal
from plenary.interfaces.web.shell.context import reader_of

#: Hexadecimal digits of a hash that a person compares by eye, in groups of four.
DIGITS, GROUP = 16, 4


@dataclass(frozen=True, slots=True)
class PaperCode:
    """The newest public entry on the thing that was printed. begins: of its hash; addresses are without a scheme."""

    entry: int
    begins: str
    address: str
    check: str


def code_of(request: HttpRequest, about: tuple[str, str]) -> PaperCode | None:
    """The code of a thing, by its kind and key; None where the public record does not name it yet."""
    entry = journal.entries_about(reader_of(request), about).filter(tree__audience=PUBLIC).order_by("number").last()
    if entry is None:
        return None
    host = request.get_host()
    return PaperCode(
        entry=entry.number,
        begins=grouped(entry.leaf),
        address=f"{host}{reverse('record-entry', args=[entry.number])}",
        check=f"{host}{reverse('record-check')}",
    )


def grouped(digest: str) -> str:
    """How a hash begins, in groups that the eye keeps apart."""
    begins = digest[:DIGITS]
    return " ".join(begins[at : at + GROUP] for at in range(0, len(begins), GROUP))
