"""What may be asked of documents: by symbol, by body, by text; what was issued, referred and left open."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import audience_of, joined, may_read, readable_audiences
from plenary.foundation.access.permissions import Grade, grade
from plenary.foundation.languages.words import Words
from plenary.foundation.texts.brackets import brackets_in, place_at
from plenary.foundation.texts.merging import merge_words
from plenary.offices.documents import symbols
from plenary.offices.documents.models import (
    Bracket,
    Confirmation,
    Document,
    Draft,
    DraftParagraph,
    DraftSave,
    Issue,
    LanguageVersion,
    Paragraph,
    Reading,
    Referral,
    Round,
    RoundAnswer,
    TranslationDue,
    Version,
    Waiver,
)
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.documents import ENTRANCES, State
from plenary.procedure.refusal import Refused

_SPACE = re.compile(r"\s+")
#: The documents officers, who read every text before it is issued.
DRAFT = "documents"
#: Languages in which a text can be written in every house, beside those of the house itself.
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
#: States of a text on which experts may still agree.
_TO_EXPERT_LEVEL = frozenset(state.value for state in ENTRANCES[State.EXPERT_LEVEL].after)


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
        return symbols.base_of(symbol)
    except Refused:
        return symbol


@dataclass(frozen=True, slots=True)
class NotIssued:
    """A document on its way whose newest text was given out to nobody.

    is_sealed: no word of that text changes. is_revision: a text before it was given out.
    """

    document: Document
    is_sealed: bool
    is_revision: bool


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
    return [
        NotIssued(one, one.newest is not None and one.sealed == one.newest, one.issued is not None) for one in under_way
    ]


def documents_of(reader: Actor, body: Body) -> QuerySet[Document]:
    """Documents that belong to a body or were referred to it."""
    referred = Referral.objects.filter(to_body=body).values("document")
    return documents(reader).filter(Q(body=body) | Q(pk__in=referred))


def documents_before(reader: Actor, codes: Iterable[str]) -> QuerySet[Document]:
    """Documents of the house that may be before one of these bodies: its own, received, or of no body yet."""
    named = list(codes)
    received = Referral.objects.filter(to_body__code__in=named, state=Referral.State.RECEIVED).values("document")
    before = Q(body__code__in=named) | Q(body__isnull=True) | Q(pk__in=received)
    return documents(reader).filter(before, partner__isnull=True)


def scopes_of(document: Document) -> list[str]:
    """Where a document lies: its body, the bodies to which it was sent, the member that wrote it.

    A body to which somebody only said that it goes has no part in it until it is sent.
    """
    scopes = [f"body:{document.body.code}"] if document.body else []
    referred = Referral.objects.filter(document=document, state__in=(Referral.State.SENT, Referral.State.RECEIVED))
    scopes += [f"body:{code}" for code in referred.values_list("to_body__code", flat=True)]
    if document.author:
        scopes.append(f"member:{document.author.code}")
    return list(dict.fromkeys(scopes))


def bodies_that_have(document: Document) -> list[Body]:
    """Where a text is now: the bodies that received it last, by one act; its own where it has not gone up.

    Where those that received it sent it back, the bodies of that act to which it is still on its way.
    """
    hops = _hops(document)
    if not hops:
        return [document.body] if document.body else []
    received = [one.to_body for one in hops if one.state == Referral.State.RECEIVED]
    return received or [one.to_body for one in hops if one.state == Referral.State.SENT]


def bodies_before_which_it_lies(document: Document) -> list[Body]:
    """Bodies to which it went last by one act and that did not send it back; some may still have to receive it.

    Empty where it has not gone up.
    """
    return [one.to_body for one in _hops(document) if one.state != Referral.State.RETURNED]


def bodies_that_sent(document: Document) -> list[Body]:
    """From which bodies a text came to those that have it now; none where it has not gone up."""
    hops = _hops(document)
    return list(hops[0].from_bodies.order_by("code")) if hops else []


def _hops(document: Document) -> list[Referral]:
    """The hops, one a body, of the act by which a text came to where it is; none where it has not gone up.

    It is the last act by which a body received the text, whether or not that body sent it back, as long as the text
    is with one of its bodies or on the way there.
    """
    acts: dict[int, list[Referral]] = {}
    for hop in Referral.objects.filter(document=document).select_related("to_body").order_by("pk"):
        acts.setdefault(hop.decided_with_id or hop.pk, []).append(hop)
    for hops in reversed(acts.values()):
        states = {hop.state for hop in hops}
        came = states & {Referral.State.RECEIVED, Referral.State.RETURNED}
        if came and states & {Referral.State.SENT, Referral.State.RECEIVED}:
            return hops
    return []


def drafters_of(document: Document) -> str:
    """The audience of what is worked on before it is issued: the documents officers, the secretary of its body."""
    return drafters_in(document.body)


def drafters_in(body: Body | None) -> str:
    """The same, of a text that a body is to have."""
    return audience_of(DRAFT, organisation.secretary_of(body.code)) if body is not None else DRAFT


def writers_of(document: Document) -> str:
    """Who may write in a draft of it: the documents officers, the secretaries of its body and of those that have it."""
    bodies = [scope.removeprefix("body:") for scope in scopes_of(document) if scope.startswith("body:")]
    return audience_of(DRAFT, *map(organisation.secretary_of, bodies))


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


def version_with_print_code(reader: Actor, code: str) -> Version | None:
    """The version on whose prints this code stands, where this reader may read it; None where it is not here."""
    version = Version.objects.filter(print_code=code).select_related("document").first()
    if version is None:
        return None
    return versions(reader, version.document).filter(pk=version.pk).first()


def print_code_typed(said: str) -> str:
    """A print code as it is kept, from how somebody typed it: in small letters, in groups, O for 0, I or L for 1.

    The whole address that stands on the print may be typed as well.
    """
    code = said.strip().rstrip("/").rpartition("/")[2]
    typed = re.sub(r"[\s\-\u2010-\u2015]", "", code).upper()
    return typed.translate(str.maketrans("OIL", "011"))


def last_read(reader: Actor, document: Document) -> Version | None:
    """The newest version that this person has noted as read; None where there is none, or nobody is signed in."""
    if not reader.is_signed_in:
        return None
    held = (
        Reading.objects.filter(person__key=reader.person_key, document=document)
        .select_related("of_version__document")
        .first()
    )
    return held.of_version if held else None


def symbol_of(version: Version) -> str:
    """The symbol of one version: the document's, and what this version adds to it."""
    base = version.document.symbol
    return f"{base}/{version.suffix}" if base and version.suffix else base


