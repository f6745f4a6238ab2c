"""What runs along a line: texts from body to body, presidencies from year to year, the hours of a day.

Lines begin where the reader's script begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from plenary.interfaces.web.drawings.sheet import Drawing, Number, Sheet, Table, cells, fitted, wrapped

BEADS = ("reached", "now", "planned", "late", "returned", "withdrawn", "outside")
FULL_WIDTH = 1136.0
#: How much of a title stands before the first station.
TITLE_LETTERS, TITLE_LINES = 42, 3
LINE = 18.0
#: How far the last station stands from the edge.
AT_EDGE = 128.0
#: What stands between the parts of a note, and how wide a letter of it is at most.
PARTS, NOTE_LETTER = " · ", 7.5


@dataclass(frozen=True, slots=True)
class Station:
    """One stop of the way: a body, a signature, entry into force."""

    name: str
    note: str = ""
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Bead:
    """A text at a station.

    station: its place in the list of stations, from 0. state: reached, now, planned, late, returned (to where it came
    from), withdrawn, or outside (a document of others, drawn as a square below the line). href: the text as it stood.
    leg: how the way to it is known: "stated" in the source (solid), "customary" (dotted), or "" for no line.
    """

    station: int
    state: str = "reached"
    note: str = ""
    href: str = ""
    leg: str = "stated"


@dataclass(frozen=True, slots=True)
class TrackText:
    """One text and its beads in order. onward: the station up to which a dotted line continues."""

    title: str
    beads: tuple[Bead, ...]
    symbol: str = ""
    href: str = ""
    onward: int | None = None


def document_track(
    texts: Sequence[TrackText], stations: Sequence[Station], *, title: str, caption: str = "", rtl: bool = False
) -> Drawing:
    """The way of each text through the stations; solid where it is stated, dotted where it is only customary."""
    unknown = {bead.state for text in texts for bead in text.beads} - set(BEADS)
    if unknown:
        raise ValueError(f"no bead has the state {', '.join(sorted(unknown))}")
    first, last = 380.0, FULL_WIDTH - AT_EDGE
    step = (last - first) / max(len(stations) - 1, 1)
    at = [first + step * number for number in range(len(stations))]
    # A name may reach as far on either side of its station as the last one stands from the edge.
    letters = max(10, min(int(step / 8.4), int(2 * (FULL_WIDTH - last) / 9)))
    heads = [fitted(station.name, letters, 3) for station in stations]
    titles = [fitted(text.title, TITLE_LETTERS, TITLE_LINES) for text in texts]
    head_depth = LINE * max((len(lines) for lines in heads), default=1)
    tops: list[float] = []
    depth = head_depth + 42
    for text, said in zip(texts, titles, strict=True):
        # Two lines have room on either side of the bead; each one more needs half a line above and below.
        beyond = LINE / 2 * max(0, len(said) - 2)
        tops.append(depth + beyond)
        depth += 36 + (22 if any(bead.state == "outside" for bead in text.beads) else 0) + (14 if text.symbol else 0)
        depth += LINE if text.symbol and len(said) > 1 and text is not texts[-1] else 0
        depth += 2 * beyond + LINE * _under(text, step, len(stations) - 1)
    depth -= 10
    # No line runs through the notes that stand under the last beads.
    foot = tops[-1] if texts and _under(texts[-1], step, len(stations) - 1) else depth
    sheet = Sheet(FULL_WIDTH, depth + 4, rtl)
    for x, lines, station in zip(at, heads, stations, strict=True):
        sheet.open()
        sheet.hint(station.name)
        sheet.lines(x, 15 + head_depth - LINE * len(lines), lines, "d-serif", "middle", LINE)
        sheet.close()
        sheet.text(x, head_depth + 14, station.note, "d-note", "middle")
        sheet.line(x, head_depth + 24, x, foot, "d-line" if station.reached else "d-hair")
    for top, text, said in zip(tops, texts, titles, strict=True):
        _text_row(sheet, top, text, said, at, stacked=_under(text, step, len(stations) - 1) > 0)
    sentence = caption or gettext("Solid: stated. Dotted: customary, not stated.")
    return Drawing(
        title, sheet.finish(title, sentence, "track"), sentence, _track_table(texts, stations), shape="broad"
    )


def _under(text: TrackText, step: float, last: int) -> int:
    """Lines under the beads of a text.

    Its notes stand there, part by part, where one would run into the next bead, or at the station `last` over the edge.
    """
    beads = [bead for bead in text.beads if bead.state != "outside"]
    if all(NOTE_LETTER * len(one.note) <= (AT_EDGE - 14 if one.station == last else step - 28) for one in beads):
        return 0
    return max(len(one.note.split(PARTS)) for one in beads)


def _text_row(
    sheet: Sheet, top: float, text: TrackText, lines: list[str], at: list[float], *, stacked: bool = False
) -> None:
    reach = LINE / 2 * (len(lines) - 1)
    on_line = [bead for bead in text.beads if bead.state != "outside"]
    # A document of others stands below the line, and its name beside it.
    label = top if on_line or not text.beads else top + 27
    sheet.link(text.href)
    sheet.hint(text.title)
    sheet.lines(0, label + 5 - reach, lines, "d-serif", "start", LINE)
    sheet.unlink(text.href)
    sheet.text(0, label + 5 + reach + LINE, text.symbol, "d-note")
    previous: float = at[0] if at else 0.0
    for number, bead in enumerate(on_line):
        x = at[bead.station]
        if bead.leg and x != previous and (number or bead.leg == "customary"):
            sheet.line(previous, top, x, top, "d-acc d-thick" if bead.leg == "stated" else "d-edge d-dots")
        previous = x
    if text.onward is not None and at[text.onward] != previous:
        sheet.line(previous, top, at[text.onward], top, "d-edge d-dots")
    for bead in text.beads:
        sheet.link(bead.href)
        _bead(sheet, at[bead.station], top, bead, stacked=stacked)
        sheet.unlink(bead.href)


def _bead(sheet: Sheet, x: float, y: float, bead: Bead, *, stacked: bool = False) -> None:
    if bead.state == "outside":
        sheet.line(x, y + 12, x, y + 22, "d-edge")
        sheet.rect(x - 5, y + 22, 10, 10, "d-edge d-paper")
        sheet.text(x + 14, y + 32, bead.note, "d-note")
        return
    if bead.state == "reached":
        sheet.circle(x, y, 7.5, "d-fill")
    elif bead.state == "now":
        sheet.circle(x, y, 8, "d-acc d-thick d-paper")
        sheet.circle(x, y, 3.6, "d-fill")
    elif bead.state == "planned":
        sheet.circle(x, y, 7.5, "d-acc d-thick d-paper")
    elif bead.state == "late":
        sheet.circle(x, y, 11, "d-late d-thick d-bracket")
        turned = float(sheet.x(x))
        sheet.path(f"M{turned:.1f} {y - 6:.1f}V{y:.1f}L{turned + 4:.1f} {y + 3:.1f}", "d-late d-thick")
    elif bead.state == "returned":
        sheet.circle(x, y, 7.5, "d-line d-paper")
        # An arrow back to the side on which lines begin, whence the text came.
        turned, on = float(sheet.x(x)), -1 if sheet.rtl else 1
        sheet.path(
            f"M{turned + 4 * on:.1f} {y - 4:.1f}V{y + 1:.1f}H{turned - 4 * on:.1f}"
            f"M{turned - on:.1f} {y - 2:.1f}L{turned - 4 * on:.1f} {y + 1:.1f}L{turned - on:.1f} {y + 4:.1f}",
            "d-line",
        )
    else:
        sheet.circle(x, y, 7.5, "d-line d-paper")
        turned = float(sheet.x(x))
        sheet.path(f"M{turned - 5:.1f} {y + 5:.1f}L{turned + 5:.1f} {y - 5:.1f}", "d-line")
    tone = "d-note d-late-t" if bead.state == "late" else "d-note"
    if stacked:
        sheet.lines(x, y + 28, bead.note.split(PARTS), tone, "middle", LINE)
    else:
        sheet.text(x + 14, y - 8, bead.note, tone)


def _track_table(texts: Sequence[TrackText], stations: Sequence[Station]) -> Table:
    words = {
        "reached": pgettext("text", "reached"),
        "now": pgettext("text", "here now"),
        "planned": pgettext("text", "planned"),
        "late": pgettext("text", "late"),
        "returned": pgettext("text", "sent back"),
        "withdrawn": pgettext("text", "withdrawn"),
        "outside": pgettext("text", "document of others"),
    }

    def told(bead: Bead) -> str:
        besides = PARTS.join(part for part in bead.note.split(PARTS) if part and part != words[bead.state])
        return f"{words[bead.state]}: {besides}" if besides else words[bead.state]

    def said(text: TrackText, place: int) -> str:
        return "; ".join(told(bead) for bead in text.beads if bead.station == place)

    return Table(
        headings=(gettext("Text"), *(station.name for station in stations)),
        rows=cells(
            (
                f"{text.symbol} {text.title}".strip(),
                *(said(text, place) for place in range(len(stations))),
            )
            for text in texts
        ),
    )


@dataclass(frozen=True, slots=True)
class Lane:
    """One presidency. Dates are given as far as they are known; printed is the period as its source prints it."""

    holder: str
    from_on: date | None = None
    until_on: date | None = None
    state: str = "next"
    printed: str = ""
    priorities: tuple[str, ...] = ()


def presidency_rotation(lanes: Sequence[Lane], *, title: str, today: date, rtl: bool = False) -> Drawing:
    """Who presides, one lane each, with hand-over points and priorities as flags.

    Where a date is not known the lanes stand in equal steps, in their order, and the sentence says so.
    """
    begin_x, end_x, row = 200.0, FULL_WIDTH - 16, 50.0
    dated = [lane for lane in lanes if lane.from_on and lane.until_on]
    to_scale = bool(lanes) and len(dated) == len(lanes)
    spans: list[tuple[Number, Number]]
    if to_scale:
        begin = min(lane.from_on for lane in dated if lane.from_on)
        whole = max((max(lane.until_on for lane in dated if lane.until_on) - begin).days, 1)

        def place(on: date) -> float:
            return begin_x + (end_x - begin_x) * (on - begin).days / whole

        spans = [(place(lane.from_on), place(lane.until_on)) for lane in dated if lane.from_on and lane.until_on]
    else:
        step = (end_x - begin_x) / max(len(lanes), 1)
        spans = [(begin_x + step * number, begin_x + step * (number + 1)) for number in range(len(lanes))]
    depths = [row + 17 * len(lane.priorities) for lane in lanes]
    height = 30 + sum(depths) + 8
    sheet = Sheet(FULL_WIDTH, height, rtl)
    if to_scale and begin <= today <= begin + timedelta(days=whole):
        x = place(today)
        sheet.line(x, 22, x, height - 6, "d-line")
        sheet.text(x, 14, pgettext("time", "today"), "d-note", "middle")
    top = 30.0
    for lane, (left, right), deep in zip(lanes, spans, depths, strict=True):
        y = top + 22
        classes = {"past": "d-edge", "now": "d-acc", "next": "d-edge d-dash"}.get(lane.state, "d-edge d-dash")
        sheet.line(0, top + deep - 4, FULL_WIDTH, top + deep - 4, "d-hair")
        sheet.text(0, y + 5, lane.holder, "d-serif d-acc-t" if lane.state == "now" else "d-serif")
        sheet.line(left, y, right, y, f"{classes} {'d-heavy' if lane.state == 'now' else 'd-thick'}")
        for end, filled in ((left, lane.state != "next"), (right, lane.state == "past")):
            sheet.circle(end, y, 5, "d-ink" if filled else "d-line d-paper")
        _beside(sheet, float(left), y - 11, _period(lane))
        for number, priority in enumerate(lane.priorities):
            flag = y + 22 + 17 * number
            sheet.line(float(left) + 4, flag - 10, float(left) + 4, flag + 2, "d-acc d-thick")
            _beside(sheet, float(left) + 12, flag, priority)
        top += deep
    sentence = _rotation_sentence(lanes, to_scale)
    return Drawing(
        title,
        sheet.finish(title, sentence, "rotation"),
        sentence,
        Table(
            headings=(gettext("Presidency"), gettext("Period"), gettext("State"), gettext("Priorities")),
            rows=cells((lane.holder, _period(lane), _lane_state(lane), "; ".join(lane.priorities)) for lane in lanes),
        ),
        shape="broad",
    )


def _beside(sheet: Sheet, x: float, y: float, words: str) -> None:
    """Words that begin at x, or end at the edge where they would run off the sheet."""
    room = FULL_WIDTH - x
    if len(words) * 7.4 > room:
        sheet.text(FULL_WIDTH, y, words, "d-note", "end")
    else:
        sheet.text(x, y, words, "d-note")


def _period(lane: Lane) -> str:
    if lane.printed:
        return lane.printed
    if lane.from_on and lane.until_on:
        return f"{date_format(lane.from_on, 'j E Y')} – {date_format(lane.until_on, 'j E Y')}"
    return gettext("not stated")


def _lane_state(lane: Lane) -> str:
    return {
        "past": pgettext("presidency", "held"),
        "now": pgettext("presidency", "in the chair"),
    }.get(lane.state, pgettext("presidency", "to come"))


def _rotation_sentence(lanes: Sequence[Lane], to_scale: bool) -> str:
    now = next((lane.holder for lane in lanes if lane.state == "now"), "")
    following = next((lane.holder for lane in lanes if lane.state == "next"), "")
    if now and following:
        said = gettext("%(now)s presides; %(following)s follows.") % {"now": now, "following": following}
    elif now:
        said = gettext("%(now)s presides.") % {"now": now}
    elif following:
        said = gettext("%(following)s presides next.") % {"following": following}
    else:
        said = gettext("No presidency is named yet.")
    return said if to_scale or not lanes else f"{said} {gettext('Not every date is stated; drawn in equal steps.')}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the day. blank: a part whose name this reader does not learn; only its hours are drawn."""

    name: str
    planned_from: datetime
    planned_until: datetime
    real_from: datetime | None = None
    real_until: datetime | None = None
    blank: bool = False


