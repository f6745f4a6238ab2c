"""What is typed about the votes, the population and the traits of members: of one member, or of a whole body."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, words_field
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.desk.correcting import found
from plenary.interfaces.web.organisation.desk_forms import Keeping
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.actions.attributes import LARGEST
from plenary.offices.organisation.models import Attribute, Body, Member

#: What can be entered, as lists name it.
WHAT = {
    Attribute.Of.WEIGHT.value: pgettext_lazy("of a member", "votes"),
    Attribute.Of.POPULATION.value: pgettext_lazy("of a member", "population"),
    Attribute.Of.TRAIT.value: pgettext_lazy("of a member", "trait"),
}


def in_words(one: Attribute) -> str:
    """What is entered, of whom and in which body: votes, a population or a trait."""
    facts = {"member": one.member.short_name, "number": one.number, "trait": one.trait}
    said = {
        Attribute.Of.WEIGHT.value: gettext("%(member)s: votes %(number)s"),
        Attribute.Of.POPULATION.value: gettext("%(member)s: population %(number)s"),
        Attribute.Of.TRAIT.value: gettext("%(member)s: %(trait)s"),
    }[one.of] % facts
    return gettext("%(said)s, in %(body)s") % {"said": said, "body": one.body.name} if one.body else said


class AttributeField(ThingField):
    """One of them, in words."""

    def label_from_instance(self, obj: Attribute) -> str:
        return in_words(obj)


def _written() -> forms.CharField:
    return forms.CharField(
        label=_("Where it is written"),
        max_length=120,
        help_text=_("Text and provision, as Rules of procedure annex 3."),
    )


def _number(label: Any) -> forms.IntegerField:  # noqa: ANN401  words in the reader's language
    return forms.IntegerField(label=label, min_value=0, max_value=LARGEST)


def _from() -> DayField:
    return DayField(label=_("From"), required=False, help_text=_("Left empty, the first day is not stated."))


class OfMember(Keeping):
    """A number or a trait of the member of the page, in one body or in every body."""

    thing: Member
    of: ClassVar[str]
    group = "attributes"
    note = _("A number that stood before ends on that day. What was decided keeps the number of its day.")

    body = ThingField(label=_("In which body"), required=False, name_by="name", empty_label=_("every body"))

    def prepare(self) -> None:
        self.choices_of("body", queries.bodies())

    def carry_out(self) -> Any:  # noqa: ANN401  an Attribute or a Pending
        return pairs.perform(actions.enter_attribute, by=self.actor, member=self.thing, of=self.of, **self.cleaned_data)


class EnterVotes(OfMember):
    """How many votes the member casts where votes are weighed."""

    verb, of = "votes", Attribute.Of.WEIGHT.value
    heading = _("Enter how many votes it casts")
    button = _("Enter the votes")
    done = _("The votes are entered.")

    number = _number(_("Votes"))
    cite = _written()
    from_on = _from()


class EnterPopulation(OfMember):
    """The people a member stands for, where a rule counts them."""

    verb, of = "population", Attribute.Of.POPULATION.value
    heading = _("Enter the population")
    button = _("Enter the population")
    done = _("The population is entered.")

    number = forms.IntegerField(
        label=_("Population"),
        min_value=0,
        max_value=LARGEST,
        help_text=_("A whole number, for all members in the same unit: people, or thousands of them."),
    )
    cite = _written()
    from_on = _from()


class EnterTrait(OfMember):
    """What a member is, where a rule asks about it."""

    verb, of = "trait", Attribute.Of.TRAIT.value
    heading = _("Enter a trait")
    button = _("Enter the trait")
    done = _("The trait is entered.")
    note = _("Only what holds for longer; whom one question is about is said with that question.")

    trait = forms.CharField(
        label=_("Trait, as the rules name it"), max_length=60, help_text=_("As permanent, for a member with a veto.")
    )
    cite = _written()
    from_on = _from()


def _chosen(member: Member, key: str) -> Attribute:
    one: Attribute = found(queries.attributes_of(member), key)
    return one


class EndAttribute(Keeping):
    """A number or a trait that ends."""

    thing: Member
    verb, is_grave = "end-attribute", True
    heading = _("End votes, a population or a trait")
    button = _("End it")
    done = _("It ends on that day.")
    note = _("What was decided keeps what held on its day.")

    attribute = AttributeField(label=_("What ends"))
    until_on = DayField(label=_("Until"))
    ground = forms.CharField(label=_("Decision or text it rests on"), max_length=120, required=False)

    def prepare(self) -> None:
        self.choices_of("attribute", queries.attributes_of(self.thing).filter(until_on__isnull=True))

    def carry_out(self) -> Any:  # noqa: ANN401  an Attribute or a Pending
        return pairs.perform(actions.end_attribute, by=self.actor, **self.cleaned_data)


class CorrectAttribute(RevisingForm):
    """A number entered wrongly, or the wrong place where it is written."""

    thing: Member
    rows = ("keep_organisation",)
    verb = "correct-attribute"
    heading = _("Correct votes, a population or where a trait is written")
    button = _("Correct it")
    done = _("It is corrected; the record keeps what stood before.")
    note = _("A number that changes is entered anew from its day. Verdicts keep what they were computed from.")

    number = _number(_("Number"))
    cite = _written()
    reason = words_field(_("What was wrong"), required=True, long=True)
    of = forms.CharField(widget=forms.HiddenInput, max_length=40)

    @classmethod
    def starting(cls, actor: Actor, thing: Member, asked: dict[str, str]) -> dict[str, Any]:
        one = _chosen(thing, asked.get("of", ""))
        return {"number": one.number, "cite": one.cite, "of": one.key}

    def prepare(self) -> None:
        self.standing = _chosen(self.thing, str((self.data if self.is_bound else self.initial).get("of") or ""))
        if self.standing.number is None:
            del self.fields["number"]

    def carry_out(self) -> Any:  # noqa: ANN401  an Attribute or a Pending
        return pairs.perform(
            actions.correct_attribute,
            by=self.actor,
            attribute=self.standing,
            number=self.cleaned_data.get("number"),
            cite=self.cleaned_data["cite"],
            reason=self.cleaned_data["reason"],
        )


class OfAll(RevisingForm):
    """One number for each member of a body, all from one text."""

    thing: Body
    of: ClassVar[str]
    rows, group = ("keep_organisation",), "numbers"
    note = _("Left empty, a member has none. Where another number stood, it ends on that day and stays in the list.")

    cite = _written()
    from_on = _from()

    @classmethod
    def fits(cls, thing: Body) -> bool:
        return thing.until_on is None and queries.members_of(thing).exists()

    @classmethod
    def starting(cls, actor: Actor, thing: Body, asked: dict[str, str]) -> dict[str, Any]:
        kept = queries.attributes_in(thing, queries.today())
        none = queries.Attributes()
        return {f"of_{one.code}": getattr(kept.get(one.code, none), cls.of) for one in queries.members_of(thing)}

    def prepare(self) -> None:
        self.seated = queries.in_order(queries.members_of(self.thing))
        numbers: dict[str, forms.Field] = {}
        for one in self.seated:
            numbers[f"of_{one.code}"] = _number(one.short_name.said())
            numbers[f"of_{one.code}"].required = False
        self.fields = {**numbers, **self.fields}

    def carry_out(self) -> Any:  # noqa: ANN401  Attributes or a Pending
        typed = self.cleaned_data
        figures = {one.code: typed[f"of_{one.code}"] for one in self.seated if typed[f"of_{one.code}"] is not None}
        return pairs.perform(
            actions.enter_attributes,
            by=self.actor,
            body=self.thing,
            of=self.of,
            figures=figures,
            cite=typed["cite"],
            from_on=typed["from_on"],
        )


class EnterVotesOfAll(OfAll):
    """The votes that each member casts in the body."""

    verb, of = "votes", Attribute.Of.WEIGHT.value
    heading = _("Enter the votes of its members")
    button = _("Enter the votes")
    done = _("The votes are entered.")


class EnterPopulationOfAll(OfAll):
    """The population of each member, as this body counts it."""

    verb, of = "population", Attribute.Of.POPULATION.value
    heading = _("Enter the population of its members")
    button = _("Enter the population")
    done = _("The population is entered.")


ON_MEMBER: tuple[type[ActForm], ...] = (EnterVotes, EnterPopulation, EnterTrait, EndAttribute, CorrectAttribute)
ON_BODY: tuple[type[ActForm], ...] = (EnterVotesOfAll, EnterPopulationOfAll)
