"""`plenary replay`: what a row means, what is refused, and what the command says and returns."""

import gzip
import json
import subprocess
import sys
import tracemalloc

import pytest

from plenary.interfaces.cli import main
from plenary.interfaces.replays.agreement import Agreed, Disagreed, RowRefused, Summary, replay
from plenary.interfaces.replays.recorded import Expected, Reading
from plenary.interfaces.replays.tables import LONGEST, TableUnreadable, open_table
from plenary.procedure.ruleset import Ruleset
from plenary.procedure.tally import Choice
from plenary.procedure.verdict import Outcome, Reason

PERMANENT = {"permanent": frozenset({"P1", "P2"})}
RULES = Ruleset.from_mapping(
    {
        "code": "TEST",
        "rule": [
            {
                "body": "assembly",
                "subject": "substance",
                "default": True,
                "quorum_decide": "majority members",
                "cite": "Rules 1",
            },
            {"body": "assembly", "subject": "important", "threshold": "2/3", "tie": "n/a", "cite": "Rules 2"},
            {
                "body": "council",
                "subject": "substance",
                "default": True,
                "base": "members",
                "threshold": {"min": 3},
                "extra": [{"veto": "permanent"}],
                "tie": "n/a",
                "cite": "Rules 3",
                "valid_to": "1965-12-31",
            },
            {
                "body": "council",
                "subject": "substance",
                "default": True,
                "base": "members",
                "threshold": {"min": 4},
                "extra": [{"veto": "permanent"}],
                "tie": "n/a",
                "cite": "Rules 3",
                "valid_from": "1966-01-01",
            },
            {"body": "board", "subject": "budget", "default": True, "base": "total weight", "threshold": "2/3",
             "cite": "Rules 4"},
            {"body": "club", "subject": "all", "default": True, "method": "consensus", "cite": "Rules 5"},
            {"body": "club", "subject": "in writing", "method": "silence", "cite": "Rules 6"},
        ],
    }
)  # fmt: skip


def table(tmp_path, text, name="table"):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def played(tmp_path, text, **how):
    """Every row of a table, and the figures."""
    summary = Summary()
    found = list(replay(open_table(table(tmp_path, text)), RULES, Reading(**{"body": "assembly", **how}), summary))
    return found, summary


def one(tmp_path, row, **how):
    """A single row, as JSON."""
    (found,), _ = played(tmp_path, json.dumps({"date": "2000-01-01", "outcome": "adopted", **row}) + "\n", **how)
    return found


def computed(found):
    assert isinstance(found, Agreed | Disagreed)
    return found.verdict.outcome, found.verdict.reason


