"""How the languages of a text stand to each other: which is the original, what each renders, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.texts.concord import paired
from plenary.foundation.texts.text import Paragraph, Role
from plenary.interfaces.fact_words import language_in_words
from plenary.interfaces.web.documents.reading import DocumentPage, Tongue, symbol_in, tongue
from plenary.interfaces.web.shell.versions import version_name
from plenary.offices.documents import facts
from plenary.offices.documents import queries as office
from plenary.offices.documents.models import Document, LanguageVersion, Version
from plenary.offices.organisation import queries as organisation

CHECKS: dict[str, Promise] = {
    "not_begun": pgettext_lazy("lawyer-linguist check", "not begun"),
    "under_way": pgettext_lazy("lawyer-linguist check", "under way"),
    "passed": pgettext_lazy("lawyer-linguist check", "passed"),
}
#: What holds others and says nothing itself stands in no row of its own.
_SILENT = frozenset({Role.TABLE, Role.ROW})


@dataclass(frozen=True, slots=True)
class Due:
    """A language that is still to come, and until when; None where nobody said. is_behind: it says an older version."""

    tongue: Tongue
    due_at: datetime | None
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How one language stands to the text as it is now.

    renders, newest: names of versions; is_behind: it says an older one. check: of lawyers and linguists, in words.
    """

    tongue: Tongue
    is_original: bool
    is_authentic: bool
    check: str
    renders: str
    newest: str
    is_behind: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """The same paragraph in two languages; None where one of them lacks it. differs: what to look at, in words."""

    anchor: str
    label: str
    role: str
    left: str | None
    right: str | None
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One language beside another. standing: None where it has no text yet; due_at: until when it will have one."""

    tongue: Tongue
    standing: Standing | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class TwinPage:
    """Two languages of one document, paragraph by paragraph.

    others: languages that may stand beside the left one; texts: those that are shown.
    """

    document: Document
    symbol: str
    version: Version
    left: Side
    right: Side
    pairs: tuple[Pair, ...]
    others: tuple[Tongue, ...]
    texts: tuple[LanguageVersion, ...]

    @property
    def looked_at(self) -> bool:
        """Whether any pair bears a note that it should be looked at."""
        return any(one.differs for one in self.pairs)


def languages_of(document: Document) -> list[tuple[str, str]]:
    """The languages in which there can be a text of it, its original first, by their names."""
    house = organisation.the_organisation()
    codes = [document.original_language, *house.official_languages, *house.working_languages, "en"]
    codes += document.authentic_languages
    return [(code, language_in_words(code)) for code in dict.fromkeys(codes) if code]


def standing(text: LanguageVersion, newest: Version) -> Standing:
    """How a text stands to the newest version that its reader may read."""
    return Standing(
        tongue=tongue(text.language, is_original=text.is_original),
        is_original=text.is_original,
        is_authentic=text.is_authentic or text.language in newest.document.authentic_languages,
        check="" if text.is_original else str(CHECKS[text.lawyer_linguist]),
        renders=version_name(text.renders),
        newest=version_name(newest),
        is_behind=text.renders.number < newest.number,
    )


def languages_due(document: Document, texts: Sequence[LanguageVersion], newest: Version) -> tuple[Due, ...]:
    """Languages that are to come: those that say an older version, and those with a time, and authentic ones, that
    have no text of the newest version.
    """
    there = {one.language for one in texts if one.renders_id == newest.pk}
    behind = [one.language for one in texts if one.renders_id != newest.pk]
    times = office.translations_due(document)
    return tuple(
        Due(tongue(code), times.get(code), code in behind)
        for code in dict.fromkeys([*document.authentic_languages, *times, *behind])
        if code not in there
    )


@dataclass(frozen=True, slots=True)
class LanguagesNote:
    """Above a text: how its language stands to the original, and which are to come."""

    standing: Standing
    due: tuple[Due, ...]


def languages_note(reader: Actor, page: DocumentPage) -> LanguagesNote | None:
    """What is said of the language that a page shows; None where it shows no text."""
    if page.text is None or page.newest is None:
        return None
    texts = list(office.texts(reader, page.document).filter(of_version=page.newest))
    return LanguagesNote(standing(page.text, page.newest), languages_due(page.document, texts, page.newest))


def twin_page(reader: Actor, document: Document, left: str, right: str, number: int | None = None) -> TwinPage:
    """Two languages side by side: each in the newest version that has it, or in the version asked for.

    Raises Http404 where this reader reads neither, or only one and the other is not awaited.
    """
    found = list(office.texts(reader, document).order_by("-of_version__number", "-is_original", "language"))
    if number is not None:
        found = [one for one in found if one.of_version.number == number]
    newest = {one.language: one for one in reversed(found)}
    here, there = newest.get(left), newest.get(right)
    due = office.translations_due(document)
    awaited = {*due, *document.authentic_languages}
    if (here is None and (there is None or left not in awaited)) or (there is None and right not in awaited):
        raise Http404
    shown = [one for one in (here, there) if one is not None]
    version = max((one.of_version for one in shown), key=lambda one: one.number)
    return TwinPage(
        document=document,
        symbol=symbol_in(document, version),
        version=version,
        left=_side(left, here, version, due),
        right=_side(right, there, version, due),
        pairs=tuple(_pairs(here, there)),
        others=tuple(tongue(code, is_original=one.is_original) for code, one in sorted(newest.items()) if code != left),
        texts=tuple(shown),
    )


def _side(code: str, text: LanguageVersion | None, newest: Version, due: dict[str, datetime]) -> Side:
    stands = standing(text, newest) if text is not None else None
    is_whole = stands is not None and not stands.is_behind
    return Side(stands.tongue if stands else tongue(code), stands, None if is_whole else due.get(code))


def _pairs(here: LanguageVersion | None, there: LanguageVersion | None) -> list[Pair]:
    if here is None or there is None:
        one = here or there
        lines = facts.text_of(one) if one is not None else ()
        return [
            Pair(
                line.anchor,
                line.label,
                line.role.value,
                line.words if here is not None else None,
                line.words if there is not None else None,
            )
            for line in lines
            if line.words or line.role not in _SILENT
        ]
    return [
        _pair(left, right)
        for left, right in paired(facts.text_of(here), facts.text_of(there))
        if any(one is not None and (one.words or one.role not in _SILENT) for one in (left, right))
    ]


def _pair(left: Paragraph | None, right: Paragraph | None) -> Pair:
    one = left or right
    assert one is not None
    return Pair(
        one.anchor,
        one.label,
        one.role.value,
        left.words if left is not None else None,
        right.words if right is not None else None,
    )
