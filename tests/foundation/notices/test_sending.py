"""Letters into a mail server that refuses, delays and dies: none is lost, none goes out twice."""

import email
import email.policy
import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connections, transaction

from plenary.foundation.access.actors import the_house
from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.keeping.journal_verbs import ABOUT, AUDIENCE, HOUSE_RESTORED
from plenary.foundation.notices import desk, queue
from plenary.foundation.notices.models import Carrier, Letter, Mailbox
from plenary.foundation.notices.post import Post
from plenary.foundation.notices.sending import Deliverer, written
from tests.builders.people import actor
from tests.foundation.notices.conftest import letter, message_id, reader
from tests.foundation.notices.mail_server import DEATHS, DELAYS, REFUSALS, MailServer

pytestmark = pytest.mark.django_db


def deliver(times=1):
    """Try so often, each time as if the pause after a trouble were over."""
    for _ in range(times):
        Carrier.objects.update(again_at=None)
        Deliverer(connect_s=5, answer_s=5).deliver()


def state(one):
    return Letter.objects.get(pk=one.pk).state


def test_a_letter_that_the_server_took_is_sent_and_emptied(server):
    one = letter(reader())
    deliver(3)
    kept = Letter.objects.get(pk=one.pk)
    assert (kept.state, kept.answer, kept.text, kept.attempts) == ("sent", "250", "", 1)
    assert server.boxes == {"reader0@mail.example": [message_id(one)]}


def test_it_arrives_as_it_was_written(server):
    letter(reader(), subject="Заседание", text="Строка.\n.Точка в начале.\n", language="ru")
    deliver()
    (raw,) = server.messages
    got = email.message_from_bytes(raw, policy=email.policy.default)
    assert got["Subject"] == "Заседание"
    assert got["From"] == "Secretariat <notices@house.example>"
    assert got["To"] == "Reader 0 <reader0@mail.example>"
    assert (got["Auto-Submitted"], got.get_content_type()) == ("auto-generated", "text/plain")
    assert got["Content-Language"] == "ru"
    assert got.get_content().replace("\r\n", "\n") == "Строка.\n.Точка в начале.\n"


#: What a fault comes to: the state in the end, and how often the letter stands in its mailbox.
ENDS = {
    **dict.fromkeys(REFUSALS, ("sent", 1)),
    **dict.fromkeys(DEATHS, ("sent", 1)),
    **dict.fromkeys(DELAYS, ("sent", 1)),
    "rcpt_550": ("given_up", 0),
    "data_554": ("given_up", 0),
    "dot_552": ("given_up", 0),
    # The text is on its way as a whole, so the house cannot tell where in it the server died.
    "die_in_text": ("uncertain", 0),
    "die_after_dot": ("uncertain", 0),
    "die_after_storing": ("uncertain", 1),
}

UNCERTAIN = ("die_in_text", "die_after_dot", "die_after_storing")


@pytest.mark.parametrize("fault", ENDS)
def test_each_fault_comes_to_its_end(server, impatient, fault):
    server.plan = [fault]
    one = letter(reader())
    deliver(4)
    assert server.met == [fault]
    assert (state(one), server.stored().count(message_id(one))) == ENDS[fault]


@pytest.mark.parametrize("fault", ["die_after_dot", "die_after_storing"])
def test_an_uncertain_letter_goes_again_when_an_officer_says_so_under_the_same_name(server, impatient, fault):
    server.plan = [fault]
    one = letter(reader())
    deliver(3)
    assert desk.to_decide() == 1
    desk.send_again(Letter.objects.get(pk=one.pk), by=actor("AD"))
    deliver()
    assert (state(one), server.seen()) == ("sent", [message_id(one)])


def test_a_refusal_of_one_recipient_leaves_the_others_alone(server, impatient):
    server.plan = ["rcpt_550"]
    first, second = letter(reader(1)), letter(reader(2))
    deliver()
    assert [state(first), state(second)] == ["given_up", "sent"]


def test_a_server_that_is_away_is_asked_again_later_and_later(settings, server):
    letter(reader())
    settings.MAIL = {**settings.MAIL, "port": 1}
    pauses = []
    for _ in range(4):
        Carrier.objects.update(again_at=None)
        Deliverer(connect_s=1).deliver()
        carrier = Carrier.objects.get()
        pauses.append(round((carrier.again_at - real_now()).total_seconds() / 60))
    assert (pauses, carrier.trouble, carrier.failures) == ([1, 5, 15, 15], "no_line", 4)
    settings.MAIL = server.setting
    deliver()
    assert (len(server.stored()), Carrier.objects.get().trouble) == (1, "")


def test_a_letter_is_given_up_after_four_days_and_an_officer_is_told(server, impatient):
    server.plan = ["rcpt_450"]
    one = letter(reader(), made_at=real_now() - timedelta(days=4, seconds=1))
    deliver()
    assert (state(one), desk.to_decide()) == ("given_up", 1)


def test_pauses_grow(server):
    server.plan = ["rcpt_450"]
    one = letter(reader())
    deliver()
    kept = Letter.objects.get(pk=one.pk)
    assert (kept.state, kept.answer) == ("waiting", "450 4.2.1")
    assert timedelta(seconds=50) < kept.next_at - real_now() <= timedelta(minutes=1)


def test_no_faster_than_the_house_allows(server, settings):
    settings.MAIL_PER_MINUTE = 3
    for number in range(5):
        letter(reader(number))
    deliverer = Deliverer()
    assert [deliverer.deliver(), deliverer.deliver()] == [3, 0]


