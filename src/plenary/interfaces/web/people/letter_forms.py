"""A person's address for letters, as officers keep it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Person
from plenary.foundation.notices.addresses import ROW, enter_address, erase_address, mailbox_of
from plenary.foundation.notices.models import Mailbox
from plenary.interfaces.web.desk.acts import ActForm
from plenary.interfaces.web.notices.forms import address_field, language_field


class EnterAddress(ActForm):
    """Where letters go."""

    verb, group, rows = "enter-address", "letters", (ROW,)
    heading = _("Enter an address for letters")
    button = _("Enter the address")
    done = _("The address is entered. Letters go there from now on.")
    note = _("Only one that this person gave you. They see it on their own page and can erase it there.")

    address = address_field()
    language = language_field()

    @classmethod
    def starting(cls, actor: Actor, thing: Person, asked: dict[str, str]) -> dict[str, Any]:
        mailbox = mailbox_of(thing)
        if mailbox is None:
            return {"language": settings.LANGUAGE_CODE}
        return {"address": mailbox.address, "language": mailbox.language}

    def carry_out(self) -> Mailbox:
        return enter_address(self.thing, by=self.actor, **self.cleaned_data)


class EraseAddress(ActForm):
    """No letters any more."""

    verb, group, rows, is_grave = "erase-address", "letters", (ROW,), True
    heading = _("Erase the address for letters")
    button = _("Erase the address")
    done = _("The address is erased. Letters that waited are not sent.")

    @classmethod
    def fits(cls, thing: Person) -> bool:
        return mailbox_of(thing) is not None

    def carry_out(self) -> Person:
        return erase_address(self.thing, by=self.actor)


LETTERS: tuple[type[ActForm], ...] = (EnterAddress, EraseAddress)
