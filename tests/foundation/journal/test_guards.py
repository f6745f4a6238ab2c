"""The database itself refuses to change or remove what was recorded, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.builders.journal import STARTED_AT, adopted
from tests.foundation.journal.flushing import record_guards_lifted

from plenary.foundation.journal import checkpoints, keys, writing
from plenary.foundation.journal.models import Checkpoint, Entry, Seal, SealedHead, SigningKey, Tree

pytestmark = pytest.mark.django_db

FIXED = {
    "number": 9,
    "verb": "tests.door.opened",
    "about_kind": "x",
    "about_key": "x",
    "capacity": "SG",
    "actor_hash": "1" * 64,
    "happened_at": None,
    "recorded_at": STARTED_AT,
    "cite": "GA rule 1",
    "facts_hash": "1" * 64,
    "previous": "1" * 64,
    "leaf": "1" * 64,
    "sealed": True,
    "facts": {"number": 2},
    "salt": "1" * 64,
    "actor_key": "p-bo",
    "actor_name": "Bo",
    "actor_salt": "1" * 64,
}


def refused(change):
    with pytest.raises(DatabaseError, match="the record is only added to"), transaction.atomic():
        change()


@pytest.fixture
def entry():
    return adopted()


class TestAnEntry:
    @pytest.mark.parametrize("column", FIXED)
    def test_no_column_of_it_can_be_changed(self, entry, column):
        refused(lambda: Entry.objects.filter(pk=entry.pk).update(**{column: FIXED[column]}))

    def test_every_column_is_among_those_tried(self):
        tried = {*FIXED, "id", "tree", "revealed"}
        assert {column.name for column in Entry._meta.concrete_fields} == tried

    def test_cannot_be_moved_to_another_tree(self, entry):
        other = adopted(audience="desk").tree
        refused(lambda: Entry.objects.filter(pk=entry.pk).update(tree=other, number=2))

    def test_cannot_be_removed(self, entry):
        refused(entry.delete)
        refused(Entry.objects.all().delete)

    @pytest.mark.parametrize("half", [{"facts": None}, {"salt": None}, {"actor_name": None}, {"actor_salt": None}])
    def test_is_erased_with_its_salt_or_not_at_all(self, entry, half):
        refused(lambda: Entry.objects.filter(pk=entry.pk).update(**half))

    def test_can_be_erased_and_not_filled_again(self, entry):
        rows = Entry.objects.filter(pk=entry.pk)
        assert rows.update(facts=None, salt=None) == 1
        refused(lambda: rows.update(facts=entry.facts, salt=entry.salt))
        assert rows.update(actor_key=None, actor_name=None, actor_salt=None) == 1
        refused(lambda: rows.update(actor_key="p", actor_name="n", actor_salt="1" * 64))

    def test_is_revealed_once_and_only_if_it_was_sealed(self, entry, anna):
        refused(lambda: Entry.objects.filter(pk=entry.pk).update(revealed=True))
        writing.record("tests.ballot.cast", by=anna, about=("tests.vote", "v"), facts={}, sealed=True)
        assert writing.reveal(("tests.vote", "v")) == 1
        refused(lambda: Entry.objects.filter(revealed=True).update(revealed=False))


class TestWhatStandsAroundIt:
    @pytest.fixture(autouse=True)
    def house(self, entry):
        checkpoints.seal_minute(STARTED_AT)

    @pytest.mark.parametrize("model", [Tree, Checkpoint, Seal, SealedHead, SigningKey])
    def test_nothing_can_be_removed(self, model):
        table = model._meta.db_table

        def remove():
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table}")

        refused(remove)

    @pytest.mark.parametrize(
        ("model", "change"),
        [
            (Checkpoint, {"note": "x"}),
            (Checkpoint, {"root": "1" * 64}),
            (Seal, {"blind": "1" * 64}),
            (SealedHead, {"size": 9}),
            (SigningKey, {"public": "1" * 64}),
            (SigningKey, {"name": "x"}),
            (Tree, {"size": 0}),
            (Tree, {"size": 9}),
            (Tree, {"audience": "desk"}),
            (Tree, {"peaks": []}),
            (Tree, {"last": "1" * 64}),
        ],
        ids=str,
    )
    def test_nothing_can_be_changed(self, model, change):
        refused(lambda: model.objects.update(**change))

    def test_a_key_ends_once(self):
        assert SigningKey.objects.update(until=STARTED_AT) == 1
        refused(lambda: SigningKey.objects.update(until=None))


class TestTheMeansOfTheTests:
    def test_lifting_holds_only_within_its_block(self, entry):
        with record_guards_lifted():
            Entry.objects.filter(pk=entry.pk).update(cite="x")
        refused(lambda: Entry.objects.filter(pk=entry.pk).update(cite="y"))

    def test_a_whole_table_cannot_be_emptied_at_once_either(self, entry):
        def empty():
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("TRUNCATE journal_entry CASCADE")
                else:
                    cursor.execute("DELETE FROM journal_entry")

        refused(empty)


def test_keys_never_enter_the_database(entry):
    key = keys.current()
    secret = keys.file_of(key).read_bytes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM journal_signingkey")
        assert all(secret.decode() not in str(row) and "PRIVATE" not in str(row) for row in cursor.fetchall())
