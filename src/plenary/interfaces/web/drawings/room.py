"""The table and who sits at it. A room is a room: this drawing never turns round."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext, ngettext, pgettext

from plenary.interfaces.web.drawings.half_round import half_round
from plenary.interfaces.web.drawings.sheet import Drawing, Sheet, Table, cells, wrapped

STATES = ("expected", "present", "absent", "asked", "speaking")
SHAPES = ("oval", "horseshoe", "rectangle", "hemicycle")
#: More than this do not sit at one table; a hall is drawn, whose names stand in the table beneath.
AT_ONE_TABLE = 40
HALL_WIDTH, HALL_BASE, HALL_OUTER = 590.0, 270.0, 240.0

#: Room for a name beside the table, and the letters that fit into it.
LABEL_WIDTH = 98
LABEL_LETTERS = 13
LETTER_WIDTH = 7.4
NARROWEST = 300.0
#: Two neighbours along a side need this much between them for their names.
PITCH = 34

Point = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Seat:
    """One delegation at the table.

    state: expected, present, absent, asked (for the floor) or speaking. choice: what it chose once the result is
    announced: favour, against, abstain, absent, or empty. holds_vote: drawn as a second ring. credentials:
    a notch towards the table when they are in order; not drawn while nothing is said of them.
    note: one more word under the name.
    """

    name: str
    state: str = "expected"
    choice: str = ""
    holds_vote: bool = False
    credentials: bool | None = None
    note: str = ""


def table_plan(
    seats: Sequence[Seat],
    *,
    title: str,
    chair: int | None = 0,
    shape: str = "oval",
    caption: str = "",
    middle: str = "",
) -> Drawing:
    """The seats clockwise round the table; the chair's, where there is one, at the top.

    In a hemicycle, and where there are too many for one table, they stand in the order given from left to right, and
    the chair's is told by its fill.
    caption: the sentence beneath; made from the states when empty. middle: words on the table.
    Raises: ValueError for a shape, a state or a chair that does not exist.
    """
    if shape not in SHAPES:
        raise ValueError(f"no table has the shape {shape!r}")
    unknown = {seat.state for seat in seats} - set(STATES)
    if unknown:
        raise ValueError(f"no seat has the state {', '.join(sorted(unknown))}")
    if chair is not None and seats and not 0 <= chair < len(seats):
        raise ValueError(f"seat {chair} of {len(seats)} cannot be the chair's")
    if shape == "hemicycle" or len(seats) > AT_ONE_TABLE:
        return _hall(seats, chair=chair, title=title, caption=caption)
    first = chair or 0
    order = [*seats[first:], *seats[:first]]
    # Long names take room from the table, short ones leave it; words on the table keep theirs.
    longest = max((len(line) for seat in order for line in wrapped(seat.name, LABEL_LETTERS)), default=0)
    beside = min(LABEL_WIDTH, 14 + LETTER_WIDTH * longest) + 8
    words = wrapped(middle, 15, 2)
    across = max((NARROWEST - 2 * beside) / 2, 23 + LETTER_WIDTH * max(map(len, words)) / 2 if middle else 0)
    width = max(NARROWEST, 2 * (beside + across))
    down = max(46.0, PITCH * (len(seats) // 2) / (2.2 if shape == "oval" else 2.8))
    deepest = max((len(wrapped(seat.name, LABEL_LETTERS)) for seat in order), default=1) + 1
    top = 20.0 + 15 * deepest
    height = top + 2 * down + (12 + 15 * deepest if shape != "horseshoe" else 24)
    sheet = Sheet(width, height)
    centre = (width / 2, top + down)
    place = {"oval": _oval, "horseshoe": _horseshoe, "rectangle": _rectangle}[shape](centre, across, down, len(order))
    _draw_table(sheet, shape, centre, across - 15, down - 14)
    if middle:
        sheet.lines(centre[0], centre[1] + 5 - 8 * (len(words) - 1), words, "d-note", "middle", 16)
    for number, seat in enumerate(order):
        note = seat.note or (pgettext("seat", "chair") if chair is not None and number == 0 else "")
        _draw_seat(sheet, place(number), seat, note, chairs=chair is not None and number == 0)
    return _finished(sheet, order, title=title, caption=caption, classes="room")


def _hall(seats: Sequence[Seat], *, chair: int | None, title: str, caption: str) -> Drawing:
    """Rows of places before the chair, without names on the sheet: there is no room for letters that can be read."""
    sheet = Sheet(HALL_WIDTH, HALL_BASE + 40)
    places, radius = half_round(len(seats), HALL_OUTER)
    middle = HALL_WIDTH / 2
    for number, (angle, far) in enumerate(places):
        x, y = middle - far * math.cos(angle), HALL_BASE - far * math.sin(angle)
        _draw_mark(sheet, x, y, seats[number], min(radius, 7.0), chairs=number == chair)
    sheet.rect(middle - 40, HALL_BASE - 8, 80, 16, "d-edge")
    sheet.text(middle, HALL_BASE + 26, pgettext("seat", "chair"), "d-note", "middle")
    return _finished(sheet, seats, title=title, caption=caption, classes="hemicycle")


def _finished(sheet: Sheet, seats: Sequence[Seat], *, title: str, caption: str, classes: str) -> Drawing:
    sentence = caption or _sentence(seats)
    return Drawing(
        title=title,
        svg=sheet.finish(title, sentence, classes),
        sentence=sentence,
        table=Table(
            headings=(gettext("Seat"), gettext("Delegation"), gettext("State")),
            rows=cells((number, seat.name, _state_words(seat)) for number, seat in enumerate(seats, 1)),
            figures=frozenset({0}),
        ),
    )


def _oval(centre: tuple[float, float], across: float, down: float, count: int) -> Callable[[int], Point]:
    """Places at equal distance along an ellipse, from the top clockwise."""
    steps = 720
    points = [
        (centre[0] + across * math.sin(2 * math.pi * s / steps), centre[1] - down * math.cos(2 * math.pi * s / steps))
        for s in range(steps + 1)
    ]
    lengths = [0.0]
    for (x1, y1), (x2, y2) in pairwise(points):
        lengths.append(lengths[-1] + math.hypot(x2 - x1, y2 - y1))

    def at(number: int) -> Point:
        wanted = lengths[-1] * number / max(count, 1)
        step = next(s for s, length in enumerate(lengths) if length >= wanted - 1e-9)
        x, y = points[step]
        angle = math.atan2((y - centre[1]) / down, (x - centre[0]) / across)
        return x, y, math.cos(angle), math.sin(angle)

    return at


def _rectangle(centre: tuple[float, float], across: float, down: float, count: int) -> Callable[[int], Point]:
    """One place at the head, one at the foot when the number is even, the others along the two long sides."""
    foot = count // 2 if count % 2 == 0 else None
    along = (count - 1) // 2

    def at(number: int) -> Point:
        x, y = centre
        if number == 0:
            return x, y - down, 0.0, -1.0
        if number == foot:
            return x, y + down, 0.0, 1.0
        right = number <= along
        step = number if right else count - number
        offset = 2 * down * step / (along + 1) - down
        return x + (across if right else -across), y + offset, 1.0 if right else -1.0, 0.0

    return at


def _horseshoe(centre: tuple[float, float], across: float, down: float, count: int) -> Callable[[int], Point]:
    """Places along an arch that is open below: right arm downwards, then the left arm from its end upwards."""
    arm = max(2 * down - across, 0.0)
    half = math.pi * across / 2 + arm
    bow = (centre[0], centre[1] - down + across)

    def at(number: int) -> Point:
        turns = number if number <= count // 2 else number - count
        gone = 2 * half * turns / max(count, 1)
        side, length = (1.0 if gone >= 0 else -1.0), abs(gone)
        if length <= math.pi * across / 2:
            angle = length / across
            nx, ny = side * math.sin(angle), -math.cos(angle)
            return bow[0] + across * nx, bow[1] + across * ny, nx, ny
        return centre[0] + side * across, bow[1] + length - math.pi * across / 2, side, 0.0

    return at


def _draw_table(sheet: Sheet, shape: str, centre: tuple[float, float], across: float, down: float) -> None:
    x, y = centre
    if shape == "oval":
        sheet.add(f'<ellipse class="d-edge" cx="{x:.1f}" cy="{y:.1f}" rx="{across:.1f}" ry="{down:.1f}"/>')
    elif shape == "rectangle":
        sheet.add(
            f'<rect class="d-edge" x="{x - across:.1f}" y="{y - down:.1f}" width="{2 * across:.1f}" '
            f'height="{2 * down:.1f}" rx="3"/>'
        )
    else:
        bow = y - down + across
        sheet.path(
            f"M{x - across:.1f} {y + down:.1f}V{bow:.1f}A{across:.1f} {across:.1f} 0 0 1 {x + across:.1f} {bow:.1f}"
            f"V{y + down:.1f}",
            "d-edge",
        )


def _draw_seat(sheet: Sheet, point: Point, seat: Seat, note: str, *, chairs: bool) -> None:
    x, y, nx, ny = point
    classes = "d-text d-strong d-acc-t" if seat.state == "speaking" and not seat.choice else "d-text"
    _draw_mark(sheet, x, y, seat, 7, chairs=chairs)
    if seat.holds_vote and seat.state != "speaking" and not seat.choice:
        sheet.circle(x, y, 10.2, "d-line")
    if seat.credentials:
        sheet.line(x - nx * 11, y - ny * 11, x - nx * 15, y - ny * 15, "d-line d-thick")
    words = wrapped(seat.name, LABEL_LETTERS)
    if abs(nx) < 0.2:
        lines = [*words, note] if note else words
        start = y - 19 - 15 * (len(lines) - 1) if ny < 0 else y + 27
        _label(sheet, x, start, words, note, classes, "middle")
    else:
        start = y + 5 - 7.5 * (len(words) - 1 + bool(note))
        _label(sheet, x + math.copysign(17, nx), start, words, note, classes, "start" if nx > 0 else "end")


def _draw_mark(sheet: Sheet, x: float, y: float, seat: Seat, radius: float, *, chairs: bool) -> None:
    """What one seat chose or does. radius: of the place itself; who speaks wears a ring around it."""
    if seat.choice:
        _draw_choice(sheet, x, y, seat.choice, radius / 7)
    elif seat.state == "speaking":
        sheet.circle(x, y, radius, "d-fill")
        sheet.circle(x, y, radius + 4.5, "d-acc d-thick")
    elif seat.state == "present":
        sheet.circle(x, y, radius, "d-ink")
    elif seat.state == "asked":
        sheet.circle(x, y, radius, "d-acc d-thick d-paper")
        sheet.circle(x, y, radius * 0.37, "d-fill")
    elif seat.state == "absent":
        sheet.circle(x, y, radius, "d-edge d-dash d-paper")
    else:
        sheet.circle(x, y, radius, "d-fill" if chairs else "d-edge d-paper")


def _label(sheet: Sheet, x: float, y: float, words: list[str], note: str, classes: str, side: str) -> None:
    sheet.lines(x, y, words, classes, side, 15)
    sheet.text(x, y + 15 * len(words), note, "d-note", side)


def _draw_choice(sheet: Sheet, x: float, y: float, choice: str, scale: float) -> None:
    sheet.circle(x, y, 10 * scale, f"v-{choice.replace('_', '-')} d-thick")
    mark = {
        "favour": "M-4.4 .4l3 3.2 5.6-6.6",
        "against": "M-3.6-3.6l7.2 7.2M3.6-3.6l-7.2 7.2",
        "abstain": "M-4.6 0h9.2",
    }
    if choice in mark:
        sheet.add(
            f'<path class="v-mark-{choice}" transform="translate({x:.1f} {y:.1f}){_scaled(scale)}" d="{mark[choice]}"/>'
        )


def _scaled(scale: float) -> str:
    return "" if scale == 1 else f" scale({scale:.2f})"


def _state_words(seat: Seat) -> str:
    if seat.choice:
        return {
            "favour": pgettext("choice", "In favour"),
            "against": pgettext("choice", "Against"),
            "abstain": pgettext("choice", "Abstain"),
            "absent": pgettext("choice", "Absent"),
        }.get(seat.choice, pgettext("choice", "Not voting"))
    return {
        "expected": pgettext("seat", "expected"),
        "present": pgettext("seat", "present"),
        "absent": pgettext("seat", "absent"),
        "asked": pgettext("seat", "asks for the floor"),
        "speaking": pgettext("seat", "has the floor"),
    }[seat.state]


def _sentence(seats: Sequence[Seat]) -> str:
    present = sum(seat.state in {"present", "asked", "speaking"} for seat in seats)
    speaking = next((seat.name for seat in seats if seat.state == "speaking"), "")
    if speaking:
        return gettext("Delegations present: %(present)s of %(all)s. %(speaking)s has the floor.") % {
            "present": present,
            "all": len(seats),
            "speaking": speaking,
        }
    if not present:
        return ngettext(
            "%(all)s delegation, none marked present yet.", "%(all)s delegations, none marked present yet.", len(seats)
        ) % {"all": len(seats)}
    return gettext("Delegations present: %(present)s of %(all)s.") % {"present": present, "all": len(seats)}
