"""A real spreadsheet opens what was exported and runs nothing of it (security P26).

The spreadsheet turns each file into its flat form, where a formula stands as an attribute of its cell.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from plenary.interfaces.exports.lists import BEGINS_A_FORMULA, Listing, as_csv, said_plainly
from plenary.interfaces.exports.sheets import as_xlsx

CELLS = 1_000
SEED = 20191128
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
RUN = (
    '1+1', 'SUM(1;2)', 'cmd|\' /C calc\'!A0', 'HYPERLINK("http://elsewhere.example";"x")', 'WEBSERVICE("x")',
    'DDE("soffice";"x";"y")', '"quoted"', "'single", "a;b,c", "Ünïcode Ж ع 中", "A1", "@SUM(A1)",
)  # fmt: skip
"""What may stand behind the sign that begins a formula."""


def generated() -> list[str]:
    """A thousand texts by one seed: each sign that begins a formula, alone and behind quotes and spaces."""
    drawn = random.Random(SEED)
    leads = [*BEGINS_A_FORMULA, "'=", '"=', " =", "\t=", "=\t", "＝＝", "==", "+-", "-@"]
    return [drawn.choice(leads) + drawn.choice(RUN) + str(number) for number in range(CELLS)]


@pytest.fixture
def opened(tmp_path):
    """A function: opens a file in the spreadsheet; gives its cells as (formula or None, text)."""
    program = os.environ.get("PLENARY_SOFFICE") or shutil.which("soffice")
    assert program, "the spreadsheet is missing: sudo apt-get install -y libreoffice-calc-nogui"

    def opening(file: Path) -> list[tuple[str | None, str]]:
        subprocess.run(
            [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fods",
             *(["--infilter=CSV:44,34,76,1"] if file.suffix == ".csv" else []), "--outdir", str(tmp_path), str(file)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        sheet = ElementTree.parse(tmp_path / f"{file.stem}.fods")
        return [
            (cell.get(f"{TABLE}formula"), "\n".join(_said(line) for line in cell.iter(f"{TEXT}p")))
            for cell in sheet.iter(f"{TABLE}table-cell")
            if cell.find(f"{TEXT}p") is not None or cell.get(f"{TABLE}formula")
        ]

    return opening


@pytest.mark.soak
def test_a_thousand_cells_hold_no_formula(opened, tmp_path):
    cells = generated()
    listing = Listing("list", ("cell",), tuple((cell,) for cell in cells))
    for ending, content in (("csv", as_csv(listing)), ("xlsx", as_xlsx(listing))):
        file = tmp_path / f"list-{ending}.{ending}"
        file.write_bytes(content)
        found = opened(file)
        assert [formula for formula, _ in found if formula] == []
        assert len(found) == CELLS + 1
        shown = [said_plainly(text) if ending == "csv" else text for _, text in found[1:]]
        assert [_as_shown(text) for text in shown] == [_as_shown(text) for text in cells]


@pytest.mark.soak
def test_the_spreadsheet_would_run_what_is_not_made_inert(opened, tmp_path):
    """Without this the test above could not fail."""
    file = tmp_path / "bare.csv"
    file.write_text("cell\n=1+1\n", encoding="utf-8")
    assert opened(file) == [(None, "cell"), ("of:=1+1", "2")]


def _said(part: ElementTree.Element) -> str:
    """The text of a part of the flat form, in which white space is written as marks."""
    own = {f"{TEXT}tab": "\t", f"{TEXT}s": " ", f"{TEXT}line-break": "\n"}.get(part.tag, part.text or "")
    return own + "".join(_said(inner) + (inner.tail or "") for inner in part)


def _as_shown(text: str) -> str:
    """A spreadsheet folds white space and ends of lines; the signs between are the text."""
    return re.sub(r"\s+", "", text)
