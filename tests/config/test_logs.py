"""The log: one line for each request and each fault, and nothing in it that others wrote."""

from __future__ import annotations

import json
import logging
import sys
import threading
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory
from django.urls import path

from plenary.config import environment, logs
from plenary.config.requests import Told
from plenary.foundation.noting import Noted, note_act, note_refusal, noting

CANARY = "zq-canary-57"


class Heard:
    """What the log said. stream: as it was written."""

    def __init__(self, form: type[logging.Formatter] = logs.AsJson) -> None:
        self.stream = StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(form())

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


@pytest.fixture
def heard(monkeypatch):
    """The log as JSON, every line of it."""
    made = Heard()
    monkeypatch.setattr(logging.getLogger(), "handlers", [made.handler])
    monkeypatch.setattr(logging.getLogger("plenary"), "level", logging.INFO)
    logging.getLogger("plenary").manager._clear_cache()
    yield made
    logging.getLogger("plenary").manager._clear_cache()


def raised(fault: BaseException) -> BaseException:
    """With a place where it rose."""
    try:
        raise fault
    except BaseException as risen:  # noqa: BLE001  handed on
        return risen


class TestALine:
    def test_of_a_request(self, heard):
        with noting("POST") as noted:
            note_act("decisions.cast_ballot")
            note_act("decisions.cast_ballot")
            note_refusal("voting.closed")
            noted.address, noted.who, noted.capacity = "w/votes/<key:vote>", "key-of-a-person", "VS"
            logs.tell(noted, 422)
        (line,) = heard.lines
        assert line.pop("ms") < 1000
        assert line.pop("at").endswith("+00:00")
        assert line == {
            "level": "info", "from": "plenary.requests", "request": noted.code, "method": "POST",
            "address": "w/votes/<key:vote>", "who": "key-of-a-person", "capacity": "VS",
            "acts": ["decisions.cast_ballot"], "status": 422, "outcome": "refused", "refusal": "voting.closed",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("status", "refusal", "outcome"),
        [(200, "", "done"), (302, "", "done"), (200, "voting.closed", "refused"), (403, "", "refused"),
         (404, "", "not_here"), (404, "not_here", "not_here"), (500, "", "failed"), (0, "", "failed")],
    )  # fmt: skip
    def test_how_it_ended(self, status, refusal, outcome):
        assert logs.outcome(Noted("GET", refusal=refusal), status) == outcome

    def test_of_a_fault_the_kind_and_the_place_and_never_the_message(self, heard):
        fault = RuntimeError(CANARY)
        fault.__cause__ = raised(KeyError(CANARY))
        logging.getLogger("plenary.lanes").error("timed work failed: %s", "seal", exc_info=raised(fault))
        (line,) = heard.lines
        assert line["said"] == "timed work failed: seal"
        assert [one["kind"] for one in line["fault"]] == ["RuntimeError", "KeyError"]
        assert line["fault"][0]["frames"][-1].startswith("test_logs:")
        assert line["fault"][0]["frames"][-1].endswith(" raised")
        assert CANARY not in heard.stream.getvalue()

    def test_the_number_that_the_system_gave(self, heard):
        logging.getLogger("plenary.lanes").error("no", exc_info=raised(OSError(28, CANARY)))
        assert heard.lines[0]["fault"][0]["number"] == 28
        assert CANARY not in heard.stream.getvalue()

    def test_a_library_is_not_quoted(self, heard):
        logging.getLogger("somebody.else").warning("could not read %s " + CANARY, CANARY)
        (line,) = heard.lines
        assert line["where"].startswith("test_logs:")
        assert set(line) == {"at", "level", "from", "where"}

    def test_in_words(self, monkeypatch):
        made = Heard(logs.AsWords)
        monkeypatch.setattr(logging.getLogger(), "handlers", [made.handler])
        with noting("GET") as noted:
            noted.address, noted.fault = "news/<slug:slug>", raised(RuntimeError(CANARY))
            logs.tell(noted, 500)
        first, *rest = made.stream.getvalue().splitlines()
        assert "ERROR plenary.requests  GET news/<slug:slug> failed after" in first
        assert first.endswith(f"noted as {noted.code}")
        assert rest[0] == "  RuntimeError"
        assert rest[1].strip().startswith("test_logs:")
        assert CANARY not in made.stream.getvalue()


