"""Several people add to the record at once: every tree stays whole, and no tree waits for another."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction
from tests.builders.journal import adopted

from plenary.foundation.journal import tree as hash_tree
from plenary.foundation.journal.models import Entry, Tree

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, ACTS = 6, 8


def at_once(*acts):
    """Run each act in a thread of its own; what one raises comes out here."""
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait(timeout=30)
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        for running in [threads.submit(run, act) for act in acts]:
            running.result(timeout=60)


def several_acts(audience):
    for number in range(ACTS):
        with transaction.atomic():
            adopted(number, audience=audience)


def test_one_tree_grown_by_many_has_every_number_once_and_one_chain():
    at_once(*[lambda: several_acts("public")] * PEOPLE)
    rows = list(Entry.objects.filter(tree__audience="public").order_by("number"))
    assert [row.number for row in rows] == list(range(1, PEOPLE * ACTS + 1))
    assert [row.previous for row in rows[1:]] == [row.leaf for row in rows[:-1]]
    peaks = hash_tree.peaks_of([bytes.fromhex(row.leaf) for row in rows])
    assert Tree.objects.get(audience="public").peaks == [peak.hex() for peak in peaks]


def test_trees_made_at_the_same_moment_are_one_tree_each():
    at_once(*[lambda: several_acts("sitting:a"), lambda: several_acts("sitting:b")] * 2)
    assert sorted(Tree.objects.values_list("audience", "size")) == [("sitting:a", 2 * ACTS), ("sitting:b", 2 * ACTS)]


def test_no_tree_waits_for_another():
    """On PostgreSQL an open act in one tree leaves the others free; on SQLite there is one writer by nature."""
    for audience in ("public", "sitting:a"):
        with transaction.atomic():
            adopted(audience=audience)
    done = []

    def meanwhile():
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET lock_timeout = '5s'")
            else:
                cursor.execute("PRAGMA busy_timeout = 200")
        try:
            with transaction.atomic():
                done.append(adopted(audience="sitting:a").number)
        except OperationalError:
            done.append("waited")

    with transaction.atomic():
        adopted(audience="public")
        at_once(meanwhile)
    assert done == ([2] if connection.vendor == "postgresql" else ["waited"])
