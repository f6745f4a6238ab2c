"""What passes in and out as JSON. A field that is not named here is refused, so that a slip is told and not lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from plenary.foundation.texts.marking import Mark
from plenary.foundation.texts.redline import Fate
from plenary.foundation.texts.text import Role

Words = dict[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")], str]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]
Anchor = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,23}$")]
Short = Annotated[str, StringConstraints(max_length=80)]
#: As much as one request brings; more is refused before anything is read (settings: DATA_UPLOAD_MAX_MEMORY_SIZE).
PARAGRAPHS_AT_MOST = 20_000


class Sent(Schema):
    """What a script sends."""

    model_config = ConfigDict(extra="forbid")


class Told(Schema):
    """What the house answers."""


class Problem(Told):
    """Why a thing was not done (RFC 9457). type: urn:plenary:refusal:CODE, or about:blank."""

    type: str
    title: str
    status: int
    detail: str = ""


class Paragraph(Told):
    """A paragraph as it stands in a version. role: title, operative, item … label: its number as printed."""

    anchor: str
    role: Role
    label: str = ""
    parent: str = ""
    words: str


class ParagraphSent(Sent):
    """A paragraph as it is sent. Without an anchor it gets one that this text never had."""

    words: str
    role: Role = Role.PLAIN
    label: Annotated[str, StringConstraints(max_length=24)] = ""
    anchor: Anchor | Literal[""] = ""
    parent: Anchor | Literal[""] = ""


class LanguageTold(Told):
    """One language of a version. renders: number of the version that this language says, which may be an older one."""

    language: str
    is_original: bool
    is_authentic: bool
    renders: int
    lawyer_linguist: str
    digest: str


class VersionTold(Told):
    """A version of which this reader reads at least one language."""

    number: int
    symbol: str
    suffix: str
    made_at: datetime
    sealed_at: datetime | None
    digest: str
    languages: list[LanguageTold]


class ReferralTold(Told):
    """One hop between bodies. decided_with: where the act named several, in a joint meeting, key of its first hop."""

    key: str
    from_bodies: list[str]
    to_body: str
    decided_with: str | None
    verb: str
    state: str
    version: int | None
    decided_on: date | None
    ground: str
    brackets_left: int


class AlternativeTold(Told):
    """One of the wordings between which a bracket stands, by language."""

    letter: str
    words: dict[str, str]


class BracketTold(Told):
    """Words not yet agreed. proponents: codes of members."""

    key: str
    anchor: str
    status: str
    since_at: datetime
    alternatives: list[AlternativeTold]
    proponents: list[str]


class DocumentLine(Told):
    """A document in a list."""

    key: str
    symbol: str
    title: dict[str, str]
    kind: str
    state: str
    distribution: str
    body: str
    author: str


class DocumentTold(DocumentLine):
    """A document with what this reader may know of it."""

    original_language: str
    authentic_languages: list[str]
    registered_at: datetime | None
    submission_due_on: date | None
    versions: list[VersionTold]
    brackets: list[BracketTold]
    referrals: list[ReferralTold]


class DocumentsTold(Told):
    """A page of documents. next: number of the next page; None on the last."""

    count: int
    next: int | None
    documents: list[DocumentLine]


class TextTold(Told):
    """The text of one version in one language."""

    symbol: str
    version: int
    language: str
    renders: int
    digest: str
    paragraphs: list[Paragraph]


class PieceTold(Told):
    """Words and what became of them. was: the older words, where only their white space is another."""

    mark: Mark
    words: str
    was: str | None = None


class PlaceTold(Told):
    """Which paragraph it is in one of the two versions."""

    anchor: str
    label: str
    role: Role
    parent: str


class RedlineLine(Told):
    """One paragraph of a redline. twin: of a moved one, at which place, from 0, its other line stands."""

    fate: Fate
    old: PlaceTold | None = None
    new: PlaceTold | None = None
    twin: int | None = None
    pieces: list[PieceTold]


class RedlineTold(Told):
    """What changed between two versions, so that either can be put together again. summary: counts."""

    language: str
    summary: dict[str, int]
    paragraphs: list[RedlineLine]


class FlagTold(Told):
    """Where two languages may disagree. left, right: what stands on one side and not on the other, as it is written."""

    differs: str
    left_anchor: str
    right_anchor: str
    left: list[str]
    right: list[str]


class ConcordTold(Told):
    """Every place at which two languages of one version should be looked at."""

    left: str
    right: str
    flags: list[FlagTold]


class ActTold(Told):
    """What an act made. waits: it is not done yet, a second officer must agree; key: of what was made or waits.

    outcome: of words written in a draft: kept, merged with what others wrote meanwhile, or kept beside the text.
    """

    waits: bool
    key: str
    outcome: str = ""
    document: DocumentTold | None = None


class PlanSent(Sent):
    """A document that is to be written. body, author: codes."""

    title: Words
    body: Short
    kind: Short = "other"
    author: Short = ""
    distribution: Short = "limited"
    authentic_languages: list[Language] = []
    submission_due_on: date | None = None


class TextsSent(Sent):
    """Texts by language.

    anchors_hold: false where the anchors sent only say what stands under what; paragraphs then keep those they had.
    """

    texts: Annotated[
        dict[Language, Annotated[list[ParagraphSent], Field(max_length=PARAGRAPHS_AT_MOST)]], Field(min_length=1)
    ]
    anchors_hold: bool = True


class VersionSent(TextsSent):
    """The next version of a text. renders: by language, the version that a translation renders where it is older."""

    original_language: Language | Literal[""] = ""
    suffix: Annotated[str, StringConstraints(max_length=40)] | None = None
    renders: dict[Language, int] = {}
    note: Words = {}


class TranslationSent(Sent):
    """One more language of a version that is not sealed."""

    language: Language
    paragraphs: Annotated[list[ParagraphSent], Field(max_length=PARAGRAPHS_AT_MOST)]
    renders: int | None = None
    anchors_hold: bool = True


class RegisterSent(Sent):
    """The symbol of a document: given by hand, or the next of a series."""

    symbol: Short = ""
    series: Short = "L"
    session: Short = ""
    distribution: Short = ""


class IssueSent(Sent):
    """To whom a version is given out; empty: whom its class names, in all its languages."""

    audience: Annotated[str, StringConstraints(max_length=400)] = ""
    languages: list[Language] = []


class MoveSent(Sent):
    """The state that a document is to enter, in the words of the pipeline."""

    state: Short


class WidenSent(Sent):
    """Who may read from now on: public, members, or bodies and members by their codes, as body:CSC,member:RUS."""

    audience: Annotated[str, StringConstraints(min_length=1, max_length=400)]


class ReferSent(Sent):
    """A referral. from_bodies, to_body: codes. and_to: the other bodies of a joint meeting to which it goes.

    ground: number of the decision it rests on.
    """

    from_bodies: list[Short]
    to_body: Short
    and_to: list[Short] = []
    verb: Short
    version: int | None = None
    decided_on: date | None = None
    ground: Short = ""
    is_customary: bool = False
    note: Words = {}


class ReturnSent(Sent):
    """Why a text goes back."""

    note: Words


class BracketSent(Sent):
    """Words to be put in brackets. alternatives: each by language. proponents: codes of members."""

    anchor: Anchor
    alternatives: Annotated[list[Words], Field(min_length=1)]
    proponents: list[Short]


class ResolveSent(Sent):
    """How a bracket ends: its words are agreed, or moved elsewhere."""

    status: Literal["resolved", "moved"] = "resolved"
