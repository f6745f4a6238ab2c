"""The objection window: a ring that empties."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from plenary.interfaces.web.drawings.sheet import Drawing, Sheet, Table, cells


def objection_ring(left: int, whole: int, *, title: str) -> Drawing:
    """The seconds left of a window, as the server counts them. Nothing about it depends on colour or motion.

    Raises: ValueError when more is left than there was, or the window has no length.
    """
    if whole <= 0 or not 0 <= left <= whole:
        raise ValueError(f"{left} of {whole} seconds is not a part of a window")
    sheet = Sheet(200, 200)
    sheet.add('<circle class="d-ring-track" cx="100" cy="100" r="90"/>')
    sheet.add(
        f'<circle class="d-ring" cx="100" cy="100" r="90" pathLength="{whole}" '
        f'stroke-dasharray="{left} {whole}" transform="rotate(-90 100 100)"/>'
    )
    sheet.text(100, 116, str(left), "d-ring-figure", "middle")
    sheet.text(100, 142, ngettext("second", "seconds", left), "d-text", "middle")
    said = ngettext("%(left)s second of %(whole)s is left.", "%(left)s seconds of %(whole)s are left.", left)
    sentence = said % {"left": left, "whole": whole}
    return Drawing(
        title,
        sheet.finish(title, sentence, "ring"),
        sentence,
        Table((gettext("Left"), gettext("Window")), cells([(left, whole)]), frozenset({0, 1})),
    )
