"""One text from its mandate to the last report, by browser alone: every body, every guard once the wrong way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import text_journey
from tests.browser.served import chromium, serving
from tests.browser.text_journey import Travel
from tests.browser.trace_house import load

pytestmark = pytest.mark.browser

MOST_PRESSES = 340  # of all the people together, links and buttons, the refused ones among them


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def test_a_text_travels_from_its_mandate_to_the_last_report(browser, tmp_path: Path):
    with serving(load(tmp_path / "trace")) as address:
        travel = Travel(browser, address)
        for step in text_journey.WAY:
            step(travel)
        assert travel.presses() <= MOST_PRESSES
        travel.leaves()
