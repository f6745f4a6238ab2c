"""What Enter, Tab and the arrows do to a text."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plenary.foundation.texts import editing
from plenary.foundation.texts.text import Paragraph, Role, Text, fresh_anchors
from plenary.procedure.refusal import Refused

STATEMENT = Text(
    "en",
    (
        Paragraph("p1", "Statement", Role.TITLE),
        Paragraph("p2", "The lake", Role.HEADING),
        Paragraph("p3", "Members agree:[^1]", Role.OPERATIVE, "1."),
        Paragraph("p4", "to meet;", Role.ITEM, "(a)", "p3"),
        Paragraph("p5", "yearly", Role.ITEM, "(i)", "p4"),
        Paragraph("p6", "to report.", Role.ITEM, "(b)", "p3"),
        Paragraph("p7", "At Belmora.", Role.FOOTNOTE, "1", "p3"),
        Paragraph("p8", "Waters", Role.HEADING, "", "p2"),
        Paragraph("p9", "Costs", Role.TABLE),
        Paragraph("p10", "", Role.ROW, "", "p9"),
        Paragraph("p11", "Year", Role.HEAD_CELL, "", "p10"),
        Paragraph("p12", "Sum", Role.HEAD_CELL, "", "p10"),
        Paragraph("p13", "", Role.ROW, "", "p9"),
        Paragraph("p14", "2027", Role.CELL, "", "p13"),
        Paragraph("p15", "7", Role.CELL, "", "p13"),
        Paragraph("p16", "The last word.", Role.PLAIN),
        Paragraph("p17", "Annex I", Role.ANNEX),
        Paragraph("p18", "Maps", Role.HEADING, "", "p17"),
        Paragraph("p19", "One map.", Role.PLAIN, "", "p17"),
    ),
)


def fresh(text: Text):
    return fresh_anchors(one.anchor for one in text)


def drawn(text: Text) -> list[str]:
    """Anchors in order, one dot for each paragraph that holds it."""
    return [f"{'.' * text.depth_of(one.anchor)}{one.anchor}" for one in text]


def code(act, *given, **named) -> str:
    with pytest.raises(Refused) as caught:
        act(*given, **named)
    return caught.value.code


PIECE = Text(
    "en",
    (
        Paragraph("p1", "Costs", Role.HEADING),
        Paragraph("p2", "They agree:[^1] as before[^7]", Role.OPERATIVE, "1."),
        Paragraph("p3", "one", Role.ITEM, "(a)", "p2"),
        Paragraph("p4", "As of 2019.", Role.FOOTNOTE, "1", "p2"),
        Paragraph("p5", "Less", Role.HEADING, "", "p1"),
        Paragraph("p6", "", Role.TABLE),
        Paragraph("p7", "", Role.ROW, "", "p6"),
        Paragraph("p8", "7", Role.CELL, "", "p7"),
    ),
)
LINES = Text("en", (Paragraph("p1", "one", Role.ITEM), Paragraph("p2", "two", Role.ITEM)))


class TestWhatComesFromElsewhere:
    def test_it_follows_a_whole_list_and_its_headings_stand_in_the_part(self):
        told = editing.laid_in(STATEMENT, "p5", PIECE, fresh(STATEMENT))
        assert [one.anchor for one in told][1:15] == [
            *("p2", "p3", "p4", "p5", "p6", "p7"),
            *("p20", "p21", "p22", "p23", "p24", "p25", "p26", "p27"),
        ]
        assert (told.at("p20").parent, told.at("p22").parent, told.at("p24").parent) == ("", "p21", "p20")

    def test_its_footnotes_get_the_next_numbers_and_a_mark_of_none_stays(self):
        told = editing.laid_in(STATEMENT, "p16", PIECE, fresh(STATEMENT))
        assert (told.at("p21").words, told.at("p23").label) == ("They agree:[^2] as before[^7]", "2")
        assert told.at("p3").words == "Members agree:[^1]"

    def test_lines_join_the_list_in_which_they_are_pasted(self):
        assert drawn(editing.laid_in(STATEMENT, "p4", LINES, fresh(STATEMENT)))[3:7] == [".p4", "..p5", ".p20", ".p21"]
        told = editing.laid_in(STATEMENT, "p16", LINES, fresh(STATEMENT))
        assert {told.at("p20").parent, told.at("p21").parent} == {"p16"}

    def test_after_the_words_of_an_annex_it_stands_in_it(self):
        told = editing.laid_in(STATEMENT, "p17", PIECE, fresh(STATEMENT))
        assert (told.at("p20").parent, told.at("p21").parent, told.at("p18").parent) == ("p17", "p17", "p17")

    def test_an_empty_paragraph_is_filled(self):
        text = Text("en", (Paragraph("p1", "Statement", Role.TITLE), Paragraph("p2", " "), Paragraph("p3", "End")))
        told = editing.laid_in(text, "p2", PIECE, fresh(text))
        assert [one.words for one in told] == ["Statement", *(one.words for one in PIECE), "End"]
        assert (told.at("p2").words, told.at("p2").role, told.at("p8").parent) == ("Costs", Role.HEADING, "p2")

    def test_a_title_and_an_annex_are_headings_in_a_text_that_has_a_title(self):
        whole = Text(
            "en",
            (
                Paragraph("p1", "Paper", Role.TITLE),
                Paragraph("p2", "Annex", Role.ANNEX),
                Paragraph("p3", "words", Role.PLAIN, "", "p2"),
            ),
        )
        told = editing.laid_in(STATEMENT, "p16", whole, fresh(STATEMENT))
        assert [told.at(one).role for one in ("p20", "p21", "p22")] == [Role.HEADING, Role.HEADING, Role.PLAIN]
        empty = Text("en", (Paragraph("p1", "", Role.TITLE),))
        assert editing.laid_in(empty, "p1", whole, fresh(empty)).at("p1") == Paragraph("p1", "Paper", Role.TITLE)

    def test_nothing_is_refused(self):
        assert code(editing.laid_in, STATEMENT, "p16", Text("en"), fresh(STATEMENT)) == "text.nothing_to_lay_in"

    @pytest.mark.parametrize("anchor", [one.anchor for one in STATEMENT if one.words])
    def test_no_word_is_lost_wherever_it_comes(self, anchor):
        told = editing.laid_in(STATEMENT, anchor, PIECE, fresh(STATEMENT))
        assert len(told) == len(STATEMENT) + len(PIECE)
        assert [one.words for one in told if one.anchor in STATEMENT] == [one.words for one in STATEMENT]


class TestWhatFollows:
    def test_a_paragraph_after_one_that_opens_a_list_stands_after_the_list(self):
        told = editing.inserted_after(STATEMENT, "p3", Paragraph("p20", "", Role.OPERATIVE))
        assert drawn(told)[2:9] == ["p3", ".p4", "..p5", ".p6", ".p7", "p20", ".p8"]

    def test_a_line_after_a_paragraph_opens_its_list(self):
        told = editing.inserted_after(STATEMENT, "p16", Paragraph("p20", "", Role.ITEM))
        assert (told.at("p20").parent, told.place_of("p20")) == ("p16", 16)

    def test_after_a_line_comes_a_line(self):
        told = editing.inserted_after(STATEMENT, "p4", Paragraph("p20", "", Role.ITEM))
        assert drawn(told)[3:7] == [".p4", "..p5", ".p20", ".p6"]

    def test_after_a_cell_it_follows_the_table(self):
        told = editing.inserted_after(STATEMENT, "p11", Paragraph("p20", "x"))
        assert (told.at("p20").parent, told.place_of("p20")) == ("", 15)

    def test_after_the_words_of_an_annex_it_stands_in_it(self):
        assert editing.inserted_after(STATEMENT, "p17", Paragraph("p20", "x")).at("p20").parent == "p17"
        assert editing.inserted_after(STATEMENT, "p18", Paragraph("p20", "x")).at("p20").parent == "p17"

    def test_a_heading_is_as_great_as_the_last(self):
        told = editing.inserted_after(STATEMENT, "p16", Paragraph("p20", "Money", Role.HEADING))
        assert told.at("p20").parent == "p2"

    def test_a_new_annex_takes_what_follows_up_to_the_next(self):
        told = editing.inserted_after(STATEMENT, "p8", Paragraph("p20", "Costs", Role.ANNEX))
        assert [told.at(one).parent for one in ("p9", "p16", "p17", "p8")] == ["p20", "p20", "", "p2"]

    def test_first_of_all(self):
        assert editing.inserted_after(STATEMENT, "", Paragraph("p20", "x")).paragraphs[0].anchor == "p20"

    def test_an_unknown_place(self):
        assert code(editing.inserted_after, STATEMENT, "p99", Paragraph("p20", "x")) == "text.no_such_paragraph"


class TestOneBecomesTwo:
    def test_what_it_held_goes_with_the_second_and_the_footnote_with_its_mark(self):
        told = editing.split(STATEMENT, "p3", "Members agree:[^1]", "as follows", fresh(STATEMENT))
        assert drawn(told)[2:8] == ["p3", ".p7", "p20", ".p4", "..p5", ".p6"]
        assert [(told.at(one).words, told.at(one).role) for one in ("p3", "p20")] == [
            ("Members agree:[^1]", Role.OPERATIVE),
            ("as follows", Role.OPERATIVE),
        ]

    def test_the_footnote_goes_along_where_its_mark_does(self):
        told = editing.split(STATEMENT, "p3", "Members", "agree:[^1]", fresh(STATEMENT))
        assert drawn(told)[2:8] == ["p3", "p20", ".p4", "..p5", ".p6", ".p7"]

    def test_what_follows_a_heading_is_plain(self):
        told = editing.split(STATEMENT, "p2", "The", "lake", fresh(STATEMENT))
        assert (told.at("p20").role, told.at("p8").parent) == (Role.PLAIN, "p2")

    def test_a_cell_is_not_split(self):
        assert code(editing.split, STATEMENT, "p14", "20", "27", fresh(STATEMENT)) == "text.not_split"


class TestTwoBecomeOne:
    def test_words_and_what_it_held_go_to_the_one_before(self):
        told = editing.joined(STATEMENT, "p4")
        assert told.at("p3").words == "Members agree:[^1] to meet;"
        assert told.at("p5").parent == "p3"
        assert "p4" not in told

    def test_chinese_needs_no_space(self):
        text = Text("zh", (Paragraph("p1", "成员"), Paragraph("p2", "同意")))
        assert editing.joined(text, "p2").at("p1").words == "成员同意"

    def test_the_first_and_a_table_are_not_joined(self):
        assert code(editing.joined, STATEMENT, "p1") == "text.nothing_before"
        assert code(editing.joined, STATEMENT, "p16") == "text.not_joined"


class TestPassing:
    def test_with_all_that_it_holds(self):
        assert drawn(editing.moved(STATEMENT, "p6", up=True))[2:7] == ["p3", ".p6", ".p4", "..p5", ".p7"]
        assert drawn(editing.moved(STATEMENT, "p16", up=True))[8:16] == [
            "p16", "p9", ".p10", "..p11", "..p12", ".p13", "..p14", "..p15",
        ]  # fmt: skip

    def test_a_heading_moves_alone_and_lesser_ones_find_another(self):
        told = editing.moved(STATEMENT, "p2", up=False)
        assert drawn(told)[:8] == ["p1", "p3", ".p4", "..p5", ".p6", ".p7", "p2", ".p8"]
        alone = editing.moved(told, "p2", up=False)
        assert [alone.at(one).parent for one in ("p8", "p2")] == ["", ""]

    def test_rows_pass_and_cells_do_not(self):
        assert drawn(editing.moved(STATEMENT, "p13", up=True))[8:12] == ["p9", ".p13", "..p14", "..p15"]
        assert code(editing.moved, STATEMENT, "p14", up=False) == "text.cell_stands"

    def test_at_an_end(self):
        assert code(editing.moved, STATEMENT, "p4", up=True) == "text.nowhere_to_move"
        assert code(editing.moved, STATEMENT, "p17", up=False) == "text.nowhere_to_move"


class TestListLevels:
    def test_in_and_out_again(self):
        told = editing.moved_in(STATEMENT, "p6")
        assert told.at("p6").parent == "p4"
        assert editing.moved_out(told, "p6") == STATEMENT

    def test_out_takes_along_what_follows(self):
        told = editing.moved_out(STATEMENT, "p4")
        assert drawn(told)[2:8] == ["p3", ".p7", "p4", ".p5", ".p6", ".p8"]
        assert told.at("p4").role is Role.OPERATIVE

    def test_headings_become_lesser_and_greater(self):
        greater = editing.moved_out(STATEMENT, "p8")
        assert greater.at("p8").parent == ""
        assert editing.moved_in(greater, "p8") == STATEMENT

    def test_where_there_is_no_level(self):
        assert code(editing.moved_in, STATEMENT, "p4") == "text.no_list_level"
        assert code(editing.moved_out, STATEMENT, "p3") == "text.no_list_level"
        assert code(editing.moved_out, STATEMENT, "p2") == "text.no_list_level"


class TestShapes:
    def test_a_number_as_printed(self):
        assert editing.shaped(STATEMENT, "p16", Role.OPERATIVE, "2.").at("p16").printed == "2. The last word."

    def test_an_annex_takes_what_follows_up_to_the_next(self):
        told = editing.shaped(STATEMENT, "p8", Role.ANNEX, "")
        assert [told.at(one).parent for one in ("p9", "p16", "p17", "p19")] == ["p8", "p8", "", "p17"]
        back = editing.shaped(told, "p8", Role.HEADING, "")
        assert [back.at(one).parent for one in ("p8", "p9", "p16")] == ["", "", ""]

    def test_what_opens_a_list_becomes_no_heading(self):
        assert code(editing.shaped, STATEMENT, "p3", Role.HEADING, "") == "text.holds_others"

    def test_a_footnote_stays_one(self):
        assert code(editing.shaped, STATEMENT, "p7", Role.PLAIN, "") == "text.role_stands"


class TestTables:
    def test_a_row_and_a_column_more(self):
        told = editing.with_row(STATEMENT, "p14", fresh(STATEMENT))
        assert [one.anchor for one in told.under("p20")] == ["p21", "p22"]
        wide = editing.with_column(STATEMENT, "p11", fresh(STATEMENT))
        assert [[cell.anchor for cell in wide.under(row)] for row in ("p10", "p13")] == [
            ["p11", "p20", "p12"],
            ["p14", "p21", "p15"],
        ]
        assert wide.at("p20").role is Role.HEAD_CELL

    def test_a_column_less(self):
        told = editing.without_column(STATEMENT, "p15")
        assert [[cell.words for cell in told.under(row)] for row in ("p10", "p13")] == [["Year"], ["2027"]]
        assert code(editing.without_column, told, "p11") == "text.last_column"

    def test_a_new_table(self):
        told = editing.with_table(STATEMENT, "p3", rows=2, columns=2, caption="Dates", fresh=fresh(STATEMENT))
        assert drawn(told)[6:14] == [".p7", "p20", ".p21", "..p22", "..p23", ".p24", "..p25", "..p26"]
        assert (
            code(editing.with_table, told, "p3", rows=1, columns=2, caption="", fresh=fresh(told)) == "text.table_size"
        )

    def test_outside_a_table(self):
        assert code(editing.with_row, STATEMENT, "p16", fresh(STATEMENT)) == "text.not_in_a_table"


class TestFootnotes:
    def test_the_next_number_at_its_place(self):
        told = editing.with_footnote(STATEMENT, "p6", place=9, words="Each May.", fresh=fresh(STATEMENT))
        assert (told.at("p6").words, told.at("p20").label, told.at("p20").parent) == ("to report[^2].", "2", "p6")

    def test_its_mark_goes_with_it(self):
        assert editing.removed(STATEMENT, "p7").at("p3").words == "Members agree:"


class TestGone:
    def test_with_all_that_it_holds(self):
        assert drawn(editing.removed(STATEMENT, "p3"))[:4] == ["p1", "p2", ".p8", "p9"]

    def test_a_heading_alone(self):
        told = editing.removed(STATEMENT, "p2")
        assert (told.at("p8").parent, len(told)) == ("", len(STATEMENT) - 1)
        assert editing.removed(STATEMENT, "p17").paragraphs[-1].anchor == "p16"


ACTS = ("after", "split", "join", "up", "down", "in", "out", "shape", "remove", "table", "row", "column", "note")


def done(text: Text, act: str, anchor: str, chance: int) -> Text:
    """One press of a key, as it may come."""
    new = fresh_anchors([*(one.anchor for one in text), f"p{1000 + chance}"])
    role = editing.BY_HAND[chance % len(editing.BY_HAND)]
    match act:
        case "after":
            return editing.inserted_after(text, anchor, Paragraph(next(new), "new", role))
        case "split":
            words = text.at(anchor).words
            return editing.split(text, anchor, words[: chance % 9], words[chance % 9 :], new)
        case "join":
            return editing.joined(text, anchor)
        case "up" | "down":
            return editing.moved(text, anchor, up=act == "up")
        case "in":
            return editing.moved_in(text, anchor)
        case "out":
            return editing.moved_out(text, anchor)
        case "shape":
            return editing.shaped(text, anchor, role, "")
        case "remove":
            return editing.removed(text, anchor)
        case "table":
            return editing.with_table(text, anchor, rows=2, columns=2, caption="", fresh=new)
        case "row":
            return editing.with_row(text, anchor, new)
        case "column":
            return editing.with_column(text, anchor, new)
        case _:
            return editing.with_footnote(text, anchor, place=chance % 7, words="note", fresh=new)


KEEPS_ALL = {"up", "down", "in", "out", "shape"}


@settings(max_examples=1500, deadline=None)
@example([("down", 217, 0), ("in", 8, 0)])
@example([("shape", 0, 20), ("note", 0, 0), ("after", 0, 0), ("split", 0, 0)])
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 400), st.integers(0, 60)), min_size=1, max_size=30))
def test_whatever_is_pressed_it_stays_a_text(presses):
    """It is a tree whose parts stand together, and no word is lost by a press that only moves."""
    text = STATEMENT
    for act, place, chance in presses:
        if not len(text):
            return
        anchor = text.paragraphs[place % len(text)].anchor
        try:
            told = done(text, act, anchor, chance)
        except Refused:
            continue
        if act in KEEPS_ALL:
            assert Counter((one.anchor, one.words) for one in told) == Counter((one.anchor, one.words) for one in text)
        if act in {"split", "join"}:
            assert sorted("".join(one.words for one in told if one.words).replace(" ", "")) == sorted(
                "".join(one.words for one in text if one.words).replace(" ", "")
            )
        for one in told:
            if one.role not in {Role.HEADING}:
                branch = told.branch(one.anchor)
                start = told.place_of(one.anchor)
                assert branch == told.paragraphs[start : start + len(branch)]
        text = told
