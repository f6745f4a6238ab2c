"""Documents as JSON: read by whoever may, worked on by whoever has a part in them. Each address calls one act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from django.conf import settings
from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import StringConstraints

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.foundation.texts.concord import concord
from plenary.foundation.texts.redline import compare
from plenary.foundation.texts.text import Paragraph, Text, anchors_by_place
from plenary.interfaces.api import shapes, telling
from plenary.interfaces.api.answers import act_told, answered, as_seen, given
from plenary.interfaces.exports.akoma_ntoso import write
from plenary.interfaces.exports.akoma_ntoso.of_the_house import about_of
from plenary.interfaces.exports.redlines import as_json
from plenary.interfaces.exports.text_of_file import text_of_file
from plenary.interfaces.web.documents import paper, workspace_reading
from plenary.offices.documents import actions, facts, queries
from plenary.offices.documents.models import Bracket, Document, Referral, Version
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import NotHere, Refused

A_PAGE = 100
AKOMA_NTOSO = "application/akn+xml"
PDF = "application/pdf"
FILES = (AKOMA_NTOSO, "text/html", "text/plain")
PROBLEMS = dict.fromkeys((400, 401, 404, 422), shapes.Problem)
ACT_PROBLEMS = {**PROBLEMS, **dict.fromkeys((412, 413, 428), shapes.Problem)}
ACT = {200: shapes.ActTold, 202: shapes.ActTold, **ACT_PROBLEMS}
Key = Annotated[str, StringConstraints(max_length=22)]

router = Router(tags=["documents"])


def actor_in(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def known(reader: Actor, key: str) -> Document:
    """The document of this key. Raises NotHere."""
    found = queries.document(reader, key)
    if found is None:
        raise NotHere()
    return found


def version_of(reader: Actor, document: Document, number: int) -> Version:
    """A version of which this reader reads a language. Raises NotHere."""
    found = queries.versions(reader, document).filter(number=number).first()
    if found is None:
        raise NotHere()
    return found


def body_named(code: str) -> Body:
    """A body by its code. Raises Refused "organisation.body_unknown"."""
    found = organisation.bodies().filter(code=code).first()
    if found is None:
        raise Refused("organisation.body_unknown", code=code)
    return found


def members_named(codes: Sequence[str]) -> list[Member]:
    """Members by their codes. Raises Refused "organisation.member_unknown" with the first that is none."""
    found = {one.code: one for one in Member.objects.filter(code__in=codes)}
    if strange := next((code for code in codes if code not in found), None):
        raise Refused("organisation.member_unknown", code=strange)
    return [found[code] for code in codes]


#: Readers that an audience names by what they are; others are named by their body or their member.
READERS = frozenset({"public", "members", "desk", "documents"})


def audience_named(said: str) -> str:
    """Who is to read, as `public`, `members`, or bodies and members by their codes: `body:CSC,member:RUS`; "" as it is.

    Raises Refused "access.audience_unknown", "organisation.body_unknown", "organisation.member_unknown".
    """
    for token in said.split(",") if said else ():
        kind, _, code = token.partition(":")
        if kind == "body" and code:
            body_named(code)
        elif kind == "member" and code:
            members_named([code])
        elif token not in READERS:
            raise Refused("access.audience_unknown", said=token)
    return said


def paragraphs_of(
    sent: Sequence[shapes.ParagraphSent], document: Document, language: str, *, anchors_hold: bool = True
) -> list[dict[str, str]]:
    """Paragraphs as the act takes them.

    Those without an anchor get one that this document never had. anchors_hold: False where anchors only say what
    stands under what; each paragraph then keeps the anchor by which it was cited before.
    """
    taken = {one.anchor for one in sent if one.anchor} | queries.anchors_given(document)
    fresh = anchors_by_place((one.role for one in sent if not one.anchor), taken)
    came = [Paragraph(one.anchor or next(fresh), one.words, one.role, one.label, one.parent) for one in sent]
    return as_told(came if anchors_hold else facts.under_kept_anchors(document, Text(language, tuple(came))))


def texts_of(sent: shapes.TextsSent, document: Document) -> dict[str, list[dict[str, str]]]:
    """Texts by language as the acts take them."""
    return {
        code: paragraphs_of(lines, document, code, anchors_hold=sent.anchors_hold) for code, lines in sent.texts.items()
    }


def as_told(paragraphs: Iterable[Paragraph]) -> list[dict[str, str]]:
    """Paragraphs as the acts of the documents office take them."""
    return [
        {
            "text": one.words,
            "role": one.role.value,
            "label": one.label,
            "anchor": one.anchor,
            "parent_anchor": one.parent,
        }
        for one in paragraphs
    ]


def acted(
    request: HttpRequest,
    key: str,
    act: Callable[..., Any],
    given: Callable[[Actor, Document], Mapping[str, Any]],
    *,
    status: int = 200,
) -> HttpResponse:
    """What an act on a document came to, which stands as the script saw it when it is done.

    given: what the act takes, for who asks and for the document.
    """
    by = actor_in(request)
    written = known(by, key)
    with as_seen(request, by, written):
        made = pairs.perform(act, by=by, **given(by, written))
    return act_told(request, by, made, written, status=status)


# Reading


@router.get("/documents", response={200: shapes.DocumentsTold, **PROBLEMS}, url_name="api-documents")
def documents(
    request: HttpRequest,
    words: Annotated[str, Query(max_length=200)] = "",
    body: Annotated[str, Query(max_length=40)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HttpResponse:
    """Documents that you may know of, the newest first, a hundred a page."""
    found = queries.documents(actor_in(request))
    if words:
        found = found.filter(symbol__icontains=words)
    if body:
        found = found.filter(body__code=body)
    pages = Paginator(found, A_PAGE)
    try:
        shown = pages.page(page)
    except EmptyPage as past:
        raise NotHere() from past
    told = shapes.DocumentsTold(
        count=pages.count,
        next=shown.next_page_number() if shown.has_next() else None,
        documents=[telling.line(one) for one in shown],
    )
    return answered(request, told)


@router.get("/documents/{key}", response={200: shapes.DocumentTold, **PROBLEMS}, url_name="api-document")
def document(request: HttpRequest, key: Key) -> HttpResponse:
    """One document: versions and languages that you may read, open brackets, its way between bodies."""
    reader = actor_in(request)
    return answered(request, telling.document_told(reader, known(reader, key)))


@router.get(
    "/documents/{key}/versions/{int:number}/texts/{language}",
    response={200: shapes.TextTold, **PROBLEMS},
    url_name="api-text",
)
def text(request: HttpRequest, key: Key, number: int, language: shapes.Language) -> HttpResponse:
    """The text of a version in one language, paragraph by paragraph."""
    reader = actor_in(request)
    found = queries.text_in(reader, known(reader, key), language, number)
    if found is None:
        raise NotHere()
    return answered(request, telling.text_told(found))


@router.get(
    "/documents/{key}/versions/{int:number}/files/{language}.{form}",
    response={200: bytes, **PROBLEMS},
    url_name="api-text-file",
)
def text_file(
    request: HttpRequest, key: Key, number: int, language: shapes.Language, form: Literal["xml", "txt", "pdf"]
) -> HttpResponse:
    """The text as a file: Akoma Ntoso 3.0 (xml), plain (txt), or on paper (pdf, tagged, PDF/UA-1 and PDF/A-3a)."""
    reader = actor_in(request)
    found = queries.text_in(reader, known(reader, key), language, number)
    if found is None:
        raise NotHere()
    if form == "txt":
        return given(request, (facts.plain_text(found) + "\n").encode("utf-8"), "text/plain; charset=utf-8")
    if form == "pdf":
        audience = workspace_reading.audience_of_text(reader, found.of_version.document, found)
        base = f"{request.scheme}://{request.get_host()}"
        return given(request, paper.working_paper(found, audience=audience, base=base), PDF)
    return given(request, write(facts.text_of(found), about_of(found)), AKOMA_NTOSO)


@router.get(
    "/documents/{key}/versions/{int:number}/concord/{left}..{right}",
    response={200: shapes.ConcordTold, **PROBLEMS},
    url_name="api-concord",
)
def concord_of(
    request: HttpRequest, key: Key, number: int, left: shapes.Language, right: shapes.Language
) -> HttpResponse:
    """Where numbers, dates, symbols, references or brackets differ between two languages of a version."""
    reader = actor_in(request)
    document = known(reader, key)
    here, there = (queries.text_in(reader, document, language, number) for language in (left, right))
    if here is None or there is None:
        raise NotHere()
    one_text, other_text = facts.text_of(here), facts.text_of(there)
    flags = [
        shapes.FlagTold(
            differs=flag.differs.value,
            left_anchor=flag.left_anchor,
            right_anchor=flag.right_anchor,
            left=[one_text.at(flag.left_anchor).words[one.start : one.end] for one in flag.left],
            right=[other_text.at(flag.right_anchor).words[one.start : one.end] for one in flag.right],
        )
        for flag in concord(one_text, other_text)
    ]
    return answered(request, shapes.ConcordTold(left=left, right=right, flags=flags))


@router.get(
    "/documents/{key}/redline/{int:older}..{int:newer}",
    response={200: shapes.RedlineTold, **PROBLEMS},
    url_name="api-redline",
)
def redline_of(
    request: HttpRequest, key: Key, older: int, newer: int, language: Annotated[str, Query(max_length=12)] = ""
) -> HttpResponse:
    """What changed between two versions of one language, the original one where none is named."""
    reader = actor_in(request)
    document = known(reader, key)
    tongue = language or document.original_language
    before, after = (queries.text_in(reader, document, tongue, number) for number in (older, newer))
    if before is None or after is None:
        raise NotHere()
    redline = compare(facts.text_of(before), facts.text_of(after))
    return answered(request, shapes.RedlineTold.model_validate(as_json(redline)))


# Writing


@router.post(
    "/documents",
    response={
        201: shapes.ActTold,
        **ACT,
    },
    url_name="api-documents",
)
def plan(request: HttpRequest, sent: shapes.PlanSent) -> HttpResponse:
    """Enter a document that is to be written."""
    by = actor_in(request)
    made = pairs.perform(
        actions.plan_document,
        by=by,
        title=Words.of(sent.title),
        body=body_named(sent.body),
        kind=sent.kind,
        author=members_named([sent.author])[0] if sent.author else None,
        distribution=sent.distribution,
        authentic_languages=sent.authentic_languages,
        submission_due_on=sent.submission_due_on,
    )
    return act_told(request, by, made, made if isinstance(made, Document) else None, status=201)


@router.post("/documents/{key}/versions", response={201: shapes.ActTold, **ACT}, url_name="api-versions")
def add_version(request: HttpRequest, key: Key, sent: shapes.VersionSent) -> HttpResponse:
    """Keep the next version of a text, in one or several languages."""
    return acted(
        request,
        key,
        actions.add_version,
        lambda _by, written: {
            "document": written,
            "texts": texts_of(sent, written),
            "original_language": sent.original_language,
            "suffix": sent.suffix,
            "renders": dict(sent.renders),
            "note": Words.of(sent.note),
        },
        status=201,
    )


@router.post(
    "/documents/{key}/versions/files/{language}",
    response={201: shapes.ActTold, **ACT},
    url_name="api-version-file",
    openapi_extra={"requestBody": {"content": {kind: {"schema": {"type": "string"}} for kind in FILES}}},
)
def add_version_of_file(request: HttpRequest, key: Key, language: shapes.Language, drop: bool = False) -> HttpResponse:
    """Keep the next version of a text, in its original language, from a file: Akoma Ntoso, HTML or plain words.

    Up to 10 MB, as on the page for a whole text; a larger one is refused (413) and not read. What a text does not hold
    (comments, hidden words, pictures) is told and nothing kept, unless `drop` is said.
    """
    by = actor_in(request)
    written = known(by, key)
    found = text_of_file(request, Path(settings.PLENARY_HOME), language=language)
    if found.dropped and not drop:
        raise Refused("text.would_drop", words=[one.words[:200] for one in found.dropped[:20]])
    kept = facts.under_kept_anchors(written, found.text, anchors_hold=found.anchors_hold)
    with as_seen(request, by, written):
        made = pairs.perform(
            actions.add_version,
            by=by,
            document=written,
            texts={language: as_told(kept)},
            original_language=language,
        )
    return act_told(request, by, made, written, status=201)


@router.post(
    "/documents/{key}/versions/{int:number}/texts", response={201: shapes.ActTold, **ACT}, url_name="api-translations"
)
def add_translation(request: HttpRequest, key: Key, number: int, sent: shapes.TranslationSent) -> HttpResponse:
    """Add a language to a version that is not sealed. Paragraphs bear the anchors of the original."""
    return acted(
        request,
        key,
        actions.add_translation,
        lambda by, written: {
            "version": version_of(by, written, number),
            "language": sent.language,
            "paragraphs": paragraphs_of(sent.paragraphs, written, sent.language, anchors_hold=sent.anchors_hold),
            "renders": sent.renders,
        },
        status=201,
    )


@router.post("/documents/{key}/versions/{int:number}/seal", response=ACT, url_name="api-seal")
def seal(request: HttpRequest, key: Key, number: int) -> HttpResponse:
    """Seal a version: no word of it changes any more."""
    return acted(
        request,
        key,
        actions.seal_version,
        lambda by, written: {
            "version": version_of(by, written, number),
        },
    )


@router.post("/documents/{key}/versions/{int:number}/issue", response=ACT, url_name="api-issue")
def issue(request: HttpRequest, key: Key, number: int, sent: shapes.IssueSent) -> HttpResponse:
    """Give a sealed version out; where it finds new readers a second officer must agree."""
    return acted(
        request,
        key,
        actions.issue_version,
        lambda by, written: {
            "version": version_of(by, written, number),
            "audience": audience_named(sent.audience),
            "languages": sent.languages,
        },
    )


@router.post("/documents/{key}/register", response=ACT, url_name="api-register")
def register(request: HttpRequest, key: Key, sent: shapes.RegisterSent) -> HttpResponse:
    """Give a document its symbol and class."""
    return acted(
        request,
        key,
        actions.register_document,
        lambda _by, written: {
            "document": written,
            "symbol": sent.symbol,
            "series": sent.series,
            "session": sent.session,
            "distribution": sent.distribution,
        },
    )


@router.post("/documents/{key}/move", response=ACT, url_name="api-move")
def move(request: HttpRequest, key: Key, sent: shapes.MoveSent) -> HttpResponse:
    """Move a document to the next state of its life."""
    return acted(
        request,
        key,
        actions.move_document,
        lambda _by, written: {
            "document": written,
            "state": sent.state,
        },
    )


@router.post("/documents/{key}/widen", response=ACT, url_name="api-widen")
def widen(request: HttpRequest, key: Key, sent: shapes.WidenSent) -> HttpResponse:
    """Let more people read what was issued; always proposed to a second officer."""
    return acted(
        request,
        key,
        actions.widen_audience,
        lambda _by, written: {
            "document": written,
            "audience": audience_named(sent.audience),
        },
    )


@router.post("/documents/{key}/referrals", response={201: shapes.ActTold, **ACT}, url_name="api-referrals")
def refer(request: HttpRequest, key: Key, sent: shapes.ReferSent) -> HttpResponse:
    """Refer a text from one body, or several in a joint meeting, to another."""
    return acted(
        request,
        key,
        actions.refer_document,
        lambda by, written: {
            "document": written,
            "from_bodies": [body_named(code) for code in sent.from_bodies],
            "to_body": body_named(sent.to_body),
            "and_to": [body_named(code) for code in sent.and_to],
            "verb": sent.verb,
            "version": version_of(by, written, sent.version) if sent.version is not None else None,
            "decided_on": sent.decided_on,
            "ground": sent.ground,
            "is_customary": sent.is_customary,
            "note": Words.of(sent.note),
        },
        status=201,
    )


def referral_known(reader: Actor, document: Document, key: str) -> Referral:
    """A hop of this document that this reader may know of. Raises NotHere."""
    found = queries.referrals_of(reader, document).filter(key=key).first()
    if found is None:
        raise NotHere()
    return found


@router.post("/documents/{key}/referrals/{referral}/send", response=ACT, url_name="api-send")
def send(request: HttpRequest, key: Key, referral: Key) -> HttpResponse:
    """Send a referred text on."""
    return acted(
        request,
        key,
        actions.send_referral,
        lambda by, written: {
            "referral": referral_known(by, written, referral),
        },
    )


@router.post("/documents/{key}/referrals/{referral}/receive", response=ACT, url_name="api-receive")
def receive(request: HttpRequest, key: Key, referral: Key) -> HttpResponse:
    """Record that the body has it."""
    return acted(
        request,
        key,
        actions.receive_referral,
        lambda by, written: {
            "referral": referral_known(by, written, referral),
        },
    )


@router.post("/documents/{key}/referrals/{referral}/return", response=ACT, url_name="api-return")
def send_back(request: HttpRequest, key: Key, referral: Key, sent: shapes.ReturnSent) -> HttpResponse:
    """Send a text back to where it came from, with the reason."""
    return acted(
        request,
        key,
        actions.return_referral,
        lambda by, written: {
            "referral": referral_known(by, written, referral),
            "note": Words.of(sent.note),
        },
    )


@router.post("/documents/{key}/brackets", response={201: shapes.ActTold, **ACT}, url_name="api-brackets")
def open_bracket(request: HttpRequest, key: Key, sent: shapes.BracketSent) -> HttpResponse:
    """Put words in brackets, with their alternatives and who holds them."""
    return acted(
        request,
        key,
        actions.open_bracket,
        lambda _by, written: {
            "document": written,
            "anchor": sent.anchor,
            "alternatives": [Words.of(one) for one in sent.alternatives],
            "proponents": members_named(sent.proponents),
        },
        status=201,
    )


@router.post("/documents/{key}/brackets/{bracket}/resolve", response=ACT, url_name="api-resolve")
def resolve_bracket(request: HttpRequest, key: Key, bracket: Key, sent: shapes.ResolveSent) -> HttpResponse:
    """Close a bracket."""
    by = actor_in(request)
    written = known(by, key)
    with as_seen(request, by, written):
        found = Bracket.objects.filter(document=written, key=bracket).first()
        if found is None or not telling.document_told(by, written).brackets:
            raise NotHere()
        made = pairs.perform(actions.resolve_bracket, by=by, bracket=found, status=sent.status)
    return act_told(request, by, made, written, status=200)
