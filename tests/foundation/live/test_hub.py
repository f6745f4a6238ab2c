"""The hub behind a real server: everyone hears at once, and only what is theirs."""

from __future__ import annotations

import socket
import statistics
import threading
from collections.abc import Iterable, Iterator
from time import monotonic, sleep, time

import pytest
from tests.foundation.live.conftest import COOKIE, House, Listener, house_of

from plenary.foundation.live import hub as hub_module
from plenary.foundation.live.admission import Admission, Ticket
from plenary.foundation.live.hub import RING, UNSENT, Course, Event, Hub, tag_of


def ticket(admission: Admission, *tokens: str, sign_in: str = "s1", person: str = "p1") -> str:
    return admission.issue(tokens, sign_in=sign_in, person=person, cookie=COOKIE)


def signed_in(house: House, *tokens: str, query: str = "", **who: str) -> Listener:
    written = ticket(house.hub.admission, *tokens, **who)
    return house.open(f"token={written}&{query}", Cookie=f"other=1; signed_in={COOKIE}")


def told(count: int, audience: str = "public", first: int = 1) -> Iterable[Event]:
    return [Event(audience, first + i, f"t:{first + i}", None, 0.0) for i in range(count)]


class TestEveryoneHears:
    def test_fifty_readers_get_an_event(self, house: House) -> None:
        listeners = [house.open() for _ in range(50)]
        for listener in listeners:
            listener.until(b"event: beat")
        house.publish("sitting:abc", version=7)
        for listener in listeners:
            heard = listener.until(b'data: {"topic":"sitting:abc","version":7}\n\n')
            assert heard.count(b"event: changed") == 1

    def test_one_event_is_encoded_once_for_a_company(self, house: House, monkeypatch) -> None:
        calls = []
        encoded = hub_module.encoded
        monkeypatch.setattr(hub_module, "encoded", lambda *said: calls.append(said) or encoded(*said))
        listeners = [house.open() for _ in range(10)]
        for listener in listeners:
            listener.until(b"event: beat")
        house.publish("sitting:abc")
        for listener in listeners:
            listener.until(b"sitting:abc")
        assert calls == [("sitting:abc", None)]

    def test_only_the_topics_the_page_named(self, house: House) -> None:
        listener = house.open("topic=sitting:a&topic=sitting:b")
        listener.until(b"event: beat")
        for topic in ("sitting:a", "sitting:x", "sitting:b"):
            house.publish(topic)
        listener.until(b"sitting:b")
        assert listener.topics() == ["sitting:a", "sitting:b"]

    def test_greets_with_the_time_and_a_place(self, house: House) -> None:
        house.publish("sitting:a")
        listener = house.open()
        heard = listener.until(b"event: beat")
        assert b"text/event-stream" in heard
        assert b"cache-control: no-store" in heard
        assert listener.last_id() == f"p.{tag_of('public')}1"

    def test_beats(self, house: House, monkeypatch) -> None:
        listener = house.open()
        listener.until(b"event: beat")
        listener.heard = b""
        house.do(lambda: hub_module.asyncio.ensure_future(house.hub.beat()))
        assert b'data: {"at":"20' in listener.until(b'Z"}\n\n')

    def test_counts_its_readers(self, house: House) -> None:
        listener = house.open()
        listener.until(b"event: beat")
        assert house.hub.reader_count == 1
        listener.close()
        deadline = monotonic() + 2
        while house.hub.reader_count and monotonic() < deadline:
            sleep(0.01)
        assert house.hub.reader_count == 0
        assert not house.hub.companies

    def test_refuses_a_post(self, house: House) -> None:
        with socket.create_connection(("127.0.0.1", house.port), timeout=5) as line:
            line.sendall(b"POST /stream/ HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
            assert b" 405 " in line.recv(4096)

    def test_refuses_more_topics_than_a_page_has(self, house: House) -> None:
        refused = house.open("&".join(["topic=a"] * 500))
        assert refused.status == 400
        assert b"fewer topics" in refused.heard

    def test_refuses_a_page_of_another_site(self, house: House) -> None:
        assert house.open(Origin="https://elsewhere.example").status == 403
        assert house.open(Sec_Fetch_Site="cross-site").status == 403
        assert house.open(Origin=f"http://127.0.0.1:{house.port}").status == 200

    def test_full_house_is_said(self, house: House, monkeypatch) -> None:
        monkeypatch.setattr(hub_module, "STREAMS_OF_THE_PUBLIC", 1)
        first = house.open()
        first.until(b"event: beat")
        refused = house.open()
        assert refused.status == 503
        assert b"retry-after: 5" in refused.heard
        assert signed_in(house, "members").status == 200


class TestComingBack:
    def test_hears_what_was_missed(self, house: House) -> None:
        listener = house.open()
        listener.until(b"event: beat")
        house.publish("sitting:a")
        listener.until(b"sitting:a")
        last = listener.last_id()
        listener.close()
        for topic in ("sitting:b", "sitting:c"):
            house.publish(topic)
        for again in (house.open(Last_Event_ID=last), house.open(f"last={last}")):
            again.until(b"event: beat")
            assert again.topics() == ["sitting:b", "sitting:c"]

    def test_in_the_order_of_arrival_over_audiences(self, house: House) -> None:
        listener = signed_in(house, "members")
        listener.until(b"event: beat")
        house.publish("a:0", "members")
        house.publish("a:0")
        last = (listener.until(b'"a:0"'), listener.rest(0.2), listener.last_id())[-1]
        for topic, audience in (("a:1", "members"), ("a:2", "public"), ("a:3", "members")):
            house.publish(topic, audience)
        again = signed_in(house, "members", query=f"last={last}")
        again.until(b"event: beat")
        assert again.topics() == ["a:1", "a:2", "a:3"]

    def test_who_had_heard_nothing_hears_all_there_is(self, house: House) -> None:
        listener = house.open()
        listener.until(b"event: beat")
        assert listener.last_id() == "p"
        listener.close()
        house.publish("sitting:a")
        again = house.open("last=p")
        again.until(b"event: beat")
        assert again.topics() == ["sitting:a"]

    def test_on_another_server_that_read_the_outbox(self, admission: Admission) -> None:
        with house_of(Hub(admission)) as first:
            first.do(lambda: first.hub.tell(told(5)))
            listener = first.open()
            listener.until(b"event: beat")
            last = listener.last_id()
        other = Hub(admission)
        other.remember(told(7))
        with house_of(other) as second:
            again = second.open(f"last={last}")
            again.until(b"event: beat")
            assert again.topics() == ["t:6", "t:7"]

    def test_with_too_much_missed_loads_afresh(self, house: House) -> None:
        house.publish("a:0")
        last = house.open()
        last.until(b"event: beat")
        house.do(lambda: house.hub.tell(told(UNSENT + 1, first=2)))
        again = house.open(f"last={last.last_id()}")
        heard = again.until(b"event: beat")
        assert heard.count(b"event: reload") == 1
        assert again.topics() == []

    @pytest.mark.parametrize("last", ["nonsense", "p.999999", f"p.{tag_of('public')}77"])
    def test_with_an_id_that_is_not_ours_loads_afresh(self, house: House, last: str) -> None:
        house.publish("a:0")
        assert b"event: reload" in house.open(f"last={last}").until(b"event: beat")

    def test_for_the_first_time_hears_what_came_since_the_page(self, house: House) -> None:
        house.publish("a:0")
        fresh = house.open()
        fresh.until(b"event: beat")
        page_of_two_seconds_ago = house.open("past=2")
        page_of_two_seconds_ago.until(b"event: beat")
        assert fresh.topics() == []
        assert page_of_two_seconds_ago.topics() == ["a:0"]


class TestSlowReader:
    def test_delays_nobody_and_is_told_to_load_afresh(self, admission: Admission) -> None:
        """It reads nothing while 3,000 events go out; the others have them all, each within the half second."""
        with house_of(Hub(admission)) as house:
            stalled = socket.socket()
            stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            stalled.connect(("127.0.0.1", house.port))
            stalled.sendall(b"GET /stream/ HTTP/1.1\r\nHost: x\r\n\r\n")
            counts = [0] * 10
            listeners = [house.open() for _ in counts]
            for listener in listeners:
                listener.until(b"event: beat")

            def read(which: int) -> None:
                seen = b""
                while counts[which] < 3000:
                    seen = seen[-20:] + listeners[which].socket.recv(65536)
                    counts[which] += seen.count(b"event: changed")
                    seen = seen[seen.rfind(b"\n\n") + 2 :] if b"\n\n" in seen else seen

            readers = [threading.Thread(target=read, args=(i,)) for i in range(len(counts))]
            for reader in readers:
                reader.start()
            delays = []
            for i in range(300):
                began = monotonic()
                house.do(lambda i=i: house.hub.tell(told(10, first=1 + 10 * i)))
                delays.append(monotonic() - began)
            for reader in readers:
                reader.join(timeout=10)
            assert counts == [3000] * 10
            assert statistics.median(delays) < 0.5
            parked = [r for c in house.hub.companies.values() for r in c.readers if r.parked]
            assert len(parked) == 1, "plain buffers below us can hold the rest"
            heard = Listener.__new__(Listener)
            heard.socket, heard.heard, heard.closed = stalled, b"", False
            heard.until(b"event: reload", seconds=5)
            house.publish("sitting:after")
            heard.until(b"sitting:after")
            stalled.close()


class TestDoors:
    def test_closes_the_streams_of_an_ended_sign_in_within_two_seconds(self, house: House) -> None:
        mine = signed_in(house, "members", sign_in="gone")
        other = signed_in(house, "members", sign_in="stays")
        for listener in (mine, other):
            listener.until(b"event: beat")
        began = monotonic()
        house.do(lambda: house.hub.end("signin:gone"))
        heard = mine.rest(2)
        assert mine.closed or heard.endswith(b"0\r\n\r\n")
        assert monotonic() - began < 2.5
        assert b"event: turn" in heard
        house.publish("sitting:x", "members")
        other.until(b"sitting:x")
        assert b"sitting:x" not in mine.rest(0.2)

    def test_refuses_the_ticket_of_an_ended_sign_in(self, house: House) -> None:
        written = ticket(house.hub.admission, "members", sign_in="gone")
        house.do(lambda: house.hub.end("signin:gone"))
        refused = house.open(f"token={written}", Cookie=f"signed_in={COOKIE}")
        assert refused.status == 403
        assert b"(ended)" in refused.rest(0.2)

    def test_turns_a_reader_who_lost_an_audience(self, house: House) -> None:
        mine = signed_in(house, "members", "sitting:k")
        mine.until(b"event: beat")
        house.do(lambda: house.hub.change("person:p1", ["members"]))
        assert b"event: turn" in mine.rest(1)
        house.publish("sitting:k", "sitting:k")
        assert b"changed" not in mine.rest(0.3)

    def test_sends_a_reader_who_gained_one_for_a_new_ticket(self, house: House) -> None:
        mine = signed_in(house, "members")
        mine.until(b"event: beat")
        house.do(lambda: house.hub.change("person:p1", ["members", "sitting:k"]))
        heard = mine.rest(1)
        assert b"event: again" in heard
        assert b"event: turn" not in heard

    def test_leaves_a_reader_whose_audiences_stay(self, house: House) -> None:
        mine = signed_in(house, "members")
        mine.until(b"event: beat")
        house.do(lambda: house.hub.change("person:p1", ["members", "public"]))
        house.publish("sitting:x", "members")
        mine.until(b"sitting:x")

    def test_cuts_a_reader_too_slow_to_be_told(self, admission: Admission) -> None:
        with house_of(Hub(admission, cookie="signed_in")) as house:
            written = ticket(admission, "members")
            stalled = socket.socket()
            stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            stalled.connect(("127.0.0.1", house.port))
            stalled.sendall(
                f"GET /stream/?token={written} HTTP/1.1\r\nHost: x\r\nCookie: signed_in={COOKIE}\r\n\r\n".encode()
            )
            deadline = monotonic() + 20
            number = 1
            while not any(r.parked for c in house.hub.companies.values() for r in c.readers):
                house.do(lambda number=number: house.hub.tell(told(60, "members", number)))
                number += 60
                assert monotonic() < deadline
            house.do(lambda: house.hub.end("person:p1"))
            deadline = monotonic() + 2
            while house.hub.reader_count:
                assert monotonic() < deadline
                sleep(0.01)
            stalled.close()

    def test_sends_for_a_new_ticket_when_rights_are_to_be_read_again(self, house: House) -> None:
        written = house.hub.admission.issue({"members"}, sign_in="s", person="p", until=time() + 2)
        listener = house.open(f"token={written}")
        listener.until(b"event: beat")
        house.do(lambda: hub_module.asyncio.ensure_future(house.hub.beat()))
        assert b"event: again" in listener.rest(1)

    def test_renews_tickets_by_itself(self, house: House, monkeypatch) -> None:
        monkeypatch.setattr(hub_module, "RENEW_S", 0.0)
        listener = signed_in(house, "members")
        listener.until(b"event: beat")
        house.do(lambda: hub_module.asyncio.ensure_future(house.hub.beat()))
        heard = listener.until(b"event: token\ndata: ")
        heard = listener.until(b'"}\n\n') if heard.endswith(b"data: ") else heard
        listener.rest(0.2)
        renewed = listener.heard.split(b'{"token":"')[1].split(b'"')[0].decode()
        assert house.open(f"token={renewed}", Cookie=f"signed_in={COOKIE}").status == 200
        assert house.open(f"token={renewed}").status == 403

    def test_forged_or_expired_tickets_open_nothing(self, house: House) -> None:
        elsewhere = Admission("another secret").issue({"desk"}, sign_in="s", person="p")
        old = house.hub.admission.signed(Ticket("s", "p", frozenset({"desk"}), 1000.0, 2000.0))
        assert b"(forged)" in house.open(f"token={elsewhere}").rest(0.2)
        assert b"(expired)" in house.open(f"token={old}").rest(0.2)
        assert house.hub.reader_count == 0


class TestAShutHouse:
    """A rehearsal: who did not come in through the desk hears nothing, and finds nothing."""

    @pytest.fixture
    def shut(self, admission: Admission) -> Iterator[House]:
        with house_of(Hub(admission, cookie="signed_in", is_shut=True)) as house:
            yield house

    @pytest.mark.parametrize("query", ["", "past=120", "last=p", "token=forged"])
    def test_is_not_found_by_an_outsider(self, shut: House, query: str) -> None:
        shut.publish("news", "public")
        outside = shut.open(query)
        assert (outside.status, outside.rest(0.3).split(b"\r\n\r\n")[1]) == (404, b"There is nothing here.")
        assert shut.hub.reader_count == 0

    def test_nor_by_a_ticket_of_nobody_or_of_another_browser(self, shut: House, admission: Admission) -> None:
        nobody = admission.issue({"public"}, sign_in="", person="")
        assert shut.open(f"token={nobody}").status == 404
        assert shut.open(f"token={ticket(admission, 'members')}").status == 404

    def test_tells_who_came_in(self, shut: House) -> None:
        inside = signed_in(shut, "members")
        inside.until(b"event: beat")
        shut.publish("sitting:x", "members")
        inside.until(b"sitting:x")


class TestHiddenEvents:
    def test_never_reach_and_leave_no_gap(self, house: House) -> None:
        """An outsider's stream is byte for byte the same with and without a hidden sitting beside it."""

        def story(with_hidden: bool) -> bytes:
            hub = house.hub
            house.do(hub.courses.clear)
            house.publish("a:1")
            listener = house.open()
            listener.until(b"event: beat")
            start = len(listener.heard)
            for number in (2, 3):
                if with_hidden:
                    house.publish("sitting:hidden", "sitting:hidden")
                    house.publish("sitting:hidden", "body:CFM,body:CMD")
                house.publish(f"a:{number}")
            listener.until(b'"a:3"')
            heard = listener.rest(0.2)[start:]
            listener.close()
            deadline = monotonic() + 2
            while hub.companies and monotonic() < deadline:
                sleep(0.01)
            return heard

        plain, beside = story(False), story(True)
        assert b"hidden" not in beside
        assert plain == beside

    def test_reach_those_of_one_of_the_bodies(self, house: House) -> None:
        foreign = signed_in(house, "members", "body:CFM", sign_in="a", person="a")
        other = signed_in(house, "members", "body:PC", sign_in="b", person="b")
        for listener in (foreign, other):
            listener.until(b"event: beat")
        house.publish("note:k", "body:CFM,body:CMD")
        foreign.until(b"note:k")
        assert b"note:k" not in other.rest(0.3)

    def test_are_not_resumed_either(self, house: House) -> None:
        house.publish("note:k", "body:CFM")
        listener = house.open(f"last=p.{tag_of('body:CFM')}0")
        assert b"note:k" not in listener.until(b"event: beat")


class TestCourse:
    def test_out_of_order_goes_out_and_the_place_waits(self) -> None:
        course = Course("public", 10)
        assert course.takes(Event("public", 12, "b", None, 0.0), 1) is not None
        assert course.place == 10
        assert course.is_waiting
        assert course.takes(Event("public", 11, "a", None, 0.0), 2) is not None
        assert course.place == 12
        assert course.takes(Event("public", 12, "b", None, 0.0), 3) is None

    def test_a_lost_number_does_not_hold_the_place_for_ever(self) -> None:
        course = Course("public", 0)
        for number in range(2, UNSENT + 4):
            course.takes(Event("public", number, "t", None, 0.0), number)
        assert course.place == UNSENT + 3

    def test_remembers_no_more_than_the_ring(self) -> None:
        course = Course("public", 0)
        for event in told(RING + 10):
            course.takes(event, event.number)
        assert course.after(9) is None
        kept = course.after(10)
        assert kept is not None
        assert len(kept) == RING
