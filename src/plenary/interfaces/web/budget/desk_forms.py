"""What is typed at the finance desk."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.clock import now
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, words_field
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.offices.budget import actions, queries
from plenary.offices.budget.models import Budget, Payment, VoteDecision
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.permissions import scopes_of_decision
from plenary.offices.documents import queries as documents
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import Refused


class PlanBudget(ActForm):
    """A year for which a budget is to be written."""

    verb, group, rows = "plan", "years", ("draft_budget",)
    heading = _("Plan a budget")
    button = _("Plan the budget")
    done = _("The budget is planned.")

    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2999)
    document = ThingField(label=_("Its document"), required=False)

    def prepare(self) -> None:
        self.fields["year"].initial = now().year + 1
        self.choices_of("document", documents.documents(self.actor).filter(kind="budget").order_by("-pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Budget or a Pending
        typed = self.cleaned_data
        return pairs.perform(actions.plan_budget, by=self.actor, year=typed["year"], document=typed["document"])


class OnBudget(ActForm):
    """An act on the budget of one year."""

    thing: Budget
    rows = ("draft_budget",)

    @classmethod
    def fits(cls, thing: Budget) -> bool:
        return thing.state != Budget.State.ADOPTED


class WriteParts(RevisingForm, OnBudget):
    """The parts with their appropriations: one a line, the amount at its end."""

    verb, group = "parts", "draft"
    heading = _("Write the parts")
    button = _("Keep the parts")
    done = _("The parts are kept.")

    currency = forms.CharField(label=_("Currency, by its three letters"), min_length=3, max_length=3)
    parts_en = forms.CharField(
        label=_("Parts, one a line: title in English, semicolon, title in Russian, semicolon, amount"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("For example: Secretariat; Секретариат; 4200000.00. The Russian title may be left out."),
        max_length=20_000,
    )

    @classmethod
    def starting(cls, actor: Actor, thing: Budget, asked: dict[str, str]) -> dict[str, Any]:
        lines = [f"{one.title.said('en')}; {one.title.get('ru', '')}; {one.amount}" for one in thing.parts.all()]
        return {"currency": thing.currency, "parts_en": "\n".join(lines)}

    def clean_parts_en(self) -> list[dict[str, Any]]:
        """Each line as title and exact amount."""
        return [_part(line) for line in self.cleaned_data["parts_en"].splitlines() if line.strip()]

    def carry_out(self) -> Any:  # noqa: ANN401  a Budget or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.draft_budget,
            by=self.actor,
            budget=self.thing,
            currency=typed["currency"].upper(),
            parts=typed["parts_en"],
        )


class SetScale(RevisingForm, OnBudget):
    """What each member bears, in per cent; together 100.000."""

    verb, group = "scale", "draft"
    heading = _("Set the scale")
    button = _("Set the scale")
    done = _("The scale is set.")
    note = _("In per cent with three decimals; together 100.000.")

    @classmethod
    def starting(cls, actor: Actor, thing: Budget, asked: dict[str, str]) -> dict[str, Any]:
        return {f"share_{code}": share for code, share in queries.scale_of(thing).items()}

    def prepare(self) -> None:
        for member in organisation.in_order(organisation.members()):
            self.fields[f"share_{member.code}"] = forms.DecimalField(
                label=member.short_name.said(),
                min_value=0,
                max_value=100,
                max_digits=6,
                decimal_places=3,
            )

    def carry_out(self) -> Any:  # noqa: ANN401  a Budget or a Pending
        shares = {
            name.removeprefix("share_"): share for name, share in self.cleaned_data.items() if name.startswith("share_")
        }
        return pairs.perform(actions.set_scale, by=self.actor, budget=self.thing, shares=shares)


class Adopt(OnBudget):
    """The budget adopted, where its text was not put as a question of its own."""

    verb, group, rows = "adopt", "draft", ("announce_verdict",)
    heading = _("Record that it was adopted")
    button = _("Record the adoption")
    done = _("The budget is adopted; the contributions of the year are open.")
    note = _("A budget whose document is adopted in a sitting is adopted with it. This is for any other decision.")

    decision = ThingField(label=_("Decision"))
    letter_on = DayField(label=_("Day of the letters of assessment"))

    @classmethod
    def fits(cls, thing: Budget) -> bool:
        return thing.state == Budget.State.DRAFT

    @classmethod
    def starting(cls, actor: Actor, thing: Budget, asked: dict[str, str]) -> dict[str, Any]:
        return {"letter_on": organisation.day_at_seat(), **asked}

    def prepare(self) -> None:
        self.choices_of("decision", decisions.decisions(self.actor).filter(void_at__isnull=True))

    def carry_out(self) -> Any:  # noqa: ANN401  a Budget or a Pending
        taken = self.cleaned_data["decision"]
        return pairs.perform(
            actions.adopt_budget,
            by=self.actor,
            budget=self.thing,
            decision=taken.number,
            letter_on=self.cleaned_data["letter_on"],
            in_scopes=scopes_of_decision(taken),
        )


class RecordPayment(OnBudget):
    """A contribution received: entered by one person, approved by another."""

    verb, group, rows = "payment", "payments", ("record_payment",)
    heading = _("Record a payment")
    button = _("Record the payment")
    done = _("The payment is recorded.")
    note = _("One person enters it, another approves it. The oldest year is paid first.")

    member = ThingField(label=_("Member"), name_by="short_name")
    amount = forms.DecimalField(label=_("Amount"), max_digits=16, decimal_places=2, min_value=Decimal("0.01"))
    received_on = DayField(label=_("Received on"))

    @classmethod
    def fits(cls, thing: Budget) -> bool:
        return thing.state == Budget.State.ADOPTED

    @classmethod
    def starting(cls, actor: Actor, thing: Budget, asked: dict[str, str]) -> dict[str, Any]:
        return {"received_on": organisation.day_at_seat(), **asked}

    def prepare(self) -> None:
        self.choices_of("member", organisation.members())

    def carry_out(self) -> Any:  # noqa: ANN401  Payments or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.record_payment,
            by=self.actor,
            member=typed["member"],
            amount=typed["amount"],
            received_on=typed["received_on"],
        )


class ReversePayment(ActForm):
    """A payment recorded wrongly: a counter entry takes it back, and both stay."""

    thing: Payment
    verb, group, rows, is_grave = "reverse", "", ("record_payment",), True
    heading = _("Take back a payment recorded wrongly")
    button = _("Take it back")
    done = _("The payment is taken back by a counter entry; both stay.")
    note = _("One person asks for it, another agrees. What was right is then recorded anew.")

    reason_en = words_field(_("What was wrong, in English"), required=True, long=True)
    reason_ru = words_field(_("What was wrong, in Russian"), long=True)

    @classmethod
    def fits(cls, thing: Payment) -> bool:
        return thing.reverses_id is None and not hasattr(thing, "reversed_by")

    def carry_out(self) -> Any:  # noqa: ANN401  a Payment or a Pending
        return pairs.perform(actions.reverse_payment, by=self.actor, payment=self.thing, reason=self.words("reason"))


def _part(line: str) -> dict[str, Any]:
    """A typed line as a part. Raises ValidationError in words."""
    pieces = [piece.strip() for piece in line.split(";")]
    if len(pieces) not in {2, 3} or not pieces[0]:
        raise forms.ValidationError(gettext("“%(line)s”: type a title, a semicolon and an amount.") % {"line": line})
    try:
        amount = Decimal(pieces[-1].replace(" ", "").replace("\u00a0", ""))
    except InvalidOperation as wrong:
        raise forms.ValidationError(gettext("“%(amount)s” is no amount.") % {"amount": pieces[-1]}) from wrong
    titles = Words.of({"en": pieces[0], "ru": pieces[1] if len(pieces) == 3 else ""})
    return {"title": titles, "amount": amount}


class OnVote(ActForm):
    """What the body decided on the vote of a member in arrears."""

    thing: Member
    group, rows = "vote", ("record_payment",)


class TakeVote(OnVote):
    """The vote of a member, taken by a decision."""

    verb, is_grave = "take-vote", True
    heading = _("Enter that its vote was taken")
    button = _("Enter the decision")
    done = _("The member has no vote from that day, as long as it owes as much as the rule says.")
    note = _("Only where the rules ask for a decision. A payment that brings it below the line gives the vote back.")

    decision = forms.CharField(label=_("Decision of the body"), max_length=120)
    from_on = DayField(label=_("From"))

    def carry_out(self) -> Any:  # noqa: ANN401  a VoteDecision or a Pending
        return pairs.perform(actions.take_vote, by=self.actor, member=self.thing, **self.cleaned_data)


class PermitVote(OnVote):
    """A vote in spite of arrears, up to a day."""

    verb = "permit-vote"
    heading = _("Enter that it may vote up to a day")
    button = _("Enter the decision")
    done = _("The member votes up to that day in spite of its arrears.")

    decision = forms.CharField(label=_("Decision of the body"), max_length=120)
    from_on = DayField(label=_("From"))
    until_on = DayField(label=_("Last day"))

    def carry_out(self) -> Any:  # noqa: ANN401  a VoteDecision or a Pending
        return pairs.perform(actions.permit_vote, by=self.actor, member=self.thing, **self.cleaned_data)


class GiveVoteBack(OnVote):
    """A vote that the body gives back."""

    verb = "give-vote-back"
    heading = _("Enter that its vote was given back")
    button = _("Enter the decision")
    done = _("The member has its vote again from that day.")

    decision = forms.CharField(label=_("Decision of the body"), max_length=120)
    from_on = DayField(label=_("From"))

    @classmethod
    def fits(cls, thing: Member) -> bool:
        return _running(thing) is not None

    def carry_out(self) -> Any:  # noqa: ANN401  a VoteDecision or a Pending
        taken = _running(self.thing)
        if taken is None:
            raise Refused("budget.vote_not_taken", member=self.thing.code)
        return pairs.perform(actions.give_vote_back, by=self.actor, taken=taken, **self.cleaned_data)


def _running(member: Member) -> VoteDecision | None:
    rows = queries.vote_decisions_of(member).filter(of=VoteDecision.Of.TAKEN, until_on__isnull=True)
    return rows.first()


ACCOUNT: tuple[type[ActForm], ...] = (TakeVote, PermitVote, GiveVoteBack)
YEARS: tuple[type[ActForm], ...] = (PlanBudget,)
YEAR: tuple[type[ActForm], ...] = (WriteParts, SetScale, Adopt, RecordPayment)
PAYMENT: tuple[type[ActForm], ...] = (ReversePayment,)
