"""`plenary demo`: one summit, loaded by replaying its acts, opened in the browser."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from plenary.interfaces.cli.house import bring_up_tables, folder, lay_out_styles, open_house, with_bar
from plenary.procedure.refusal import Refused

HELP = """Load a scenario into a folder of its own and open it in the browser.

Without a name it is bishkek-2019: a real summit as far as the public report on it goes. Everything is loaded through
the same acts that people use, once; the next start goes on where the last one stopped."""
EXAMPLES = """  plenary demo                      open the summit; Ctrl-C stops it
  plenary demo --reset              forget what was done and load it again
  plenary demo --no-serve           load it only
  plenary demo --port 9000"""

DEFAULT = "bishkek-2019"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("scenario", nargs="?", default=DEFAULT, help="name of a scenario; %(default)s by default")
    parser.add_argument("--no-serve", action="store_true", help="load it and stop")
    parser.add_argument("--reset", action="store_true", help="remove what is there and load it again")
    parser.add_argument("--port", type=int, default=None, help="port to begin with; the next free one is taken")


def run(options: argparse.Namespace) -> int:
    """Load what is not loaded and serve it."""
    home = folder() / "demo" / options.scenario
    os.environ["PLENARY_HOME"] = str(home)
    if options.reset:
        shutil.rmtree(home, ignore_errors=True)
    began = time.monotonic()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / "demonstration").touch()
    open_house(must_exist=False)
    from plenary.interfaces.cli.replaying import BadScenario, told  # noqa: PLC0415  Django is set up by now

    try:
        if not (home / "loaded").exists():
            _load(options.scenario, home)
            print(f"Loaded {options.scenario} in {time.monotonic() - began:.0f} s.")
        else:
            _wake()
    except (BadScenario, Refused) as bad:
        print(told(bad), file=sys.stderr)
        if not (home / "loaded").exists():
            shutil.rmtree(home, ignore_errors=True)
        return 1
    if options.no_serve:
        return 0
    from plenary.interfaces.cli import serve  # noqa: PLC0415  brings the server, needed only here

    print("Choose a login on the page Sign in. Ctrl-C stops; `plenary demo --reset` begins again.", flush=True)
    serving = argparse.ArgumentParser()
    serve.add_arguments(serving)
    return serve.run(serving.parse_args([] if options.port is None else ["--port", str(options.port)]))


def _load(name: str, home: Path) -> None:
    from plenary.foundation.people.demonstration import set_clock  # noqa: PLC0415  Django is set up by now
    from plenary.interfaces.cli.replaying import Replay, named, names_file, read  # noqa: PLC0415  Django is set up by now

    script = read(named(name))
    bring_up_tables()
    replay = Replay()
    for _ in with_bar(replay.run(script), len(script["act"]), "Loading"):
        pass
    replay.keep_names(names_file(home, name))
    set_clock(script["scenario"]["clock"])
    lay_out_styles()
    (home / "loaded").touch()


def _wake() -> None:
    from plenary.foundation.people.demonstration import wake_clock  # noqa: PLC0415  Django is set up by now

    bring_up_tables()
    lay_out_styles()
    wake_clock()
