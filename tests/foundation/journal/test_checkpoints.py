"""Signed roots, the minute's seal, and the keys that sign them."""

import stat
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise

import pytest
from tests.builders.journal import STARTED_AT, adopted

from plenary.foundation.access.actors import OUTSIDER
from plenary.foundation.journal import checkpoints, keys, notes, queries, rotation, writing
from plenary.foundation.journal import tree as hash_tree
from plenary.foundation.journal.canonical import canonical
from plenary.foundation.journal.models import Checkpoint, Entry, Seal, SealedHead, SigningKey, Tree

pytestmark = pytest.mark.django_db

NAME = "secretariat.example/record"


@pytest.fixture
def key(anna):
    return keys.create(NAME, by=anna)


class TestACheckpoint:
    def test_signs_the_root_of_all_entries(self, key):
        rows = [Entry.objects.get(), *(adopted(number) for number in range(6))]
        signed = checkpoints.checkpoint("public")
        root = hash_tree.root([bytes.fromhex(row.leaf) for row in rows])
        assert (signed.size, signed.root) == (7, root.hex())
        assert signed.note.startswith(notes.checkpoint_text(NAME, 7, root) + f"\n— {NAME} ")

    def test_is_the_same_one_where_nothing_was_added(self, key):
        assert checkpoints.checkpoint("public") == checkpoints.checkpoint("public")
        adopted()
        assert checkpoints.checkpoint("public").size == 2
        assert Checkpoint.objects.count() == 2

    def test_of_another_audience_bears_its_name(self, key):
        adopted(audience="sitting:x")
        assert checkpoints.checkpoint("sitting:x").note.startswith(f"{NAME}/tree/sitting:x\n1\n")

    def test_of_nothing_is_none(self, key):
        assert checkpoints.checkpoint("sitting:none") is None

    def test_each_later_one_continues_the_earlier(self, key):
        for number in range(20):
            adopted(number)
            checkpoints.checkpoint("public")
        leaves = [bytes.fromhex(leaf) for leaf in Entry.objects.values_list("leaf", flat=True)]
        signed = list(Checkpoint.objects.order_by("size"))
        for earlier, later in pairwise(signed):
            path = hash_tree.consistency_path(leaves[: later.size], earlier.size)
            assert hash_tree.is_beginning_of(
                earlier.size, bytes.fromhex(earlier.root), later.size, bytes.fromhex(later.root), path
            )


