"""Documents as the document desk sees them: how far each has come, and what of it is late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.clock import now
from plenary.interfaces.web.documents.desk_texts_forms import CHECKS, LANGUAGES, languages_required
from plenary.interfaces.web.documents.reading import KINDS, REFERRAL_STATES, REFERRAL_VERBS, SETTLED, STATES
from plenary.offices.documents import queries
from plenary.offices.documents.models import Document, LanguageVersion, Referral, Version
from plenary.offices.organisation import queries as organisation

STATIONS = (
    pgettext_lazy("station of a text", "Mandated"),
    pgettext_lazy("station of a text", "Drafted"),
    pgettext_lazy("station of a text", "Languages"),
    pgettext_lazy("station of a text", "Registered"),
    pgettext_lazy("station of a text", "Issued"),
    pgettext_lazy("station of a text", "Tabled"),
    pgettext_lazy("station of a text", "Adopted"),
)
#: No act at the desk brings such a text further.
CLOSED_TO_STEPS = frozenset({"withdrawn", "rejected", "superseded", "closed"})
#: Before a body, or past it.
TABLED = SETTLED | {"tabled", "deferred"}


@dataclass(frozen=True, slots=True)
class Bead:
    """A station of a text. mark: done, late, withdrawn, now or nothing; said: the same for the ear."""

    station: str
    mark: str
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the list of the desk."""

    document: Document
    state: str
    beads: tuple[Bead, ...]
    version: str
    languages: str
    late: str


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """A language of the version at hand. text: None while it is missing. check: of lawyers and linguists, in words."""

    name: str
    text: LanguageVersion | None
    check: str
    issued_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next in the life of a text. verb: of the act at the desk that does it; empty where none here does."""

    said: str
    verb: str = ""


@dataclass(slots=True)
class DeskDocument:
    """What the page of one document at the desk prints."""

    document: Document
    kind: str
    state: str
    versions: list[Version]
    version: Version | None
    languages: list[LanguageLine]
    text: LanguageVersion | None
    brackets: int
    referrals: list[tuple[Referral, str, str]]
    late: str
    next_step: NextStep


def pipeline(actor: Actor) -> list[Row]:
    """Every document of the house that this officer may know of, those under way first."""
    listed = (
        queries.documents(actor)
        .filter(partner__isnull=True)
        .select_related("body", "author")
        .prefetch_related(
            Prefetch("versions", queryset=Version.objects.order_by("number")), "versions__languages__issues"
        )
        .order_by("-pk")
    )
    readable = set(readable_audiences(actor))
    rows = [_row(actor, document, readable) for document in listed]
    return sorted(rows, key=lambda row: (row.document.state in SETTLED, not row.late))


def _row(actor: Actor, document: Document, readable: set[str]) -> Row:
    drafts = queries.works_on_drafts(actor, document)
    known = [one for one in document.versions.all() if drafts or _is_issued_to(one, readable)]
    newest = known[-1] if known else None
    said = {one.language for one in newest.languages.all()} if newest else set()
    wanted = set(organisation.the_organisation().working_languages)
    tabled = document.state in TABLED
    reached = (
        True,
        tabled or newest is not None,
        tabled or (bool(said) and wanted <= said),
        tabled or bool(document.symbol),
        tabled or any(_is_issued_to(one, readable) for one in known),
        tabled,
        document.state in SETTLED,
    )
    late = late_words(document)
    return Row(
        document,
        str(STATES.get(document.state, document.state)),
        _beads(document, reached, late),
        (newest.suffix or _("first version")) if newest else "",
        ", ".join(sorted(said)),
        late,
    )


def _is_issued_to(version: Version, readable: set[str]) -> bool:
    return any(issue.audience in readable for one in version.languages.all() for issue in one.issues.all())


def _beads(document: Document, reached: tuple[bool, ...], late: str) -> tuple[Bead, ...]:
    """Stations in their order. The first one missing is late where its day has passed or a later one is reached."""
    missing = next((at for at, one in enumerate(reached) if not one), len(reached))
    is_late = bool(late) or any(reached[missing:])
    beads = []
    for at, (station, one) in enumerate(zip(STATIONS, reached, strict=True)):
        mark, said = ("done", _("reached")) if one else ("", _("to come"))
        if at == missing and document.state == "withdrawn":
            mark, said = "withdrawn", _("withdrawn")
        elif at == missing and is_late:
            mark, said = "late", late or _("missing")
        elif at == missing - 1 and not is_late and document.state != "withdrawn":
            mark = "now"
        beads.append(Bead(str(station), mark, said))
    return tuple(beads)


def late_words(document: Document) -> str:
    """How many days a document that was due is late; empty where it is in time or nobody said when it is due."""
    due = document.submission_due_on
    if due is None or document.registered_at is not None or document.state == "withdrawn":
        return ""
    days = (now().date() - due).days
    return _("%(days)s d late") % {"days": days} if days > 0 else ""


def desk_document(actor: Actor, document: Document, number: str = "", language: str = "") -> DeskDocument:
    """One document: its versions, the languages of one, its referrals. number, language: which to show."""
    texts = list(queries.texts(actor, document).prefetch_related("issues"))
    versions = sorted({one.of_version for one in texts}, key=lambda one: -one.number)
    asked = next((one for one in versions if str(one.number) == number), None)
    version = asked or (versions[0] if versions else None)
    here = {one.language: one for one in texts if version and one.of_version == version}
    shown = here.get(language) or next((one for one in here.values() if one.is_original), None)
    readable, said = set(readable_audiences(actor)), dict(LANGUAGES)
    wanted = list(dict.fromkeys([*here, *organisation.the_organisation().working_languages]))
    referrals = queries.referrals_of(actor, document)
    return DeskDocument(
        document=document,
        kind=str(KINDS[document.kind]),
        state=str(STATES.get(document.state, "")),
        versions=versions,
        version=version,
        languages=[
            LanguageLine(
                str(said.get(code, code)),
                here.get(code),
                str(CHECKS[here[code].lawyer_linguist]) if code in here else "",
                _issued_to(here.get(code), readable),
            )
            for code in wanted
        ],
        text=shown or next(iter(here.values()), None),
        brackets=queries.open_brackets(document).count(),
        referrals=[(one, str(REFERRAL_VERBS[one.verb]), str(REFERRAL_STATES[one.state])) for one in referrals],
        late=late_words(document),
        next_step=_next_step(document, referrals),
    )


def _next_step(document: Document, referrals: Iterable[Referral]) -> NextStep:
    """The step that the newest version waits for, in the order of the pipeline."""
    newest = queries.current_version(document)
    if document.partner is not None:
        return NextStep(_("Nothing is done here with a document of others; items refer to it."))
    if document.state in CLOSED_TO_STEPS:
        return NextStep(_("Nothing more is done with this text."))
    if newest is None:
        return NextStep(_("The text is typed."), "add-version")
    written = {text.language: bool(text.issues.all()) for text in newest.languages.prefetch_related("issues")}
    if newest.sealed_at is None:
        if set(languages_required()) - written.keys():
            return NextStep(_("Languages are missing; they are added before the seal."), "add-language")
        return NextStep(_("The version is sealed; no word of it changes after that."), "seal")
    if not document.symbol:
        return NextStep(_("It gets its symbol and its distribution class."), "register")
    if not all(written.values()):
        return NextStep(_("The version is issued, and its readers are told."), "issue")
    if document.state in SETTLED:
        return NextStep(_("A body decided on it; what follows is the decision, its signing and its follow-up."))
    if document.state in TABLED:
        return NextStep(_("The body decides on it."))
    for referral in referrals:
        said = {"body": referral.to_body.name}
        if referral.state == Referral.State.DECIDED:
            return NextStep(_("It is sent on to: %(body)s.") % said, "send")
        if referral.state == Referral.State.SENT:
            return NextStep(_("It is with %(body)s, which records that it received it.") % said, "receive")
    return NextStep(_("It is tabled under an item of an agenda, or referred to another body."), "refer")


def _issued_to(text: LanguageVersion | None, readable: set[str]) -> tuple[str, ...]:
    """Audiences of its issues, the first issue first."""
    if text is None:
        return ()
    issues = sorted(text.issues.all(), key=lambda one: one.issued_at)
    return tuple(dict.fromkeys(one.audience for one in issues if one.audience in readable))
