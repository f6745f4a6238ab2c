"""`python -m tools.bench [live] [page] [rolls] [redline]`: measure and print; status 1 where a reach was missed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.bench import live, pages, redline, rolls

ROOT = Path(__file__).resolve().parents[2]
PARTS = ["live", "page", "rolls", "redline"]


def main() -> int:
    """Load the demonstration into a folder of its own where none is given, and measure on it."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="live, page, rolls, redline; all by default")
    parser.add_argument("--home", type=Path, default=None, help="a house with the demonstration loaded")
    parser.add_argument("--port", type=int, default=8790)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--screens", type=int, default=1000)
    parser.add_argument("--returning", type=int, default=5000)
    parser.add_argument("--seconds", type=int, default=10, help="of load on each page")
    options = parser.parse_args()
    parts = options.parts or PARTS
    kept = True
    if "rolls" in parts:
        kept &= rolls.run(rounds=options.rounds)
    if "redline" in parts:
        kept &= redline.run(rounds=max(options.rounds, 9))
    if {"live", "page"}.isdisjoint(parts):
        return told(kept)
    with tempfile.TemporaryDirectory(prefix="plenary-bench-home-") as name:
        home = options.home or Path(name)
        if options.home is None:
            home = loaded(Path(name))
        if "live" in parts:
            kept &= live.run(
                home,
                pages.MEETING,
                port=options.port,
                rounds=options.rounds,
                screens=options.screens,
                returning=options.returning,
            )
        if "page" in parts:
            kept &= pages.run(home, port=options.port, seconds=options.seconds)
    return told(kept)


def told(kept: bool) -> int:
    """The last line, and the exit status."""
    print("\nEvery reach was kept." if kept else "\nA reach was missed; see above.")
    return 0 if kept else 1


def loaded(folder: Path) -> Path:
    """The demonstration, loaded by the product's own command; the folder of its house."""
    environment = {**os.environ, "PLENARY_HOME": str(folder)}
    command = [sys.executable, "-m", "plenary.interfaces.cli", "demo", "--no-serve"]
    subprocess.run(command, env=environment, cwd=ROOT, check=True)
    return next((folder / "demo").iterdir())


if __name__ == "__main__":
    sys.exit(main())
