"""A backup is one only when it was restored: taken while people vote, restored into an empty place on either
database, compared with the root that was printed."""

from __future__ import annotations

import random
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from plenary.foundation.keeping import archive
from plenary.procedure.refusal import Refused
from tests.interfaces.cli.houses import HAS_SERVER, House, checkpoint_printed, house_in

DAMAGED, DAMAGED_IN_SOAK = 200, 5000


@dataclass
class Busy:
    """A house at work. told: what it said was done, in order."""

    house: House
    told: list[str] = field(default_factory=list)
    more: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, number: int) -> list[str]:
        """What was done by now, once so much more was done."""
        with self.more:
            wanted = len(self.told) + number
            assert self.more.wait_for(lambda: len(self.told) >= wanted, timeout=600)
            return list(self.told)

    def listen(self, lines) -> None:
        for line in lines:
            with self.more:
                self.told.append(line.strip())
                self.more.notify_all()


@contextmanager
def at_work(folder: Path, engine: str):
    with house_in(folder, engine) as house:
        process = house.start("tests.interfaces.cli.busy_house")
        busy = Busy(house)
        listener = threading.Thread(target=busy.listen, args=(process.stdout,), daemon=True)
        listener.start()
        try:
            busy.wait_for(1)
            yield busy
            assert process.poll() is None, "people went on working all the while"
        finally:
            process.stdin.close()
            process.wait(timeout=120)
            listener.join(timeout=10)


def engines() -> list[str]:
    return ["sqlite", "postgresql"] if HAS_SERVER else ["sqlite"]


def backed_up(busy: Busy, place: Path, number: int) -> tuple[Path, Path, str, list[str]]:
    """An archive, its keys, the printed root, and what had been acknowledged before it was begun."""
    before = busy.wait_for(3)
    file, keys = place / f"{number}.plenary", place / f"{number}.keys"
    printed = busy.house.did("backup", file, "--keys", keys)
    return file, keys, checkpoint_printed(printed), before


def assert_restored(source, folder: Path, engine: str) -> House:
    """Restore and look: nothing acknowledged is missing, the verifier agrees, the record refuses to be changed."""
    file, keys, printed, before = source
    with house_in(folder, engine) as made:
        assert "The record agrees with the root printed at the backup" in made.did("restore", file, "--keys", keys)
        closed = {key for (key,) in made.ask("SELECT key FROM decisions_question WHERE state = 'closed'")}
        assert {line.removeprefix("closed ") for line in before if line.startswith("closed")} <= closed
        digests = {digest for (digest,) in made.ask("SELECT digest FROM files_storedfile")}
        assert {line.removeprefix("stored ") for line in before if line.startswith("stored")} <= digests
        for digest in digests:
            assert sha256((folder / "files" / digest[:2] / digest).read_bytes()).hexdigest() == digest
        assert made.ask("SELECT count(*) FROM django_session") == [(0,)]
        for change in ("UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry"):
            with pytest.raises(Exception, match="the record is only added to"):
                made.ask(change)
        assert_verified(made, printed, folder)
        return made


def assert_verified(made: House, printed: str, folder: Path) -> None:
    out, root = folder / "taken", folder / "root.txt"
    made.did("export-record", out)
    root.write_text(printed, encoding="utf-8")
    assert "still begins with the" in made.did("verify", out / "record.json", "--checkpoint", root)


def restored_under_load(tmp_path: Path, source: str, targets: list[str]) -> None:
    with ExitStack() as stack:
        busy = stack.enter_context(at_work(tmp_path / "busy", source))
        taken = [backed_up(busy, tmp_path, number) for number in range(len(targets))]
    for number, (one, engine) in enumerate(zip(taken, targets, strict=True)):
        assert_restored(one, tmp_path / f"made-{number}", engine)


#: From one database into which, each way once between the two runs of the checks.
MOVES = [("postgresql", ["sqlite"]), ("sqlite", ["postgresql"])] if HAS_SERVER else [("sqlite", ["sqlite", "sqlite"])]