class TestTheMinutesSeal:
    def test_is_made_whether_or_not_anything_happened(self, key):
        seals = [checkpoints.seal_minute(STARTED_AT + timedelta(minutes=minute)) for minute in range(3)]
        assert [seal.number for seal in seals] == [1, 2, 3]
        assert len({seal.blind for seal in seals}) == 3, "silence must not show as sameness"
        assert SealedHead.objects.count() == 1, "only a changed head is kept"

    def test_shows_nothing_of_a_hidden_tree(self, key):
        """With or without it a seal has the same public parts, the same size and random values."""
        quiet = checkpoints.seal_minute(STARTED_AT)
        for number in range(5):
            adopted(number, audience="sitting:hidden")
        busy = checkpoints.seal_minute(STARTED_AT + timedelta(minutes=1))
        assert (quiet.public_size, quiet.public_root) == (busy.public_size, busy.public_root)
        assert len(quiet.note.encode()) == len(busy.note.encode())
        assert len(quiet.blind) == len(busy.blind)
        assert "sitting" not in quiet.note + busy.note

    def test_gives_each_tree_its_slot_with_a_path_of_one_length(self, key):
        audiences = [f"sitting:{number}" for number in range(30)]
        for audience in audiences:
            adopted(audience=audience)
        seal = checkpoints.seal_minute(STARTED_AT)
        opened = checkpoints.openings(seal, [*audiences, "public", "sitting:none"])
        assert set(opened) == {*audiences, "public"}
        assert len({held.slot for held in opened.values()}) == 31
        for audience, held in opened.items():
            tree = Tree.objects.get(audience=audience)
            root = checkpoints.head(tree).hex()
            content = canonical({"root": root, "salt": held.salt, "size": held.size, "tree": audience})
            path = [bytes.fromhex(step) for step in held.path]
            assert len(path) == checkpoints.LEVELS
            led_to = hash_tree.root_by_inclusion(held.slot, 1 << 16, hash_tree.leaf_hash(content), path)
            assert led_to.hex() == seal.blind

    def test_two_trees_that_want_one_slot_both_get_one(self, key, monkeypatch):
        monkeypatch.setattr(
            checkpoints._Slots,
            "_random",
            lambda self, purpose: b"\xff" * 32 if purpose.startswith("slot/") else sha256(purpose.encode()).digest(),
        )
        for number in range(3):
            adopted(audience=f"sitting:{number}")
        opened = checkpoints.openings(checkpoints.seal_minute(STARTED_AT), ["sitting:0", "sitting:1", "sitting:2"])
        assert len({held.slot for held in opened.values()}) == 3

    def test_opens_an_old_minute_as_it_was(self, key):
        adopted(audience="sitting:x")
        old = checkpoints.seal_minute(STARTED_AT)
        adopted(audience="sitting:x")
        checkpoints.seal_minute(STARTED_AT + timedelta(minutes=1))
        assert checkpoints.heads_at(old)["sitting:x"][0] == 1
        assert checkpoints.openings(old, ["sitting:x"])["sitting:x"].size == 1

    def test_seals_stand_in_a_tree_of_their_own(self, key):
        leaves = []
        for minute in range(9):
            seal = checkpoints.seal_minute(STARTED_AT + timedelta(minutes=minute))
            content = checkpoints.leaf_content(seal.number, seal.at, seal.public_size, seal.public_root, seal.blind)
            leaves.append(hash_tree.leaf_hash(content))
            root = hash_tree.root(leaves)
            assert seal.note.startswith(notes.checkpoint_text(f"{NAME}/minutes", minute + 1, root))

    def test_costs_the_same_questions_for_one_tree_and_for_many(self, key, django_assert_max_num_queries):
        for number in range(40):
            adopted(audience=f"sitting:{number}")
        with django_assert_max_num_queries(14):
            checkpoints.seal_minute(STARTED_AT)


class TestKeys:
    def test_the_private_half_is_a_file_that_only_the_house_reads(self, key):
        file = keys.file_of(key)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700

    def test_the_first_is_an_entry_of_the_public_record(self, key):
        entry = Entry.objects.get(verb="journal.key.created")
        assert (entry.tree.audience, entry.facts) == ("public", {"key": key.vkey})
        assert key.vkey in entry.sentence

    def test_there_is_one_first_key(self, key, anna):
        with pytest.raises(ValueError, match="rotate"):
            keys.create(NAME, by=anna)

    @pytest.mark.parametrize("name", ["", "two words", "a+b", "line\nbreak"])
    def test_a_name_that_a_note_cannot_hold_is_refused(self, name, anna):
        with pytest.raises(ValueError, match="cannot sign"):
            keys.create(name, by=anna)
        assert not SigningKey.objects.exists()

    def test_a_house_that_never_had_one_gets_its_first_when_it_signs(self, anna, settings):
        settings.PLENARY_RECORD_NAME = "house.example/record"
        adopted()
        assert checkpoints.checkpoint("public").key.name == "house.example/record"
        assert SigningKey.objects.count() == 1

    def test_rotation_is_an_entry_signed_by_the_old_one(self, key, anna):
        new = rotation.rotate(by=anna)
        entry = Entry.objects.get(verb="journal.key.rotated")
        last = Checkpoint.objects.get()
        assert entry.facts == {"key": new.vkey, "old": key.vkey}
        assert (last.key, last.size) == (key, entry.number)
        key.refresh_from_db()
        assert key.until == new.since
        assert keys.current() == new
        assert list(queries.signing_keys()) == [key, new]

    def test_a_file_that_is_gone_or_another_stops_the_signing(self, key, anna):
        file = keys.file_of(key)
        kept = file.read_bytes()
        file.unlink()
        with pytest.raises(keys.KeyMissing, match="cannot be read"):
            checkpoints.checkpoint("public")
        file.write_bytes(b"not a key")
        with pytest.raises(keys.KeyMissing, match="cannot be read"):
            checkpoints.checkpoint("public")
        other = keys.file_of(keys.made(NAME)).read_bytes()
        file.write_bytes(other)
        with pytest.raises(keys.KeyMissing, match="does not hold"):
            keys.sign(key, "x\n")
        file.write_bytes(kept)
        assert keys.sign(key, "x\n")