def broken(request, key=""):
    raise RuntimeError(CANARY)


urlpatterns = [path("broken/<str:key>", broken)]


def also_broken(request):
    """A page for faults that is one itself."""
    raise ValueError(CANARY)


class TestOnce:
    @pytest.fixture
    def handler(self, settings):
        settings.ROOT_URLCONF = __name__
        settings.MIDDLEWARE = ["plenary.config.requests.Told", *["django.middleware.common.CommonMiddleware"] * 3]
        made = BaseHandler()
        made.load_middleware()
        return made

    def test_a_page_that_fails_is_told_once(self, handler, heard):
        answer = handler.get_response(RequestFactory().get(f"/broken/{CANARY}?{CANARY}"))
        assert answer.status_code == 500
        (line,) = heard.lines
        assert (line["address"], line["outcome"], line["fault"][0]["kind"]) == (
            "broken/<str:key>",
            "failed",
            "RuntimeError",
        )
        assert CANARY not in heard.stream.getvalue()

    def test_also_where_every_layer_tells_it_again(self, handler, heard, monkeypatch):
        monkeypatch.setitem(globals(), "handler500", also_broken)
        with pytest.raises(ValueError, match=CANARY):
            handler.get_response(RequestFactory().get(f"/broken/{CANARY}"))
        (line,) = heard.lines
        assert (line["status"], line["outcome"]) == (0, "failed")
        assert line["fault"][0]["kind"] == "RuntimeError"
        assert CANARY not in heard.stream.getvalue()

    def test_the_lane_names_the_code_that_is_in_the_log(self, lane, heard):
        def wsgi(environ, start):
            with noting("GET") as noted:
                fault = raised(RuntimeError(CANARY))
                logs.note_fault(fault)
                logs.tell(noted, 0)
                raise fault

        with lane(wsgi) as house:
            status, _, said = house.ask("GET", f"/{CANARY}")
        assert status == 500
        (line,) = heard.lines
        assert f"noted as {line['request']}." in said.decode()
        assert CANARY not in heard.stream.getvalue()

    def test_what_fails_before_its_page_is_asked_is_told_too(self, lane, heard):
        def wsgi(environ, start):
            raise RuntimeError(CANARY)

        with lane(wsgi) as house:
            said = house.ask("GET", f"/{CANARY}")[2].decode()
        (line,) = heard.lines
        assert line["said"].rpartition(" ")[2] in said
        assert line["fault"][0]["kind"] == "RuntimeError"
        assert CANARY not in heard.stream.getvalue()


def test_a_thread_that_dies_is_not_quoted(heard, monkeypatch):
    for hook in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, hook, getattr(sys, hook))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logs.take_over_crashes()
    dying = threading.Thread(target=broken, args=(None,))
    dying.start()
    dying.join()
    sys.excepthook(RuntimeError, raised(RuntimeError(CANARY)), None)
    assert [line["said"] for line in heard.lines] == ["a thread ended by a fault", "the process ended by a fault"]
    assert CANARY not in heard.stream.getvalue()


def test_the_setting_says_what_it_may_be(monkeypatch):
    monkeypatch.setenv("PLENARY_LOG", "xml")
    with pytest.raises(ImproperlyConfigured, match="it may be words or json"):
        environment.choice("PLENARY_LOG", ("words", "json"))


def test_layer_around_every_request(settings):
    assert settings.MIDDLEWARE[0] == f"{Told.__module__}.{Told.__name__}"
