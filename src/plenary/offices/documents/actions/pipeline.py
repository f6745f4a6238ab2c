"""How a text moves on: states, referrals between bodies, waivers, brackets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import audience_of, tokens_in, widens
from plenary.foundation.access.gate import require, require_to_widen
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.documents import facts, queries
from plenary.offices.documents.actions.drafts import DRAFT, locked
from plenary.offices.documents.actions.issuing import give_out
from plenary.offices.documents.models import Bracket, Document, Referral, Version, Waiver
from plenary.offices.documents.permissions import require_editing, require_moving, require_one
from plenary.offices.organisation.models import Body, Member
from plenary.procedure import documents as rules
from plenary.procedure.citation import Citation
from plenary.procedure.documents import FROZEN, State, require_answer, require_move, require_referral
from plenary.procedure.refusal import Refused

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
) -> Document:
    """Move a document to the next state of its life, when the guards of that state hold.

    state: a word of `procedure.documents.State`. met: words of `procedure.documents.Guard` that the calling act
    attests because another office knows them (a verdict, an agenda); what this office sees for itself it looks up.
    in_scopes: scopes of the room in which it was said, for a presiding officer. A delegation moves its own text only.
    Raises Refused "documents.not_of_your_delegation", "documents.state_unknown", "documents.wrong_step",
    "documents.guard_not_met", "documents.open_brackets", "documents.answer_does_not_fit_verb".
    """
    moved = locked(document)
    after = facts.state_named(state)
    rule = Citation.parse(cite) if cite else None
    require_moving(by, moved, after, in_scopes, cite=rule)
    waiting = queries.open_brackets(moved).count()
    if after in {State.ADOPTED, State.APPROVED} and waiting:
        raise Refused("documents.open_brackets", brackets=waiting, verb=after.value)
    last = Referral.objects.filter(document=moved).exclude(state=Referral.State.RETURNED).order_by("-pk").first()
    if last is not None and after in _ANSWERS:
        require_answer(facts.VERBS[last.verb], after)
    step = require_move(facts.state_named(moved.state), after, met=facts.guards_met(moved, met), cite=rule)
    _enter(moved, after, by=by, mover=str(step.facts["mover"]), cite=cite)
    return moved


@act("documents.refer_document")
def refer_document(
    document: Document,
    *,
    by: Actor,
    from_bodies: Sequence[Body],
    to_body: Body,
    verb: str,
    version: Version | None = None,
    decided_on: date | None = None,
    ground: str = "",
    is_customary: bool = False,
    note: Words | None = None,
    in_scopes: Sequence[str] = (),
) -> Referral:
    """Refer a text from one body, or several in a joint meeting, to another: the same document, never a copy.

    verb: information, consideration, endorsement, approval, adoption or signature. ground: number of the decision
    it rests on. is_customary: the usual route, not stated by the source; only then may the ground be empty.
    version: the sealed one by itself; a document that is only planned travels without a text.
    By the presiding officer of a sending body, or the documents officer who records it.
    Raises Refused "documents.verb_unknown", "documents.referral_from_nobody", "documents.referral_to_itself",
    "documents.referral_without_decision", "documents.open_brackets", "documents.wrong_step".
    """
    referred = locked(document)
    sending = [f"body:{body.code}" for body in from_bodies]
    require_one(by, ("issue_version", "announce_verdict"), [*sending, *in_scopes])
    if verb not in facts.VERBS:
        raise Refused("documents.verb_unknown", verb=verb)
    if not from_bodies:
        raise Refused("documents.referral_from_nobody")
    waiting = queries.open_brackets(referred).count()
    for body in from_bodies:
        require_referral(
            rules.Referral(
                verb=facts.VERBS[verb],
                from_body=body.code,
                to_body=to_body.code,
                decision=ground or ("customary route" if is_customary else ""),
                open_brackets=waiting,
            )
        )
    referral: Referral = Referral.objects.create(
        document=referred,
        text_version=version or queries.sealed_version(referred),
        to_body=to_body,
        verb=verb,
        decided_on=decided_on,
        ground=ground,
        brackets_left=waiting,
        is_customary=is_customary,
        note=Words.of(note),
        audience=referred.audience,
    )
    referral.from_bodies.set(from_bodies)
    _refer(referred, by=by, is_customary=is_customary)
    _record(referral, "documents.referral.decided", by, from_bodies=[body.code for body in from_bodies], ground=ground)
    return referral


def _refer(document: Document, *, by: Actor, is_customary: bool) -> None:
    """Move to referred. An outside text, or one that is only planned and on the usual route, keeps its state."""
    if document.partner_id is not None:
        return
    before = facts.state_named(document.state)
    if is_customary and before not in rules.ENTRANCES[State.REFERRED].after:
        return
    step = require_move(before, State.REFERRED, met=facts.guards_met(document))
    _enter(document, State.REFERRED, by=by, mover=str(step.facts["mover"]))


@act("documents.send_referral")
def send_referral(referral: Referral, *, by: Actor) -> Referral:
    """Send a referred text on. Where the receiving body could not read it before, this takes two persons.

    Raises Refused "documents.referral_not_there".
    """
    require(by, "issue_version")
    sent = _held(referral, Referral.State.DECIDED)
    document = locked(sent.document)
    readers = _with_body(document.audience, sent.to_body)
    version = sent.text_version
    widened = widens(document.audience, readers)
    if widened:
        facts.checked_audience(document, f"body:{sent.to_body.code}")
        require_to_widen(by, document.audience, readers)
        document.audience = readers
        document.touch().save()
        texts = [] if version is None else list(version.languages.filter(issues__isnull=False).distinct())
        for text in texts:
            give_out(document, text.of_version, text, audience=f"body:{sent.to_body.code}", by=by)
    sent.state = Referral.State.SENT
    sent.sent_at = now()
    sent.audience = document.audience
    sent.touch().save()
    _record(sent, "documents.referral.sent", by)
    return sent


def _with_body(audience: str, body: Body) -> str:
    """An audience in which a body reads too. What members or the public read, its members read already."""
    tokens = tokens_in(audience)
    if tokens & {"public", "members"}:
        return audience
    return audience_of(*tokens, f"body:{body.code}")


@act("documents.receive_referral")
def receive_referral(referral: Referral, *, by: Actor) -> Referral:
    """Record that the body received the text; its secretary does. Raises Refused "documents.referral_not_there"."""
    require_one(by, ("edit_draft", "issue_version"), [f"body:{referral.to_body.code}"])
    received = _held(referral, Referral.State.SENT)
    received.state = Referral.State.RECEIVED
    received.received_at = now()
    received.touch().save()
    _record(received, "documents.referral.received", by)
    return received


@act("documents.return_referral")
def return_referral(referral: Referral, *, by: Actor, note: Words) -> Referral:
    """Send a text back to where it came from, with the reason. Its next version is a new revision.

    Raises Refused "documents.referral_not_there", "documents.reason_missing".
    """
    require_one(by, ("announce_verdict", "issue_version"), [f"body:{referral.to_body.code}"])
    if not Words.of(note):
        raise Refused("documents.reason_missing")
    returned = _held(referral, Referral.State.RECEIVED)
    returned.state = Referral.State.RETURNED
    returned.note = Words.of(note)
    returned.touch().save()
    _record(returned, "documents.referral.returned", by, note=dict(returned.note))
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


@act("documents.open_bracket")
def open_bracket(
    document: Document,
    *,
    by: Actor,
    anchor: str,
    alternatives: Sequence[Mapping[str, str]],
    proponents: Sequence[Member],
) -> Bracket:
    """Put words in brackets: where, which alternatives, held by whom, from now on.

    alternatives: each by language; they are lettered in the order given. Adoption waits while one bracket is open.
    Raises Refused "documents.text_missing", "documents.text_frozen", "documents.no_such_paragraph",
    "documents.bracket_unnamed".
    """
    held = locked(document)
    require_editing(by, held)
    version = queries.current_version(held)
    if version is None:
        raise Refused("documents.text_missing")
    if held.state in {state.value for state in FROZEN}:
        raise Refused("documents.text_frozen", state=held.state)
    if not version.languages.filter(paragraphs__anchor=anchor).exists():
        raise Refused("documents.no_such_paragraph", anchor=anchor, number=version.number)
    worded = [Words.of(dict(one)) for one in alternatives]
    if not worded or not all(worded) or not proponents:
        raise Refused("documents.bracket_unnamed")
    bracket = Bracket.objects.create(
        document=held,
        opened_in=version,
        anchor=anchor,
        alternatives=[{"letter": _letter(place), "words": dict(words)} for place, words in enumerate(worded)],
        since_at=now(),
    )
    bracket.proponents.set(proponents)
    record(
        "documents.bracket.opened",
        by=by,
        about=held.about,
        audience=DRAFT,
        facts={
            "symbol": facts.named(held),
            "anchor": anchor,
            "bracket": bracket.key,
            "proponents": sorted(member.code for member in proponents),
        },
    )
    before = facts.state_named(held.state)
    if before is not State.BRACKETED and before in rules.ENTRANCES[State.BRACKETED].after:
        step = require_move(before, State.BRACKETED, met=facts.guards_met(held))
        _enter(held, State.BRACKETED, by=by, mover=str(step.facts["mover"]))
    else:
        held.touch().save()
        publish(f"document:{held.key}", DRAFT, held.version)
    return bracket


@act("documents.resolve_bracket")
def resolve_bracket(
    bracket: Bracket, *, by: Actor, status: str = Bracket.Status.RESOLVED, version: Version | None = None
) -> Bracket:
    """Close a bracket: its words are agreed, or moved elsewhere.

    version: the one in which the words stand agreed; the newest by itself.
    Raises Refused "documents.bracket_closed", "documents.bracket_status_unknown".
    """
    document = locked(bracket.document)
    require_editing(by, document)
    closed = Bracket.objects.select_for_update().get(pk=bracket.pk)
    if closed.status != Bracket.Status.OPEN:
        raise Refused("documents.bracket_closed", status=closed.status)
    if status not in {Bracket.Status.RESOLVED.value, Bracket.Status.MOVED.value}:
        raise Refused("documents.bracket_status_unknown", status=status)
    closed.status = status
    closed.closed_in = version or queries.current_version(document)
    closed.touch().save()
    document.touch().save()
    record(
        "documents.bracket.resolved",
        by=by,
        about=document.about,
        audience=DRAFT,
        facts={
            "symbol": facts.named(document),
            "anchor": closed.anchor,
            "bracket": closed.key,
            "status": closed.status,
            "open": queries.open_brackets(document).count(),
        },
    )
    publish(f"document:{document.key}", DRAFT, document.version)
    return closed


def _enter(document: Document, after: State, *, by: Actor, mover: str, cite: str = "") -> None:
    before = document.state
    document.state = after.value
    document.touch().save()
    record(
        "documents.document.moved",
        by=by,
        about=document.about,
        audience=document.audience,
        facts={"symbol": facts.named(document), "before": before, "after": after.value, "mover": mover},
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


def _record(referral: Referral, verb: str, by: Actor, **more: str | list[str] | dict[str, str]) -> None:
    record(
        verb,
        by=by,
        about=referral.about,
        audience=referral.audience,
        facts={
            "symbol": facts.named(referral.document),
            "document": referral.document.key,
            "to_body": referral.to_body.name,
            "verb": referral.verb,
            **more,
        },
    )
    publish(f"document:{referral.document.key}", referral.audience, referral.document.version)


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)
