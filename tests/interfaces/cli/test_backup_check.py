"""A backup that was never restored is a hope: the weekly trial, and what the house knows of it."""

from __future__ import annotations

import shutil
from time import gmtime, strftime

import pytest

from tests.interfaces.cli.houses import House


@pytest.fixture
def house(taken, tmp_path):
    """A house that a test may add to, with an archive of it in a folder of archives."""
    shutil.copytree(taken.house.home, tmp_path / "home")
    (tmp_path / "archives").mkdir()
    shutil.copy(taken.file, tmp_path / "archives/plenary-20200101T000000.plenary")
    return House(tmp_path / "home")


def trials(house: House) -> list[str]:
    """What the trail says of trials, oldest first."""
    told = house.ask("SELECT verb FROM journal_entry WHERE verb LIKE 'keeping.backup._%ed' ORDER BY id")
    return [verb for (verb,) in told if verb != "keeping.backup.taken"]


def test_one_that_can_be_restored(house, taken, tmp_path):
    said = house.did("backup", "--check", tmp_path / "archives")
    assert "plenary-20200101T000000.plenary was restored and its record agrees" in said
    assert trials(house) == ["keeping.backup.checked"]
    facts = str(house.ask("SELECT facts FROM journal_entry WHERE verb = 'keeping.backup.checked'"))
    assert taken.file.read_bytes()[-64:].decode() in facts
    assert list(house.home.glob("trial-*")) == []


def test_one_that_cannot(house, tmp_path):
    content = bytearray((tmp_path / "archives/plenary-20200101T000000.plenary").read_bytes())
    content[len(content) // 2] ^= 1
    damaged = tmp_path / "damaged.plenary"
    damaged.write_bytes(content)
    (house.home / "trial-cut-off").mkdir()
    done = house.run("backup", "--check", damaged)
    assert done.returncode == 1
    assert "damaged.plenary is damaged: it is not as it was written." in done.stderr
    assert "cannot be restored. Take another backup now." in done.stderr
    assert trials(house) == ["keeping.backup.failed"]
    assert list(house.home.glob("trial-*")) == []


def test_none_there(house, tmp_path):
    done = house.run("backup", "--check", tmp_path / "nothing")
    assert (done.returncode, done.stderr) == (1, f"There is no archive at {tmp_path / 'nothing'}.\n")
    assert trials(house) == []


def test_for_a_timer_the_newest_stay(house, tmp_path):
    """Only archives that were named by the hour go; what a person named stays."""
    folder = tmp_path / "archives"
    (folder / "monday.plenary").write_text("mine")
    (folder / "plenary-20200102T000000.plenary").write_text("older")
    house.did("backup", "--into", folder, "--keep", 2)
    names = sorted(file.name for file in folder.iterdir())
    assert names[:2] == ["monday.plenary", "plenary-20200102T000000.plenary"]
    assert names[2].startswith(strftime("plenary-%Y%m%dT", gmtime()))
    assert len(names) == 3
