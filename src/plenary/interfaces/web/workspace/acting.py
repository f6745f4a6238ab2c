"""For whom a reader acts, and how a form of the workspace takes a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.forms import Form
from django.utils.translation import get_language

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import Words
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import NotHere, Refused

Made = TypeVar("Made")


def codes_of(reader: Actor) -> list[str]:
    """Codes of the members for which this reader acts."""
    return sorted(scope.partition(":")[2] for scope in reader.scopes if scope.startswith("member:"))


def in_reader_language(text: str) -> Words:
    """A text as words in the language of the page on which it was written."""
    said = text.strip()
    return Words({(get_language() or "en").partition("-")[0]: said}) if said else Words()


def tried(form: Form, act: Callable[[], Made]) -> Made | None:
    """What the act returns; None where it refused: its sentence then stands on top, and the form keeps what was typed.

    What one may not see stays not found.
    """
    try:
        return act()
    except NotHere:
        raise
    except Refused as refused:
        form.add_error(None, sentence_of(refused))
        return None


def band_of(audiences: Iterable[str]) -> str:
    """Who can read a page that shows these parts: their one audience, or mixed where they differ."""
    told = set(audiences)
    return told.pop() if len(told) == 1 else "mixed"
