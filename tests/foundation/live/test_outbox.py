"""The outbox: what is told, to whom, in which order, and only once it is kept."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections, transaction

from plenary.foundation.access.models import Account, Person
from plenary.foundation.languages.words import Words
from plenary.foundation.live import bus as bus_module
from plenary.foundation.live import publishing
from plenary.foundation.live.admission import Admission
from plenary.foundation.live.bus import LINE_LIMIT_BYTES, READ_AGAIN, Memory, Told, change_bus, lines_of, made, told
from plenary.foundation.live.hub import Hub
from plenary.foundation.live.models import Outbox
from plenary.foundation.live.publishing import change, end, publish, token_for
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.signing_in import sign_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard() -> Iterator[list[Told]]:
    """What a bus in memory carried."""
    events: list[Told] = []
    bus = Memory()
    bus.listen(events.extend, lambda: None)
    change_bus(bus)
    yield events
    change_bus(None)


def brief(events: list[Told]) -> list[tuple[str, int, str, int | None]]:
    return [(each.audience, each.number, each.topic, each.version) for each in events]


class TestPublishing:
    def test_is_told_after_the_commit_and_numbered_within_its_audience(self, heard: list[Told]) -> None:
        with transaction.atomic():
            publish("sitting:a", "members", 3)
            publish("sitting:a")
            assert heard == []
        publish("sitting:b", "members")
        assert brief(heard) == [
            ("members", 1, "sitting:a", 3),
            ("public", 1, "sitting:a", None),
            ("members", 2, "sitting:b", None),
        ]

    def test_is_not_told_where_the_act_is_undone(self, heard: list[Told]) -> None:
        publish("sitting:a")
        with pytest.raises(RuntimeError), transaction.atomic():
            publish("sitting:undone")
            raise RuntimeError
        publish("sitting:b")
        assert brief(heard) == [("public", 1, "sitting:a", None), ("public", 2, "sitting:b", None)]
        assert not Outbox.objects.filter(topic="sitting:undone").exists()

    @pytest.mark.parametrize(("topic", "audience"), [("", "public"), ("sitting:a", "")])
    def test_names_a_topic_and_an_audience(self, topic: str, audience: str) -> None:
        with pytest.raises(ValueError, match="a topic and an audience"):
            publish(topic, audience)

    def test_from_several_threads_leaves_no_gap(self, heard: list[Told]) -> None:
        def work() -> None:
            for _ in range(10):
                with transaction.atomic():
                    publish("sitting:a", "members")
                    publish("sitting:a")
            connections.close_all()

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for audience in ("members", "public"):
            numbers = sorted(each.number for each in heard if each.audience == audience)
            assert numbers == list(range(1, 41))
            kept = Outbox.objects.filter(audience=audience).order_by("number").values_list("number", flat=True)
            assert list(kept) == numbers

    def test_a_row_left_without_a_number_gets_one(self, heard: list[Told]) -> None:
        publish("sitting:a")
        Outbox.objects.create(audience="public", topic="sitting:left", at=datetime.now(tz=UTC))
        publishing.number()
        assert brief(heard)[-1] == ("public", 2, "sitting:left", None)


class TestRecalling:
    def test_a_hub_that_begins_stands_where_the_outbox_stands(self, heard: list[Told]) -> None:
        for number in range(5):
            publish(f"sitting:{number}", "members")
        Outbox.objects.filter(number__lte=3).update(at=datetime.now(tz=UTC) - timedelta(days=2))
        publish("old:1", "desk")
        Outbox.objects.filter(audience="desk").update(at=datetime.now(tz=UTC) - timedelta(days=2))
        hub = Hub(Admission("x"))
        publishing.recall(hub)
        assert {name: course.place for name, course in hub.courses.items()} == {"members": 5, "desk": 1}
        assert [event.topic for _, event, _ in hub.courses["members"].ring] == ["sitting:3", "sitting:4"]

    def test_a_hub_that_begins_refuses_who_was_just_shut_out(self, heard: list[Told]) -> None:
        admission = publishing.admission()
        before = admission.read(admission.issue({"members"}, sign_in="gone", person="p"))
        end("signin:gone")
        hub = Hub(admission)
        publishing.recall(hub)
        assert hub._revoked["signin:gone"] >= before.issued_at

    def test_hearing_twice_is_hearing_once(self, heard: list[Told], loop) -> None:
        publish("sitting:a")
        end("person:p")
        change("person:p", ["members"])
        hub = Hub(Admission("x"))
        again = publishing.lately()

        async def hear_twice() -> None:
            publishing.hear(hub, heard)
            publishing.hear(hub, again)

        loop.run_until_complete(hear_twice())
        assert len(hub.courses["public"].ring) == 1
        assert len(hub._doors) == 2

    def test_trims_what_no_stream_resumes_from(self, heard: list[Told]) -> None:
        for number in range(4):
            publish(f"sitting:{number}")
        publish("sitting:x", "members")
        Outbox.objects.update(at=datetime.now(tz=UTC) - timedelta(days=3))
        assert publishing.trim() == 3
        assert sorted(Outbox.objects.values_list("audience", "number")) == [("members", 1), ("public", 4)]
        publish("sitting:next")
        assert heard[-1].number == 5


class TestDoors:
    def test_an_ended_sign_in_ends_its_streams(self, heard: list[Told]) -> None:
        person = Person.objects.create(name=Words({"en": "Ana"}), sort_name=Words({"en": "Ana"}))
        account = Account.objects.create(person=person, sign_in_name="ana")
        now = datetime.now(tz=UTC)
        begun = SignIn.objects.create(
            account=account, capacity="PU", means="demonstration", session_key="x", began_at=now, last_seen_at=now
        )
        with transaction.atomic():
            sign_out(begun)
            assert heard == []
        assert [(each.audience, each.holder, each.tokens) for each in heard] == [("", f"signin:{begun.key}", None)]


class TestTokens:
    def test_an_outsider_has_none(self) -> None:
        actor = SimpleNamespace(person_key="", sign_in="", tokens=frozenset({"public"}), is_signed_in=False)
        assert token_for(actor) == ""

    def test_says_what_the_reader_holds(self) -> None:
        actor = SimpleNamespace(person_key="p", sign_in="s", tokens=frozenset({"members"}), is_signed_in=True)
        end_of_day = datetime.now(tz=UTC) + timedelta(minutes=5)
        ticket = publishing.admission().read(token_for(actor, cookie="c", until=end_of_day), "c")
        assert ticket.holders == ("signin:s", "person:p")
        assert ticket.tokens == {"members", "public"}
        assert abs(ticket.until - end_of_day.timestamp()) < 1


class TestBus:
    def test_a_line_carries_events(self) -> None:
        events = [Told("members", 1, "sitting:a", 2, 5.0), Told("", 2, "", None, 6.0, "person:p", ("members",))]
        (line,) = lines_of(events)
        assert told(line) == events
        assert json.loads(line)[0][0] == "members"

    def test_what_is_too_long_is_split_or_read_from_the_outbox(self) -> None:
        many = [Told("members", number, "t" * 100, None, 0.0) for number in range(200)]
        lines = lines_of(many)
        assert len(lines) > 1
        assert all(len(line) <= LINE_LIMIT_BYTES for line in lines)
        assert [event for line in lines for event in told(line)] == many
        long = Told("", 1, "", None, 0.0, "person:p", tuple(f"sitting:{i:022}" for i in range(400)))
        assert lines_of([long]) == [READ_AGAIN]

    def test_says_which_settings_are_allowed(self) -> None:
        assert isinstance(made("memory"), Memory)
        with pytest.raises(ImproperlyConfigured, match="memory, postgresql or redis"):
            made("rabbit")
        if connection.vendor != "postgresql":
            with pytest.raises(ImproperlyConfigured, match="the database is not"):
                made("postgresql")

    def test_comes_back_when_the_line_was_cut(self, monkeypatch) -> None:
        monkeypatch.setattr(bus_module.Listening, "RETRY_S", 0.01)
        tries: list[int] = []
        events: list[Told] = []
        read: list[int] = []
        enough = threading.Event()

        class Cut(bus_module.Listening):
            def _lines(self, connected):
                tries.append(1)
                connected()
                yield from lines_of([Told("public", len(tries), "t", None, 0.0)])
                if len(tries) == 3:
                    enough.set()
                    yield READ_AGAIN
                raise ConnectionError

            def _faults(self):
                return (ConnectionError,)

        cut = Cut()
        cut.listen(events.extend, lambda: read.append(1))
        assert enough.wait(5)
        cut.stop()
        assert [event.number for event in events[:3]] == [1, 2, 3]
        assert len(read) >= 5


if connection.vendor == "postgresql":

    class TestPostgreSQLBus:
        def test_carries_what_was_committed(self) -> None:
            events: list[Told] = []
            standing, came = threading.Event(), threading.Event()

            def hear(told: list[Told]) -> None:
                events.extend(told)
                if len(events) == 2:
                    came.set()

            bus = made("postgresql")
            change_bus(bus)
            try:
                bus.listen(hear, standing.set)
                assert standing.wait(5)
                publish("sitting:a", "members", 4)
                with pytest.raises(RuntimeError), transaction.atomic():
                    publish("sitting:undone", "members")
                    raise RuntimeError
                publish("sitting:b", "members")
                assert came.wait(5)
                assert brief(events) == [("members", 1, "sitting:a", 4), ("members", 2, "sitting:b", None)]
            finally:
                bus.stop()
                change_bus(None)


REDIS = os.environ.get("PLENARY_TEST_REDIS_URL", "")
if REDIS:

    class TestRedisBus:
        def test_carries_what_was_committed_and_lives_without_the_line(self) -> None:
            events: list[Told] = []
            standing, came = threading.Event(), threading.Event()

            def hear(told: list[Told]) -> None:
                events.extend(told)
                came.set()

            bus = made(REDIS)
            change_bus(bus)
            try:
                bus.listen(hear, standing.set)
                assert standing.wait(5)
                publish("sitting:a", "members", 4)
                assert came.wait(5)
                assert brief(events) == [("members", 1, "sitting:a", 4)]
                change_bus(made("redis://127.0.0.1:1/0"))
                publish("sitting:b", "members")
                assert Outbox.objects.get(topic="sitting:b").number == 2
            finally:
                bus.stop()
                change_bus(None)
