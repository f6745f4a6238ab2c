"""Every drawing is well formed, says what it shows, carries no style or script, and keeps its side."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from plenary.interfaces.web.drawings import (
    BallotMark,
    Bead,
    Chapter,
    Contribution,
    Drawing,
    Lane,
    Measure,
    Seat,
    Slot,
    Station,
    TrackText,
    agenda_clock,
    bars_of,
    budget_bars,
    contribution_rows,
    document_track,
    objection_ring,
    presidency_rotation,
    table_plan,
    threshold_bar,
    vote_hemicycle,
    vote_tiles,
)

HOSTILE = '<script>alert(1)</script>" onload="x" \u202eturned & ]]> قيرغيزستان'


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 10, 14, hour, minute, tzinfo=UTC)


def _table(name: str, rtl: bool) -> Drawing:
    states = ["expected", "present", "absent", "asked", "speaking", "present"]
    seats = [Seat(f"{name} {number}", state) for number, state in enumerate(states)]
    return table_plan(seats, title=name, middle=name)


def _voted(name: str, rtl: bool) -> Drawing:
    choices = ["favour", "against", "abstain", "absent"]
    return table_plan([Seat(f"{name} {c}", "present", c, True, True, name) for c in choices], title=name, chair=None)


def _hall(name: str, rtl: bool) -> Drawing:
    states = ["expected", "present", "absent", "asked", "speaking"]
    choices = ["", "favour", "against", "abstain", "absent"]
    seats = [Seat(f"{name} {n}", states[n % 5], choices[n // 5 % 5]) for n in range(60)]
    return table_plan(seats, title=name, shape="hemicycle")


def _ballots(name: str) -> list[BallotMark]:
    choices = ["favour"] * 18 + ["against"] * 7 + ["abstain"] * 3 + ["absent"] * 2
    return [BallotMark(f"{name} {n}", name[:3], choice, f"{name} group {n // 10}") for n, choice in enumerate(choices)]


def _hemicycle(name: str, rtl: bool) -> Drawing:
    return vote_hemicycle(_ballots(name), needed=14, title=name, needed_label=name)


def _tiles(name: str, rtl: bool) -> Drawing:
    return vote_tiles(_ballots(name), title=name, threshold=name, rtl=rtl)


def _track(name: str, rtl: bool) -> Drawing:
    beads = tuple(Bead(n, state, name) for n, state in enumerate(["reached", "now", "planned", "late", "withdrawn"]))
    texts = [
        TrackText(name, beads, symbol=name, href="/en/d/x/"),
        TrackText(name, (Bead(1, "outside", name), Bead(1, "planned", leg="customary")), onward=4),
    ]
    return document_track(texts, [Station(name, name, n == 0) for n in range(5)], title=name, rtl=rtl)


def _rotation(name: str, rtl: bool) -> Drawing:
    lanes = [
        Lane(f"{name} one", date(2026, 1, 1), date(2027, 1, 1), "past"),
        Lane(f"{name} two", date(2027, 1, 1), date(2028, 1, 1), "now", "2027", (name,)),
        Lane(f"{name} three", date(2028, 1, 1), date(2029, 1, 1), "next"),
    ]
    return presidency_rotation(lanes, title=name, today=date(2027, 6, 1), rtl=rtl)


def _clock(name: str, rtl: bool) -> Drawing:
    slots = [Slot(name, _at(9), _at(10), _at(9, 5), _at(10, 20)), Slot(name, _at(11), _at(12), blank=True)]
    return agenda_clock(slots, now=_at(10, 30), zone=UTC, title=name, rtl=rtl)


def _bars(name: str, rtl: bool) -> Drawing:
    chapters = [Chapter(name, Decimal("100.00"), Decimal("80.00"), Decimal("40.10")), Chapter(name, *[Decimal(0)] * 3)]
    return budget_bars(chapters, pace=Fraction(3, 4), currency="USD", title=name, rtl=rtl)


def _contributions(name: str, rtl: bool) -> Drawing:
    rows = [Contribution(name, Decimal("100.00"), Decimal("33.33"), (("2026", Decimal("5.00")),))]
    return contribution_rows(rows, currency="USD", due=name, title=name, rtl=rtl)


def _ring(name: str, rtl: bool) -> Drawing:
    return objection_ring(12, 20, title=name)


def _threshold(name: str, rtl: bool) -> Drawing:
    parts = (("favour", 9), ("against", 12), ("abstain", 4), ("absent", 2))
    return threshold_bar(Measure(name, parts, 14), title=name)


LINES = [_tiles, _track, _rotation, _clock, _bars, _contributions]
ROOMS = [_table, _voted, _hall, _hemicycle, _ring, _threshold]
ALL = LINES + ROOMS


@pytest.mark.parametrize("draw", ALL)
@pytest.mark.parametrize("rtl", [False, True])
class TestEveryDrawing:
    """What holds for each of them."""

    def test_is_well_formed_with_title_and_description(self, draw: Callable[[str, bool], Drawing], rtl: bool) -> None:
        drawing = draw("Belmora", rtl)
        root = ElementTree.fromstring(drawing.svg)
        assert [child.tag for child in root[:2]] == ["title", "desc"]
        assert root[0].text == drawing.title
        assert root[1].text == drawing.sentence
        assert root.get("direction") == "ltr"

    def test_escapes_every_word(self, draw: Callable[[str, bool], Drawing], rtl: bool) -> None:
        root = ElementTree.fromstring(draw(HOSTILE, rtl).svg)
        assert not [node for node in root.iter() if node.tag in {"script", "style", "foreignObject", "image"}]

    def test_carries_no_style_script_or_identity(self, draw: Callable[[str, bool], Drawing], rtl: bool) -> None:
        root = ElementTree.fromstring(draw(HOSTILE, rtl).svg)
        names = {name for node in root.iter() for name in node.attrib}
        assert not {name for name in names if name == "style" or name == "id" or name.startswith("on")}

    def test_says_the_same_in_a_table(self, draw: Callable[[str, bool], Drawing], rtl: bool) -> None:
        table = draw("Belmora", rtl).table
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.headings)}

    def test_is_the_same_each_time(self, draw: Callable[[str, bool], Drawing], rtl: bool) -> None:
        assert draw("Belmora", rtl) == draw("Belmora", rtl)

    def test_has_only_numbers_that_browsers_read(self, draw: Callable[[str, bool], Drawing], rtl: bool) -> None:
        svg = re.sub(r"<(title|desc|text)[^>]*>[^<]*", "", draw("Belmora", rtl).svg)
        assert "nan" not in svg
        assert "inf" not in svg
        assert not re.search(r"\d\.\d{3,}", svg)


@pytest.mark.parametrize("draw", LINES)
def test_lines_run_with_the_script(draw: Callable[[str, bool], Drawing]) -> None:
    """Every vertical mark of the one direction stands mirrored in the other."""
    straight, turned = draw("Belmora", False), draw("Belmora", True)
    width = float(straight.svg.split('viewBox="0 0 ')[1].split(" ")[0])

    def marks(drawing: Drawing) -> list[float]:
        found = re.findall(r'<text[^>]* x="([\d.-]+)"', drawing.svg)
        return sorted(float(x) for x in found)

    mirrored = sorted(width - x for x in marks(straight))
    assert mirrored == pytest.approx(marks(turned), abs=0.15)
    assert marks(straight) != marks(turned)


@pytest.mark.parametrize("draw", ROOMS)
def test_rooms_never_turn(draw: Callable[[str, bool], Drawing]) -> None:
    assert draw("Belmora", False).svg == draw("Belmora", True).svg


class TestTablePlan:
    """Seats round a table."""

    def test_the_chair_sits_at_the_top(self) -> None:
        plan = table_plan([Seat(name) for name in ("Aa", "Bb", "Cc", "Dd")], chair=2, title="Table")
        heights = {text: float(y) for y, text in re.findall(r'<text[^>]* y="([\d.-]+)"[^>]*>(\w\w)<', plan.svg)}
        assert min(heights, key=lambda name: heights[name]) == "Cc"
        assert plan.table.rows[0][1] == "Cc"

    @pytest.mark.parametrize("shape", ["oval", "horseshoe", "rectangle"])
    @pytest.mark.parametrize("count", [1, 2, 3, 6, 15, 30])
    def test_no_two_seats_share_a_place(self, shape: str, count: int) -> None:
        plan = table_plan([Seat(f"M{n}") for n in range(count)], shape=shape, title="Table")
        places = re.findall(r'<circle class="[^"]*" cx="([\d.-]+)" cy="([\d.-]+)" r="7"', plan.svg)
        assert len(set(places)) == count
        height = float(plan.svg.split('viewBox="0 0 300 ')[1].split('"')[0])
        assert all(0 < float(x) < 300 and 0 < float(y) < height for x, y in places)

    def test_nobody_sits_at_a_table_of_unknown_shape(self) -> None:
        with pytest.raises(ValueError, match="star"):
            table_plan([Seat("Belmora")], shape="star", title="Table")

    @pytest.mark.parametrize(("count", "is_hall"), [(40, False), (41, True)])
    def test_too_many_for_one_table_sit_in_a_hall(self, count: int, is_hall: bool) -> None:
        drawing = table_plan([Seat(f"M{n}", "present") for n in range(count)], title="Table")
        assert drawing.svg.count('<circle class="d-ink"') == count
        assert ("hemicycle" in drawing.svg.partition(">")[0]) == is_hall
        assert len(drawing.table.rows) == count

    def test_a_chair_outside_the_room_is_refused(self) -> None:
        with pytest.raises(ValueError, match="cannot be the chair"):
            table_plan([Seat("Belmora")], chair=3, title="Table")


class TestVotes:
    """Places, tiles and the line of the majority."""

    @pytest.mark.parametrize("count", [1, 2, 6, 15, 57, 190, 193])
    def test_every_member_has_one_place(self, count: int) -> None:
        drawing = vote_hemicycle(
            [BallotMark(f"M{n}", f"{n:03d}", "favour") for n in range(count)], needed=1, title="Vote"
        )
        places = re.findall(r'<circle class="v-favour" cx="([\d.-]+)" cy="([\d.-]+)"', drawing.svg)
        assert len(places) == len(set(places)) == count

    def test_those_in_favour_stand_before_the_line(self) -> None:
        drawing = _hemicycle("Belmora", False)
        assert drawing.svg.count('<circle class="v-favour"') == 18
        assert "14 votes were needed" in drawing.sentence

    def test_tiles_are_equal(self) -> None:
        sizes = set(re.findall(r'width="([\d.]+)" height="([\d.]+)"', _tiles("Belmora", False).svg))
        assert len(sizes) == 1

    def test_a_choice_nobody_can_make_is_refused(self) -> None:
        with pytest.raises(ValueError, match="maybe"):
            vote_tiles([BallotMark("Belmora", "BEL", "maybe")], title="Vote")


class TestThreshold:
    """What was cast as a bar, and the number needed as a line across it."""

    def test_the_line_stands_where_the_number_is_reached(self) -> None:
        half = threshold_bar(Measure("Members", (("favour", 5), ("against", 5)), 5), title="Vote").svg
        edge = re.search(r'class="v-against" x="([\d.]+)"', half).group(1)
        line = re.search(r'class="d-line d-thick" d="M([\d.]+) ', half).group(1)
        assert line == edge == "210"

    def test_a_number_beyond_all_votes_lies_within_the_sheet(self) -> None:
        drawing = threshold_bar(Measure("Members", (("favour", 3),), 9), title="Vote")
        assert re.search(r'class="d-line d-thick" d="M([\d.]+) ', drawing.svg).group(1) == "419"
        assert drawing.sentence == "Members: 3 in favour, 9 needed; 6 are missing."

    def test_parts_are_told_apart_without_colour(self) -> None:
        svg = _threshold("Members", False).svg
        assert {"v-hatch-against", "v-hatch-abstain", "v-absent", "v-favour"} <= set(
            re.findall(r'class="([\w-]+)"', svg)
        )
        assert {"v-mark-favour", "v-mark-against", "v-mark-abstain"} <= set(re.findall(r'class="([\w-]+)"', svg))

    def test_hatching_stays_inside_its_part(self) -> None:
        svg = _threshold("Members", False).svg
        box = re.search(r'class="v-against" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
        left, width = float(box.group(1)), float(box.group(2))
        strokes = re.search(r'class="v-hatch-against" d="([^"]+)"', svg).group(1)
        across = [float(x) for x in re.findall(r"[ML]([\d.]+) ", strokes)]
        assert left - 0.1 <= min(across) <= max(across) <= left + width + 0.1

    def test_a_verdict_has_a_bar_for_the_majority_and_one_for_each_condition(self) -> None:
        cast = {"yes": 15, "no": 10, "abstain": 1, "absent": 1, "not_participating": 0, "weighted": False}
        people = {"condition": "population", "counted": 70, "base": 100, "required": 65}
        steps = [{"code": "casts.counted", "facts": cast}, {"code": "extra.reached", "facts": people}]
        bars = bars_of({"required": 15, "steps": steps})
        assert [bar.sentence for bar in bars] == [
            "Members: 15 in favour, 15 needed.",
            "Population: 70 in favour, 65 needed.",
        ]
        assert bars_of({"required": 0, "steps": steps[:1]}) == ()
        assert bars_of({}) == ()


class TestTrack:
    """The way of texts."""

    def test_a_foreign_address_is_not_linked(self) -> None:
        text = TrackText("Statement", (Bead(0, href="javascript:alert(1)"),), href="https://elsewhere.example/")
        assert "href" not in document_track([text], [Station("Council")], title="Way").svg

    def test_a_customary_leg_is_dotted_and_a_stated_one_solid(self) -> None:
        text = TrackText("Statement", (Bead(0), Bead(1, "planned"), Bead(2, "planned", leg="customary")))
        svg = document_track([text], [Station("A"), Station("B"), Station("C")], title="Way").svg
        assert svg.count('<path class="d-acc d-thick"') == 1
        assert svg.count('<path class="d-edge d-dots"') == 1


class TestSums:
    """Exact figures beside the bars."""

    def test_an_overspent_chapter_stops_at_its_field_and_says_its_share(self) -> None:
        drawing = budget_bars(
            [Chapter("Staff", Decimal(100), Decimal(100), Decimal(130))], pace=Fraction(1), currency="USD", title="B"
        )
        assert "130\u00a0%" in drawing.svg
        assert max(float(x) for x in re.findall(r' width="([\d.]+)"', drawing.svg)) <= 352

    def test_sums_are_exact_to_the_cent(self) -> None:
        rows = [Contribution("A", Decimal("0.10"), Decimal("0.10")), Contribution("B", Decimal("0.20"), Decimal(0))]
        drawing = contribution_rows(rows, currency="USD", due="due 1 March", title="C")
        assert drawing.sentence == "0.10\u00a0USD of 0.30\u00a0USD received, 33.3\u00a0%."


def test_a_window_that_never_was_has_no_ring() -> None:
    with pytest.raises(ValueError, match="21 of 20"):
        objection_ring(21, 20, title="Window")


def test_a_presidency_without_dates_says_so() -> None:
    drawing = presidency_rotation([Lane("Russia", printed="2019–2020")], title="Rotation", today=date(2019, 11, 28))
    assert "equal steps" in drawing.sentence
    assert "2019–2020" in drawing.svg


def test_a_hidden_part_of_the_day_shows_only_its_hours() -> None:
    drawing = agenda_clock([Slot("Deep secret", _at(9), _at(10), blank=True)], now=_at(12), zone=UTC, title="Day")
    assert "Deep secret" not in drawing.svg
    assert "Deep secret" not in str(drawing.table)


class TestLongTitles:
    """Words that would run over the first station."""

    def test_a_long_title_is_cut_at_a_word_and_whole_to_who_asks(self) -> None:
        long = "Statement of the Council on " + " and ".join(["increasing international contacts"] * 6)
        text = TrackText(long, (Bead(0),), symbol="CSC/1")
        svg = document_track([text], [Station("Council"), Station("B")], title="Way").svg
        lines = re.findall(r'<text class="d-serif" x="0"[^>]*>(.*?)</text>', svg)
        assert len(lines) == 3
        assert max(map(len, lines)) <= 42
        assert lines[-1].endswith("…")
        assert f"<title>{long}</title>" in svg

    def test_a_title_of_one_word_without_end_stays_before_the_first_station(self) -> None:
        svg = document_track([TrackText("x" * 400, (Bead(0),))], [Station("Council")], title="Way").svg
        assert re.findall(r'<text class="d-serif" x="0"[^>]*>(.*?)</text>', svg) == ["x" * 41 + "…"]
