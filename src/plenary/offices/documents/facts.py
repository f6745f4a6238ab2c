"""A text as bytes, and a document as the plain values that procedure takes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from plenary.foundation.access.audiences import EMBARGOED, MEMBERS, PUBLIC, audience_of, tokens_in
from plenary.foundation.languages.words import Words
from plenary.offices.documents import queries
from plenary.offices.documents.models import Bracket, Document, LanguageVersion, Referral, Version
from plenary.procedure import documents as rules
from plenary.procedure.documents import Guard, State
from plenary.procedure.refusal import Refused

#: Words of the tables, for the words of procedure.
VERBS: dict[str, rules.ReferralVerb] = {
    Referral.Verb.INFORMATION.value: rules.ReferralVerb.FOR_INFORMATION,
    Referral.Verb.CONSIDERATION.value: rules.ReferralVerb.FOR_CONSIDERATION,
    Referral.Verb.ENDORSEMENT.value: rules.ReferralVerb.FOR_ENDORSEMENT,
    Referral.Verb.APPROVAL.value: rules.ReferralVerb.FOR_APPROVAL,
    Referral.Verb.ADOPTION.value: rules.ReferralVerb.FOR_ADOPTION,
    Referral.Verb.SIGNATURE.value: rules.ReferralVerb.FOR_SIGNATURE,
}

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
    raise Refused("documents.state_unknown", state=word)


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
        Guard.BRACKETS_NAMED,
        Guard.NO_OPEN_BRACKETS,
        Guard.VERB_AND_TARGET,
        Guard.ALL_LANGUAGES_ISSUED,
    }
)


def _holds(document: Document, guard: Guard) -> bool:
    match guard:
        case Guard.MANDATE_COMPLETE:
            return document.body_id is not None and bool(document.title)
        case Guard.ORIGINAL_LANGUAGE:
            return bool(document.original_language)
        case Guard.SYMBOL_AND_CLASS:
            return bool(document.symbol and document.distribution)
        case Guard.BRACKETS_NAMED:
            waiting = list(queries.open_brackets(document))
            return bool(waiting) and all(one.alternatives and one.proponents.exists() for one in waiting)
        case Guard.NO_OPEN_BRACKETS:
            return not queries.open_brackets(document).exists()
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
