"""The process of a rehearsal: begun, cut off, opened again, wiped; the real house beside it does not change."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from time import monotonic, sleep

import pytest
from django.db import connection

from plenary.foundation.journal.models import Entry
from plenary.foundation.keeping import rehearsal as keeping
from plenary.foundation.keeping import rows, schema
from plenary.foundation.keeping.rehearsal import State
from plenary.foundation.languages.words import Words
from plenary.interfaces.rehearsal.outline import outline
from plenary.procedure.refusal import Refused
from tests.builders.people import actor

READY_S = 240
#: What two entries of the trail write to.
OF_THE_RECORD = {"journal_entry", "journal_tree"}


@pytest.fixture
def serving(django_db_blocker):
    """How a rehearsal is served here: on the next free port from one that few use."""
    yield ("--host", "localhost", "--port", "18731")
    keeping.close(keeping.folder_of_house())


def waited(state: State) -> keeping.Rehearsal:
    until = monotonic() + READY_S
    while (now := keeping.rehearsal_of_house()).state is not state:
        said = keeping.folder_of_house() / keeping.SAID
        assert monotonic() < until and now.state is not State.FAILED, said.read_text() if said.exists() else now
        sleep(0.2)
    return now


def kept() -> dict[str, str]:
    """Every table of the real house as a digest of its rows."""
    found = {}
    for model in schema.tables(schema.applied()):
        rows_of_it = hashlib.sha256(b"".join(rows.written(model, "default")))
        found[model._meta.db_table] = rows_of_it.hexdigest()
    return found


def asked(port: int | None, address: str) -> int:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}{address}", timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


@pytest.mark.django_db(transaction=True)
def test_a_rehearsal_from_its_beginning_to_its_end(serving, settings):
    """Open and shut to outsiders; cut off and opened again; wiped. The real house has two entries more."""
    by = actor("AD")
    before, entries = kept(), list(Entry.objects.order_by("pk").values())
    folder = keeping.begin_rehearsal(by=by, made_of=outline(chair=Words({"en": "Ana"})))
    with pytest.raises(Refused, match=r"keeping\.rehearsal_there"):
        keeping.begin_rehearsal(by=by, made_of={})
    keeping.start(serving)
    assert keeping.rehearsal_of_house().state is State.MADE_READY
    now = waited(State.OPEN)
    assert (folder / "house.sqlite3").exists()
    assert [asked(now.port, address) for address in ("/en/", "/sign-in/", "/desk/")] == [404, 404, 404]
    ticket = keeping.issue(keeping.Ticket("chair", "", "en"))

    process = keeping._started[folder]
    assert process.stdin is not None
    process.stdin.close()  # as when the house that started it is killed
    assert process.wait(30) == 0
    del keeping._started[folder]
    assert keeping.rehearsal_of_house().state is State.LEFT

    keeping.start(serving)
    keeping.start(serving)  # two officers press at once
    again = waited(State.OPEN)
    assert asked(again.port, f"/rehearsal/in/{ticket}/") == 410
    ticket = keeping.issue(keeping.Ticket("chair", "", "en"))
    assert asked(again.port, f"/rehearsal/in/{ticket}/") == 404  # came in, and went on without its cookies
    assert asked(again.port, f"/rehearsal/in/{ticket}/") == 410

    keeping.remove(by=by)
    keeping.wipe_rehearsal(by=by)
    assert not folder.exists()
    assert process.poll() == 0
    after = kept()
    assert {table for table in after if after[table] != before[table]} <= OF_THE_RECORD
    now_there = list(Entry.objects.order_by("pk").values())
    assert now_there[: len(entries)] == entries
    assert [one["verb"] for one in now_there[len(entries) :]] == ["keeping.rehearsal.begun", "keeping.rehearsal.wiped"]
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.mark.django_db
def test_nothing_is_said_to_be_wiped_that_is_there(settings):
    by = actor("SG")
    keeping.begin_rehearsal(by=by, made_of={})
    with pytest.raises(Refused, match=r"keeping\.rehearsal_stays_open"):
        keeping.wipe_rehearsal(by=by)
    assert not Entry.objects.filter(verb="keeping.rehearsal.wiped").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("capacity", ["PO", "SB", "DO", "HD"])
def test_it_takes_an_officer(capacity):
    by = actor(capacity)
    for refused in (
        lambda: keeping.begin_rehearsal(by=by, made_of={}),
        lambda: keeping.remove(by=by),
        lambda: keeping.wipe_rehearsal(by=by),
    ):
        with pytest.raises(Refused, match=r"access\.not_allowed"):
            refused()
    assert not keeping.folder_of_house().exists()


@pytest.mark.django_db
def test_what_is_set_up_for_the_real_house_is_not_passed_on(monkeypatch):
    """A database, a bus, mail, another's sign-in: none of it is known in a rehearsal."""
    seen = {}
    keeping.begin_rehearsal(by=actor("AD"), made_of={})
    for name in ("DATABASE_URL", "BUS", "SMTP_HOST", "OIDC_SECRET", "SECRET_KEY", "HOSTS"):
        monkeypatch.setenv(f"PLENARY_{name}", "set")

    class Started:
        returncode = None

        def __init__(self, words, **more):
            seen.update(more["env"])

        def poll(self):
            return None

    monkeypatch.setattr(keeping.subprocess, "Popen", Started)
    try:
        keeping.start(())
    finally:
        keeping._started.clear()
    ours = {name for name in seen if name.startswith("PLENARY_")}
    assert ours == {"PLENARY_HOSTS", "PLENARY_HOME", "PLENARY_RECORD_NAME"}
    assert seen["PLENARY_HOME"] == str(keeping.folder_of_house())
