"""What may be asked of documents: by symbol, by body, by text; what was issued, referred and left open."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import joined, may_read, readable_audiences
from plenary.foundation.access.permissions import Grade, grade
from plenary.offices.documents.models import (
    Bracket,
    Document,
    Issue,
    LanguageVersion,
    Paragraph,
    Referral,
    Version,
    Waiver,
)
from plenary.offices.organisation.models import Body, Organisation
from plenary.procedure.refusal import Refused
from plenary.procedure.symbols import Series, Symbol

_SPACE = re.compile(r"\s+")


# Text and digest


def normal_text(text: str) -> str:
    """A text as it is compared: NFC, every run of white space one space, none at the ends.

    A file remade from the same words in another layout is thereby the same text.
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def text_digest(text: str) -> str:
    """SHA-256 of a text as it is compared, in 64 lower-case hexadecimal digits."""
    return hashlib.sha256(normal_text(text).encode("utf-8")).hexdigest()


def texts_with_digest(reader: Actor, digest: str) -> QuerySet[LanguageVersion]:
    """Language versions of this digest that were issued to an audience this reader is in."""
    issued = Issue.objects.filter(audience__in=readable_audiences(reader))
    return (
        LanguageVersion.objects.filter(digest=digest, of_version__document__in=documents(reader))
        .filter(pk__in=issued.values("of_text"))
        .select_related("of_version__document")
    )


# Documents


def documents(reader: Actor) -> QuerySet[Document]:
    """Every document that this reader may know of, the newest first."""
    known: QuerySet[Document] = Document.objects.readable_by(reader)
    return known.select_related("body", "author", "partner", "mandate").order_by("-registered_at", "-pk")


def document(reader: Actor, key: str) -> Document | None:
    """One document by its key; None where it is not here for this reader."""
    return documents(reader).filter(key=key).first()


def document_with_symbol(reader: Actor, symbol: str) -> Document | None:
    """One document by its symbol, or by the symbol of one of its versions ("…/L.4/Rev.2")."""
    return documents(reader).filter(symbol=base_symbol(symbol)).first()


def base_symbol(symbol: str) -> str:
    """A symbol without its suffixes; as it is where it cannot be read as one."""
    try:
        return str(Symbol.parse(symbol).base)
    except Refused:
        return symbol


@dataclass(frozen=True, slots=True)
class NotIssued:
    """A document on its way whose newest text was given out to nobody. is_sealed: no word of that text changes."""

    document: Document
    is_sealed: bool


def not_issued(reader: Actor) -> list[NotIssued]:
    """Documents of the house that are planned, written or registered, and not issued in their newest version."""
    under_way = (
        documents(reader)
        .filter(partner__isnull=True, state__in=("mandated", "drafted", "registered"))
        .annotate(
            newest=Max("versions__number"),
            sealed=Max("versions__number", filter=Q(versions__sealed_at__isnull=False)),
            issued=Max("versions__number", filter=Q(versions__languages__issues__isnull=False)),
        )
        .filter(Q(issued__isnull=True) | Q(issued__lt=F("newest")))
        .order_by("pk")
    )
    return [NotIssued(one, one.newest is not None and one.sealed == one.newest) for one in under_way]


def documents_of(reader: Actor, body: Body) -> QuerySet[Document]:
    """Documents that belong to a body or were referred to it."""
    referred = Referral.objects.filter(to_body=body).values("document")
    return documents(reader).filter(Q(body=body) | Q(pk__in=referred))


def scopes_of(document: Document) -> list[str]:
    """Where a document lies: its body, the bodies it was referred to, the member that wrote it."""
    scopes = [f"body:{document.body.code}"] if document.body else []
    referred = Referral.objects.filter(document=document).exclude(state=Referral.State.RETURNED)
    scopes += [f"body:{code}" for code in referred.values_list("to_body__code", flat=True)]
    if document.author:
        scopes.append(f"member:{document.author.code}")
    return list(dict.fromkeys(scopes))


def works_on_drafts(reader: Actor, document: Document) -> bool:
    """Whether this reader sees the text before it is issued.

    The documents officers do, the secretariat of a body for the texts of that body, and a delegation for its own.
    """
    if "documents" in reader.tokens:
        return True
    if grade(reader.capacity, "edit_draft") is Grade.SCOPE:
        return not reader.scopes.isdisjoint(scopes_of(document))
    return document.author is not None and f"member:{document.author.code}" in reader.scopes


def texts(reader: Actor, document: Document) -> QuerySet[LanguageVersion]:
    """The texts of a document that this reader may read, in every version and language.

    That one may know of a document is not yet that one may read it: a text is read by those it was issued to, and
    by those who work on the draft.
    """
    found = (
        LanguageVersion.objects.filter(of_version__document=document, of_version__document__in=documents(reader))
        .select_related("of_version", "renders")
        .prefetch_related(Prefetch("paragraphs", queryset=Paragraph.objects.order_by("order")))
        .order_by("of_version__number", "-is_original", "language")
    )
    if works_on_drafts(reader, document):
        return found
    issued = Issue.objects.filter(audience__in=readable_audiences(reader))
    return found.filter(pk__in=issued.values("of_text"))


def text_in(reader: Actor, document: Document, language: str, number: int | None = None) -> LanguageVersion | None:
    """The text in one language, of one version or of the newest one that this reader may read; None: not here."""
    found = texts(reader, document).filter(language=language)
    if number is not None:
        found = found.filter(of_version__number=number)
    return found.order_by("-of_version__number").first()


