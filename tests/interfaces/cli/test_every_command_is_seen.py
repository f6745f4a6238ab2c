"""Who keeps the machine is seen (P24): a command that changes something, or takes it out, leaves an entry; the others
change nothing.

Each command runs as a person types it, in a house of its own; before and after, every table is read.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from plenary.interfaces.cli import COMMANDS
from tests.interfaces.cli.houses import CHECKOUT, House
from tests.seen import NOT_KEPT

pytestmark = pytest.mark.embedded

ACTS = (
    '[[act]]\ndo = "organisation.found"\nby = "administrator/SG"\n[act.with]\ncode = "hpo"\n'
    'name = { en = "Halmar Pact Organisation" }\n'
)
#: Commands that leave nothing of their own, each with why.
LEAVING_NOTHING = {
    "serve": "opens what stands; each act of a person or of the clock has its own entry (see the last test)",
    "check": "reads how the house is set up",
    "verify": "reads a file, without any house",
    "redline": "compares two files, without any house",
    "decide": "answers cases, without any house",
    "replay": "reads a table, without any house",
    "rehearse": "the desk begins it, which is an entry of the real house; this founds a house of its own beside it",
}


def tables(house: House) -> dict[str, str]:
    """Everything that the house keeps, by table."""
    with sqlite3.connect(f"file:{house.home / 'house.sqlite3'}?mode=ro", uri=True) as kept:
        names = [name for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sha256(repr(kept.execute(f'SELECT * FROM "{name}"').fetchall()).encode()).hexdigest()
            for name in names
            if name not in NOT_KEPT
        }


def verbs(house: House) -> list[str]:
    """The entries of the house, oldest first."""
    return [verb for (verb,) in house.ask("SELECT verb FROM journal_entry ORDER BY id")]


@pytest.fixture
def house(taken, tmp_path) -> House:
    """A house just founded, which a test may change."""
    shutil.copytree(taken.house.home, tmp_path / "home")
    return House(tmp_path / "home")


@pytest.fixture
def acts(tmp_path) -> Path:
    file = tmp_path / "acts.toml"
    file.write_text(ACTS)
    return file


#: What changes or takes out, by the command, with the entries that it leaves.
CHANGING: dict[str, list[tuple[list[str], list[str]]]] = {
    "init": [(["init", "--name", "Ana Example"], ["people.code.made"])],
    "act": [(["act", "{acts}"], ["keeping.acts.begun", "organisation.house.founded"])],
    "export-record": [
        (["export-record", "{folder}/record"], ["keeping.record.written"]),
        (["export-record", "{folder}/record", "--audience", "trail"], ["keeping.record.written"]),
    ],
    "backup": [
        (["backup", "{folder}/one.plenary"], ["keeping.backup.taken"]),
        (
            ["backup", "{folder}/one.plenary", "--keys", "{folder}/keys"],
            ["keeping.keys.written", "keeping.backup.taken"],
        ),
        (["backup", "--check", "{archive}"], ["keeping.backup.checked"]),
        (["backup", "--check", "{acts}"], ["keeping.backup.failed"]),
    ],
    "document": [
        # Refused for want of such a body: it was tried on the machine itself all the same
        (
            ["document", "create", "--as", "administrator/SG", "--title", "en=Statement", "--body", "NONE"],
            ["keeping.acts.begun"],
        ),
    ],
    "erase": [(["erase"], ["keeping.due.erased"])],
}

#: Commands that make a house, or bring one to this release; each has its test below.
BY_ITSELF = {"demo", "restore", "upgrade"}

READING = [
    ["act", "{acts}", "--dry-run"],
    ["check"],
    ["document", "list", "--as", "administrator/SG"],
    ["erase", "--dry-run"],
    ["upgrade"],
    ["upgrade", "--dry-run"],
    ["verify", "{record}"],
    ["replay", "{table}", "--ruleset", "un-ga", "--body", "GA"],
]


def test_every_command_is_asked():
    """One that comes tomorrow stands in none of the lists, and fails here."""
    assert sorted([*CHANGING, *LEAVING_NOTHING, *BY_ITSELF]) == sorted(COMMANDS)


@pytest.fixture
def typed(taken, acts, tmp_path) -> Callable[[list[str]], list[str]]:
    """A line with the files that it names."""
    places = {"acts": acts, "folder": tmp_path, "archive": taken.file, "record": tmp_path / "record/record.json"}
    places["table"] = tmp_path / "table.csv"
    places["table"].write_text("date,yes,no,outcome\n2019-12-10,3,2,adopted\n")
    return lambda line: [word.format(**places) for word in line]


@pytest.mark.parametrize(
    ("line", "left"), [pytest.param(*one, id=" ".join(one[0])) for ones in CHANGING.values() for one in ones]
)
def test_what_changes_or_takes_out_is_entered(house, typed, line, left):
    if line == ["erase"]:
        house.ask("UPDATE people_onetimecode SET expires_at = '2001-01-01 00:00:00', made_at = '2001-01-01 00:00:00'")
    before = verbs(house)
    house.run(*typed(line))
    assert verbs(house)[len(before) :] == left


@pytest.mark.parametrize("line", READING, ids=" ".join)
def test_what_only_reads_changes_nothing(house, typed, line):
    if line[0] == "verify":
        house.did(*typed(["export-record", "{folder}/record"]))
    before = tables(house)
    house.did(*typed(line))
    assert tables(house) == before


def test_a_refused_one_leaves_no_file_without_an_entry(house, typed, tmp_path):
    """The keys: what lies there already is not written over, and nothing is said to have been written."""
    (tmp_path / "keys").write_text("mine")
    before = verbs(house)
    assert house.run(*typed(["backup", "{folder}/one.plenary", "--keys", "{folder}/keys"])).returncode == 1
    assert (tmp_path / "keys").read_text() == "mine"
    assert verbs(house) == before


def test_the_entry_names_whose_entries_leave(house, typed):
    house.did(*typed(["export-record", "{folder}/record", "--audience", "trail"]))
    ((facts,),) = house.ask("SELECT facts FROM journal_entry WHERE verb = 'keeping.record.written'")
    assert json.loads(facts) == {"audiences": ["public", "trail"]}


def test_the_entry_names_the_file_of_acts_and_who_they_are_done_for(house, typed, acts):
    """Also where the first of them is refused: it was tried on the machine itself."""
    acts.write_text(ACTS.replace("organisation.found", "organisation.establish_body"))
    assert house.run("act", acts).returncode != 0
    ((facts,),) = house.ask("SELECT facts FROM journal_entry WHERE verb = 'keeping.acts.begun'")
    said = {"names": ["administrator/SG"], "count": 1, "sha256": sha256(acts.read_bytes()).hexdigest()}
    assert json.loads(facts) == said


class TestHousesOfTheirOwn:
    def test_a_house_just_founded_says_so(self, tmp_path):
        made = House(tmp_path / "home")
        made.did("init", "--name", "Ana Example")
        assert verbs(made) == ["people.house.opened", "people.code.made", "journal.key.created"]

    def test_a_restored_house_says_so(self, taken, tmp_path):
        made = House(tmp_path / "home")
        made.did("restore", taken.file)
        assert verbs(made)[-2:] == ["journal.key.replaced", "keeping.house.restored"]

    def test_an_upgraded_house_says_so(self, house):
        """It lacks one table, as a house of a release before it."""
        house.ask("DELETE FROM django_migrations WHERE app = 'keeping'")
        house.ask("DROP TABLE keeping_keepingtime")
        before = verbs(house)
        house.did("upgrade")
        assert verbs(house)[len(before) :] == ["keeping.house.upgraded"]

    def test_a_demonstration_is_a_record_of_acts(self, tmp_path):
        """Loaded through acts; woken up again it says no more, for nothing was done."""
        made = House(tmp_path / "home")
        made.did("demo", "--no-serve")
        demonstration = House(made.home / "demo" / "bishkek-2019")
        loaded = verbs(demonstration)
        assert loaded[0] == "people.house.opened"
        assert len(loaded) > 100
        made.did("demo", "--no-serve")
        assert verbs(demonstration) == loaded


def test_a_house_that_was_open_and_is_closed_again_is_what_it_was(house):
    """Opening it changes nothing but what the record signs of itself each minute."""
    before = tables(house)
    served = subprocess.Popen(
        [sys.executable, "-m", "plenary.interfaces.cli", "serve", "--port", "8471"],
        env=house.environment, cwd=CHECKOUT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert served.stdout is not None
        said = iter(served.stdout.readline, "")
        assert any("The house is open at" in line for line in said)
    finally:
        os.kill(served.pid, signal.SIGTERM)
        served.wait(60)
    after = tables(house)
    assert {name for name in after if after[name] != before.get(name)} <= OF_THE_MINUTE


#: What the clock writes each minute: the record signs itself.
OF_THE_MINUTE = {"journal_seal", "journal_sealedhead", "journal_checkpoint", "sqlite_sequence"}
