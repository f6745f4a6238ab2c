"""The units of deploy/: systemd itself reads them; each keeps the house inside its own folder."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plenary.config.environment import KNOWN
from plenary.interfaces.cli import COMMANDS, main

UNITS = Path(__file__).resolve().parents[2] / "deploy/systemd"
SERVICES = sorted(UNITS.glob("*.service"))
TIMERS = sorted(UNITS.glob("*.timer"))
PROGRAM = "/opt/plenary/bin/plenary"
#: Of 10, where 10 is a service that may do everything.
EXPOSURE = 2.0
HARD = {
    "ProtectSystem": "strict", "NoNewPrivileges": "yes", "ProtectHome": "yes", "PrivateTmp": "yes",
    "PrivateDevices": "yes", "CapabilityBoundingSet": "", "RestrictSUIDSGID": "yes", "ProtectKernelTunables": "yes",
    "ProtectControlGroups": "yes", "RestrictNamespaces": "yes", "IPAddressDeny": "any", "UMask": "0077",
    "User": "plenary",
}  # fmt: skip


class Repeated(dict):
    """Keys of a unit may stand several times; each is kept, on a line of its own."""

    def __setitem__(self, key, value):
        if isinstance(value, list) and key in self:
            self[key].extend(value)
        else:
            super().__setitem__(key, value)


def unit(file: Path) -> configparser.RawConfigParser:
    """A unit, read strictly: sections, and KEY=VALUE."""
    read = configparser.RawConfigParser(
        dict_type=Repeated, strict=False, delimiters=("=",), comment_prefixes=("#",), empty_lines_in_values=False
    )
    read.optionxform = str
    read.read_string(file.read_text())
    return read


@pytest.fixture(scope="module")
def analyze() -> str:
    found = os.environ.get("PLENARY_SYSTEMD_ANALYZE") or shutil.which("systemd-analyze")
    assert found, "systemd-analyze is not on this machine: sudo apt-get install -y systemd"
    return found


def test_systemd_reads_them(analyze, tmp_path):
    for file in (*SERVICES, *TIMERS):
        (tmp_path / file.name).write_text(file.read_text().replace(PROGRAM, sys.executable))
    files = [str(tmp_path / file.name) for file in (*SERVICES, *TIMERS)]
    done = subprocess.run([analyze, "verify", "--man=no", *files], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "plenary" in line]
    assert (ours, done.returncode) == ([], 0)


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.stem)
def test_systemd_finds_them_hardened(analyze, file):
    words = ["security", "--offline=true", "--no-pager", f"--threshold={EXPOSURE * 10:.0f}", str(file)]
    done = subprocess.run([analyze, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.stem)
def test_it_writes_into_its_own_folder_alone(file):
    service = unit(file)["Service"]
    assert {key: service.get(key) for key in HARD} == HARD
    assert set(service["ReadWritePaths"].split()) <= {"/var/lib/plenary", "/var/backups/plenary"}
    assert service["StateDirectoryMode"] == "0700"


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.stem)
def test_it_starts_a_command_that_there_is_with_settings_that_there_are(file, capsys):
    said = file.read_text()
    program, *words = re.search(r"^ExecStart=(.+)$", said, re.MULTILINE)[1].split()
    assert program == PROGRAM
    assert words[0] in COMMANDS
    with pytest.raises(SystemExit) as told:
        main([words[0], "--help"])
    assert told.value.code == 0
    helped = capsys.readouterr().out
    assert [word for word in words[1:] if word.startswith("--") and word not in helped] == []
    settings = set(re.findall(r"^Environment=(PLENARY_\w+)=", said, re.MULTILINE))
    assert settings <= set(KNOWN)
    assert "PLENARY_HOME" in settings


@pytest.mark.parametrize("file", TIMERS, ids=lambda file: file.stem)
def test_each_timer_starts_a_service(file):
    timer = unit(file)["Timer"]
    assert file.with_suffix(".service") in SERVICES
    assert timer["Persistent"] == "yes"
    assert timer["OnCalendar"]


def test_the_check_comes_every_week():
    assert unit(UNITS / "plenary-backup-check.timer")["Timer"]["OnCalendar"].startswith("Sun ")
