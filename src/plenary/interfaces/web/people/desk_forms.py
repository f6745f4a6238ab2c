"""What is typed about people, their roles and their ways in at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import now
from plenary.foundation.people import codes, identities, opening, pairs, recovery
from plenary.foundation.people.models import Identity
from plenary.foundation.people.officers import ROW
from plenary.foundation.people.provider import provider, provider_name
from plenary.foundation.people.signing_in import end_sign_ins_of
from plenary.interfaces.web.desk.acts import ActForm, InstantField, ThingField, words_field
from plenary.interfaces.web.desk.asked_languages import TYPED_IN
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.people.letter_forms import LETTERS
from plenary.interfaces.web.people.places import ROLES, choices_of_place, role_in_words
from plenary.interfaces.web.people.sign_ins import running
from plenary.offices.organisation import actions as organisation
from plenary.offices.organisation.permissions import ENTERS_PERSONS
from plenary.procedure.refusal import Refused


class Giving(ActForm):
    """An act of those who give roles and ways in."""

    rows = (ROW,)


class OfPeople(ActForm):
    """A form in which a person is named, in the languages of the house."""

    name_en = words_field(_("Name in English"))
    name_ru = words_field(_("Name in Russian"))
    name_ar = words_field(_("Name in Arabic"))

    def clean(self) -> dict[str, Any]:
        """A person has a name in one language at least."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.words("name"):
            self.add_error("name_en", _("Write the name in at least one language."))
        return cleaned


class Placed(ActForm):
    """A form in which a role is chosen, and the place where it is held."""

    capacity = forms.ChoiceField(label=_("Role"), choices=ROLES)
    scope = forms.ChoiceField(
        label=_("Where"),
        required=False,
        help_text=_(
            "Delegates act for a delegation, a presiding officer for a body or a meeting, the others for the whole "
            "house."
        ),
    )

    def prepare(self) -> None:
        self.fields["scope"].choices = choices_of_place(self.actor)  # type: ignore[attr-defined]


def sign_in_name_field() -> forms.CharField:
    """What a person will type to sign in."""
    return forms.CharField(
        label=_("Name for signing in"),
        max_length=80,
        help_text=_("Letters a to z, digits, dots and hyphens; for example anna.berg."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )


class AddColleague(Giving, OfPeople, Placed):
    """A person with a role, who may sign in."""

    verb, group = "add", "people"
    heading = _("Add a colleague")
    button = _("Add the colleague")
    done = _("The colleague is added.")
    note = _("You are shown a link that signs this person in once, within a day. Hand it to them yourself.")

    sign_in_name = sign_in_name_field()

    def carry_out(self) -> Any:  # noqa: ANN401  a Link or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            opening.add_colleague,
            by=self.actor,
            name=self.words("name"),
            sign_in_name=typed["sign_in_name"],
            capacity=typed["capacity"],
            scope=typed["scope"],
        )