class TestWhatARowMeans:
    @pytest.mark.parametrize(
        ("row", "outcome"),
        [
            ({"yes": 3, "no": 2}, Outcome.ADOPTED),
            ({"yes": 2, "no": 3, "abstain": 9}, Outcome.NOT_ADOPTED),
            ({"yes": 3, "no": 3}, Outcome.NOT_ADOPTED),
            ({"yes": "3", "no": " 2 "}, Outcome.ADOPTED),
            ({"yes": 3, "no": 2, "subject": "important"}, Outcome.NOT_ADOPTED),
            ({"yes": 3, "no": 2, "members": 193}, Outcome.ADOPTED),
            ({"yes": 3, "no": 2, "members": 20, "absent": 15}, Outcome.NO_QUORUM),
            ({"votes": {"Y": ["A", "B"], "N": ["C"], "A": [], "X": ["D"]}}, Outcome.ADOPTED),
            ({"votes": {"A": "Y", "B": "N", "C": "N"}}, Outcome.NOT_ADOPTED),
            ({"votes": "A=Y B=N C=yes"}, Outcome.ADOPTED),
            ({"yes_by": "A; B", "no_by": ["C"]}, Outcome.ADOPTED),
            ({"yes_by": "A B", "no_by": "C, D, E"}, Outcome.NOT_ADOPTED),
            ({"yes": 0, "no": 0, "abstain": 4}, Outcome.NOT_ADOPTED),
        ],
    )
    def test_numbers_or_names(self, tmp_path, row, outcome):
        assert computed(one(tmp_path, row))[0] is outcome

    def test_members_of_whom_nothing_is_said_are_in_the_room_unless_told_otherwise(self, tmp_path):
        row = {"yes": 3, "no": 2, "members": 20}
        assert computed(one(tmp_path, row))[0] is Outcome.ADOPTED
        letters = {"Y": Choice.YES, "N": Choice.NO, "A": Choice.ABSTAIN, "X": Choice.ABSENT}
        assert computed(one(tmp_path, row, letters=letters))[0] is Outcome.NO_QUORUM

    @pytest.mark.parametrize(
        ("row", "result"),
        [
            ({"yes": 4, "no": 1, "no_by": "P1"}, (Outcome.NOT_ADOPTED, Reason.VETO)),
            ({"yes": 4, "no": 1, "no_by": ""}, (Outcome.ADOPTED, Reason.ENOUGH_VOTES)),
            ({"yes": 3, "no": 1, "no_by": "P1"}, (Outcome.NOT_ADOPTED, Reason.INSUFFICIENT_VOTES)),
            ({"yes": 3, "no": 0, "date": "1965-12-31"}, (Outcome.ADOPTED, Reason.ENOUGH_VOTES)),
            ({"votes": {"Y": list("ABCD"), "A": ["P1"]}}, (Outcome.ADOPTED, Reason.ENOUGH_VOTES)),
        ],
    )
    def test_a_veto_is_of_those_who_bear_the_trait(self, tmp_path, row, result):
        assert computed(one(tmp_path, row, body="council", traits=PERMANENT)) == result

    def test_the_reason_counts_where_the_table_tells_it(self, tmp_path):
        row = {"yes": 3, "no": 1, "no_by": "P1", "outcome": "vetoed"}
        outcomes = {"vetoed": Expected.read("not adopted/veto")}
        found = one(tmp_path, row, body="council", traits=PERMANENT, outcomes=outcomes)
        assert isinstance(found, Disagreed)
        assert str(found.expected) == "not adopted (veto)"

    def test_weights_are_of_all_members(self, tmp_path):
        weights = {"A": 5, "B": 4, "C": 1}
        lost, won = {"yes_by": "A", "no_by": "B", "silent_by": "C"}, {"yes_by": "A B", "silent_by": "C"}
        assert computed(one(tmp_path, lost, body="board", weights=weights))[0] is Outcome.NOT_ADOPTED
        assert computed(one(tmp_path, won, body="board", weights=weights))[0] is Outcome.ADOPTED
        heavy = {"yes_by": "A C", "no_by": "B", "weights": {"A": 1, "B": 1, "C": 1}}
        assert computed(one(tmp_path, heavy, body="board", weights=weights))[0] is Outcome.ADOPTED

    def test_one_seat_under_two_names_has_one_vote(self, tmp_path):
        row = {"members": 3, "votes": {"Y": ["NEW", "A"], "N": ["B"], "X": ["OLD"]}}
        assert one(tmp_path, row).why.code == "tally.more_present_than_members"
        assert computed(one(tmp_path, row, seats={"OLD": "NEW"}))[0] is Outcome.ADOPTED
        both = {"votes": {"Y": ["NEW"], "N": ["OLD"]}}
        assert one(tmp_path, both, seats={"OLD": "NEW"}).why.code == "tally.member_twice"

    def test_marks_may_tell_the_subject(self, tmp_path):
        how = {"columns": {"subject": "flags"}, "subjects": {"two thirds": "important"}, "subject": "substance"}
        marked, usual = ({"yes": 3, "no": 2, "flags": marks} for marks in (["late", "two thirds"], ["late"]))
        assert computed(one(tmp_path, marked, **how))[0] is Outcome.NOT_ADOPTED
        assert computed(one(tmp_path, usual, **how))[0] is Outcome.ADOPTED

    def test_an_option_speaks_for_all_rows_unless_a_column_is_named(self, tmp_path):
        row = {"yes": 3, "no": 2, "subject": "On the budget of the year"}
        assert one(tmp_path, row).why.code == "replay.unknown_subject"
        assert computed(one(tmp_path, row, subject="important"))[0] is Outcome.NOT_ADOPTED

    def test_a_column_that_was_named_is_not_read_by_its_own_name_too(self, tmp_path):
        row = {"yes": "A B", "no": "C", "abstain": ""}
        columns = {"yes_by": "yes", "no_by": "no", "abstain_by": "abstain"}
        assert computed(one(tmp_path, row, columns=columns))[0] is Outcome.ADOPTED

    def test_an_outcome_that_is_not_recorded_is_not_compared(self, tmp_path):
        _, summary = played(tmp_path, "date,yes,no,outcome\n2000-01-01,3,2,\n2000-01-01,3,2,adopted\n")
        assert (summary.rows, summary.unrecorded, summary.agreed, summary.stub) == (2, 1, 1, 1)

    @pytest.mark.parametrize("day", ["1965", "1965-12", "1966-01", "2000"])
    def test_a_month_or_a_year_is_enough_where_one_rule_holds(self, tmp_path, day):
        assert isinstance(one(tmp_path, {"yes": 4, "no": 0, "date": day}, body="council"), Agreed)

    def test_objections_are_of_a_consensus(self, tmp_path):
        row = {"votes": {"A": "does not object", "B": "objects"}}
        assert computed(one(tmp_path, row, body="club")) == (Outcome.NOT_ADOPTED, Reason.OBJECTION)


