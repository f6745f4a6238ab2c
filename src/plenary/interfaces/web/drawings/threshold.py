"""What was cast as one bar, and the number that carries the question as a line across it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext

from plenary.interfaces.web.drawings.figures import grouped
from plenary.interfaces.web.drawings.sheet import Drawing, Sheet, Table, cells, n

#: From the left end of the bar to the right; the same order as in the half round.
ORDER = ("favour", "against", "abstain", "absent")
WIDTH, HEIGHT, TOP = 420.0, 34.0, 30.0
LETTER = 7.0
MARKS = {
    "favour": "M-5 .4l3.4 3.6 6.4-7.4",
    "against": "M-4.4-4.4l8.8 8.8M4.4-4.4l-8.8 8.8",
    "abstain": "M-5 0h10",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured: parts of a whole, and how much of the first part is needed. name: what is counted."""

    name: str
    parts: tuple[tuple[str, int], ...]
    needed: int


def threshold_bar(measure: Measure, *, title: str) -> Drawing:
    """One bar from those in favour to those absent, with the line where it carries.

    It never turns round: those in favour begin at the left, as in the half round. In grey the parts are told by their
    sign and their hatching.
    """
    whole = max(sum(count for _, count in measure.parts), measure.needed, 1)
    sheet = Sheet(WIDTH, TOP + HEIGHT + 26)
    at = 0
    for choice, count in measure.parts:
        if count:
            begin, end = _across(at, whole), _across(at + count, whole)
            _part(sheet, choice, count, begin, end, _across(measure.needed, whole))
            at += count
    line = _across(measure.needed, whole)
    # On paper in one colour the line would be lost in the part that it crosses.
    sheet.line(line, TOP, line, TOP + HEIGHT, "d-halo")
    sheet.line(line, TOP - 8, line, TOP + HEIGHT + 6, "d-line d-thick")
    label = gettext("needed %(needed)s") % {"needed": grouped(measure.needed)}
    half = len(label) * LETTER / 2 + 2
    side = "start" if line < half else "end" if line > WIDTH - half else "middle"
    sheet.text(0 if side == "start" else WIDTH if side == "end" else line, TOP - 14, label, "d-text", side)
    sentence = _sentence(measure)
    return Drawing(title, sheet.finish(title, sentence, "threshold"), sentence, _table(measure))


def bars_of(verdict: Mapping[str, Any]) -> tuple[Drawing, ...]:
    """The bars of a verdict as it is kept: what was cast against the number needed, then each further condition.

    Nothing where nothing was counted.
    """
    return tuple(_bars(verdict))


def _bars(verdict: Mapping[str, Any]) -> Iterator[Drawing]:
    steps = [step for step in verdict.get("steps", ()) if isinstance(step, Mapping)]
    facts = {str(step.get("code")): step.get("facts") or {} for step in steps}
    counted, needed = facts.get("casts.counted"), _count(verdict.get("required"))
    if counted is not None and needed:
        cast = {name: _count(fact) for name, fact in counted.items()}
        parts = (
            ("favour", cast.get("yes", 0)),
            ("against", cast.get("no", 0)),
            ("abstain", cast.get("abstain", 0)),
            ("absent", cast.get("absent", 0) + cast.get("not_participating", 0)),
        )
        name = gettext("Votes") if counted.get("weighted") else gettext("Members")
        yield threshold_bar(Measure(name, parts, needed), title=gettext("What was cast, and what was needed"))
    for step in steps:
        if step.get("code") not in {"extra.reached", "extra.short", "extra.deemed_reached"}:
            continue
        told = step.get("facts") or {}
        inside, base, needed = (_count(told.get(name)) for name in ("counted", "base", "required"))
        if base:
            words = {"population": gettext("Population"), "members": gettext("Members"), "weight": gettext("Votes")}
            name = words.get(str(told.get("condition")), gettext("Further condition"))
            halves = (("favour", inside), ("rest", base - inside))
            yield threshold_bar(Measure(name, halves, needed), title=gettext("The further condition"))


def _count(fact: object) -> int:
    return fact if isinstance(fact, int) else 0


def _across(count: int, whole: int) -> float:
    return 1 + (WIDTH - 2) * count / whole


def _part(sheet: Sheet, choice: str, count: int, begin: float, end: float, line: float) -> None:
    width = end - begin
    sheet.rect(begin, TOP, max(width - 1, 1), HEIGHT, "v-absent" if choice == "rest" else f"v-{choice}")
    if choice == "against":
        _hatch(sheet, begin, begin + max(width - 1, 1), "v-hatch-against", 7)
    elif choice == "abstain":
        _hatch(sheet, begin, begin + max(width - 1, 1), "v-hatch-abstain", 14)
    shown = grouped(count)
    middle = begin + width / 2
    if abs(middle - line) < 16 and width > 70:
        # Sign and figure stand clear of the line, on the wider side of it.
        middle = begin + width * (0.25 if line > middle else 0.75)
    if width > len(shown) * LETTER + 4:
        sheet.text(middle, TOP + HEIGHT + 20, shown, "d-text", "middle")
    if choice in MARKS and width > 20:
        if choice != "favour":
            # A quiet ground keeps the sign clear of the hatching.
            sheet.circle(middle, TOP + HEIGHT / 2, 9, f"v-ground-{choice}")
        sheet.add(
            f'<path class="v-mark-{choice}" transform="translate({n(middle)} {n(TOP + HEIGHT / 2)})" '
            f'd="{MARKS[choice]}"/>'
        )


def _hatch(sheet: Sheet, begin: float, end: float, classes: str, step: int) -> None:
    """Slanting strokes inside a part, cut at its edges."""
    strokes = []
    start = begin - HEIGHT + step
    while start < end:
        x1, y1 = start, TOP + HEIGHT
        x2, y2 = start + HEIGHT, TOP
        if x1 < begin:
            y1 -= begin - x1
            x1 = begin
        if x2 > end:
            y2 += x2 - end
            x2 = end
        if x2 - x1 > 1:
            strokes.append(f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}")
        start += step
    if strokes:
        sheet.path("".join(strokes), classes)


def _sentence(measure: Measure) -> str:
    count = dict(measure.parts).get("favour", 0)
    figures = {"name": measure.name, "count": grouped(count), "needed": grouped(measure.needed)}
    missing = measure.needed - count
    if missing <= 0:
        return gettext("%(name)s: %(count)s in favour, %(needed)s needed.") % figures
    words = ngettext(
        "%(name)s: %(count)s in favour, %(needed)s needed; %(missing)s is missing.",
        "%(name)s: %(count)s in favour, %(needed)s needed; %(missing)s are missing.",
        missing,
    )
    return words % {**figures, "missing": grouped(missing)}


def _table(measure: Measure) -> Table:
    words = {
        "favour": pgettext("choice", "In favour"),
        "against": pgettext("choice", "Against"),
        "abstain": pgettext("choice", "Abstain"),
        "absent": pgettext("choice", "Absent or not voting"),
        "rest": pgettext("choice", "Not in favour"),
    }
    rows: Sequence[tuple[str, str]] = [(words[choice], grouped(count)) for choice, count in measure.parts]
    return Table(
        headings=(gettext("Choice"), measure.name),
        rows=cells([*rows, (gettext("Needed in favour"), grouped(measure.needed))]),
        figures=frozenset({1}),
    )
