"""Brackets falling from version to version, as bars that end where the text is agreed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.interfaces.web.drawings.sheet import Drawing, Sheet, Table

_WIDTH, _ROW, _NAME = 320, 26, 84


def brackets_falling(versions: Sequence[str], counts: Sequence[int], *, rtl: bool = False) -> Drawing:
    """A bar for each version, as long as brackets stood open in it. versions: as their symbols end."""
    most = max(counts) or 1
    sheet = Sheet(_WIDTH, _ROW * len(counts) + 4, rtl=rtl)
    for place, (name, count) in enumerate(zip(versions, counts, strict=True)):
        middle = place * _ROW + 17
        sheet.text(0, middle, name, "d-note")
        length = (_WIDTH - _NAME - 40) * count / most
        if count:
            sheet.rect(_NAME, middle - 11, length, 14, "d-bracket d-edge")
        else:
            sheet.line(_NAME, middle - 12, _NAME, middle + 4, "d-line d-thick")
        sheet.text(_NAME + length + 8, middle, str(count), "d-text")
    title = _("Brackets, version by version")
    sentence = ngettext(
        "%(count)s bracket stands open in the newest of these versions; there were %(most)s at most.",
        "%(count)s brackets stand open in the newest of these versions; there were %(most)s at most.",
        counts[-1],
    ) % {"count": counts[-1], "most": most if max(counts) else 0}
    table = Table(
        (_("Version"), _("Brackets open")),
        tuple((name, str(count)) for name, count in zip(versions, counts, strict=True)),
        frozenset({1}),
    )
    return Drawing(title, sheet.finish(title, sentence), sentence, table)