@pytest.mark.parametrize(("source", "targets"), MOVES)
def test_backups_under_load_are_restored(tmp_path, source, targets):
    restored_under_load(tmp_path, source, targets)


@pytest.mark.soak
@pytest.mark.parametrize("source", engines())
def test_ten_backups_under_load_are_restored(tmp_path, source):
    restored_under_load(tmp_path, source, [engines()[number % len(engines())] for number in range(10)])


def refused(content: bytes, place: Path) -> str:
    place.write_bytes(content)
    with pytest.raises(Refused) as no, archive.reading(place):
        pass
    return no.value.code


def turned(content: bytes, at: int, bit: int = 0) -> bytes:
    return content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :]


class TestADamagedArchive:
    def test_one_turned_bit_is_found_wherever_it_is(self, taken, tmp_path):
        self.damaged(taken, tmp_path, DAMAGED)

    @pytest.mark.soak
    def test_one_turned_bit_is_found_in_many_more_places(self, taken, tmp_path):
        self.damaged(taken, tmp_path, DAMAGED_IN_SOAK)

    def damaged(self, taken, tmp_path, number):
        content, chance = taken.file.read_bytes(), random.Random(number)
        with archive.reading(taken.file) as (opened, _digest):
            assert opened.testzip() is None
        ends = [0, 1, len(content) - 66, len(content) - 64, len(content) - 1]
        for at in [*ends, *(chance.randrange(len(content)) for _ in range(number - len(ends)))]:
            damaged = turned(content, at, chance.randrange(8))
            assert refused(damaged, tmp_path / "damaged") == "keeping.damaged", at

    def test_one_that_was_cut_short_or_grew(self, taken, tmp_path):
        content = taken.file.read_bytes()
        for changed in (content[:-1], content[: len(content) // 2], content + b"\n", b" " + content):
            assert refused(changed, tmp_path / "cut") == "keeping.damaged"
        assert refused(b"", tmp_path / "empty") == "keeping.not_an_archive"

    def test_nothing_is_left_of_the_attempt(self, taken, tmp_path):
        content = taken.file.read_bytes()
        (tmp_path / "damaged").write_bytes(turned(content, len(content) // 2))
        made = House(tmp_path / "home")
        done = made.run("restore", tmp_path / "damaged")
        assert done.returncode == 1
        assert done.stderr == (
            "damaged is damaged: it is not as it was written. Take another backup. Nothing was changed.\n"
        )
        assert not made.home.exists()


class TestWhatIsWritten:
    def test_an_archive_holds_no_secret(self, taken):
        house, file, keys = taken.house, taken.file, taken.keys
        secrets = [place.read_text() for place in (house.home / "secret-key", *(house.home / "keys").iterdir())]
        with archive.reading(file) as (opened, _digest):
            parts = b"".join(opened.read(name) for name in opened.namelist())
        for secret in secrets:
            assert secret.split("\n")[len(secret.split("\n")) // 3].encode() not in parts
            assert secret.strip().split("\n")[-2 if "\n" in secret.strip() else 0] in keys.read_text()

    def test_it_is_for_its_owner(self, taken):
        assert [file.stat().st_mode & 0o077 for file in (taken.file, taken.keys)] == [0, 0]

    def test_nothing_is_written_over(self, taken):
        house, file = taken.house, taken.file
        before = file.read_bytes()
        done = house.run("backup", file)
        assert (done.returncode, "never written over" in done.stderr) == (1, True)
        assert file.read_bytes() == before

    def test_the_trail_knows_of_it(self, taken):
        house, file = taken.house, taken.file
        with archive.reading(file) as (_opened, digest):
            pass
        facts = house.ask("SELECT facts FROM journal_entry WHERE verb = 'keeping.backup.taken' ORDER BY id")
        assert digest in str(facts[0])

    def test_no_room_leaves_no_half_archive(self, taken, tmp_path):
        house = taken.house
        done = house.run("backup", "/proc/one.plenary")
        assert done.returncode == 1
        assert "could not be written" in done.stderr
        assert "Traceback" not in done.stderr
