"""Documents as the document desk sees them: how far each has come, and what of it is late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.languages.words import Words
from plenary.interfaces.fact_words import REFERRAL_STATES, language_in_words, listed
from plenary.interfaces.web.documents.desk_texts_forms import languages_required
from plenary.interfaces.web.documents.language_reading import CHECKS, Standing, standing
from plenary.interfaces.web.documents.reading import (
    KINDS,
    REFERRAL_VERBS,
    SETTLED,
    STATES,
    bodies_in_words,
)
from plenary.interfaces.web.shell.versions import version_name
from plenary.offices.decisions import amending
from plenary.offices.documents import queries
from plenary.offices.documents.models import Document, LanguageVersion, Referral, Version
from plenary.offices.documents.permissions import can_draft
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

    @property
    def stands(self) -> str:
        """The last station it has reached."""
        return next((bead.station for bead in reversed(self.beads) if bead.mark in {"done", "now"}), "")


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """A language of the version at hand. text: None while it is missing. check: of lawyers and linguists, in words.

    standing: to the version at hand; due_at: until when a missing language is to be there.
    """

    name: str
    text: LanguageVersion | None
    check: str
    issued_to: tuple[str, ...]
    standing: Standing | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next with a text. verb: of the act at the desk that does it; empty where none here does.

    query: what the form of that act is told.
    """

    said: str
    verb: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class HeldWords:
    """Words in brackets that are open: the paragraph as it is named, the alternatives, and who holds them."""

    named: str
    alternatives: tuple[str, ...]
    holders: str
    since_at: datetime


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft that is open. kept_at: of its last save; None where nothing was written yet."""

    language: str
    begun_at: datetime
    kept_at: datetime | None


@dataclass(slots=True)
class DeskDocument:
    """What the page of one document at the desk prints. drafts: that are open, for those who write in them.

    brackets: left in what is worked on; in_draft: that is a draft.
    held: open brackets, with those who hold them. older: the version beside which the one shown can be laid.
    amendments: how many were proposed to the text that this reader may know of.
    """

    document: Document
    kind: str
    state: str
    versions: list[Version]
    version: Version | None
    languages: list[LanguageLine]
    text: LanguageVersion | None
    drafts: list[DraftLine]
    brackets: int
    in_draft: bool
    held: list[HeldWords]
    older: Version | None
    amendments: int
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
    tabled, settled = document.state in TABLED, document.state in SETTLED
    is_behind = newest is not None and any(one.renders_id != newest.pk for one in newest.languages.all())
    reached = (
        True,
        tabled or newest is not None,
        settled or ((tabled or (bool(said) and wanted <= said)) and not is_behind),
        tabled or bool(document.symbol),
        tabled or any(_is_issued_to(one, readable) for one in known),
        tabled,
        settled,
    )
    late = late_words(document) or (_("translation due") if is_behind and not settled else "")
    return Row(
        document,
        str(STATES.get(document.state, document.state)),
        _beads(document, reached, late),
        version_name(newest) if newest else "",
        listed(language_in_words(code) for code in sorted(said)),
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
    if document.state == "withdrawn":
        return ""
    waited = [document.submission_due_on] if document.registered_at is None else []
    if document.mandate is not None and document.mandate.due_on is not None:
        waited += [document.mandate.due_on] if queries.first_issued_at(document) is None else []
    due = min((one for one in waited if one is not None), default=None)
    if due is None:
        return ""
    days = (organisation.day_at_seat() - due).days
    return _("%(days)s d late") % {"days": days} if days > 0 else ""


def desk_document(actor: Actor, document: Document, number: str = "", language: str = "") -> DeskDocument:
    """One document: its versions, the languages of one, its referrals. number, language: which to show."""
    texts = list(queries.texts(actor, document).prefetch_related("issues"))
    versions = sorted({one.of_version for one in texts}, key=lambda one: -one.number)
    asked = next((one for one in versions if str(one.number) == number), None)
    version = asked or (versions[0] if versions else None)
    here = {one.language: one for one in texts if version and one.of_version == version}
    shown = here.get(language) or next((one for one in here.values() if one.is_original), None)
    readable = set(readable_audiences(actor))
    wanted = list(dict.fromkeys([*here, *organisation.the_organisation().working_languages]))
    due = queries.translations_due(document)
    wanted += [code for code in due if code not in wanted]
    referrals = queries.referrals_of(actor, document)
    drafts = _open_drafts(document) if can_draft(actor, document) else []
    return DeskDocument(
        document=document,
        kind=str(KINDS[document.kind]),
        state=str(STATES.get(document.state, "")),
        versions=versions,
        version=version,
        languages=[
            LanguageLine(
                language_in_words(code),
                here.get(code),
                str(CHECKS[here[code].lawyer_linguist]) if code in here else "",
                _issued_to(here.get(code), readable),
                standing(here[code], version) if version is not None and code in here else None,
                due.get(code),
            )
            for code in wanted
        ],
        text=shown or next(iter(here.values()), None),
        drafts=drafts,
        brackets=queries.brackets_in_work(document),
        in_draft=queries.open_draft(document, document.original_language) is not None,
        held=_held(document),
        older=next((one for one in versions if version is not None and one.number < version.number), None),
        amendments=amending.amendments(actor, document).count(),
        referrals=[
            (one, str(REFERRAL_VERBS[one.verb]), str(REFERRAL_STATES[one.state]))
            for one in queries.in_their_order(referrals)
        ],
        late=late_words(document),
        next_step=_next_step(document, referrals, [one.language for one in drafts]),
    )


def _open_drafts(document: Document) -> list[DraftLine]:
    drafts = queries.open_drafts(document).annotate(kept_at=Max("saves__made_at"))
    return [DraftLine(*one) for one in drafts.values_list("language", "begun_at", "kept_at")]


def _held(document: Document) -> list[HeldWords]:
    names = queries.names_in(document)
    return [
        HeldWords(
            names.get(one.anchor, ""),
            tuple(Words.of(said["words"]).said() for said in one.alternatives),
            listed(member.short_name.said() for member in one.proponents.all()),
            one.since_at,
        )
        for one in queries.open_brackets(document)
    ]


def _next_step(document: Document, referrals: Iterable[Referral], drafts: Sequence[str]) -> NextStep:
    """The step that the text waits for, in the order of the pipeline. drafts: languages in which one is open."""
    newest = queries.current_version(document)
    if document.partner is not None:
        return NextStep(_("Nothing is done here with a document of others; items refer to it."))
    if document.state in CLOSED_TO_STEPS:
        return NextStep(_("Nothing more is done with this text."))
    if document.original_language in drafts or (drafts and (newest is None or newest.sealed_at is None)):
        return NextStep(_("A draft of the text is open. Write on in it, then make a version of it."), "make-version")
    if newest is None:
        return NextStep(_("Type the text, or work on it in a draft."), "add-version")
    written = {text.language: bool(text.issues.all()) for text in newest.languages.prefetch_related("issues")}
    if newest.sealed_at is None:
        if missing := [code for code in languages_required() if code not in written]:
            known = next((code for code in missing if queries.last_text_in(newest, code) is not None), "")
            if known:
                return NextStep(
                    _("Translate it anew before the seal: languages are missing that an earlier version has."),
                    "open-draft",
                    f"?language={known}",
                )
            return NextStep(
                _("Add the languages that are missing, before the seal."), "add-language", f"?language={missing[0]}"
            )
        if queries.languages_behind(newest):
            return NextStep(_("Translations are due: languages of this version still say an older one."), "open-draft")
        if document.symbol and queries.issued_version(document) is not None:
            return NextStep(_("Seal and issue the revision; its readers are told."), "seal-and-issue")
        return NextStep(_("Seal the version; after that no word of it changes."), "seal")
    if not document.symbol:
        return NextStep(_("Give it its symbol and its distribution class."), "register")
    if not all(written.values()):
        return NextStep(_("Issue the version; its readers are told."), "issue")
    if document.state in SETTLED:
        return NextStep(_("A body decided on it; what follows is the decision, its signing and its follow-up."))
    if document.state in TABLED:
        return NextStep(_("The body is to decide on it."))
    for referral in referrals:
        said = {"body": str(referral.to_body.name)}
        if referral.state == Referral.State.DECIDED:
            said["body"] = bodies_in_words((referral.decided_with or referral).to_bodies)
            return NextStep(_("Send it on to: %(body)s.") % said, "send")
        if referral.state == Referral.State.SENT:
            return NextStep(_("It is with %(body)s, which is to record that it received it.") % said, "receive")
    return NextStep(_("Table it under an item of an agenda, or refer it to another body."), "refer")


def _issued_to(text: LanguageVersion | None, readable: set[str]) -> tuple[str, ...]:
    """Audiences of its issues, the first issue first."""
    if text is None:
        return ()
    issues = sorted(text.issues.all(), key=lambda one: one.issued_at)
    return tuple(dict.fromkeys(one.audience for one in issues if one.audience in readable))
