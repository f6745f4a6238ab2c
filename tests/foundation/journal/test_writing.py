"""Adding to the record: in the act's transaction, in order, and never otherwise."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from plenary.foundation.clock import real_now
from plenary.foundation.journal import tree as hash_tree
from plenary.foundation.journal import verbs, writing
from plenary.foundation.journal.canonical import canonical
from plenary.foundation.journal.leaves import BEFORE_THE_FIRST, commitment, moment
from plenary.foundation.journal.models import Entry, Tree

pytestmark = pytest.mark.django_db

ABOUT = ("tests.text", "k1")


def adopt(by, number=1, **further):
    return writing.record(
        "tests.text.adopted", by=by, about=ABOUT, facts={"title": "On doors", "number": number}, **further
    )


class TestAnEntry:
    def test_keeps_who_did_what_about_what_under_which_rule(self, anna):
        entry = Entry.objects.get(pk=adopt(anna, cite="GA rule 83").pk)
        assert (entry.verb, entry.about, entry.cite) == ("tests.text.adopted", ABOUT, "GA rule 83")
        assert (entry.actor_key, entry.actor_name, entry.capacity) == ("p-anna", "Anna Berg", "SB")
        assert entry.facts == {"title": "On doors", "number": 1}
        assert entry.sentence == "On doors was adopted as number 1"

    def test_keeps_two_times_and_only_one_is_stated(self, anna):
        stated = datetime(2019, 11, 28, 9, 0, tzinfo=UTC)
        entry = Entry.objects.get(pk=adopt(anna, happened_at=stated).pk)
        assert entry.happened_at == stated
        assert abs(entry.recorded_at - real_now()) < timedelta(minutes=1)

    def test_is_the_leaf_that_its_row_says_it_is(self, anna):
        entry = Entry.objects.get(pk=adopt(anna, happened_at=real_now()).pk)
        assert entry.leaf == entry.leaf_again()
        by_hand = canonical(
            {
                "about": ["tests.text", "k1"],
                "actor_hash": entry.actor_hash,
                "capacity": "SB",
                "cite": "",
                "facts_hash": entry.facts_hash,
                "happened_at": moment(entry.happened_at),
                "number": 1,
                "previous": BEFORE_THE_FIRST,
                "recorded_at": moment(entry.recorded_at),
                "sealed": False,
                "tree": "public",
                "verb": "tests.text.adopted",
            }
        )
        assert entry.leaf == hash_tree.leaf_hash(by_hand).hex()

    def test_holds_facts_and_name_only_as_salted_hashes_in_its_leaf(self, anna):
        first, second = adopt(anna), adopt(anna)
        assert first.facts_hash == commitment(first.salt, {"title": "On doors", "number": 1})
        assert first.actor_hash == commitment(first.actor_salt, {"name": "Anna Berg", "person": "p-anna"})
        assert first.facts_hash != second.facts_hash, "equal facts must not be recognised by their hash"
        assert len({first.salt, second.salt, first.actor_salt, second.actor_salt}) == 4


class TestATree:
    def test_numbers_its_entries_from_one_without_gaps(self, anna):
        assert [adopt(anna).number for _ in range(4)] == [1, 2, 3, 4]
        assert adopt(anna, audience="sitting:x").number == 1

    def test_chains_each_entry_to_the_one_before(self, anna):
        rows = [adopt(anna) for _ in range(5)]
        assert [row.previous for row in rows] == [BEFORE_THE_FIRST, *(row.leaf for row in rows[:-1])]

    def test_keeps_the_peaks_of_all_its_leaves(self, anna):
        rows = [adopt(anna) for _ in range(13)]
        tree = Tree.objects.get(audience="public")
        leaves = [bytes.fromhex(row.leaf) for row in rows]
        assert tree.size == 13
        assert tree.peaks == [peak.hex() for peak in hash_tree.peaks_of(leaves)]
        assert tree.last == rows[-1].leaf

    def test_grows_by_three_questions_to_the_database_however_long_it_is(self, anna):
        adopt(anna)
        for _ in range(20):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                adopt(anna)
            assert len(asked) == 3, [question["sql"] for question in asked]


class TestWhatIsRefused:
    @pytest.mark.django_db(transaction=True)
    def test_an_entry_outside_the_transaction_of_its_act(self, anna):
        with pytest.raises(RuntimeError, match="one transaction"):
            adopt(anna)
        assert not Entry.objects.exists()

    def test_an_act_that_nobody_registered(self, anna):
        with pytest.raises(LookupError, match=r"tests\.text\.burnt"):
            writing.record("tests.text.burnt", by=anna, about=ABOUT)

    @pytest.mark.parametrize("fact", [0.5, Decimal("0.5"), datetime(2019, 11, 28, tzinfo=UTC)])
    def test_facts_that_have_more_than_one_spelling(self, anna, fact):
        with pytest.raises(TypeError):
            writing.record("tests.door.opened", by=anna, about=ABOUT, facts={"fact": fact})
        assert not Entry.objects.exists()

    def test_a_time_without_a_zone(self, anna):
        with pytest.raises(ValueError, match="time zone"):
            adopt(anna, happened_at=datetime(2019, 11, 28, 9, 0))  # noqa: DTZ001  that is the fault

    @pytest.mark.parametrize("verb", ["Tests.text.adopted", "adopted", "tests..adopted", "tests.text adopted"])
    def test_a_verb_of_another_form(self, verb):
        with pytest.raises(ValueError, match="dotted name"):
            writing.register(verb, "x")

    def test_a_second_sentence_for_one_verb(self):
        writing.register("tests.door.opened", "The door was opened")
        with pytest.raises(ValueError, match="another sentence"):
            writing.register("tests.door.opened", "Open sesame")


class TestTheActAndItsEntryAreOne:
    def test_an_act_that_is_undone_leaves_no_entry_and_no_gap(self, anna):
        adopt(anna)
        with pytest.raises(KeyError), transaction.atomic():
            adopt(anna)
            raise KeyError
        assert adopt(anna).number == 2
        assert Tree.objects.get(audience="public").size == 2

    def test_listeners_are_called_in_the_same_transaction_after_the_entry_is_written(self, anna, monkeypatch):
        heard = []
        monkeypatch.setattr(verbs, "_listeners", type(verbs._listeners)(list))
        writing.listen("tests.text.adopted", lambda entry: heard.append((entry.number, Entry.objects.count())))
        adopt(anna)
        writing.record("tests.door.opened", by=anna, about=ABOUT)
        assert heard == [(1, 1)]

    def test_what_a_listener_raises_undoes_the_act(self, anna, monkeypatch):
        def objecting(_entry):
            raise KeyError

        monkeypatch.setattr(verbs, "_listeners", type(verbs._listeners)(list))
        writing.listen("tests.text.adopted", objecting)
        with pytest.raises(KeyError), transaction.atomic():
            adopt(anna)
        assert not Entry.objects.exists()

    def test_listening_twice_counts_once(self, anna, monkeypatch):
        heard = []
        monkeypatch.setattr(verbs, "_listeners", type(verbs._listeners)(list))
        for _ in range(2):
            writing.listen("tests.text.adopted", heard.append)
        adopt(anna)
        assert len(heard) == 1


class TestASealedBallot:
    def cast(self, by, member):
        return writing.record(
            "tests.ballot.cast",
            by=by,
            about=("tests.vote", "v1"),
            facts={"member": member, "choice": "yes"},
            sealed=True,
        )

    def test_shows_neither_choice_nor_name_until_revealed(self, anna):
        entry = self.cast(anna, "Norland")
        assert (entry.shown_facts, entry.shown_name) == (None, "")
        assert entry.sentence == "(not shown) voted (not shown)"

    def test_shows_both_once_revealed_and_keeps_its_leaf(self, anna):
        rows = [self.cast(anna, member) for member in ("Norland", "Sudland")]
        leaves = [row.leaf for row in rows]
        assert writing.reveal(("tests.vote", "v1")) == 2
        assert writing.reveal(("tests.vote", "v1")) == 0
        shown = list(Entry.objects.about("tests.vote", "v1"))
        assert [row.sentence for row in shown] == ["Norland voted yes", "Sudland voted yes"]
        assert shown[0].shown_name == "Anna Berg"
        assert [row.leaf_again() for row in shown] == leaves

    def test_stays_hidden_when_another_vote_is_revealed(self, anna):
        entry = self.cast(anna, "Norland")
        writing.reveal(("tests.vote", "v2"))
        assert Entry.objects.get(pk=entry.pk).hidden


class TestErasure:
    def test_takes_out_facts_and_salt_and_says_so(self, anna):
        rows = [adopt(anna, number=number) for number in range(1, 4)]
        assert writing.erase(rows[:2], by=anna, reason="asked for by the person") == 2
        emptied = Entry.objects.get(pk=rows[0].pk)
        assert (emptied.facts, emptied.salt, emptied.leaf) == (None, None, rows[0].leaf)
        assert emptied.leaf_again() == rows[0].leaf
        assert Entry.objects.filter(facts__isnull=True).count() == 2, "no JSON null in place of nothing"
        told = Entry.objects.get(verb="journal.entry.erased")
        assert told.facts == {"numbers": [1, 2], "part": "facts", "reason": "asked for by the person"}

    def test_takes_out_who_acted_and_keeps_what_was_done(self, anna):
        row = adopt(anna)
        writing.erase([row], by=replace(anna, name="Bo", person_key="p-bo"), reason="left", part="actor")
        emptied = Entry.objects.get(pk=row.pk)
        assert (emptied.actor_key, emptied.actor_name, emptied.actor_salt) == (None, None, None)
        assert emptied.sentence == "On doors was adopted as number 1"
        assert emptied.leaf_again() == row.leaf

    def test_of_two_trees_is_told_in_each(self, anna):
        rows = [adopt(anna), adopt(anna, audience="desk")]
        writing.erase(rows, by=anna, reason="asked for")
        told = Entry.objects.filter(verb="journal.entry.erased")
        assert sorted(told.values_list("tree__audience", flat=True)) == ["desk", "public"]

    def test_needs_a_reason(self, anna):
        with pytest.raises(ValueError, match="why"):
            writing.erase([adopt(anna)], by=anna, reason=" ")

    def test_cannot_be_erased_itself(self, anna):
        writing.erase([adopt(anna)], by=anna, reason="asked for")
        with pytest.raises(ValueError, match="stays"):
            writing.erase(Entry.objects.filter(verb="journal.entry.erased"), by=anna, reason="asked for")
