"""Everything works with scripts off: they only spare a reload."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.houses import DESKTOP, PHONE, Houses
from tests.browser.served import signed_in

pytestmark = pytest.mark.browser


@pytest.fixture
def stranger(houses: Houses) -> Iterator[BrowserContext]:
    """Somebody who has not signed in, without scripts."""
    context = houses.browser.new_context(java_script_enabled=False, locale="en-GB", viewport=DESKTOP)
    yield context
    context.close()


def test_every_page_has_its_heading_and_its_text(houses: Houses):
    """One first heading and a main part that says something, on every page of all four houses."""
    faults = []
    for house, login, pages in houses.by_reader():
        context = houses.context(house, login, java_script_enabled=False)
        window = context.new_page()
        for page in pages:
            window.goto(houses.address(page))
            headings, mains = window.locator("h1:visible").count(), window.locator("main:visible, [role=main]").count()
            said = len(window.locator("main").first.inner_text().split()) if mains else 0
            if headings != 1 or mains != 1 or said < 3:
                faults.append(f"{page.name} ({page.address}): {headings} h1, {mains} main, {said} words")
        context.close()
    assert not faults, "\n".join(faults)


def test_in_to_a_meeting_and_out_again(houses: Houses, stranger: BrowserContext):
    """Sign in, today, the folder of the meeting, its public page, a release, sign out."""
    page = signed_in(stranger, houses.addresses["day"], "HD", "Kazakhstan")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(houses.addresses["day"] + "/today/")
    page.goto(houses.addresses["day"] + "/w/meetings/")
    page.get_by_role("main").get_by_role("link", name="Collective Security Council").first.click()
    assert "/w/m/" in page.url
    expect(page.get_by_role("heading", level=1)).to_contain_text("Collective Security Council")

    page.goto(houses.address(houses.page("meeting")))
    expect(page.get_by_role("main")).to_contain_text("Bishkek")
    page.goto(houses.address(houses.page("news-list")))
    page.locator("ol.news a").first.click()
    assert "/news/2019/" in page.url
    expect(page.locator("article.release")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    page.goto(houses.addresses["day"] + "/today/")
    assert "/sign-in/" in page.url


def test_the_language_is_chosen_without_scripts(houses: Houses, stranger: BrowserContext):
    """Public pages by a link, the others by a button that leads back to the page."""
    page = stranger.new_page()
    page.goto(houses.address(houses.page("meeting")))
    page.get_by_role("link", name="Русский").click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    assert "/ru/m/" in page.url
    page.goto(houses.addresses["day"] + "/record/")
    page.get_by_role("button", name="العربيّة").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url.endswith("/record/")


def test_a_seat_objects_on_a_phone(houses: Houses):
    """The heaviest word of the room takes two pages, neither of which needs a script; the chair is told."""
    seat = houses.page("seat")
    context = houses.context("room", "HD", java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(houses.addresses["room"] + seat.address)
    page.get_by_role("link", name="I object").click()
    expect(page.get_by_text("You are objecting to:")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Confirm my objection").click()
    expect(page.get_by_text("Your objection is before the chair. The text is not adopted.")).to_be_visible()
    chair = houses.context("room", "PO", java_script_enabled=False)
    console = chair.new_page()
    console.goto(houses.addresses["room"] + seat.address.replace("/seat/", "/chair/"))
    expect(console.get_by_role("heading", name="Objection of")).to_be_visible()
    page.get_by_role("button", name="Withdraw my objection").click()
    expect(page.get_by_role("link", name="I object")).to_be_visible()
    chair.close()
    context.close()


def test_a_refused_form_keeps_what_was_typed(houses: Houses, stranger: BrowserContext):
    """A wrong code: the page says so and the name stays in its field."""
    page = stranger.new_page()
    page.goto(houses.addresses["day"] + "/sign-in/")
    page.locator("#code ~ form input[name=name]").fill("seat-kaz")
    page.locator("#code ~ form input[name=code]").fill("0000-0000")
    page.get_by_role("button", name="Sign in with the code").click()
    expect(page.locator("#code ~ form input[name=name]")).to_have_value("seat-kaz")
    expect(page.locator("[role=alert], .refusal, .errors").first).to_be_visible()
