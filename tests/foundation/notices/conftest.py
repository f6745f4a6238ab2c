"""A house with a mail server of its own on loopback."""

import pytest

from plenary.foundation.clock import real_now
from plenary.foundation.notices import queue
from plenary.foundation.notices.models import Letter, Mailbox
from tests.builders.people import person
from tests.foundation.notices.mail_server import MailServer


@pytest.fixture
def server(settings):
    with MailServer() as made:
        settings.MAIL = made.setting
        settings.MAIL_FROM = "Secretariat <notices@house.example>"
        settings.MAIL_PER_MINUTE = 100_000
        yield made


@pytest.fixture
def impatient(monkeypatch):
    """Pauses between tries are none."""
    monkeypatch.setattr(queue, "PAUSES", (queue.PAUSES[0] * 0,) * 5)


def reader(number=0, **more):
    """A person with a confirmed address."""
    who = person(f"Reader {number}")
    Mailbox.objects.create(
        person=who,
        **{"address": f"reader{number}@mail.example", "language": "en", "confirmed_at": real_now(), **more},
    )
    return who


def letter(who, reason="test:1", **more):
    """A letter that waits to go to them."""
    return Letter.objects.create(
        person=who,
        reason=reason,
        **{
            "of_kind": "paper",
            "language": "en",
            "subject": "A paper was issued",
            "text": "Good day.\n.A line that begins with a point.\n",
            "made_at": real_now(),
            "next_at": real_now(),
            **more,
        },
    )


def message_id(one):
    return f"<{one.key}@house.example>"
