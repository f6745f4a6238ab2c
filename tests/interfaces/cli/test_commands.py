"""The command: help without a house, exit codes, a house founded and its record checked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plenary.foundation.languages.words import Words
from plenary.foundation.people import opening
from plenary.interfaces.cli import COMMANDS, main
from plenary.interfaces.cli.demo import to_reset
from plenary.interfaces.cli.init import first_link
from plenary.interfaces.cli.replaying import BadScenario, Replay, read, told
from plenary.interfaces.cli.serve import USUAL_PORT
from plenary.interfaces.exports.verify_record import verify
from plenary.procedure.refusal import Refused


def plenary(*words: str, home: Path, **settings: str) -> subprocess.CompletedProcess:
    """The command as a person types it, in a folder of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PLENARY_", "DJANGO_"))}
    environment |= {"PLENARY_HOME": str(home), **settings}
    return subprocess.run(
        [sys.executable, "-m", "plenary.interfaces.cli", *words],
        capture_output=True,
        text=True,
        env=environment,
        cwd=home.parent,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A house just founded."""
    home = tmp_path_factory.mktemp("founded") / "home"
    done = plenary("init", "--name", "Ana Example", home=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("/set-up/?link=") == 1
    return home


class TestFirstLink:
    def test_is_under_the_name_of_the_house(self, tmp_path):
        """Founded behind a proxy, the link is the one that the administrator's browser opens."""
        said = plenary("init", "--name", "Ana Example", home=tmp_path / "home", PLENARY_HOSTS="summit.example").stdout
        assert "  https://summit.example/set-up/?link=" in said
        assert "localhost" not in said

    @pytest.mark.parametrize("hosts", [["localhost", "127.0.0.1", "[::1]"], ["*"], [".example"]])
    def test_says_that_a_house_without_a_name_is_on_loopback(self, hosts):
        link, said, *_rest = first_link(hosts, "/set-up/")
        assert link == f"  http://localhost:{USUAL_PORT}/set-up/"
        assert "on loopback" in said

    def test_leaves_out_names_that_are_none(self):
        assert (
            first_link(["localhost", ".example", "summit.example"], "/set-up/")[0] == "  https://summit.example/set-up/"
        )


class TestHelp:
    def test_lists_every_command(self, capsys):
        with pytest.raises(SystemExit) as stopped:
            main(["--help"])
        assert stopped.value.code == 0
        said = capsys.readouterr().out
        assert all(name in said for name in COMMANDS)

    @pytest.mark.parametrize("name", COMMANDS)
    def test_each_has_examples(self, name, capsys):
        with pytest.raises(SystemExit) as stopped:
            main([name, "--help"])
        assert stopped.value.code == 0
        assert "examples:" in capsys.readouterr().out

    def test_help_needs_no_django(self):
        code = (
            "import sys; from plenary.interfaces.cli import main\n"
            "try: main(['--help'])\nexcept SystemExit: pass\n"
            "assert 'django' not in sys.modules"
        )
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    def test_called_wrongly(self):
        with pytest.raises(SystemExit) as stopped:
            main(["dance"])
        assert stopped.value.code == 2


class TestAHouse:
    def test_no_house_no_act(self, tmp_path):
        done = plenary("export-record", str(tmp_path / "out"), home=tmp_path / "nowhere")
        assert done.returncode == 1
        assert "There is no house in" in done.stderr
        assert "Traceback" not in done.stderr

    def test_beside_a_demonstration_its_folder_is_named(self, tmp_path):
        demonstration = tmp_path / "demo" / "bishkek-2019"
        demonstration.mkdir(parents=True)
        (demonstration / "secret-key").touch()
        done = plenary("export-record", str(tmp_path / "out"), home=tmp_path)
        assert done.returncode == 1
        assert f"set PLENARY_HOME={demonstration}" in done.stderr

    def test_secrets_are_the_owners_alone(self, home):
        assert (home / "secret-key").stat().st_mode & 0o077 == 0
        assert home.stat().st_mode & 0o077 == 0

    def test_the_record_has_its_key_and_its_file_from_the_founding(self, home):
        (key,) = (home / "keys").iterdir()
        assert key.stat().st_mode & 0o077 == 0
        (record,) = (home / "record").iterdir()
        assert verify(record.read_bytes()).sound

    def test_the_record_leaves_and_is_found_sound(self, home, tmp_path):
        out = tmp_path / "record"
        done = plenary("export-record", str(out), "--audience", "trail", home=home)
        assert done.returncode == 0, done.stderr
        assert plenary("verify", str(out / "record.json"), home=home).returncode == 0
        alone = subprocess.run(
            [sys.executable, "-I", "verify_record.py", "record.json"], cwd=out, capture_output=True, check=False
        )
        assert alone.returncode == 0, alone.stdout

    def test_a_turned_byte_is_found(self, home, tmp_path):
        out = tmp_path / "record"
        plenary("export-record", str(out), "--audience", "trail", home=home)
        content = bytearray((out / "record.json").read_bytes())
        content[len(content) // 2] ^= 1
        (out / "record.json").write_bytes(content)
        assert plenary("verify", str(out / "record.json"), home=home).returncode in {1, 2}

    def test_acts_from_a_file(self, home, tmp_path):
        file = tmp_path / "acts.toml"
        file.write_text(
            '[[act]]\ndo = "organisation.found"\nby = "administrator/SG"\n[act.with]\ncode = "hpo"\n'
            'name = { en = "Halmar Pact Organisation" }\n'
        )
        rehearsed = plenary("act", str(file), "--dry-run", home=home)
        assert rehearsed.returncode == 0, rehearsed.stderr
        assert "Acts that would be done: 1." in rehearsed.stdout
        before = list((home / "record").iterdir())
        done = plenary("act", str(file), home=home)
        assert done.returncode == 0, done.stderr
        (record,) = (home / "record").iterdir()
        assert [record] != before
        assert b"Halmar Pact Organisation" in record.read_bytes()
        again = plenary("act", str(file), home=home)
        assert again.returncode == 1
        assert "organisation.already_founded" in again.stderr
        assert "Traceback" not in again.stderr


@pytest.mark.django_db
class TestFilesOfActs:
    """What a person who writes a file of acts is told when it says something impossible."""

    @pytest.fixture
    def house(self):
        officer = opening.FirstOfficer("administrator", Words({"en": "Ana"}), (("AD", ""), ("SG", "")))
        opening.open_house(officers=[officer])

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("not toml at all [", "cannot be read"),
            ('[[act]]\ndo = "dance.around"\n', "there is no such act"),
            ('[[act]]\ndo = "organisation.found"\nby = "nobody/SG"\n', "nobody who was named"),
            ('[[act]]\ndo = "organisation.found"\nby = "administrator/PO"\n', "does not act as PO"),
            ('[[act]]\ndo = "organisation.found"\nby = "administrator/SG"\nwith = { size = 3 }\n', "takes no size"),
            (
                '[[act]]\ndo = "organisation.found"\nby = "administrator/SG"\nwith = { code = "@x" }\n',
                "not named before",
            ),
            ('[[act]]\ndo = "organisation.found"\nwhen = 3\n', "when is not part of an act"),
            ("act = 5\n", "Acts are tables"),
            ("act = [1, 2]\n", "Acts are tables"),
            ("scenario = 5\n", "[scenario] is a table"),
            ("[scenario]\nclock = 7\n", "7 is no instant"),
            ("[[act]]\ndo = []\n", "there is no such act"),
            ('[[act]]\ndo = "organisation.found"\nwith = 4\n', "write arguments by name"),
            ('[[act]]\ndo = "organisation.found"\nby = "administrator/SG"\n', "it lacks "),
            ('[[act]]\ndo = "organisation.found"\nat = 0001-01-01T00:00:00+14:00\n', "out of the calendar"),
            ('[[act]]\ndo = "organisation.found"\nat = 9999-12-31T23:59:59-12:00\n', "out of the calendar"),
            (
                '[[act]]\ndo = "organisation.establish_body"\nby = "administrator/SG"\nwaits = true\n'
                '[act.with]\ncode = "X"\nname = { en = "Body" }\ncomposition = "heads"\n',
                "nobody else has to agree to it",
            ),
        ],
    )
    def test_a_sentence_and_no_trace(self, house, tmp_path, text, said):
        file = tmp_path / "acts.toml"
        file.write_text(text)
        with pytest.raises(BadScenario) as bad:
            for _ in Replay().run(read(file)):
                pass
        assert said in told(bad.value)

    def test_a_refusal_names_the_act(self, house, tmp_path):
        file = tmp_path / "acts.toml"
        file.write_text(
            '[[act]]\ndo = "organisation.admit_member"\nby = "administrator/SG"\n'
            '[act.with]\ncode = "X"\nshort_name = {}\n'
        )
        with pytest.raises(Refused) as refused:
            for _ in Replay().run(read(file)):
                pass
        assert told(refused.value).startswith("act 1, organisation.admit_member: ")


