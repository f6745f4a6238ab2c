"""`plenary act`: replay a file of acts on the house in PLENARY_HOME."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path

from plenary.interfaces.cli.house import open_house, out_of_step

HELP = """Do the acts of a scenario file, one after another, through the same gate as people.

Each act is kept or refused whole; the first refusal stops the replay and what was done before stays done. The trail
says first that a file of acts was begun on the machine itself, in whose name, and which file.

Outside a demonstration a file acts for one person. An act that takes two can be proposed (waits = true); the second
agrees at the desk. Nobody gavels or votes in a sitting from here: chair and seat show themselves who they are."""
EXAMPLES = """  plenary act my-acts.toml
  plenary act my-acts.toml --dry-run      say what would be refused; keep nothing
  plenary act --scenario bishkek-2019-room   play the demonstration up to the open plenary sitting"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", nargs="?", type=Path, help="a file of acts")
    parser.add_argument("--scenario", help="the name of one that ships with Plenary, instead of a file")
    parser.add_argument("--dry-run", action="store_true", help="do the acts, report, and keep none of them")


def run(options: argparse.Namespace) -> int:
    """Replay; exit status 1 where an act is refused, 2 where the file cannot be understood."""
    home = open_house()
    from django.conf import settings  # noqa: PLC0415  Django is set up by now
    from django.db import transaction  # noqa: PLC0415  Django is set up by now

    from plenary.foundation.keeping.console import note_acts  # noqa: PLC0415  see above
    from plenary.interfaces.cli.replaying import (  # noqa: PLC0415  see above
        BadScenario,
        actors_of,
        acts_of,
        named,
        play,
        read,
        told,
    )
    from plenary.interfaces.exports.kept_record import keep_record  # noqa: PLC0415  see above
    from plenary.procedure.refusal import Refused  # noqa: PLC0415  beside its users

    if (options.file is None) == (options.scenario is None):
        print("Name a file of acts, or a scenario with --scenario.", file=sys.stderr)
        return 2
    if waiting := out_of_step():
        print(waiting, file=sys.stderr)
        return 1
    try:
        # A dry run does every act inside one transaction, so that later acts find what earlier ones made, and
        # then undoes them together.
        with transaction.atomic() if options.dry_run else nullcontext():
            file = options.file or named(options.scenario)
            script = read(file)
            if not options.dry_run:
                digest = sha256(file.read_bytes()).hexdigest()
                note_acts(names=actors_of(script), count=len(list(acts_of(script))), sha256=digest)
            done = play(script, home, label="Acting", dry=options.dry_run, everybody=settings.DEMONSTRATION)
            if options.dry_run:
                transaction.set_rollback(True)
    except (BadScenario, Refused) as why:
        print(told(why), file=sys.stderr)
        return 2 if isinstance(why, BadScenario) else 1
    finally:
        if not options.dry_run:
            keep_record()
    print(f"Acts that {'would be' if options.dry_run else 'were'} done: {done}.")
    return 0
