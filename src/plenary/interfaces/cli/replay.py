"""`plenary replay`: a table of recorded votes and outcomes in, agreement with the rules out."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from plenary.interfaces.replays.agreement import Agreed, Disagreed, Found, RowRefused, Summary, replay
from plenary.interfaces.replays.recorded import COLUMNS, LETTERS, Expected, Reading
from plenary.interfaces.replays.tables import TableUnreadable, open_table
from plenary.interfaces.ruleset_files import read_ruleset, ruleset_in_file, shipped_names
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Ruleset
from plenary.procedure.tally import Choice
from plenary.procedure.verdict import Verdict

HELP = f"""Put a table of recorded votes through the rules and say how far the two agree.

TABLE is CSV with a heading or one JSON object a line, plain or gzipped. Every row in which the rules give something
else than was announced is listed with their reason; a row that contradicts itself is refused, which is another
thing than a vote that was lost. No house and no database is needed.

Exit status: 0 all rows agree; 1 some disagree; 2 none disagrees, but rows or the whole table could not be read.

columns, where they are there; --column OURS=THEIRS names them otherwise, a.b for b inside a:
{chr(10).join(f"  {name:<12} {held}" for name, held in COLUMNS.items())}"""
EXAMPLES = """  plenary replay votes.csv --ruleset un-ga --body GA
  plenary replay council.jsonl.gz --ruleset un-sc --body SC --trait permanent=CHN,FRA,GBR,RUS,USA
  plenary replay votes.csv --ruleset un-sc --body SC --outcome vetoed='not adopted/veto' --column no_by=vetoed_by
  plenary replay rolls.jsonl --ruleset ./our-rules.toml --column yes=tally.Y --column no=tally.N --json"""

AGREED: Final = 0
DISAGREED: Final = 1
NOT_READ: Final = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("table", type=Path, metavar="TABLE")
    parser.add_argument("--ruleset", required=True, metavar="NAME", help="a ruleset of the product, or a file of rules")
    parser.add_argument("--body", default="", help="the body, where no column is named for it")
    parser.add_argument("--subject", default="", help="the subject, likewise; left out: the body's usual rule")
    parser.add_argument("--date", default="", metavar="DAY", help="the day, for rows that have none")
    for option, metavar, said in (
        ("--column", "OURS=THEIRS", "a column of the table"),
        ("--outcome", "THEIRS=OURS", "a word for an outcome: adopted, 'not adopted', 'not adopted/veto' ..."),
        ("--subject-of", "THEIRS=OURS", "a word or mark that tells the subject"),
        ("--vote", "THEIRS=OURS", "a letter for a vote; Y, N, A and X (present, casting nothing) are known"),
        ("--trait", "TRAIT=A,B", "the members that bear a trait"),
        ("--same-seat", "OLD=NEW", "two names that one seat bore, of which a row may list both"),
    ):
        parser.add_argument(option, action="append", default=[], metavar=metavar, type=_pair, help=f"{said}; repeat")
    parser.add_argument(
        "--stated", action="append", default=[], metavar="WORDS", help="what was on the record throughout; repeat"
    )
    parser.add_argument("--weights", type=Path, metavar="FILE", help="CSV of members and their votes")
    parser.add_argument("--populations", type=Path, metavar="FILE", help="CSV of members and their populations")
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a line, for machines; the last one sums up"
    )


def run(options: argparse.Namespace) -> int:
    """Exit status 0 all agree, 1 some disagree, 2 rows or the table could not be read."""
    summary = Summary()
    try:
        how, ruleset = reading_of(options), ruleset_of(options.ruleset)
        for found in replay(open_table(options.table), ruleset, how, summary):
            if not isinstance(found, Agreed):
                print(json.dumps(as_mapping(found), ensure_ascii=False) if options.json else told(found))
    except TableUnreadable as wrong:
        print(wrong, file=sys.stderr)
        return NOT_READ
    except Refused as no:
        print(_why_refused(no), file=sys.stderr)
        return NOT_READ
    print(json.dumps(summary_as_mapping(summary)) if options.json else summed_up(summary))
    if summary.disagreed:
        return DISAGREED
    if summary.refused or not summary.compared:
        return NOT_READ
    return AGREED


def reading_of(options: argparse.Namespace) -> Reading:
    """How the table is read, from the options. Raises: TableUnreadable for an option that says nothing known."""
    columns, letters = dict(options.column), dict(LETTERS)
    if unknown := sorted(set(columns) - set(COLUMNS)):
        raise TableUnreadable(f"There is no column {', '.join(unknown)} here. Known: {', '.join(COLUMNS)}.")
    outcomes = {}
    for theirs, ours in options.outcome:
        try:
            outcomes[theirs] = Expected.read(ours)
        except ValueError:
            raise TableUnreadable(f"{ours} is no outcome that the rules give.") from None
    for theirs, ours in options.vote:
        if ours not in LETTERS:
            raise TableUnreadable(f"{ours} is no vote. Known: {', '.join(LETTERS)}.")
        letters[theirs] = Choice(LETTERS[ours])
    return Reading(
        columns=columns,
        body=options.body,
        subject=options.subject,
        day=options.date,
        outcomes=outcomes,
        subjects=dict(options.subject_of),
        letters=letters,
        traits={trait: frozenset(one.strip() for one in said.split(",")) for trait, said in options.trait},
        weights=numbers_of(options.weights),
        populations=numbers_of(options.populations),
        seats=dict(options.same_seat),
        stated=frozenset(options.stated),
    )


def ruleset_of(name: str) -> Ruleset:
    """A ruleset of the product by its name, or a file of rules by its path. Raises: TableUnreadable; Refused."""
    known = shipped_names()
    try:
        return ruleset_in_file()(name) if name in known else read_ruleset(Path(name))
    except OSError:
        raise TableUnreadable(f"There is no ruleset {name}. Known: {', '.join(known)}, or a file.") from None


def numbers_of(path: Path | None) -> dict[str, int]:
    """Members and their numbers, from a CSV file of two columns with a heading. Raises: TableUnreadable."""
    if path is None:
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            rows = [row for row in csv.reader(opened) if row][1:]
        numbers = {member: int(number) for member, number in rows}
    except (OSError, ValueError, csv.Error) as wrong:
        raise TableUnreadable(f"{path} is no list of members and numbers: {wrong}.") from None
    if len(numbers) != len(rows) or any(number < 0 for number in numbers.values()):
        raise TableUnreadable(f"{path} names a member twice, or a number below nothing.")
    return numbers


def told(found: Found) -> str:
    """A row that does not agree, for people."""
    if isinstance(found, RowRefused):
        label = f" ({found.label})" if found.label else ""
        return f"row {found.number}{label}: refused, {found.why.code}. {_why_refused(found.why)}"
    assert isinstance(found, Disagreed)
    label = f" ({found.recorded.label})" if found.recorded.label else ""
    head = f"row {found.number}{label}, {found.recorded.span}: recorded as {found.expected}, the rules give "
    head += str(Expected(found.verdict.outcome, found.verdict.reason))
    return "\n    ".join([head, *_why(found.verdict)])


def as_mapping(found: Found) -> dict[str, object]:
    """The same for machines."""
    if isinstance(found, RowRefused):
        why = found.why
        facts: Mapping[str, object] = {"code": why.code, "cite": str(why.cite or ""), "facts": why.facts}
        said: object = _why_refused(why)
        return {"kind": "refusal", "row": found.number, "label": found.label, **facts, "said": said}
    assert isinstance(found, Disagreed)
    return {
        "kind": "disagreement",
        "row": found.number,
        "label": found.recorded.label,
        "date": str(found.recorded.span),
        "recorded": str(found.expected),
        "computed": found.verdict.as_mapping(),
        "said": _why(found.verdict),
    }


def summed_up(summary: Summary) -> str:
    """The figures of a whole table, for people."""
    refused = sum(summary.refused.values())
    by_code = ", ".join(f"{code} {count}" for code, count in sorted(summary.refused.items()))
    lines = [
        f"Rows: {summary.rows:,}",
        f"Refused: {refused:,}{f' ({by_code})' if refused else ''}",
        f"Without a recorded outcome: {summary.unrecorded:,}",
        f"Agreement: {summary.agreed:,} of {summary.compared:,}",
        f"Saying adopted without looking: {summary.stub:,} of {summary.compared:,}",
    ]
    if summary.unconfirmed:
        lines.append(f"Values used that nobody has confirmed: {'; '.join(sorted(summary.unconfirmed))}")
    return "\n".join(lines)


def summary_as_mapping(summary: Summary) -> dict[str, object]:
    """The same for machines."""
    return {
        "kind": "summary",
        "rows": summary.rows,
        "refused": dict(sorted(summary.refused.items())),
        "without_outcome": summary.unrecorded,
        "compared": summary.compared,
        "agreed": summary.agreed,
        "disagreed": summary.disagreed,
        "saying_adopted": summary.stub,
        "unconfirmed": sorted(summary.unconfirmed),
    }


def _pair(said: str) -> tuple[str, str]:
    left, sign, right = said.partition("=")
    if not (sign and left.strip() and right.strip()):
        raise argparse.ArgumentTypeError(f"{said} is not written as ONE=OTHER")
    return left.strip(), right.strip()


def _why(verdict: Verdict) -> list[str]:
    from plenary.interfaces.replays.reasons import why  # noqa: PLC0415  Django is loaded where something is said

    return why(verdict)


def _why_refused(refused: Refused) -> str:
    from plenary.interfaces.replays.reasons import why_refused  # noqa: PLC0415  likewise

    return why_refused(refused)
