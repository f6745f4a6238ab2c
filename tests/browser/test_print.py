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


SHEET = {"width": 658, "height": 950}
"""What the margins leave of A4, in the pixels of a style sheet."""
SCREENS = ("chair", "secretary", "seat", "screen", "booth")
"""Pages of the room: they are looked at and never printed."""
STICKS_OUT = """() => {
    const look = one => getComputedStyle(one);
    const seen = one => look(one).visibility !== 'hidden' && !one.closest('.visually-hidden');
    const out = [...document.body.querySelectorAll('*')].filter(one => {
        const box = one.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && seen(one) && (box.right > innerWidth + 1 || box.left < -1);
    });
    const name = one => [one.tagName.toLowerCase(), ...one.classList].join('.');
    const said = one => `${name(one)} ${one.textContent.trim().slice(0, 30)}`;
    return out.filter(one => !out.some(other => other !== one && one.contains(other))).slice(0, 4).map(said);
}"""
"""The innermost elements that a sheet would cut, those inside a part that scrolls on a screen too."""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_sheet_cuts_a_word(houses: Houses, language: str):
    """Every page but those of the room, as wide as the sheet."""
    cut, looked_at = [], 0
    for house, login, pages in houses.by_reader():
        context = houses.context(house, login, language)
        window = context.new_page()
        window.set_viewport_size(SHEET)
        window.emulate_media(media="print")
        for page in pages:
            if page.name.startswith(SCREENS):
                continue
            window.goto(houses.address(page, language))
            looked_at += 1
            if found := window.evaluate(STICKS_OUT):
                cut.append(f"{page.name} ({page.address} for {login or 'nobody'}): {'; '.join(found)}")
        context.close()
    print(f"\n{looked_at} pages on paper in {language}: {len(cut)} cut")
    assert not cut, "\n".join(cut)
