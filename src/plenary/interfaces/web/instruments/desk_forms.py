"""What is typed about a signing at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, words_field
from plenary.offices.documents import queries as documents
from plenary.offices.instruments.actions import signing
from plenary.offices.instruments.models import SigningPackage, SigningPaper
from plenary.offices.organisation.models import Member


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
        self.fields["received_on"].initial = now().date()
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