# Working drafts


def open_draft(document: Document, language: str) -> Draft | None:
    """The draft of a text in one language that is worked on now."""
    return Draft.objects.filter(document=document, language=language, closed_at__isnull=True).first()


def open_drafts(document: Document) -> QuerySet[Draft]:
    """The drafts of a text that are worked on now, one a language."""
    return Draft.objects.filter(document=document, closed_at__isnull=True).order_by("language")


def anchors_given(document: Document) -> set[str]:
    """Every anchor that a paragraph of this document ever had, in any version, language or draft."""
    versions = Paragraph.objects.filter(text_of__of_version__document=document).order_by().values_list("anchor")
    drafts = DraftParagraph.objects.filter(draft__document=document).order_by().values_list("anchor")
    return {anchor for (anchor,) in versions.union(drafts)}


def merged_words(base: str, mine: str, theirs: str) -> str | None:
    """Words of two who wrote on the same base; None where both touched the same words."""
    laid = merge_words(base, mine, theirs)
    return None if laid.conflicts else laid.words


def saves_since(draft: Draft, number: int) -> QuerySet[DraftSave]:
    """Saves of a draft after one of them, the oldest first."""
    return draft.saves.filter(number__gt=number).order_by("number")


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


def first_issued_at(document: Document) -> datetime | None:
    """When a text of it was given out for the first time, in any language; None while none was."""
    issues = Issue.objects.filter(of_text__of_version__document=document)
    first: datetime | None = issues.aggregate(first=Min("issued_at"))["first"]
    return first


def issued_whole_at(document: Document) -> datetime | None:
    """When a version of it was first given out in the last of its languages; None while none was.

    A revision follows what its readers have already, so it is not counted anew.
    """
    moments = []
    for version in document.versions.filter(sealed_at__isnull=False).order_by("number"):
        firsts = version.languages.annotate(first=Min("issues__issued_at")).values_list("first", flat=True)
        if firsts and all(firsts):
            moments.append(max(firsts))
    return min(moments, default=None)


