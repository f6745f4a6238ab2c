"""How a text moves on: states, referrals between bodies, waivers, brackets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

from django.db.models import Q

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import audience_of, tokens_in, widens
from plenary.foundation.access.gate import require, require_to_widen
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.documents import facts, queries
from plenary.offices.documents.actions.drafts import again, locked, require_not_decided
from plenary.offices.documents.actions.issuing import give_out
from plenary.offices.documents.models import Document, Referral, Version, Waiver
from plenary.offices.documents.permissions import require_moving, require_one
from plenary.offices.organisation.models import Body
from plenary.procedure import documents as rules
from plenary.procedure.citation import Citation
from plenary.procedure.documents import (
    ReferralVerb,
    State,
    require_answer,
    require_having,
    require_move,
    require_referral,
)
from plenary.procedure.refusal import Refused

#: What a text is put for that ends in these states; brackets stand in the way.
_VERB_TO = {State.ADOPTED: ReferralVerb.FOR_ADOPTION, State.APPROVED: ReferralVerb.FOR_APPROVAL}
#: States that are a body's answer to a text that was referred to it.
_ANSWERS = frozenset({State.ADOPTED, State.APPROVED, State.NOTED, State.DEFERRED, State.REJECTED, State.ENDORSED})


@act("documents.move_document")
def move_document(
    document: Document,
    *,
    by: Actor,
    state: str,
    met: Sequence[str] = (),
    in_scopes: Sequence[str] = (),
    cite: str = "",
    in_effect_on: date | None = None,
) -> Document:
    """Move a document to the next state of its life, when the guards of that state hold.

    state: a word of `procedure.documents.State`. met: words of `procedure.documents.Guard` that the calling act
    attests because another office knows them (a verdict, an agenda); what this office sees for itself it looks up.
    in_scopes: scopes of the room in which it was said, for a presiding officer. A delegation moves its own text only.
    in_effect_on: the day that its formula gave, where it takes effect.
    Raises Refused "documents.not_of_your_delegation", "documents.state_unknown", "documents.wrong_step",
    "documents.guard_not_met", "documents.open_brackets", "documents.answer_does_not_fit_verb", "documents.round_open".
    """
    moved = locked(document)
    after = facts.state_named(state)
    rule = Citation.parse(cite) if cite else None
    require_moving(by, moved, after, in_scopes, cite=rule)
    if after is State.TABLED:
        _require_no_open_round(moved)
    waiting = queries.brackets_left(moved)
    if after in _VERB_TO and waiting:
        raise Refused("documents.open_brackets", brackets=waiting, verb=_VERB_TO[after].value)
    require_fitting_answer(moved, after)
    step = require_move(facts.state_named(moved.state), after, met=facts.guards_met(moved, met), cite=rule)
    if after is State.IN_EFFECT:
        moved.in_effect_on = in_effect_on
    enter(moved, after, by=by, mover=str(step.facts["mover"]), cite=cite)
    return moved


def require_fitting_answer(document: Document, after: State, *, cite: Citation | None = None) -> None:
    """Let pass a state by which the body answers as it was asked to when the text was referred to it.

    Raises Refused "documents.answer_does_not_fit_verb".
    """
    last = Referral.objects.filter(document=document).exclude(state=Referral.State.RETURNED).order_by("-pk").first()
    if last is not None and after in _ANSWERS:
        require_answer(facts.VERBS[last.verb], after, cite=cite)


def lay_before_again(document: Document, *, by: Actor) -> None:
    """A text whose decision is void lies before the body again. For the act that makes it void, which asked the gate.

    A text that has gone further, to signature or into effect, stays where it is.
    """
    held = locked(document)
    if held.state in {State.NUMBERED.value, State.ENDORSED.value, State.NOTED.value}:
        enter(held, State.TABLED, by=by, mover=rules.Mover.SYSTEM.value)


@act("documents.refer_document")
def refer_document(
    document: Document,
    *,
    by: Actor,
    from_bodies: Sequence[Body],
    to_body: Body,
    verb: str,
    and_to: Sequence[Body] = (),
    version: Version | None = None,
    decided_on: date | None = None,
    ground: str = "",
    is_customary: bool = False,
    note: Words | None = None,
    in_scopes: Sequence[str] = (),
) -> Referral:
    """Refer a text from one body, or several in a joint meeting, to another: the same document, never a copy.

    and_to: the other bodies of a joint meeting to which it goes. It is one act and one entry, and a hop for each body,
    which receives it, answers or sends it back for itself. Returns the hop to `to_body`.
    verb: information, consideration, endorsement, approval, adoption or signature. ground: number of the decision
    it rests on. is_customary: the usual route, not stated by the source; only then may the ground be empty.
    version: the sealed one by itself; a document that is only planned travels without a text.
    By the presiding officer of a body that has the text, or the documents officer who records it. One of the sending
    bodies has the text; or others worked on it below the body that it belongs to, and it goes up there.
    While members are still asked, nobody sends it on. What the ground is, the decisions office looks at.
    Raises Refused "documents.verb_unknown", "documents.referral_from_nobody", "documents.referral_to_itself",
    "documents.referral_without_decision", "documents.open_brackets", "documents.round_open", "documents.wrong_step",
    "documents.not_with_this_body".
    """
    referred = locked(document)
    having = [body.code for body in queries.bodies_that_have(referred)]
    require_one(by, ("issue_version", "announce_verdict"), [*(f"body:{code}" for code in having), *in_scopes])
    _require_no_open_round(referred)
    if verb not in facts.VERBS:
        raise Refused("documents.verb_unknown", verb=verb, possible=list(facts.VERBS))
    if not from_bodies:
        raise Refused("documents.referral_from_nobody")
    waiting = queries.brackets_left(referred)
    receiving = list(dict.fromkeys([to_body, *and_to]))
    if [body.code for body in receiving] != having:
        require_having((body.code for body in from_bodies), having)
    for sender, receiver in product(from_bodies, receiving):
        require_referral(
            rules.Referral(
                verb=facts.VERBS[verb],
                from_body=sender.code,
                to_body=receiver.code,
                decision=ground or ("customary route" if is_customary else ""),
                open_brackets=waiting,
            )
        )
    first: Referral | None = None
    for receiver in receiving:
        referral: Referral = Referral.objects.create(
            document=referred,
            text_version=version or queries.sealed_version(referred),
            to_body=receiver,
            decided_with=first,
            verb=verb,
            decided_on=decided_on,
            ground=ground,
            brackets_left=waiting,
            is_customary=is_customary,
            note=Words.of(note),
            audience=referred.audience,
        )
        referral.from_bodies.set(from_bodies)
        first = first or referral
    if first is None:
        raise AssertionError("a text is referred to one body at least")
    _refer(referred, by=by, is_customary=is_customary)
    _record(first, "documents.referral.decided", by, from_bodies=[body.code for body in from_bodies], ground=ground)
    return first


def _require_to_travel(document: Document, referral: Referral) -> None:
    """Let pass a text that is still to be decided on, and one that goes where nobody decides on it any more."""
    if referral.verb not in facts.VERBS_AFTER_A_DECISION:
        require_not_decided(document)


def _require_no_open_round(document: Document) -> None:
    """Let pass a text on which nobody is asked: a body decides after the members were heard, not while they answer.

    Raises Refused "documents.round_open".
    """
    if (running := queries.open_round(document)) is not None:
        raise Refused("documents.round_open", number=running.number, closes_at=running.closes_at.isoformat())


def _refer(document: Document, *, by: Actor, is_customary: bool) -> None:
    """Move to referred. An outside text, or one that is only planned and on the usual route, keeps its state."""
    if document.partner_id is not None:
        return
    before = facts.state_named(document.state)
    if is_customary and before not in rules.ENTRANCES[State.REFERRED].after:
        return
    step = require_move(before, State.REFERRED, met=facts.guards_met(document))
    enter(document, State.REFERRED, by=by, mover=str(step.facts["mover"]))


@act("documents.send_referral")
def send_referral(referral: Referral, *, by: Actor) -> Referral:
    """Send a referred text on, to every body of a joint meeting to which the same act referred it.

    Where a receiving body could not read it before, this takes two persons. What was decided goes on only for
    information and for signature.
    Raises Refused "documents.referral_not_there", "documents.text_frozen".
    """
    require(by, "issue_version")
    sent = _held(referral, Referral.State.DECIDED)
    document = locked(sent.document)
    _require_to_travel(document, sent)
    together = _decided_together(sent)
    readers = _with_bodies(document.audience, [one.to_body for one in together])
    if widens(document.audience, readers):
        gained = audience_of(*(tokens_in(readers) - tokens_in(document.audience)))
        facts.checked_audience(document, gained)
        require_to_widen(by, document.audience, readers)
        document.audience = readers
        document.touch().save()
        version = sent.text_version
        texts = [] if version is None else list(version.languages.filter(issues__isnull=False).distinct())
        for text in texts:
            give_out(document, text.of_version, text, audience=gained, by=by)
    for one in together:
        one.state = Referral.State.SENT
        one.sent_at = now()
        one.audience = document.audience
        one.touch().save()
    _record(together[0], "documents.referral.sent", by)
    return _held(referral, Referral.State.SENT)


def _decided_together(referral: Referral) -> list[Referral]:
    """A hop that was not sent yet and those that the same act decided, the first of them first."""
    first = referral.decided_with_id or referral.pk
    held = Referral.objects.select_for_update(of=("self",)).filter(Q(pk=first) | Q(decided_with=first))
    return list(held.filter(state=Referral.State.DECIDED).select_related("to_body", "document").order_by("pk"))


def _is_before_others(referral: Referral) -> bool:
    """Whether another body to which the same act sent the text still has it or is about to."""
    first = referral.decided_with_id or referral.pk
    there = (Referral.State.SENT, Referral.State.RECEIVED)
    together = Referral.objects.filter(Q(pk=first) | Q(decided_with=first), state__in=there)
    return together.exclude(pk=referral.pk).exists()


def _with_bodies(audience: str, bodies: Sequence[Body]) -> str:
    """An audience in which these bodies read too. What members or the public read, their members read already."""
    tokens = tokens_in(audience)
    if tokens & {"public", "members"}:
        return audience
    return audience_of(*tokens, *(f"body:{body.code}" for body in bodies))


@act("documents.receive_referral")
def receive_referral(referral: Referral, *, by: Actor) -> Referral:
    """Record that the body received the text; its secretary does. What was decided no body receives to decide on it.

    Raises Refused "documents.referral_not_there", "documents.text_frozen".
    """
    require_one(by, ("edit_draft", "issue_version"), [f"body:{referral.to_body.code}"])
    received = _held(referral, Referral.State.SENT)
    _require_to_travel(locked(received.document), received)
    received.state = Referral.State.RECEIVED
    received.received_at = now()
    received.touch().save()
    _record(received, "documents.referral.received", by)
    return received


@act("documents.return_referral")
def return_referral(referral: Referral, *, by: Actor, note: Words, ground: str = "") -> Referral:
    """Send a text back to where it came from, with the reason. It is worked on again, as a new revision.

    The revision begins with the words that were sent; the verb, the day, the decision of the body that sends it back
    (ground) and the brackets left travel with it. The text is in brackets again where some are open, else registered;
    of a joint meeting once the last body sent it back, for until then it is still before the others.
    Only a body that has the text now sends it back, and nobody what was decided.
    Raises Refused "documents.referral_not_there", "documents.reason_missing", "documents.text_frozen",
    "documents.not_with_this_body".
    """
    require_one(by, ("announce_verdict", "issue_version"), [f"body:{referral.to_body.code}"])
    if not Words.of(note):
        raise Refused("documents.reason_missing")
    returned = _held(referral, Referral.State.RECEIVED)
    document = locked(returned.document)
    require_not_decided(document)
    require_having([returned.to_body.code], (body.code for body in queries.bodies_that_have(document)))
    waiting = queries.open_brackets(document).count()
    returned.state = Referral.State.RETURNED
    returned.returned_at = now()
    returned.returned_ground = ground
    returned.brackets_left = waiting
    returned.note = Words.of(note)
    if returned.text_version is not None:
        returned.returned_version = again(document, returned.text_version, by=by, note=returned.note)
    returned.touch().save()
    if document.state == State.REFERRED.value and not _is_before_others(returned):
        after = State.BRACKETED if waiting else State.REGISTERED
        step = require_move(State.REFERRED, after, met=facts.guards_met(document))
        enter(document, after, by=by, mover=str(step.facts["mover"]))
    revision = returned.returned_version
    _record(
        returned,
        "documents.referral.returned",
        by,
        note=dict(returned.note),
        ground=ground,
        brackets=str(waiting),
        revision=revision.suffix if revision is not None else "",
    )
    return returned


@act("documents.grant_waiver")
def grant_waiver(document: Document, *, by: Actor, body: Body, reason: Words, in_scopes: Sequence[str] = ()) -> Waiver:
    """Record that a body agreed to take a late document, and why.

    Raises Refused "documents.already_waived", "documents.reason_missing".
    """
    late = locked(document)
    require(by, "announce_verdict", f"body:{body.code}", *in_scopes)
    if not Words.of(reason):
        raise Refused("documents.reason_missing")
    if queries.is_waived(late, body):
        raise Refused("documents.already_waived", body=body.code)
    waiver = Waiver.objects.create(document=late, body=body, reason=Words.of(reason), granted_at=now())
    record(
        "documents.waiver.granted",
        by=by,
        about=late.about,
        audience=late.audience,
        facts={"symbol": facts.named(late), "body": body.name, "reason": waiver.reason},
    )
    publish(f"document:{late.key}", late.audience, late.version)
    return waiver


def enter(document: Document, after: State, *, by: Actor, mover: str, cite: str = "", **more: str | int) -> None:
    """Write the state that a document entered. For the acts of this office, which asked gate and guards.

    more: further facts of this step.
    """
    before = document.state
    document.state = after.value
    document.touch().save()
    record(
        "documents.document.moved",
        by=by,
        about=document.about,
        audience=document.audience,
        facts={"symbol": facts.named(document), "before": before, "after": after.value, "mover": mover, **more},
        cite=cite,
    )
    publish(f"document:{document.key}", document.audience, document.version)


def _held(referral: Referral, state: str) -> Referral:
    held: Referral = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("document", "to_body", "text_version")
        .get(pk=referral.pk)
    )
    if held.state != state:
        raise Refused("documents.referral_not_there", state=held.state, needed=str(state))
    return held


#: What is said once of all the hops that one act decided.
_OF_SEVERAL = frozenset({"documents.referral.decided", "documents.referral.sent"})


def _named(bodies: Sequence[Body]) -> Words:
    """The names of bodies, in each language in which all have one."""
    languages = [code for code in bodies[0].name if all(code in body.name for body in bodies)]
    return Words.of({code: ", ".join(body.name[code] for body in bodies) for code in languages})


def _record(referral: Referral, verb: str, by: Actor, **more: str | list[str] | dict[str, str]) -> None:
    record(
        verb,
        by=by,
        about=referral.about,
        audience=referral.audience,
        facts={
            "symbol": facts.named(referral.document),
            "document": referral.document.key,
            "to_body": _named(referral.to_bodies if verb in _OF_SEVERAL else [referral.to_body]),
            "verb": referral.verb,
            **more,
        },
    )
    publish(f"document:{referral.document.key}", referral.audience, referral.document.version)
