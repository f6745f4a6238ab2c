"""Giving a text out: issue, and more readers later."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import audience_of, joined, tokens_in, widens
from plenary.foundation.access.gate import require, require_to_widen
from plenary.foundation.clock import now
from plenary.foundation.files.storing import store
from plenary.foundation.journal.writing import record
from plenary.foundation.live.publishing import publish
from plenary.offices.documents import facts, queries
from plenary.offices.documents.actions.drafts import DRAFT, locked
from plenary.offices.documents.models import Document, Issue, LanguageVersion, Version
from plenary.procedure.refusal import Refused


@act("documents.issue_version")
def issue_version(version: Version, *, by: Actor, audience: str = "", languages: Sequence[str] = ()) -> Version:
    """Give a sealed version out, in some or all of its languages.

    audience: who reads it from now on; by itself what the distribution class says, and never wider than that.
    The text of each language is kept as a file, and the digests of file and text go into the record of that audience.
    Takes two persons, since a text that was a draft finds readers.
    Raises Refused "documents.version_not_sealed", "documents.not_registered", "documents.language_missing",
    "documents.already_issued", "documents.audience_not_stated", "documents.audience_wider_than_class".
    """
    require(by, "issue_version")
    document = locked(version.document)
    issued = Version.objects.select_for_update().get(pk=version.pk)
    if not document.symbol:
        raise Refused("documents.not_registered")
    if issued.sealed_at is None:
        raise Refused("documents.version_not_sealed", number=issued.number)
    chosen = _chosen(issued, languages)
    readers = facts.checked_audience(document, audience or facts.audience_by_class(document))
    waiting = [text for text in chosen if widens(_read_by(text), readers)]
    if not waiting:
        raise Refused("documents.already_issued", symbol=queries.symbol_of(issued))
    require_to_widen(by, _read_by(waiting[0]), readers)
    document.audience = readers if document.audience == DRAFT else _wider(document.audience, readers)
    document.touch().save()
    for text in waiting:
        give_out(document, issued, text, audience=readers, by=by)
    publish(f"document:{document.key}", document.audience, document.version)
    return issued


@act("documents.widen_audience")
def widen_audience(document: Document, *, by: Actor, audience: str) -> Document:
    """Let more people read what was issued: publication, derestriction, the end of an embargo.

    Takes two persons. What was issued is given out once more to the new readers; no file changes.
    Raises Refused "documents.audience_not_wider", "documents.audience_wider_than_class".
    """
    widened = locked(document)
    readers = facts.checked_audience(widened, audience)
    version = queries.issued_version(widened)
    texts = [] if version is None else list(version.languages.filter(issues__isnull=False).distinct())
    gained = [text for text in texts if widens(_read_by(text), readers)]
    if not gained and not widens(widened.audience, readers):
        raise Refused("documents.audience_not_wider", audience=sorted(tokens_in(readers)))
    require_to_widen(by, _read_by(gained[0]) if gained else widened.audience, readers)
    before = widened.audience
    widened.audience = readers if before == DRAFT else _wider(before, readers)
    widened.touch().save()
    record(
        "documents.audience.widened",
        by=by,
        about=widened.about,
        audience=widened.audience,
        facts={"symbol": facts.named(widened), "before": before, "after": widened.audience},
    )
    for text in gained:
        give_out(widened, text.of_version, text, audience=readers, by=by)
    publish(f"document:{widened.key}", widened.audience, widened.version)
    return widened


def give_out(document: Document, version: Version, text: LanguageVersion, *, audience: str, by: Actor) -> Issue:
    """Keep the file of a text and record who reads it from now on. For the acts of this office, which ask the gate."""
    symbol = f"{document.symbol}/{version.suffix}" if version.suffix else document.symbol
    file = store(
        facts.plain_text(text).encode("utf-8"),
        name=f"{symbol.replace('/', '_')}_{text.language}.txt",
        media_type="text/plain; charset=utf-8",
        audience=audience,
    )
    issue = Issue.objects.create(of_text=text, file=file, audience=audience, issued_at=now())
    record(
        "documents.version.issued",
        by=by,
        about=document.about,
        audience=audience,
        facts={
            "symbol": symbol,
            "title": document.title,
            "number": version.number,
            "language": text.language,
            "sha256": file.digest,
            "text_sha256": text.digest,
            "version_sha256": version.digest,
        },
    )
    return issue


def _chosen(version: Version, languages: Sequence[str]) -> list[LanguageVersion]:
    held = {text.language: text for text in version.languages.order_by("language")}
    missing = sorted(set(languages) - set(held))
    if missing:
        raise Refused("documents.language_missing", languages=missing)
    return [held[language] for language in (languages or held)]


def _read_by(text: LanguageVersion) -> str:
    """Who may read a text now: those it was issued to, or those who work on drafts."""
    issued = list(text.issues.values_list("audience", flat=True))
    return joined(issued) if issued else DRAFT


def _wider(before: str, after: str) -> str:
    return audience_of(*tokens_in(before), *tokens_in(after))