def open_brackets(document: Document) -> QuerySet[Bracket]:
    """Words not yet agreed, the oldest first."""
    return (
        Bracket.objects.filter(document=document, status=Bracket.Status.OPEN)
        .prefetch_related("proponents")
        .order_by("since_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class Bare:
    """Brackets in the words of a text that nobody holds. place: 0 for a mark whose other half is missing."""

    anchor: str
    named: str
    place: int
    words: str


def bare_brackets(version: Version | None) -> list[Bare]:
    """Places of brackets in the original words of a version for which there is no bracket: nobody said who holds them.

    Square brackets that belong to the text are none. One bracket without a place stands for one place of its paragraph.
    """
    if version is None:
        return []
    marked = Paragraph.objects.filter(
        Q(text__contains="[") | Q(text__contains="]") | Q(text__contains="\uff3b"),
        text_of__of_version=version,
        text_of__is_original=True,
    ).order_by("order")
    found = [(one, brackets_in(one.text)) for one in marked]
    if not any(there for _one, there in found):
        return []
    known: dict[str, list[int]] = {}
    standing = (Bracket.Status.OPEN, Bracket.Status.EDITORIAL)
    for anchor, place in Bracket.objects.filter(document=version.document_id, status__in=standing).values_list(
        "anchor", "place"
    ):
        known.setdefault(anchor, []).append(place)
    bare: list[Bare] = []
    for one, there in found:
        places = known.get(one.anchor, [])
        left = [place for place in there.places if place.number not in places][places.count(0) :]
        bare += [Bare(one.anchor, one.named, place.number, one.text[place.start : place.end]) for place in left]
        bare += [Bare(one.anchor, one.named, 0, one.text[at : at + 40]) for at in there.unbalanced]
    return bare


def names_in(document: Document) -> dict[str, str]:
    """How people name the paragraphs of the newest original text, by anchor."""
    rows = Paragraph.objects.filter(text_of__of_version=current_version(document), text_of__is_original=True)
    return {one.anchor: one.named for one in rows}


def brackets_left(document: Document) -> int:
    """How many passages are not agreed: open brackets, and those in the words that nobody holds yet.

    Counted in the version that a body decides on: the sealed one, else the newest.
    """
    version = sealed_version(document) or current_version(document)
    return open_brackets(document).count() + len(bare_brackets(version))


def brackets_in_work(document: Document) -> int:
    """How many passages are not agreed in what is worked on now: the draft of the original, else the newest version."""
    draft = open_draft(document, document.original_language)
    if draft is None:
        return open_brackets(document).count() + len(bare_brackets(current_version(document)))
    standing: dict[str, int] = {}
    held = Bracket.objects.filter(document=document, status__in=(Bracket.Status.OPEN, Bracket.Status.EDITORIAL))
    for anchor in held.values_list("anchor", flat=True):
        standing[anchor] = standing.get(anchor, 0) + 1
    bare = 0
    for anchor, words in draft.paragraphs.filter(removed_at__isnull=True).values_list("anchor", "words"):
        found = brackets_in(words)
        bare += max(0, len(found.places) - standing.get(anchor, 0)) + len(found.unbalanced)
    return open_brackets(document).count() + bare


def alternatives_at(version: Version, anchor: str, place: int) -> list[Words]:
    """The alternatives at a place of brackets, each in every language whose words bear as many there."""
    said: dict[str, tuple[str, ...]] = {}
    original = ""
    rows = Paragraph.objects.filter(text_of__of_version=version, anchor=anchor).select_related("text_of")
    for one in rows:
        found = place_at(one.text, place)
        if found is not None:
            said[one.text_of.language] = found.alternatives
        if one.text_of.is_original:
            original = one.text_of.language
    if original not in said:
        return []
    count = len(said[original])
    return [
        Words.of({code: words[number] for code, words in said.items() if len(words) == count})
        for number in range(count)
    ]


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
        .select_related("of_text", "file", "paper")
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


def translations_due(document: Document) -> dict[str, datetime]:
    """By language, until when a text of this document is to be there."""
    return dict(TranslationDue.objects.filter(document=document).values_list("language", "due_at"))


def languages_held_back(version: Version) -> list[str]:
    """Languages of a version that were given out to nobody."""
    return sorted(version.languages.filter(issues__isnull=True).values_list("language", flat=True))


def authentic_missing(version: Version) -> list[str]:
    """Languages that the document names as authentic and in which a version has no text."""
    return sorted(set(version.document.authentic_languages) - set(version.languages.values_list("language", flat=True)))


def renderings(version: Version, *, all_where_unnamed: bool = False) -> dict[str, int]:
    """By authentic language of a version, the number of the version that its text renders.

    Where the document names none as authentic, it binds in its original. all_where_unnamed: then in every language:
    what is signed in several without a word about them binds in each.
    """
    named = set(version.document.authentic_languages)
    texts = list(version.languages.select_related("renders"))
    authentic = [one for one in texts if one.is_authentic or one.language in named]
    if not authentic:
        authentic = [one for one in texts if all_where_unnamed or one.is_original]
    return {one.language: one.renders.number for one in authentic}


def languages_behind(version: Version) -> list[str]:
    """Languages of a version whose text still says an older one: their translation is due."""
    behind = version.languages.exclude(renders=version)
    return sorted(behind.values_list("language", flat=True))


def last_text_in(version: Version, language: str) -> LanguageVersion | None:
    """The newest text in a language that an earlier version has."""
    return (
        LanguageVersion.objects.filter(
            of_version__document=version.document_id, of_version__number__lt=version.number, language=language
        )
        .order_by("-of_version__number")
        .first()
    )


def agreed_words(document: Document) -> QuerySet[Bracket]:
    """Brackets whose words were agreed by letter, in the order in which they were opened."""
    agreed = Bracket.objects.filter(document=document, status=Bracket.Status.RESOLVED).exclude(chosen="")
    return agreed.select_related("closed_in").order_by("pk")


def may_be_written_anew(text: LanguageVersion) -> bool:
    """Whether a text that says an older version stands word for word in an earlier one, so that nothing is lost."""
    if text.renders_id == text.of_version_id:
        return False
    earlier = last_text_in(text.of_version, text.language)
    return earlier is not None and _as_written(earlier) == _as_written(text)


def _as_written(text: LanguageVersion) -> list[tuple[str, ...]]:
    return list(
        text.paragraphs.order_by("order").values_list("anchor", "parent_anchor", "role", "label", "text"),
    )


def is_issued_in_all_languages(version: Version) -> bool:
    """Whether every language version of it was given out."""
    waiting = LanguageVersion.objects.filter(of_version=version, issues__isnull=True)
    return version.languages.exists() and not waiting.exists()


# Referrals and waivers


def referrals(reader: Actor) -> QuerySet[Referral]:
    """Every hop of a text between bodies that this reader may know of."""
    known: QuerySet[Referral] = Referral.objects.readable_by(reader)
    return (
        known.select_related("document", "to_body", "text_version", "decided_with")
        .prefetch_related("from_bodies")
        .order_by("decided_on", "pk")
    )


def in_their_order(hops: Iterable[Referral]) -> list[Referral]:
    """Hops in the order of the days on which the text left: by the decision, else when it was sent; the rest last."""

    def left_on(hop: Referral) -> date:
        return hop.decided_on or (hop.sent_at.date() if hop.sent_at is not None else date.max)

    return sorted(hops, key=lambda hop: (left_on(hop), hop.pk))


def referrals_of(reader: Actor, document: Document) -> QuerySet[Referral]:
    """The way of one text, hop by hop."""
    return referrals(reader).filter(document=document)


def referrals_to(reader: Actor, body: Body) -> QuerySet[Referral]:
    """What was referred to a body."""
    return referrals(reader).filter(to_body=body)


def first_of_each(waiting: QuerySet[Referral]) -> QuerySet[Referral]:
    """Of the hops that one act decided, the first alone, with the others behind it."""
    return waiting.filter(decided_with__isnull=True).prefetch_related("decided_together__to_body")


def is_waived(document: Document, body: Body) -> bool:
    """Whether a body agreed to take this document late."""
    return Waiver.objects.filter(document=document, body=body).exists()


def derestriction_due(reader: Actor, on: date) -> QuerySet[Document]:
    """Restricted texts whose day to be opened has come, the longest waiting first."""
    closed = (Document.Distribution.RESTRICTED, Document.Distribution.PARTICIPANTS)
    return documents(reader).filter(distribution__in=closed, derestrict_on__lte=on).order_by("derestrict_on", "pk")


# Consultation


def open_round(document: Document) -> Round | None:
    """The round that runs on a document; None where none does."""
    return document.rounds.filter(closed_at__isnull=True).order_by("-number").first()


def rounds_of(reader: Actor, document: Document) -> QuerySet[Round]:
    """Rounds of consultation on a document, the newest first; none for who may not know of it."""
    if not may_read(reader, document.audience):
        return Round.objects.none()
    return (
        Round.objects.filter(document=document)
        .select_related("text_version")
        .prefetch_related("addressees", "answers__member", "answers__entered_by")
        .order_by("-number")
    )


def rounds_waiting_for(reader: Actor, codes: Iterable[str]) -> list[Round]:
    """Rounds that run on texts this reader may know of, in which one of these members is asked and has not answered."""
    asked = set(codes)
    running = Round.objects.filter(closed_at__isnull=True, document__in=documents(reader), addressees__code__in=asked)
    rounds = running.select_related("document").prefetch_related("addressees", "answers__member").distinct()
    return [
        one
        for one in rounds.order_by("closes_at", "pk")
        if (asked & {member.code for member in one.addressees.all()})
        - {answer.member.code for answer in one.answers.all()}
    ]


def capitals_waiting_for(reader: Actor, codes: Iterable[str]) -> list[Confirmation]:
    """Confirmations that are still to come from these members, of texts this reader may know of; a text once."""
    sealed_since = Version.objects.filter(
        document=OuterRef("document"), number__gt=OuterRef("text_version__number"), sealed_at__isnull=False
    )
    held = Confirmation.objects.filter(member__code__in=list(codes), document__in=documents(reader)).filter(
        Q(state=Confirmation.State.PENDING)
        | Q(Exists(sealed_since), state=Confirmation.State.GIVEN, document__state__in=_TO_EXPERT_LEVEL)
    )
    found = held.select_related("document", "text_version").order_by("asked_at", "pk")
    newest = {one.document_id: one for one in found if is_to_be_heard(one)}
    return sorted(newest.values(), key=lambda one: one.pk)


def standing_answers(of_round: Round) -> dict[str, RoundAnswer]:
    """The answer of each member that stands, by code."""
    return {one.member.code: one for one in in_order_of_standing(of_round.answers.select_related("member"))}


def in_order_of_standing(answers: Iterable[RoundAnswer]) -> list[RoundAnswer]:
    """Answers, so that the last of each member is the one that stands: late ones never displace one in time."""
    return sorted(answers, key=lambda one: (not one.is_late, one.handed_in_at, one.pk))


def silent_in(of_round: Round) -> list[Member]:
    """Members who were asked and have not answered."""
    return list(of_round.addressees.exclude(round_answers__of_round=of_round).order_by("code"))


def confirmations_of(document: Document) -> list[Confirmation]:
    """What each capital was last asked to confirm, and how that stands; by member."""
    newest: dict[int, Confirmation] = {}
    asked = Confirmation.objects.filter(document=document).select_related(
        "member", "entered_by", "document", "text_version"
    )
    for one in asked.order_by("asked_at", "pk"):
        newest[one.member_id] = one
    return sorted(newest.values(), key=lambda one: one.member.code)


def pending_capitals(document: Document) -> list[Confirmation]:
    """Capitals still to be heard."""
    return [one for one in confirmations_of(document) if is_to_be_heard(one)]


def is_to_be_heard(confirmation: Confirmation) -> bool:
    """Whether a capital has still to say whether it confirms, or to say it again of words that it did not see."""
    return confirmation.state == Confirmation.State.PENDING or is_outdated(confirmation)


def is_outdated(confirmation: Confirmation) -> bool:
    """Whether a capital confirmed other words than those on which experts would agree now: the newest sealed ones."""
    if confirmation.state != Confirmation.State.GIVEN or confirmation.document.state not in _TO_EXPERT_LEVEL:
        return False
    sealed = sealed_version(confirmation.document)
    if sealed is None or sealed.number <= confirmation.text_version.number:
        return False
    return _original_words(sealed) != _original_words(confirmation.text_version)


def _original_words(version: Version) -> list[str]:
    original = Paragraph.objects.filter(text_of__of_version=version, text_of__is_original=True).order_by("order")
    return [normal_text(words) for words in original.values_list("text", flat=True)]
