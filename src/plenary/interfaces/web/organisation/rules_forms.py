"""What is typed about the rules of procedure at the desk: which hold, and what is set otherwise."""

from __future__ import annotations

import types
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.organisation.confirming import to_confirm
from plenary.interfaces.web.organisation.rule_sentences import AS_IT_IS, SENTENCES, Sentence
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import Body, RulesInForce
from plenary.procedure.refusal import Refused


def provision_field() -> forms.CharField:
    """Where a rule is written."""
    return forms.CharField(
        label=_("Where it is written"), max_length=120, help_text=_("Text and provision, as Rules of procedure rule 6.")
    )


def has_rules(body: Body) -> bool:
    """Whether rules were entered for the body."""
    return bool(queries.rules_of(body))


class BringRules(ActForm):
    """Which rules of procedure hold for a body, from a day."""

    thing: Body
    verb, group, rows = "bring", "rules", ("keep_organisation",)
    heading = _("Bring rules of procedure into force")
    button = _("Bring the rules into force")
    done = _("The rules are in force from that day.")
    note = _("They hold from a day to come, never for a sitting under way; the rules before stay in the record.")

    ruleset = forms.ChoiceField(label=_("Rules"))
    from_on = DayField(label=_("From"))

    @classmethod
    def starting(cls, actor: Actor, thing: Body, asked: dict[str, str]) -> dict[str, Any]:
        return {"from_on": queries.today()}

    def prepare(self) -> None:
        choices = [
            (f"{name}/{body}", gettext("%(ruleset)s, as for %(body)s") % {"ruleset": name, "body": body})
            for name in queries.ruleset_names()
            for body in queries.ruleset_named(name).bodies
        ]
        self.fields["ruleset"].choices = choices  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  RulesInForce or a Pending
        ruleset, _slash, name = self.cleaned_data["ruleset"].partition("/")
        return pairs.perform(
            actions.bring_rules_into_force,
            by=self.actor,
            body=self.thing,
            ruleset=ruleset,
            from_on=self.cleaned_data["from_on"],
            changes={"body": name},
        )


class ChangeRule(RevisingForm):
    """One value of the rules, from a day, with the provision that says so."""

    thing: Body
    rows = ("keep_organisation",)
    sentence: ClassVar[Sentence]
    button = _("Change the rule")
    done = _("The rule changes from that day. What held before stays in the history.")
    note = _("From today or a later day, never under a sitting under way. Decisions keep the rule of their day.")

    cite = provision_field()
    from_on = DayField(label=_("From"))

    @classmethod
    def fits(cls, thing: Body) -> bool:
        return has_rules(thing) and cls.sentence.read(queries.latest_rules(thing)) is not None

    @classmethod
    def starting(cls, actor: Actor, thing: Body, asked: dict[str, str]) -> dict[str, Any]:
        held = queries.latest_rules(thing)
        reading = cls.sentence.read(held)
        return {"value": reading.value if reading else None, "from_on": max(queries.today(), held.from_on)}

    def prepare(self) -> None:
        self.fields["value"] = self.sentence.field_for(self.sentence.read(queries.latest_rules(self.thing)))
        self.order_fields(["value", "cite", "from_on", "begun_from"])

    def clean_value(self) -> Any:  # noqa: ANN401  of the sentence's own field
        """One of the values offered."""
        value = self.cleaned_data["value"]
        if value == AS_IT_IS:
            raise forms.ValidationError(gettext("This is the value that stands. Choose another."), code="same")
        return value

    def carry_out(self) -> Any:  # noqa: ANN401  RulesInForce or a Pending
        typed = self.cleaned_data
        values = self.sentence.changes(queries.latest_rules(self.thing), typed["value"])
        return pairs.perform(
            actions.change_rule,
            by=self.actor,
            body=self.thing,
            values=dict(values),
            cite=typed["cite"],
            from_on=typed["from_on"],
        )


