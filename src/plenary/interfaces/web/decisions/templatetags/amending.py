"""Amendments beside the paragraphs of a text, wherever a page of it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context

from plenary.interfaces.web.decisions.amendment_reading import Line, Margin, SponsorLine, margin, sponsor_lines
from plenary.interfaces.web.shell.context import reader_of
from plenary.offices.documents.models import Document, Paragraph

register = template.Library()

#: Roles that are amended as paragraphs: what stands in a table or under a text is amended with what holds it.
AMENDED = frozenset({"title", "heading", "preambular", "operative", "item", "plain"})


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one paragraph."""

    lines: list[Line]
    may_amend: bool


@dataclass(frozen=True, slots=True)
class OfText:
    """What stands beside a text as a whole. count: amendments that this reader may know of. shown: whether at all."""

    shown: bool
    count: int
    sponsors: list[SponsorLine]


@register.simple_tag(takes_context=True)
def amendments_of(context: Context, document: Document, page: Any) -> OfText:  # noqa: ANN401
    """How many amendments there are to the version that a page shows, and who sponsors the text."""
    found = _margin(context, document, page)
    if found is None or document.partner_id is not None:
        return OfText(shown=False, count=0, sponsors=[])
    reader = reader_of(context["request"])
    return OfText(reader.is_signed_in, sum(map(len, found.at.values())), sponsor_lines(reader, document))


def _margin(context: Context, document: Document, page: Any) -> Margin | None:  # noqa: ANN401
    request = context.get("request")
    if request is None or page.version is None or page.text is None:
        return None
    kept: dict[int, Margin] = getattr(request, "amendments_beside", {})
    if page.version.pk not in kept:
        kept[page.version.pk] = margin(reader_of(request), document, page.version, page.text.language)
        request.amendments_beside = kept
    return kept[page.version.pk]


@register.simple_tag(takes_context=True)
def amendments_beside(context: Context, document: Document, page: Any, paragraph: Paragraph) -> Beside:  # noqa: ANN401
    """Amendments to one paragraph of the version that a page shows.

    The page that prints a text belongs to another office, so what it does not hand over is asked here: once for all
    paragraphs, and never on a public page.
    """
    found = _margin(context, document, page)
    if found is None:
        return Beside([], may_amend=False)
    newest = page.newest is None or page.newest.pk == page.version.pk
    return Beside(
        found.at.get(paragraph.anchor, []), may_amend=found.may_amend and newest and paragraph.role in AMENDED
    )
