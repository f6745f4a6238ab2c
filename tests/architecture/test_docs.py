"""Documentation that cannot fall behind."""

import re
import tomllib
from pathlib import Path

from plenary.config.environment import KNOWN
from plenary.foundation.access.capacities import Capacity
from plenary.interfaces.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_is_documented():
    table = (ROOT / "docs/running/settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(PLENARY_[A-Z_]+)`", table, re.MULTILINE)) == set(KNOWN)


def test_every_capacity_of_the_matrix_is_listed_for_scripts():
    rows = tomllib.loads((ROOT / "src/plenary/permissions.toml").read_text(encoding="utf-8"))["rows"]
    in_matrix = {code for row in rows.values() for code in row}
    said = (ROOT / "docs/using/scripts.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `([A-Z]{2})` \| (.+) \|$", said, re.MULTILINE)
    assert table == [(code, str(label)) for code, label in Capacity.choices if code != Capacity.PU]
    assert in_matrix <= {*dict(table), Capacity.PU.value}


def test_every_command_has_help_and_examples():
    from importlib import import_module  # noqa: PLC0415  each is loaded by name

    for name, (module, line) in COMMANDS.items():
        loaded = import_module(f"plenary.interfaces.cli.{module}")
        assert loaded.HELP
        assert f"plenary {name}" in loaded.EXAMPLES or name == "verify"
        assert line[0].islower()


def test_links_between_papers_lead_somewhere():
    lost = [
        f"{paper.relative_to(ROOT)} -> {target}"
        for paper in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
        for target in re.findall(r"\]\(([^)#:]+)\)", paper.read_text(encoding="utf-8"))
        if not (paper.parent / target).exists()
    ]
    assert lost == []


def test_each_direct_dependency_is_answered_for():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)[1]
    names = re.findall(r'"([a-z0-9-]+)', listed)
    answered = (ROOT / "docs/adr/0002-libraries.md").read_text(encoding="utf-8")
    assert len(names) <= 18
    assert [name for name in names if not re.search(rf"\b{name}\b", answered)] == []


def test_locks_carry_hashes_and_no_addresses():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9-]+==", text, re.MULTILINE)
        assert pinned
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
