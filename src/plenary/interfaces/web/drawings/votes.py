"""A vote as a hemicycle with the majority as a line, and as equal tiles: size of country does not shout."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext, ngettext, pgettext

from plenary.interfaces.web.drawings.half_round import half_round
from plenary.interfaces.web.drawings.sheet import Drawing, Sheet, Table, cells, n, wrapped

#: From the left side of the hemicycle to the right.
ORDER = ("favour", "against", "abstain", "absent", "not_voting")
MARKS = {"favour": "M-3.4 .2l2.4 2.6 4.4-5", "against": "M-3-3l6 6M3-3l-6 6", "abstain": "M-3.4 0h6.8"}


@dataclass(frozen=True, slots=True)
class BallotMark:
    """What one member chose. code: two or three letters for the tile; group: tiles stand together by it."""

    member: str
    code: str
    choice: str
    group: str = ""


def vote_hemicycle(ballots: Sequence[BallotMark], *, needed: int | None, title: str, needed_label: str = "") -> Drawing:
    """The members as places in a half round, from those in favour to those absent.

    needed: votes in favour that carry the question; drawn as a line across the places. None leaves it out.
    """
    _known(ballots)
    ordered = sorted(ballots, key=lambda ballot: ORDER.index(ballot.choice))
    # A small body takes a small field, so that its letters stay as large as those around it.
    width, base, outer = (320.0, 166.0, 120.0) if len(ballots) <= 12 else (590.0, 286.0, 240.0)
    centre_x = width / 2
    places, radius = half_round(len(ordered), outer)
    sheet = Sheet(width, base + 20)
    for ballot, (angle, r) in zip(ordered, places, strict=True):
        x, y = centre_x - r * math.cos(angle), base - r * math.sin(angle)
        _place(sheet, x, y, radius, ballot.choice)
    if needed is not None and 0 < needed <= len(places):
        before = places[needed - 1][0]
        after = places[needed][0] if needed < len(places) else math.pi
        angle = (before + after) / 2
        inner = min(r for _, r in places) - radius - 14
        cos, sin = math.cos(angle), math.sin(angle)
        sheet.line(
            centre_x - inner * cos,
            base - inner * sin,
            centre_x - (outer + 24) * cos,
            base - (outer + 24) * sin,
            "d-line",
        )
        label = needed_label or gettext("needed %(needed)s") % {"needed": needed}
        sheet.text(
            centre_x - (outer + 32) * cos,
            max(base - (outer + 32) * sin, 14.0),
            label,
            "d-text",
            "start" if angle > math.pi / 2 else "end",
        )
    counts = _counts(ballots)
    sheet.text(centre_x, base - 18, str(counts["favour"]), "d-big", "middle")
    sheet.text(centre_x, base + 2, pgettext("choice", "in favour"), "d-note", "middle")
    sentence = _sentence(counts, needed)
    return Drawing(title, sheet.finish(title, sentence, "hemicycle"), sentence, _table(ballots))


def vote_tiles(ballots: Sequence[BallotMark], *, title: str, threshold: str = "", rtl: bool = False) -> Drawing:
    """One equal tile for each member, in the order given, by group where groups are named.

    threshold: a sentence on what carries the question, after the counts. Up to 24 members bear their whole names.
    """
    _known(ballots)
    whole_names = len(ballots) <= 24
    # Two abreast: names stay legible on a phone, and nobody's choice lies beyond its edge. Codes make a field that is
    # twice as wide as it is high, as compact as their number allows.
    tile, row, columns = (
        (176.0, 44.0, 2) if whole_names else (40.0, 40.0, min(20, math.ceil(math.sqrt(2 * len(ballots)))))
    )
    if whole_names and len(ballots) < columns:
        columns = max(len(ballots), 1)
    groups = [(name, list(marks)) for name, marks in groupby(ballots, key=lambda ballot: ballot.group)]
    blocks = []
    x = y = deepest = 0.0
    for name, marks in groups:
        beside = int((columns * tile + 24) / len(groups) / tile - 24 / tile)
        wide = columns if len(groups) == 1 else beside if beside >= 4 else math.ceil(math.sqrt(len(marks) * 0.7)) + 1
        deep = math.ceil(len(marks) / wide) * row + (24 if name else 0)
        if x and x + wide * tile > columns * tile:
            x, y, deepest = 0.0, y + deepest + 16, 0.0
        blocks.append((x, y, wide, name, marks))
        x, deepest = x + wide * tile + 24, max(deepest, deep)
    sheet = Sheet(columns * tile, y + deepest + 2, rtl)
    for left, top, wide, name, marks in blocks:
        sheet.text(left, top + 14, name, "d-note")
        begin = top + (24 if name else 0)
        for number, ballot in enumerate(marks):
            _tile(
                sheet,
                left + (number % wide) * tile + 1,
                begin + (number // wide) * row + 1,
                tile - 3,
                row - 3,
                ballot,
                whole_names,
            )
    counts = _counts(ballots)
    sentence = _sentence(counts, None)
    if threshold:
        sentence = f"{sentence} {threshold}"
    shape = "broad" if sheet.width > 600 else "slim"
    return Drawing(
        title,
        sheet.finish(title, sentence, "tiles names" if whole_names else "tiles"),
        sentence,
        _table(ballots),
        shape,
    )


def _place(sheet: Sheet, x: float, y: float, radius: float, choice: str) -> None:
    sheet.circle(x, y, radius, f"v-{choice.replace('_', '-')}")
    # A full place says it by itself; a sign in each of a hundred would only flicker.
    if choice in MARKS and choice != "favour":
        sheet.add(
            f'<path class="v-mark-{choice}" transform="translate({n(x)} {n(y)}) scale({radius / 8:.2f})" '
            f'd="{MARKS[choice]}"/>'
        )


def _tile(sheet: Sheet, x: float, y: float, width: float, height: float, ballot: BallotMark, whole_name: bool) -> None:
    choice = ballot.choice.replace("_", "-")
    sheet.rect(x, y, width, height, f"v-{choice}")
    if ballot.choice in MARKS:
        # Beside a whole name there is a corner left; a code leaves room above it only.
        across, down = (x + width - 8, y + 8) if whole_name else (x + width / 2, y + 11)
        corner = f"translate({n(sheet.x(across))} {n(down)})"
        sheet.add(f'<path class="v-mark-{ballot.choice}" transform="{corner}" d="{MARKS[ballot.choice]}"/>')
    if whole_name:
        lines = wrapped(ballot.member, 22, 2)
        first = y + height / 2 + 5 - 7 * (len(lines) - 1)
        sheet.lines(x + 12, first, lines, f"d-text v-t-{choice}", "start", 15)
    else:
        sheet.text(x + width / 2, y + height - 8, ballot.code, f"d-code v-t-{choice}", "middle")


def _known(ballots: Sequence[BallotMark]) -> None:
    unknown = {ballot.choice for ballot in ballots} - set(ORDER)
    if unknown:
        raise ValueError(f"no ballot says {', '.join(sorted(unknown))}")


def vote_sentence(ballots: Sequence[BallotMark], needed: int | None) -> str:
    """The counts of a vote in a sentence, with the number needed where it is one of members."""
    return _sentence(_counts(ballots), needed)


def _counts(ballots: Sequence[BallotMark]) -> dict[str, int]:
    return {choice: sum(ballot.choice == choice for ballot in ballots) for choice in ORDER}


def _sentence(counts: dict[str, int], needed: int | None) -> str:
    figures = {
        "favour": counts["favour"],
        "against": counts["against"],
        "abstain": counts["abstain"],
        "absent": counts["absent"] + counts["not_voting"],
        "needed": needed,
    }
    if needed is None:
        return (
            gettext(
                "%(favour)s in favour, %(against)s against, %(abstain)s abstaining, %(absent)s absent or not voting."
            )
            % figures
        )
    return (
        ngettext(
            "%(favour)s in favour, %(against)s against, %(abstain)s abstaining, %(absent)s absent or not voting; "
            "%(needed)s vote was needed.",
            "%(favour)s in favour, %(against)s against, %(abstain)s abstaining, %(absent)s absent or not voting; "
            "%(needed)s votes were needed.",
            needed,
        )
        % figures
    )


def _table(ballots: Sequence[BallotMark]) -> Table:
    words = {
        "favour": pgettext("choice", "In favour"),
        "against": pgettext("choice", "Against"),
        "abstain": pgettext("choice", "Abstain"),
        "absent": pgettext("choice", "Absent"),
        "not_voting": pgettext("choice", "Not voting"),
    }
    return Table(
        headings=(gettext("Member"), gettext("Choice")),
        rows=cells((ballot.member, words[ballot.choice]) for ballot in ballots),
    )
