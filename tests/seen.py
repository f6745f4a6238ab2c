"""What was written to the database, and whether the record says so: P24 by deed.

Every unsafe request that a test of a page sends is watched. One that changes rows and adds no entry fails the test,
whichever it is about: so an address that comes tomorrow is asked the same by the tests that come with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from plenary.foundation.journal.models import Entry

ENTRY = Entry._meta.db_table
#: Tables that hold nothing of what the house keeps or decides, each with what it holds.
NOT_KEPT = {
    "django_session": "what one browser was shown and what it asked for; no page reads another's",
    "people_tries": "how often somebody tried to come in this minute; that a brake closed is an entry",
    "documents_reading": "which version somebody last read, for that person's own pages; an entry would watch readers",
    "access_audience": "names of audiences, so that a question asks for a number instead of a text",
    "live_outbox": "that something changed, told to open pages; never what",
}
#: What one address changes without an entry, with the reason.
COUNTED = {
    (
        "/me/letters/code/",
        "notices_mailbox",
    ): "a wrong code is counted beside the right one, whose use is an entry",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_CHANGE = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
_SAVEPOINT = re.compile(r'\s*(ROLLBACK TO )?SAVEPOINT "?(\w+)')


class Seen:
    """Watches what is sent to the database. A change that is undone with its savepoint was none."""

    def __init__(self) -> None:
        self._told: list[tuple[str, str]] = []

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Sequence[Any], many: bool, context: dict[str, Any]
    ) -> Any:
        done = execute(sql, params, many, context)
        # What a statement returns is not fetched yet, and SQLite counts the rows of such a one only then.
        if (found := _CHANGE.match(sql)) and (" RETURNING " in sql or context["cursor"].rowcount != 0):
            self._told.append(("changed", found[1]))
        elif (mark := _SAVEPOINT.match(sql)) and not mark[1]:
            self._told.append(("savepoint", mark[2]))
        elif mark:
            del self._told[self._told.index(("savepoint", mark[2])) + 1 :]
        return done

    @property
    def kept(self) -> set[str]:
        """Tables of what the house keeps in which a row was changed, without the record itself."""
        changed = {table for said, table in self._told if said == "changed"}
        return {table for table in changed - set(NOT_KEPT) if not table.startswith("journal_")}

    @property
    def entries(self) -> int:
        """How many entries were added."""
        return self._told.count(("changed", ENTRY))


@contextmanager
def watching() -> Iterator[Seen]:
    """Within the block what is written is seen; it works inside a transaction, as nearly every test does."""
    seen = Seen()
    with connection.execute_wrapper(seen):
        yield seen


@pytest.fixture(autouse=True)
def every_request_that_changes_leaves_an_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Watch the requests of every test of a page."""
    send = Client.request

    def sent(browser: Client, **request: Any) -> Any:
        method, address = request.get("REQUEST_METHOD", "GET"), request.get("PATH_INFO", "")
        if method in SAFE or not connection.in_atomic_block:
            return send(browser, **request)
        with watching() as seen:
            answer = send(browser, **request)
        kept = {table for table in seen.kept if (address, table) not in COUNTED}
        assert not kept or seen.entries, f"{method} {address} changed {sorted(kept)} and left no entry"
        return answer

    monkeypatch.setattr(Client, "request", sent)
