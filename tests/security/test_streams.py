"""Nobody hears that something changed which they may not know of: streams opened with the tickets the house gives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from plenary.foundation.live import publishing
from plenary.foundation.live.hub import Hub, tag_of
from plenary.foundation.live.models import DOORS, Outbox
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.signing_in import sign_out
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from tests.foundation.live.conftest import House as Streams
from tests.foundation.live.conftest import Listener, house_of
from tests.security.house import House
from tests.security.oracle import Reader

pytestmark = pytest.mark.django_db

#: So many events are told before everyone has read them; with more than 64 waiting a reader is told to load afresh.
AT_ONCE = 30
#: An audience beside that of the acts, so that the marks between them take no number of theirs.
EVERYBODY = "marks,public"


@pytest.fixture
def told(house: House) -> list[publishing.Told]:
    """What the acts of the day and of planting told, in order, with the audience of each."""
    publishing.number()
    return [publishing.told_of(row) for row in Outbox.objects.exclude(audience=DOORS).order_by("at", "pk")]


@pytest.fixture
def streams(house: House) -> Iterator[Streams]:
    """The hub behind a server, with the secret by which the pages sign tickets."""
    with house_of(Hub(publishing.admission(), cookie=settings.SESSION_COOKIE_NAME)) as serving:
        yield serving


def stream_of(streams: Streams, browser: Client, *, cookie: str | None = None) -> Listener:
    """The stream that a page of this browser opens. cookie: another browser's, with this one's ticket."""
    ticket = browser.get("/live/token/").json()["token"]
    morsel = browser.cookies.get(settings.SESSION_COOKIE_NAME)
    own = morsel.value if morsel else ""
    return streams.open(f"token={ticket}", Cookie=f"{settings.SESSION_COOKIE_NAME}={own if cookie is None else cookie}")


def test_each_hears_what_is_theirs_and_nothing_else(house: House, streams: Streams, told, capsys):
    """Everything that was told since the summit was founded, to twenty readers at once."""
    listeners = {reader.name: stream_of(streams, house.browsers[reader.name]) for reader in house.readers}
    with ExitStack() as open_now:
        for listener in listeners.values():
            open_now.callback(listener.close)
            listener.until(b"event: beat")
        for first in range(0, len(told), AT_ONCE):
            part = told[first : first + AT_ONCE]
            streams.do(lambda part=part: publishing.hear(streams.hub, part))
            streams.publish(f"end:{first}", EVERYBODY)
            for listener in listeners.values():
                listener.until(b'{"topic":"end:%d"' % first)
        faults = [fault for reader in house.readers for fault in _faults(reader, listeners[reader.name], told)]
        heard = sum(len(listener.topics()) for listener in listeners.values())
    with capsys.disabled():
        audiences = len({one.audience for one in told})
        figures = f"{len(told)} events of {audiences} audiences, {heard} heard"
        print(f"\n{len(listeners)} streams on {connection.vendor}: {figures}")
    assert not faults, "\n".join(faults)
    # The check can fail: what is told to somebody is kept from somebody else.
    assert {one.audience for one in told} > {"public", "members", house.planted.labels["unannounced"]}


def _faults(reader: Reader, listener: Listener, told: list[publishing.Told]) -> Iterator[str]:
    wanted = [one.topic for one in told if reader.may_read(one.audience)]
    heard = [topic for topic in listener.topics() if not topic.startswith("end:")]
    if heard != wanted:
        yield f"{reader.name} heard {len(heard)} topics and not {len(wanted)}: {set(heard) ^ set(wanted)}"
    yield from (
        f"{reader.name} can tell from the id that {audience} exists"
        for audience in {one.audience for one in told if not reader.may_read(one.audience)}
        if tag_of(audience).encode() in listener.heard
    )


def test_a_ticket_without_its_cookie_opens_nothing(house: House, streams: Streams):
    """Found in a log, tried with no cookie or with one's own, it is refused."""
    other = house.browsers["accredited press"].cookies[settings.SESSION_COOKIE_NAME].value
    for cookie in ("", other):
        refused = stream_of(streams, house.browsers["secretary-general"], cookie=cookie)
        assert refused.status == 403
        refused.close()


def test_signing_out_ends_the_stream(house: House, streams: Streams, enter):
    """What is told a moment later is not heard, and the ticket opens no new stream."""
    browser = enter("chair", "PO")
    listener = stream_of(streams, browser)
    listener.until(b"event: beat")
    before = Outbox.objects.filter(audience=DOORS).count()
    sign_out(SignIn.objects.get(key=browser.session[SIGN_IN_KEY]))
    publishing.number()
    shut = [publishing.told_of(row) for row in Outbox.objects.filter(audience=DOORS).order_by("pk")[before:]]
    streams.do(lambda: publishing.hear(streams.hub, shut))
    streams.publish("sitting:later", "members")
    heard = listener.rest(1.0)
    assert b"event: turn" in heard and b"sitting:later" not in heard
    listener.close()
