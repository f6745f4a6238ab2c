"""What is typed about bodies, members, the presidency and sources at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.clock import now
from plenary.foundation.kept import Kept
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, ThingsField, words_field
from plenary.interfaces.web.desk.correcting import CorrectingForm
from plenary.interfaces.web.organisation.reading import COMPOSITIONS
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import Presidency, Source

STATUSES = [
    ("planned", pgettext_lazy("what a source states", "that it is planned")),
    ("occurred", pgettext_lazy("what a source states", "that it happened")),
    ("quoted", pgettext_lazy("what a source states", "what somebody said")),
]
TERMS = [
    ("upcoming", pgettext_lazy("presidency", "to come")),
    ("in_office", pgettext_lazy("presidency", "in office")),
    ("ended", pgettext_lazy("presidency", "ended")),
]


class Keeping(ActForm):
    """An act of those who keep the organisation's own facts."""

    rows = ("keep_organisation",)


class CorrectingNames(CorrectingForm, Keeping):
    """How the body, member or partner of the page is called."""

    verb = "correct"
    heading = _("Correct the names")
    button = _("Correct the names")
    done = _("The names are corrected; the record keeps what stood before.")

    @classmethod
    def corrects(cls, actor: Actor, thing: Kept, key: str) -> Kept:
        return thing


class EstablishBody(Keeping):
    """A body with its composition and its place."""

    verb, group = "establish", "bodies"
    heading = _("Establish a body")
    button = _("Establish the body")
    done = _("The body is established.")

    code = forms.SlugField(label=_("Code, as in its documents"), max_length=12)
    name_en = words_field(_("Name in English"), required=True)
    name_ru = words_field(_("Name in Russian"))
    short_name_en = words_field(_("Short name in English"))
    short_name_ru = words_field(_("Short name in Russian"))
    composition = forms.ChoiceField(label=_("Composition"), choices=list(COMPOSITIONS.items()))
    parent = ThingField(label=_("Under"), required=False, name_by="name")
    rank = forms.IntegerField(label=_("Place in lists"), min_value=1, max_value=999, initial=100)
    is_supreme = forms.BooleanField(label=_("It is the supreme body"), required=False)
    is_statutory = forms.BooleanField(label=_("Created by the founding treaty"), required=False)
    decides = forms.BooleanField(label=_("It decides"), required=False, initial=True)
    provision = forms.CharField(label=_("Provision, as Charter art. 13"), max_length=80, required=False)
    from_on = DayField(label=_("From"), required=False)
    members = ThingsField(
        label=_("Members with a seat"),
        required=False,
        name_by="short_name",
        help_text=_("With none ticked every member has one; a body that does not decide then has no seats."),
    )

    def prepare(self) -> None:
        self.choices_of("parent", queries.bodies())
        self.choices_of("members", queries.members().order_by("code"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Body or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.establish_body,
            by=self.actor,
            code=typed["code"],
            name=self.words("name"),
            short_name=self.words("short_name"),
            composition=typed["composition"],
            parent=typed["parent"],
            rank=typed["rank"],
            members=list(typed["members"]) or None,
            is_supreme=typed["is_supreme"],
            is_statutory=typed["is_statutory"],
            decides=typed["decides"],
            provision=typed["provision"],
            from_on=typed["from_on"],
        )


class AdmitMember(Keeping):
    """A State or other subject that joins."""

    verb, group = "admit", "members"
    heading = _("Admit a member")
    button = _("Admit the member")
    done = _("The member is admitted.")

    code = forms.SlugField(label=_("Code, as ISO 3166"), max_length=12)
    short_name_en = words_field(_("Short name in English"), required=True)
    short_name_ru = words_field(_("Short name in Russian"))
    formal_name_en = words_field(_("Formal name in English"))
    formal_name_ru = words_field(_("Formal name in Russian"))
    from_on = DayField(label=_("Member since"), required=False)
    bodies = ThingsField(label=_("Takes a seat in"), required=False, name_by="name")

    def prepare(self) -> None:
        self.choices_of("bodies", queries.bodies().filter(decides=True))

    def carry_out(self) -> Any:  # noqa: ANN401  a Member or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.admit_member,
            by=self.actor,
            code=typed["code"],
            short_name=self.words("short_name"),
            formal_name=self.words("formal_name"),
            sort_name=self.words("short_name"),
            from_on=typed["from_on"],
            bodies=list(typed["bodies"]),
        )


