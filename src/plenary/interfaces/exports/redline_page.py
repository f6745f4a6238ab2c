"""A redline as one page that stands by itself and prints: what was added is underlined, what was removed is struck.

It is marked for a reader without colour, for one who hears it, and on black and white paper by a bar in the margin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from plenary.foundation.languages.scripts import direction_of_letters
from plenary.foundation.languages.words import direction
from plenary.foundation.texts.marking import Mark, Piece
from plenary.foundation.texts.redline import Redline
from plenary.interfaces.exports.redlines import headed, summary_line

_STYLE: Final = """
body{max-width:66ch;margin:2rem auto;padding:0 1.5rem;font:1.05rem/1.5 'Noto Serif',serif}
body{color:#16202b;background:#faf8f4}
header{border-block-end:1px solid #76818e;margin-block-end:2rem}
p{margin:0 0 1rem;white-space:pre-line}
p.changed{border-inline-start:3px solid #16202b;padding-inline-start:1rem;margin-inline-start:-1.2rem}
p.note{color:#52606d;font:.9rem/1.5 'Noto Sans',sans-serif;margin:0 0 .2rem}
ins{background:#ddf3ec;text-decoration:underline}
del{background:#fbe3dd;text-decoration:line-through}
.said{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
@media print{body{margin:0;max-width:none;background:none}p.changed{break-inside:avoid-page}}
"""


def page(redline: Redline, old_name: str, new_name: str, *, whole: bool) -> str:
    """The whole page. whole: with the paragraphs that did not change; else a line says how many there are."""
    title = escape(f"{old_name} → {new_name}")
    names = f"<bdi>{escape(old_name)}</bdi> → <bdi>{escape(new_name)}</bdi>"
    return (
        '<!doctype html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><header><h1>{names}</h1><p>{escape(summary_line(redline))}</p></header>\n<main>\n"
        + "\n".join(_paragraphs(redline, whole=whole))
        + "\n</main></body></html>"
    )


def _paragraphs(redline: Redline, *, whole: bool) -> Iterator[str]:
    # An empty `lang` says that nobody knows it; without one the paragraph would be in the language of the page.
    language = redline.language
    turned = direction(language) if language else direction_of_letters(one.paragraph.words for one in redline.lines)
    tongue = f'lang="{escape(language)}" dir="{turned}"'
    last = 0
    for place, heading, line in headed(redline, whole=whole):
        if not whole and place - last > 1:
            yield f'<p class="note">{_unchanged(place - last - 1)}</p>'
        last = place
        label = f"{escape(line.paragraph.label.strip())} " if line.paragraph.label else ""
        changed = ' class="changed"' if line.changes else ""
        yield f'<p class="note">{escape(heading)}</p>\n<p{changed} {tongue}>{label}{_marked(line.pieces)}</p>'
    if not whole and len(redline.lines) > last:
        yield f'<p class="note">{_unchanged(len(redline.lines) - last)}</p>'


def _unchanged(count: int) -> str:
    return "1 paragraph, unchanged" if count == 1 else f"{count} paragraphs, unchanged"


def _marked(pieces: Sequence[Piece]) -> str:
    told: list[str] = []
    for mark, old, new in pieces:
        words = old if mark is Mark.REMOVED else new
        bare = words.rstrip()
        space = words[len(bare) :]
        if mark is Mark.KEPT:
            told.append(escape(words))
        elif mark is Mark.REMOVED:
            told.append(f'<del><span class="said" lang="en">deletion</span>{escape(bare)}</del>{space}')
        else:
            told.append(f'<ins><span class="said" lang="en">insertion</span>{escape(bare)}</ins>{space}')
    return "".join(told).rstrip()