def versions(reader: Actor, document: Document) -> QuerySet[Version]:
    """The versions of which this reader may read at least one language, the oldest first."""
    return (
        Version.objects.filter(pk__in=texts(reader, document).order_by().values("of_version"))
        .select_related("document")
        .order_by("number")
    )


def next_number(body: Body, session: str, series: str = Series.REPORT.value) -> int:
    """The next number of a series of a body in a session: one after the highest given so far."""
    wanted = symbol_for(body, session, series, 1)
    prefix = str(wanted).removesuffix("1")
    taken = [0]
    for said in Document.objects.filter(symbol__startswith=prefix).values_list("symbol", flat=True):
        read = Symbol.parse(said)
        if (read.series, read.body, read.sub, read.session) == (
            wanted.series,
            wanted.body,
            wanted.sub,
            wanted.session,
        ):
            taken.append(read.number)
    return max(taken) + 1


def symbol_for(body: Body, session: str, series: str, number: int) -> Symbol:
    """The symbol of a document of a body; a subsidiary body stands under its parent.

    series: "" for a report, else L, CRP, INF, WP, SR, PV, R, DEC, RES. Raises Refused "documents.series_unknown".
    """
    if series not in [one.value for one in Series]:
        raise Refused("documents.series_unknown", series=series)
    organisation = Organisation.objects.first()
    places: list[str] = []
    place: Body | None = body
    while place is not None:
        places.insert(0, place.code)
        place = place.parent
    return Symbol(
        organisation=(organisation.code if organisation else "org").upper(),
        body=places[0],
        session=session,
        number=number,
        series=Series(series),
        sub=tuple(places[1:]),
    )


def symbol_of(version: Version) -> str:
    """The symbol of one version: the document's, and what this version adds to it."""
    base = version.document.symbol
    return f"{base}/{version.suffix}" if base and version.suffix else base


# Versions, brackets, issues


def current_version(document: Document) -> Version | None:
    """The newest version, sealed or not."""
    return document.versions.order_by("-number").first()


def sealed_version(document: Document) -> Version | None:
    """The newest version of which no word changes any more: what a body decides on."""
    return document.versions.filter(sealed_at__isnull=False).order_by("-number").first()


def issued_version(document: Document) -> Version | None:
    """The newest version that was given out in any language."""
    return document.versions.filter(languages__issues__isnull=False).order_by("-number").first()


def open_brackets(document: Document) -> QuerySet[Bracket]:
    """Words not yet agreed, the oldest first."""
    return (
        Bracket.objects.filter(document=document, status=Bracket.Status.OPEN)
        .prefetch_related("proponents")
        .order_by("since_at", "pk")
    )


def open_bracket_counts(listed: Iterable[Document]) -> dict[int, int]:
    """How many brackets each document has open, by primary key; one question for a list."""
    counted = (
        Bracket.objects.filter(document__in=list(listed), status=Bracket.Status.OPEN)
        .values("document")
        .annotate(open=Count("pk"))
    )
    return {row["document"]: row["open"] for row in counted}


def issues_of(reader: Actor, version: Version) -> QuerySet[Issue]:
    """What was given out of a version to audiences this reader is in, in each language."""
    return (
        Issue.objects.filter(of_text__of_version=version, of_text__of_version__document__in=documents(reader))
        .filter(audience__in=readable_audiences(reader))
        .select_related("of_text", "file")
        .order_by("of_text__language", "issued_at")
    )


def issued_to(version: Version, languages: Sequence[str] = ()) -> str:
    """The audience to which texts of a version were given out so far, of all languages or of these; "" for none."""
    issues = Issue.objects.filter(of_text__in=_in_languages(version, languages))
    return joined(issues.values_list("audience", flat=True)) if issues.exists() else ""


def reads_now(version: Version, languages: Sequence[str] = ()) -> Callable[[Actor], bool]:
    """A test of whether somebody can read a version now, in all its languages or in each of these."""
    document = version.document
    issued = [
        [issue.audience for issue in text.issues.all()]
        for text in _in_languages(version, languages).prefetch_related("issues")
    ]

    def reads(reader: Actor) -> bool:
        if not may_read(reader, document.audience):
            return False
        given = all(any(may_read(reader, audience) for audience in audiences) for audiences in issued)
        return given or works_on_drafts(reader, document)

    return reads


def _in_languages(version: Version, languages: Sequence[str]) -> QuerySet[LanguageVersion]:
    held = LanguageVersion.objects.filter(of_version=version)
    return held.filter(language__in=languages) if languages else held


def is_issued_in_all_languages(version: Version) -> bool:
    """Whether every language version of it was given out."""
    waiting = LanguageVersion.objects.filter(of_version=version, issues__isnull=True)
    return version.languages.exists() and not waiting.exists()


# Referrals and waivers


def referrals(reader: Actor) -> QuerySet[Referral]:
    """Every hop of a text between bodies that this reader may know of."""
    known: QuerySet[Referral] = Referral.objects.readable_by(reader)
    return (
        known.select_related("document", "to_body", "text_version")
        .prefetch_related("from_bodies")
        .order_by("decided_on", "pk")
    )


def referrals_of(reader: Actor, document: Document) -> QuerySet[Referral]:
    """The way of one text, hop by hop."""
    return referrals(reader).filter(document=document)


def referrals_to(reader: Actor, body: Body) -> QuerySet[Referral]:
    """What was referred to a body."""
    return referrals(reader).filter(to_body=body)


def is_waived(document: Document, body: Body) -> bool:
    """Whether a body agreed to take this document late."""
    return Waiver.objects.filter(document=document, body=body).exists()