class TestRefusals:
    @pytest.mark.parametrize(
        ("row", "code"),
        [
            ({}, "replay.no_votes"),
            ({"no": 3}, "replay.no_votes"),
            ({"yes": 0, "no": 0, "silent": 5}, "replay.no_votes"),
            ({"yes": 0, "no_by": "A"}, None),
            ({"no_by": "A"}, "replay.no_votes"),
            ({"yes": 8, "no": 3, "members": 10}, "tally.more_present_than_members"),
            ({"yes": 2, "no": 3, "votes": {"Y": ["A", "B"], "N": ["C"]}}, "replay.tally_not_votes"),
            ({"yes": 1, "no": 0, "yes_by": "A B"}, "replay.tally_not_votes"),
            ({"yes": 2, "no": 3, "total": 6}, "replay.total_not_sum"),
            ({"yes": 2, "no": 3, "abstain": 1, "total": 6}, None),
            ({"votes": {"Y": ["A", "A"]}}, "tally.member_twice"),
            ({"votes": {"Y": ["A"], "N": ["A"]}}, "tally.member_twice"),
            ({"votes": "A=Y A=N"}, "tally.member_twice"),
            ({"votes": {"Y": ["A"], "Q": ["B"]}}, "replay.unknown_vote"),
            ({"votes": {"AUS": "Q"}}, "replay.unknown_vote"),
            ({"votes": ["A"]}, "replay.not_names"),
            ({"votes": {"Y": [1]}}, "replay.not_names"),
            ({"votes": "A B"}, "replay.not_names"),
            ({"yes": 2.0, "no": 1}, "replay.not_a_number"),
            ({"yes": True, "no": 1}, "replay.not_a_number"),
            ({"yes": -1, "no": 1}, "replay.not_a_number"),
            ({"yes": "two", "no": 1}, "replay.not_a_number"),
            ({"yes": "9" * 5000, "no": 1}, "replay.not_a_number"),
            ({"yes": 2, "date": "yesterday"}, "replay.no_day"),
            ({"yes": 2, "date": "2001-02-30"}, "replay.no_day"),
            ({"yes": 2, "date": "0000"}, "replay.no_day"),
            ({"yes": 2, "date": "2001-13"}, "replay.no_day"),
            ({"yes": 2, "date": None}, "replay.no_day"),
            ({"yes": 2, "subject": "importent"}, "replay.unknown_subject"),
            ({"yes": 2, "outcome": "carried"}, "replay.unknown_outcome"),
            ({"yes": 2, "weights": [1]}, "replay.not_names"),
            ({"yes": 2, "traits": "P1"}, "replay.not_names"),
            ({"yes": 2, "no_by": {"A": 1}}, "replay.not_names"),
        ],
    )  # fmt: skip
    def test_a_row_that_contradicts_itself(self, tmp_path, row, code):
        found = one(tmp_path, row)
        assert (found.why.code if isinstance(found, RowRefused) else None) == code

    @pytest.mark.parametrize(
        ("body", "row", "code"),
        [
            ("council", {"yes": 4, "no": 1}, "tally.names_needed"),
            ("council", {"yes": 4, "date": "1965-06"}, None),
            ("board", {"yes": 4, "no": 1}, "tally.names_needed"),
            ("board", {"yes_by": "A", "no_by": "B", "weights": {"A": 2}}, "replay.no_weight"),
            ("club", {"yes": 4, "no": 1}, "replay.not_by_vote"),
            ("assembly", {"votes": {"A": "objects"}}, "replay.not_by_vote"),
            ("nobody", {"yes": 4}, "ruleset.no_rule"),
            ("", {"yes": 4}, "ruleset.which_body"),
        ],
    )
    def test_what_the_rule_asks_and_the_table_does_not_say(self, tmp_path, body, row, code):
        found = one(tmp_path, row, body=body, traits=PERMANENT)
        assert (found.why.code if isinstance(found, RowRefused) else None) == code

    def test_a_veto_that_nobody_can_cast_is_no_absent_veto(self, tmp_path):
        """Left out, or written in another way than the table's, the permanent members would all be voting freely."""
        row = {"votes": {"Y": list("ABCD"), "N": ["P1"]}}
        for traits in ({}, {"permanent": frozenset({"Ruritania"})}):
            assert one(tmp_path, row, body="council", traits=traits).why.code == "replay.nobody_bears"

    def test_what_members_bear_may_stand_in_the_ruleset(self, tmp_path):
        data = RULES.as_mapping()
        data["attribute"] = [
            {"name": "permanent", "members": ["P1"], "cite": "Rules 7"},
            {"name": "weight", "values": {"A": 5, "B": 4, "C": 1}, "cite": "Rules 8", "body": "board"},
        ]
        rules = Ruleset.from_mapping(data)

        def result(row, **how):
            file = table(tmp_path, json.dumps({"date": "2000-01-01", "outcome": "adopted", **row}) + "\n")
            (found,) = replay(open_table(file), rules, Reading(**how), Summary())
            return computed(found)[1]

        assert result({"votes": {"Y": list("ABCD"), "N": ["P1"]}}, body="council") is Reason.VETO
        assert result({"yes_by": "A B", "no_by": "C"}, body="board") is Reason.ENOUGH_VOTES
        assert result({"yes_by": "B C", "no_by": "A"}, body="board") is Reason.INSUFFICIENT_VOTES

    def test_silence_is_not_counted(self, tmp_path):
        assert one(tmp_path, {"yes": 4}, body="club", subject="in writing").why.code == "replay.not_by_vote"

    def test_a_date_that_spans_a_change_of_the_rule(self, tmp_path):
        rules = Ruleset.from_mapping(
            {
                "code": "T",
                "rule": [
                    {"body": "b", "subject": "s", "cite": "R 1", "valid_to": "2000-06-30"},
                    {"body": "b", "subject": "s", "cite": "R 2", "valid_from": "2000-07-01"},
                ],
            }
        )
        text = "".join(f'{{"date":"{day}","yes":1,"outcome":"adopted"}}\n' for day in ("2000", "2000-06", "2000-07"))
        summary = Summary()
        first, *rest = replay(open_table(table(tmp_path, text)), rules, Reading(subject="s"), summary)
        assert first.why.code == "replay.day_decides"
        assert [type(found) for found in rest] == [Agreed, Agreed]

    def test_refused_rows_keep_their_numbers(self, tmp_path):
        text = "date,yes,no,outcome\n2000-01-01,3,2,adopted\n\n2000-01-01,3\n2000-01-01,3,2,not adopted\n"
        found, summary = played(tmp_path, text)
        assert [(type(one), one.number) for one in found] == [(Agreed, 1), (RowRefused, 2), (Disagreed, 3)]
        assert dict(summary.refused) == {"replay.cells_not_columns": 1}

    @pytest.mark.parametrize("line", ["{oops", "[1]", '"word"', "NaN", "[" * 200_000])
    def test_a_line_that_is_no_object(self, tmp_path, line):
        found, _ = played(tmp_path, '{"date":"2000-01-01","yes":1,"outcome":"adopted"}\n' + line + "\n")
        assert found[1].why.code == "replay.not_json"

    def test_a_line_without_end(self, tmp_path):
        whole = '{"date":"2000-01-01","yes":1,"outcome":"adopted"}\n'
        endless = '{"date":"' + "9" * (2 * LONGEST + 10) + '"}\n'
        found, _ = played(tmp_path, whole + endless + whole)
        assert [type(one) for one in found] == [Agreed, RowRefused, Agreed]
        assert found[1].why.code == "replay.line_too_long"


