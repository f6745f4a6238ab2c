"""Why the rules give what they give, in words: the steps that decided, each with where it is written.

The sentences are those of the pages, in English. They need Django's translation and nothing else of it, so where
no house is set up the smallest setting that lets them speak is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from plenary.interfaces.web.decisions.steps import MET, NOTED, UNMET, said_steps
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused
from plenary.procedure.verdict import Verdict


def speak() -> None:
    """Let sentences be made where no house is set up: in English, without its settings."""
    if not settings.configured:
        settings.configure(USE_I18N=False)


def why(verdict: Verdict) -> list[str]:
    """What was cast, and the steps that decided, each with its citation."""
    speak()
    kept = verdict.as_mapping()
    decisive = MET if verdict.adopted else UNMET
    said = []
    for step, told in zip(verdict.steps, said_steps(kept), strict=True):
        counted = told.state == NOTED and step.code.startswith("casts.")
        if counted or (told.state == decisive and step.code != "verdict" and not step.code.startswith(_FORMAL)):
            said.append(f"{told.head}: {told.sentence}{_who(step.facts, told.sentence)}{_where(told.cite)}")
    return said


def why_refused(refused: Refused) -> str:
    """The sentence of a refusal."""
    speak()
    return sentence_of(refused)


#: Steps that hold for every row, since a table of votes says nothing of the paper they were taken on.
_FORMAL = ("item.", "document.")


def _who(facts: Mapping[str, Any], sentence: str) -> str:
    names = facts.get("members")
    if not isinstance(names, list) or not names or any(name in sentence for name in names):
        return ""
    return f" [{', '.join(names)}]"


def _where(cite: str) -> str:
    return f" ({cite})" if cite else ""
