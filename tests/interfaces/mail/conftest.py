"""A house whose letters leave, into a mail server on loopback."""

from datetime import timedelta

import pytest

from plenary.foundation.access.models import Person
from plenary.foundation.clock import real_now
from plenary.foundation.notices.models import Letter, Mailbox
from plenary.foundation.notices.telling import write_letters
from plenary.interfaces.mail.readers import concerns
from plenary.interfaces.mail.writing import letter
from tests.foundation.notices.conftest import server

__all__ = ["server"]


@pytest.fixture(autouse=True)
def letters_leave(settings):
    settings.MAIL = {"host": "127.0.0.1", "port": 1, "safety": "none", "name": "", "password": ""}
    settings.MAIL_FROM = "notices@house.example"


def has_address(who, language="en"):
    """A person, or the person of an actor or a delegate's line, with a confirmed address."""
    found = who if isinstance(who, Person) else Person.objects.get(key=getattr(who, "person_key", ""))
    Mailbox.objects.create(
        person=found, address=f"p{found.pk}@mail.example", language=language, confirmed_at=real_now()
    )
    return found


def write():
    """Write the letters of what happened, as the work lane does once it has settled."""
    return write_letters(concerns=concerns, writes=letter, at=real_now() + timedelta(minutes=1))


def letters_to(who, kind=""):
    """What was written to a person, subject and text."""
    rows = Letter.objects.filter(person=who).order_by("pk")
    return [(one.subject, one.text) for one in (rows.filter(of_kind=kind) if kind else rows)]