class TestTables:
    TEXT = "date,yes,no,outcome\n2000-01-01,3,2,adopted\n"

    def test_what_a_file_is_shows_from_its_beginning(self, tmp_path):
        line = '{"date": "2000-01-01", "yes": 3, "no": 2, "outcome": "adopted"}\n'
        for text in (self.TEXT, line, "\ufeff" + self.TEXT, "\ufeff" + line):
            for content in (text.encode(), gzip.compress(text.encode())):
                _, summary = played(tmp_path, content)
                assert (summary.agreed, summary.rows) == (1, 1)

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "nothing to replay"),
            (b"[{}]\n", "one JSON object a line"),
            (b"\xff\xfe\x00", "cannot be read"),
            (gzip.compress(b"date,yes\n" * 9000)[:-20], "cannot be read after row"),
            (b"date,yes,yes\n1,2,3\n", "two columns of one name: yes"),
            (b"date,yes\n" + b"2000-01-01,1\n" * 9000 + b"\xff\xff\n", "cannot be read after row"),
            (b'date,yes\n"' + b"1" * 200_000, "cannot be read after row 0"),
            (b"date,yes\n" + b"1" * (LONGEST + 10), "cannot be read after row 0"),
        ],
    )
    def test_unreadable_as_a_whole(self, tmp_path, content, said):
        with pytest.raises(TableUnreadable, match=said):
            played(tmp_path, content)

    def test_no_file(self, tmp_path):
        with pytest.raises(TableUnreadable, match="cannot be read"):
            open_table(tmp_path / "none.csv")

    def test_a_column_that_is_not_there_is_no_empty_column(self, tmp_path):
        with pytest.raises(TableUnreadable, match="no column result"):
            played(tmp_path, self.TEXT, columns={"outcome": "result"})
        line = '{"date": "2000-01-01", "tally": {"Y": 3}, "outcome": "adopted"}\n'
        assert played(tmp_path, line, columns={"yes": "tally.Y"})[1].agreed == 1
        with pytest.raises(TableUnreadable, match=r"no column tally\.N"):
            played(tmp_path, line, columns={"yes": "tally.Y", "no": "tally.N"})

    def test_one_row_is_held_at_a_time(self, tmp_path):
        """Rows are handed on as they are read, before the end of the file is known."""
        broken = gzip.compress((self.TEXT + "2000-01-01,3,2,adopted\n" * 200_000).encode())[:-100]
        rows = replay(open_table(table(tmp_path, broken)), RULES, Reading(body="assembly"), Summary())
        assert next(rows).number == 1

    def test_ten_times_the_rows_take_no_more_memory(self, tmp_path):
        def peak(rows):
            file = table(tmp_path, gzip.compress((self.TEXT + "2000-01-01,3,2,adopted\n" * rows).encode()))
            summary = Summary()
            tracemalloc.start()
            try:
                for _ in replay(open_table(file), RULES, Reading(body="assembly"), summary):
                    pass
                return tracemalloc.get_traced_memory()[1], summary.rows
            finally:
                tracemalloc.stop()

        peak(100)  # what is loaded and remembered once
        (few, first), (many, last) = peak(300), peak(3_000)
        assert (first, last) == (301, 3_001)
        assert many < 1.2 * few


