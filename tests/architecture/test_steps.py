"""Every step of a verdict has words on the page."""

import re
from pathlib import Path

from django.conf import settings

from plenary.interfaces.web.decisions.steps import STEPS

#: Modules whose steps become part of a verdict; in them every dotted text in quotes is a code.
VERDICTS = ("voting", "consensus", "silence", "quorum")
KINDS = "item|document|quorum|entitled|casts|base|threshold|extra|tie|silence|consensus|formula|joint|statements"


def test_every_step_of_a_verdict_has_words():
    folder = Path(settings.SOURCE) / "procedure"
    told = set()
    for name in VERDICTS:
        source = (folder / f"{name}.py").read_text(encoding="utf-8")
        refused = set(re.findall(r"Refused\(\s*\"([a-z_.]+)\"", source))
        told |= set(re.findall(rf"\"((?:{KINDS})\.[a-z_]+)\"", source)) - refused
    assert len(told) > 30
    assert sorted(told - set(STEPS)) == []
