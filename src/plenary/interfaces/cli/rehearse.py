"""`plenary rehearse`: the process of a rehearsal, which `plenary serve` starts when one is begun at the desk."""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import sys
from pathlib import Path
from threading import Thread

from plenary.interfaces.cli import serve
from plenary.interfaces.cli.house import bring_up_tables, folder, open_house
from plenary.interfaces.cli.lock import HouseLock

HELP = """Found the rehearsal that was begun at the desk, in PLENARY_HOME, and open it beside the real house.

`plenary serve` does this itself: Desk, House, Rehearsal. The process ends when its input ends, which is when the house
that started it is closed, and when the rehearsal is wiped."""
EXAMPLES = """  PLENARY_HOME=.plenary/rehearsal plenary rehearse --port 8030"""

MARK = "rehearsal.json"
"""As the foundation calls it, which cannot be asked before Django is set up."""
LOOK_S = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes: all that `serve` takes, and whether another port will do."""
    serve.add_arguments(parser)
    parser.add_argument("--exactly", action="store_true", help="on that port or not at all: a proxy leads to it")


def run(options: argparse.Namespace) -> int:
    """Make the house where it is not made yet, then serve it. Exit status as for `serve`."""
    if not (folder() / MARK).exists():
        print(f"{folder()} is no rehearsal. Begin one at the desk: House, Rehearsal.", file=sys.stderr)
        return 1
    home = open_house(must_exist=False)
    from plenary.foundation.keeping import rehearsal  # noqa: PLC0415  Django is set up by now

    lock = HouseLock(home / rehearsal.LOCK)
    if not lock.take(within_s=2.0):
        print("This rehearsal is open already.", file=sys.stderr)
        return 1
    (home / rehearsal.DOOR).unlink(missing_ok=True)
    Thread(target=_watch, args=(home,), daemon=True).start()
    if not (home / "loaded").exists():
        _found(home)
    return serve.run(options)


def _found(home: Path) -> None:
    """Make tables, play the founding. One that was cut off is begun anew."""
    from plenary.foundation.clock import real_now  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.keeping import rehearsal  # noqa: PLC0415  see above
    from plenary.interfaces.cli.replaying import play  # noqa: PLC0415  see above
    from plenary.interfaces.rehearsal.founding import script_of  # noqa: PLC0415  see above

    for left in home.glob("house.sqlite3*"):
        left.unlink()
    bring_up_tables()
    made_of = json.loads((home / rehearsal.MARK).read_text(encoding="utf-8"))
    play(script_of(made_of, real_now()), home, label="Founding", founding=True)
    (home / "loaded").touch()


def _watch(home: Path) -> None:
    """End this process when the house that started it is closed, or when the rehearsal is wiped."""
    from plenary.foundation.keeping import rehearsal  # noqa: PLC0415  Django is set up by now

    stdin = sys.stdin.fileno()
    while not rehearsal.is_over(home):
        ready, _, _ = select.select([stdin], [], [], LOOK_S)
        if ready and not os.read(stdin, 1):
            break
    os.kill(os.getpid(), signal.SIGTERM)
