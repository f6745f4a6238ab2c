"""`plenary upgrade`: a house of an older release brought to this one; cut off, it goes on where it was."""

from __future__ import annotations

import argparse
import sys

from plenary.interfaces.cli.house import bring_up_tables, open_house
from plenary.interfaces.cli.lock import HouseLock
from plenary.interfaces.cli.progress import bar
from plenary.interfaces.cli.restore import record_faults

HELP = """Bring a house of an older release to the tables of this one. Close the house first.

A backup is taken before the first step, into the folder backups of the house. Each step is whole or not done; where
the machine stops halfway, the same line goes on. At the end every entry of the record is compared with what it was."""
EXAMPLES = """  plenary upgrade
  plenary upgrade --dry-run      say what would be done"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")


def run(options: argparse.Namespace) -> int:
    """Back up, apply what is lacking, compare. Exit status 0 also where there is nothing to do."""
    home = open_house()
    from plenary.foundation.keeping import schema, upgrade  # noqa: PLC0415  Django is set up by now
    from plenary.interfaces.wording import sentence_of  # noqa: PLC0415  Django is set up by now
    from plenary.procedure.refusal import Refused  # noqa: PLC0415  beside its users

    try:
        upgrade.require_whole()
    except Refused as refused:
        print(sentence_of(refused), file=sys.stderr)
        return 1
    lacking = schema.lacking()
    if options.dry_run:
        return _foretell(lacking)
    lock = HouseLock(home / "serving.lock")
    if not lock.take():
        print(f"This house is open ({lock.said()}). Close it first; nothing was changed.", file=sys.stderr)
        return 1
    lock.say("it is being upgraded")
    try:
        if not lacking and not upgrade.is_under_way():
            print("This house is of this release. There is nothing to do.")
            return 0
        begun, goes_on = upgrade.begin(progress=bar("Backing up"))
        print(f"{'Going on; the' if goes_on else 'The'} backup is {begun.backup}", flush=True)
        upgrade.migrate(lambda name: print(f"  {name}", flush=True))
        bring_up_tables()
        print("Comparing the record with what it was ...", flush=True)
        if faults := record_faults(checkpoint=begun.checkpoint):
            print(*faults, sep="\n", file=sys.stderr)
            print(f"Do not open the house. The backup taken first is {begun.backup}", file=sys.stderr)
            return 1
        upgrade.finish(begun)
    except Refused as refused:
        print(sentence_of(refused), file=sys.stderr)
        return 1
    print("Every entry of the record is as it was. Open the house with `plenary serve`.")
    return 0


def _foretell(lacking: list[tuple[str, str]]) -> int:
    """Say what would be done."""
    for app, name in lacking:
        print(f"  {app}.{name}")
    steps = "1 step" if len(lacking) == 1 else f"{len(lacking)} steps"
    print(f"{steps} would be done, after a backup." if lacking else "There is nothing to do.")
    return 0
