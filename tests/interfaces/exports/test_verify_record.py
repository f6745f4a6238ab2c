"""The verifier: what it finds, in which words, with nothing but the standard library."""

import ast
import json
import shutil
import subprocess
import sys
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction
from tests.builders.journal import ANNA, adopted, record_of
from tests.foundation.journal.flushing import record_guards_lifted

from plenary.foundation.journal import checkpoints, keys, notes, queries, rotation, tree, writing
from plenary.foundation.journal.canonical import canonical
from plenary.foundation.journal.leaves import commitment
from plenary.foundation.journal.models import Checkpoint, Entry, SigningKey
from plenary.interfaces.exports import verify_record
from plenary.interfaces.exports.record_bundle import entry_proof, export_record, record_bytes
from plenary.interfaces.exports.verify_record import signature_holds, verify

FILE = Path(verify_record.__file__)
SIGNED_NOTE = Path(__file__).parents[4] / "shared" / "standards" / "signed-note" / "vector.json"

# RFC 8032, 7.1: secret key, public key, message, signature.
RFC_8032 = {
    "test 1": (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f059"
        "5bbe24655141438e7a100b",
    ),
    "test 2": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4"
        "302aeeb00d291612bb0c00",
    ),
    "test 3": (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e971"
        "6ed28dc027beceea1ec40a",
    ),
    "test sha(abc)": (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d442364"
        "3ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c13"
        "8ac17ad9bef1177331a704",
    ),
}


def resigned(content):
    """The file with its outer signature made anew by the house itself: as a dishonest house would hand it out."""
    key = SigningKey.objects.get(until=None)
    bare = {name: value for name, value in content.items() if name != "warrant"}
    count = sum(len(part["entries"]) for part in bare["trees"])
    text = notes.checkpoint_text(f"{key.name}/export", count, sha256(canonical(bare)).digest())
    return canonical({**bare, "warrant": keys.sign(key, text)})


def rechained(part):
    """The entries of a tree with every hash made anew, as one can who has no key."""
    leaves = []
    for number, entry in enumerate(part["entries"], 1):
        entry["number"], entry["previous"] = number, leaves[-1] if leaves else "0" * 64
        if entry["facts"] is not None:
            entry["facts_hash"] = commitment(entry["salt"], entry["facts"])
        if entry["actor"] is not None:
            named = {name: entry["actor"][name] for name in ("name", "person")}
            entry["actor_hash"] = commitment(entry["actor"]["salt"], named)
        kept = {name: value for name, value in entry.items() if name not in ("facts", "salt", "actor")}
        leaves.append(tree.leaf_hash(canonical({**kept, "tree": part["audience"]})).hex())
    return part


