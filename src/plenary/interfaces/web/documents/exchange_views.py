"""A text as Akoma Ntoso, for who may read it."""

from __future__ import annotations

import re

from django.http import Http404, HttpResponse

from plenary.foundation.access.actors import Actor
from plenary.interfaces.exports.akoma_ntoso import write
from plenary.interfaces.exports.akoma_ntoso.of_the_house import about_of
from plenary.offices.documents import facts, queries
from plenary.offices.documents.models import Document

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def exchanged(reader: Actor, document: Document, number: int, language: str) -> HttpResponse:
    """Exactly this version and language. Raises Http404."""
    text = queries.text_in(reader, document, language, number)
    if text is None:
        raise Http404
    response = HttpResponse(write(facts.text_of(text), about_of(text)), content_type="application/akn+xml")
    name = _NOT_IN_A_NAME.sub("-", queries.symbol_of(text.of_version) or document.key).strip("-")
    response["Content-Disposition"] = f'attachment; filename="{name}-{language}.xml"'
    return response
