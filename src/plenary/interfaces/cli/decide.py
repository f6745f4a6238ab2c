"""`plenary decide`: cases in, verdicts out, one JSON object a line. Needs neither database nor network."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from plenary.interfaces.ruleset_files import ruleset_in_file
from plenary.procedure.cases import kinds
from plenary.procedure.refusal import Fact

HELP = """Say what rules of procedure make of a case: whether a proposal carries, who has the floor, what a member owes.

A case is one JSON object a line, an answer one JSON object a line, in the same order. A case that is malformed, or
asks what its rules do not settle, is answered by a refusal with a code; nothing is guessed. --schema prints what
a case may say and what an answer holds. --explain says the answer in words.

Exit status: 0 all answered, 1 at least one refused, 2 the cases could not be read."""
EXAMPLES = """  plenary decide cases.jsonl
  echo '{"kind": "decision", "ruleset": "un-ga", "on": "2024-03-01", "members": 193, \\
         "count": {"yes": 60, "no": 58, "abstain": 50}}' | plenary decide --explain
  plenary decide --schema"""


NOT_READ = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", nargs="?", default="-", help="the cases; standard input when left out")
    parser.add_argument("--explain", action="store_true", help="say each answer in words, for people")
    parser.add_argument("--language", default="en", help="the language of the words: en, ru or ar; en for any other")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of cases and answers, and stop")
    parser.add_argument("--rulesets", type=Path, help="a folder of rulesets of your own, looked into first")


def run(options: argparse.Namespace) -> int:
    """Exit status 0 all answered, 1 at least one refused, 2 the cases could not be read."""
    if options.schema:
        print(json.dumps(kinds.schema(), ensure_ascii=False, indent=1))
        return 0
    return _decided(options)


def _decided(options: argparse.Namespace) -> int:
    refused = False
    find = ruleset_in_file(options.rulesets)
    try:
        with _lines(options.file) as lines:
            for line in lines:
                told = kinds.answer_line(line, find)
                refused = refused or "refused" in told
                _print(told, explain=options.explain, language=options.language)
    except BrokenPipeError:
        raise
    except (OSError, UnicodeDecodeError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) else wrong
        print(f"{options.file} could not be read: {why}.", file=sys.stderr)
        return NOT_READ
    return int(refused)


@contextmanager
def _lines(name: str) -> Iterator[Iterable[str]]:
    if name == "-":
        yield _full(sys.stdin)
        return
    with Path(name).open(encoding="utf-8") as opened:
        yield _full(opened)


def _full(lines: IO[str]) -> Iterator[str]:
    return (line for line in lines if line.strip())


def _print(told: dict[str, Fact], *, explain: bool, language: str) -> None:
    if not explain:
        print(json.dumps(told, ensure_ascii=False), flush=True)
        return
    # Sentences stand on translations, which take longer to load than all the rest.
    from plenary.interfaces.explaining import explained  # noqa: PLC0415  only for people

    print(explained(told, language), flush=True)
