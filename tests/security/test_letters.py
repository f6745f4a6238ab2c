"""Letters and calendars tell nobody a word beyond their audience, and nothing of what is hidden (P15, P16)."""

from __future__ import annotations

import email
import email.policy
from datetime import date, timedelta

import pytest
from django.test import Client

from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.notices import addresses, calendars
from plenary.foundation.notices.kinds import USUALLY, Kind
from plenary.foundation.notices.models import Carrier, Letter, Mailbox, Notice, Wish
from plenary.foundation.notices.sending import Deliverer
from plenary.foundation.notices.telling import write_letters
from plenary.interfaces.mail.readers import concerns
from plenary.interfaces.mail.writing import letter
from plenary.interfaces.web.freshness import forget_pages
from plenary.offices.meetings.actions import moving, sessions, sittings
from plenary.offices.meetings.models import Sitting
from plenary.procedure.refusal import Refused
from tests.builders.organisation import words
from tests.builders.people import agreed
from tests.foundation.notices.mail_server import MailServer
from tests.security.house import READERS
from tests.security.oracle import canaries_in, half
from tests.security.planting import plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with MailServer() as made:
        settings.MAIL = made.setting
        settings.MAIL_FROM = "notices@house.example"
        settings.MAIL_PER_MINUTE = 100_000
        yield made


def everybody_gets_letters():
    """Each reader of the crawl has an address and wants every kind at once."""
    for place, account in enumerate(Account.objects.select_related("person").order_by("pk")):
        language = ("en", "ru", "ar")[place % 3]
        Mailbox.objects.create(
            person=account.person, address=f"r{account.pk}@mail.example", language=language, confirmed_at=real_now()
        )
        for kind in USUALLY:
            Wish.objects.create(person=account.person, kind=kind, when="at_once")


def posted(server):
    """Write and send all that waits; what arrived, decoded."""
    write_letters(concerns=concerns, writes=letter, at=real_now() + timedelta(minutes=1))
    Carrier.objects.update(again_at=None)
    Deliverer().deliver()
    found = []
    for raw in server.messages:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        found.append(str(message["Subject"]) + str(message["To"]) + message.get_content())
    return found


def test_no_letter_and_no_calendar_carries_what_is_not_public(whole_day, server, settings):
    settings.PLENARY_HOME = whole_day.home
    with whole_day.standing():
        everybody_gets_letters()
        planted = plant(whole_day)
        Mailbox.objects.filter(person=whole_day["seat-rus"]).update(address="seat@mail.example", wanted="")
        # What tells an address that letters left it goes there and nowhere else.
        Letter.objects.filter(of_kind=Kind.LEFT).delete()
        # Every sitting with a canary gets an hour, and then another one, so that it is told of as far as it may be.
        for hours in (1, 2):
            for sitting in Sitting.objects.filter(meeting__session__ref="PLANT-2019-1"):
                moved(whole_day, sitting, whole_day.clock + timedelta(days=1, hours=hours))
        sayings = posted(server)
        assert len(sayings) > 20
        secret = {half(one.canary): one for one in planted.secrets if one.audience != "public"}
        told = [secret[one].where for text in sayings for one in canaries_in([text.encode()]) if one in secret]
        assert told == []
        assert all("://" not in text and "www." not in text for text in sayings)
        # Public words are told: the test would see a canary.
        public = {half(one.canary) for one in planted.secrets if one.audience == "public"}
        assert any(public & canaries_in([text.encode()]) for text in sayings)

        own = []
        for login, *_ in READERS:
            account = Account.objects.filter(sign_in_name=login).select_related("person").first()
            if account is not None:
                key = calendars.CalendarKey.objects.update_or_create(
                    person=account.person,
                    defaults={"digest": calendars._digest(f"key-{account.pk}"), "made_at": real_now()},
                )[0]
                assert key
                own.append(Client().get(f"/calendar/own/key-{account.pk}.ics"))
        feeds = [*own, *(Client().get(f"/calendar/{code}/meetings.ics") for code in ("en", "ru", "ar"))]
        assert {answer.status_code for answer in feeds} == {200}
        bytes_ = [b"".join(answer.content.split(b"\r\n ")) for answer in feeds]
        assert [secret[one].where for body in bytes_ for one in canaries_in([body]) if one in secret] == []
        assert any(public & canaries_in([body]) for body in bytes_)


def test_a_hidden_sitting_leaves_no_shadow_in_letters_and_feeds(whole_day, server, settings):
    """The same house with and without it: everybody's letters and everybody's calendars are equal byte for byte."""
    settings.PLENARY_HOME = whole_day.home
    with whole_day.standing():
        everybody_gets_letters()
        general = whole_day.actor("general", "SG")
        session = sessions.plan_session(
            by=agreed(general),
            ref="SHADOW-2019-1",
            title=words("A session"),
            bodies=[whole_day["CSC"]],
            from_on=date(2019, 12, 10),
            audience="public",
        )
        meeting = sessions.plan_meeting(session, by=general)
        Notice.objects.all().delete()

        def feeds():
            forget_pages()
            return [
                (answer.content, answer["ETag"])
                for answer in (Client().get(f"/calendar/{code}/meetings.ics") for code in ("en", "ru"))
            ]

        before = feeds()
        hidden = sittings.plan_sitting(
            meeting,
            by=general,
            title=words("Hidden"),
            format="restricted",
            is_announced=False,
            named=[whole_day["chair"]],
            ground="Convening notice paragraph 3",
            planned_from_at=whole_day.clock + timedelta(days=1),
        )
        moved(whole_day, hidden, whole_day.clock + timedelta(days=2))
        assert feeds() == before
        assert posted(server) == []
        assert (Notice.objects.count(), Letter.objects.count()) == (0, 0)


def moved(summit, sitting, at):
    """By whoever may move it: the secretary-general, the secretary who serves it, its chair."""
    for login, capacity in (("general", "SG"), ("council", "SB"), ("chair", "PO")):
        try:
            return moving.move_sitting(sitting, by=summit.actor(login, capacity), planned_from_at=at)
        except Refused:
            continue
    raise AssertionError(f"nobody moves {sitting}")


def test_an_address_is_told_to_nobody_but_its_owner_and_officers(whole_day, enter, settings):
    settings.PLENARY_HOME = whole_day.home
    with whole_day.standing():
        account = Account.objects.get(sign_in_name="seat-rus")
        addresses.enter_address(
            account.person, by=whole_day.actor("administrator", "AD"), address="canary@mail.example"
        )
        pages = ["/me/letters/", "/me/", "/desk/house/letters/", f"/desk/people/{account.person.key}/", "/desk/people/"]
        seen = {
            (login, page)
            for login, capacity, *_ in READERS
            if Account.objects.filter(sign_in_name=login).exists()
            for page in pages
            if b"canary@mail.example" in enter(login, capacity).get(page).content
        }
        desk = f"/desk/people/{account.person.key}/"
        assert seen == {("seat-rus", "/me/letters/"), ("general", desk), ("administrator", desk)}
