"""What is typed about a signing at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Person
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, ThingsField, words_field
from plenary.interfaces.web.instruments.public_reading import DEPOSITS
from plenary.offices.documents import queries as documents
from plenary.offices.instruments.actions import signing, treaties
from plenary.offices.instruments.models import SigningPackage, SigningPaper, Treaty
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Delegate, Item, Session
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Member

ALPHABETS = [
    ("", pgettext_lazy("alphabet of the blocks", "as the rules in force say")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("ar", _("Arabic")),
]
NEEDED = [
    ("", pgettext_lazy("what brings a treaty into force", "not stated")),
    ("all", pgettext_lazy("what brings a treaty into force", "instruments of all parties")),
    ("2/3", pgettext_lazy("what brings a treaty into force", "of two thirds of them")),
    ("1/2", pgettext_lazy("what brings a treaty into force", "of half of them")),
]


class PlanSigning(ActForm):
    """Papers to be signed together at a meeting, with one block a party in the agreed order."""

    verb, group, rows = "plan", "signings", ("record_deposit",)
    heading = _("Plan a signing")
    button = _("Plan the signing")
    done = _("The signing is planned. Papers can be laid in it.")
    note = _("The blocks stand in the order that the rules in force agree.")

    session = ThingField(label=_("Meeting"), name_by="title")
    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    item = ThingField(label=_("Item of the agenda"), required=False, name_by="title")
    members = ThingsField(
        label=_("Parties"),
        required=False,
        name_by="short_name",
        help_text=_("None ticked: every member of the body that meets."),
    )
    order_language = forms.ChoiceField(label=_("Alphabet of the blocks"), choices=ALPHABETS, required=False)
    papers_count_stated = forms.IntegerField(
        label=_("Number of papers, where a source states it"), required=False, min_value=1, max_value=500
    )

    def prepare(self) -> None:
        sessions = Session.objects.readable_by(self.actor).exclude(state=Session.State.CLOSED)
        self.choices_of("session", sessions.order_by("-from_on", "-pk"))
        items = Item.objects.readable_by(self.actor).filter(session__in=sessions).exclude(state=Item.State.WITHDRAWN)
        self.choices_of("item", items.order_by("session", "series", "place"))
        self.choices_of("members", organisation.members())

    def carry_out(self) -> Any:  # noqa: ANN401  a SigningPackage or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            signing.plan_signing,
            by=self.actor,
            session=typed["session"],
            title=self.words("title"),
            members=list(typed["members"]),
            item=typed["item"],
            papers_count_stated=typed["papers_count_stated"],
            order_language=typed["order_language"],
        )


class EnterTreaty(ActForm):
    """A treaty that the organisation keeps or rests on; what is not stated stays empty."""

    verb, group, rows = "treaty", "treaties", ("record_deposit",)
    heading = _("Enter a treaty")
    button = _("Enter the treaty")
    done = _("The treaty is entered.")
    note = _("What is not stated stays empty and is shown as not stated.")

    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    document = ThingField(label=_("Its text"), required=False)
    signed_at_place_en = words_field(_("Signed at, in English"))
    signed_at_place_ru = words_field(_("Signed at, in Russian"))
    signed_on = DayField(label=_("Signed on"), required=False)
    in_force_on = DayField(label=_("In force since"), required=False)
    in_force_rule = forms.CharField(
        label=_("Article that says so"), required=False, max_length=200, help_text=_("For example: Pact art. 27.")
    )
    needed = forms.ChoiceField(label=_("Enters into force by"), choices=NEEDED, required=False)
    parties_count = forms.IntegerField(label=_("Number of parties"), required=False, min_value=1, max_value=500)
    delay_days = forms.IntegerField(label=_("Days after that"), required=False, min_value=0, max_value=3660)
    delay_months = forms.IntegerField(label=_("Months after that"), required=False, min_value=0, max_value=120)
    first_of_month = forms.BooleanField(label=_("From the first day of the month that follows"), required=False)

    def prepare(self) -> None:
        self.choices_of("document", documents.documents(self.actor).order_by("symbol", "pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Treaty or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            treaties.enter_treaty,
            by=self.actor,
            title=self.words("title"),
            document=typed["document"],
            signed_at_place=self.words("signed_at_place"),
            signed_on=typed["signed_on"],
            in_force_on=typed["in_force_on"],
            in_force_rule=typed["in_force_rule"],
            needed=typed["needed"],
            parties_count=typed["parties_count"],
            delay_days=typed["delay_days"] or 0,
            delay_months=typed["delay_months"] or 0,
            first_of_month=typed["first_of_month"],
        )


class RecordDeposit(ActForm):
    """A ratification, acceptance, approval or accession, on the day it was received."""

    thing: Treaty
    verb, group, rows = "deposit", "next", ("record_deposit",)
    heading = _("Record an instrument received")
    button = _("Record the instrument")
    done = _("The instrument is recorded.")
    note = _("The depositary notifies the parties; it does not judge.")

    member = ThingField(label=_("Member"), name_by="short_name")
    kind = forms.ChoiceField(label=_("Instrument"), choices=list(DEPOSITS.items()))
    received_on = DayField(label=_("Received on"))
    not_in_good_form = forms.BooleanField(label=_("Its form is to be put right; it does not count yet"), required=False)
    note_en = words_field(_("Note in English"), long=True, most=2000)
    note_ru = words_field(_("Note in Russian"), long=True, most=2000)

    @classmethod
    def starting(cls, actor: Actor, thing: Treaty, asked: dict[str, str]) -> dict[str, Any]:
        return {"received_on": organisation.day_at_seat(), **asked}

    def prepare(self) -> None:
        deposited = self.thing.deposits.filter(withdrawn_on__isnull=True).values("member")
        self.choices_of("member", organisation.members().exclude(pk__in=deposited))

    def carry_out(self) -> Any:  # noqa: ANN401  a Deposit or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            treaties.record_deposit,
            by=self.actor,
            treaty=self.thing,
            member=typed["member"],
            kind=typed["kind"],
            received_on=typed["received_on"],
            in_good_form=not typed["not_in_good_form"],
            note=self.words("note"),
        )


class OnPackage(ActForm):
    """An act on one signing."""

    thing: SigningPackage
    rows = ("record_deposit",)

    def parties(self) -> Any:  # noqa: ANN401  rows of members
        """Members that have a block."""
        return Member.objects.filter(signature_blocks__package=self.thing).order_by("signature_blocks__order")


class AddPaper(OnPackage):
    """A sealed text laid among the papers."""

    verb, group = "add-paper", "papers"
    heading = _("Add a paper")
    button = _("Add the paper")
    done = _("The paper is added.")

    document = ThingField(label=_("Document"))
    is_treaty = forms.BooleanField(label=_("A treaty: full powers are asked of all but heads"), required=False)

    @classmethod
    def fits(cls, thing: SigningPackage) -> bool:
        return thing.state == SigningPackage.State.PLANNED

    def prepare(self) -> None:
        self.choices_of(
            "document", documents.documents(self.actor).filter(partner__isnull=True).order_by("symbol", "pk")
        )

    def carry_out(self) -> Any:  # noqa: ANN401  a SigningPaper or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            signing.add_paper,
            by=self.actor,
            package=self.thing,
            document=typed["document"],
            is_treaty=typed["is_treaty"],
        )


class ReceivePowers(OnPackage):
    """The paper that lets a person sign for a member."""

    verb, group = "full-powers", "powers"
    heading = _("Enter full powers")
    button = _("Enter the full powers")
    done = _("The full powers are entered.")

    member = ThingField(label=_("Member"), name_by="short_name")
    person = ThingField(label=_("Person"), name_by="name")
    received_on = DayField(label=_("Received on"))
    until_on = DayField(label=_("Valid until"), required=False)
    issued_by_en = words_field(_("Issued by, in English"))
    issued_by_ru = words_field(_("Issued by, in Russian"))

    @classmethod
    def fits(cls, thing: SigningPackage) -> bool:
        return thing.state != SigningPackage.State.SIGNED

    def prepare(self) -> None:
        self.fields["received_on"].initial = organisation.day_at_seat()
        self.choices_of("member", self.parties())
        self.choices_of("person", Person.objects.order_by("pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  FullPowers or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            signing.receive_full_powers,
            by=self.actor,
            package=self.thing,
            member=typed["member"],
            person=typed["person"],
            received_on=typed["received_on"],
            until_on=typed["until_on"],
            issued_by=self.words("issued_by") or None,
        )


class OpenSigning(OnPackage):
    """The papers laid open; the digests stand from here."""

    verb, group = "open", "next"
    heading = _("Open the signing")
    button = _("Open the signing")
    done = _("The papers lie open for signature.")
    note = _("What is signed from here on is the digest of each paper.")

    @classmethod
    def fits(cls, thing: SigningPackage) -> bool:
        return thing.state == SigningPackage.State.PLANNED

    def carry_out(self) -> Any:  # noqa: ANN401  a SigningPackage or a Pending
        return pairs.perform(signing.open_signing, by=self.actor, package=self.thing)


class EnterSignature(OnPackage):
    """A signature given at the table, entered by the depositary."""

    verb, group = "sign", "next"
    heading = _("Enter a signature")
    button = _("Enter the signature")
    done = _("The signature is entered.")

    paper = ThingField(label=_("Paper"))
    member = ThingField(label=_("For"), name_by="short_name")
    person = ThingField(label=_("Signed by"), name_by="name")

    @classmethod
    def fits(cls, thing: SigningPackage) -> bool:
        return thing.state == SigningPackage.State.OPEN

    @classmethod
    def starting(cls, actor: Actor, thing: SigningPackage, asked: dict[str, str]) -> dict[str, Any]:
        """Whose block was chosen; the head of that delegation, where one is listed."""
        lists = meetings.delegations(thing.session)
        own = next((one for one in lists if one.member is not None and one.member.key == asked.get("member")), None)
        head = next((one for one in own.delegates.all() if one.role == Delegate.Role.HEAD), None) if own else None
        return {**({"person": head.person.key} if head else {}), **asked}

    def prepare(self) -> None:
        self.choices_of("paper", SigningPaper.objects.filter(package=self.thing).select_related("document"))
        self.choices_of("member", self.parties())
        self.choices_of("person", Person.objects.order_by("pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Signature or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            signing.sign_paper, by=self.actor, paper=typed["paper"], member=typed["member"], person=typed["person"]
        )


class Certify(OnPackage):
    """A certified true copy, by two persons."""

    verb, rows = "certify", ("certify_copy",)
    heading = _("Certify a true copy")
    button = _("Certify the copy")
    done = _("The certified copy is made.")
    note = _("One person draws it up, another certifies it. Its digest stands in the record.")

    paper = ThingField(label=_("Paper"))

    def prepare(self) -> None:
        self.choices_of("paper", SigningPaper.objects.filter(package=self.thing).select_related("document"))

    def carry_out(self) -> Any:  # noqa: ANN401  a CertifiedCopy or a Pending
        return pairs.perform(signing.certify_copy, by=self.actor, paper=self.cleaned_data["paper"])


SIGNING: tuple[type[ActForm], ...] = (OpenSigning, EnterSignature, AddPaper, ReceivePowers, Certify)
SIGNINGS: tuple[type[ActForm], ...] = (PlanSigning, EnterTreaty)
TREATY: tuple[type[ActForm], ...] = (RecordDeposit,)
