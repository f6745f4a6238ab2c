"""What is typed at the finance desk."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.clock import now
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField
from plenary.offices.budget import actions, queries
from plenary.offices.budget.models import Budget
from plenary.offices.documents import queries as documents
from plenary.offices.organisation import queries as organisation


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


class WriteParts(OnBudget):
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


class SetScale(OnBudget):
    """What each member bears, in per cent; together 100.000."""

    verb, group = "scale", "draft"
    heading = _("Set the scale")
    button = _("Set the scale")
    done = _("The scale is set.")
    note = _("In per cent with three decimals; together 100.000.")

    def prepare(self) -> None:
        known = queries.scale_of(self.thing)
        for member in organisation.in_order(organisation.members()):
            self.fields[f"share_{member.code}"] = forms.DecimalField(
                label=member.short_name.said(),
                min_value=0,
                max_value=100,
                max_digits=6,
                decimal_places=3,
                initial=known.get(member.code),
            )

    def carry_out(self) -> Any:  # noqa: ANN401  a Budget or a Pending
        shares = {
            name.removeprefix("share_"): share for name, share in self.cleaned_data.items() if name.startswith("share_")
        }
        return pairs.perform(actions.set_scale, by=self.actor, budget=self.thing, shares=shares)


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

    def prepare(self) -> None:
        self.fields["received_on"].initial = now().date()
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


def _part(line: str) -> dict[str, Any]:
    """A typed line as a part. Raises ValidationError in words."""
    pieces = [piece.strip() for piece in line.split(";")]
    if len(pieces) not in {2, 3} or not pieces[0]:
        raise forms.ValidationError(_now("“%(line)s”: type a title, a semicolon and an amount.") % {"line": line})
    try:
        amount = Decimal(pieces[-1].replace(" ", "").replace("\u00a0", ""))
    except InvalidOperation as wrong:
        raise forms.ValidationError(_now("“%(amount)s” is no amount.") % {"amount": pieces[-1]}) from wrong
    titles = Words.of({"en": pieces[0], "ru": pieces[1] if len(pieces) == 3 else ""})
    return {"title": titles, "amount": amount}


YEARS: tuple[type[ActForm], ...] = (PlanBudget,)
YEAR: tuple[type[ActForm], ...] = (WriteParts, SetScale, RecordPayment)
