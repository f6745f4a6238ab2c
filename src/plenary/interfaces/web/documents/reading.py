"""Documents as the public pages print them: the list, one text in its languages, two languages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.languages.words import Words, direction
from plenary.interfaces.fact_words import DOCUMENT_STATES, listed
from plenary.interfaces.web.documents.text_on_page import TextOnPage, on_page
from plenary.interfaces.web.documents.way_reading import overrun_by
from plenary.interfaces.web.drawings.brackets import brackets_falling
from plenary.interfaces.web.drawings.sheet import Drawing, rtl_now
from plenary.interfaces.web.drawings.tracks import Bead, Station, TrackText, document_track
from plenary.interfaces.web.shell import moments
from plenary.interfaces.web.shell.versions import version_short
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.models import Decision
from plenary.offices.documents import queries as office
from plenary.offices.documents.models import Bracket, Document, Issue, LanguageVersion, Paragraph, Referral, Version
from plenary.offices.instruments import queries as instruments
from plenary.offices.meetings.models import ItemDocument, Session
from plenary.offices.organisation.models import Body

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
    """What the page of one document prints. text: None while nothing is issued to this reader.

    laid: the text with its structure and brackets. falling: brackets from version to version, where there were any.
    overrun: how many days after the day of its mandate it came, in words.
    mends: what was wrong, where the version is a corrigendum.
    """

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
    laid: TextOnPage | None = None
    falling: Drawing | None = None
    overrun: str = ""
    mends: Words | None = None


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


def bodies_in_words(bodies: Iterable[Body]) -> str:
    """The names of bodies, one behind the other."""
    return pgettext("between the parts of a list", ", ").join(body.name.said() for body in bodies)


def document_page(reader: Actor, document: Document, *, language: str = "", number: int | None = None) -> DocumentPage:
    """Everything this reader may read of a document. Raises Http404 for a version that is not here."""
    texts = list(office.texts(reader, document).order_by("-of_version__number", "-is_original", "language"))
    numbers = {text.of_version.number for text in texts}
    if number is not None and number not in numbers:
        raise Http404
    newest = max(numbers, default=None)
    shown = [text for text in texts if text.of_version.number == (number or newest)]
    text = _in_language(shown, language or get_language() or "")
    hops = (
        Referral.objects.readable_by(reader)
        .filter(document=document)
        .select_related("to_body", "text_version", "returned_version")
        .prefetch_related("from_bodies")
    )
    referrals = office.in_their_order(hops)
    taken = list(decisions.decisions_on(reader, document))
    versions = list({one.of_version_id: one.of_version for one in texts}.values())
    brackets = _brackets(document) if text else []
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
        track=_track(reader, document, referrals, taken, _Versions(reader, document, numbers)),
        items=list(
            ItemDocument.objects.filter(
                document=document,
                item__audience__in=readable_audiences(reader),
                item__series="",
                item__session__in=Session.objects.readable_by(reader),
            ).select_related("item__session")
        ),
        decisions=taken,
        laid=_laid(reader, document, text, brackets) if text else None,
        falling=brackets_drawn(versions, brackets),
        overrun=overrun_by(document),
        mends=text.of_version.note if text and "Corr." in text.of_version.suffix.rpartition("/")[2] else None,
    )


def _brackets(document: Document) -> list[Bracket]:
    found = Bracket.objects.filter(document=document).select_related("opened_in", "closed_in")
    return list(found.prefetch_related("proponents").order_by("since_at", "pk"))


def _laid(reader: Actor, document: Document, text: LanguageVersion, brackets: Iterable[Bracket]) -> TextOnPage:
    """The text with the brackets that were open in its version."""
    number = text.of_version.number
    shown = [one for one in brackets if was_open(one, number) or one.status == Bracket.Status.EDITORIAL]
    holders = bool(document.body and document.body.shows_holders) or office.works_on_drafts(reader, document)
    return on_page(list(text.paragraphs.all()), brackets=shown, holders=holders, language=text.language)


def was_open(bracket: Bracket, number: int) -> bool:
    """Whether a bracket stood open in the version of this number."""
    if bracket.status == Bracket.Status.EDITORIAL or bracket.opened_in.number > number:
        return False
    return bracket.closed_in is None or bracket.closed_in.number > number


def brackets_drawn(versions: Sequence[Version], brackets: Sequence[Bracket]) -> Drawing | None:
    """How many brackets stood open in each version that this reader may read; None where it takes no drawing."""
    held = [one for one in brackets if one.status != Bracket.Status.EDITORIAL]
    shown = sorted(versions, key=lambda one: one.number)
    if not held or len(shown) < 2:
        return None
    counts = [sum(was_open(one, version.number) for one in held) for version in shown]
    return brackets_falling([version_short(version) for version in shown], counts, rtl=rtl_now())


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
    ).select_related("file", "paper", "of_text")
    return [
        Given(file.key, file.name, issue.of_text.language, file.size, file.digest)
        for issue in issues.order_by("of_text__language", "-issued_at")
        for file in (issue.file, issue.paper)
        if file is not None
    ]


class _Versions:
    """How the track names a version and where it leads: only to what this reader may read."""

    def __init__(self, reader: Actor, document: Document, readable: set[int]) -> None:
        self.inside, self.document, self.readable = reader.is_signed_in, document, readable

    def named(self, version: Version | None) -> str:
        """The suffix of a version, or its number where it has none; nothing for one that is not here."""
        if version is None or version.number not in self.readable:
            return ""
        return version_short(version)

    def href(self, version: Version | None) -> str:
        """The text as it stood; nothing for one that is not here."""
        if version is None or version.number not in self.readable:
            return ""
        if self.inside:
            return f"{reverse('folder-document', args=[self.document.key])}?version={version.number}"
        return reverse("document-version", args=[self.document.symbol or self.document.key, version.number])


@dataclass(slots=True)
class _Hop:
    """One leg of the way: who sent the text to which body, or to which bodies that sit together."""

    senders: tuple[Body, ...]
    receivers: tuple[Body, ...]
    referrals: list[Referral]


def _hops(referrals: Sequence[Referral]) -> list[_Hop]:
    """The referrals in their order; those to bodies that sit together are one leg.

    They sit together where one act sent the text to them all, or where they sent it on together.
    """
    hops: list[_Hop] = []
    together = [tuple(one.from_bodies.all()) for one in referrals if len(one.from_bodies.all()) > 1]
    acts: dict[int, list[Body]] = {}
    for one in referrals:
        acts.setdefault(one.decided_with_id or one.pk, []).append(one.to_body)
    for referral in referrals:
        senders = tuple(referral.from_bodies.all())
        by_one_act = tuple(acts[referral.decided_with_id or referral.pk])
        sat = by_one_act if len(by_one_act) > 1 else ()
        sat = sat or next((bodies for bodies in together if referral.to_body in bodies and bodies != senders), ())
        last = hops[-1] if hops else None
        if sat and last is not None and set(last.receivers) == set(sat) and last.senders == senders:
            last.referrals.append(referral)
        else:
            hops.append(_Hop(senders, sat or (referral.to_body,), [referral]))
    return hops


def _called(bodies: Sequence[Body]) -> str:
    """A body by its name; several that sit together by their letters."""
    if len(bodies) > 1:
        return listed(body.code for body in bodies)
    return "".join((body.short_name or body.name).said() for body in bodies)


def _track(
    reader: Actor, document: Document, referrals: Sequence[Referral], taken: Sequence[Decision], versions: _Versions
) -> Drawing | None:
    """The stations of this text, body by body and then its signature and its force, as far as this reader may know.

    Each bead is the text in the version that stood there, and leads to it. One that a body took late bulges, and so
    does the first where its mandate was overrun. A text that was sent back goes its way again on a line of its own.
    """
    if not referrals and not taken:
        return None
    stations: list[Station] = []
    beads: list[Bead] = []
    ways: list[list[Bead]] = [beads]
    taken_late = set(document.waivers.values_list("body", flat=True))

    def station(name: str, note: str, reached: bool) -> int:
        known = next((at for at, one in enumerate(stations) if one.name == name), None)
        if known is None:
            stations.append(Station(name, note, reached))
            return len(stations) - 1
        if reached:  # a text that comes again stands there since the last time
            stations[known] = Station(name, note or stations[known].note, reached)
        return known

    stood_at: dict[int, set[int]] = {}
    for hop in _hops(referrals):
        first = hop.referrals[0]
        if hop.senders:
            day = moments.day_words(first.decided_on, "no-year") if first.decided_on else ""
            at = station(_called(hop.senders), day, reached=first.decided_on is not None)
            if not beads and first.decided_on is not None and not first.is_customary:
                sent = first.text_version
                overrun = overrun_by(document) if document.body in hop.senders else ""
                said = " · ".join(filter(None, (versions.named(sent), overrun)))
                beads.append(Bead(at, "late" if overrun else "reached", said, href=versions.href(sent)))
        state, on, notes = _at_bodies(document, hop, referrals, taken)
        if state in {"reached", "now"} and any(body.pk in taken_late for body in hop.receivers):
            state, notes = "late", [*notes, pgettext("bead", "taken late")]
        day = moments.day_words(on, "no-year") if on else ""
        at = station(_called(hop.receivers), day, reached=state in {"reached", "now", "late"})
        stood_at.setdefault(at, set()).update(body.pk for body in hop.receivers)
        stood = _stood_at(first, referrals)
        named = versions.named(first.returned_version if first.returned_at else stood)
        said = " · ".join(filter(None, (named, *notes)))
        leg = "customary" if first.is_customary else "stated"
        beads.append(Bead(at, state, said, href=versions.href(stood), leg=leg))
        if state == "returned":
            beads = []
            ways.append(beads)
    for decision in reversed(taken):
        name = (decision.body.short_name or decision.body.name).said()
        met = [at for at, one in enumerate(stations) if one.name == name or decision.body_id in stood_at.get(at, ())]
        known = any(bead.station in met for bead in beads)
        if not known:
            at = station(name, moments.day_words(decision.adopted_at, "no-year"), reached=True)
            beads.append(Bead(at, "reached", decision.number))
    for name, day, reached, follows in _after_the_bodies(reader, document, referrals):
        if reached or follows:
            at = station(name, day, reached=reached)
            beads.append(Bead(at, "reached" if reached else "planned", leg="stated" if reached else "customary"))
    if len(stations) < 2:
        stations.append(Station(pgettext("station", "In force"), _("not stated")))
    texts = [TrackText(document.title.said(), tuple(ways[0]), symbol=document.symbol)]
    texts += [TrackText(pgettext("way of a text", "The same text again"), tuple(way)) for way in ways[1:] if way]
    return document_track(texts, stations, title=_("Path of this document"), rtl=rtl_now())


def _after_the_bodies(
    reader: Actor, document: Document, referrals: Sequence[Referral]
) -> list[tuple[str, str, bool, bool]]:
    """Stations after the last body: each with its day, whether it is reached, and whether it is known to follow."""
    is_treaty = document.kind in {Document.Kind.TREATY, Document.Kind.PROTOCOL}
    papers = list(instruments.papers_of(reader, document))
    signed_on = max((day for one in papers if (day := instruments.paper_signed_on(one)) is not None), default=None)
    is_signed = (
        is_treaty
        or bool(papers)
        or document.state == "opened for signature"
        or any(one.verb == Referral.Verb.SIGNATURE for one in referrals)
    )
    in_effect_on = document.in_effect_on
    has_effect = in_effect_on is not None or document.state == "in effect"
    signed = signed_on is not None or document.state in {"signed", "certified"} or (is_signed and has_effect)
    force = pgettext("station", "In force") if is_treaty else pgettext("station", "In effect")
    return [
        (
            pgettext("station", "Signature"),
            moments.day_words(signed_on, "no-year") if signed_on else "",
            signed,
            is_signed,
        ),
        (force, moments.day_words(in_effect_on, "no-year") if in_effect_on else "", has_effect, is_signed),
    ]


def _at_bodies(
    document: Document, hop: _Hop, referrals: Sequence[Referral], taken: Sequence[Decision]
) -> tuple[str, date | datetime | None, list[str]]:
    """The state of a text at bodies that sit together: what the slowest of them says, with the notes of all."""
    found = [_at_body(document, one, referrals, taken) for one in hop.referrals]
    order = ("returned", "planned", "now", "reached")
    state, on, _note = min(found, key=lambda one: order.index(one[0]))
    return state, on, list(dict.fromkeys(note for _state, _on, note in found if note))


def _stood_at(referral: Referral, referrals: Sequence[Referral]) -> Version | None:
    """The version that stands at a body: the one it sent on, else the one that was sent to it."""
    onward = (
        one.text_version
        for one in referrals
        if one.pk != referral.pk and one.decided_on and referral.to_body in one.from_bodies.all()
    )
    return next(onward, None) or referral.text_version


def _at_body(
    document: Document, referral: Referral, referrals: Sequence[Referral], taken: Sequence[Decision]
) -> tuple[str, date | datetime | None, str]:
    """State of the text at the body it was referred to, the day of that state, and what stands beside it.

    Where the body decided or sent it on, its day is the day of that and not the one on which the text came.
    """
    if referral.state == Referral.State.RETURNED:
        return "returned", referral.returned_at or referral.received_at, pgettext("bead", "sent back")
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
