"""The change map of a text: a strip of its paragraphs, each as high and as dark as it was often changed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from plenary.foundation.texts.redline import Edited
from plenary.foundation.texts.text import called
from plenary.interfaces.web.drawings.sheet import Drawing, Sheet, Table, cells, rtl_now

WIDTH, HEIGHT, FOOT = 480, 32, 20
#: A paragraph of a short text takes no more of the strip than this.
BROADEST = 16
#: More paragraphs than this share a column: it shows the one that was changed most.
COLUMNS = 120
#: The table names so many paragraphs, those that were changed most.
ROWS = 60
_DEEPEST = 4


def change_map(paragraphs: Sequence[Edited], versions: int, *, title: str) -> Drawing | None:
    """The strip, from first paragraph to last. versions: over how many it is counted. None for an empty text."""
    if not paragraphs:
        return None
    edited = [place for place, one in enumerate(paragraphs) if one.edits]
    most = max((one.edits for one in paragraphs), default=0)
    sheet = Sheet(WIDTH, HEIGHT + FOOT, rtl_now())
    columns = min(len(paragraphs), COLUMNS)
    step = min(WIDTH / columns, BROADEST)
    gap = 1 if step > 3 else 0
    for column in range(columns):
        held = paragraphs[column * len(paragraphs) // columns : (column + 1) * len(paragraphs) // columns]
        edits = max(one.edits for one in held)
        height = 4 + (HEIGHT - 4) * edits / most if most else 4
        depth = 0 if not edits else 1 + (_DEEPEST - 1) * (edits - 1) // max(most - 1, 1)
        sheet.rect(column * step, HEIGHT - height, step - gap, height, f"d-edits-{depth}")
    sheet.line(0, HEIGHT + 0.5, step * columns, HEIGHT + 0.5, "d-hair")
    ends = [called(paragraphs[place].paragraph.label, place + 1) for place in (0, len(paragraphs) - 1)]
    sheet.text(0, HEIGHT + 17, ends[0], "d-note")
    if len(paragraphs) > 1:
        sheet.text(max(step * columns, 64), HEIGHT + 17, ends[1], "d-note", "end")
    sentence = _sentence(len(paragraphs), len(edited), most, versions)
    named = sorted(sorted(edited, key=lambda place: -paragraphs[place].edits)[:ROWS])
    rows = [
        (
            called(paragraphs[place].paragraph.label, place + 1),
            _beginning(paragraphs[place].paragraph.words),
            paragraphs[place].edits,
        )
        for place in named
    ]
    headings = (_("Paragraph"), pgettext("of a paragraph", "Begins"), pgettext("of a paragraph", "Changes"))
    return Drawing(
        title, sheet.finish(title, sentence, "changes"), sentence, Table(headings, cells(rows), frozenset({2}))
    )


def _sentence(paragraphs: int, edited: int, most: int, versions: int) -> str:
    if not edited:
        return ngettext(
            "Over %(versions)s versions none of its %(count)s paragraph was changed.",
            "Over %(versions)s versions none of its %(count)s paragraphs was changed.",
            paragraphs,
        ) % {"versions": versions, "count": paragraphs}
    return ngettext(
        "Over %(versions)s versions, paragraphs changed: %(edited)s of %(paragraphs)s. The most: %(count)s change.",
        "Over %(versions)s versions, paragraphs changed: %(edited)s of %(paragraphs)s. The most: %(count)s changes.",
        most,
    ) % {"versions": versions, "edited": edited, "paragraphs": paragraphs, "count": most}


def _beginning(words: str) -> str:
    bare = " ".join(words.split())
    return bare if len(bare) <= 48 else f"{bare[:47].rpartition(' ')[0] or bare[:47]}…"
