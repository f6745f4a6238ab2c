"""Where the reader of a text leads, in the house in which it stands: the same page for the public and for members."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.foundation.clock import now
from plenary.interfaces.web.documents.paper import grouped
from plenary.interfaces.web.documents.reading import DocumentPage, Tongue
from plenary.offices.decisions.models import Decision
from plenary.offices.documents.models import Document, Version
from plenary.offices.meetings.models import ItemDocument

#: The address of a version in a language; "" for the language of the page.
Of = Callable[[Version | None, str], str]


@dataclass(frozen=True, slots=True)
class ReaderLinks:
    """Addresses of one page. here: of this version in this language. address: whole, as it is written in a letter.

    cite: what the anchor of a paragraph is put behind, to see on this page how it is cited. is_missing: there is no
    text in the language of the page.
    """

    here: str
    newest: str
    address: str
    cite: str
    symbol: str
    versions: tuple[tuple[Version, str, bool], ...]
    tongues: tuple[tuple[Tongue, str, str], ...]
    items: tuple[tuple[ItemDocument, str], ...]
    decisions: tuple[tuple[Decision, str], ...]
    is_missing: bool
    foot: PrintFoot | None


@dataclass(frozen=True, slots=True)
class PrintFoot:
    """What stands at the foot of the page on paper. code: of the version, in groups. check: where it is looked up."""

    code: str
    check: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Citation:
    """How one paragraph is cited: in words, and by its address."""

    anchor: str
    words: str
    address: str


def public_links(request: HttpRequest, page: DocumentPage) -> ReaderLinks:
    """Addresses of the public page: a version has one of its own."""
    document = page.document
    name = document.symbol or document.key

    def of(version: Version | None, language: str) -> str:
        is_newest = version is None or (page.newest is not None and version.pk == page.newest.pk)
        path = reverse("document", args=[name])
        if not is_newest and version is not None:
            path = reverse("document-version", args=[name, version.number])
        return f"{path}?{urlencode({'language': language})}" if language else path

    return _links(
        request,
        page,
        of,
        [
            reverse("document-side", args=[name, page.text.language, one.code]) if page.text else ""
            for one in page.tongues
        ],
        [(line, f"{reverse('meeting', args=[line.item.session.ref])}#item-{line.item.place}") for line in page.items],
        [(one, reverse("decision", args=[one.number])) for one in page.decisions],
    )


def folder_links(request: HttpRequest, page: DocumentPage) -> ReaderLinks:
    """Addresses of the workspace."""
    document: Document = page.document
    path = reverse("folder-document", args=[document.key])

    def of(version: Version | None, language: str) -> str:
        is_newest = version is None or (page.newest is not None and version.pk == page.newest.pk)
        asked = {"language": language} if language else {}
        if not is_newest and version is not None:
            asked["version"] = str(version.number)
        return f"{path}?{urlencode(asked)}" if asked else path

    return _links(
        request,
        page,
        of,
        [
            reverse("folder-document-side", args=[document.key, page.text.language, one.code]) if page.text else ""
            for one in page.tongues
        ],
        [(line, reverse("folder-item", args=[line.item.key])) for line in page.items],
        [(one, reverse("folder-decision", args=[one.number])) for one in page.decisions],
    )


def _links(
    request: HttpRequest,
    page: DocumentPage,
    of: Of,
    sides: Sequence[str],
    items: Sequence[tuple[ItemDocument, str]],
    decisions: Sequence[tuple[Decision, str]],
) -> ReaderLinks:
    asked = request.GET.get("language", "")[:12]
    here = of(page.version, asked)
    query = here.partition("?")[2]
    return ReaderLinks(
        here=here,
        newest=of(None, asked),
        address=request.build_absolute_uri(of(page.version, "")),
        cite=f"?{query}&cite=" if query else "?cite=",
        symbol=page.symbol,
        versions=tuple(
            (one, of(one, asked), page.version is not None and one.pk == page.version.pk) for one in page.versions
        ),
        tongues=tuple((one, of(page.version, one.code), side) for one, side in zip(page.tongues, sides, strict=True)),
        items=tuple(items),
        decisions=tuple(decisions),
        is_missing=(get_language() or "") not in {one.code for one in page.tongues},
        foot=_foot(request, page.version) if page.version is not None else None,
    )


def _foot(request: HttpRequest, version: Version) -> PrintFoot:
    check = f"{request.get_host()}{reverse('print', args=[version.print_code])}"
    return PrintFoot(grouped(version.print_code), check, now())


def cited(request: HttpRequest, page: DocumentPage, links: ReaderLinks) -> Citation | None:
    """How the paragraph that was asked for is cited; None where none was, or it is not in the text."""
    anchor = request.GET.get("cite", "")
    block = next((one for one in page.laid.blocks if one.anchor == anchor), None) if page.laid and anchor else None
    if block is None:
        return None
    return Citation(anchor, citation_words(page, block.named), f"{links.address}#{anchor}")


def citation_words(page: DocumentPage, named: str) -> str:
    """Symbol or title, and the paragraph by its printed number or its place."""
    return _("%(document)s, para. %(paragraph)s") % {
        "document": page.symbol or page.document.title.said(),
        "paragraph": named,
    }
