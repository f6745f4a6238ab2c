"""The sheet, the letters and the templates as files: what the content policy and the reader's script demand."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from tools import fonts

from plenary.interfaces.web.shell import signs

ROOT = Path(__file__).resolve().parents[4]
SHELL = ROOT / "src/plenary/interfaces/web/shell"
STATIC = SHELL / "static/plenary"
SHEET = (STATIC / "plenary.css").read_text("utf-8")
BARE = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.S)
#: Holds no sentence of the house: attributes only, and examples that nobody is led to.
WITHOUT_SENTENCES = {"_live.html", "specimen.html"}
TEMPLATES = sorted((SHELL / "templates/shell").glob("*.html"))


class TestSheet:
    """One small sheet in six layers."""

    def test_is_at_most_20_kb_compressed(self):
        assert len(gzip.compress(SHEET.encode(), mtime=0)) <= 20_000

    def test_layers_stand_in_their_order(self):
        assert re.findall(r"@layer (\w+) \{", BARE) == ["tokens", "base", "parts", "screens", "modes", "print"]

    def test_names_no_side_of_the_screen(self):
        side = "left|right|top|bottom"
        sides = rf"(?<![-\w])(?:(?:(?:margin|padding|border)-)?(?:{side})\s*:|(?:float|clear|text-align):\s*(?:{side}))"
        without_page_boxes = re.sub(r"@page \{.*?\n", "", BARE)
        assert re.findall(sides, without_page_boxes) == []

    def test_fetches_nothing_from_elsewhere(self):
        assert "@import" not in BARE
        assert "url(" not in BARE

    def test_colours_are_named_once(self):
        after_tokens = BARE[BARE.index("@layer base {") :]
        outside = set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", after_tokens))
        paper_black = {"#000", "#333", "#555", "#999", "#FFF"}
        bars = {"#8C1D40", "#6E1733", "#3A4652", "#A3B0BD", "#10161D"}
        assert outside <= paper_black | bars

    def test_braces_close(self):
        assert BARE.count("{") == BARE.count("}")

    @pytest.mark.parametrize(
        ("ink", "ground", "least"),
        [
            ("ink", "paper", 7.0),
            ("muted", "paper", 4.5),
            ("muted", "wash", 4.5),
            ("accent", "paper", 4.5),
            ("on-accent", "accent", 4.5),
            ("edge", "paper", 3.0),
            ("favour", "paper", 4.5),
            ("against", "paper", 4.5),
            ("against", "wash", 4.5),
            ("abstain", "paper", 4.5),
            ("abstain", "bracket", 4.5),
            ("against", "deletion", 4.5),
            ("ink", "insertion", 7.0),
            ("ink", "deletion", 7.0),
            ("ink", "bracket", 7.0),
            ("restricted", "paper", 4.5),
            ("embargo", "paper", 4.5),
        ],
    )
    @pytest.mark.parametrize("dark", [False, True])
    def test_every_ink_reads_on_its_ground(self, ink, ground, least, dark):
        assert _contrast(_token(ink, dark), _token(ground, dark)) >= least


class TestFonts:
    """Subsets with their licence, their digests in the notices, loaded only when used."""

    def test_every_file_is_made_light_and_noticed(self):
        notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text("utf-8")
        for one in fonts.CUTS:
            made = (STATIC / "fonts" / one.name).read_bytes()
            assert len(made) <= fonts.HEAVIEST_BYTES
            assert made[:4] == b"wOF2"
            assert hashlib.sha256(made).hexdigest() in notices
        assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text("utf-8")

    def test_the_sheet_names_the_letters_that_were_cut(self):
        said = (STATIC / "fonts.css").read_text("utf-8")
        faces = dict(re.findall(r'fonts/([\w-]+\.woff2)"\).*?unicode-range: ([^;]+);', said, flags=re.S))
        assert faces == {one.name: one.letters.replace(",", ", ") for one in fonts.CUTS}
        assert said.count("font-display: swap") == len(fonts.CUTS)

    def test_a_page_in_european_letters_fetches_no_arabic(self):
        def letters(ranges: str) -> set[int]:
            found: set[int] = set()
            for part in ranges.replace("U+", "").split(","):
                first, _, last = part.partition("-")
                found |= set(range(int(first, 16), int(last or first, 16) + 1))
            return found

        assert not letters(fonts.EUROPEAN) & letters(fonts.ARABIC)
        assert {ord(letter) for letter in "Kyrgyzstan Кыргызстан ұқңғөү Қазақстан Ελλάδα №–—“”«»  "} <= letters(
            fonts.EUROPEAN
        )


class TestScripts:
    """A little script that nothing depends on."""

    def test_is_at_most_2_kb_compressed(self):
        assert len(gzip.compress((STATIC / "shell.js").read_bytes())) <= 2_048

    def test_makes_no_code_and_no_markup(self):
        script = (STATIC / "shell.js").read_text("utf-8")
        assert not re.search(
            r"\beval\b|innerHTML|outerHTML|insertAdjacentHTML|new Function|document\.write|\.style\b", script
        )


class TestTemplates:
    """Every template says what it reads and holds no style, script or loose sentence."""

    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
    def test_first_comment_lists_its_variables(self, template):
        text = template.read_text("utf-8")
        before, found, after = text.partition("{% comment %}")
        assert found, "no comment"
        assert not re.sub(r"\{%.*?%\}|<!doctype html>", "", before).strip(), "something stands before the comment"
        assert re.search(r"Variables|Reads|No variables|Blocks|without a menu", after.partition("{% endcomment %}")[0])

    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
    def test_holds_no_style_and_no_inline_script(self, template):
        text = template.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|hx-on|\|safe\b|autoescape off", text)
        assert not re.search(r"<script(?![^>]*\bsrc=)", text)

    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
    def test_every_sentence_is_marked_for_translation(self, template):
        if template.name in WITHOUT_SENTENCES:
            return
        text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", template.read_text("utf-8"), flags=re.S)
        text = re.sub(r"\{% blocktranslate.*?endblocktranslate %\}", "", text, flags=re.S)
        text = re.sub(r"\{% block (?:house|html_class|body_class) %\}.*?endblock %\}", "", text)
        words = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", text, flags=re.S)
        loose = set(re.findall(r"[A-Za-z]{3,}", words))
        assert loose <= {"Plenary"}

    def test_every_sign_a_template_asks_for_is_drawn(self):
        asked = set()
        for template in ROOT.glob("src/plenary/interfaces/web/*/templates/**/*.html"):
            asked |= set(re.findall(r'\{% svg_sign "([\w-]+)"', template.read_text("utf-8")))
        assert asked <= set(signs.SHAPES)


def _token(name: str, dark: bool) -> str:
    pair = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", BARE)
    assert pair, name
    return pair[2 if dark else 1]


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