class TestEd25519:
    @pytest.mark.parametrize("vector", RFC_8032.values(), ids=RFC_8032)
    def test_vectors_of_the_standard(self, vector):
        secret, public, message, signature = map(bytes.fromhex, vector)
        assert Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw() == public
        assert signature_holds(public, message, signature)
        assert not signature_holds(public, message + b"x", signature)

    def test_every_part_of_a_signature_and_of_its_key_counts(self):
        _secret, public, message, signature = map(bytes.fromhex, RFC_8032["test 3"])
        for bit in range(0, 512, 5):
            flipped = bytearray(signature)
            flipped[bit // 8] ^= 1 << bit % 8
            assert not signature_holds(public, message, bytes(flipped))
        for bit in range(0, 256, 5):
            flipped = bytearray(public)
            flipped[bit // 8] ^= 1 << bit % 8
            assert not signature_holds(bytes(flipped), message, signature)

    def test_a_second_form_of_the_same_signature_is_refused(self):
        """S + L is the same number modulo L: RFC 8032, 5.1.7 wants S below L."""
        _secret, public, message, signature = map(bytes.fromhex, RFC_8032["test 1"])
        other = int.from_bytes(signature[32:], "little") + verify_record.ORDER
        assert not signature_holds(public, message, signature[:32] + other.to_bytes(32, "little"))

    @pytest.mark.parametrize("length", [0, 31, 33, 64])
    def test_a_key_or_signature_of_another_length_is_refused(self, length):
        _secret, public, message, signature = map(bytes.fromhex, RFC_8032["test 1"])
        assert not signature_holds((public + public)[:length], message, signature)
        assert not signature_holds(public, message, (signature + signature)[: length + (length == 64)])

    def test_agrees_with_the_vetted_library(self):
        for number in range(40):
            private = Ed25519PrivateKey.generate()
            message = bytes([number]) * number
            assert signature_holds(private.public_key().public_bytes_raw(), message, private.sign(message))


class TestNotes:
    def test_the_published_signed_note_holds(self):
        vector = json.loads(SIGNED_NOTE.read_text("utf-8"))
        (name, short), public = verify_record.read_key(vector["vkey"])
        text, _, line = vector["note"].rpartition("\n\n")
        signature = b64decode(line.split(" ")[2])
        assert (name, short) == ("PeterNeumann", signature[:4])
        assert signature_holds(public, (text + "\n").encode(), signature[4:]) is vector["valid"]

    def test_ours_have_the_published_form(self):
        vector = json.loads(SIGNED_NOTE.read_text("utf-8"))
        (name, short), public = verify_record.read_key(vector["vkey"])
        assert notes.verifier_key(name, public) == vector["vkey"]
        assert notes.key_hash(name, public) == short

    @pytest.mark.parametrize("vkey", ["", "a", "a+b", "a+00000000+AA==", "+c74f20a3+AR", "a+c74f20a3+A R"])
    def test_a_damaged_key_is_refused(self, vkey):
        with pytest.raises(verify_record.Unfit):
            verify_record.read_key(vkey)


class TestTheFileItself:
    def test_is_at_most_four_hundred_lines(self):
        assert len(FILE.read_text("utf-8").splitlines()) <= 400

    def test_imports_the_standard_library_only(self):
        imported = set()
        for node in ast.walk(ast.parse(FILE.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
        assert imported <= sys.stdlib_module_names

    def test_opens_no_connection(self):
        assert not {"socket", "urllib", "http", "ssl", "asyncio"} & set(FILE.read_text("utf-8").split())


@pytest.mark.django_db
class TestAGoodRecord:
    def test_fits_and_is_told_in_words(self):
        found = verify(record_of(8, hidden=3, checkpoints_every=2, sealed_minutes=3))
        assert found.faults == []
        assert found.notes[0] == "public: entries 5, signed roots 3."
        assert found.notes[1] == "sitting:x: entries 3, signed roots 1."
        assert found.notes[2].startswith("Signed by secretariat.example/record with the key ")
        assert found.notes[3].startswith("The key is the file's own; compare it with a printed one: secretariat.")

    def test_fits_with_the_printed_key(self):
        data = record_of(4)
        assert verify(data, key=keys.current().vkey).faults == []

    def test_fits_after_personal_data_of_a_thousand_people_were_erased(self):
        with transaction.atomic():
            rows = [adopted(number, audience="desk") for number in range(1000)]
            writing.erase(rows, by=ANNA, reason="thirty days after the meeting")
            writing.erase(rows, by=ANNA, reason="thirty days after the meeting", part="actor")
            data = record_bytes(["desk"], organisation="Norland")
        assert b"Anna Berg" in data, "who erased is named"
        assert data.count(b"Anna Berg") == 2
        assert verify(data).faults == []

    def test_withholds_a_ballot_until_its_vote_closes_and_fits_before_and_after(self):
        with transaction.atomic():
            for member in ("Norland", "Sudland"):
                writing.record(
                    "tests.ballot.cast",
                    by=ANNA,
                    about=("tests.vote", "v1"),
                    facts={"member": member, "choice": "yes"},
                    sealed=True,
                )
        before = record_bytes(organisation="Norland")
        assert b"Sudland" not in before
        assert b'"choice"' not in before
        assert verify(before).faults == []
        with transaction.atomic():
            writing.reveal(("tests.vote", "v1"))
        after = record_bytes(organisation="Norland")
        assert b"Sudland" in after
        assert verify(after).faults == []

    def test_with_names_beyond_the_basic_plane_is_written_in_the_one_form(self):
        with transaction.atomic():
            facts = {"\U0001f600": 1, "\ufb33": 2, "é": '\U0001f600\u007f\u2028\\"/\x1f'}
            writing.record("tests.door.opened", by=ANNA, about=("tests.door", "d"), facts=facts)
        assert verify(record_bytes(organisation="Союз 聯盟")).faults == []

    def test_of_an_empty_audience_fits(self):
        assert verify(record_bytes(["sitting:none"], organisation="Norland")).faults == []

    def test_never_holds_another_audience(self):
        with transaction.atomic():
            adopted(1, audience="sitting:hidden")
            checkpoints.seal_minute(keys.current().since)
        assert b"sitting:hidden" not in record_bytes(organisation="Norland")

    def test_says_where_a_document_stands(self, tmp_path):
        text = b"The text adopted"
        record_of(3)
        with transaction.atomic():
            adopted(7, sha256=sha256(text).hexdigest())
        data = record_bytes(organisation="Norland")
        found = verify(data, document=text)
        assert found.faults == []
        assert "The document stands in entry 4 of the record 'public': tests.text.adopted" in found.notes[-1]
        missing = verify(data, document=b"another text")
        assert missing.faults[0].startswith("The document is not in this record")


@pytest.mark.django_db
class TestWithAHouseThatIsNotHonest:
    """The file is signed anew as a whole, so each check within has to find its fault alone."""

    @pytest.fixture
    def content(self):
        return json.loads(record_of(9, hidden=3, checkpoints_every=2, sealed_minutes=2))

    def faults(self, content, **given):
        return verify(resigned(content), **given).faults

    def test_the_means_itself_raises_no_alarm(self, content):
        assert self.faults(content) == []

    def test_changed_facts(self, content):
        content["trees"][0]["entries"][3]["facts"]["title"] = "Another"
        assert self.faults(content) == ["Entry 4 of the record 'public': its facts were changed."]

    def test_a_changed_name(self, content):
        content["trees"][1]["entries"][0]["actor"]["name"] = "Bo"
        assert self.faults(content) == ["Entry 1 of the record 'sitting:x': the name of who acted was changed."]

    @pytest.mark.parametrize("name", ["verb", "cite", "capacity", "happened_at", "recorded_at", "about", "sealed"])
    def test_a_changed_part_of_the_leaf(self, content, name):
        entry = content["trees"][0]["entries"][3]
        entry[name] = {
            "verb": "tests.door.opened",
            "cite": "GA rule 84",
            "capacity": "SG",
            "happened_at": None,
            "recorded_at": "2019-11-28T09:00:00.000000Z",
            "about": ["tests.text", "k9"],
            "sealed": True,
        }[name]
        assert self.faults(content)[0].startswith("Entry 5 of the record 'public': it does not follow the one before")

    def test_an_entry_changed_with_all_hashes_made_anew(self, content):
        content["trees"][0]["entries"][3]["facts"]["title"] = "Another"
        rechained(content["trees"][0])
        found = self.faults(content)
        assert "The signed root over 6 entries of the record 'public' is not what was signed." in found
        assert "The minute's seal does not hold the record 'public'." in found

    def test_a_last_entry_changed_that_nothing_follows(self, content):
        content["trees"][0]["entries"][-1]["facts"]["title"] = "Another"
        rechained(content["trees"][0])
        expected = "The signed root over 6 entries of the record 'public' is not what was signed."
        assert self.faults(content) == [expected]

    def test_a_last_entry_taken_away(self, content):
        content["trees"][0]["entries"].pop()
        assert len(self.faults(content)) == 2

    def test_a_last_entry_and_its_signed_root_taken_away(self, content):
        """An older, true state. Only someone who holds a later root can tell."""
        later = content["trees"][0]["checkpoints"].pop()
        content["trees"][0]["entries"].pop()
        assert self.faults(content) == []
        assert self.faults(content, checkpoint=later) == ["The record does not begin with what your checkpoint covers."]

    def test_facts_that_went_without_an_entry_that_says_so(self, content):
        content["trees"][0]["entries"][3].update(facts=None, salt=None)
        assert self.faults(content) == ["Entry 4 of the record 'public': no entry says why its facts went."]

    def test_a_name_that_went_without_an_entry_that_says_so(self, content):
        content["trees"][0]["entries"][3]["actor"] = None
        assert self.faults(content) == ["Entry 4 of the record 'public': no entry says why its actor went."]

    def test_a_salt_left_behind(self, content):
        content["trees"][0]["entries"][3]["facts"] = None
        assert self.faults(content) == ["Entry 4 of the record 'public': its facts were changed."]

    def test_signed_roots_out_of_order(self, content):
        content["trees"][0]["checkpoints"].reverse()
        expected = "The signed roots of the record 'public' do not reach its last entry in order."
        assert self.faults(content) == [expected]

    def test_a_signed_root_of_another_tree(self, content):
        content["trees"][1]["checkpoints"] = content["trees"][0]["checkpoints"][:1]
        assert self.faults(content) != []

    def test_a_tree_under_another_name(self, content):
        content["trees"][1]["audience"] = "sitting:y"
        assert self.faults(content) != []

    @pytest.mark.parametrize("change", ["slot", "salt", "size", "path"])
    def test_a_changed_place_in_the_seal(self, content, change):
        held = content["trees"][1]["seal"]
        held[change] = {
            "slot": held["slot"] ^ 1,
            "salt": "0" * 64,
            "size": held["size"] - 1,
            "path": held["path"][:-1],
        }[change]
        assert self.faults(content) == ["The minute's seal does not hold the record 'sitting:x'."]

    @pytest.mark.parametrize("change", ["at", "number", "public", "sealed", "path", "note"])
    def test_a_changed_seal(self, content, change):
        seal = content["seal"]
        seal[change] = {
            "at": "2019-11-28T09:05:00.000000Z",
            "number": seal["number"] + 1,
            "public": {"root": "0" * 64, "size": 1},
            "sealed": "0" * 64,
            "path": [],
            "note": seal["note"].replace("/minutes", "/minutes "),
        }[change]
        assert any("The minute's seal" in fault for fault in self.faults(content))

    def test_a_tree_twice_or_none_or_out_of_order(self, content):
        for trees in (content["trees"] * 2, content["trees"][1:], content["trees"][::-1]):
            assert any("once each and in order" in fault for fault in self.faults({**content, "trees": trees}))

    def test_a_key_that_is_not_listed(self, content):
        content["keys"][0]["vkey"] = notes.verifier_key("secretariat.example/record", bytes(32))
        assert any("a key that the file does not list" in fault for fault in self.faults(content))

    def places(self, content):
        part = content["trees"][0]
        entry = part["entries"][2]
        return [content, content["keys"][0], content["seal"], content["seal"]["public"], part, part["seal"], entry,
                entry["actor"]]  # fmt: skip

    def test_an_unknown_field_anywhere(self, content):
        for place in self.places(content):
            place["more"] = 1
            assert any("unknown or of another kind" in fault for fault in verify(canonical(content)).faults)
            del place["more"]
        assert verify(canonical(content)).faults == []

    def test_a_missing_field_anywhere(self, content):
        for place in self.places(content):
            for name in list(place):
                before = place.pop(name)
                assert any("unknown or of another kind" in fault for fault in verify(canonical(content)).faults), name
                place[name] = before
        assert verify(canonical(content)).faults == []

    @pytest.mark.parametrize("kind", [7, "7", True, [], {}], ids=repr)
    def test_a_field_of_another_kind_anywhere(self, content, kind):
        for place in self.places(content):
            for name in list(place):
                if type(place[name]) is type(kind):
                    continue
                before, place[name] = place[name], kind
                assert any("unknown or of another kind" in fault for fault in verify(canonical(content)).faults), name
                place[name] = before
        assert verify(canonical(content)).faults == []


@pytest.mark.django_db
class TestKeys:
    def test_another_key_that_signed_everything_is_found_by_the_printed_one(self):
        data = record_of(4)
        printed = keys.current().vkey
        forged = json.loads(data)
        private = Ed25519PrivateKey.generate()
        name = "secretariat.example/record"
        forged["keys"][0]["vkey"] = notes.verifier_key(name, private.public_key().public_bytes_raw())
        forged["seal"] = None
        part = forged["trees"][0]
        part["seal"] = None
        part["entries"][2]["facts"]["title"] = "Another"
        rechained(part)
        kept = [{n: v for n, v in e.items() if n not in ("facts", "salt", "actor")} for e in part["entries"]]
        leaves = [tree.leaf_hash(canonical({**entry, "tree": "public"})) for entry in kept]
        part["checkpoints"] = [notes.signed(notes.checkpoint_text(name, 4, tree.root(leaves)), name, private)]
        del forged["warrant"]
        text = notes.checkpoint_text(f"{name}/export", 4, sha256(canonical(forged)).digest())
        data = canonical({**forged, "warrant": notes.signed(text, name, private)})
        assert verify(data).faults == [], "without a printed key nobody can tell"
        assert verify(data, key=printed).faults == ["The file is signed with a key that your key does not lead to."]

    def test_a_record_continued_by_another_key_is_told_by_a_checkpoint_alone(self):
        """The true beginning, then an entry and a signature of a stranger who bears the name of the house."""
        record_of(4)
        printed = Checkpoint.objects.latest("size").note
        with transaction.atomic():
            adopted(9)
        content = export_record(organisation="Norland")
        part, name = content["trees"][0], keys.current().name
        private = Ed25519PrivateKey.generate()
        line = {**content["keys"][0], "vkey": notes.verifier_key(name, private.public_key().public_bytes_raw())}
        part["entries"][-1]["facts"]["title"] = "Another"
        rechained(part)
        kept = [{n: v for n, v in e.items() if n not in ("facts", "salt", "actor")} for e in part["entries"]]
        leaves = [tree.leaf_hash(canonical({**entry, "tree": "public"})) for entry in kept]
        text = notes.checkpoint_text(name, len(leaves), tree.root(leaves))
        part["checkpoints"] = [*part["checkpoints"][:-1], notes.signed(text, name, private)]
        part["seal"] = None
        forged = {**content, "keys": [*content["keys"], line], "seal": None}
        forged.pop("warrant", None)
        text = notes.checkpoint_text(f"{name}/export", len(leaves), sha256(canonical(forged)).digest())
        data = canonical({**forged, "warrant": notes.signed(text, name, private)})
        assert verify(data).faults == [], "without anything from elsewhere nobody can tell"
        assert verify(data, checkpoint=printed).faults == [
            "The file is signed with a key that your checkpoint does not lead to."
        ]

    def test_an_old_checkpoint_leads_to_the_key_that_took_over(self):
        record_of(4)
        printed = Checkpoint.objects.latest("size").note
        rotation.rotate(by=ANNA)
        with transaction.atomic():
            adopted(9)
        assert verify(record_bytes(organisation="Norland"), checkpoint=printed).faults == []

    def test_an_old_printed_key_leads_to_the_one_that_took_over(self):
        record_of(4)
        old = keys.current().vkey
        for _ in range(2):
            rotation.rotate(by=ANNA)
            with transaction.atomic():
                adopted(9)
        data = record_bytes(organisation="Norland")
        assert len(json.loads(data)["keys"]) == 3
        assert verify(data, key=old).faults == []
        assert verify(data, key=keys.current().vkey).faults == []

    def test_a_key_that_nobody_named_as_follower_is_not_followed(self):
        record_of(4)
        old = keys.current().vkey
        rotation.rotate(by=ANNA)
        content = export_record(organisation="Norland")
        content["trees"][0]["checkpoints"] = content["trees"][0]["checkpoints"][-1:]
        assert verify(resigned(content), key=old).faults == []
        rows = content["trees"][0]["entries"]
        named = next(entry for entry in rows if entry["verb"] == "journal.key.rotated")
        named["verb"] = "journal.key.created"
        rechained(content["trees"][0])
        assert "your key does not lead to" in verify(resigned(content), key=old).faults[-1]

    def test_a_key_line_that_is_none_is_said_to_be_damaged(self):
        assert "is damaged" in verify(record_of(3), key="secretariat.example/record+00000000+AQ==").faults[0]


@pytest.mark.django_db
class TestCheckpointsFromElsewhere:
    def test_the_record_still_begins_with_what_was_printed(self):
        record_of(6, checkpoints_every=2)
        printed = Checkpoint.objects.order_by("size").first()
        found = verify(record_bytes(organisation="Norland"), checkpoint=printed.note)
        assert found.faults == []
        assert f"The record 'public' still begins with the {printed.size} entries you hold." in found.notes

    def test_another_history_of_the_same_size_is_found(self):
        """Two checkpoints of one size: somebody was shown another history."""
        record_of(6)
        key = keys.current()
        other = keys.sign(key, notes.checkpoint_text(key.name, 4, sha256(b"other").digest()))
        found = verify(record_bytes(organisation="Norland"), checkpoint=other)
        assert found.faults == ["The record does not begin with what your checkpoint covers."]

    @pytest.mark.parametrize("text", ["", "x", "a\n4\nb\n", "a\n4\nAA==\n\n— a AAAA\n"])
    def test_what_is_no_checkpoint_is_not_believed(self, text):
        data = record_of(4)
        assert verify(data, checkpoint=text or "\n").faults == [
            "The record does not begin with what your checkpoint covers."
        ]


@pytest.mark.django_db
class TestChangesByHandInTheDatabase:
    """Past every refusal of the database, as its owner can: the next file tells."""

    CHANGES = {
        "verb": "'tests.door.opened'",
        "about_kind": "'x'",
        "about_key": "'x'",
        "capacity": "'SG'",
        "actor_key": "'p-bo'",
        "actor_name": "'Bo'",
        "actor_salt": f"'{'1' * 64}'",
        "actor_hash": f"'{'1' * 64}'",
        "happened_at": "'2018-01-01 00:00:00'",
        "recorded_at": "'2018-01-01 00:00:00'",
        "cite": "'GA rule 1'",
        "facts": '\'{"number": 2, "title": "Another"}\'',
        "salt": f"'{'1' * 64}'",
        "facts_hash": f"'{'1' * 64}'",
        "previous": f"'{'1' * 64}'",
        "number": "77",
    }

    @pytest.mark.parametrize("column", CHANGES)
    def test_a_changed_column_is_found(self, column):
        record_of(6)
        with record_guards_lifted(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE journal_entry SET {column} = {self.CHANGES[column]} WHERE number = 3")
        assert verify(record_bytes(organisation="Norland")).faults != []

    def test_a_removed_row_is_found(self):
        record_of(6)
        with record_guards_lifted(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM journal_entry WHERE number = 3")
        assert verify(record_bytes(organisation="Norland")).faults != []

    def test_facts_nulled_without_an_entry_are_found(self):
        """The database allows this, since erasure needs it; the record does not."""
        record_of(6)
        Entry.objects.filter(number=3).update(facts=None, salt=None)
        assert verify(record_bytes(organisation="Norland")).faults == [
            "Entry 3 of the record 'public': no entry says why its facts went."
        ]

    def test_a_row_changed_with_its_own_hashes_made_to_fit_is_found_by_the_signed_roots(self):
        record_of(6)
        row = Entry.objects.get(number=6)
        row.facts = {"number": 99}
        row.facts_hash = commitment(row.salt, row.facts)
        with record_guards_lifted():
            Entry.objects.filter(pk=row.pk).update(facts=row.facts, facts_hash=row.facts_hash, leaf=row.leaf_again())
        assert verify(record_bytes(organisation="Norland")).faults != []


@pytest.mark.django_db
class TestTheProofOfOneEntry:
    def test_leads_from_the_leaf_to_the_signed_root(self):
        record_of(7)
        for entry in Entry.objects.all():
            head, _, note = entry_proof(entry, queries.checkpoint_over(entry)).partition("\n\n")
            kind, extra, index, *path = head.split("\n")
            assert (kind, index) == ("c2sp.org/tlog-proof@v1", f"index {entry.number - 1}")
            content = b64decode(extra.removeprefix("extra "))
            assert json.loads(content)["verb"] == entry.verb
            led_to = tree.root_by_inclusion(
                entry.number - 1, 7, tree.leaf_hash(content), [b64decode(step) for step in path]
            )
            assert note.split("\n")[:3] == ["secretariat.example/record", "7", b64encode(led_to).decode()]

    def test_shows_neither_facts_nor_name(self):
        record_of(4)
        entry = Entry.objects.get(number=3)
        proof = entry_proof(entry, queries.checkpoint_over(entry))
        content = b64decode(proof.split("\n")[1].removeprefix("extra "))
        assert b"Anna" not in content
        assert b"title" not in content


@pytest.mark.django_db
class TestAsAProgram:
    @pytest.fixture
    def run(self, tmp_path):
        """The file alone, in an empty folder, in a Python that sees no package."""
        program = shutil.copy(FILE, tmp_path / "check.py")

        def run(*arguments):
            return subprocess.run(
                [sys.executable, "-I", "-S", program, *map(str, arguments)],
                capture_output=True,
                text=True,
                timeout=60,
                cwd=tmp_path,
                env={"LC_ALL": "C.UTF-8"},
                check=False,
            )

        return run

    def test_ends_with_0_where_everything_fits(self, run, tmp_path):
        (tmp_path / "record.json").write_bytes(record_of(4))
        done = run("record.json", "--key", keys.current().vkey)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[-1] == "Everything fits."

    def test_ends_with_1_where_something_does_not(self, run, tmp_path):
        (tmp_path / "record.json").write_bytes(record_of(4).replace("Ω 2".encode(), "Ω 3".encode()))
        done = run("record.json")
        assert (done.returncode, done.stderr) == (1, "")
        assert "Entry 3 of the record 'public': its facts were changed." in done.stdout
        assert done.stdout.splitlines()[-1] == "Things that do not fit: 2."

    def test_ends_with_2_where_it_could_not_be_checked(self, run):
        done = run("missing.json")
        assert done.returncode == 2
        assert done.stderr.startswith("Could not be checked:")

    def test_looks_for_a_document_and_a_checkpoint(self, run, tmp_path):
        with transaction.atomic():
            adopted(1, sha256=sha256(b"text").hexdigest())
        (tmp_path / "text.pdf").write_bytes(b"text")
        (tmp_path / "other.pdf").write_bytes(b"other")
        (tmp_path / "record.json").write_bytes(record_bytes(organisation="Norland"))
        (tmp_path / "printed.txt").write_text(Checkpoint.objects.get().note, "utf-8")
        assert run("record.json", "--document", "text.pdf", "--checkpoint", "printed.txt").returncode == 0
        assert run("record.json", "--document", "other.pdf").returncode == 1


class TestWhatIsNoRecord:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"{}",
            b"[]",
            b"null",
            b"\xff\xfe",
            b'{"a":1,"a":1}',
            b'{"a":1.5}',
            b'{"a":NaN}',
            b'{"a":-0}',
            b'{"a":123456789012345678901234567890}',
            b'{"a":"\\ud800"}',
            b'{"warrant":"x"}',
            b"[" * 100_000,
            b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
            b"9" * 100_000,
        ],
        ids=range(15),
    )
    def test_is_refused_in_words_and_never_with_a_trace(self, data):
        assert len(verify(data).faults) == 1
        assert len(verify(data, first_only=True).faults) == 1
