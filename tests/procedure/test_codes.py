"""A code always carries the same facts, so that one sentence can be made from it."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import plenary.procedure

FOLDER = Path(plenary.procedure.__file__).parent
CODE = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


def raised() -> dict[str, set[tuple[str, ...]]]:
    """Codes given in full where they are refused, each with the sets of fact names it is given."""
    found = defaultdict(set)
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "Refused" and node.args):
                continue
            if isinstance(node.args[0], ast.Constant):
                facts = (key.arg or "**" for key in node.keywords if key.arg != "cite")
                found[node.args[0].value].add(tuple(sorted(facts)))
    return found


def test_every_code_has_one_set_of_facts():
    assert {code: facts for code, facts in raised().items() if len(facts) > 1} == {}


def test_every_code_is_dotted_and_lower():
    assert [code for code in raised() if not CODE.fullmatch(code)] == []


def test_the_reader_of_codes_sees_them():
    assert raised()["quorum.not_met"] == {("base", "purpose", "represented", "required")}