def test_nobody_who_is_shut_out_or_has_no_address_gets_a_letter(server):
    shut, without = reader(1), reader(2)
    account = Account(person=shut, sign_in_name="shut", is_active=False)
    account.set_unusable_password()
    account.save()
    Mailbox.objects.filter(person=without).delete()
    letters = [letter(shut), letter(without)]
    deliver()
    assert ([state(one) for one in letters], server.stored()) == (["let_go", "let_go"], [])


def test_nothing_leaves_a_demonstration_or_a_rehearsal_or_a_house_without_a_server(server, settings):
    one = letter(reader())
    for name, value in (("DEMONSTRATION", True), ("REHEARSAL", True), ("MAIL", None)):
        before = getattr(settings, name, None)
        setattr(settings, name, value)
        deliver()
        setattr(settings, name, before)
    assert (state(one), server.stored()) == ("waiting", [])


def test_the_same_letter_is_the_same_bytes_each_time():
    post = Post("127.0.0.1", 25, "none", "", "", "notices@house.example")
    one = letter(reader())
    again = Letter.objects.get(pk=one.pk)
    assert written(one, post, "a@b.example") == written(again, post, "a@b.example")


@pytest.mark.parametrize("sly", ["\r\nBcc: x@y.example", "\nSubject: other", "\u2028Bcc: x", "\x1f", "a\x85Bcc: x"])
def test_no_text_begins_a_header_of_its_own(sly):
    who = reader()
    who.name = type(who.name)({"en": f"Anna{sly}"})
    who.save()
    post = Post("127.0.0.1", 25, "none", "", "", "notices@house.example")
    made = written(letter(who, subject=f"Paper{sly}"), post, "a@b.example")
    got = email.message_from_bytes(made, policy=email.policy.default)
    assert sorted(got.keys()) == sorted(
        [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "Content-Language",
            "Content-Type",
            "Content-Transfer-Encoding",
            "MIME-Version",
        ]
    )
    assert len(got["To"].addresses) == 1


def ends(server):
    """What became of all letters: lost (said to be sent and in no mailbox), twice, and each state."""
    stored = Counter(server.stored())
    rows = {message_id(one): one.state for one in Letter.objects.all()}
    lost = [name for name, said in rows.items() if said == "sent" and not stored[name]]
    vanished = [name for name, said in rows.items() if said in {"sending", "waiting"}]
    return lost, vanished, [name for name, count in stored.items() if count > 1], Counter(rows.values())


def test_a_storm_loses_nothing_and_doubles_nothing(server, impatient):
    """120 letters; every connection meets a fault of its own until all kinds were met several times."""
    chance = random.Random(2019)
    kinds = [*REFUSALS, *DEATHS, *DELAYS]
    server.plan = kinds * 4
    chance.shuffle(server.plan)
    for number in range(120):
        letter(reader(number))
    for _ in range(400):
        deliver()
        if not server.plan and not Letter.objects.filter(state="waiting").exists():
            break
    lost, vanished, twice, states = ends(server)
    assert (lost, vanished, twice) == ([], [], [])
    assert set(states) <= {"sent", "given_up", "uncertain"}
    # One letter for each death after the text had left, and one for each refusal for good.
    assert states["uncertain"] == sum(server.met.count(one) for one in UNCERTAIN)
    assert states["given_up"] == sum(server.met.count(one) for one in ("rcpt_550", "data_554", "dot_552"))


@pytest.mark.django_db(transaction=True)
def test_killed_again_and_again_it_loses_nothing_and_doubles_nothing(server, impatient):
    """The sending process dies by signal 9 at random moments, and another one goes on."""
    chance = random.Random(7)
    # Slow answers hold the moments in which a cut is hardest open for longer.
    server.plan = ["slow_mail", "slow_dot", "slow_banner"] * 200
    for number in range(60):
        letter(reader(number))
    kills = 0
    while kills < 40 and Letter.objects.filter(state__in=["waiting", "sending"]).exists():
        connections.close_all()
        child = os.fork()
        if child == 0:
            deliver(1000)
            os._exit(0)
        time.sleep(chance.uniform(0.02, 0.35))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        kills += 1
    server.plan = []
    deliver(3)
    lost, vanished, twice, states = ends(server)
    assert (lost, vanished, twice) == ([], [], [])
    assert kills > 10
    assert states["sent"] + states["uncertain"] == 60
    assert states["uncertain"] <= kills


def test_without_the_step_before_the_last_byte_the_killing_would_double(server, impatient, monkeypatch):
    """The control: a queue that takes every cut for a failure sends twice what was stored before the answer."""
    monkeypatch.setattr(queue, "unknown", queue.put_back)
    server.plan = ["die_after_storing"]
    one = letter(reader())
    deliver(3)
    assert server.stored().count(message_id(one)) == 2


def test_after_a_restore_an_officer_says_what_goes_again(server):
    waiting, code, sent = letter(reader(1)), letter(reader(2), of_kind="confirm"), letter(reader(3), state="sent")
    with transaction.atomic():
        record(HOUSE_RESTORED, by=the_house(), about=ABOUT, audience=AUDIENCE, facts={"sha256": "0" * 64})
    deliver()
    assert [state(one) for one in (waiting, code, sent)] == ["uncertain", "let_go", "sent"]
    assert server.stored() == []


def test_a_password_never_goes_out_in_the_clear(settings):
    with MailServer() as made:
        settings.MAIL = {**made.setting, "host": "127.0.0.2", "name": "house", "password": "secret"}
        settings.MAIL_FROM = "notices@house.example"
        letter(reader())
        Deliverer(connect_s=2).deliver()
        assert made.messages == []
        assert Carrier.objects.get().trouble in {"password_in_the_clear", "no_line"}
