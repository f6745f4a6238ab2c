"""Documents as the public pages print them: the list, one text in its languages, two languages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.languages.words import direction
from plenary.interfaces.fact_words import DOCUMENT_STATES
from plenary.interfaces.web.drawings.sheet import Drawing, rtl_now
from plenary.interfaces.web.drawings.tracks import Bead, Station, TrackText, document_track
from plenary.interfaces.web.shell import moments
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.models import Decision
from plenary.offices.documents import queries as office
from plenary.offices.documents.models import Document, Issue, LanguageVersion, Paragraph, Referral, Version
from plenary.offices.meetings.models import ItemDocument, Session

#: States of a document in words, those that it can be moved to.
STATES: dict[str, Promise] = {state: words for state, words in DOCUMENT_STATES.items() if state}
REFERRAL_VERBS: dict[str, Promise] = {
    "information": pgettext_lazy("for what a text is referred", "for information"),
    "consideration": pgettext_lazy("for what a text is referred", "for consideration"),
    "endorsement": pgettext_lazy("for what a text is referred", "for endorsement"),
    "approval": pgettext_lazy("for what a text is referred", "for approval"),
    "adoption": pgettext_lazy("for what a text is referred", "for adoption"),
    "signature": pgettext_lazy("for what a text is referred", "for signature"),
}
REFERRAL_STATES: dict[str, Promise] = {
    "decided": pgettext_lazy("referral", "decided, not sent"),
    "sent": pgettext_lazy("referral", "sent"),
    "received": pgettext_lazy("referral", "received"),
    "returned": pgettext_lazy("referral", "returned"),
}
KINDS: dict[str, Promise] = {
    "statement": gettext_lazy("Statement"),
    "declaration": gettext_lazy("Declaration"),
    "resolution": gettext_lazy("Resolution"),
    "decision": gettext_lazy("Decision"),
    "budget": gettext_lazy("Budget"),
    "report": gettext_lazy("Report"),
    "plan": gettext_lazy("Plan"),
    "treaty": gettext_lazy("Treaty"),
    "protocol": gettext_lazy("Protocol"),
    "letter": gettext_lazy("Letter"),
    "note": gettext_lazy("Note"),
    "other": gettext_lazy("Document"),
}
#: States after which a bead stands filled at the body that acted.
SETTLED = frozenset(
    {
        "adopted",
        "approved",
        "noted",
        "numbered",
        "opened for signature",
        "signed",
        "certified",
        "in effect",
        "in follow-up",
        "closed",
        "superseded",
    }
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language in which this reader may read the text. chosen: the one the page shows."""

    code: str
    name: str
    dir: str
    chosen: bool
    is_original: bool


@dataclass(frozen=True, slots=True)
class Given:
    """A file of the text that this reader may take."""

    key: str
    name: str
    language: str
    size: int
    digest: str


