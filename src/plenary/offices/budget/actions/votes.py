"""The vote of a member in arrears, where the body decides on it: taken, given back, or permitted up to a day."""

from __future__ import annotations

from datetime import date, timedelta

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require
from plenary.foundation.journal.writing import record
from plenary.offices.budget import facts, queries
from plenary.offices.budget.actions.budgets import account_of
from plenary.offices.budget.models import VoteDecision
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import Refused


@act("budget.take_vote")
def take_vote(member: Member, *, by: Actor, decision: str, from_on: date) -> VoteDecision:
    """Enter that the body took the vote of a member in arrears, where the rules ask for its decision.

    It holds while the arrears reach the line of the rule: a payment that brings them below gives the vote back at once.
    decision: its number, or the text it rests on.
    Raises Refused "budget.vote_needs_decision", "budget.rules_take_no_vote" where no rule lets arrears take a vote,
    "budget.rules_take_vote_themselves" where they do it without a decision, "budget.vote_taken_already".
    """
    require(by, "record_payment")
    debtor = Member.objects.select_for_update().get(pk=member.pk)
    said = _decision(decision)
    rule = facts.arrears_rule(from_on)
    if rule is None:
        raise Refused("budget.rules_take_no_vote", on=from_on.isoformat())
    if rule.automatic:
        raise Refused("budget.rules_take_vote_themselves", rule.cite)
    if queries.votes_taken(from_on).filter(member=debtor).exists():
        raise Refused("budget.vote_taken_already", member=debtor.code)
    return _entered(debtor, by, VoteDecision.Of.TAKEN.value, said, from_on, None, cite=str(rule.cite))


@act("budget.give_vote_back")
def give_vote_back(taken: VoteDecision, *, by: Actor, decision: str, from_on: date) -> VoteDecision:
    """Enter that the body gave the vote back from a day on.

    Raises Refused "budget.vote_needs_decision", "budget.vote_not_taken", "organisation.ends_before_it_begins".
    """
    require(by, "record_payment")
    kept = VoteDecision.objects.select_for_update(of=("self",)).select_related("member").get(pk=taken.pk)
    said = _decision(decision)
    if kept.of != VoteDecision.Of.TAKEN or kept.until_on is not None:
        raise Refused("budget.vote_not_taken", member=kept.member.code)
    if from_on <= kept.from_on:
        raise Refused(
            "organisation.ends_before_it_begins", from_on=kept.from_on.isoformat(), until_on=from_on.isoformat()
        )
    kept.until_on = from_on - timedelta(days=1)
    kept.ended_by = said
    kept.touch().save()
    record(
        "budget.vote.given_back",
        by=by,
        about=kept.about,
        audience=account_of(kept.member),
        facts={"member": kept.member.short_name, "decision": said, "from_on": from_on.isoformat()},
    )
    return kept


@act("budget.permit_vote")
def permit_vote(member: Member, *, by: Actor, decision: str, from_on: date, until_on: date) -> VoteDecision:
    """Enter that the body lets a member vote in spite of its arrears, up to a last day.

    Raises Refused "budget.vote_needs_decision", "budget.rules_take_no_vote", "organisation.ends_before_it_begins".
    """
    require(by, "record_payment")
    debtor = Member.objects.select_for_update().get(pk=member.pk)
    said = _decision(decision)
    rule = facts.arrears_rule(from_on)
    if rule is None:
        raise Refused("budget.rules_take_no_vote", on=from_on.isoformat())
    if until_on < from_on:
        raise Refused("organisation.ends_before_it_begins", from_on=from_on.isoformat(), until_on=until_on.isoformat())
    return _entered(debtor, by, VoteDecision.Of.PERMITTED.value, said, from_on, until_on, cite=str(rule.cite))


def _decision(said: str) -> str:
    if not said.strip():
        raise Refused("budget.vote_needs_decision")
    return said.strip()


def _entered(
    member: Member, by: Actor, of: str, decision: str, from_on: date, until_on: date | None, *, cite: str
) -> VoteDecision:
    kept = VoteDecision.objects.create(member=member, of=of, decision=decision, from_on=from_on, until_on=until_on)
    record(
        f"budget.vote.{of}",
        by=by,
        about=kept.about,
        audience=account_of(member),
        facts={
            "member": member.short_name,
            "decision": decision,
            "from_on": from_on.isoformat(),
            "until_on": until_on.isoformat() if until_on else "",
        },
        cite=cite,
    )
    return kept
