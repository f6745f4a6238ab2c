"""`plenary decide` as a person types it: cases in, answers out, a clear status, in words where that is asked for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
import pytest

from plenary.interfaces.cli import main
from plenary.procedure.cases.kinds import KINDS, schema
from tests.interfaces.cli.houses import CHECKOUT
from tests.procedure.cases.samples import ASSEMBLY, SAMPLES

GUIDE = CHECKOUT / "docs" / "using" / "decide.md"
CARRIED = {"kind": "decision", "id": "one", **ASSEMBLY, "members": 193, "count": {"yes": 60, "no": 58, "abstain": 50}}
LOST = {**CARRIED, "id": "two", "count": {"yes": 58, "no": 60, "abstain": 50}}
WRONG = {**CARRIED, "id": "three", "count": {"yes": 200}}


def written(folder: Path, *cases: object) -> str:
    file = folder / "cases.jsonl"
    file.write_text("".join(f"{json.dumps(case)}\n" for case in cases), "utf-8")
    return str(file)


def told(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


class TestCasesInAnswersOut:
    """One line each, in the same order; the status tells whether anything was refused."""

    def test_a_lost_vote_is_an_answer(self, tmp_path, capsys):
        assert main(["decide", written(tmp_path, CARRIED, LOST)]) == 0
        assert [(one["id"], one["outcome"]) for one in told(capsys)] == [("one", "adopted"), ("two", "not adopted")]

    def test_a_refusal_stops_nothing_and_is_told_by_the_status(self, tmp_path, capsys):
        assert main(["decide", written(tmp_path, WRONG, CARRIED)]) == 1
        first, second = told(capsys)
        assert first["refused"]["code"] == "tally.more_present_than_members"
        assert (second["id"], second["outcome"]) == ("one", "adopted")

    def test_empty_lines_are_no_cases(self, tmp_path, capsys):
        file = tmp_path / "cases.jsonl"
        file.write_text(f"\n{json.dumps(CARRIED)}\n\n", "utf-8")
        assert main(["decide", str(file)]) == 0
        assert len(told(capsys)) == 1

    @pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
    def test_what_cannot_be_read(self, tmp_path, capsys, content):
        file = tmp_path / "cases.jsonl"
        if content is not None:
            file.write_bytes(content)
        assert main(["decide", str(file)]) == 2
        assert str(file) in capsys.readouterr().err

    @pytest.mark.parametrize("words", [["--schema"], ["--explain", "FILE"], ["FILE"]])
    def test_a_reader_that_has_seen_enough(self, tmp_path, words):
        """As with `| head`: no fault is told, and none of the file."""
        file = written(tmp_path, *[CARRIED] * 3)
        reader, writer = os.pipe()
        os.close(reader)
        called = [
            sys.executable,
            "-m",
            "plenary.interfaces.cli",
            "decide",
            *(file if w == "FILE" else w for w in words),
        ]
        done = subprocess.run(called, stdout=writer, stderr=subprocess.PIPE, check=False, text=True)
        os.close(writer)
        assert (done.returncode, done.stderr) == (2, "")

    def test_rulesets_of_ones_own_come_first(self, tmp_path, capsys):
        ours = tmp_path / "rules"
        ours.mkdir()
        rule = {"body": "B", "subject": "substance", "base": "members", "threshold": "all", "cite": "X 1"}
        text = 'code = "X"\n[[rule]]\n' + "".join(f'{name} = "{said}"\n' for name, said in rule.items())
        (ours / "un-ga.toml").write_text(text, "utf-8")
        case = {**CARRIED, "body": "B"}
        assert main(["decide", "--rulesets", str(ours), written(tmp_path, case)]) == 0
        assert told(capsys)[0]["outcome"] == "not adopted"
        (ours / "un-ga.toml").write_text("code = ", "utf-8")
        assert main(["decide", "--rulesets", str(ours), written(tmp_path, case)]) == 1
        assert told(capsys)[0]["refused"]["code"] == "ruleset.unreadable"

    def test_standard_input_and_no_house(self, tmp_path):
        """A pipe, in an empty folder, without any setting: no house and no library is needed, and none is made."""
        done = subprocess.run(
            [sys.executable, "-S", "-m", "plenary.interfaces.cli", "decide"],
            input=json.dumps(CARRIED),
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(CHECKOUT / "src")},
            check=True,
        )
        assert json.loads(done.stdout)["outcome"] == "adopted"
        assert list(tmp_path.iterdir()) == []


class TestSchema:
    """What a case may say and what an answer holds, for a foreign checker."""

    def test_printed(self, capsys):
        assert main(["decide", "--schema"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert printed == json.loads(json.dumps(schema()))
        for kind in KINDS:
            assert f"case of {kind}" in printed["$defs"]
            assert f"answer to {kind}" in printed["$defs"]
        jsonschema_rs.meta.validate(printed)


class TestInWords:
    """For people, in each language; every step in a sentence with its rule, and the one that decided marked."""

    @pytest.mark.parametrize(
        ("language", "outcome", "figures"),
        [
            ("en", "Adopted.", "60 needed"),
            ("ru", "Принято.", "требуется 60"),
            ("de", "Adopted.", "60 needed"),
            ("ar", "اعتُمد.", "والمطلوب 60"),
        ],
    )
    def test_a_decision(self, tmp_path, capsys, language, outcome, figures):
        assert main(["decide", "--explain", "--language", language, written(tmp_path, CARRIED)]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == f"one: {outcome} [substance: GA rule 85]"
        decided = [line for line in lines if line.startswith(" »")]
        assert len(decided) == 1
        assert figures in decided[0]
        assert decided[0].endswith("(GA rule 85)")

    def test_a_refusal(self, tmp_path, capsys):
        assert main(["decide", "--explain", written(tmp_path, WRONG)]) == 1
        said = capsys.readouterr().out
        assert said.startswith("three: ")
        assert "200" in said
        assert "193" in said

    def test_what_has_to_be_confirmed_and_by_which_words(self, tmp_path, capsys):
        case = {"kind": "consensus", "id": "four", "ruleset": "csto", "body": "CSC", "on": "2019-11-28", "members": 6}
        assert main(["decide", "--explain", written(tmp_path, {**case, "count": {"present": 6}})]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert lines[1:] == ["   changes: rule.substance.quorum_decide", "   changes: rule.substance.quorum_open"]

    @pytest.mark.parametrize("kind", list(KINDS))
    def test_every_kind(self, tmp_path, capsys, kind):
        cases = [{"kind": kind, "id": f"c{n}", **case} for n, (case, *_) in enumerate(SAMPLES[kind])]
        assert main(["decide", "--explain", written(tmp_path, *cases)]) == 0
        said = capsys.readouterr().out
        assert "Recorded as" not in said
        assert "not recorded" not in said
        assert "%(" not in said


class TestTheGuide:
    """Each case of the guide is answered, and as the guide says."""

    def test_every_case_answers_as_it_is_told(self, tmp_path, capsys):
        text = GUIDE.read_text("utf-8")
        blocks = re.findall(r"```json\n(.*?)```\n(?:\nAnswer: `([a-z ]+)`)?", text, re.DOTALL)
        cases = [(json.loads(line), outcome) for block, outcome in blocks for line in block.splitlines()]
        assert {case["kind"] for case, _ in cases} == set(KINDS)
        assert main(["decide", written(tmp_path, *(case for case, _ in cases))]) == 0
        for (case, outcome), answer in zip(cases, told(capsys), strict=True):
            assert (case["kind"], answer.get("outcome", "")) == (case["kind"], outcome)

    def test_every_kind_has_its_place(self):
        text = GUIDE.read_text("utf-8")
        headings = " ".join(re.findall(r"^### (.+)$", text, re.MULTILINE))
        assert [kind for kind in KINDS if kind not in headings] == []
