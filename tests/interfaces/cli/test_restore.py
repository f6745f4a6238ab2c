"""What a house is restored into, from what, and under which key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plenary.foundation.keeping.archive import Writing, reading
from plenary.foundation.keeping.restore import manifest_of
from plenary.procedure.refusal import Refused
from tests.interfaces.cli.houses import House


def told(manifest: dict[str, object], place: Path) -> Path:
    """An archive, whole in its bytes, that says this of itself."""
    with Writing(place) as archive:
        archive.add("manifest.json", json.dumps(manifest).encode())
    return place


MANIFEST = {
    "format": "plenary-backup", "version": 1, "release": "9.0", "taken_at": "", "checkpoint": "", "migrations": [],
    "tables": {}, "files": 0, "marks": [],
}  # fmt: skip


class TestWhere:
    def test_never_into_a_folder_with_something_in_it(self, taken, tmp_path):
        made = House(tmp_path)
        (tmp_path / "letter.txt").write_text("mine")
        done = made.run("restore", taken.file)
        assert done.returncode == 1
        assert "is not empty" in done.stderr
        assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]

    def test_never_into_a_database_with_something_in_it(self, taken, tmp_path):
        other = tmp_path / "other.sqlite3"
        made = House(tmp_path / "home", settings={"PLENARY_DATABASE_URL": f"sqlite:///{other}"})
        there = House(tmp_path)
        (tmp_path / "house.sqlite3").symlink_to(other)
        there.ask("CREATE TABLE mine (id integer)")
        done = made.run("restore", taken.file)
        assert done.returncode == 1
        assert "The database holds tables already." in done.stderr
        assert not made.home.exists()
        assert there.ask("SELECT name FROM sqlite_master") == [("mine",)]


class TestFromWhat:
    @pytest.mark.parametrize(
        ("manifest", "code"),
        [
            ({**MANIFEST, "migrations": [["journal", "0099_come_later"]]}, "keeping.newer"),
            ({**MANIFEST, "version": 2}, "keeping.newer_archive"),
            ({**MANIFEST, "migrations": None}, "keeping.not_an_archive"),
            ({"format": "another"}, "keeping.not_an_archive"),
        ],
    )
    def test_what_cannot_be_read_is_refused(self, manifest, code, tmp_path):
        with reading(told(manifest, tmp_path / "a.plenary")) as (opened, _digest), pytest.raises(Refused) as no:
            manifest_of(opened)
        assert no.value.code == code

    def test_it_is_refused_in_words_and_nothing_is_left(self, tmp_path):
        newer = told({**MANIFEST, "migrations": [["journal", "0099_come_later"]]}, tmp_path / "a.plenary")
        made = House(tmp_path / "home")
        done = made.run("restore", newer)
        assert (done.returncode, done.stderr) == (
            1,
            "This comes from a newer release of Plenary (journal.0099_come_later). Install that release first. "
            "Nothing was changed.\n",
        )
        assert not made.home.exists()

    def test_no_file(self, tmp_path):
        done = House(tmp_path / "home").run("restore", tmp_path / "nothing")
        assert (done.returncode, done.stderr) == (1, f"There is no file {tmp_path / 'nothing'}.\n")

    def test_keys_that_are_none(self, taken, tmp_path):
        (tmp_path / "keys").write_text('{"format": "plenary-keys-1", "files": {"../../etc/passwd": "x"}}')
        done = House(tmp_path / "home").run("restore", taken.file, "--keys", tmp_path / "keys")
        assert done.returncode == 1
        assert "holds no keys of a house" in done.stderr


class TestUnderAnotherKey:
    def test_it_says_so_and_so_does_the_verifier(self, taken, tmp_path):
        file, printed = taken.file, taken.printed
        made = House(tmp_path / "home")
        assert "Its key was not given." in made.did("restore", file)
        made.did("export-record", tmp_path / "out")
        record, root = tmp_path / "out" / "record.json", tmp_path / "root.txt"
        root.write_text(printed, encoding="utf-8")
        assert "Everything fits." in made.did("verify", record)
        compared = made.run("verify", record, "--checkpoint", root)
        assert compared.returncode == 1
        assert "still begins with the" in compared.stdout
        assert "signed with a key that your checkpoint does not lead to" in compared.stdout
        assert "journal.key.replaced" in record.read_text()

    def test_with_its_key_nothing_is_new(self, taken, tmp_path):
        file, keys = taken.file, taken.keys
        made = House(tmp_path / "home")
        assert "Its key was not given." not in made.did("restore", file, "--keys", keys)
        assert made.ask("SELECT count(*) FROM journal_signingkey") == [(1,)]
        assert made.ask("SELECT count(*) FROM access_account") == [(1,)]
        secrets = [made.home / "secret-key", *(made.home / "keys").iterdir()]
        assert [file.stat().st_mode & 0o077 for file in secrets] == [0, 0]
