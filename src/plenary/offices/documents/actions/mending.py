"""A text that goes on after it was issued: revised before a decision, added to, corrected where it has errors.

What the symbol gains is given by the system. Nothing that was decided changes: after a decision only a corrigendum is
left, and it mends words of the paragraphs that stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require_two
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.offices.documents import facts, queries, symbols
from plenary.offices.documents.actions.drafts import as_given, kept_version, locked
from plenary.offices.documents.actions.guarding import require_same_script
from plenary.offices.documents.actions.issuing import issued_now
from plenary.offices.documents.models import Document, LanguageVersion, Paragraph, Version
from plenary.offices.documents.permissions import require_editing
from plenary.procedure.documents import FROZEN, Line, require_addition, require_correction
from plenary.procedure.refusal import Refused
from plenary.procedure.symbols import SuffixKind

Texts = Mapping[str, Sequence[Mapping[str, str]]]


@act("documents.revise_text", proposed=issued_now)
def revise_text(
    document: Document,
    *,
    by: Actor,
    texts: Texts,
    renders: Mapping[str, int] | None = None,
    note: Words | None = None,
    issued: int | None = None,
) -> Version:
    """Write a revision, which takes the place of what was issued. Once the text was decided on, nothing does.

    texts: as for `add_version`. issued: number of the version that was the newest one issued when this was proposed.
    Raises Refused "documents.not_issued_yet", "documents.text_frozen", "documents.mending_waits",
    "documents.mended_meanwhile", and as `add_version`.
    """
    return _next(document, by, SuffixKind.REVISION, texts, since=issued, renders=renders, note=note)[1]


@act("documents.add_to_text", proposed=issued_now)
def add_to_text(
    document: Document, *, by: Actor, texts: Texts, note: Words | None = None, issued: int | None = None
) -> Version:
    """Write an addendum: the text as it stands, with paragraphs that complete it.

    texts: whole texts by language; a language left out stands as it did and is due. issued: as for `revise_text`.
    Raises Refused "documents.not_issued_yet", "documents.text_frozen", "documents.mending_waits",
    "documents.mended_meanwhile", "documents.adds_by_changing", "documents.nothing_added", and as `add_version`.
    """
    before, version = _next(document, by, SuffixKind.ADDENDUM, texts, since=issued, note=note, whole=True)
    added = {
        language: require_addition(_lines(before[language]), _lines(text)).facts["paragraphs"]
        for language, text in _texts_of(version).items()
        if language in before and language in texts
    }
    _told(document, version, "documents.text.added_to", by, paragraphs=added)
    return version


@act("documents.correct_text", proposed=issued_now)
def correct_text(document: Document, *, by: Actor, texts: Texts, reason: Words, issued: int | None = None) -> Version:
    """Write a corrigendum: errors are mended, in all languages or in one; what was decided stays.

    The same paragraphs stand under the same numbers, and no more words are in brackets. It takes two persons, and the
    reason stays in the record. texts: of the languages that have errors; the others stand as they did. issued: as for
    `revise_text`.
    Raises Refused "documents.reason_missing", "documents.not_issued_yet", "documents.mending_waits",
    "documents.mended_meanwhile", "documents.corrects_too_much", "documents.nothing_corrected",
    "documents.other_script", "documents.same_words".
    """
    require_two(by, "issue_version")
    if not Words.of(reason):
        raise Refused("documents.reason_missing")
    _require_nothing_between(locked(document), SuffixKind.CORRIGENDUM, since=issued)
    _require_corrections(document, texts)
    before, version = _next(document, by, SuffixKind.CORRIGENDUM, texts, since=issued, note=reason, whole=True)
    corrected = {
        language: require_correction(_lines(before[language]), _lines(text)).facts["paragraphs"]
        for language, text in _texts_of(version).items()
        if language in before and language in texts
    }
    _told(document, version, "documents.text.corrected", by, paragraphs=corrected, reason=Words.of(reason))
    return version


def _require_nothing_between(document: Document, kind: SuffixKind, *, since: int | None) -> Version:
    """What was issued last, where a text can go on from it: what was made before is issued, so that no word is lost.

    A revision may take the place of one that is not issued yet, and of a decided text the drafts that were passed over
    stay so. since: number of the version that was the newest one issued when this was proposed; None where it was not.
    Raises Refused "documents.not_issued_yet", "documents.mended_meanwhile", "documents.mending_waits".
    """
    issued = queries.issued_version(document)
    if issued is None:
        raise Refused("documents.not_issued_yet")
    if since is not None and issued.number != since:
        raise Refused("documents.mended_meanwhile", document=str(document), number=issued.number)
    drafts_count = kind is not SuffixKind.REVISION and not _is_decided(document)
    for made in document.versions.filter(number__gt=issued.number).order_by("number"):
        if drafts_count or symbols.is_mending(made):
            raise Refused("documents.mending_waits", symbol=queries.symbol_of(made), number=made.number)
    return issued


def _is_decided(document: Document) -> bool:
    return document.state in {state.value for state in FROZEN}


def _require_corrections(document: Document, texts: Texts) -> None:
    """Let pass texts that only mend words of what was issued, each in its own language and script."""
    issued = queries.issued_version(document)
    if issued is None:
        raise Refused("documents.not_issued_yet")
    before = _texts_of(issued)
    if strange := sorted(set(texts) - set(before)):
        raise Refused("documents.language_missing", languages=strange)
    for language, lines in texts.items():
        stood = _lines(before[language])
        given = [
            Line(
                anchor,
                one.get("role") or Paragraph.Role.PLAIN.value,
                one.get("label", ""),
                one.get("text", ""),
            )
            for anchor, one in zip(facts.anchors_given_to(lines), lines, strict=True)
        ]
        require_correction(stood, given)
        require_same_script(language, stood, given)


def _next(
    document: Document,
    by: Actor,
    kind: SuffixKind,
    texts: Texts,
    *,
    since: int | None,
    renders: Mapping[str, int] | None = None,
    note: Words | None = None,
    whole: bool = False,
) -> tuple[dict[str, LanguageVersion], Version]:
    """The version that follows what was issued, under the suffix the system gives; and the texts it follows.

    whole: languages that are not given stand as they did.
    """
    written = locked(document)
    require_editing(by, written)
    if kind is not SuffixKind.CORRIGENDUM and _is_decided(written):
        raise Refused("documents.text_frozen", state=written.state)
    issued = _require_nothing_between(written, kind, since=since)
    before = _texts_of(issued)
    given = {language: list(lines) for language, lines in texts.items()}
    kept = {language: as_given(text) for language, text in before.items() if whole and language not in given}
    # What lags behind goes on to, also where it is added to; and what stands as it did lacks what is added.
    is_added = kind is SuffixKind.ADDENDUM
    behind = {
        language: text.renders.number
        for language, text in before.items()
        if (language in kept and is_added)
        or ((language in kept or (language in given and is_added)) and text.renders_id != issued.pk)
    }
    version = kept_version(
        written,
        by=by,
        texts={**kept, **given},
        suffix=symbols.next_suffix(issued, kind),
        renders={**behind, **(renders or {})},
        note=note,
    )
    return before, version


def _texts_of(version: Version) -> dict[str, LanguageVersion]:
    return {one.language: one for one in version.languages.select_related("renders")}


def _lines(text: LanguageVersion) -> list[Line]:
    return [Line(one.anchor, one.role, one.label, one.text) for one in text.paragraphs.order_by("order")]


def _told(document: Document, version: Version, verb: str, by: Actor, **more: object) -> None:
    record(
        verb,
        by=by,
        about=document.about,
        audience=queries.drafters_of(document),
        facts={"symbol": facts.named(document), "suffix": version.suffix, "number": version.number, **more},
    )
