"""The code in a folder that nobody may write, the process under an account that owns nothing but the house's folder.

Root tries it as the account `nobody`; anybody else tries it with a copy that is not writable.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.deploy.proxy import ROOT, free_port

pytestmark = pytest.mark.embedded

NOBODY = 65534
PLACES = ("code", "work", "scratch")


@dataclass
class Shut:
    """Where the code lies read-only. before: all that is outside the house's folder, as it was."""

    place: Path
    as_another: list[str]
    before: dict[str, tuple[int, int, int]]

    @property
    def home(self) -> Path:
        return self.place / "home"

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of ours but where the house is."""
        return {
            "PATH": os.environ["PATH"], "HOME": "/nonexistent", "PLENARY_HOME": str(self.home), "LANG": "C.UTF-8",
            "TMPDIR": str(self.place / "scratch"), "PYTHONPATH": str(self.place / "code"), "PLENARY_LOG": "json",
        }  # fmt: skip

    def command(self, *words: str) -> list[str]:
        return [*self.as_another, sys.executable, "-m", "plenary.interfaces.cli", *words]

    def did(self, *words: str, home: Path | None = None) -> str:
        """One command, which must succeed."""
        settings = self.environment | ({"PLENARY_HOME": str(home)} if home else {})
        done = subprocess.run(
            self.command(*words), env=settings, cwd=self.place / "work", capture_output=True, text=True, timeout=900,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-1000:]
        return done.stdout

    def now(self) -> dict[str, tuple[int, int, int]]:
        """Every file and folder outside the house's own: mode, size, when it was changed."""
        found = {}
        for name in PLACES:
            for one in (self.place / name, *(self.place / name).rglob("*")):
                told = one.lstat()
                found[str(one.relative_to(self.place))] = (told.st_mode, told.st_size, told.st_mtime_ns)
        return found


@pytest.fixture
def shut() -> Iterator[Shut]:
    # Not pytest's own folder: another account must be able to reach it.
    place = Path(tempfile.mkdtemp(prefix="plenary-read-only-"))
    place.chmod(0o755)
    shutil.copytree(ROOT / "src", place / "code", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("work", "scratch", "home"):
        (place / name).mkdir()
    as_another: list[str] = []
    if os.geteuid() == 0:
        assert shutil.which("setpriv"), "setpriv is not on this machine: apt-get install -y util-linux"
        as_another = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs", "--"]
        reads = subprocess.run([*as_another, sys.executable, "-c", "import django"], check=False, capture_output=True)
        assert reads.returncode == 0, f"No other account may read {sys.prefix}: keep the checkout where all may enter."
        for name in ("scratch", "home"):
            os.chown(place / name, NOBODY, NOBODY)
    (place / "home").chmod(0o700)
    for one in (place / "code", *(place / "code").rglob("*"), place / "work"):
        one.chmod(0o555 if one.is_dir() else 0o444)
    made = Shut(place, as_another, {})
    made.before = made.now()
    yield made
    for one in (place / "code", place / "work"):
        subprocess.run(["chmod", "-R", "u+w", str(one)], check=True)
    shutil.rmtree(place)


def test_the_house_works_and_writes_into_its_own_folder_alone(shut):
    shut.did("demo", "--no-serve")
    house = shut.home / "demo/bishkek-2019"
    port = free_port()
    with (shut.place / "said").open("w") as said:
        process = subprocess.Popen(
            shut.command("serve", "--port", str(port)), env=shut.environment | {"PLENARY_HOME": str(house)},
            cwd=shut.place / "work", stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        deadline = monotonic() + 300
        while "The house is open at" not in (shut.place / "said").read_text():
            assert process.poll() is None, (shut.place / "said").read_text()
            assert monotonic() < deadline
            sleep(0.1)
        for path in ("/en/", "/en/about/", "/sign-in/", "/health/"):
            with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=60) as answer:
                assert answer.status == 200
        shut.did("backup", str(house / "backups/one.plenary"), home=house)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
    assert "ERROR" not in (shut.place / "said").read_text()
    assert (house / "backups/one.plenary").exists()
    assert shut.now() == shut.before
    assert not list((shut.place / "code").rglob("__pycache__"))


def test_the_code_really_cannot_be_written(shut):
    """The check can fail: a file beside the code cannot be made by who runs it."""
    words = [*shut.as_another, sys.executable, "-c", f"open({str(shut.place / 'code/x')!r}, 'w')"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "PermissionError" in done.stderr
