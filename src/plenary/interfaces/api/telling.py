"""A document as JSON tells it to one reader: nothing that a page would not show to the same person."""

from __future__ import annotations

from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.interfaces.api import shapes
from plenary.offices.documents import facts, queries
from plenary.offices.documents.models import Bracket, Document, LanguageVersion, Referral, Version


def line(document: Document) -> shapes.DocumentLine:
    """A document in a list."""
    return shapes.DocumentLine(**_line(document))


def document_told(reader: Actor, document: Document) -> shapes.DocumentTold:
    """All that this reader may know of a document.

    Brackets are told to who reads the newest text, with the words of the languages that are read there; who holds them,
    where the body shows it, else to those who work on the draft.
    """
    texts = list(queries.texts(reader, document))
    newest = queries.current_version(document)
    reads_newest = newest is not None and any(text.of_version_id == newest.pk for text in texts)
    brackets = queries.open_brackets(document).prefetch_related("proponents") if reads_newest else ()
    languages = {text.language for text in texts if newest is not None and text.of_version_id == newest.pk}
    holders = bool(document.body and document.body.shows_holders) or queries.works_on_drafts(reader, document)
    return shapes.DocumentTold(
        **_line(document),
        original_language=document.original_language,
        authentic_languages=list(document.authentic_languages),
        registered_at=document.registered_at,
        submission_due_on=document.submission_due_on,
        versions=_versions(texts),
        brackets=[bracket_told(one, languages, holders=holders) for one in brackets],
        referrals=[referral_told(one, texts) for one in queries.referrals_of(reader, document)],
    )


def _line(document: Document) -> dict[str, Any]:
    return {
        "key": document.key,
        "symbol": document.symbol,
        "title": dict(document.title),
        "kind": document.kind,
        "state": document.state,
        "distribution": document.distribution,
        "body": document.body.code if document.body else "",
        "author": document.author.code if document.author else "",
    }


def _versions(texts: list[LanguageVersion]) -> list[shapes.VersionTold]:
    versions: dict[int, Version] = {text.of_version.number: text.of_version for text in texts}
    return [
        shapes.VersionTold(
            number=number,
            symbol=queries.symbol_of(version),
            suffix=version.suffix,
            made_at=version.made_at,
            sealed_at=version.sealed_at,
            digest=version.digest,
            languages=[_language(text) for text in texts if text.of_version_id == version.pk],
        )
        for number, version in sorted(versions.items())
    ]


def _language(text: LanguageVersion) -> shapes.LanguageTold:
    return shapes.LanguageTold(
        language=text.language,
        is_original=text.is_original,
        is_authentic=text.is_authentic,
        renders=text.renders.number,
        lawyer_linguist=text.lawyer_linguist,
        digest=text.digest,
    )


def text_told(text: LanguageVersion) -> shapes.TextTold:
    """The words of one version in one language, which the caller may read."""
    return shapes.TextTold(
        symbol=queries.symbol_of(text.of_version),
        version=text.of_version.number,
        language=text.language,
        renders=text.renders.number,
        digest=text.digest,
        paragraphs=[
            shapes.Paragraph(anchor=one.anchor, role=one.role, label=one.label, parent=one.parent, words=one.words)
            for one in facts.text_of(text)
        ],
    )


def bracket_told(bracket: Bracket, languages: set[str], *, holders: bool) -> shapes.BracketTold:
    """A bracket with its words in these languages. holders: whether it is told who holds it."""
    return shapes.BracketTold(
        key=bracket.key,
        anchor=bracket.anchor,
        status=bracket.status,
        since_at=bracket.since_at,
        alternatives=[
            shapes.AlternativeTold(
                letter=one["letter"],
                words={language: said for language, said in one["words"].items() if language in languages},
            )
            for one in bracket.alternatives
        ],
        proponents=sorted(member.code for member in bracket.proponents.all()) if holders else [],
    )


def referral_told(referral: Referral, texts: list[LanguageVersion]) -> shapes.ReferralTold:
    """One hop; which version went is told to who may read it."""
    version = referral.text_version
    reads = version is not None and any(text.of_version_id == version.pk for text in texts)
    return shapes.ReferralTold(
        key=referral.key,
        from_bodies=sorted(body.code for body in referral.from_bodies.all()),
        to_body=referral.to_body.code,
        decided_with=referral.decided_with.key if referral.decided_with is not None else None,
        verb=referral.verb,
        state=referral.state,
        version=version.number if version is not None and reads else None,
        decided_on=referral.decided_on,
        ground=referral.ground,
        brackets_left=referral.brackets_left,
    )