def test_the_line_that_begins_a_demonstration_again_is_the_one_it_was_started_by(monkeypatch):
    monkeypatch.setenv("MAKELEVEL", "1")
    assert to_reset("bishkek-2019") == "make demo ARGS=--reset"
    assert to_reset("bishkek-2019-room") == 'make demo ARGS="bishkek-2019-room --reset"'
    monkeypatch.delenv("MAKELEVEL")
    monkeypatch.setattr(sys, "argv", ["/opt/house/bin/plenary"])
    monkeypatch.setenv("PATH", "")
    assert to_reset("bishkek-2019") == "/opt/house/bin/plenary demo --reset"
    assert to_reset("halmar --large") == "/opt/house/bin/plenary demo halmar --large --reset"


def test_every_scenario_is_named_in_the_help():
    told = subprocess.run(
        [sys.executable, "-m", "plenary.interfaces.cli", "demo", "--help"], check=True, capture_output=True, text=True
    )
    assert "bishkek-2019, bishkek-2019-day, bishkek-2019-room" in " ".join(told.stdout.split())


def test_a_later_hour_of_the_demonstration_brings_the_hours_before_it(tmp_path):
    home = tmp_path / "home"
    done = plenary("demo", "bishkek-2019-room", "--no-serve", home=home)
    assert done.returncode == 0, done.stderr
    kept = {file.name for file in (home / "demo" / "bishkek-2019-room").glob("names-*.json")}
    assert kept == {"names-bishkek-2019.json", "names-bishkek-2019-room.json"}


def test_a_later_hour_alone_is_told_what_it_lacks(home):
    alone = plenary("act", "--scenario", "bishkek-2019-room", home=home)
    assert alone.returncode == 2
    assert "It goes on from bishkek-2019, which was not loaded in this house." in alone.stderr


def test_only_one_scenario_can_be_loaded_large(tmp_path):
    done = plenary("demo", "--large", "--no-serve", home=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "Only halmar can be loaded large.\n"
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("words", [["--schema"], []])
def test_a_command_stops_quietly_when_its_reader_has_seen_enough(tmp_path: Path, words: list[str]) -> None:
    """The pipe is closed before the first line is printed, as `head` does after its last one."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("Agree.\n")
    new.write_text("Decide.\n")
    command = ["decide", *words] if words else ["redline", str(old), str(new)]
    reads, writes = os.pipe()
    os.close(reads)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "plenary.interfaces.cli", *command],
            stdout=writes,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writes)
    assert (done.returncode, done.stderr) == (2, "")