class TestTheCommand:
    RULES = """code = "T"
[[rule]]
body = "board"
subject = "substance"
default = true
cite = "Rules of the board 12"
to_confirm = ["tie"]
"""

    @pytest.fixture
    def typed(self, tmp_path, capsys):
        rules = table(tmp_path, self.RULES, "rules.toml")

        def typed(text, *words):
            file = table(tmp_path, text)
            status = main(["replay", str(file), "--ruleset", str(rules), *words])
            said = capsys.readouterr()
            return status, said.out.splitlines(), said.err

        return typed

    def test_all_agree(self, typed):
        status, said, _ = typed("date,yes,no,outcome\n2000-01-01,3,2,adopted\n2000-01-01,2,3,not_adopted\n")
        assert status == 0
        assert said == [
            "Rows: 2",
            "Refused: 0",
            "Without a recorded outcome: 0",
            "Agreement: 2 of 2",
            "Saying adopted without looking: 1 of 2",
            "Values used that nobody has confirmed: board, substance: tie",
        ]

    def test_a_disagreement_is_listed_with_its_reason(self, typed):
        status, said, _ = typed("label,date,yes,no,outcome\nL.4,2000-01-01,2,3,adopted\n")
        assert status == 1
        assert said[:3] == [
            "row 1 (L.4), 2000-01-01: recorded as adopted, the rules give not adopted (insufficient votes)",
            "    Votes: 2 in favour, 3 against, 0 abstaining, 0 absent. (Rules of the board 12)",
            "    Majority: 2 in favour; 3 needed (a majority of 5). (Rules of the board 12)",
        ]

    def test_a_refused_row_is_no_disagreement(self, typed):
        status, said, _ = typed("date,members,yes,no,outcome\n2000-01-01,4,2,3,adopted\n2000-01-01,5,3,2,adopted\n")
        assert status == 2
        assert said[0] == (
            "row 1: refused, tally.more_present_than_members. Members said to be present: 5. Members: 4. Count again."
        )
        assert said[2] == "Refused: 1 (tally.more_present_than_members 1)"

    def test_for_machines(self, typed):
        text = "label,date,members,yes,no,outcome\nA,2000-01-01,5,2,3,adopted\nB,2000-01-01,4,2,3,adopted\n"
        status, said, _ = typed(text, "--json")
        disagreed, refused, summary = map(json.loads, said)
        assert status == 1
        assert (disagreed["kind"], disagreed["row"], disagreed["label"]) == ("disagreement", 1, "A")
        assert (disagreed["recorded"], disagreed["computed"]["outcome"]) == ("adopted", "not adopted")
        assert disagreed["computed"]["steps"][-1]["code"] == "verdict"
        assert (refused["kind"], refused["row"], refused["code"]) == ("refusal", 2, "tally.more_present_than_members")
        assert refused["facts"] == {"count": 5, "most": 4}
        assert summary == {
            "kind": "summary",
            "rows": 2,
            "refused": {"tally.more_present_than_members": 1},
            "without_outcome": 0,
            "compared": 1,
            "agreed": 0,
            "disagreed": 1,
            "saying_adopted": 1,
            "unconfirmed": ["board, substance: tie"],
        }

    def test_nothing_to_compare_is_not_agreement(self, typed):
        assert typed("date,yes,no\n2000-01-01,3,2\n")[0] == 2

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--column", "size=yes"], "There is no column size here"),
            (["--column", "yes=ja"], "The table has no column ja"),
            (["--outcome", "ja=carried"], "carried is no outcome"),
            (["--vote", "P=perhaps"], "perhaps is no vote"),
            (["--weights", "nowhere.csv"], "no list of members and numbers"),
            (["--ruleset", "no-such"], "There is no ruleset no-such"),
        ],
    )
    def test_called_with_what_is_not_there(self, typed, words, said):
        status, out, err = typed("date,yes,no,outcome\n2000-01-01,3,2,adopted\n", *words)
        assert (status, out) == (2, [])
        assert said in err

    def test_a_ruleset_that_says_something_wrong(self, typed, tmp_path):
        wrong = table(tmp_path, 'code = "T"\n', "wrong.toml")
        assert typed("date,yes\n2000-01-01,3\n", "--ruleset", str(wrong))[0] == 2
        broken = table(tmp_path, "code = \n", "broken.toml")
        assert typed("date,yes\n2000-01-01,3\n", "--ruleset", str(broken))[0] == 2

    def test_weights_from_a_file(self, typed, tmp_path):
        weights = table(tmp_path, "member,votes\nA,5\nB,2\n", "weights.csv")
        rules = table(tmp_path, self.RULES.replace("default", "weighted = true\ndefault"), "weighed.toml")
        text = "date,yes_by,no_by,outcome\n2000-01-01,B,A,not adopted\n"
        assert typed(text, "--ruleset", str(rules), "--weights", str(weights))[0] == 0
        twice = table(tmp_path, "member,votes\nA,5\nA,2\n", "twice.csv")
        assert typed(text, "--ruleset", str(rules), "--weights", str(twice))[0] == 2

    def test_needs_neither_a_house_nor_its_settings(self, tmp_path):
        """With a row to explain, so that the sentences are asked for."""
        file = table(tmp_path, "date,yes,no,outcome\n2000-01-01,2,3,adopted\n")
        line = [
            sys.executable,
            "-m",
            "plenary.interfaces.cli",
            "replay",
            str(file),
            "--ruleset",
            "un-ga",
            "--body",
            "GA",
        ]
        done = subprocess.run(line, cwd=tmp_path, env={"PATH": ""}, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        assert "3 needed (a majority of 5). (GA rule 85)" in done.stdout
        assert [one.name for one in tmp_path.iterdir()] == ["table"]

    def test_a_reader_that_leaves_early_sees_no_trace(self, tmp_path):
        file = table(tmp_path, "date,yes,no,outcome\n" + "2000-01-01,2,3,adopted\n" * 3_000)
        line = [
            sys.executable,
            "-m",
            "plenary.interfaces.cli",
            "replay",
            str(file),
            "--ruleset",
            "un-ga",
            "--body",
            "GA",
        ]
        with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            assert running.stdout.readline().startswith(b"row 1")
            running.stdout.close()
            assert running.stderr.read() == b""
        assert running.returncode == 2

    def test_agreement_alone_loads_no_django(self, tmp_path):
        file = table(tmp_path, "date,yes,no,outcome\n2000-01-01,3,2,adopted\n")
        code = (
            "import sys; from plenary.interfaces.cli import main\n"
            f"status = main(['replay', {str(file)!r}, '--ruleset', 'un-ga', '--body', 'GA'])\n"
            "assert status == 0 and 'django' not in sys.modules"
        )
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
