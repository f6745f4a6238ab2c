"""The answer to a case in words: the outcome, each step with its figures and its rule, and which step decided.

The sentences are those of the pages. Where no house is set up, as for `plenary decide`, the smallest setting that
lets them be translated is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.interfaces.web.decisions.steps import MET, UNMET, said_steps
from plenary.interfaces.wording import sentence_of
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused

#: Signs that are told apart on paper, in black, and by a voice.
SIGNS = {MET: "+", UNMET: "-"}
LANGUAGES = [("en", "English"), ("ru", "Russian"), ("ar", "Arabic")]


def explained(told: Mapping[str, Any], language: str = "en") -> str:
    """An answer or a refusal as it stands in JSON, in the sentences of a language; English where there is no such."""
    _speak()
    with translation.override(language):
        name = str(told.get("id") or told.get("kind") or "")
        if "refused" in told:
            return f"{name}: {_refused(told['refused'])}"
        lines = [f"{name}: {_outcome(told)}{_by_what(told)}"]
        deciding = told.get("deciding")
        for step, said in zip(told["steps"], said_steps(told), strict=True):
            mark = "»" if step == deciding else " "
            where = f" ({said.cite})" if said.cite else ""
            lines.append(f" {mark} {SIGNS.get(said.state, ' ')} {said.head}: {said.sentence}{where}")
        return "\n".join(lines)


def _outcome(told: Mapping[str, Any]) -> str:
    if "outcome" in told:
        last = {"steps": [{"code": "verdict", "facts": {"outcome": told["outcome"]}, "cite": ""}]}
        return said_steps(last)[0].sentence
    return _("computed")


def _by_what(told: Mapping[str, Any]) -> str:
    """The subject whose rule decided and where that rule is written, as a ruleset names them."""
    subject, cite = told["result"].get("subject"), told["result"].get("cite")
    return f" [{subject}: {cite}]" if subject and cite else ""


def _refused(said: Mapping[str, Any]) -> str:
    cite = Citation.parse(said["cite"]) if said["cite"] else None
    sentence = sentence_of(Refused(said["code"], cite, **said["facts"]))
    if said["code"] != "rules.not_confirmed":
        return sentence
    # Where a case says it, in the words in which a case says it.
    subject = said["facts"]["subject"]
    return "\n".join([sentence, *(f"   changes: rule.{subject}.{value}" for value in said["facts"]["values"])])


def refusal_explained(refused: Refused, language: str = "en") -> str:
    """A refusal in its sentence, where there may be no house."""
    _speak()
    with translation.override(language):
        return sentence_of(refused)


def _speak() -> None:
    if settings.configured:
        return
    locale = Path(__file__).resolve().parent / "locale"
    settings.configure(USE_I18N=True, LANGUAGES=LANGUAGES, LOCALE_PATHS=[locale], INSTALLED_APPS=[])
    django.setup()