def agenda_clock(slots: Sequence[Slot], *, now: datetime, zone: tzinfo, title: str, rtl: bool = False) -> Drawing:
    """The day hour by hour: planned beside real, with a line for now. Hours are those of the place."""
    width, hour_height, names_x, real_x = 320.0, 34.0, 50.0, 206.0
    moments = [slot.planned_from for slot in slots] + [slot.real_from for slot in slots if slot.real_from]
    ends = [slot.planned_until for slot in slots] + [slot.real_until for slot in slots if slot.real_until]
    first = min(moments, default=now).astimezone(zone).replace(minute=0, second=0, microsecond=0)
    last = max(ends, default=now).astimezone(zone)
    hours = max(1, -(-int((last - first).total_seconds()) // 3600))

    def depth(at: datetime) -> float:
        return 12 + (at - first).total_seconds() / 3600 * hour_height

    sheet = Sheet(width, 24 + hours * hour_height, rtl)
    for hour in range(hours + 1):
        y = 12 + hour * hour_height
        sheet.text(36, y + 5, str((first + timedelta(hours=hour)).hour), "d-note", "end")
        sheet.line(46, y, width, y, "d-hair")
    for slot in slots:
        begin, end = depth(slot.planned_from), max(depth(slot.planned_until), depth(slot.planned_from) + 18)
        sheet.rect(
            names_x, begin, real_x - names_x - 12, end - begin, "d-edge d-dash" if slot.blank else "d-wash d-hair"
        )
        sheet.line(names_x, begin, names_x, end, "d-line")
        if not slot.blank:
            sheet.lines(names_x + 8, begin + 15, wrapped(slot.name, 19, 2), "d-text", "start", 15)
        if slot.real_from:
            started = depth(slot.real_from)
            stopped = depth(slot.real_until or now)
            sheet.rect(real_x, started, width - real_x, max(stopped - started, 2), "d-fill")
    if first <= now <= first + timedelta(hours=hours):
        y = depth(now)
        sheet.line(46, y, width, y, "d-line d-thick")
        words = pgettext("time", "now %(time)s") % {"time": f"{now.astimezone(zone):%H:%M}"}
        sheet.text(width, y + 15, words, "d-note", "end")
    sentence = gettext("Planned on the side of the hours, as it went beside it.")
    return Drawing(
        title,
        sheet.finish(title, sentence, "clock"),
        sentence,
        Table(
            headings=(gettext("Part"), gettext("Planned"), gettext("As it went")),
            rows=cells(
                (
                    gettext("Restricted") if slot.blank else slot.name,
                    _hours(slot.planned_from, slot.planned_until, zone),
                    _hours(slot.real_from, slot.real_until, zone) if slot.real_from else gettext("not yet"),
                )
                for slot in slots
            ),
        ),
    )


def _hours(begin: datetime, end: datetime | None, zone: tzinfo) -> str:
    opening = f"{begin.astimezone(zone):%H:%M}"
    return f"{opening}–{end.astimezone(zone):%H:%M}" if end else gettext("since %(time)s") % {"time": opening}
