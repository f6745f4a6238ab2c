"""Real texts of many kinds and scripts as values: they lie beside the checkout and are read where they lie."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest

from plenary.foundation.texts.text import Paragraph, Role, Text
from tests.replays.records import DATA, records

SIX = ("ar", "zh", "en", "fr", "ru", "es")


def at_hand() -> None:
    """Skip loudly on somebody's own machine that has none; fail in the pipeline."""
    if DATA.is_dir() or os.environ.get("CI"):
        return
    said = f"{DATA} is not there, so no real text was read."
    warnings.warn(said, stacklevel=1)
    pytest.skip(said)


def rows(name: str) -> tuple[Mapping[str, Any], ...]:
    return cast("tuple[Mapping[str, Any], ...]", records(f"texts/{name}.jsonl.gz"))


def from_rows(paragraphs: list[Mapping[str, Any]], language: str = "en") -> Text:
    """Typed paragraphs, as the table of resolutions has them: headings and numbered paragraphs by their rank."""
    told: list[Paragraph] = []
    headings: list[tuple[int, str]] = []
    numbered: list[tuple[int, str]] = []
    for nth, one in enumerate(paragraphs, start=1):
        anchor, words, label = f"p{nth}", one["text"], one.get("prefix", "").strip()
        match one["type"], one.get("kind"):
            case "title", _:
                told.append(Paragraph(anchor, words, Role.TITLE))
            case "heading", _:
                rank = int(one.get("heading", 1))
                headings = [held for held in headings if held[0] < rank]
                told.append(Paragraph(anchor, words, Role.HEADING, label, headings[-1][1] if headings else ""))
                headings.append((rank, anchor))
                numbered = []
            case "paragraph", _ if "level" in one:
                rank = int(one["level"])
                numbered = [held for held in numbered if held[0] < rank]
                role = Role.ITEM if numbered else Role.PREAMBULAR if one.get("kind") == "preambular" else Role.OPERATIVE
                told.append(Paragraph(anchor, words, role, label, numbered[-1][1] if numbered else ""))
                numbered.append((rank, anchor))
            case "paragraph", "preambular":
                numbered = []
                told.append(Paragraph(anchor, words, Role.PREAMBULAR, label))
            case _:
                told.append(Paragraph(anchor, words, Role.PLAIN, label))
    return Text(language, tuple(told))


def resolutions() -> Iterator[Text]:
    """1,234 documents of the United Nations as typed paragraphs."""
    for row in rows("un_resolutions_structured"):
        yield from_rows(row["paragraphs"])


def pairs() -> Iterator[tuple[Text, Text]]:
    """60 resolutions and the one that came after each."""
    for row in rows("redline_pairs"):
        yield from_rows(row["old_paragraphs"]), from_rows(row["new_paragraphs"])


def plain_resolutions() -> Iterator[Text]:
    """339 resolutions of the Security Council, line breaks and all."""
    for row in rows("sc_resolutions_plain"):
        parts = [part for part in re.split(r"\n{2,}", row["text"]) if part]
        yield Text(row["lang"], tuple(Paragraph(f"p{nth}", part) for nth, part in enumerate(parts, start=1)))


def declaration(language: str) -> Text:
    """The Universal Declaration of Human Rights in one of six languages; one anchor, one part, in each."""
    told = []
    for row in rows("udhr_six_languages"):
        part, said = row["part"], row[language]
        if part == "title":
            told.append(Paragraph("title", said, Role.TITLE))
        elif part == "preamble":
            # The languages break it at different places.
            told.append(Paragraph("preamble", "\n".join(said), Role.PREAMBULAR))
        else:
            told.append(Paragraph(f"h{part}", "", Role.HEADING, str(part)))
            several = len(said) > 1
            told += [
                Paragraph(f"a{part}-{nth}", words, Role.OPERATIVE, str(nth) if several else "")
                for nth, words in enumerate(said, start=1)
            ]
    return Text(language, tuple(told))


def treaty(row: Mapping[str, Any], language: str) -> Text:
    """A treaty in English or in traditional Chinese: each article a heading and what stands under it, line by line."""
    told = [Paragraph("title", row[f"treaty_{language}"], Role.TITLE)]
    if row[f"preamble_{language}"]:
        told.append(Paragraph("preamble", row[f"preamble_{language}"], Role.PREAMBULAR))
    for nth, article in enumerate(row["articles"], start=1):
        told.append(Paragraph(f"h{nth}", article[f"title_{language}"], Role.HEADING, str(article["article"])))
        told.append(Paragraph(f"a{nth}", article[f"content_{language}"], Role.OPERATIVE))
    return Text(language, tuple(told))


def treaties() -> Iterator[tuple[Text, Text]]:
    """13 treaties in English and Chinese, 854 articles."""
    for row in rows("treaties_en_zh"):
        yield treaty(row, "en"), treaty(row, "zh")


def every_text() -> Iterator[Text]:
    """All of them, one after the other: 1,725."""
    yield from resolutions()
    yield from plain_resolutions()
    for older, newer in pairs():
        yield from (older, newer)
    for language in SIX:
        yield declaration(language)
    for english, chinese in treaties():
        yield from (english, chinese)
