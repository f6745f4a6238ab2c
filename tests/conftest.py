"""What every test with a database stands on: a house of its own, and nothing remembered from another one."""

import functools
import importlib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

from plenary.foundation.access.audiences import forget_known
from plenary.foundation.clock import forget_offset
from plenary.foundation.people.signing_in import forget_actors
from plenary.interfaces.web.freshness import forget_pages
from tests.foundation.journal.flushing import record_guards_lifted

#: Files that take minutes by themselves: handed out before all others, so that no worker ends alone with one of
#: them; those that drive a browser in turn with those that do not.
LONG = (
    "browser/test_text_from_mandate_to_signature.py",
    "security/test_strange_requests.py",
    "security/test_scripts_of_everybody.py",
    "browser/test_axe.py",
    "concurrency/test_kill_during_voting.py",
    "browser/test_rehearsal.py",
    "security/test_crawl.py",
    "browser/test_weight.py",
    "interfaces/cli/test_backup.py",
    "browser/test_own_house.py",
    "scenarios/test_halmar_large.py",
)

# Tests that keep their transactions flush every table when they end; the record refuses that unless it is
# told that a test is over. The live server's tests end the same way.
_flush = TransactionTestCase._fixture_teardown


@functools.wraps(_flush)
def _flush_with_guards_lifted(self):
    with record_guards_lifted():
        _flush(self)


TransactionTestCase._fixture_teardown = _flush_with_guards_lifted


def pytest_collection_modifyitems(items):
    """The long files first, the others in their order."""
    here = Path(__file__).parent
    places = {here / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path, len(LONG)))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tables straight from the models, which takes seconds where the migrations take many; then what only a
    migration brings: the refusals of the record. That the migrations lead to the same tables is a check of its own."""
    guards = importlib.import_module("plenary.foundation.journal.migrations.0002_the_record_is_only_added_to")
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        guards.guard(apps, editor)


@pytest.fixture(autouse=True)
def own_house(request, settings, tmp_path_factory):
    """Files and keys of a test that keeps rows lie in a folder of its own."""
    if not (request.node.get_closest_marker("django_db") or "db" in request.fixturenames):
        yield
        return
    settings.PLENARY_HOME = tmp_path_factory.mktemp("house")
    forget_known()
    forget_offset()
    forget_actors()
    forget_pages()
    yield
    forget_known()
    forget_offset()
    forget_actors()
    forget_pages()
