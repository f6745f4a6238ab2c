"""The pictures of the README, taken of the served house.

    PLENARY_PICTURES=docs/pictures pytest tests/browser/test_pictures.py

Without that setting the same pages are taken into a folder that is thrown away, so the pictures can always be made.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.houses import DESKTOP, Houses

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
CONSOLE = {"width": 1280, "height": 800}
READING = {"width": 1120, "height": 720}
LIMIT_BYTES = 250_000

PICTURES = [
    ("meeting", "meeting", "day", "", "en", "light", DESKTOP),
    ("meeting-on-a-phone", "meeting", "day", "", "en", "light", PHONE),
    ("meeting-in-arabic-at-night", "meeting", "day", "", "ar", "dark", DESKTOP),
    ("release", "release", "day", "", "en", "light", READING),
    ("chair", "chair", "room", "PO", "en", "light", CONSOLE),
    ("seat", "seat", "room", "HD", "en", "light", PHONE),
    ("desk", "desk", "room", "SB", "en", "light", DESKTOP),
    ("record-check", "record-check", "day", "", "en", "light", DESKTOP),
]
"""Name of the file, name of the page, house, capacity, language, scheme, size of the window."""


@pytest.mark.parametrize(("file", "name", "house", "login", "language", "scheme", "size"), PICTURES)
def test_picture(houses: Houses, tmp_path: Path, file, name, house, login, language, scheme, size):
    """One picture as the reader first sees the page, small enough to stand in a repository."""
    folder = Path(os.environ.get("PLENARY_PICTURES", "") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    page = houses.page(name)
    context = houses.context(house, login, language, viewport=size, color_scheme=scheme)
    window = context.new_page()
    answer = window.goto(houses.addresses[house] + page.address.replace("/en/", f"/{language}/", 1))
    assert answer is not None and answer.status == 200, page.address
    window.evaluate("document.fonts.ready")
    target = folder / f"{file}.png"
    window.screenshot(path=target, scale="css")
    context.close()
    assert target.stat().st_size <= LIMIT_BYTES
