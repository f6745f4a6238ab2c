"""What a print is by now: the newest version of its text, or a stale one. Told to those who may read it only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.offices.documents import queries as office
from plenary.offices.documents.models import Document, Issue, Version


@dataclass(frozen=True, slots=True)
class Printed:
    """A print, and what became of its text as far as this reader may know.

    since: when the newest version was given out; when it was made, where it was not yet. language: one in which both
    versions can be read, for what changed between them; "" where there is none.
    """

    document: Document
    version: Version
    newest: Version
    symbol: str
    newest_symbol: str
    since: datetime
    language: str

    @property
    def is_stale(self) -> bool:
        """Whether the text changed after this print was made."""
        return self.newest.pk != self.version.pk

    @property
    def is_over(self) -> bool:
        """Whether the text was withdrawn or superseded, so that even its newest print holds no more."""
        return self.document.state in {"withdrawn", "superseded"}


def printed(reader: Actor, typed: str) -> Printed | None:
    """The print with this code; None where there is none or this reader may not read it, which nobody can tell apart.

    typed: as it stands on the paper, in any grouping.
    """
    version = office.version_with_print_code(reader, office.print_code_typed(typed))
    if version is None:
        return None
    document = version.document
    readable = list(office.versions(reader, document))
    newest = readable[-1]
    issues = Issue.objects.filter(of_text__of_version=newest, audience__in=readable_audiences(reader))
    first = issues.order_by("issued_at").first()
    here = _languages(reader, document, version) & _languages(reader, document, newest)
    original = document.original_language
    return Printed(
        document=document,
        version=version,
        newest=newest,
        symbol=office.symbol_of(version) or f"{version.number}",
        newest_symbol=office.symbol_of(newest) or f"{newest.number}",
        since=first.issued_at if first else newest.made_at,
        language=original if original in here else min(here, default=""),
    )


def _languages(reader: Actor, document: Document, version: Version) -> set[str]:
    return set(office.texts(reader, document).filter(of_version=version).values_list("language", flat=True))
