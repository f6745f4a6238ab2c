"""Texts that wait for a second person, as one reads a text: what would change, marked against what stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import direction
from plenary.foundation.texts.merging import Run
from plenary.foundation.texts.redline import Fate, compare
from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.interfaces.fact_words import language_in_words, listed
from plenary.interfaces.web.decisions.amendment_reading import in_version, label_of, runs_of, shown
from plenary.interfaces.web.shell.versions import version_name
from plenary.offices.decisions import amending
from plenary.offices.decisions.models import Amendment
from plenary.offices.documents import queries as documents
from plenary.offices.documents.facts import anchors_given_to, text_of
from plenary.offices.documents.models import Document, LanguageVersion, Version
from plenary.procedure.refusal import Refused

#: Acts that are given whole texts by language, and whether these are read against what was issued.
WHOLE_TEXTS: Mapping[str, bool] = {
    "documents.add_to_text": True,
    "documents.add_version": False,
    "documents.correct_text": True,
    "documents.revise_text": True,
}
#: What the reading of a text says in place of the arguments as they were given.
SAID_SO: Mapping[str, frozenset[str]] = {
    "decisions.propose_amendment": frozenset({"anchor", "words", "kind"}),
    "decisions.rewrite_amendment": frozenset({"words", "kind"}),
    "decisions.record_in_text": frozenset({"version"}),
    "documents.add_translation": frozenset({"language", "paragraphs"}),
    **{act: frozenset({"texts"}) for act in WHOLE_TEXTS},
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A paragraph with its marks. label: its number as printed, "" for none."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What would be read in one language. said: of what it is. kept: paragraphs that stay as they are, not shown."""

    said: str
    language: str
    dir: str
    lines: tuple[Changed, ...]
    kept: int = 0


def wordings(reader: Actor, act: str, arguments: Mapping[str, Any]) -> list[Wording]:
    """The texts of a proposed act; none where it has none, or where they cannot be read as texts."""
    match act, arguments:
        case "decisions.propose_amendment", {"text": LanguageVersion() as text}:
            return [_amended(text, arguments)]
        case "decisions.rewrite_amendment", {"amendment": Amendment() as held, "text": LanguageVersion() as text}:
            return [_amended(text, {**arguments, "anchor": held.anchor, "on_amendment": held.on_amendment})]
        case "decisions.record_in_text", {"amendment": Amendment() as held, "version": Version() as version}:
            return _in_text(reader, held, version)
        case "documents.add_translation", {"version": Version(), "language": str(code), "paragraphs": list(given)}:
            return [_whole(code, None, given)]
        case str(), {"document": Document() as document, "texts": dict(texts)} if act in WHOLE_TEXTS:
            stands = documents.issued_version(document) if WHOLE_TEXTS[act] else documents.current_version(document)
            standing = {one.language: one for one in documents.texts(reader, document).filter(of_version=stands)}
            return [_whole(code, standing.get(code), given) for code, given in texts.items()]
    return []


def label_at(anchor: str, thing: object) -> str:
    """The number of a paragraph as it is printed; "" where it has none or nothing tells."""
    version = thing if isinstance(thing, Version) else getattr(thing, "text_version", None)
    if isinstance(thing, Document):
        version = documents.current_version(thing)
    if not isinstance(version, Version):
        return ""
    found = version.languages.order_by("-is_original").values_list("paragraphs__label", flat=True)
    return next((str(label) for label in found.filter(paragraphs__anchor=anchor) if label), "")


def _amended(text: LanguageVersion, arguments: Mapping[str, Any]) -> Wording:
    base, anchor, words = text_of(text), str(arguments["anchor"]), str(arguments.get("words") or "")
    of, kind = arguments.get("on_amendment"), arguments.get("kind") or ""
    before = base.at(anchor).words if anchor in base else ""
    label = (base.at(anchor).label if anchor in base else "") or anchor
    said = _("Paragraph %(number)s") % {"number": label}
    if isinstance(of, Amendment):
        before, said = of.words, _("Amendment %(name)s") % {"name": of.name}
    elif kind == Amendment.Kind.INSERT_AFTER:
        before, said = "", _("New paragraph after paragraph %(number)s") % {"number": label}
    elif kind == Amendment.Kind.DELETE_PARAGRAPH:
        words, said = "", _("Paragraph %(number)s is deleted") % {"number": label}
    return Wording(said, text.language, direction(text.language), (Changed("", shown(before, words)),))


def _in_text(reader: Actor, held: Amendment, version: Version) -> list[Wording]:
    """What an amendment says with those to it that carried, and how a version reads there, for who may read them."""
    own = amending.own_carried(held)
    if not all(amending.knows(reader, one) for one in (held, *own)):
        return []
    said = _("Amendment %(name)s") % {"name": held.name}
    if own:
        names = listed(one.name for one in own)
        said = _("Amendment %(name)s as amended by %(names)s") % {"name": held.name, "names": names}
    base = amending.text_of(held.text_version, held.language)
    label = "" if held.kind == Amendment.Kind.INSERT_AFTER else label_of(held, base)
    runs = runs_of(held, base, amending.words_as_amended(held))
    tongue = (held.language, direction(held.language))
    says = Wording(said, *tongue, (Changed(label, runs),))
    there, called = in_version(reader, held, version), {"version": version_name(version)}
    if there is None:
        return [says, Wording(_("How %(version)s reads there is not open to you.") % called, *tongue, ())]
    reads = _("How %(version)s reads there, marked against what the amendment says")
    if there.is_same:
        reads = _("How %(version)s reads there: word for word what the amendment says")
    if not there.runs:
        return [says, Wording(_("In %(version)s nothing stands there, as the amendment says.") % called, *tongue, ())]
    return [says, Wording(reads % called, *tongue, (Changed(label, there.runs),))]


def _whole(code: str, standing: LanguageVersion | None, given: Sequence[Mapping[str, str]]) -> Wording:
    name = language_in_words(code)
    try:
        new = Text(code, tuple(_paragraphs(given)))
        old = text_of(standing) if standing is not None else Text(code)
        lines = compare(old, new).lines
    except Refused:
        plain = tuple(Changed(str(one.get("label", "")), shown("", str(one.get("text", "")))) for one in given)
        return Wording(name, code, direction(code), plain)
    told = tuple(
        Changed(
            line.paragraph.label,
            shown(line.old.words if line.old else "", line.new.words if line.new else ""),
        )
        for line in lines
        if line.fate not in {Fate.UNCHANGED, Fate.MOVED_AWAY}
    )
    kept = sum(line.fate is Fate.UNCHANGED for line in lines)
    if standing is None:
        told, kept = tuple(Changed(one.label, (Run("kept", one.words),)) for one in new), 0
    return Wording(name, code, direction(code), told, kept)


def _paragraphs(given: Sequence[Mapping[str, str]]) -> Iterator[Paragraph]:
    for anchor, one in zip(anchors_given_to(given), given, strict=True):
        yield Paragraph(
            anchor,
            one.get("text", ""),
            Role(one.get("role") or Role.PLAIN.value),
            one.get("label", ""),
            one.get("parent_anchor", ""),
        )
