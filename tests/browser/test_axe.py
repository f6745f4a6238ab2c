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
SCHEMES = (("light", RULES), ("dark", COLOURS))
AT_LEAST = 90
ELSEWHERE = {
    "calendar-own": "a feed under a key of its owner; tests/interfaces/web/test_calendars.py",
    "folder-print": "led to by the code on a print, after signing in",
    "print": "led to by the code on a print; tests/interfaces/web/workspace/test_prints.py",
    "sign-in-provider-back": "where a provider leads back to; no house of a demonstration has one",
    "take-seat": "asked of nobody in a demonstration; tests/browser/test_passkeys.py",
    "desk-rehearsal-enter": "leads into a house beside this one; tests/browser/test_rehearsal.py",
    "rehearsal": "a page of that house",
    "rehearsal-in": "its door",
    "rehearsal-now": "a part of its pages",
    "rehearsal-steps": "a part of its pages",
    "withdraw-script-key": "of a key that its owner made; tests/security/test_script_keys.py",
}
"""Addresses that neither house of this test shows, each with the reason or the test that walks it."""


def test_every_name_of_the_router_is_reached(houses: Houses):
    """A page that no link leads to is looked at by nobody, and by this test neither."""
    found = {page.name for page in houses.pages()}
    assert len(found) >= AT_LEAST, sorted(found)
    assert houses.not_found() == set(ELSEWHERE)
    assert not [line for crawl in houses.crawls.values() for line in crawl.broken]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_has_a_fault(houses: Houses, language: str):
    """The rules of WCAG 2.2 A and AA by axe, in both schemes; and nothing is wider than a small phone."""
    faults, states = [], 0
    for house, login, pages in houses.by_reader():
        context = houses.context(house, login, language)
        window = context.new_page()
        for page in pages:
            faults += _faults(window, houses, page, language)
            states += len(SCHEMES)
        context.close()
    print(f"\n{states} states of pages in {language}, light and dark: {len(faults)} faults")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_draft_has_no_fault_while_somebody_writes_in_it(houses: Houses, language: str):
    """What the script opens on a paragraph stands in no answer of the house: it is looked at where it was opened."""
    page = houses.page("desk-draft")
    context = houses.context(page.house, page.login, language)
    window = context.new_page()
    window.goto(houses.address(page, language).partition("?")[0])
    line = window.locator(".draft-line").last
    line.locator(".draft-words").click()
    line.locator("summary").click()
    faults = _faults_of(window, f"{page.name}, open, {language}")
    context.close()
    assert not faults, "\n".join(faults)


def test_no_public_page_in_russian_is_wider_than_a_phone(houses: Houses):
    """Its words are the longest of the three languages."""
    faults = []
    for house, login, pages in houses.by_reader():
        if login:
            continue
        context = houses.context(house, login, "ru")
        window = context.new_page()
        window.set_viewport_size(PHONE)
        for page in pages:
            window.goto(houses.address(page, "ru"))
            if window.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{page.address}: {window.evaluate(WIDEST)}")
        context.close()
    assert not faults, "\n".join(faults)


def _faults(window: Page, houses: Houses, page: Found, language: str) -> list[str]:
    """What axe and the ruler find on one page in one language."""
    window.set_viewport_size(DESKTOP)
    answer = window.goto(houses.address(page, language))
    assert answer is not None and answer.ok, f"{page.name} ({page.address}): {answer and answer.status}"
    # As high as the page: a bar at the foot of the window covers nothing that one could scroll away from under it
    height = window.evaluate("document.documentElement.scrollHeight")
    window.set_viewport_size({**DESKTOP, "height": max(DESKTOP["height"], height)})
    where = f"{page.name} ({page.address} for {page.login or 'nobody'}, {language}"
    assert window.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr"), where
    return _faults_of(window, where)


def _faults_of(window: Page, where: str) -> list[str]:
    """The same of a page as it is open now."""
    found = []
    window.evaluate(AXE_SCRIPT)
    for scheme, rules in SCHEMES:
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
