"""Giving a text out: issue, and more readers later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import joined, tokens_in, widens
from plenary.foundation.access.gate import require, require_to_widen
from plenary.foundation.clock import now
from plenary.foundation.files.storing import store
from plenary.foundation.journal.writing import record
from plenary.foundation.live.publishing import publish
from plenary.offices.documents import facts, queries, symbols
from plenary.offices.documents.actions.drafts import locked, require_not_decided
from plenary.offices.documents.models import Document, Issue, LanguageVersion, Version
from plenary.offices.documents.printing import TextToPrint, printed
from plenary.procedure.refusal import Refused


@act("documents.issue_version")
def issue_version(version: Version, *, by: Actor, audience: str = "", languages: Sequence[str] = ()) -> Version:
    """Give a sealed version out, in some or all of its languages.

    audience: who reads it from now on; by itself what the distribution class says, and never wider than that.
    The text of each language is kept as a file and, where the house has a font for its script, as PDF; the digests of
    files and text go into the record of that audience.
    Takes two persons, since a text that was a draft finds readers. Of a text that was decided on, no draft that was
    passed over is given out: only what mends it, what was given out before, and the newest that was sealed.
    Raises Refused "documents.version_not_sealed", "documents.not_registered", "documents.language_missing",
    "documents.text_frozen", "documents.already_issued", "documents.audience_not_stated",
    "documents.audience_wider_than_class".
    """
    require(by, "issue_version")
    document = locked(version.document)
    issued = Version.objects.select_for_update().get(pk=version.pk)
    if not document.symbol:
        raise Refused("documents.not_registered")
    if issued.sealed_at is None:
        raise Refused("documents.version_not_sealed", number=issued.number)
    if not _may_follow_a_decision(issued):
        require_not_decided(document)
    chosen = _chosen(issued, languages)
    readers = facts.checked_audience(document, audience or facts.audience_by_class(document))
    waiting = [text for text in chosen if widens(_read_by(text), readers)]
    if not waiting:
        raise Refused("documents.already_issued", symbol=queries.symbol_of(issued))
    require_to_widen(by, _read_by(waiting[0]), readers)
    document.audience = _wider(document, readers)
    document.touch().save()
    for text in waiting:
        give_out(document, issued, text, audience=readers, by=by)
    publish(f"document:{document.key}", document.audience, document.version)
    return issued


def issued_now(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of an act that waits for a second person, with the number of the version that is issued now."""
    version = queries.issued_version(arguments["document"])
    return {"issued": version.number if version is not None else 0, **arguments}


@act("documents.widen_audience", proposed=issued_now)
def widen_audience(document: Document, *, by: Actor, audience: str, issued: int | None = None) -> Document:
    """Let more people read what was issued: publication, derestriction, the end of an embargo.

    Takes two persons. What was issued is given out once more to the new readers; no file changes.
    issued: number of the version that was the newest one issued when this was proposed; 0 where none was.
    Raises Refused "documents.audience_not_wider", "documents.audience_wider_than_class", "documents.issued_meanwhile".
    """
    widened = locked(document)
    readers = facts.checked_audience(widened, audience)
    version = queries.issued_version(widened)
    if version is not None and issued is not None and version.number != issued:
        raise Refused("documents.issued_meanwhile", document=str(widened), number=version.number)
    texts = [] if version is None else list(version.languages.filter(issues__isnull=False).distinct())
    gained = [text for text in texts if widens(_read_by(text), readers)]
    if not gained and not widens(widened.audience, readers):
        raise Refused("documents.audience_not_wider", audience=sorted(tokens_in(readers)))
    require_to_widen(by, _read_by(gained[0]) if gained else widened.audience, readers)
    before = widened.audience
    widened.audience = _wider(widened, readers)
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
    name, at = f"{symbol.replace('/', '_')}_{text.language}", now()
    file = store(
        facts.plain_text(text).encode("utf-8"),
        name=f"{name}.txt",
        media_type="text/plain; charset=utf-8",
        audience=audience,
    )
    sheets = printed(TextToPrint(text, audience, at))
    paper = None
    if sheets is not None:
        paper = store(sheets, name=f"{name}.pdf", media_type="application/pdf", audience=audience)
    issue = Issue.objects.create(of_text=text, file=file, paper=paper, audience=audience, issued_at=at)
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
            **({"pdf_sha256": paper.digest} if paper is not None else {}),
        },
    )
    return issue


def _may_follow_a_decision(version: Version) -> bool:
    """Whether a sealed version may be given out once the text was decided on."""
    if symbols.is_mending(version) or version.languages.filter(issues__isnull=False).exists():
        return True
    later = version.document.versions.filter(sealed_at__isnull=False, number__gt=version.number)
    return all(symbols.is_mending(one) for one in later)


def _chosen(version: Version, languages: Sequence[str]) -> list[LanguageVersion]:
    held = {text.language: text for text in version.languages.order_by("language")}
    missing = sorted(set(languages) - set(held))
    if missing:
        raise Refused("documents.language_missing", languages=missing)
    return [held[language] for language in dict.fromkeys(languages or held)]


def _read_by(text: LanguageVersion) -> str:
    """Who may read a text now: those it was issued to, or those who work on drafts."""
    issued = list(text.issues.values_list("audience", flat=True))
    return joined(issued) if issued else queries.drafters_of(text.of_version.document)


def _wider(document: Document, readers: str) -> str:
    """Who may know of a document once these read it. Those who alone worked on it read it as one of them."""
    if document.audience == queries.drafters_of(document):
        return readers
    return joined([document.audience, readers])
