"""`plenary erase`: what was kept of persons for its time goes; `plenary serve` does it by itself each hour."""

from __future__ import annotations

import argparse
import sys

from plenary.interfaces.cli.house import open_house, out_of_step

HELP = """Erase what was kept of persons for its time: travel, sign-ins, codes and the like. The record still verifies.

How long each is kept stands at Desk, House, What is kept. An open house does this by itself."""
EXAMPLES = """  plenary erase --dry-run      say what would go
  plenary erase"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--dry-run", action="store_true", help="say what would be erased, and change nothing")


def run(options: argparse.Namespace) -> int:
    """Erase until nothing is left whose time is over. Exit status 0 also where there is nothing to do."""
    open_house()
    if waiting := out_of_step():
        print(waiting, file=sys.stderr)
        return 1
    from plenary.foundation.keeping import erasing  # noqa: PLC0415  Django is set up by now

    if options.dry_run:
        for one in erasing.times():
            print(f"  {one.kind.name:<12} kept for {one.days:>4} days   {one.waiting} would go")
        return 0
    total: dict[str, int] = {}
    while gone := erasing.erase_due():
        total = {name: total.get(name, 0) + gone.get(name, 0) for name in {*total, *gone}}
    for name, count in sorted(total.items()):
        print(f"  {name:<12} {count} erased")
    print("Done." if total else "Nothing was kept beyond its time.")
    return 0
