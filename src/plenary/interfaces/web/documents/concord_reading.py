"""Where two languages of a text should be looked at, as the desk shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.capacities import DELEGATES
from plenary.foundation.texts.concord import Differs, Flag, concord
from plenary.foundation.texts.figures import Figure
from plenary.foundation.texts.text import Text
from plenary.interfaces.web.documents.language_reading import Standing, TwinPage, standing
from plenary.offices.documents import facts, queries
from plenary.offices.documents.models import Document, LanguageVersion, Version

DIFFERS: dict[Differs, Promise] = {
    Differs.NUMBER: pgettext_lazy("what differs between languages", "a number"),
    Differs.REFERENCE: pgettext_lazy("what differs between languages", "a reference"),
    Differs.PERCENTAGE: pgettext_lazy("what differs between languages", "a percentage"),
    Differs.DATE: pgettext_lazy("what differs between languages", "a date"),
    Differs.SYMBOL: pgettext_lazy("what differs between languages", "a symbol"),
    Differs.BRACKET: pgettext_lazy("what differs between languages", "a bracket"),
    Differs.FOOTNOTE: pgettext_lazy("what differs between languages", "a footnote mark"),
    Differs.LABEL: pgettext_lazy("what differs between languages", "the number of the paragraph"),
    Differs.MISSING: pgettext_lazy("what differs between languages", "a paragraph is missing"),
}
#: Letters of a version in all its languages up to which the figures are compared before it is sealed; a longer one is
#: compared on its own page.
COMPARED_AT_ONCE = 300_000


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a paragraph. differs: the other language has no such figure."""

    words: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph to look at, with what differs in it; nothing on a side where it is missing."""

    anchor: str
    label: str
    said: tuple[str, ...]
    left: tuple[Words, ...]
    right: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ConcordPage:
    """Two languages of the newest version held against each other. compared: how many paragraphs were."""

    document: Document
    version: Version
    left: Standing
    right: Standing
    spots: tuple[Spot, ...]
    compared: int


@dataclass(frozen=True, slots=True)
class BeforeSeal:
    """A translation before the seal. spots: paragraphs to look at, None where it is too long to compare at once."""

    original: str
    standing: Standing
    spots: int | None


def concord_page(reader: Actor, document: Document, left: str, right: str) -> ConcordPage:
    """The newest version in two languages. Raises Http404 where it lacks one for this reader."""
    newest = queries.current_version(document)
    texts = {one.language: one for one in queries.texts(reader, document).filter(of_version=newest)}
    if newest is None or left == right or not {left, right} <= texts.keys():
        raise Http404
    here, there = facts.text_of(texts[left]), facts.text_of(texts[right])
    return ConcordPage(
        document=document,
        version=newest,
        left=standing(texts[left], newest),
        right=standing(texts[right], newest),
        spots=tuple(_spots(here, there)),
        compared=max(len(here), len(there)),
    )


def with_notes(reader: Actor, page: TwinPage) -> TwinPage:
    """Two languages side by side, with a note where a figure of one has no match in the other.

    Said to those who work on the text, and to delegations while it is not public; the public reads both languages as
    they were issued. A very long text is compared on the page of the desk only.
    """
    if len(page.texts) < 2 or not _is_told(reader, page):
        return page
    left, right = facts.text_of(page.texts[0]), facts.text_of(page.texts[1])
    if sum(len(one.words) for text in (left, right) for one in text) > COMPARED_AT_ONCE:
        return page
    found = _by_paragraph([flag for flag in concord(left, right) if flag.differs is not Differs.MISSING])
    said = {
        anchor: tuple(dict.fromkeys(str(DIFFERS[flag.differs]) for flag in flags)) for anchor, flags in found.items()
    }
    return replace(page, pairs=tuple(replace(one, differs=said.get(one.anchor, ())) for one in page.pairs))


def _is_told(reader: Actor, page: TwinPage) -> bool:
    if queries.works_on_drafts(reader, page.document):
        return True
    is_public = all(any(issue.audience == "public" for issue in one.issues.all()) for one in page.texts)
    return reader.capacity in DELEGATES and not is_public


def before_seal(reader: Actor, document: Document) -> list[BeforeSeal]:
    """Each translation of the newest version, and how many of its paragraphs should be looked at."""
    newest = queries.current_version(document)
    texts = list(queries.texts(reader, document).filter(of_version=newest))
    original = next((one for one in texts if one.is_original), None)
    if newest is None or original is None:
        return []
    kept = facts.text_of(original)
    is_short = sum(len(line.text) for one in texts for line in one.paragraphs.all()) <= COMPARED_AT_ONCE
    return [
        BeforeSeal(
            original.language,
            standing(one, newest),
            len(_by_paragraph(concord(kept, facts.text_of(one)))) if is_short else None,
        )
        for one in _translations(texts)
    ]


def _translations(texts: Sequence[LanguageVersion]) -> list[LanguageVersion]:
    return sorted((one for one in texts if not one.is_original), key=lambda one: one.language)


def _by_paragraph(flags: Sequence[Flag]) -> dict[str, list[Flag]]:
    found: dict[str, list[Flag]] = {}
    for flag in flags:
        found.setdefault(flag.anchor, []).append(flag)
    return found


def _spots(left: Text, right: Text) -> list[Spot]:
    spots = []
    for anchor, flags in _by_paragraph(concord(left, right)).items():
        here, there = flags[0].left_anchor, flags[0].right_anchor
        one = left.at(here) if here else right.at(there)
        spots.append(
            Spot(
                anchor,
                one.label,
                tuple(dict.fromkeys(str(DIFFERS[flag.differs]) for flag in flags)),
                _marked(left.at(here).words, [figure for flag in flags for figure in flag.left]) if here else (),
                _marked(right.at(there).words, [figure for flag in flags for figure in flag.right]) if there else (),
            )
        )
    return spots


def _marked(words: str, figures: Sequence[Figure]) -> tuple[Words, ...]:
    """The words of a paragraph, cut where a figure without a match begins and ends."""
    found: list[Words] = []
    done = 0
    for start, end in sorted({(one.start, one.end) for one in figures}):
        if start < done:
            continue
        found += [Words(words[done:start]), Words(words[start:end], differs=True)]
        done = end
    return tuple(one for one in (*found, Words(words[done:])) if one.words)