class TestQueries:
    @pytest.fixture
    def member(self):
        return replace(OUTSIDER, person_key="p-mo", tokens=frozenset({"public", "members"}), readable={})

    @pytest.fixture
    def rows(self, anna):
        return {audience: adopted(audience=audience) for audience in ("public", "members", "sitting:x")}

    def test_each_reader_sees_the_trees_of_their_audiences(self, rows, member):
        public = replace(OUTSIDER, readable={})
        assert [row.tree.audience for row in queries.entries(public)] == ["public"]
        assert {row.tree.audience for row in queries.entries(member)} == {"public", "members"}

    def test_one_entry_is_not_here_for_who_may_not_know_of_it(self, rows, member):
        assert queries.entry(member, "members", 1) == rows["members"]
        assert queries.entry(member, "members", 2) is None
        assert queries.entry(member, "sitting:x", 1) is None
        assert queries.entry(OUTSIDER, "members", 1) is None

    def test_the_trail_is_narrowed_by_act_person_day_and_thing(self, rows, member, anna):
        other = writing.record("tests.door.opened", by=replace(anna, person_key="p-bo"), about=("tests.door", "d"))
        assert list(queries.trail(member, verb="tests.door.opened")) == [other]
        assert list(queries.trail(member, verb="tests.")) == [other, rows["members"], rows["public"]]
        assert list(queries.trail(member, person="p-bo")) == [other]
        assert list(queries.trail(member, about=("tests.door", "d"))) == [other]
        today = other.recorded_at.date()
        assert queries.trail(member, day=today).count() == 3
        assert queries.trail(member, day=today - timedelta(days=1)).count() == 0

    def test_the_trail_does_not_tell_whose_ballot_is_sealed(self, member, anna):
        writing.record("tests.ballot.cast", by=anna, about=("tests.vote", "v"), facts={}, sealed=True)
        assert not queries.trail(member, person=anna.person_key)
        writing.reveal(("tests.vote", "v"))
        assert queries.trail(member, person=anna.person_key).count() == 1

    def test_a_file_is_found_by_its_digest_among_the_facts(self, member, anna):
        digest = "ab" * 32
        held = adopted(sha256=digest)
        adopted(2, sha256=digest, audience="sitting:x")
        nested = writing.record(
            "tests.door.opened", by=anna, about=("tests.door", "d"), facts={"files": [{"sha256": digest}]}
        )
        assert queries.entries_holding(member, digest) == [held, nested]
        assert queries.entries_holding(member, "ab" * 31) == []

    def test_what_happened_to_a_thing_is_told_oldest_first(self, rows, member):
        assert list(queries.entries_about(member, ("tests.text", "k1"))) == [rows["public"], rows["members"]]

    def test_signed_roots_are_shown_to_who_may_read_their_tree(self, rows, member):
        made = checkpoints.checkpoint("members")
        assert list(queries.checkpoints(member, "members")) == [made]
        assert list(queries.checkpoints(OUTSIDER, "members")) == []
        assert queries.last_seal() is None
        assert checkpoints.seal_minute(STARTED_AT) == queries.last_seal() == Seal.objects.get()
