"""What is typed about delegations at the desk: credentials examined, and the lists of partners."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.models import Person
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, ThingField, words_field
from plenary.interfaces.web.meetings.desk_sittings_forms import OFFICE_CLASSES
from plenary.offices.meetings.actions import delegations
from plenary.offices.meetings.models import Delegate, Delegation, Session
from plenary.offices.meetings.permissions import scopes_of_session
from plenary.offices.organisation import actions as organisation_acts
from plenary.offices.organisation import queries as organisation

ROLES = [
    ("head", pgettext_lazy("role in a delegation", "Head")),
    ("alternate", pgettext_lazy("role in a delegation", "Alternate")),
    ("member", pgettext_lazy("role in a delegation", "Member")),
    ("adviser", pgettext_lazy("role in a delegation", "Adviser")),
]


class OnLists(ActForm):
    """An act on the lists of one session."""

    thing: Session

    @classmethod
    def scopes(cls, thing: Session) -> Iterable[str]:
        return scopes_of_session(thing) if thing is not None else ()


class OnCredentials(OnLists):
    """An act on the credentials of one delegate."""

    rows = ("accept_credentials",)

    delegate = ThingField(label=_("Delegate"))

    def prepare(self) -> None:
        standing = Delegate.objects.filter(delegation__session=self.thing, left_list_at__isnull=True)
        self.choices_of("delegate", standing.select_related("person", "delegation__member", "delegation__partner"))
        self.fields["delegate"].label_from_instance = _line  # type: ignore[attr-defined]


class AcceptCredentials(OnCredentials):
    """Credentials examined and found in order."""

    verb = "accept"
    heading = _("Accept credentials")
    button = _("Accept the credentials")
    done = _("The credentials are accepted.")
    note = _("The presiding officer accepts alone; from the desk it takes two persons.")

    def carry_out(self) -> Any:  # noqa: ANN401  Credentials or a Pending
        delegate = self.cleaned_data["delegate"]
        return pairs.perform(delegations.accept_credentials, by=self.actor, delegate=delegate)


class ChallengeCredentials(OnCredentials):
    """Credentials challenged, with the ground."""

    verb, is_grave = "challenge", True
    heading = _("Challenge credentials")
    button = _("Note the challenge")
    done = _("The challenge is noted.")
    note = _("No vote until it is settled.")

    ground_en = words_field(_("Ground in English"), required=True, long=True)
    ground_ru = words_field(_("Ground in Russian"), long=True)

    def carry_out(self) -> Any:  # noqa: ANN401  Credentials or a Pending
        return pairs.perform(
            delegations.challenge_credentials,
            by=self.actor,
            delegate=self.cleaned_data["delegate"],
            ground=self.words("ground"),
        )


class SeatProvisionally(OnCredentials):
    """A delegate seated until the credentials are examined."""

    verb = "seat-provisionally"
    heading = _("Seat a delegate provisionally")
    button = _("Seat provisionally")
    done = _("The delegate is seated provisionally.")
    note = _("With all rights, until the credentials are examined.")

    ground_en = words_field(_("Ground in English"), long=True)
    ground_ru = words_field(_("Ground in Russian"), long=True)

    def carry_out(self) -> Any:  # noqa: ANN401  Credentials or a Pending
        return pairs.perform(
            delegations.seat_provisionally,
            by=self.actor,
            delegate=self.cleaned_data["delegate"],
            ground=self.words("ground"),
        )


class ListPartner(OnLists):
    """The delegation of an outside organisation."""

    verb, group, rows = "list-partner", "lists", ("decide_accreditation",)
    heading = _("List the delegation of a partner")
    button = _("List the delegation")
    done = _("The delegation is listed.")
    note = _("Members list their own delegations; partners are listed here.")

    partner = ThingField(label=_("Partner"), name_by="short_name")

    def prepare(self) -> None:
        self.choices_of("partner", organisation.partners())

    def carry_out(self) -> Any:  # noqa: ANN401  a Delegation or a Pending
        partner = self.cleaned_data["partner"]
        return pairs.perform(delegations.list_delegation, by=self.actor, session=self.thing, partner=partner)


class ListDelegate(OnLists):
    """A person on the list of a partner's delegation."""

    verb, group, rows = "list-delegate", "lists", ("decide_accreditation",)
    heading = _("List a delegate")
    button = _("List the delegate")
    done = _("The delegate is listed.")

    delegation = ThingField(label=_("Delegation"), name_by="partner")
    person = ThingField(label=_("Person"), name_by="name")
    title_en = words_field(_("Office in English, as printed"), required=True)
    title_ru = words_field(_("Office in Russian, as printed"))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial="member")
    office_class = forms.ChoiceField(label=_("Class of office"), choices=OFFICE_CLASSES, initial="other")

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing is not None and thing.delegations.filter(partner__isnull=False).exists()

    def prepare(self) -> None:
        self.choices_of("delegation", Delegation.objects.filter(session=self.thing, partner__isnull=False))
        self.choices_of("person", Person.objects.order_by("pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Delegate or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            delegations.list_delegate,
            by=self.actor,
            delegation=typed["delegation"],
            person=typed["person"],
            title=self.words("title"),
            role=typed["role"],
            office_class=typed["office_class"],
        )


class EnterPerson(OnLists):
    """A human, entered once and listed as often as needed."""

    verb, group, rows = "enter-person", "lists", ("keep_organisation", "decide_accreditation", "convene_session")
    heading = _("Enter a person")
    button = _("Enter the person")
    done = _("The person is entered.")

    name_en = words_field(_("Name in English, as the person writes it"), required=True)
    name_ru = words_field(_("Name in Russian, as the person writes it"))
    sort_name_en = words_field(_("Name by which lists sort, in English"))
    sort_name_ru = words_field(_("Name by which lists sort, in Russian"))
    form_of_address_en = words_field(_("Form of address in English"))
    form_of_address_ru = words_field(_("Form of address in Russian"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Person or a Pending
        return pairs.perform(
            organisation_acts.enter_person,
            by=self.actor,
            name=self.words("name"),
            sort_name=self.words("sort_name"),
            form_of_address=self.words("form_of_address"),
        )


def _line(delegate: Delegate) -> str:
    sender = delegate.delegation.member or delegate.delegation.partner
    return f"{sender}: {delegate.person.name}"


LISTS: tuple[type[ActForm], ...] = (
    AcceptCredentials,
    ChallengeCredentials,
    SeatProvisionally,
    ListPartner,
    ListDelegate,
    EnterPerson,
)
