"""`plenary demo`: one summit, loaded by replaying its acts, opened in the browser."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from plenary.interfaces.cli.enlarging import enlarged
from plenary.interfaces.cli.house import bring_up_tables, folder, lay_out_styles, open_house
from plenary.procedure.refusal import Refused

HELP = """Load a scenario into a folder of its own and open it in the browser.

Without a name it is bishkek-2019: a real summit as far as the public report on it goes. halmar is an invented
organisation, the full tour. Everything is loaded through the same acts that people use, once; the next start goes on
where the last one stopped."""
EXAMPLES = """  plenary demo                      open the summit; Ctrl-C stops it
  plenary demo --reset              forget what was done and load it again
  plenary demo --no-serve           load it only
  plenary demo bishkek-2019-room    the same summit some hours later, in its plenary sitting
  plenary demo halmar               an invented organisation on the morning of its summit
  plenary demo halmar --day         the same in the evening: its whole day, played in fast forward
  plenary demo halmar --large       with 190 members and their conference, to see long lists and the hemicycle
  plenary demo --port 9000"""

DEFAULT = "bishkek-2019"
#: The scenario that can be loaded large.
LARGE = "halmar"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "scenario", nargs="?", default=DEFAULT, help=f"one of: {', '.join(_scenarios())}; without a name {DEFAULT}"
    )
    parser.add_argument("--day", action="store_true", help="play the whole day of the scenario, too")
    parser.add_argument("--large", action="store_true", help=f"{LARGE} only: with 190 members instead of 6")
    parser.add_argument("--no-serve", action="store_true", help="load it and stop")
    parser.add_argument("--reset", action="store_true", help="remove what is there and load it again")
    parser.add_argument("--port", type=int, default=None, help="port to begin with; the next free one is taken")


def _scenarios() -> list[str]:
    """Names of the scenarios that ship with Plenary."""
    return sorted(file.stem for file in (Path(__file__).resolve().parents[2] / "scenarios").glob("*.toml"))


def run(options: argparse.Namespace) -> int:
    """Load what is not loaded and serve it."""
    scenario = f"{options.scenario}-day" if options.day else options.scenario
    name = f"{scenario}-large" if options.large else scenario
    if options.large and options.scenario not in {LARGE, f"{LARGE}-day"}:
        print(f"Only {LARGE} can be loaded large.", file=sys.stderr)
        return 2
    home = folder() / "demo" / name
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
            print(f"Loading {name}, once, through the same acts that people use ...", flush=True)
            _load(scenario, home, large=name if options.large else "")
            print(f"Loaded {name} in {time.monotonic() - began:.0f} s.")
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

    print(
        f"Choose a login on the page Sign in. Ctrl-C stops; this begins again:\n  {to_reset(_as_started(options))}",
        flush=True,
    )
    serving = argparse.ArgumentParser()
    serve.add_arguments(serving)
    return serve.run(serving.parse_args([] if options.port is None else ["--port", str(options.port)]))


def _as_started(options: argparse.Namespace) -> str:
    """The scenario with the switches that say how much of it was loaded."""
    switches = [f"--{switch}" for switch in ("day", "large") if getattr(options, switch)]
    return " ".join([options.scenario, *switches])


def to_reset(scenario: str) -> str:
    """The line that loads the demonstration anew, as it was started: by make, or by the command where it lies."""
    named = "" if scenario == DEFAULT else f"{scenario} "
    if os.environ.get("MAKELEVEL"):
        said = f"{named}--reset"
        return f'make demo ARGS="{said}"' if named else f"make demo ARGS={said}"
    command = "plenary" if shutil.which("plenary") else str(Path(sys.argv[0]).resolve())
    return f"{command} demo {named}--reset"


def _load(scenario: str, home: Path, *, large: str) -> None:
    """Play a scenario and what goes before it. large: what it is called with 190 members; empty for the six."""
    from plenary.interfaces.cli.replaying import named, play, read  # noqa: PLC0415  Django is set up by now
    from plenary.interfaces.exports.kept_record import keep_record  # noqa: PLC0415  Django is set up by now

    script = enlarged(large, after=scenario) if large else read(named(scenario))
    bring_up_tables()
    play(script, home, label="Loading", founding=True)
    keep_record()
    lay_out_styles()
    (home / "loaded").touch()


def _wake() -> None:
    from plenary.foundation.people.demonstration import wake_clock  # noqa: PLC0415  Django is set up by now

    bring_up_tables()
    lay_out_styles()
    wake_clock()
