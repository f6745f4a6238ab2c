"""Paste, look, bring in: as a browser does it."""

from __future__ import annotations

import re

from django.test import Client

SEEN = re.compile(r'name="seen" value="([0-9a-f]+)"')


def table(*rows: str) -> str:
    """Rows written with bars between the cells, as they come out of a spreadsheet."""
    return "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)


def look(browser: Client, address: str, text: str) -> str:
    """The page that says what each row will do."""
    answer = browser.post(address, {"table": text, "do": "look"})
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def bring_in(browser: Client, address: str, text: str, page: str, **more: str):
    """Press the button of that page."""
    return browser.post(address, {"table": text, "do": "bring-in", "seen": SEEN.search(page)[1], **more}, follow=True)
