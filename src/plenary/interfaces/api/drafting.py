"""Working drafts as JSON: opened, read, written in, made a version; each address calls one act."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field, StringConstraints

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import Words
from plenary.foundation.texts.text import Role
from plenary.interfaces.api import shapes
from plenary.interfaces.api.answers import answered
from plenary.interfaces.api.documents import ACT, PROBLEMS, Key, acted, actor_in, known, version_of
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Document, Draft
from plenary.offices.documents.permissions import can_draft
from plenary.procedure.refusal import NotHere

router = Router(tags=["drafts"])

Written = Annotated[str, StringConstraints(max_length=400_000)]
#: Sent with a save, so that sending it again writes nothing.
SaveKey = Annotated[str, StringConstraints(max_length=64)]
Revision = Annotated[int, Field(ge=1, le=2_147_483_647)]


class DraftParagraphTold(shapes.Paragraph):
    """A paragraph of a draft. revision: of its words; whoever writes sends the one they had before them."""

    revision: int


class DraftTold(shapes.Told):
    """A draft as it stands. saves: how many were kept; paragraphs: those that stand, in the order of reading."""

    key: str
    language: str
    begun_at: datetime
    saves: int
    paragraphs: list[DraftParagraphTold]


class DraftSent(shapes.Sent):
    """In which language a draft is opened, the original where none is said; from which version, else the newest."""

    language: shapes.Language | Literal[""] = ""
    version: int | None = None


class WordsSent(shapes.Sent):
    """Words of a paragraph. Where others touched the same meanwhile nothing is overwritten: outcome is beside."""

    anchor: shapes.Anchor
    words: Written
    revision: Revision
    save_key: SaveKey = ""


class InsertSent(shapes.Sent):
    """A paragraph after another; at the beginning where none is said."""

    after: shapes.Anchor | Literal[""] = ""
    words: Written = ""
    role: Role = Role.PLAIN
    label: Annotated[str, StringConstraints(max_length=24)] = ""
    save_key: SaveKey = ""


class MoveParagraphSent(shapes.Sent):
    """Where a paragraph goes, with what it holds: up, down, in or out of a list."""

    anchor: shapes.Anchor
    way: Literal["up", "down", "in", "out"]
    save_key: SaveKey = ""


class AnchorSent(shapes.Sent):
    """Which paragraph."""

    anchor: shapes.Anchor
    save_key: SaveKey = ""


class MakeSent(shapes.Sent):
    """What the symbol gains, where it is not the next revision; a note on the version."""

    suffix: Annotated[str, StringConstraints(max_length=40)] | None = None
    note: shapes.Words = {}


class AsideSent(shapes.Sent):
    """Why the draft is closed without a version."""

    reason: shapes.Words


def draft_in(by: Actor, document: Document, language: str) -> Draft:
    """The draft that is open in a language, for those who may write in it. Raises NotHere."""
    found = queries.open_draft(document, language)
    if found is None or not can_draft(by, document):
        raise NotHere()
    return found


@router.post("/documents/{key}/drafts", response={201: shapes.ActTold, **ACT}, url_name="api-drafts")
def open_draft(request: HttpRequest, key: Key, sent: DraftSent) -> HttpResponse:
    """Open a draft, or find the one that is open: one text is worked on in one place."""
    return acted(
        request,
        key,
        actions.open_draft,
        lambda by, written: {
            "document": written,
            "language": sent.language,
            "version": version_of(by, written, sent.version) if sent.version is not None else None,
        },
        status=201,
    )


@router.get("/documents/{key}/drafts/{language}", response={200: DraftTold, **PROBLEMS}, url_name="api-draft")
def draft(request: HttpRequest, key: Key, language: shapes.Language) -> HttpResponse:
    """A draft paragraph by paragraph, each with the revision of its words."""
    reader = actor_in(request)
    found = draft_in(reader, known(reader, key), language)
    rows = found.paragraphs.filter(removed_at__isnull=True).order_by("place", "pk")
    return answered(
        request,
        DraftTold(
            key=found.key,
            language=found.language,
            begun_at=found.begun_at,
            saves=found.saves_count,
            paragraphs=[
                DraftParagraphTold(
                    anchor=one.anchor,
                    role=Role(one.role),
                    label=one.label,
                    parent=one.parent_anchor,
                    words=one.words,
                    revision=one.revision,
                )
                for one in rows
            ],
        ),
    )


@router.post("/documents/{key}/drafts/{language}/write", response=ACT, url_name="api-draft-write")
def write(request: HttpRequest, key: Key, language: shapes.Language, sent: WordsSent) -> HttpResponse:
    """Write the words of a paragraph."""
    return acted(
        request,
        key,
        actions.write_paragraph,
        lambda by, written: {"draft": draft_in(by, written, language), **sent.model_dump()},
    )


@router.post("/documents/{key}/drafts/{language}/insert", response=ACT, url_name="api-draft-insert")
def insert(request: HttpRequest, key: Key, language: shapes.Language, sent: InsertSent) -> HttpResponse:
    """Add a paragraph."""
    return acted(
        request,
        key,
        actions.insert_paragraph,
        lambda by, written: {"draft": draft_in(by, written, language), **sent.model_dump(mode="json")},
    )


@router.post("/documents/{key}/drafts/{language}/move", response=ACT, url_name="api-draft-move")
def move(request: HttpRequest, key: Key, language: shapes.Language, sent: MoveParagraphSent) -> HttpResponse:
    """Move a paragraph."""
    return acted(
        request,
        key,
        actions.move_paragraph,
        lambda by, written: {"draft": draft_in(by, written, language), **sent.model_dump()},
    )


@router.post("/documents/{key}/drafts/{language}/remove", response=ACT, url_name="api-draft-remove")
def remove(request: HttpRequest, key: Key, language: shapes.Language, sent: AnchorSent) -> HttpResponse:
    """Take a paragraph out; it can come back."""
    return acted(
        request,
        key,
        actions.remove_paragraph,
        lambda by, written: {"draft": draft_in(by, written, language), **sent.model_dump()},
    )


@router.post("/documents/{key}/drafts/{language}/restore", response=ACT, url_name="api-draft-restore")
def restore(request: HttpRequest, key: Key, language: shapes.Language, sent: AnchorSent) -> HttpResponse:
    """Bring back a paragraph that was taken out."""
    return acted(
        request,
        key,
        actions.restore_paragraph,
        lambda by, written: {"draft": draft_in(by, written, language), **sent.model_dump()},
    )


@router.post(
    "/documents/{key}/drafts/{language}/version", response={201: shapes.ActTold, **ACT}, url_name="api-draft-version"
)
def make_version(request: HttpRequest, key: Key, language: shapes.Language, sent: MakeSent) -> HttpResponse:
    """Make the draft the next version of the text, or a language of the newest one."""
    return acted(
        request,
        key,
        actions.make_version,
        lambda by, written: {
            "draft": draft_in(by, written, language),
            "suffix": sent.suffix,
            "note": Words.of(sent.note),
        },
        status=201,
    )


@router.post("/documents/{key}/drafts/{language}/aside", response=ACT, url_name="api-draft-aside")
def put_aside(request: HttpRequest, key: Key, language: shapes.Language, sent: AsideSent) -> HttpResponse:
    """Close the draft without a version; its saves are kept."""
    return acted(
        request,
        key,
        actions.put_draft_aside,
        lambda by, written: {"draft": draft_in(by, written, language), "reason": Words.of(sent.reason)},
    )
