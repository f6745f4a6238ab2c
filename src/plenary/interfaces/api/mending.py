"""What follows a text that was issued, as JSON: a revision, an addendum, a corrigendum; each address calls one act."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from plenary.foundation.languages.words import Words
from plenary.interfaces.api import shapes
from plenary.interfaces.api.documents import ACT, Key, acted, texts_of
from plenary.offices.documents import actions

router = Router(tags=["mending"])


class RevisionSent(shapes.TextsSent):
    """A text that takes the place of what was issued. renders: by language, an older version that it says."""

    renders: dict[shapes.Language, int] = {}
    note: shapes.Words = {}


class AddendumSent(shapes.TextsSent):
    """The whole text with what is added to it, in each language in which something is."""

    note: shapes.Words = {}


class CorrigendumSent(shapes.TextsSent):
    """The whole text with its errors mended, in the languages that have some, and why."""

    reason: shapes.Words


@router.post("/documents/{key}/revision", response={201: shapes.ActTold, **ACT}, url_name="api-revision")
def revise(request: HttpRequest, key: Key, sent: RevisionSent) -> HttpResponse:
    """Write a revision of what was issued; the house gives its Rev. number."""
    return acted(
        request,
        key,
        actions.revise_text,
        lambda _by, written: {
            "document": written,
            "texts": texts_of(sent, written),
            "renders": dict(sent.renders),
            "note": Words.of(sent.note),
        },
        status=201,
    )


@router.post("/documents/{key}/addendum", response={201: shapes.ActTold, **ACT}, url_name="api-addendum")
def add(request: HttpRequest, key: Key, sent: AddendumSent) -> HttpResponse:
    """Write an addendum: every word that stands is kept, and paragraphs complete it."""
    return acted(
        request,
        key,
        actions.add_to_text,
        lambda _by, written: {
            "document": written,
            "texts": texts_of(sent, written),
            "note": Words.of(sent.note),
        },
        status=201,
    )


@router.post("/documents/{key}/corrigendum", response={201: shapes.ActTold, **ACT}, url_name="api-corrigendum")
def correct(request: HttpRequest, key: Key, sent: CorrigendumSent) -> HttpResponse:
    """Write a corrigendum: the same paragraphs with errors mended. Always proposed to a second officer."""
    return acted(
        request,
        key,
        actions.correct_text,
        lambda _by, written: {
            "document": written,
            "texts": texts_of(sent, written),
            "reason": Words.of(sent.reason),
        },
        status=201,
    )
