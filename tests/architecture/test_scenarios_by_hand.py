"""Whatever a scenario file does, a person can do: each of its acts stands on the list of acts reached by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.conf import settings

from tests.architecture.test_every_act_by_hand import THROUGH_ANOTHER, reached

#: Acts of a scenario that no page of a working house shows, each with its reason.
OF_A_SCENARIO_ALONE = {
    "people.open_house": "`plenary init` opens a house, before there is anybody to open it in a browser",
}


def acts_of_scenarios() -> dict[str, set[str]]:
    """The acts that the scenario files name, each with the files that do."""
    found: dict[str, set[str]] = {}
    for file in sorted(Path(settings.SOURCE, "scenarios").glob("*.toml")):
        for line in tomllib.loads(file.read_text(encoding="utf-8")).get("act", []):
            found.setdefault(line["do"], set()).add(file.name)
    return found


def test_scenarios_are_read():
    """The bodies, a gavel and a payment are among what they do."""
    assert {"organisation.establish_body", "decisions.announce", "budget.record_payment"} <= set(acts_of_scenarios())
    assert len(acts_of_scenarios()) > 60
    assert set(OF_A_SCENARIO_ALONE) <= set(acts_of_scenarios())


def test_each_act_of_a_scenario_is_reached_by_hand():
    """A new act in a scenario, or a form that is gone, fails here."""
    by_hand = reached() | set(THROUGH_ANOTHER) | set(OF_A_SCENARIO_ALONE)
    assert {name: files for name, files in acts_of_scenarios().items() if name not in by_hand} == {}
