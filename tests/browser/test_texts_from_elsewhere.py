"""What a stranger's file does in a browser: nothing. What a word processor puts on the clipboard comes along."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.interfaces.exports.akoma_ntoso import About, write
from plenary.offices.documents import facts, queries
from plenary.offices.documents.models import Document
from tests.browser.test_chamber import LAPTOP, chromium, open_house, page_of
from tests.builders.documents import planned
from tests.builders.meetings import bishkek
from tests.builders.people import actor
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Each would leave a mark on the page, or ask for something outside, if it ran anywhere.
HOSTILE = """<h1>Statement</h1><p onmouseover="window.ran=1">Kept one</p><script>window.ran=2</script>
<p>Kept <img src="/nowhere" onerror="window.ran=3"> two</p><svg onload="window.ran=4"><script>window.ran=5</script>
</svg><iframe srcdoc="<script>parent.ran=6</script>"></iframe><a href="javascript:window.ran=7">Kept three</a>
<style>@import "http://outside.example/a.css";</style><link rel=stylesheet href="http://outside.example/b.css">
<p>&lt;script&gt;window.ran=8&lt;/script&gt;</p><p>&lt;/template&gt;&lt;img src=x onerror=window.ran=9&gt;</p>
<p>{{ 7|add:7 }}{% include "x" %}</p><p>\u202eKept four</p><math><mtext><script>window.ran=10</script></mtext></math>
<template><img src=x onerror="window.ran=11"></template>
<object data="data:text/html,<script>top.ran=12</script>"></object>"""
AS_WRITTEN = [
    "<script>window.ran=8</script>",
    "</template><img src=x onerror=window.ran=9>",
    '{{ 7|add:7 }}{% include "x" %}',
]


@pytest.fixture
def with_scripts() -> None:
    """Scripts and styles as they are served."""
    call_command("collectstatic", interactive=False, verbosity=0)


def watched(page: Page) -> tuple[list[str], list[str]]:
    """What the page says that it should not, and what it asks for outside the house."""
    said: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url) if "localhost" not in request.url else None)
    return said, asked


def keep(page: Page, address: str, document: Document) -> None:
    page.get_by_role("button", name="Look at the text").click()
    page.wait_for_load_state()
    assert page.evaluate("window.ran") is None
    page.get_by_role("button", name="Keep this text").click()
    page.wait_for_load_state()
    for path in (f"/desk/documents/{document.key}/", f"/w/d/{document.key}/"):
        page.goto(address + path)
        page.mouse.move(400, 400)
        assert page.evaluate("window.ran") is None


def test_nothing_of_a_hostile_text_runs_and_what_is_kept_is_kept_exactly(with_scripts: None) -> None:
    document, officer = planned(bishkek().bodies["CSC"]), browser_of(actor("DO"))
    with open_house() as address, chromium() as browser:
        page = page_of(browser, officer, address, LAPTOP)
        said, asked = watched(page)
        page.goto(f"{address}/desk/documents/{document.key}/paste/")
        page.evaluate("markup => { document.querySelector('[data-paste-html]').value = markup; }", HOSTILE)
        page.get_by_label("Language of the text").select_option("en")
        keep(page, address, document)
        hostile = Text("en", tuple(Paragraph(f"q{nth}", words, Role.PLAIN) for nth, words in enumerate(AS_WRITTEN)))
        page.goto(f"{address}/desk/documents/{document.key}/paste/")
        file = {"name": "a.xml", "mimeType": "text/xml", "buffer": write(hostile, About(on=date(2026, 1, 1)))}
        page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
        page.get_by_label("Language of the text").select_option("en")
        keep(page, address, document)
        assert (said, asked) == ([], [])
    first, second = (facts.text_of(one.languages.get()) for one in document.versions.order_by("number"))
    assert [one.words for one in first] == [
        "Statement",
        "Kept one",
        "Kept two",
        "Kept three",
        *AS_WRITTEN,
        "\u202eKept four",
    ]
    assert [one.words for one in second] == AS_WRITTEN


def test_the_structure_on_the_clipboard_comes_along_until_the_words_are_changed(with_scripts: None) -> None:
    document, officer = planned(bishkek().bodies["CSC"]), browser_of(actor("DO"))
    with open_house() as address, chromium() as browser:
        page = page_of(browser, officer, address, LAPTOP)
        page.goto(f"{address}/desk/documents/{document.key}/paste/")
        paste = """() => {
            const held = new DataTransfer();
            held.setData("text/plain", "Statement\\n1. Decides");
            held.setData("text/html", "<h1>Statement</h1><ol><li>Decides</li></ol>");
            const field = document.querySelector("[data-paste-plain]");
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
        }"""
        page.evaluate(paste)
        assert page.locator("[data-paste-said]").is_visible()
        assert page.locator("[data-paste-plain]").input_value() == "Statement\n1. Decides"
        page.locator("[data-paste-plain]").press_sequentially(" more")
        assert not page.locator("[data-paste-said]").is_visible()
        assert page.locator("[data-paste-html]").input_value() == ""
        page.locator("[data-paste-plain]").fill("")
        page.evaluate(paste.replace("Decides<", f"{'x' * 900_000}<"))
        assert page.locator("[data-paste-long]").is_visible()
        assert page.locator("[data-paste-html]").input_value() == ""
        page.locator("[data-paste-plain]").fill("")
        page.evaluate(paste)
        page.get_by_label("Language of the text").select_option("en")
        keep(page, address, document)
    text = facts.text_of(queries.current_version(document).languages.get())
    assert [(one.role, one.label, one.words) for one in text] == [
        (Role.TITLE, "", "Statement"),
        (Role.OPERATIVE, "1.", "Decides"),
    ]
