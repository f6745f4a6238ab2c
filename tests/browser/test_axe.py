"""Nobody is shut out: every page in light and dark, from left to right and from right to left, on a phone too."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.houses import DESKTOP, PHONE, Houses
from tests.browser.pages_found import Found

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules whose answer may change with the scheme, and nothing else does."""
AT_LEAST = 60

NEED_MORE_THAN_A_LINK = {
    "decide-pending": "an act that waits for a second person",
    "delegation-begin": "a delegation without a list",
    "delegation-copy": "a list to copy from an earlier session",
    "desk-act-on-decision": "a decision that is adopted and not issued, in the desk's queue",
    "desk-act-on-thing": "a link to the sources of a thing, which no page has",
    "desk-decision": "a decision that is adopted and not issued, in the desk's queue",
    "desk-thing-sources": "a link to the sources of a thing, which no page has",
    "document-version": "a second public version of a document",
    "end-sign-in": "a second sign-in of the same account",
    "folder-question": "a question put in writing",
    "folder-report": "a line of follow-up of one's own",
    "folder-sign": "a paper that waits for this signature",
    "remove-passkey": "a passkey",
    "vote": "a question that was voted on",
}
"""Names that no link of the two houses leads to, and what such a link would need."""


def test_every_name_of_the_router_is_reached(houses: Houses):
    """A page that no link leads to is looked at by nobody, and by this test neither."""
    found = {page.name for page in houses.pages()}
    assert len(found) >= AT_LEAST, sorted(found)
    assert houses.not_found() <= set(NEED_MORE_THAN_A_LINK), sorted(houses.not_found())
    assert not [line for crawl in houses.crawls.values() for line in crawl.broken]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_has_a_fault(houses: Houses, language: str):
    """The rules of WCAG 2.2 A and AA by axe, in both schemes; and nothing is wider than a small phone."""
    faults = []
    for house, login, pages in houses.by_reader():
        context = houses.context(house, login, language)
        window = context.new_page()
        for page in pages:
            faults += _faults(window, houses, page, language)
        context.close()
    assert not faults, "\n".join(faults)


def _faults(window: Page, houses: Houses, page: Found, language: str) -> list[str]:
    """What axe and the ruler find on one page in one language."""
    window.set_viewport_size(DESKTOP)
    window.goto(houses.address(page, language))
    where = f"{page.name} ({page.address} for {page.login or 'nobody'}, {language}"
    found = []
    assert window.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr"), where
    window.evaluate(AXE_SCRIPT)
    for scheme, rules in (("light", RULES), ("dark", COLOURS)):
        window.emulate_media(color_scheme=scheme)
        for fault in window.evaluate("rules => axe.run(document, rules)", rules)["violations"]:
            targets = "; ".join(str(node["target"][0]) for node in fault["nodes"][:4])
            found.append(f"{where}, {scheme}): {fault['id']} at {targets}: {fault['nodes'][0]['failureSummary']}")
    window.set_viewport_size(PHONE)
    if window.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{where}): wider than {PHONE['width']} px by {window.evaluate(WIDEST)}")
    return found


WIDEST = """() => {
    const edge = innerWidth, wide = [];
    const hides = one => /auto|scroll|hidden/.test(getComputedStyle(one).overflowX);
    const scrolls = one => one && (hides(one) || scrolls(one.parentElement));
    for (const one of document.body.querySelectorAll('*')) {
        const box = one.getBoundingClientRect();
        if (box.width && !scrolls(one.parentElement) && (box.right > edge + 1 || box.left < -1)) wide.push(one);
    }
    const said = one => [one.tagName.toLowerCase(), ...one.classList].join('.');
    const last = wide.filter(one => !wide.some(other => other !== one && one.contains(other)));
    return document.documentElement.scrollWidth + ': ' + last.slice(0, 4).map(said).join(', ');
}"""
"""The width of the page and its innermost elements that stick out."""
