"""Amendments and sponsors as JSON: written, tabled, joined, put in order, merged; each address calls one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import StringConstraints

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.interfaces.api import shapes
from plenary.interfaces.api.answers import act_told, answered
from plenary.interfaces.api.documents import ACT, PROBLEMS, Key, acted, actor_in, known, members_named, version_of
from plenary.offices.decisions import amending
from plenary.offices.decisions.actions import amendments as actions
from plenary.offices.decisions.models import Amendment
from plenary.offices.documents import queries
from plenary.offices.documents.models import Document, Version
from plenary.procedure.refusal import NotHere

router = Router(tags=["amendments"])


class SponsorTold(shapes.Told):
    """A member that joined as author, and since when."""

    member: str
    since_at: datetime


class AmendmentTold(shapes.Told):
    """An amendment that this reader may know of. name: A.1 and so on; the key while it has no number.

    revision: grows with every change of it.
    """

    key: str
    revision: int
    name: str
    version: int
    language: str
    anchor: str
    kind: str
    words: str
    state: str
    member: str
    on_amendment: str
    sponsors: list[SponsorTold]


class DisputeTold(shapes.Told):
    """A paragraph at which amendments that carried cannot stand together. names: of all of them.

    language, words: the reading that was agreed on, "" while there is none; reading: its key. Words of "" with a key
    say that the paragraph is deleted.
    """

    anchor: str
    names: list[str]
    reading: str
    language: str
    words: str


class AmendmentsTold(shapes.Told):
    """The amendments to a text, and the order in which those to its newest issued version are put, furthest first."""

    amendments: list[AmendmentTold]
    order: list[str]
    disputes: list[DisputeTold]
    sponsors: list[SponsorTold]


class AmendmentSent(shapes.Sent):
    """An amendment. words: how the paragraph is to read; of insert_after, the new one; of delete_paragraph, none.

    state: how far it goes at once. member: code of the delegation that tables it. on_amendment: key of one it amends.
    """

    version: int
    language: shapes.Language
    anchor: shapes.Anchor
    member: shapes.Short
    words: Annotated[str, StringConstraints(max_length=100_000)] = ""
    kind: Literal["", "insert_after", "delete_paragraph"] = ""
    reason: shapes.Words = {}
    on_amendment: Key | Literal[""] = ""
    state: Literal["drafted", "sent", "tabled"] = "drafted"


class AmendmentRewritten(shapes.Sent):
    """A draft amendment written anew. seen: its revision that you had before you. version: of the text, likewise."""

    version: int
    seen: int
    words: Annotated[str, StringConstraints(max_length=100_000)] = ""
    kind: Literal["", "insert_after", "delete_paragraph"] = ""
    reason: shapes.Words = {}
    state: Literal["drafted", "sent", "tabled"] = "drafted"


class ReadingSent(shapes.Sent):
    """How a paragraph is to read where amendments that carried collide. seen: key of the reading you had before you."""

    anchor: shapes.Anchor
    language: shapes.Language
    words: Annotated[str, StringConstraints(max_length=100_000)] = ""
    deletes: bool = False
    ground: shapes.Words
    seen: Key | Literal[""] = ""


class InTextSent(shapes.Sent):
    """The newest version, by its number, that has what carried, and on what ground that is said."""

    version: int
    ground: shapes.Words


class SponsorSent(shapes.Sent):
    """Which member joins, or withdraws its name."""

    member: shapes.Short


def amendment_told(one: Amendment) -> AmendmentTold:
    """An amendment that the caller may read."""
    return AmendmentTold(
        key=one.key,
        revision=one.version,
        name=one.name,
        version=one.text_version.number,
        language=one.language,
        anchor=one.anchor,
        kind=one.kind,
        words=one.words,
        state=one.state,
        member=one.member.code,
        on_amendment=one.on_amendment.name if one.on_amendment is not None else "",
        sponsors=_sponsors(one),
    )


def _sponsors(thing: Amendment | Document) -> list[SponsorTold]:
    return [SponsorTold(member=one.member.code, since_at=one.joined_at) for one in amending.sponsors(thing)]


def amendment_known(reader: Actor, document: Document, key: str) -> Amendment:
    """An amendment to this document that this reader may know of. Raises NotHere."""
    found = amending.amendments(reader, document).filter(key=key).first()
    if found is None:
        raise NotHere()
    return found


def _acted(
    request: HttpRequest,
    key: str,
    act: Callable[..., Any],
    given: Callable[[Actor, Document], Mapping[str, Any]],
) -> HttpResponse:
    """What an act came to that changes no word of a text, so that nobody need have seen how the text stands."""
    by = actor_in(request)
    document = known(by, key)
    made = pairs.perform(act, by=by, **given(by, document))
    return act_told(request, by, made, document, status=200)


@router.get("/documents/{key}/amendments", response={200: AmendmentsTold, **PROBLEMS}, url_name="api-amendments")
def amendments(request: HttpRequest, key: Key) -> HttpResponse:
    """Amendments that you may know of, the order in which they are put, and the sponsors of the text."""
    reader = actor_in(request)
    document = known(reader, key)
    listed = list(amending.amendments(reader, document))
    newest = queries.versions(reader, document).last()
    order: list[str] = []
    disputes: list[DisputeTold] = []
    if newest is not None and any(one.state == Amendment.State.CARRIED for one in listed):
        disputes = _disputes(reader, newest)
    if newest is not None and any(one.number and one.text_version_id == newest.pk for one in listed):
        told = {one.name for one in listed}
        order = [name for name in amending.voting(newest).order.names if name in told]
    lines = [amendment_told(one) for one in listed]
    return answered(
        request, AmendmentsTold(amendments=lines, order=order, disputes=disputes, sponsors=_sponsors(document))
    )


def _disputes(reader: Actor, version: Version) -> list[DisputeTold]:
    """Those of which this reader may know every amendment and the reading."""
    return [
        DisputeTold(
            anchor=one.anchor,
            names=list(one.names),
            reading=one.reading.key if one.reading is not None else "",
            language=one.reading.language if one.reading is not None else "",
            words=one.reading.words if one.reading is not None else "",
        )
        for one in amending.lay(version, amending.carried(version)).disputes
        if amending.knows_dispute(reader, one)
    ]


@router.post("/documents/{key}/amendments", response={201: shapes.ActTold, **ACT}, url_name="api-amendments")
def propose(request: HttpRequest, key: Key, sent: AmendmentSent) -> HttpResponse:
    """Write an amendment to one paragraph, and keep it, send it to the secretariat or table it.

    The same amendment of the same member sent again is the first one: a script that got no answer sends it again.
    """
    by = actor_in(request)
    document = known(by, key)
    text = queries.text_in(by, document, sent.language, sent.version)
    if text is None:
        raise NotHere()
    made = pairs.perform(
        actions.propose_amendment,
        by=by,
        text=text,
        member=members_named([sent.member])[0],
        anchor=sent.anchor,
        words=sent.words,
        kind=sent.kind,
        reason=Words.of(sent.reason),
        on_amendment=amendment_known(by, document, sent.on_amendment) if sent.on_amendment else None,
        state=sent.state,
    )
    return act_told(request, by, made, document, status=201)


@router.post("/documents/{key}/amendments/{amendment}/rewrite", response=ACT, url_name="api-amendment-rewrite")
def rewrite(request: HttpRequest, key: Key, amendment: Key, sent: AmendmentRewritten) -> HttpResponse:
    """Write a draft of your delegation anew, and keep it, send it to the secretariat or table it."""
    by = actor_in(request)
    document = known(by, key)
    draft = amendment_known(by, document, amendment)
    text = queries.text_in(by, document, draft.language, sent.version)
    if text is None:
        raise NotHere()
    made = pairs.perform(
        actions.rewrite_amendment,
        by=by,
        amendment=draft,
        text=text,
        seen=sent.seen,
        words=sent.words,
        kind=sent.kind,
        reason=Words.of(sent.reason),
        state=sent.state,
    )
    return act_told(request, by, made, document, status=200)


@router.post("/documents/{key}/amendments/{amendment}/send", response=ACT, url_name="api-amendment-send")
def send(request: HttpRequest, key: Key, amendment: Key) -> HttpResponse:
    """Send a draft of your delegation to the secretariat."""
    return _acted(
        request,
        key,
        actions.send_amendment,
        lambda by, document: {"amendment": amendment_known(by, document, amendment)},
    )


@router.post("/documents/{key}/amendments/{amendment}/table", response=ACT, url_name="api-amendment-table")
def table(request: HttpRequest, key: Key, amendment: Key) -> HttpResponse:
    """Put an amendment of your delegation before the body."""
    return _acted(
        request,
        key,
        actions.table_amendment,
        lambda by, document: {"amendment": amendment_known(by, document, amendment)},
    )


@router.post("/documents/{key}/amendments/{amendment}/withdraw", response=ACT, url_name="api-amendment-withdraw")
def withdraw(request: HttpRequest, key: Key, amendment: Key) -> HttpResponse:
    """Take an amendment of your delegation back."""
    return _acted(
        request,
        key,
        actions.withdraw_amendment,
        lambda by, document: {"amendment": amendment_known(by, document, amendment)},
    )


@router.post("/documents/{key}/amendments/{amendment}/in-text", response=ACT, url_name="api-amendment-in-text")
def in_text(request: HttpRequest, key: Key, amendment: Key, sent: InTextSent) -> HttpResponse:
    """Say that the newest version has an amendment that carried, where somebody wrote it in by hand."""
    return _acted(
        request,
        key,
        actions.record_in_text,
        lambda by, document: {
            "amendment": amendment_known(by, document, amendment),
            "version": version_of(by, document, sent.version),
            "ground": Words.of(sent.ground),
        },
    )


@router.post("/documents/{key}/amendments/{amendment}/sponsors", response=ACT, url_name="api-amendment-join")
def join_amendment(request: HttpRequest, key: Key, amendment: Key, sent: SponsorSent) -> HttpResponse:
    """Join the sponsors of an amendment."""
    return _acted(
        request,
        key,
        actions.join_sponsors,
        lambda by, document: {
            "member": members_named([sent.member])[0],
            "amendment": amendment_known(by, document, amendment),
        },
    )


@router.post("/documents/{key}/sponsors", response=ACT, url_name="api-sponsors")
def join(request: HttpRequest, key: Key, sent: SponsorSent) -> HttpResponse:
    """Join the sponsors of a draft document."""
    return _acted(
        request,
        key,
        actions.join_sponsors,
        lambda _by, document: {"member": members_named([sent.member])[0], "document": document},
    )


@router.post("/documents/{key}/sponsors/leave", response=ACT, url_name="api-sponsors-leave")
def leave(request: HttpRequest, key: Key, sent: SponsorSent) -> HttpResponse:
    """Withdraw your name from the sponsors of a draft document."""
    return _acted(
        request,
        key,
        actions.leave_sponsors,
        lambda _by, document: {"member": members_named([sent.member])[0], "document": document},
    )


@router.post(
    "/documents/{key}/versions/{int:number}/readings", response={201: shapes.ActTold, **ACT}, url_name="api-readings"
)
def write_reading(request: HttpRequest, key: Key, number: int, sent: ReadingSent) -> HttpResponse:
    """Write how a paragraph is to read where amendments that carried cannot stand together, on a ground."""
    by = actor_in(request)
    document = known(by, key)
    made = pairs.perform(
        actions.write_agreed_reading,
        by=by,
        version=version_of(by, document, number),
        anchor=sent.anchor,
        language=sent.language,
        words=sent.words,
        deletes=sent.deletes,
        ground=Words.of(sent.ground),
        seen=sent.seen,
    )
    return act_told(request, by, made, document, status=201)


@router.post(
    "/documents/{key}/versions/{int:number}/merge", response={201: shapes.ActTold, **ACT}, url_name="api-merge"
)
def merge(request: HttpRequest, key: Key, number: int) -> HttpResponse:
    """Make the next version of a text with the amendments to this one that carried."""
    return acted(
        request,
        key,
        actions.merge_amendments,
        lambda by, document: {"version": version_of(by, document, number)},
        status=201,
    )
