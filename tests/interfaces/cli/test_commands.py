"""The command: help without a house, exit codes, a house founded and its record checked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plenary.foundation.languages.words import Words
from plenary.foundation.people import opening
from plenary.interfaces.cli import COMMANDS, main
from plenary.interfaces.cli.replaying import BadScenario, Replay, read, told
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
    @pytest.fixture(scope="class")
    def home(self, tmp_path_factory):
        home = tmp_path_factory.mktemp("founded") / "home"
        done = plenary("init", "--name", "Ana Example", home=home)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("/set-up/?link=") == 1
        return home

    def test_no_house_no_act(self, tmp_path):
        done = plenary("export-record", str(tmp_path / "out"), home=tmp_path / "nowhere")
        assert done.returncode == 1
        assert "There is no house in" in done.stderr
        assert "Traceback" not in done.stderr

    def test_secrets_are_the_owners_alone(self, home):
        assert (home / "secret-key").stat().st_mode & 0o077 == 0
        assert home.stat().st_mode & 0o077 == 0

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
        assert "1 acts would be done." in rehearsed.stdout
        done = plenary("act", str(file), home=home)
        assert done.returncode == 0, done.stderr
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
