"""A text as bytes, and a document as the plain values that procedure takes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, tzinfo

from plenary.foundation.access.audiences import EMBARGOED, MEMBERS, PUBLIC, audience_of, tokens_in
from plenary.foundation.languages.words import Words
from plenary.foundation.texts.concord import paired
from plenary.foundation.texts.merging import common_order
from plenary.foundation.texts.pairing import Pairing
from plenary.foundation.texts.text import Paragraph, Role, Text, anchors_by_place
from plenary.offices.documents import queries
from plenary.offices.documents.models import Bracket, Document, Draft, LanguageVersion, Referral, Version
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body
from plenary.procedure import documents as rules
from plenary.procedure.citation import Citation
from plenary.procedure.deadlines import Paper, days_before, require_in_time
from plenary.procedure.documents import Guard, State
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Setting
from plenary.procedure.step import Step

#: Words of the tables, for the words of procedure.
VERBS: dict[str, rules.ReferralVerb] = {
    Referral.Verb.INFORMATION.value: rules.ReferralVerb.FOR_INFORMATION,
    Referral.Verb.CONSIDERATION.value: rules.ReferralVerb.FOR_CONSIDERATION,
    Referral.Verb.ENDORSEMENT.value: rules.ReferralVerb.FOR_ENDORSEMENT,
    Referral.Verb.APPROVAL.value: rules.ReferralVerb.FOR_APPROVAL,
    Referral.Verb.ADOPTION.value: rules.ReferralVerb.FOR_ADOPTION,
    Referral.Verb.SIGNATURE.value: rules.ReferralVerb.FOR_SIGNATURE,
}
#: For what a text goes on that was decided on: nobody decides on it there.
VERBS_AFTER_A_DECISION = (Referral.Verb.INFORMATION.value, Referral.Verb.SIGNATURE.value)

#: So long is an anchor at most, as its table holds it.
ANCHOR_AT_MOST = 24

#: Tokens that are too wide for a distribution class; tokens of bodies, sittings and delegations always fit but where
#: only a sitting may read.
_TOO_WIDE: dict[str, frozenset[str]] = {
    Document.Distribution.GENERAL.value: frozenset(),
    Document.Distribution.LIMITED.value: frozenset({PUBLIC, EMBARGOED}),
    Document.Distribution.RESTRICTED.value: frozenset(
        {PUBLIC, EMBARGOED, MEMBERS, "desk", "newsroom", "protocol", "accounts"}
    ),
    Document.Distribution.PARTICIPANTS.value: frozenset(
        {PUBLIC, EMBARGOED, MEMBERS, "desk", "newsroom", "protocol", "accounts"}
    ),
}


def text_of(kept: LanguageVersion) -> Text:
    """A language version as the value that redline, merging and every export take."""
    rows = sorted(kept.paragraphs.all(), key=lambda one: one.order)
    return Text(
        kept.language,
        tuple(Paragraph(one.anchor, one.text, Role(one.role), one.label, one.parent_anchor) for one in rows),
    )


def to_be_written_anew(version: Version, text: LanguageVersion) -> tuple[Paragraph, ...]:
    """What a draft begins with where a language of a version still says an older one: its words, and room for the rest.

    As many paragraphs as a language has that says the version itself, the original before others; where none does,
    those that any other has besides. What was not said in this language yet has no words.
    """
    own = text_of(text)
    others = sorted(
        (one for one in version.languages.all() if one.pk != text.pk),
        key=lambda one: (one.renders_id != version.pk, not one.is_original, one.language),
    )
    if others and others[0].renders_id == version.pk:
        return tuple(
            replace(one, words=own.at(one.anchor).words if one.anchor in own else "") for one in text_of(others[0])
        )
    said = [own, *map(text_of, others)]
    held = {one.anchor: replace(one, words="") for text in reversed(said) for one in text} | {
        one.anchor: one for one in own
    }
    return tuple(held[anchor] for anchor in common_order(said))


def under_kept_anchors(document: Document, came: Text, *, anchors_hold: bool = False) -> Text:
    """A text that came in from elsewhere, each paragraph under the anchor by which it was cited before.

    The newest text in its language is looked at, by words; where there is none, the original, by order and figures.
    A paragraph that was not there before gets an anchor that no paragraph of the document ever had. anchors_hold: the
    text brought anchors of its own, which count where the words do not speak against them.
    """
    before = _newest(document, came.language)
    found: dict[str, str] = {}
    if before is not None and before.language == came.language:
        anchors = ([one.anchor for one in before], [one.anchor for one in came]) if anchors_hold else None
        stands, _moved = Pairing([one.words for one in before], [one.words for one in came], anchors).pairs()
        found = {came.paragraphs[new].anchor: before.paragraphs[old].anchor for old, new in stands.items()}
    elif before is not None:
        apart = came if anchors_hold else _renamed(came, {one.anchor: f"\n{one.anchor}" for one in came})
        for original, translated in paired(before, apart):
            if original is not None and translated is not None:
                found[translated.anchor.lstrip("\n")] = original.anchor
    given = queries.anchors_given(document)
    if anchors_hold:
        own = (one.anchor for one in came if one.anchor not in given and len(one.anchor) <= ANCHOR_AT_MOST)
        found = {**{anchor: anchor for anchor in own}, **found}
    new = [one for one in came if one.anchor not in found]
    fresh = anchors_by_place((one.role for one in new), [*given, *found.values()])
    return _renamed(came, {**found, **{one.anchor: anchor for one, anchor in zip(new, fresh, strict=True)}})


def anchors_given_to(paragraphs: Sequence[Mapping[str, str]]) -> list[str]:
    """The anchor of each paragraph as an act is given it: its own, else by its place."""
    notes = Role.FOOTNOTE.value
    roles = (Role.FOOTNOTE if one.get("role") == notes else Role.PLAIN for one in paragraphs)
    return [one.get("anchor") or by_place for one, by_place in zip(paragraphs, anchors_by_place(roles), strict=True)]


def _newest(document: Document, language: str) -> Text | None:
    """The newest text in a language, else the newest original."""
    texts = LanguageVersion.objects.filter(of_version__document=document).order_by("-of_version__number")
    kept = texts.filter(language=language).first() or texts.filter(is_original=True).first()
    return text_of(kept) if kept is not None else None


def _renamed(text: Text, anchors: Mapping[str, str]) -> Text:
    return Text(
        text.language,
        tuple(
            replace(one, anchor=anchors[one.anchor], parent=anchors[one.parent] if one.parent else "") for one in text
        ),
    )


def plain_text(text: LanguageVersion) -> str:
    """A language version as a text file shows it: label and words of each paragraph, an empty line between two."""
    return "\n\n".join(
        " ".join(part for part in (one.label, one.text) if part) for one in text.paragraphs.order_by("order")
    )


def canonical_text(text: LanguageVersion) -> bytes:
    """The bytes over which the digest of a language version is taken.

    The form: label and words of each paragraph in their order, joined by one space; Unicode NFC; every run of
    white space one space, none at either end; UTF-8 without a mark. Symbol, date, page numbers and layout are no part
    of it, so a file remade from the same words has the same digest (`queries.text_digest`).
    """
    return queries.normal_text(plain_text(text)).encode("utf-8")


def language_digest(text: LanguageVersion) -> str:
    """SHA-256 of the canonical text in one language."""
    return hashlib.sha256(canonical_text(text)).hexdigest()


def version_digest(version: Version) -> str:
    """What an adoption freezes: SHA-256 over one line "language digest" a language, in the order of their codes."""
    lines = [f"{one.language} {language_digest(one)}\n" for one in version.languages.order_by("language")]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def is_intact(version: Version) -> bool:
    """Whether a sealed version still has the words over which its digest was taken."""
    return bool(version.digest) and version.digest == version_digest(version)


def state_named(word: str) -> State:
    """A state of the pipeline by its word. Raises Refused "documents.state_unknown"."""
    for state in State:
        if state.value == word:
            return state
    raise Refused("documents.state_unknown", state=word, possible=[one.value for one in State])


def guards_met(document: Document, attested: Iterable[str] = ()) -> frozenset[Guard]:
    """Which guards of the pipeline hold now.

    What this office can see for itself it looks up; the rest (a verdict, an agenda, signatures) is attested by the
    act of a higher office that moves the document. What is looked up cannot be attested.
    """
    told = {Guard(word) for word in attested}
    return frozenset((told - _LOOKED_UP) | {guard for guard in _LOOKED_UP if _holds(document, guard)})


_LOOKED_UP = frozenset(
    {
        Guard.MANDATE_COMPLETE,
        Guard.ORIGINAL_LANGUAGE,
        Guard.SYMBOL_AND_CLASS,
        Guard.ROUND_OPEN,
        Guard.BRACKETS_NAMED,
        Guard.ONLY_CAPITALS_PENDING,
        Guard.NO_OPEN_BRACKETS,
        Guard.NO_OPEN_BRACKETS_OR_FORWARDED,
        Guard.VERB_AND_TARGET,
        Guard.ALL_LANGUAGES_ISSUED,
    }
)


def _holds(document: Document, guard: Guard) -> bool:
    match guard:
        case Guard.MANDATE_COMPLETE:
            # What no source orders has no day; a mandate that is named has one, or the paper says it.
            named = document.mandate is None or bool(document.mandate.due_on or document.submission_due_on)
            return document.body_id is not None and bool(document.title) and named
        case Guard.ORIGINAL_LANGUAGE:
            return bool(document.original_language)
        case Guard.SYMBOL_AND_CLASS:
            return bool(document.symbol and document.distribution)
        case Guard.BRACKETS_NAMED:
            waiting = list(queries.open_brackets(document))
            return bool(waiting) and all(one.alternatives and one.proponents.exists() for one in waiting)
        case Guard.ROUND_OPEN:
            running = queries.open_round(document)
            return running is not None and running.addressees.exists()
        case Guard.ONLY_CAPITALS_PENDING:
            pending = {one.member_id for one in queries.pending_capitals(document)}
            held = [{member.pk for member in one.proponents.all()} for one in queries.open_brackets(document)]
            return bool(pending) and all(by and by <= pending for by in held)
        case Guard.NO_OPEN_BRACKETS | Guard.NO_OPEN_BRACKETS_OR_FORWARDED:
            return not queries.brackets_left(document)
        case Guard.VERB_AND_TARGET:
            return Referral.objects.filter(document=document).exclude(state=Referral.State.RETURNED).exists()
        case _:
            sealed = queries.sealed_version(document)
            return sealed is not None and queries.is_issued_in_all_languages(sealed)


def audience_by_class(document: Document) -> str:
    """Who reads a document once it is issued, by its distribution class.

    Raises Refused "documents.audience_not_stated" where the class names no readers by itself: participants only.
    """
    match document.distribution:
        case Document.Distribution.GENERAL:
            return PUBLIC
        case Document.Distribution.LIMITED:
            return MEMBERS
        case Document.Distribution.RESTRICTED if document.body is not None:
            sent = Referral.objects.filter(document=document).exclude(state=Referral.State.DECIDED)
            codes = {document.body.code, *sent.values_list("to_body__code", flat=True)}
            return audience_of(*(f"body:{code}" for code in codes))
    raise Refused("documents.audience_not_stated", distribution=document.distribution)


def checked_audience(document: Document, audience: str) -> str:
    """An audience that is no wider than the distribution class printed on the document.

    Raises Refused "documents.audience_wider_than_class".
    """
    written = audience_of(*tokens_in(audience))
    tokens = tokens_in(written)
    too_wide = tokens & _TOO_WIDE[document.distribution]
    if document.distribution == Document.Distribution.PARTICIPANTS:
        too_wide |= {token for token in tokens if token.startswith("body:")}
    if too_wide:
        raise Refused(
            "documents.audience_wider_than_class", distribution=document.distribution, audience=sorted(too_wide)
        )
    return written


def named(document: Document) -> str | dict[str, str]:
    """What the record calls a document: its symbol, or its title where it has none yet."""
    return document.symbol or dict(Words.of(document.title))


def brackets_at(version: Version, anchor: str) -> list[Bracket]:
    """Open brackets at one paragraph."""
    return list(queries.open_brackets(version.document).filter(anchor=anchor))


def text_of_draft(draft: Draft) -> Text:
    """A working draft as the value that redline, merging and every export take: what stands in it now."""
    rows = draft.paragraphs.filter(removed_at__isnull=True).order_by("place", "pk")
    return Text(
        draft.language,
        tuple(Paragraph(one.anchor, one.words, Role(one.role), one.label, one.parent_anchor) for one in rows),
    )


def require_timely(document: Document, bodies: Iterable[Body], *, meets_on: date | None, zone: tzinfo) -> list[Step]:
    """Whether a paper comes in time for the bodies before which it is laid; a body's recorded waiver takes it late.

    Four days count: by which its mandate ordered it; on which it was handed in and first issued, where such days were
    set for it; and on which it was issued in all its languages, where the rules of the body name days before it meets.
    meets_on: None where that is not stated; then the last of them is not asked. zone: of the place.
    Raises Refused "documents.mandate_overrun", "documents.submitted_late", "documents.issued_late".
    """
    steps: list[Step] = []
    named = Citation.parse(document.deadlines_cite) if document.deadlines_cite else None
    waived = {body.code: queries.is_waived(document, body) for body in bodies}
    taken = all(waived.values()) and bool(waived)
    first = queries.first_issued_at(document)
    if document.mandate is not None and document.mandate.due_on is not None and first is not None:
        given_out = first.astimezone(zone).date()
        steps.append(require_in_time(Paper.ORDERED, given_out, document.mandate.due_on, waived=taken))
    if document.submission_due_on is not None and document.registered_at is not None:
        handed_in = document.registered_at.astimezone(zone).date()
        steps.append(require_in_time(Paper.SUBMITTED, handed_in, document.submission_due_on, cite=named, waived=taken))
    if document.issue_due_on is not None and first is not None:
        issued_on = first.astimezone(zone).date()
        steps.append(require_in_time(Paper.ISSUED, issued_on, document.issue_due_on, cite=named, waived=taken))
    at = queries.issued_whole_at(document)
    if meets_on is not None and at is not None:
        given_out = at.astimezone(zone).date()
        for body in bodies:
            setting = _days_before(body, meets_on)
            if setting is not None:
                due_on = days_before(meets_on, int(str(setting.value)))
                waiver = waived[body.code]
                steps.append(require_in_time(Paper.ISSUED, given_out, due_on, cite=setting.cite, waived=waiver))
    return steps


def _days_before(body: Body, on: date) -> Setting | None:
    """How many days before a body meets its papers are issued, with the rule; None where its rules are silent."""
    try:
        return organisation.setting_for("documents_days", on=on, body=body)
    except Refused:
        return None