@dataclass(slots=True)
class DocumentPage:
    """What the page of one document prints. text: None while nothing is issued to this reader."""

    document: Document
    symbol: str
    kind: str
    state: str
    version: Version | None
    newest: Version | None
    text: LanguageVersion | None
    paragraphs: list[Paragraph]
    tongues: list[Tongue]
    versions: list[Version]
    files: list[Given]
    referrals: list[Referral]
    track: Drawing | None
    items: list[ItemDocument]
    decisions: list[Decision]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same paragraph in two languages; None where one of them lacks it."""

    anchor: str
    label: str
    role: str
    left: str | None
    right: str | None


@dataclass(slots=True)
class TwinPage:
    """Two languages of one version, paragraph by paragraph."""

    document: Document
    symbol: str
    version: Version
    left: Tongue
    right: Tongue
    pairs: list[Pair]


def documents_listed(
    reader: Actor, *, words: str = "", body: str = "", kind: str = "", year: str = ""
) -> QuerySet[Document]:
    """Documents that this reader may know of, the newest first, narrowed by what is given."""
    found = office.documents(reader)
    if words:
        found = found.filter(Q(symbol__icontains=words) | said_in_title(words))
    if body:
        found = found.filter(body__code=body)
    if kind:
        found = found.filter(kind=kind)
    if year.isdecimal() and len(year) == 4:
        found = found.filter(registered_at__year=int(year))
    return found


def said_in_title(words: str) -> Q:
    """A title that holds these words in a language of the house."""
    found = Q()
    for code, _name in settings.LANGUAGES:
        found |= Q(**{f"title__{code}__icontains": words})
    return found


def document_at(reader: Actor, symbol: str) -> tuple[Document, int | None]:
    """The document at this address, and the version that a symbol with a suffix names.

    A public document without a symbol stands under its key. Raises Http404 where there is none for this reader.
    """
    found = (
        office.document_with_symbol(reader, symbol) or office.documents(reader).filter(symbol="", key=symbol).first()
    )
    if found is None:
        raise Http404
    suffix = symbol.removeprefix(found.symbol).lstrip("/") if found.symbol else ""
    if not suffix:
        return found, None
    version = office.versions(reader, found).filter(suffix=suffix).first()
    if version is None:
        raise Http404
    return found, version.number


def symbol_at_key(reader: Actor, key: str) -> str:
    """The symbol under which a document stands whose address was its key; nothing where it has none, or is not here."""
    found = office.document(reader, key)
    return found.symbol if found else ""


def document_page(reader: Actor, document: Document, *, language: str = "", number: int | None = None) -> DocumentPage:
    """Everything this reader may read of a document. Raises Http404 for a version that is not here."""
    texts = list(office.texts(reader, document).order_by("-of_version__number", "-is_original", "language"))
    numbers = {text.of_version.number for text in texts}
    if number is not None and number not in numbers:
        raise Http404
    newest = max(numbers, default=None)
    shown = [text for text in texts if text.of_version.number == (number or newest)]
    text = _in_language(shown, language or get_language() or "")
    referrals = list(
        Referral.objects.readable_by(reader)
        .filter(document=document)
        .select_related("to_body")
        .prefetch_related("from_bodies")
        .order_by("decided_on", "pk")
    )
    taken = list(decisions.decisions_on(reader, document))
    versions = list({one.of_version_id: one.of_version for one in texts}.values())
    return DocumentPage(
        document=document,
        symbol=symbol_in(document, text.of_version if text else None),
        kind=str(KINDS.get(document.kind, document.kind)),
        state=str(STATES.get(document.state, document.state)),
        version=text.of_version if text else None,
        newest=versions[0] if versions else None,
        text=text,
        paragraphs=list(text.paragraphs.all()) if text else [],
        tongues=_tongues(shown, text),
        versions=versions,
        files=_files(reader, shown),
        referrals=referrals,
        track=_track(document, referrals, taken),
        items=list(
            ItemDocument.objects.filter(
                document=document,
                item__audience__in=readable_audiences(reader),
                item__series="",
                item__session__in=Session.objects.readable_by(reader),
            ).select_related("item__session")
        ),
        decisions=taken,
    )


def symbol_in(document: Document, version: Version | None) -> str:
    """The symbol as this version bears it."""
    if document.symbol and version is not None and version.suffix:
        return f"{document.symbol}/{version.suffix}"
    return document.symbol


def _in_language(texts: Sequence[LanguageVersion], language: str) -> LanguageVersion | None:
    """The text in the language asked for, else the original, else any."""
    base = language.partition("-")[0]
    by_code = {text.language: text for text in texts}
    original = next((text for text in texts if text.is_original), texts[0] if texts else None)
    return by_code.get(language) or by_code.get(base) or original


def _tongues(texts: Iterable[LanguageVersion], shown: LanguageVersion | None) -> list[Tongue]:
    return [tongue(text.language, chosen=text == shown, is_original=text.is_original) for text in texts]


def tongue(code: str, *, chosen: bool = False, is_original: bool = False) -> Tongue:
    """A language with its own name; its code where the name is not known here."""
    try:
        name = "中文" if code == "zh" else get_language_info(code)["name_local"]
    except KeyError:
        name = code
    return Tongue(code, name, direction(code), chosen, is_original)


def _files(reader: Actor, texts: Iterable[LanguageVersion]) -> list[Given]:
    issues = Issue.objects.filter(
        of_text__in=[text.pk for text in texts],
        audience__in=readable_audiences(reader),
        file__audience__in=readable_audiences(reader),
    ).select_related("file", "of_text")
    return [
        Given(issue.file.key, issue.file.name, issue.of_text.language, issue.file.size, issue.file.digest)
        for issue in issues.order_by("of_text__language", "-issued_at")
    ]


def _track(document: Document, referrals: Sequence[Referral], taken: Sequence[Decision]) -> Drawing | None:
    """The stations of this text, body by body, as far as this reader may know."""
    if not referrals and not taken:
        return None
    stations: list[Station] = []
    beads: list[Bead] = []

    def station(name: str, note: str, reached: bool) -> int:
        known = next((at for at, one in enumerate(stations) if one.name == name), None)
        if known is not None:
            return known
        stations.append(Station(name, note, reached))
        return len(stations) - 1

    for referral in referrals:
        senders = ", ".join((body.short_name or body.name).said() for body in referral.from_bodies.all())
        if senders:
            day = moments.day_words(referral.decided_on, "no-year") if referral.decided_on else ""
            at = station(senders, day, reached=referral.decided_on is not None)
            if not beads and referral.decided_on is not None and not referral.is_customary:
                beads.append(Bead(at, "reached"))
        to = (referral.to_body.short_name or referral.to_body.name).said()
        state, on, note = _at_body(document, referral, referrals, taken)
        at = station(to, moments.day_words(on, "no-year") if on else "", reached=state in {"reached", "now"})
        beads.append(Bead(at, state, note, leg="customary" if referral.is_customary else "stated"))
    for decision in reversed(taken):
        name = (decision.body.short_name or decision.body.name).said()
        known = any(bead.station == at for at, one in enumerate(stations) if one.name == name for bead in beads)
        at = station(name, moments.day_words(decision.adopted_at, "no-year"), reached=True)
        if not known:
            beads.append(Bead(at, "reached", decision.number))
    if len(stations) < 2:
        stations.append(Station(pgettext("station", "In force"), _("not stated")))
    text = TrackText(document.title.said(), tuple(beads), symbol=document.symbol)
    return document_track([text], stations, title=_("Path of this document"), rtl=rtl_now())


def _at_body(
    document: Document, referral: Referral, referrals: Sequence[Referral], taken: Sequence[Decision]
) -> tuple[str, date | datetime | None, str]:
    """State of the text at the body it was referred to, the day of that state, and what stands beside it.

    Where the body decided or sent it on, its day is the day of that and not the one on which the text came.
    """
    if referral.state == Referral.State.RETURNED:
        return "withdrawn", referral.received_at, ""
    if own := next((one for one in taken if one.body_id == referral.to_body_id), None):
        return "reached", own.adopted_at, own.number
    sent_on = (one for one in referrals if one.decided_on and referral.to_body in one.from_bodies.all())
    if onward := next(sent_on, None):
        return "reached", onward.decided_on, ""
    if document.state in SETTLED:
        return "reached", None, ""
    if referral.received_at is not None:
        return "now", referral.received_at, ""
    return "planned", None, pgettext("bead", "planned")


def twin_page(reader: Actor, document: Document, left: str, right: str, number: int | None = None) -> TwinPage:
    """Two languages of the newest version that has both for this reader. Raises Http404 where none has."""
    texts = office.texts(reader, document).filter(language__in=[left, right]).order_by("-of_version__number")
    by_version: dict[int, dict[str, LanguageVersion]] = {}
    for text in texts:
        by_version.setdefault(text.of_version.number, {})[text.language] = text
    both = [pair for at, pair in by_version.items() if len(pair) == 2 and number in (None, at)]
    if not both:
        raise Http404
    one, other = both[0][left], both[0][right]
    return TwinPage(
        document=document,
        symbol=symbol_in(document, one.of_version),
        version=one.of_version,
        left=tongue(left, is_original=one.is_original),
        right=tongue(right, is_original=other.is_original),
        pairs=_paired(list(one.paragraphs.all()), list(other.paragraphs.all())),
    )


def _paired(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> list[Pair]:
    """Paragraphs by anchor; one that the left lacks stands after its neighbour at the right."""
    there = {paragraph.anchor: paragraph for paragraph in right}
    here = {paragraph.anchor for paragraph in left}
    pairs = [
        Pair(one.anchor, one.label, one.role, one.text, there[one.anchor].text if one.anchor in there else None)
        for one in left
    ]
    at = 0
    for one in right:
        if one.anchor not in here:
            pairs.insert(at, Pair(one.anchor, one.label, one.role, None, one.text))
            at += 1
        else:
            at = next(place for place, pair in enumerate(pairs) if pair.anchor == one.anchor) + 1
    return pairs