class ConfirmRules(ActForm):
    """Values of the rules whose text nobody has confirmed: ticked as they stand, on the text that says so."""

    thing: Body
    verb, group, rows = "confirm", "confirming", ("keep_organisation",)
    heading = _("Confirm rules as they stand")
    button = _("Confirm what is ticked")
    done = _("It is confirmed. Questions can be put under these rules once nothing is left to confirm.")
    note = _("Tick what you have compared with your own text. What your text says otherwise is changed, not confirmed.")

    values = forms.MultipleChoiceField(label=_("Still to be confirmed"), widget=forms.CheckboxSelectMultiple)
    cite = provision_field()
    from_on = DayField(label=_("From"))

    @classmethod
    def fits(cls, thing: Body) -> bool:
        return has_rules(thing) and any(queries.unconfirmed_in(row) for row in _running(thing))

    @classmethod
    def starting(cls, actor: Actor, thing: Body, asked: dict[str, str]) -> dict[str, Any]:
        return {"from_on": _running(thing)[0].from_on}

    def prepare(self) -> None:
        found = {one.path: one for row in _running(self.thing) for one in to_confirm(row)}
        choices = [(path, f"{one.said} ({one.cite})") for path, one in found.items()]
        self.fields["values"].choices = choices  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  rows of rules or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.confirm_rules,
            by=self.actor,
            body=self.thing,
            paths=typed["values"],
            cite=typed["cite"],
            from_on=typed["from_on"],
        )


def _running(body: Body) -> list[RulesInForce]:
    """The rules that hold today and those that follow, the first of them first."""
    rows = [row for row in reversed(queries.rules_of(body)) if row.until_on is None or row.until_on > queries.today()]
    return rows or queries.rules_of(body)[:1]


class SettleRules(ActForm):
    """The sentences of several bodies at once, all under one text: a new organisation's first rules of its own."""

    rows = ("keep_organisation",)
    verb = "settle"
    heading = _("Rules of procedure")
    button = _("Keep these rules")
    done = _("The rules are kept. Each value now rests on your own text.")

    cite = provision_field()
    from_on = DayField(label=_("From"))

    def prepare(self) -> None:
        self.bodies = [body for body in queries.bodies() if body.decides and has_rules(body)]
        self.shown: list[Sentence] = []
        first: dict[str, forms.Field] = {}
        for sentence in SENTENCES:
            readings = [sentence.read(queries.latest_rules(body)) for body in self.bodies]
            reading = next((one for one in readings if one is not None), None)
            if reading is not None:
                first[sentence.code] = sentence.field_for(reading)
                first[sentence.code].help_text = reading.said
                first[sentence.code].required = reading.value is not None
                self.shown.append(sentence)
        self.fields = {**first, **self.fields}
        # Rules begin with the day they were brought into force; nothing changes before the last of them holds
        latest = [queries.latest_rules(body).from_on for body in self.bodies]
        self.fields["from_on"].initial = max([queries.today(), *latest])

    def carry_out(self) -> Any:  # noqa: ANN401  rows of rules or a Pending
        typed = self.cleaned_data
        if not self.bodies:
            raise Refused("organisation.no_supreme_body")
        values: dict[str, Any] = {}
        for body in self.bodies:
            held = queries.latest_rules(body)
            for sentence in self.shown:
                if typed[sentence.code] not in (AS_IT_IS, None) and sentence.read(held) is not None:
                    values |= sentence.changes(held, typed[sentence.code])
        return pairs.perform(
            actions.settle_rules,
            by=self.actor,
            bodies=self.bodies,
            values=values,
            cite=typed["cite"],
            from_on=typed["from_on"],
        )


def _form_of(sentence: Sentence) -> type[ChangeRule]:
    """The form in which the value of this sentence is changed."""
    own = {"verb": sentence.code, "heading": sentence.label, "sentence": sentence, "__doc__": ChangeRule.__doc__}
    made: type[ChangeRule] = types.new_class("ChangeOne", (ChangeRule,), exec_body=lambda space: space.update(own))
    return made


RULES: tuple[type[ActForm], ...] = (BringRules, ConfirmRules, *(_form_of(sentence) for sentence in SENTENCES))