class EnterPerson(OfPeople):
    """A person who is named in the house and does not sign in, for now."""

    verb, group, rows = "enter", "people", ENTERS_PERSONS
    heading = _("Enter a person")
    button = _("Enter the person")
    done = _("The person is entered.")
    note = _("For somebody who is listed, greeted or named. To let a colleague sign in, add a colleague instead.")

    form_of_address_en = words_field(_("On a badge or a table plate, in English"))
    form_of_address_ru = words_field(_("On a badge or a table plate, in Russian"))
    form_of_address_ar = words_field(_("On a badge or a table plate, in Arabic"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Person or a Pending
        return pairs.perform(
            organisation.enter_person,
            by=self.actor,
            name=self.words("name"),
            sort_name=self.words("name"),
            form_of_address=self.words("form_of_address"),
        )


class CorrectName(RevisingForm, OfPeople):
    """How a person is called."""

    verb, group, rows = "correct", "name", ENTERS_PERSONS
    heading = _("Correct the name")
    button = _("Correct the name")
    done = _("The name is corrected; the record keeps what stood before.")

    sort_name_en = words_field(_("In lists, in English"))
    sort_name_ru = words_field(_("In lists, in Russian"))
    sort_name_ar = words_field(_("In lists, in Arabic"))
    form_of_address_en = words_field(_("On a badge or a table plate, in English"))
    form_of_address_ru = words_field(_("On a badge or a table plate, in Russian"))
    form_of_address_ar = words_field(_("On a badge or a table plate, in Arabic"))

    @classmethod
    def starting(cls, actor: Actor, thing: Person, asked: dict[str, str]) -> dict[str, Any]:
        texts = {"name": thing.name, "sort_name": thing.sort_name, "form_of_address": thing.form_of_address}
        return {f"{field}_{code}": words.get(code, "") for field, words in texts.items() for code in TYPED_IN}

    def carry_out(self) -> Any:  # noqa: ANN401  a Person or a Pending
        return pairs.perform(
            organisation.correct_person,
            by=self.actor,
            person=self.thing,
            name=self.words("name"),
            sort_name=self.words("sort_name"),
            form_of_address=self.words("form_of_address"),
        )


class GiveRole(Giving, Placed):
    """A role, from now."""

    verb, group = "give-role", "roles"
    heading = _("Give a role")
    button = _("Give the role")
    done = _("The role is given.")

    until_at = InstantField(label=_("Until, where it ends by itself"), required=False)

    def carry_out(self) -> Any:  # noqa: ANN401  a Holding or a Pending
        return pairs.perform(opening.give_capacity, by=self.actor, person=self.thing, **self.cleaned_data)


class RoleField(ThingField):
    """One of a person's roles, in words."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401  Django's own arguments
        super().__init__(**more)
        self.actor: Actor | None = None

    def label_from_instance(self, obj: Holding) -> str:
        assert self.actor is not None
        return role_in_words(self.actor, obj)


class EndRole(Giving):
    """A role that ends now."""

    verb, is_grave = "end-role", True
    heading = _("End a role")
    button = _("End the role")
    done = _("The role has ended. What this person has open is closed.")

    holding = RoleField(label=_("Role"))

    @classmethod
    def fits(cls, thing: Person) -> bool:
        return Holding.objects.in_force(now()).filter(person=thing).exists()

    def prepare(self) -> None:
        self.fields["holding"].actor = self.actor  # type: ignore[attr-defined]
        self.choices_of("holding", Holding.objects.in_force(now()).filter(person=self.thing).order_by("pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Holding or a Pending
        return pairs.perform(opening.end_capacity, by=self.actor, **self.cleaned_data)


def account_of(person: Person) -> Account | None:
    """The account of a person, where there is one."""
    return Account.objects.filter(person=person).select_related("person").first()


def standing_account_of(person: Person) -> Account:
    """The account of a person. Raises Refused("people.no_account"): an address was typed that no page offers."""
    account = account_of(person)
    if account is None:
        raise Refused("people.no_account", name=person.name.said())
    return account


class Invite(Giving):
    """A person of the house who may sign in from now on."""

    verb, group = "invite", "ways"
    heading = _("Let this person sign in")
    button = _("Let this person sign in")
    done = _("This person may sign in.")
    note = AddColleague.note

    sign_in_name = sign_in_name_field()

    @classmethod
    def fits(cls, thing: Person) -> bool:
        return account_of(thing) is None

    def carry_out(self) -> Any:  # noqa: ANN401  a Link or a Pending
        return pairs.perform(opening.invite, by=self.actor, person=self.thing, **self.cleaned_data)


class OnAccount(Giving):
    """An act on an account that stands; it asks nothing but a press."""

    group = "ways"
    is_open: ClassVar[bool] = True
    act: ClassVar[Callable[..., Any]]

    @classmethod
    def fits(cls, thing: Person) -> bool:
        account = account_of(thing)
        return account is not None and account.is_active is cls.is_open and cls.suits(account)

    @classmethod
    def suits(cls, account: Account) -> bool:
        """Whether this account needs it."""
        return True

    def carry_out(self) -> Any:  # noqa: ANN401  what the act returns, or a Pending
        return pairs.perform(type(self).act, by=self.actor, account=standing_account_of(self.thing))


class HandOutLink(OnAccount):
    """A way in for a person who has no key yet and is not here."""

    verb = "link"
    heading = _("Hand out a set-up link")
    button = _("Make the link")
    done = _("The link is made.")
    note = _("It signs this person in once, within a day. Links and codes of before work no longer.")
    act = staticmethod(codes.hand_out_link)

    @classmethod
    def suits(cls, account: Account) -> bool:
        return not account.passkeys.exists()


class ReplaceKeys(OnAccount):
    """A person who lost every key, or whose key somebody else may have."""

    verb, is_grave = "replace-keys", True
    heading = _("Replace lost keys")
    button = _("Replace the keys")
    done = _("The keys are replaced.")
    note = _(
        "Make sure that it is this person who asks: meet them, or call a number you know. All their keys and sign-ins "
        "end, their address for letters is taken out, and you are shown a link that signs them in once, within a day."
    )
    act = staticmethod(recovery.replace_keys)

    @classmethod
    def suits(cls, account: Account) -> bool:
        return account.passkeys.exists()


class HandOutCode(OnAccount):
    """A way in for a person who stands at the desk."""

    verb = "code"
    heading = _("Hand out a code at the desk")
    button = _("Make the code")
    done = _("The code is made.")
    note = _(
        "Eight letters and digits that sign this person in once, within ten minutes. Read them out; do not send them."
    )
    act = staticmethod(codes.hand_out_code)


class ShutOut(OnAccount):
    """Nobody comes in by this account any more."""

    verb, is_grave = "shut-out", True
    heading = _("Shut this person out")
    button = _("Shut this person out")
    done = _("This person is shut out. Every page and stream they had open is closed.")
    note = _(
        "Everything they have open is closed at once, and they cannot sign in. What they did stays in the record, and "
        "they can be let in again."
    )
    act = staticmethod(opening.close_account)


class EndSignIns(Giving):
    """Sign-ins of somebody whose device is lost or stolen."""

    verb, group, is_grave = "end-sign-ins", "ways", True
    heading = _("End all sign-ins")
    button = _("End all sign-ins")
    done = _("All sign-ins have ended; every page and stream is closed.")
    note = _("For a device that was lost or stolen. The keys stay; if one of them was lost too, replace lost keys.")

    reason = forms.CharField(label=_("Reason"), max_length=400)

    @classmethod
    def fits(cls, thing: Person) -> bool:
        account = account_of(thing)
        return account is not None and bool(running(account))

    def carry_out(self) -> int:
        account = standing_account_of(self.thing)
        return end_sign_ins_of(account, by=self.actor, reason=self.cleaned_data["reason"])


class JoinProvider(Giving):
    """A person whom the organisation's provider knows may sign in by it."""

    verb, group = "join-provider", "ways"
    heading = _("Join to the provider")
    button = _("Join to the provider")
    done = _("This person may sign in by the provider.")
    note = _(
        "The identifier is the one by which the provider knows this person for good; its administrators can say it, "
        "and a person who tries to sign in by the provider is shown it. It is no e-mail address."
    )

    subject = forms.CharField(
        label=_("Identifier at the provider"), max_length=255, widget=forms.TextInput(attrs={"autocapitalize": "none"})
    )

    @classmethod
    def fits(cls, thing: Person) -> bool:
        account = account_of(thing)
        return bool(
            provider_name() and account and account.is_active and not Identity.objects.filter(account=account).exists()
        )

    def carry_out(self) -> Any:  # noqa: ANN401  an Identity or a Pending
        account = standing_account_of(self.thing)
        return pairs.perform(
            identities.join_identity, by=self.actor, account=account, issuer=provider().issuer, **self.cleaned_data
        )


class PartProvider(Giving):
    """Nobody comes in by the provider for this person any more."""

    verb, group, is_grave = "part-provider", "ways", True
    heading = _("Part from the provider")
    button = _("Part from the provider")
    done = _("This person signs in by the provider no more; what was begun so has ended.")

    reason = forms.CharField(label=_("Reason"), max_length=400)

    @classmethod
    def fits(cls, thing: Person) -> bool:
        return Identity.objects.filter(account__person=thing).exists()

    def carry_out(self) -> None:
        identities.part_identity(standing_account_of(self.thing), by=self.actor, reason=self.cleaned_data["reason"])


class LetInAgain(OnAccount):
    """An account that was closed opens again."""

    verb, is_open = "let-in", False
    heading = _("Let this person in again")
    button = _("Let this person in again")
    done = _("This person may sign in again, with the keys of before.")
    act = staticmethod(opening.reopen_account)


class Narrow(forms.Form):
    """What the list of people is narrowed to."""

    STATES = [
        ("", _("everybody")),
        ("in", _("may sign in")),
        ("new", _("may sign in, never came")),
        ("out", _("shut out")),
        ("none", _("no way in")),
    ]

    q = forms.CharField(label=_("Name"), required=False, max_length=120, strip=True)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("any")), *ROLES])
    state = forms.ChoiceField(label=_("Way in"), required=False, choices=STATES)


class AskWhy(forms.Form):
    """Which thing is asked about."""

    thing = forms.CharField(
        label=_("Document, meeting or decision"),
        max_length=300,
        help_text=_("Its symbol or number, or the address of its page."),
    )


NEW: tuple[type[ActForm], ...] = (AddColleague, EnterPerson)
PERSON: tuple[type[ActForm], ...] = (
    CorrectName,
    GiveRole,
    EndRole,
    Invite,
    HandOutLink,
    ReplaceKeys,
    HandOutCode,
    EndSignIns,
    JoinProvider,
    PartProvider,
    ShutOut,
    LetInAgain,
    *LETTERS,
)
