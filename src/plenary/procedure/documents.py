"""The life of a document: from the decision that orders it to the last report on what it led to.

Nothing adopted is edited: it is corrected, added to, amended or superseded. A text that travels up is
referred, by a verb and a decision, and is never copied. The states, who moves a document into each, and
what must be true first stand in the tables below; the diagram in the handbook is drawn from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value


class State(StrEnum):
    """States of a document."""

    MANDATED = "mandated"
    DRAFTED = "drafted"
    REGISTERED = "registered"
    IN_CONSULTATION = "in consultation"
    BRACKETED = "bracketed"
    AD_REFERENDUM = "agreed ad referendum"
    EXPERT_LEVEL = "agreed at expert level"
    REFERRED = "referred"
    ENDORSED = "endorsed"
    TABLED = "tabled"
    ADOPTED = "adopted"
    APPROVED = "approved"
    NOTED = "noted"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    NUMBERED = "numbered"
    OPEN_FOR_SIGNATURE = "opened for signature"
    SIGNED = "signed"
    CERTIFIED = "certified"
    IN_EFFECT = "in effect"
    IN_FOLLOW_UP = "in follow-up"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


class Guard(StrEnum):
    """What must be true before a document enters a state."""

    MANDATE_COMPLETE = "mandate names body, subject and deadline"
    ORIGINAL_LANGUAGE = "original language set"
    SYMBOL_AND_CLASS = "symbol given and distribution class set"
    ROUND_OPEN = "round open with deadline and addressees"
    BRACKETS_NAMED = "each bracket has proponents, alternatives and date"
    ONLY_CAPITALS_PENDING = "brackets only with capitals' confirmation pending"
    NO_OPEN_BRACKETS = "no open brackets"
    NO_OPEN_BRACKETS_OR_FORWARDED = "no open brackets, or explicitly forwarded"
    VERB_AND_TARGET = "verb and target body set"
    LOWER_DECISION_NUMBERED = "decision of the lower body numbered"
    ON_PROVISIONAL_AGENDA = "item on the target's provisional agenda"
    ALL_LANGUAGES_ISSUED = "all language versions issued"
    VERDICT = "verdict of the body"
    BY_SPONSOR_BEFORE_VOTING = "by its sponsor, before voting starts"
    NUMBER_AND_HASH = "number given and text hash frozen"
    SIGNERS_CHECKED = "office or full powers of each signer checked"
    ALL_SIGNED = "every block signed"
    COPIES_ISSUED = "certified copy issued to each party"
    DATE_REACHED = "date of effect reached"
    OWNERS_NAMED = "every operative paragraph has an owner or needs none"
    LAST_REPORT = "the last owner has reported"
    SUPERSEDING_DECISION = "a later decision supersedes it"


class Mover(StrEnum):
    """Who moves a document into a state."""

    SECRETARY_OF_BODY = "secretary of the body"
    AUTHOR = "author"
    DOCUMENTS_OFFICER = "documents officer"
    EXPERT_CHAIR = "chair of the expert group"
    PRESIDING_OFFICER = "presiding officer"
    SPONSOR = "sponsor"
    SYSTEM = "system with the announcement"
    DEPOSITARY_OFFICER = "depositary officer"
    SECRETARY_GENERAL = "secretary-general"
    RESPONSIBLE_UNIT = "responsible unit"
    BODY = "body"


@value
class Entrance:
    """How a state is entered: from which states, by whom, under which guards."""

    after: frozenset[State]
    mover: Mover
    guards: tuple[Guard, ...]


_WORKING = frozenset(
    {State.REGISTERED, State.IN_CONSULTATION, State.BRACKETED, State.AD_REFERENDUM, State.EXPERT_LEVEL}
)
_BEFORE_VERDICT = frozenset({State.TABLED, State.DEFERRED})
_DECIDED = frozenset({State.ADOPTED, State.APPROVED})
_DONE = frozenset({State.NUMBERED, State.SIGNED, State.CERTIFIED, State.IN_EFFECT})

ENTRANCES: dict[State, Entrance] = {
    State.MANDATED: Entrance(frozenset(), Mover.SECRETARY_OF_BODY, (Guard.MANDATE_COMPLETE,)),
    State.DRAFTED: Entrance(frozenset({State.MANDATED}), Mover.AUTHOR, (Guard.ORIGINAL_LANGUAGE,)),
    # A text that was referred and comes back is worked on again: as registered, or in brackets where some are left.
    State.REGISTERED: Entrance(
        frozenset({State.DRAFTED, State.REFERRED}), Mover.DOCUMENTS_OFFICER, (Guard.SYMBOL_AND_CLASS,)
    ),
    State.IN_CONSULTATION: Entrance(_WORKING | {State.REFERRED}, Mover.SECRETARY_OF_BODY, (Guard.ROUND_OPEN,)),
    State.BRACKETED: Entrance(_WORKING | {State.REFERRED}, Mover.SECRETARY_OF_BODY, (Guard.BRACKETS_NAMED,)),
    State.AD_REFERENDUM: Entrance(_WORKING, Mover.EXPERT_CHAIR, (Guard.ONLY_CAPITALS_PENDING,)),
    State.EXPERT_LEVEL: Entrance(_WORKING, Mover.EXPERT_CHAIR, (Guard.NO_OPEN_BRACKETS_OR_FORWARDED,)),
    State.REFERRED: Entrance(
        _WORKING | {State.ENDORSED, State.REFERRED}, Mover.PRESIDING_OFFICER, (Guard.VERB_AND_TARGET,)
    ),
    State.ENDORSED: Entrance(
        frozenset({State.REFERRED, State.TABLED}),
        Mover.PRESIDING_OFFICER,
        (Guard.VERDICT, Guard.LOWER_DECISION_NUMBERED),
    ),
    State.TABLED: Entrance(
        _WORKING | {State.REFERRED, State.ENDORSED, State.DEFERRED},
        Mover.SECRETARY_OF_BODY,
        (Guard.ON_PROVISIONAL_AGENDA, Guard.ALL_LANGUAGES_ISSUED),
    ),
    State.ADOPTED: Entrance(_BEFORE_VERDICT, Mover.PRESIDING_OFFICER, (Guard.NO_OPEN_BRACKETS, Guard.VERDICT)),
    State.APPROVED: Entrance(_BEFORE_VERDICT, Mover.PRESIDING_OFFICER, (Guard.NO_OPEN_BRACKETS, Guard.VERDICT)),
    State.NOTED: Entrance(_BEFORE_VERDICT, Mover.PRESIDING_OFFICER, (Guard.VERDICT,)),
    State.DEFERRED: Entrance(frozenset({State.TABLED}), Mover.PRESIDING_OFFICER, (Guard.VERDICT,)),
    State.WITHDRAWN: Entrance(_BEFORE_VERDICT, Mover.SPONSOR, (Guard.BY_SPONSOR_BEFORE_VOTING,)),
    State.REJECTED: Entrance(_BEFORE_VERDICT, Mover.PRESIDING_OFFICER, (Guard.VERDICT,)),
    State.NUMBERED: Entrance(_DECIDED, Mover.SYSTEM, (Guard.NUMBER_AND_HASH,)),
    State.OPEN_FOR_SIGNATURE: Entrance(frozenset({State.NUMBERED}), Mover.DEPOSITARY_OFFICER, (Guard.SIGNERS_CHECKED,)),
    State.SIGNED: Entrance(frozenset({State.OPEN_FOR_SIGNATURE}), Mover.DEPOSITARY_OFFICER, (Guard.ALL_SIGNED,)),
    State.CERTIFIED: Entrance(
        frozenset({State.SIGNED, State.NUMBERED}), Mover.SECRETARY_GENERAL, (Guard.COPIES_ISSUED,)
    ),
    State.IN_EFFECT: Entrance(
        frozenset({State.CERTIFIED, State.NUMBERED, State.SIGNED}),
        Mover.DEPOSITARY_OFFICER,
        (Guard.DATE_REACHED,),
    ),
    State.IN_FOLLOW_UP: Entrance(_DONE, Mover.RESPONSIBLE_UNIT, (Guard.OWNERS_NAMED,)),
    State.CLOSED: Entrance(frozenset({State.IN_FOLLOW_UP, State.NOTED}), Mover.BODY, (Guard.LAST_REPORT,)),
    State.SUPERSEDED: Entrance(_DONE | {State.IN_FOLLOW_UP, State.CLOSED}, Mover.BODY, (Guard.SUPERSEDING_DECISION,)),
}

#: States from which the text of a version never changes any more.
FROZEN = frozenset(
    {
        State.NUMBERED,
        State.OPEN_FOR_SIGNATURE,
        State.SIGNED,
        State.CERTIFIED,
        State.IN_EFFECT,
        State.IN_FOLLOW_UP,
        State.CLOSED,
        State.SUPERSEDED,
    }
)


def next_states(state: State) -> tuple[State, ...]:
    """States a document may enter from this one, in the order of the table."""
    return tuple(to for to, entrance in ENTRANCES.items() if state in entrance.after)


def require_move(before: State | None, after: State, *, met: Iterable[Guard], cite: Citation | None = None) -> Step:
    """Whether a document may enter a state now.

    before: None for a document that is not yet there. met: the guards that are satisfied.
    Raises: Refused "documents.wrong_step", "documents.guard_not_met".
    """
    entrance = ENTRANCES[after]
    fits = before in entrance.after if before is not None else not entrance.after
    if not fits:
        allowed = next_states(before) if before is not None else (State.MANDATED,)
        raise Refused(
            "documents.wrong_step",
            cite,
            before=str(before or ""),
            after=str(after),
            allowed=[str(one) for one in allowed],
        )
    if missing := [guard for guard in entrance.guards if guard not in set(met)]:
        raise Refused("documents.guard_not_met", cite, after=str(after), missing=[str(guard) for guard in missing])
    return Step.of("documents.moved", cite, before=str(before or ""), after=str(after), mover=str(entrance.mover))


class ReferralVerb(StrEnum):
    """What the receiving body is asked to do with a text."""

    FOR_INFORMATION = "for information"
    FOR_CONSIDERATION = "for consideration"
    FOR_ENDORSEMENT = "for endorsement"
    FOR_APPROVAL = "for approval"
    FOR_ADOPTION = "for adoption"
    FOR_SIGNATURE = "for signature"


#: What the receiving body may do with a text referred by each verb.
MAY_ANSWER: dict[ReferralVerb, frozenset[State]] = {
    ReferralVerb.FOR_INFORMATION: frozenset({State.NOTED}),
    ReferralVerb.FOR_CONSIDERATION: frozenset({State.NOTED, State.DEFERRED, State.IN_CONSULTATION, State.REFERRED}),
    ReferralVerb.FOR_ENDORSEMENT: frozenset(
        {State.ENDORSED, State.NOTED, State.DEFERRED, State.IN_CONSULTATION, State.REJECTED}
    ),
    ReferralVerb.FOR_APPROVAL: frozenset({State.APPROVED, State.DEFERRED, State.REJECTED}),
    ReferralVerb.FOR_ADOPTION: frozenset({State.ADOPTED, State.NOTED, State.DEFERRED, State.REJECTED}),
    ReferralVerb.FOR_SIGNATURE: frozenset({State.OPEN_FOR_SIGNATURE, State.DEFERRED}),
}


@value
class Referral:
    """A text on its way from one body to another: the same document, never a copy."""

    verb: ReferralVerb
    from_body: str
    to_body: str
    decision: str
    open_brackets: int = 0


def require_referral(referral: Referral, *, cite: Citation | None = None) -> Step:
    """Whether a text may be sent on in this way.

    A text for approval, adoption or signature is final; one with brackets may go up for less.
    Raises: Refused "documents.referral_to_itself", "documents.referral_without_decision",
        "documents.open_brackets".
    """
    if referral.from_body == referral.to_body:
        raise Refused("documents.referral_to_itself", cite, body=referral.from_body)
    if not referral.decision:
        raise Refused("documents.referral_without_decision", cite, body=referral.from_body)
    final = {ReferralVerb.FOR_APPROVAL, ReferralVerb.FOR_ADOPTION, ReferralVerb.FOR_SIGNATURE}
    if referral.open_brackets and referral.verb in final:
        raise Refused("documents.open_brackets", cite, brackets=referral.open_brackets, verb=str(referral.verb))
    return Step.of(
        "documents.referred",
        cite,
        verb=str(referral.verb),
        from_body=referral.from_body,
        to_body=referral.to_body,
        decision=referral.decision,
        open_brackets=referral.open_brackets,
    )


def require_having(acting: Iterable[str], having: Iterable[str], *, cite: Citation | None = None) -> None:
    """Let bodies act on a text where one of them has it now. What no body has yet is open to each.

    acting: several where they meet jointly. Each then gives its own verdict, so that nothing is decided without the one
    that has the text. Raises: Refused "documents.not_with_this_body".
    """
    bodies, those = sorted(acting), sorted(having)
    if those and not set(bodies) & set(those):
        raise Refused("documents.not_with_this_body", cite, body=", ".join(bodies), having=those)


def require_together(deciding: Iterable[str], before: Iterable[str], *, cite: Citation | None = None) -> None:
    """Whether bodies may decide on a text: a joint meeting decides by every body before which the text lies.

    deciding, before: codes of bodies. Raises: Refused "documents.before_bodies_together" with those that are missing.
    """
    together = sorted(before)
    if missing := sorted(set(together) - set(deciding)):
        raise Refused("documents.before_bodies_together", cite, together=together, missing=missing)


def require_mandate(ordered_of: str, written_in: str, *, cite: Citation | None = None) -> Step:
    """Whether a text may be written under a mandate: it orders work of the body in which the text is written.

    ordered_of, written_in: codes of bodies. Raises: Refused "documents.mandate_of_another_body".
    """
    if ordered_of != written_in:
        raise Refused("documents.mandate_of_another_body", cite, mandated=ordered_of, body=written_in)
    return Step.of("documents.under_mandate", cite, body=written_in)


def require_answer(verb: ReferralVerb, answer: State, *, cite: Citation | None = None) -> Step:
    """Whether a body may answer a referral so. Raises: Refused "documents.answer_does_not_fit_verb"."""
    if answer not in MAY_ANSWER[verb]:
        raise Refused(
            "documents.answer_does_not_fit_verb",
            cite,
            verb=str(verb),
            answer=str(answer),
            allowed=sorted(str(one) for one in MAY_ANSWER[verb]),
        )
    return Step.of("documents.answer_fits", cite, verb=str(verb), answer=str(answer))


def require_one_text(number: int, authentic: Mapping[str, int], missing: Iterable[str] = ()) -> None:
    """Let pass where every authentic language says the version that is decided on, and none an older one.

    number: of that version. authentic: by language, the version that its text renders. missing: languages in which
    there is no text. Whoever signs or adopts in one language is bound in all of them, so a translation that lags behind
    would bind to other words.
    Raises Refused "documents.authentic_text_missing", "documents.authentic_text_older".
    Source: VCLT art. 10, art. 33(1).
    """
    if lacking := sorted(missing):
        raise Refused(
            "documents.authentic_text_missing", Citation("VCLT", "art. 33(1)"), languages=lacking, number=number
        )
    for language, rendered in sorted(authentic.items()):
        if rendered != number:
            raise Refused(
                "documents.authentic_text_older",
                Citation("VCLT", "art. 33(1)"),
                language=language,
                renders=rendered,
                number=number,
            )


def require_confirmed(pending: Iterable[str], withheld: Iterable[str] = (), *, cite: Citation | None = None) -> Step:
    """Whether what was agreed ad referendum is agreed by now: no capital is still to be heard, and none said no.

    pending, withheld: codes of members. Raises: Refused "documents.capitals_pending".
    """
    waited_for, refused = sorted(pending), sorted(withheld)
    if waited_for or refused:
        raise Refused(
            "documents.capitals_pending",
            cite,
            count=len(waited_for) + len(refused),
            pending=waited_for,
            withheld=refused,
        )
    return Step.of("documents.capitals_confirmed", cite)


@value
class Line:
    """A paragraph as a correction or an addition is measured: its anchor, what it is, its number and its words."""

    anchor: str
    role: str
    label: str
    words: str


def require_correction(before: Iterable[Line], after: Iterable[Line], *, cite: Citation | None = None) -> Step:
    """Whether a corrigendum only mends errors: the same paragraphs, in the same order, none more bracketed than before.

    What was decided hangs on the paragraphs and their numbers, so a text with others is another text.
    Raises: Refused "documents.corrects_too_much", "documents.nothing_corrected".
    """
    old, new = list(before), list(after)
    shape = [(one.anchor, one.role, one.label) for one in old]
    if shape != [(one.anchor, one.role, one.label) for one in new]:
        raise Refused("documents.corrects_too_much", cite, before=len(old), after=len(new), bracketed=[])
    if bracketed := [
        one.anchor for was, one in zip(old, new, strict=True) if one.words.count("[") > was.words.count("[")
    ]:
        raise Refused("documents.corrects_too_much", cite, before=len(old), after=len(new), bracketed=bracketed)
    changed_at = [one.anchor for was, one in zip(old, new, strict=True) if one.words != was.words]
    if not changed_at:
        raise Refused("documents.nothing_corrected", cite)
    return Step.of("documents.corrected", cite, paragraphs=changed_at)


def require_addition(before: Iterable[Line], after: Iterable[Line], *, cite: Citation | None = None) -> Step:
    """Whether an addendum only adds: every paragraph stands as it did, in its order, and new ones stand among them.

    Raises: Refused "documents.adds_by_changing", "documents.nothing_added".
    """
    old, new = list(before), list(after)
    known = {one.anchor for one in old}
    kept = [one for one in new if one.anchor in known]
    if kept != old:
        was = {one.anchor: one for one in old}
        still = {one.anchor for one in kept}
        changed_at = [one.anchor for one in kept if was[one.anchor] != one]
        changed_at += [anchor for anchor in was if anchor not in still]
        raise Refused("documents.adds_by_changing", cite, paragraphs=changed_at or sorted(known))
    added = [one.anchor for one in new if one.anchor not in known]
    if not added:
        raise Refused("documents.nothing_added", cite)
    return Step.of("documents.added_to", cite, paragraphs=added)


class Distribution(StrEnum):
    """Distribution classes, printed on the document; who can read it now is the audience."""

    GENERAL = "general"
    LIMITED = "limited"
    RESTRICTED = "restricted"
    PARTICIPANTS_ONLY = "participants only"


#: How wide each class is; a larger number reaches more people.
WIDTH: dict[Distribution, int] = {
    Distribution.PARTICIPANTS_ONLY: 1,
    Distribution.RESTRICTED: 2,
    Distribution.LIMITED: 3,
    Distribution.GENERAL: 4,
}


def widens(before: Distribution, after: Distribution) -> bool:
    """Whether the change lets more people read: it then takes two persons."""
    return WIDTH[after] > WIDTH[before]


def audience_widens(before: Iterable[str], after: Iterable[str]) -> bool:
    """The same for the tokens of those who may read: True when anyone new may."""
    return not set(after) <= set(before)


def require_second_person(*, proposed_by: str, confirmed_by: str, widened: bool, cite: Citation | None = None) -> Step:
    """An audience is widened by two persons. Raises: Refused "documents.widened_by_one_person"."""
    if widened and (not confirmed_by or proposed_by == confirmed_by):
        raise Refused("documents.widened_by_one_person", cite, proposed_by=proposed_by)
    return Step.of("documents.two_persons" if widened else "documents.not_widened", cite, proposed_by=proposed_by)
