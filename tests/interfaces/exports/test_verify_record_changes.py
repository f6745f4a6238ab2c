"""Any change of a record file is found: bits, pieces taken out, put in, moved or made anew without the key (P11)."""

import json
import random
from functools import cache
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.journal import ANNA, STARTED_AT, adopted, record_of

from plenary.foundation.access.audiences import forget_known
from plenary.foundation.journal import checkpoints, keys, notes, rotation, writing
from plenary.foundation.journal import tree as hash_tree
from plenary.foundation.journal.canonical import canonical
from plenary.foundation.journal.leaves import commitment
from plenary.foundation.journal.models import Entry
from plenary.interfaces.exports.record_bundle import record_bytes
from plenary.interfaces.exports.verify_record import verify

SEED = 20191128
OUTER = "The file as a whole"


def flipped(data, bit):
    """The bytes with one bit turned."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def every_bit_is_found(data):
    """Turn each bit once."""
    for bit in range(len(data) * 8):
        assert verify(flipped(data, bit), first_only=True).faults, f"bit {bit} was turned and nothing was found"


def bits_are_found_from_within(data, bits):
    """Turn those bits that lie in the trees: their own checks find each, were the outer signature not there."""
    trees = range(data.index(b'"trees"') * 8, data.index(b',"version"') * 8)
    for bit in bits:
        faults = verify(flipped(data, bit)).faults
        assert faults, f"bit {bit} was turned and nothing was found"
        assert bit not in trees or any(not fault.startswith(OUTER) for fault in faults), f"bit {bit}"


def random_bits_are_found(data, count):
    """Turn single bits anywhere in a large file."""
    chance = random.Random(SEED)
    for _ in range(count):
        bit = chance.randrange(len(data) * 8)
        assert verify(flipped(data, bit), first_only=True).faults, f"bit {bit} was turned and nothing was found"


@pytest.mark.django_db
class TestBits:
    def test_every_bit_of_ten_entries(self):
        data = record_of(10, hidden=2)
        assert verify(data).faults == []
        every_bit_is_found(data)

    def test_one_bit_of_each_byte_of_ten_entries_from_within(self):
        data = record_of(10, hidden=2)
        chance = random.Random(SEED)
        bits_are_found_from_within(data, [place * 8 + chance.randrange(8) for place in range(len(data))])

    def test_five_thousand_random_bits_of_three_hundred_entries(self):
        data = record_of(300, hidden=40, checkpoints_every=50)
        assert verify(data, first_only=True).faults == []
        random_bits_are_found(data, 5_000)

    @pytest.mark.soak
    def test_every_bit_of_fifty_entries(self):
        data = record_of(50, hidden=10, checkpoints_every=20)
        assert verify(data).faults == []
        every_bit_is_found(data)
        bits_are_found_from_within(data, range(len(data) * 8))

    @pytest.mark.soak
    def test_a_hundred_thousand_random_bits_of_ten_thousand_entries(self):
        data = record_of(10_000, hidden=500, checkpoints_every=500)
        assert verify(data, first_only=True).faults == []
        random_bits_are_found(data, 100_000)


def rehashed(content, part):
    """Make every hash of a tree anew, and put the new root and digest into the texts above the old signatures."""
    leaves = []
    for number, entry in enumerate(part["entries"], 1):
        entry["number"], entry["previous"] = number, leaves[-1].hex() if leaves else "0" * 64
        if entry["facts"] is not None:
            entry["facts_hash"] = commitment(entry["salt"], entry["facts"])
        kept = {name: value for name, value in entry.items() if name not in ("facts", "salt", "actor")}
        leaves.append(hash_tree.leaf_hash(canonical({**kept, "tree": part["audience"]})))
    for place, note in enumerate(part["checkpoints"]):
        origin, size, _root, *rest = note.split("\n")
        size = len(leaves) if place == len(part["checkpoints"]) - 1 else int(size)
        text = notes.checkpoint_text(origin, size, hash_tree.root(leaves[:size]))
        part["checkpoints"][place] = text + "\n".join(rest)
    return content


class Changes:
    """Ways to change a record as one can who holds the file and not the key. All draw from one seeded chance."""

    def __init__(self, data):
        self.data = data
        self.chance = random.Random(SEED)

    def content(self):
        content = json.loads(self.data)
        return content, self.chance.choice([part for part in content["trees"] if len(part["entries"]) > 2])

    def deletion(self):
        content, part = self.content()
        listed = self.chance.choice([part["entries"], part["entries"], part["checkpoints"]])
        del listed[self.chance.randrange(len(listed))]
        return canonical(content)

    def swap(self):
        content, part = self.content()
        one, other = self.chance.sample(range(len(part["entries"])), 2)
        rows = part["entries"]
        rows[one], rows[other] = rows[other], rows[one]
        if self.chance.random() < 0.5:
            rows[one]["number"], rows[other]["number"] = rows[other]["number"], rows[one]["number"]
        return canonical(content)

    def insertion(self):
        content, part = self.content()
        copy = json.loads(canonical(self.chance.choice(part["entries"])))
        place = self.chance.randrange(len(part["entries"]) + 1)
        copy["number"] = place + 1
        part["entries"].insert(place, copy)
        return canonical(content)

    def bytes_put_in(self):
        place = self.chance.randrange(len(self.data) + 1)
        return self.data[:place] + self.chance.choice([b" ", b"\n", b"0", b"a", b",", b"\x00"]) + self.data[place:]

    def truncation(self):
        cut = self.chance.randrange(len(self.data))
        return self.data[:cut] if self.chance.random() < 0.7 else self.data[cut + 1 :]

    def made_anew(self):
        content, part = self.content()
        entry = self.chance.choice([row for row in part["entries"] if row["facts"] is not None])
        entry["facts"]["title"] = f"Another {self.chance.random()}"
        return canonical(rehashed(content, part))

    def shortened_and_made_anew(self):
        content, part = self.content()
        del part["entries"][self.chance.randrange(len(part["entries"])) :]
        part["checkpoints"] = part["checkpoints"][-1:] if part["entries"] else []
        return canonical(rehashed(content, part))

    def signed_by_another(self):
        content, part = self.content()
        entry = self.chance.choice(part["entries"])
        entry["cite"] = "GA rule 84"
        private = stranger()
        name = content["keys"][0]["vkey"].partition("+")[0]
        content["keys"][0]["vkey"] = notes.verifier_key(name, private.public_key().public_bytes_raw())
        rehashed(content, part)
        for each in content["trees"]:
            each["seal"] = None
            each["checkpoints"] = [
                notes.signed(note.partition("\n\n")[0] + "\n", name, private) for note in each["checkpoints"]
            ]
        content["seal"] = None
        del content["warrant"]
        count = sum(len(each["entries"]) for each in content["trees"])
        text = notes.checkpoint_text(f"{name}/export", count, sha256(canonical(content)).digest())
        return canonical({**content, "warrant": notes.signed(text, name, private)})


@cache
def stranger():
    """A key of somebody else."""
    return Ed25519PrivateKey.generate()


WAYS = [
    Changes.deletion,
    Changes.swap,
    Changes.insertion,
    Changes.bytes_put_in,
    Changes.truncation,
    Changes.made_anew,
    Changes.shortened_and_made_anew,
    Changes.signed_by_another,
]


@pytest.mark.django_db
class TestLargerChanges:
    @pytest.fixture
    def data(self):
        return record_of(30, hidden=8, checkpoints_every=10)

    @pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
    def test_a_hundred_and_twenty_five_of_each_are_all_found(self, data, way):
        """Eight ways, a thousand changes in all."""
        changes, printed = Changes(data), keys.current().vkey
        assert verify(data, key=printed).faults == []
        for _ in range(125):
            changed = way(changes)
            assert changed != data
            assert verify(changed, key=printed).faults

    def test_a_stranger_with_a_key_of_its_own_makes_a_file_that_fits_without_the_printed_one(self, data):
        """So that the test above shows that the printed key found it, and not a slip of the forger."""
        assert verify(Changes(data).signed_by_another()).faults == []


@pytest.mark.django_db
class TestNoFalseAlarms:
    def test_a_thousand_good_files_raise_none(self):
        """Of one to four entries beside the public tree; sealed, revealed, erased, sealed by the minute, unicode."""
        chance = random.Random(SEED)
        letters = "aé\u0416\u0627\u4e2d\U0001f600\"\\\n\t/\u2028<&'"
        key = keys.create("secretariat.example/record", by=ANNA)
        for file in range(1_000):
            with transaction.atomic():
                audience = f"sitting:{file}"
                for number in range(chance.randrange(1, 5)):
                    said = "".join(chance.choices(letters, k=chance.randrange(12)))
                    writing.record(
                        "tests.door.opened",
                        by=ANNA,
                        about=("tests.door", f"d{number}"),
                        audience=audience,
                        happened_at=STARTED_AT if chance.random() < 0.5 else None,
                        facts={said: [said, {"n": chance.randrange(-(2**53) + 1, 2**53)}, None, True]},
                        cite=chance.choice(["", "GA rule 83", "ст. 5"]),
                        sealed=chance.random() < 0.3,
                    )
                if file % 5 == 0:
                    checkpoints.checkpoint(audience)
                    adopted(1, audience=audience)
                if file % 7 == 0:
                    writing.reveal(("tests.door", "d0"))
                if file % 11 == 0:
                    rows = Entry.objects.filter(tree__audience=audience, number=1)
                    writing.erase(rows, by=ANNA, reason="asked for", part=chance.choice(["facts", "actor"]))
                if file % 13 == 0:
                    checkpoints.seal_minute(STARTED_AT)
                data = record_bytes([audience], organisation="Norland " + letters)
                transaction.set_rollback(True)  # each file from the same house, or the last ones take minutes
            assert verify(data, key=key.vkey).faults == [], f"file {file}"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def somewhere(value, data):
    """A random place in a JSON value, as (container, name or index)."""
    while True:
        choices = list(value) if isinstance(value, dict) else range(len(value))
        at = data.draw(st.sampled_from(choices))
        if not value[at] or not isinstance(value[at], dict | list) or data.draw(st.integers(0, 3)) == 0:
            return value, at
        value = value[at]


@pytest.fixture(scope="module")
def good(django_db_setup, django_db_blocker, tmp_path_factory):
    """One file for all examples; its rows are undone at once."""
    with django_db_blocker.unblock(), override_settings(PLENARY_HOME=tmp_path_factory.mktemp("house")):
        with transaction.atomic():
            data = record_of(8, hidden=3, checkpoints_every=2)
            rotation.rotate(by=ANNA)
            writing.erase(Entry.objects.filter(tree__audience="sitting:x", number=2), by=ANNA, reason="asked for")
            data = record_bytes(["sitting:x"], organisation="Norland")
            transaction.set_rollback(True)
        forget_known()
    return data


@pytest.mark.django_db
class TestStrangeFiles:
    @given(data=st.data())
    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    def test_anything_in_any_place_is_refused_in_words(self, good, data):
        """Never with a trace, whatever stands there: a verifier reads what strangers wrote."""
        content = json.loads(good)
        for _ in range(data.draw(st.integers(1, 3))):
            place, at = somewhere(content, data)
            place[at] = data.draw(JSON)
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        changed = text.encode("utf-8", "surrogatepass")
        assert verify(changed, key=content["keys"][0]["vkey"] if listed(content) else None).sound is (changed == good)

    @given(st.binary(max_size=200))
    def test_any_bytes_are_refused_in_words(self, data):
        assert verify(data).faults


def listed(content):
    """Whether the changed file still names a first key as a text."""
    listing = content["keys"]
    first = listing[0] if isinstance(listing, list) and listing else None
    return isinstance(first, dict) and isinstance(first.get("vkey"), str)
