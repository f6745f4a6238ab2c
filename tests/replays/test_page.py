"""The page for the sceptical reader holds the figures that the run gives, and its commands are those that are run."""

import json
import re
import shlex

import pytest

from plenary.interfaces.cli import main
from tests.replays import (
    test_coalitions,
    test_contributions,
    test_elections,
    test_european_votes,
    test_fund,
    test_rotation,
    test_treaties,
    test_vetoes,
)
from tests.replays.records import ROOT

PAGE = (ROOT / "docs/using/replays.md").read_text(encoding="utf-8")
#: Tables that are not of votes, by their number on the page.
OTHERS = {
    9: test_vetoes.figures,
    10: test_coalitions.figures,
    11: test_fund.figures,
    12: test_contributions.amount_figures,
    13: test_contributions.payment_figures,
    14: test_rotation.figures,
    15: test_european_votes.figures,
    16: test_treaties.figures,
    17: test_treaties.figures_of_the_list,
    18: test_elections.figures,
}


def printed():
    """The figures of the page: number -> rows, refused, without an outcome, agreement, compared, guess."""
    figures = {}
    for number, *cells in re.findall(r"^\| (\d+) \|" + r" ([^|]+) \|" * 6 + "$", PAGE, re.MULTILINE):
        plain = [int(one.replace(",", "")) for cell in cells[1:] for one in cell.split(" of ")]
        rows, refused, unrecorded, agreed, compared, guess, same = plain
        assert compared == same == rows - refused - unrecorded
        figures[int(number)] = (rows, refused, unrecorded, agreed, compared, guess)
    return figures


def commands():
    """The commands of the page: number -> words."""
    (block,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    parts = re.split(r"^# (\d+)\n", block, flags=re.MULTILINE)[1:]
    lines = zip(parts[::2], parts[1::2], strict=True)
    return {int(number): shlex.split(line.replace("\\\n", " "))[1:] for number, line in lines}


PRINTED, COMMANDS = printed(), commands()


def run(number, capsys, monkeypatch):
    """A command of the page, for machines: what it listed, and its summary."""
    monkeypatch.chdir(ROOT)
    status = main([*COMMANDS[number], "--json"])
    *listed, summary = map(json.loads, capsys.readouterr().out.splitlines())
    assert status == (1 if summary["disagreed"] else 2 if summary["refused"] else 0)
    return listed, summary


def test_every_table_has_a_command_or_a_test():
    assert sorted([*COMMANDS, *OTHERS]) == sorted(PRINTED)


@pytest.mark.parametrize("number", COMMANDS)
def test_the_commands_give_the_figures(number, capsys, monkeypatch):
    _, summary = run(number, capsys, monkeypatch)
    assert PRINTED[number] == (
        summary["rows"],
        sum(summary["refused"].values()),
        summary["without_outcome"],
        summary["agreed"],
        summary["compared"],
        summary["saying_adopted"],
    )


@pytest.mark.parametrize("number", OTHERS)
def test_the_other_tables_give_the_figures(number):
    found = OTHERS[number]()
    assert PRINTED[number] == (found.rows, found.refused, 0, found.agreed, found.compared, found.stub)
    assert len(found.explained) == found.compared - found.agreed


@pytest.mark.parametrize("number", OTHERS)
def test_each_row_that_differs_is_named(number):
    """By its day or period, and its member."""
    explained = PAGE[PAGE.index("## Every row in which") : PAGE.index("## Votes moved one by one")]
    (own,) = re.findall(rf"\*\*No\. {number}\.\*\*(.*?)(?=\n\*\*No|\Z)", explained, re.DOTALL) or [""]
    for name in OTHERS[number]().explained:
        day = name.split()[0]
        assert re.search(rf"\b{day}\b", own) or (number == 12 and "The United States in each year" in own), name


class TestNamedRows:
    def test_the_seven_procedural_votes(self, capsys, monkeypatch):
        listed, _ = run(4, capsys, monkeypatch)
        told = {
            (int(re.search(r"RES/(\d+)\(", one["label"])[1]), one["date"])
            for one in listed
            if one["kind"] == "disagreement"
        }
        rows = re.findall(r"^\| (\d+) \| (\d{4}-\d\d-\d\d) \| (\d+), (\d+), (\d+) \| ([A-Z, ]+) \|", PAGE, re.MULTILINE)
        assert {(int(number), day) for number, day, *_ in rows} == told
        said = {(int(number), tuple(map(int, tally)), against) for number, _, *tally, against in rows}
        computed = set()
        for one in listed:
            if one["kind"] != "disagreement":
                continue
            facts = {step["code"]: step["facts"] for step in one["computed"]["steps"]}
            casts = facts["casts.counted"]
            number = int(re.search(r"RES/(\d+)\(", one["label"])[1])
            tally = (casts["yes"], casts["no"], casts["abstain"])
            computed.add((number, tally, ", ".join(facts["extra.veto"]["members"])))
        assert said == computed

    def test_the_texts_short_of_two_thirds(self, capsys, monkeypatch):
        listed, _ = run(2, capsys, monkeypatch)
        steps = [(one["label"], step) for one in listed for step in one["computed"]["steps"]]
        facts = [(label, step["facts"]) for label, step in steps if step["code"] == "casts.counted"]
        own = PAGE[PAGE.index("**No. 2.**") : PAGE.index("**Nos. 4 and 5.**")]
        told = re.findall(r"([\w/()\[\]-]+) (\d+)–(\d+)[,.]", own)
        assert [(f"A/RES/{name}", int(yes), int(no)) for name, yes, no in told] == [
            (label, step["yes"], step["no"]) for label, step in facts
        ]

    def test_refusals_are_of_rows_without_votes(self, capsys, monkeypatch):
        for number, code in ((4, "replay.no_votes"), (6, "replay.no_votes"), (8, "replay.no_votes")):
            _, summary = run(number, capsys, monkeypatch)
            assert set(summary["refused"]) == {code}

    def test_sixteen_names_for_fifteen_seats(self, capsys, monkeypatch):
        words = [word for word in COMMANDS[7] if word not in {"--same-seat", "YMD=YEM"}]
        monkeypatch.chdir(ROOT)
        assert main([*words, "--json"]) == 2
        summary = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert (summary["agreed"], summary["refused"]) == (14, {"tally.more_present_than_members": 1})

    def test_counted_as_absent_three_have_no_quorum(self, capsys, monkeypatch):
        monkeypatch.chdir(ROOT)
        at = COMMANDS[1].index("silent=tally.X")
        words = COMMANDS[1][: at - 1] + COMMANDS[1][at + 1 :]
        assert main([*words, "--vote", "X=absent", "--json"]) == 1
        *listed, summary = map(json.loads, capsys.readouterr().out.splitlines())
        assert summary["disagreed"] == 3
        for one in listed:
            quorum = next(step["facts"] for step in one["computed"]["steps"] if step["code"] == "quorum.short")
            assert f"{one['label']} ({quorum['represented']} of {quorum['base']})" in PAGE
