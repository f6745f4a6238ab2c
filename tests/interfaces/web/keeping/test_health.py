"""How the house is doing, as it is told to a watcher and to an administrator."""

from __future__ import annotations

import json
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from plenary.foundation.access.actors import the_house
from plenary.foundation.clock import real_now
from plenary.foundation.journal import checkpoints
from plenary.foundation.journal.writing import record
from plenary.foundation.keeping import health
from plenary.foundation.keeping.journal_verbs import ABOUT, AUDIENCE, BACKUP_CHECKED, BACKUP_FAILED, BACKUP_TAKEN
from tests.builders.people import actor
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def well(monkeypatch):
    """A house in order: room, a seal of this minute, a backup of today that was tried."""
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: Usage(0, 0, 10 * 1024**3))
    with transaction.atomic():
        for verb in (BACKUP_TAKEN, BACKUP_CHECKED):
            record(verb, by=the_house(), about=ABOUT, audience=AUDIENCE, facts={"sha256": "ab" * 32})
    checkpoints.keys.current()
    checkpoints.seal_minute(real_now())


def told() -> tuple[int, dict[str, str]]:
    answer = Client().get("/health/")
    return answer.status_code, json.loads(answer.content)


def test_a_house_in_order():
    names = ("status", "database", "disk", "clock", "seal", "lanes", "backup", "restore")
    assert told() == (200, dict.fromkeys(names, "good"))


def test_a_few_cheap_questions(django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        told()


@pytest.mark.parametrize(
    ("free", "state", "status"), [(10 * 1024**2, "bad", 503), (1024**3, "look", 200), (10 * 1024**3, "good", 200)]
)
def test_room_on_the_disk(monkeypatch, free, state, status):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: Usage(0, 0, free))
    answer = told()
    assert (answer[0], answer[1]["disk"], answer[1]["status"]) == (status, state, state)


@pytest.mark.parametrize(
    ("later", "name", "state"),
    [
        (timedelta(minutes=5), "seal", "look"),
        (timedelta(hours=1), "seal", "bad"),
        (timedelta(days=2), "backup", "look"),
        (timedelta(days=9), "backup", "bad"),
        (timedelta(days=9), "restore", "look"),
        (timedelta(days=32), "restore", "bad"),
        (timedelta(minutes=-2), "clock", "bad"),
    ],
)
def test_what_is_late(monkeypatch, later, name, state):
    moment = real_now() + later
    monkeypatch.setattr(health, "real_now", lambda: moment)
    assert told()[1][name] == state


def test_a_database_that_does_not_answer_is_told_and_not_a_fault(monkeypatch):
    def silent() -> None:
        raise health.Error("gone")

    monkeypatch.setattr(health.queries, "last_seal", silent)
    status, states = told()
    assert (status, states["seal"], states["clock"]) == (503, "bad", "bad")


def test_a_missing_backup_shuts_nothing(monkeypatch):
    """A watcher takes a house that answers 503 off the net; that helps nobody who only lacks a backup."""
    monkeypatch.setattr(health, "BACKUP_LATE", timedelta(0))
    monkeypatch.setattr(health, "BACKUP_MISSING", timedelta(0))
    status, states = told()
    assert (status, states["status"], states["backup"]) == (200, "bad", "bad")


def test_a_trial_that_failed_is_told_until_one_does_not():
    for verb, facts, state in (
        (BACKUP_FAILED, {"file": "one.plenary"}, "bad"),
        (BACKUP_CHECKED, {"sha256": "cd" * 32}, "good"),
    ):
        with transaction.atomic():
            record(verb, by=the_house(), about=ABOUT, audience=AUDIENCE, facts=facts)
        assert told()[1]["restore"] == state


def test_the_desk_reads_it_with_figures():
    page = browser_of(actor("AD")).get("/desk/house/health/").content.decode()
    assert "Room on the disk" in page
    assert "10.0" in page
    assert page.count("in order") == 7


def test_nobody_else_does():
    assert browser_of(actor("HD")).get("/desk/house/health/").status_code == 404
