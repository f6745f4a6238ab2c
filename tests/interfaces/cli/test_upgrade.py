"""A house of the landing before comes to this one with every hash unchanged, however often it is cut off on the way."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time

import pytest
from django.db.migrations.loader import MigrationLoader
from django.test import override_settings

from tests.interfaces.cli.houses import CHECKOUT, HAS_SERVER, House, house_in

ENGINE = "postgresql" if HAS_SERVER else "sqlite"
LINES = 9
DRAFTED = "SELECT id, drafted_by_id FROM newsroom_release WHERE drafted_by_id IS NOT NULL ORDER BY id"
KILLS, KILLS_IN_SOAK = 3, 20
FEW, MANY = 150, 10_000

#: The commands that open a house, each a way in of its own.
OPENING = (["serve"], ["act", "--scenario", "bishkek-2019"], ["init", "--name", "Ana"])


def every_step() -> list[tuple[str, str]]:
    """All steps of this release, in the order in which they are taken; none stands on the last.

    The steps are put back for it: there are none where another test of the same process made its tables from models.
    """
    with override_settings(MIGRATION_MODULES={}):
        graph = MigrationLoader(None).graph
    return list(dict.fromkeys(step for leaf in sorted(graph.leaf_nodes()) for step in graph.forwards_plan(leaf)))


@pytest.fixture
def place(tmp_path):
    """The folder of the demonstration below that of the test."""
    with house_in(tmp_path / "demo" / "bishkek-2019", ENGINE) as house:
        yield house


def set_back(house: House, entries: int) -> None:
    """Let the house be that which the landing before made, grown to so many entries."""
    process = house.start("tests.interfaces.cli.older_house")
    process.communicate(f"{entries}\n", timeout=1800)
    assert process.returncode == 0


def hashes(house: House) -> list[tuple[object, ...]]:
    """All that the record says, but what an upgrade itself adds."""
    return [
        *house.ask(
            "SELECT e.id, t.audience, e.number, e.leaf, e.previous, e.facts_hash, e.actor_hash, e.salt "
            "FROM journal_entry e JOIN journal_tree t ON t.id = e.tree_id "
            "WHERE e.verb <> 'keeping.house.upgraded' ORDER BY e.id"
        ),
        *house.ask("SELECT tree_id, size, root, note FROM journal_checkpoint ORDER BY id LIMIT 1"),
    ]


def killed(house: House, chance: random.Random) -> bool:
    """Run the upgrade and kill it after some line it says; whether it was still at work then."""
    process = subprocess.Popen(
        [sys.executable, "-m", "plenary.interfaces.cli", "upgrade"],
        cwd=CHECKOUT, env=house.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    wait = chance.randrange(LINES)
    said = [process.stdout.readline() for _ in range(wait)]
    time.sleep(chance.uniform(0.3, 1.2) if wait == 0 else chance.uniform(0, 0.05))
    process.send_signal(signal.SIGKILL)
    said += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    assert "Traceback" not in "".join(said)
    return process.returncode == -signal.SIGKILL


def assert_upgraded(house: House, before: list[tuple[object, ...]], releases: list[tuple[object, ...]]) -> None:
    """Every hash is as it was, what the steps fill is filled, and the house may open."""
    after = hashes(house)
    assert sorted(after, key=str) == sorted(before, key=str)
    assert house.ask("SELECT release_id, person_id FROM newsroom_release_authors ORDER BY release_id") == releases
    assert not (house.home / "upgrading.json").exists()


def upgraded_through_kills(house: House, entries: int, kills: int) -> int:
    """Kill so often, each from where the last kill left it; where one got through, begin anew from the older house.

    Returns in how many upgrades the kills fell.
    """
    chance, hit, rounds, before, releases = random.Random(kills), 0, 0, [], []
    while hit < kills or not rounds:
        if not before:
            set_back(house, entries)
            before, rounds = hashes(house), rounds + 1
            assert len(before) > entries
            releases = house.ask(DRAFTED)
            assert len(releases) == 4
        if killed(house, chance):
            hit += 1
        else:
            assert_upgraded(house, before, releases)
            before = []
    if not before:
        set_back(house, entries)
        before = hashes(house)
        releases = house.ask(DRAFTED)
    done = house.run("upgrade")
    assert done.returncode == 0, done.stderr
    assert_upgraded(house, before, releases)
    assert house.ask("SELECT count(*) FROM journal_entry WHERE verb = 'keeping.house.upgraded'") == [(1,)]
    assert house.run("upgrade").stdout == "This house is of this release. There is nothing to do.\n"
    return rounds


def test_an_older_house_is_upgraded_though_it_is_killed(place):
    upgraded_through_kills(place, FEW, KILLS)
    backups = list((place.home / "backups").glob("*.plenary"))
    assert [backup.stat().st_mode & 0o077 for backup in backups] == [0] * len(backups)
    assert backups


@pytest.mark.soak
def test_ten_thousand_entries_and_twenty_kills(place, capsys):
    rounds = upgraded_through_kills(place, MANY, KILLS_IN_SOAK)
    with capsys.disabled():
        print(f"\n{KILLS_IN_SOAK} kills in {rounds} upgrades of {MANY} entries on {ENGINE}: every hash as it was")


def test_the_house_of_the_landing_before_is_what_that_landing_made(place):
    set_back(place, 0)
    steps = set(place.ask("SELECT app, name FROM django_migrations"))
    assert len(steps) == 31
    assert set(every_step()) > steps
    assert place.ask("SELECT count(*) FROM journal_entry") == [(151,)]
    assert place.ask("SELECT count(*) FROM journal_checkpoint") == [(1,)]


class TestBeforeTheUpgrade:
    @pytest.fixture
    def house(self, taken, tmp_path):
        """A house of this release, which a test may spoil."""
        shutil.copytree(taken.house.home, tmp_path / "home")
        return House(tmp_path / "home")

    def test_the_house_says_the_one_line_to_type(self, house):
        app, name = every_step()[-1]
        house.ask(f"DELETE FROM django_migrations WHERE app = '{app}' AND name = '{name}'")
        for command in OPENING:
            done = house.run(*command, within_s=60)
            assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "    plenary upgrade"), command
        told = house.run("upgrade", "--dry-run").stdout
        assert told == f"  {app}.{name}\n1 step would be done, after a backup.\n"
        assert not (house.home / "backups").exists()

    def test_a_house_with_a_gap_in_its_steps_is_neither_opened_nor_touched(self, house):
        """Each step that is not recorded counts, also where later ones of the same app are."""
        house.ask("DELETE FROM django_migrations WHERE app = 'people' AND name LIKE '0003%'")
        left = house.ask("SELECT count(*) FROM django_migrations")
        for command in (["serve"], ["upgrade"], ["upgrade", "--dry-run"]):
            done = house.run(*command, within_s=60)
            assert done.returncode == 1, command
            assert "steps are missing (people.0003_" in done.stderr, command
            assert "Restore the last backup" in done.stderr
        assert house.ask("SELECT count(*) FROM django_migrations") == left
        assert not (house.home / "backups").exists()

    def test_a_newer_house_is_not_touched(self, house):
        house.ask("INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0099_later', '2030-01-01')")
        for command in ("serve", "upgrade"):
            done = house.run(command, within_s=60)
            assert done.returncode == 1
            assert "newer release of Plenary" in done.stderr

    def test_where_there_is_nothing_to_do(self, taken):
        assert taken.house.did("upgrade") == "This house is of this release. There is nothing to do.\n"
