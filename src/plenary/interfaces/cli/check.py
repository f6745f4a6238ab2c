"""`plenary check`: Django's checks and ours."""

from __future__ import annotations

import argparse

from plenary.interfaces.cli.house import open_house

HELP = "Say whether this installation is sound: settings, permission file, database, keys of the record."
EXAMPLES = """  plenary check
  plenary check --deploy        also what matters on an open network"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--deploy", action="store_true", help="also the checks for an open network")


def run(options: argparse.Namespace) -> int:
    """Print each finding with its hint; exit status 1 where one is an error."""
    open_house(must_exist=False)
    from django.core.checks import ERROR, run_checks  # noqa: PLC0415  Django is set up by now

    found = run_checks(include_deployment_checks=options.deploy, databases=["default"])
    for one in found:
        print(one)
    if not found:
        print("Nothing is wrong.")
    return 1 if any(one.level >= ERROR for one in found) else 0