class EndMembership(Keeping):
    """A member that leaves; its seats end the same day."""

    verb, group, is_grave = "end", "members", True
    heading = _("End a membership")
    button = _("End the membership")
    done = _("The membership ends on that day.")

    member = ThingField(label=_("Member"), name_by="short_name")
    until_on = DayField(label=_("Until"))
    ground = forms.CharField(label=_("Decision or notice it rests on"), max_length=200, required=False)

    def prepare(self) -> None:
        self.choices_of("member", queries.members())

    def carry_out(self) -> Any:  # noqa: ANN401  a Member or a Pending
        return pairs.perform(actions.end_membership, by=self.actor, **self.cleaned_data)


class EnterPresidency(Keeping):
    """A member's turn to lead the organisation."""

    verb, group = "presidency", "presidency"
    heading = _("Enter a presidency")
    button = _("Enter the presidency")
    done = _("The presidency is entered.")

    member = ThingField(label=_("Member"), name_by="short_name")
    order = forms.IntegerField(label=_("Place in the row of presidencies"), min_value=1, max_value=9999)
    period_printed = forms.CharField(
        label=_("Period, as printed"), max_length=40, required=False, help_text=_("For example 2027-2028.")
    )
    state = forms.ChoiceField(label=_("State"), choices=TERMS)
    from_on = DayField(label=_("First day, where it is stated"), required=False)
    until_on = DayField(label=_("Last day, where it is stated"), required=False)
    intersessional_note_en = words_field(_("Which period its priorities are for, in English"))
    intersessional_note_ru = words_field(_("The same in Russian"))

    @classmethod
    def starting(cls, actor: Actor, thing: Any, asked: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401
        last = Presidency.objects.order_by("-order").values_list("order", flat=True).first()
        return {"order": (last or 0) + 1, "state": Presidency.State.UPCOMING, **asked}

    def prepare(self) -> None:
        self.choices_of("member", queries.members().order_by("code"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Presidency or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.enter_presidency,
            by=self.actor,
            member=typed["member"],
            order=typed["order"],
            period_printed=typed["period_printed"],
            state=typed["state"],
            from_on=typed["from_on"],
            until_on=typed["until_on"],
            intersessional_note=self.words("intersessional_note"),
        )


class OnPresidency(Keeping):
    """An act on one presidency."""

    def prepare(self) -> None:
        self.choices_of("presidency", Presidency.objects.exclude(state=Presidency.State.ENDED).order_by("order"))


class PlanStatement(OnPresidency):
    """The presidency is expected to state its priorities."""

    verb, group = "statement", "presidency"
    heading = _("Plan the statement of a presidency")
    button = _("Plan the statement")
    done = _("The statement is planned. The priorities stay empty until they are delivered.")

    presidency = ThingField(label=_("Presidency"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Presidency or a Pending
        return pairs.perform(actions.plan_statement, by=self.actor, presidency=self.cleaned_data["presidency"])


class DeliverPriorities(OnPresidency):
    """The priorities as delivered, one a line."""

    verb, group = "priorities", "presidency"
    heading = _("Enter the priorities delivered")
    button = _("Enter the priorities")
    done = _("The priorities are entered.")

    presidency = ThingField(label=_("Presidency"))
    texts_en = forms.CharField(
        label=_("Priorities in English, one a line"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000
    )
    texts_ru = forms.CharField(
        label=_("The same in Russian, line by line"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
        required=False,
    )

    def carry_out(self) -> Any:  # noqa: ANN401  a Presidency or a Pending
        english, russian = (_lines(self.cleaned_data[f"texts_{code}"]) for code in ("en", "ru"))
        return pairs.perform(
            actions.deliver_priorities,
            by=self.actor,
            presidency=self.cleaned_data["presidency"],
            texts=[
                Words.of({"en": said, "ru": russian[at] if at < len(russian) else ""})
                for at, said in enumerate(english)
            ],
            happened_at=now(),
        )


class PassPresidency(OnPresidency):
    """The presidency goes to the next member in the rotation."""

    verb, group = "pass", "presidency"
    heading = _("Pass the presidency")
    button = _("Pass the presidency")
    done = _("The presidency is passed.")

    presidency = ThingField(label=_("To"))

    def prepare(self) -> None:
        self.choices_of("presidency", Presidency.objects.filter(state=Presidency.State.UPCOMING).order_by("order"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Presidency or a Pending
        to = self.cleaned_data["presidency"]
        return pairs.perform(actions.pass_presidency, by=self.actor, to=to, happened_at=now())


class EnterSource(ActForm):
    """A report or a notice to which facts are attributed."""

    verb, group, rows = "source", "sources", ("keep_organisation", "issue_version", "draft_release")
    heading = _("Enter a source")
    button = _("Enter the source")
    done = _("The source is entered.")

    code = forms.SlugField(label=_("Short name, as tass-2019-11-28"), max_length=60)
    name_en = words_field(_("Name in English"), required=True)
    name_ru = words_field(_("Name in Russian"))
    place_en = words_field(_("Place in English"))
    place_ru = words_field(_("Place in Russian"))
    published_on = DayField(label=_("Published on"), required=False)

    def carry_out(self) -> Any:  # noqa: ANN401  a Source or a Pending
        return pairs.perform(
            actions.enter_source,
            by=self.actor,
            code=self.cleaned_data["code"],
            name=self.words("name"),
            place=self.words("place"),
            published_on=self.cleaned_data["published_on"],
        )


class OnThing(ActForm):
    """An act on the sources of one thing of the record."""

    thing: Kept
    rows = ("keep_organisation", "issue_version", "draft_release")


class Attribute(OnThing):
    """Which source states the thing, or one aspect of it, and how."""

    verb, group = "attribute", "attributions"
    heading = _("State a source")
    button = _("State the source")
    done = _("The source is stated.")

    source = ThingField(label=_("Source"))
    status = forms.ChoiceField(label=_("What it states"), choices=STATUSES)
    aspect = forms.SlugField(
        label=_("Of what, as greeter"), max_length=40, required=False, help_text=_("Empty: of the thing as such.")
    )
    fact = forms.CharField(label=_("Number of the fact in the source"), max_length=8, required=False)
    speaker_en = words_field(_("Whom it quotes, in English"))
    speaker_ru = words_field(_("Whom it quotes, in Russian"))
    quoted_en = words_field(_("The words quoted, in English"))
    quoted_ru = words_field(_("The words quoted, in Russian"))
    is_public_fact = forms.BooleanField(label=_("From another public notice: shown with [P]"), required=False)

    def prepare(self) -> None:
        self.choices_of("source", Source.objects.order_by("-pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  an Attribution or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.attribute,
            by=self.actor,
            thing=self.thing,
            source=typed["source"],
            status=typed["status"],
            aspect=typed["aspect"],
            fact=typed["fact"],
            speaker=self.words("speaker"),
            quoted=self.words("quoted"),
            is_public_fact=typed["is_public_fact"],
        )


class WithdrawAttribution(OnThing):
    """A source taken back, with the reason."""

    verb, is_grave = "withdraw", True
    heading = _("Withdraw a source")
    button = _("Withdraw the source")
    done = _("The source is withdrawn; it stays in the record with the reason.")

    attribution = ThingField(label=_("Source"), name_by="source")
    reason = words_field(_("Reason"), required=True, long=True)

    def prepare(self) -> None:
        self.choices_of("attribution", queries.attributions_of(self.thing))

    def carry_out(self) -> Any:  # noqa: ANN401  an Attribution or a Pending
        return pairs.perform(actions.withdraw_attribution, by=self.actor, **self.cleaned_data)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


BODIES: tuple[type[ActForm], ...] = (EstablishBody,)
MEMBERS: tuple[type[ActForm], ...] = (
    AdmitMember,
    EndMembership,
    EnterPresidency,
    PlanStatement,
    DeliverPriorities,
    PassPresidency,
)
SOURCES: tuple[type[ActForm], ...] = (EnterSource,)
THING: tuple[type[ActForm], ...] = (Attribute, WithdrawAttribution)
