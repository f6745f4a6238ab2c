"""`plenary verify`: the verifier, called from the house's own command. Needs neither database nor network."""

from __future__ import annotations

import argparse
from pathlib import Path

from plenary.interfaces.exports import verify_record

HELP = """Check a file written by `plenary export-record` and say in words what was found.

The same verifier lies beside every export as verify_record.py; this command runs it."""
EXAMPLES = """  plenary verify my-record/record.json
  plenary verify my-record/record.json --document statement.pdf
  plenary verify my-record/record.json --key 'example.org/record+1a2b3c4d+…'"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", help="the key printed by the house, so that a file signed by another is found")
    parser.add_argument("--checkpoint", type=Path, help="a checkpoint kept from earlier, to prove nothing was undone")
    parser.add_argument("--document", type=Path, help="a file: is it in this record?")


def run(options: argparse.Namespace) -> int:
    """Exit status 0 sound, 1 faults found, 2 could not be checked."""
    words = [str(options.file)]
    for name in ("key", "checkpoint", "document"):
        value = getattr(options, name)
        if value is not None:
            words += [f"--{name}", str(value)]
    return verify_record.main(words)
