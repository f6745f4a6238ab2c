"""Every step of a verdict has words on the page."""

import ast
import re
from pathlib import Path

from django.conf import settings

from plenary.interfaces.web.decisions.craft_steps import CRAFT_STEPS
from plenary.interfaces.web.decisions.steps import STEPS
from plenary.interfaces.wording import SENTENCES

#: Modules whose steps become part of a verdict; in them every dotted text in quotes is a code.
VERDICTS = ("verdict", "voting", "consensus", "silence", "quorum", "elections")
KINDS = (
    "item|document|quorum|entitled|casts|base|threshold|extra|tie|silence|consensus|formula|joint|statements"
    "|preliminary|elections|ruling"
)


def test_every_step_of_a_verdict_has_words():
    folder = Path(settings.SOURCE) / "procedure"
    told = set()
    for name in VERDICTS:
        source = (folder / f"{name}.py").read_text(encoding="utf-8")
        refused = set(re.findall(r"Refused\(\s*\"([a-z_.]+)\"", source))
        told |= set(re.findall(rf"\"((?:{KINDS})\.[a-z_]+)\"", source)) - refused
    assert len(told) > 30
    assert sorted(told - set(STEPS)) == []


#: Modules of the crafts; in them every dotted text that is no refusal is the code of a step.
CRAFTS = (
    "agenda",
    "amendments",
    "apportionment",
    "arrears",
    "credentials",
    "deadlines",
    "depositary",
    "documents",
    "entry_into_force",
    "formats",
    "motions",
    "precedence",
    "presidency",
    "seating",
    "signing",
    "speaking",
    "symbols",
)


def test_every_step_of_a_craft_has_words():
    folder = Path(settings.SOURCE) / "procedure"
    told = {
        node.value
        for file in [*(folder / f"{name}.py" for name in CRAFTS), *folder.glob("cases/*.py")]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_]+", str(node.value))
    }
    assert sorted(told - set(SENTENCES) - set(STEPS)) == []
    assert sorted(set(CRAFT_STEPS) - told) == []
