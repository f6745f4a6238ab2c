"""Who gains access to a text: counted from who reads it now, the same for who asks and for who agrees."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.interfaces.web.desk.gaining import Gained, who_gains
from plenary.offices.documents import queries
from plenary.offices.documents.models import Version


def who_gains_text(version: Version, languages: Sequence[str], after: str) -> Gained:
    """What it means to give a version out to this audience. languages: all where none is named."""
    before = queries.issued_to(version, languages)
    return who_gains(before, after, reads_now=queries.reads_now(version, languages))
