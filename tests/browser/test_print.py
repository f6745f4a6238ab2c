"""On paper: what belongs on one sheet stays there, and no sheet carries only the last lines of a page."""

from __future__ import annotations

import re

import pytest

from tests.browser.houses import Houses

pytestmark = pytest.mark.browser

SHEETS = {
    "meeting": 3,
    "meeting-agenda": 1,
    "meeting-programme": 1,
    "meeting-decisions": 1,
    "budget-year": 1,
    "record-entry": 1,
    "desk-documents": 1,
    "desk-money": 1,
}
"""How many sheets of A4 each page takes in the house of the evening."""


@pytest.mark.parametrize("name", SHEETS)
def test_a_page_takes_its_sheets_and_no_more(houses: Houses, name: str):
    page = houses.page(name)
    context = houses.context(page.house, page.login)
    window = context.new_page()
    window.goto(houses.address(page))
    window.evaluate("document.fonts.ready")
    printed = window.pdf(prefer_css_page_size=True)
    context.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == SHEETS[name]


def test_an_address_is_noted_once_however_often_it_is_linked(houses: Houses):
    """The margin of a release names the same meeting again and again; the list at its foot does not."""
    page = houses.page("release")
    context = houses.context(page.house, page.login)
    window = context.new_page()
    window.goto(houses.address(page))
    window.evaluate("dispatchEvent(new Event('beforeprint'))")
    notes = window.locator(".address-notes li").all_text_contents()
    numbered = window.locator("main a[data-note]")
    addresses = [note.split()[1] for note in notes]
    assert numbered.count() > len(notes) > 1
    assert len(set(addresses)) == len(addresses)
    for link in numbered.all():
        assert link.evaluate("link => link.href") == addresses[int(link.get_attribute("data-note")) - 1]
    context.close()
