"""From change to change, by keys, by buttons and without any script; and what was read is noted by the page itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.houses import PHONE, Houses

pytestmark = pytest.mark.browser


def compared(houses: Houses, **more):
    page = houses.page("folder-document-compare")
    window = houses.context(page.house, page.login, **more).new_page()
    window.goto(houses.address(page))
    return window


def test_n_and_p_go_from_change_to_change(houses: Houses):
    window = compared(houses)
    total = window.locator(".change").count()
    assert total == 4
    expect(window.locator(".redline-sum li").first).to_have_text("4 changes in 3 paragraphs")
    for number in (1, 2, 3):
        window.keyboard.press("n")
        expect(window.locator(f"#c{number}")).to_be_focused()
        expect(window.locator("[data-at]")).to_have_text(f"{number} of {total}")
    window.keyboard.press("p")
    expect(window.locator("#c2")).to_be_focused()
    for _ in range(total):
        window.keyboard.press("n")
    expect(window.locator(f"#c{total}")).to_be_focused()
    window.get_by_role("link", name="Previous").click()
    expect(window.locator(f"#c{total - 1}")).to_be_focused()


def test_keys_are_off_while_one_types_and_when_they_are_turned_off(houses: Houses):
    window = compared(houses)
    window.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input id=typed>')")
    window.locator("#typed").focus()
    window.keyboard.press("n")
    expect(window.locator("#typed")).to_have_value("n")
    expect(window.locator("#typed")).to_be_focused()
    window.locator("#typed").evaluate("one => one.remove()")
    window.get_by_role("button", name="Turn the keys off").click()
    window.keyboard.press("n")
    expect(window.get_by_role("button", name="Turn the keys on")).to_be_focused()
    window.get_by_role("button", name="Turn the keys on").click()


def test_without_scripts_each_change_leads_to_its_neighbours(houses: Houses):
    window = compared(houses, java_script_enabled=False, viewport=PHONE)
    window.get_by_role("link", name="Next", exact=False).first.click()
    assert window.url.endswith("#c1")
    window.get_by_role("link", name="next change").first.click()
    assert window.url.endswith("#c2")
    expect(window.locator("#c2")).to_be_visible()


def test_what_was_read_to_its_end_is_noted(houses: Houses):
    """The page says so once its end was in view for a moment; nothing is noted by looking alone."""
    page = houses.page("folder-document-compare")
    window = houses.context(page.house, page.login).new_page()
    window.goto(houses.address(page).partition("compare/")[0])
    with window.expect_request(
        lambda request: request.url.endswith("/read/") and request.method == "POST", timeout=15_000
    ):
        window.locator(".text > *").last.scroll_into_view_if_needed()
