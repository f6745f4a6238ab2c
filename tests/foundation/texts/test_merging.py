"""Amendments laid into one text: the same in any order, in conflict exactly where they touch the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.foundation.texts.merging import (
    Amendment,
    Conflict,
    Edit,
    Kind,
    MergedWords,
    Wording,
    collisions,
    common_order,
    edits_between,
    kind_of,
    merge,
    merge_wordings,
    merge_words,
    number_after,
    pieces,
    runs_between,
)
from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.procedure.refusal import Refused

WATER = "The members shall share the water of the lake by 2030, and meet yearly."
STATEMENT = Text(
    "en",
    (
        Paragraph("p1", "Statement", Role.TITLE),
        Paragraph("p2", "The lake", Role.HEADING),
        Paragraph("p3", "Members agree:", Role.OPERATIVE, "1."),
        Paragraph("p4", "to meet yearly;", Role.ITEM, "(a)", "p3"),
        Paragraph("p5", "to share the water.", Role.ITEM, "(b)", "p3"),
        Paragraph("p6", WATER, Role.OPERATIVE, "2."),
        Paragraph("p7", "The shore", Role.HEADING, "", "p2"),
        Paragraph("p8", "Members welcome the road.", Role.OPERATIVE, "3."),
    ),
)


def words(text: Text) -> list[str]:
    return [one.words for one in text]


class TestWordsOfTwo:
    """One paragraph that two people have typed."""

    @pytest.mark.parametrize(
        ("mine", "theirs", "made"),
        [
            ("one two three four", "one two three four", "one two three four"),
            ("one 2 three four", "one two three 4", "one 2 three 4"),
            ("one 2 three four", "one two 3 four", "one 2 3 four"),
            ("one 2 three four", "one 2 three 4", "one 2 three 4"),
            ("two three four", "one two three four five", "two three four five"),
            ("nought one two three four", "two three four", None),
            ("one two and three four", "one two three", "one two and three"),
            ("one two, three four", "one two three four.", "one two, three four."),
            ("", "", ""),
            ("  one two three four ", "one two three four", "  one two three four "),
        ],
    )
    def test_both_stand(self, mine: str, theirs: str, made: str | None) -> None:
        for merged in (
            merge_words("one two three four", mine, theirs),
            merge_words("one two three four", theirs, mine),
        ):
            if made is None:
                # "one" became "nought one": the word itself is kept, so what is put before it touches none.
                made = "nought two three four"
            assert (merged.words, merged.conflicts) == (made, ())

    @pytest.mark.parametrize(
        ("mine", "theirs", "conflict"),
        [
            ("a B c d", "a X c d", Conflict(1, 2, "b", (Wording(("mine",), "B"), Wording(("theirs",), "X")))),
            ("a d", "a b X d", Conflict(1, 3, "b c", (Wording(("mine",), ""), Wording(("theirs",), "b X")))),
            ("a d", "a b x c d", Conflict(1, 3, "b c", (Wording(("mine",), ""), Wording(("theirs",), "b x c")))),
            ("a b x c d", "a b y c d", Conflict(2, 2, "", (Wording(("mine",), "x"), Wording(("theirs",), "y")))),
            ("", "a b c", Conflict(0, 4, "a b c d", (Wording(("mine",), ""), Wording(("theirs",), "a b c")))),
        ],
    )
    def test_a_conflict_shows_both_and_keeps_the_base(self, mine: str, theirs: str, conflict: Conflict) -> None:
        merged = merge_words("a b c d", mine, theirs)
        assert (merged.words, merged.conflicts) == ("a b c d", (conflict,))
        assert (merged.settled("mine"), merged.settled("theirs"), merged.settled("")) == (mine, theirs, "a b c d")
        assert conflict.words_of("mine") == conflict.wordings[0].words
        with pytest.raises(KeyError):
            conflict.words_of("nobody")

    def test_what_is_settled_keeps_what_was_in_no_conflict(self) -> None:
        merged = merge_words("a b, c d e", "A b; c d e", "a b: c d E")
        assert merged.words == "A b, c d E"
        assert [one.base for one in merged.conflicts] == [","]
        assert (merged.settled("mine"), merged.settled("theirs")) == ("A b; c d E", "A b: c d E")

    def test_two_that_touch_through_a_third_are_one_conflict(self) -> None:
        merged = merge_wordings(
            "a b c d e f", {"1": "a X d e f", "2": "a b Y e f", "3": "a b c d Z f", "4": "a X d e f"}
        )
        assert merged.words == "a b c d Z f"
        assert merged.conflicts == (Conflict(1, 4, "b c d", (Wording(("1", "4"), "X d"), Wording(("2",), "b Y"))),)

    def test_signs_without_spaces_are_words_each(self) -> None:
        merged = merge_words("成员国共享湖水。", "各成员国共享湖水。", "成员国共享河水。")
        assert (merged.words, merged.conflicts) == ("各成员国共享河水。", ())

    @given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
    def test_any_signs_are_kept(self, base: str, mine: str, theirs: str) -> None:
        assert "".join(pieces(base)).removeprefix(" ") == base
        assert merge_words(base, mine, base).words == mine
        assert merge_words(base, base, theirs).words == theirs
        one, other = merge_words(base, mine, theirs), merge_words(base, theirs, mine)
        assert one.words == other.words
        assert [(they.start, they.end, they.base) for they in one.conflicts] == [
            (they.start, they.end, they.base) for they in other.conflicts
        ]

    @given(st.lists(st.sampled_from("abcd "), max_size=30), st.lists(st.sampled_from("abcd "), max_size=30))
    def test_edits_make_the_one_of_the_other(self, base: list[str], amended: list[str]) -> None:
        before, after = " ".join(base), " ".join(amended)
        merged = merge_wordings(before, {"only": after})
        assert (merged.words, merged.conflicts) == (after, ())
        edits = edits_between(before, after)
        assert all(one.end < other.start for one, other in pairwise(edits))


class TestInOneOrder:
    """Several languages of one text."""

    def text(self, *anchors: str, under: str = "") -> Text:
        return Text("", tuple(Paragraph(one, one, parent=under if one == "c" else "") for one in anchors))

    def test_what_another_language_has_besides_comes_after_what_it_follows_there(self) -> None:
        texts = [self.text("a", "b"), self.text("a", "c", "b", "d"), self.text("e", "b")]
        assert common_order(texts) == ("e", "a", "c", "b", "d")
        assert common_order(texts[:1]) == ("a", "b")

    def test_what_is_held_comes_after_what_holds_it(self) -> None:
        assert common_order([self.text("x", "b", "a"), self.text("a", "c", "x", under="a")]) == ("x", "b", "a", "c")


class TestNumbers:
    """A new paragraph among numbered ones; no other one is numbered anew."""

    @pytest.mark.parametrize(
        ("label", "taken", "made"),
        [
            ("3", (), "3 bis"),
            ("3.", ("3.", "4."), "3 bis."),
            ("3", ("3 bis", "3 ter"), "3 quater"),
            ("3 bis", ("3", "3 bis"), "3 ter"),
            ("3 bis.", ("3.", "3 bis."), "3 ter."),
            ("(a)", ("(a)", "(b)"), "(a bis)"),
            ("(a bis)", ("(a)", "(a bis)"), "(a ter)"),
            ("IV", (), "IV bis"),
            ("٣", (), "٣ bis"),
            ("1.2", (), "1.2 bis"),
            ("第一条", (), "第一条 bis"),
            ("–", ("–",), "–"),
            ("", (), ""),
        ],
    )
    def test_after_one_that_is_numbered(self, label: str, taken: tuple[str, ...], made: str) -> None:
        assert number_after(label, taken) == made

    def test_after_the_last_latin_word_there_are_figures(self) -> None:
        taken: list[str] = []
        for _place in range(11):
            taken.append(number_after(taken[-1] if taken else "7.", taken))
        assert taken[0] == "7 bis."
        assert taken[8:] == ["7 decies.", "7 (11).", "7 (12)."]

    def test_each_in_the_order_of_submission_after_all_that_the_one_before_holds(self) -> None:
        made = merge(
            STATEMENT,
            [
                Amendment("A.2", "p3", Kind.INSERT_AFTER, "Second.", 2, Role.OPERATIVE),
                Amendment("A.1", "p3", Kind.INSERT_AFTER, "First.", 1, Role.OPERATIVE),
                Amendment("A.3", "p4", Kind.INSERT_AFTER, "to meet;", 3, Role.ITEM),
                Amendment("A.4", "p2", Kind.INSERT_AFTER, "Plain.", 4, Role.PLAIN),
                Amendment("A.5", "p6", Kind.DELETE_PARAGRAPH, "", 5),
            ],
        )
        assert [one.label for one in made.text] == [
            "",
            "",
            "",
            "1.",
            "(a)",
            "(a bis)",
            "(b)",
            "1 bis.",
            "1 ter.",
            "",
            "3.",
        ]

    def test_a_number_given_in_another_language_is_not_given_again(self) -> None:
        new = Amendment("A.1", "p3", Kind.INSERT_AFTER, "First.", 1, Role.OPERATIVE)
        made = merge(STATEMENT, [new], labels={"1 bis."})
        assert made.text.at(made.new["A.1"]).label == "1 ter."


class TestKinds:
    @pytest.mark.parametrize(
        ("amended", "kind"),
        [
            ("The members shall fairly share the water of the lake by 2030, and meet yearly.", Kind.ADD),
            ("The members shall share the water of the lake and meet yearly.", Kind.DELETE),
            ("The members shall share the water of the lake by 2035, and meet yearly.", Kind.REPLACE),
            ("All members shall share the water of the lake and meet.", Kind.REPLACE),
        ],
    )
    def test_the_words_say_which(self, amended: str, kind: Kind) -> None:
        assert kind_of(WATER, amended) is kind

    @pytest.mark.parametrize(
        ("amended", "code"), [(WATER, "amendments.changes_nothing"), (" \n", "amendments.no_words")]
    )
    def test_refused(self, amended: str, code: str) -> None:
        with pytest.raises(Refused) as no:
            kind_of(WATER, amended)
        assert no.value.code == code


def new(name: str, anchor: str, text: str, submitted: int = 0) -> Amendment:
    return Amendment(name, anchor, Kind.INSERT_AFTER, text, submitted, Role.OPERATIVE)


def deleted(name: str, anchor: str) -> Amendment:
    return Amendment(name, anchor, Kind.DELETE_PARAGRAPH)


def written(name: str, anchor: str, text: str) -> Amendment:
    return Amendment(name, anchor, Kind.REPLACE, text)


class TestParagraphs:
    """What is laid beside each other in a whole text."""

    def test_new_ones_stand_after_all_the_paragraph_holds_in_the_order_of_submission(self) -> None:
        given_ = [new("b", "p3", "Late.", 2), new("a", "p3", "Early.", 1), new("c", "p5", "to fish.", 3)]
        for one in permutations(given_):
            merged = merge(STATEMENT, one, taken=["p9"])
            assert [(p.anchor, p.words, p.parent) for p in merged.text.paragraphs[4:9]] == [
                ("p5", "to share the water.", "p3"),
                ("p10", "to fish.", "p3"),
                ("p11", "Early.", ""),
                ("p12", "Late.", ""),
                ("p6", WATER, ""),
            ]
            assert (merged.new, merged.conflicts) == ({"c": "p10", "a": "p11", "b": "p12"}, ())

    def test_the_same_new_paragraph_is_one(self) -> None:
        merged = merge(STATEMENT, [new("a", "p8", "Thanks."), new("b", "p8", "Thanks."), new("c", "p8", "Thanks!")])
        assert words(merged.text)[8:] == ["Thanks.", "Thanks!"]
        assert merged.new == {"a": "p9", "b": "p9", "c": "p10"}

    def test_a_heading_goes_alone_and_the_lesser_one_rises(self) -> None:
        merged = merge(STATEMENT, [deleted("a", "p2"), new("b", "p2", "First."), new("c", "p7", "Second.")])
        assert [(one.anchor, one.parent) for one in merged.text] == [
            ("p1", ""),
            ("p9", ""),
            ("p3", ""),
            ("p4", "p3"),
            ("p5", "p3"),
            ("p6", ""),
            ("p7", ""),
            ("p10", ""),
            ("p8", ""),
        ]

    def test_a_deleted_paragraph_goes_with_what_it_holds(self) -> None:
        merged = merge(STATEMENT, [deleted("a", "p3"), deleted("b", "p3"), new("c", "p3", "Instead.")])
        assert [one.anchor for one in merged.text] == ["p1", "p2", "p9", "p6", "p7", "p8"]
        assert merged.conflicts == ()

    def test_what_one_deletes_and_another_changes_is_shown(self) -> None:
        inside = [written("b", "p4", "to meet;"), new("c", "p4", "to fish;"), deleted("d", "p5"), deleted("e", "p3")]
        merged = merge(STATEMENT, [deleted("a", "p3"), *inside])
        assert merged.text == STATEMENT
        assert merged.conflicts == (
            Conflict(
                0,
                3,
                "Members agree:",
                (
                    Wording(("a", "e"), ""),
                    Wording(("b",), "to meet;"),
                    Wording(("c",), "to fish;"),
                    Wording(("d",), ""),
                ),
                "p3",
                whole=True,
            ),
        )

    def test_words_added_at_the_end_of_a_deleted_paragraph_are_not_lost(self) -> None:
        merged = merge(STATEMENT, [deleted("a", "p8"), written("b", "p8", "Members welcome the road. They thank.")])
        assert [(one.anchor, one.whole, one.words_of("b")) for one in merged.conflicts] == [
            ("p8", True, "Members welcome the road. They thank.")
        ]

    def test_conflicts_are_told_in_the_order_of_the_text(self) -> None:
        merged = merge(
            STATEMENT,
            [
                written("1", "p8", "Members regret the road."),
                written("2", "p8", "Members note the road."),
                written("3", "p5", "to share the fish."),
                written("4", "p5", "to share the fruit."),
            ],
        )
        assert [(one.anchor, one.base) for one in merged.conflicts] == [("p5", "water"), ("p8", "welcome")]

    @pytest.mark.parametrize(
        ("amendments", "code", "facts"),
        [
            ([deleted("a", "p99")], "amendments.anchor_unknown", {"name": "a", "anchor": "p99"}),
            ([deleted("a", "p3"), deleted("a", "p4")], "amendments.twice", {"names": ["a"]}),
        ],
    )
    def test_refused(self, amendments: list[Amendment], code: str, facts: dict[str, object]) -> None:
        with pytest.raises(Refused) as no:
            merge(STATEMENT, amendments)
        assert (no.value.code, no.value.facts) == (code, facts)


# What follows knows nothing of how the merging is done. Every base word is unlike every other, so the edits that were
# drawn are the edits that the words show, and the definition can be tried on them word by word.

LONGEST = 9
Drawn = tuple[Amendment, tuple[Edit, ...]]


def a_base(chance: Random, paragraphs: int) -> Text:
    made: list[Paragraph] = []
    for place in range(paragraphs):
        held = place > 0 and chance.randrange(4) == 0
        parent = (
            chance.choice(made[-1:] + [one for one in made if one.anchor == made[-1].parent]).anchor if held else ""
        )
        role = Role.ITEM if parent else Role.OPERATIVE
        count = chance.randint(1, LONGEST)
        made.append(Paragraph(f"p{place}", " ".join(f"w{place}x{i}" for i in range(count)), role, "", parent))
    return Text("en", tuple(made))


def some_edits(chance: Random, count: int) -> tuple[Edit, ...]:
    """Edits that keep a word between each other, as edits that are found in words do."""
    edits: list[Edit] = []
    place = chance.randint(0, count)
    while place <= count and len(edits) < 3:
        end = min(count, place + chance.choice([0, 0, 1, 1, 2, 4]))
        put = chance.choice([(), ("new",), ("new",), ("other",), ("new", "other")])
        if end > place or put:
            edits.append(Edit(place, end, put))
        place = end + chance.randint(1, count + 1)
    return tuple(edits)


def some_amendments(chance: Random, base: Text, count: int) -> list[Drawn]:
    """Half of them fall on a few paragraphs: an amendment war."""
    drawn: list[Drawn] = []
    while len(drawn) < count:
        anchor = f"p{chance.randrange(len(base) if len(drawn) % 2 else min(4, len(base)))}"
        name = f"{len(drawn):02}"
        before = base.at(anchor).words.split()
        what = chance.randrange(12)
        if what == 0:
            drawn.append((deleted(name, anchor), ()))
        elif what < 3:
            text = chance.choice(["fresh", "fresh two", "fresh three"])
            drawn.append((new(name, anchor, text, chance.randint(0, 9)), ()))
        elif edits := some_edits(chance, len(before)):
            drawn.append((written(name, anchor, laid(before, edits)), edits))
    return drawn


def laid(before: list[str], edits: tuple[Edit, ...]) -> str:
    """Word by word: what is put at each place, then the word there, unless one takes it away."""
    made: list[str] = []
    for place in range(len(before) + 1):
        for one in edits:
            if one.start == place == one.end:
                made += one.put
        for one in edits:
            if one.start == place < one.end:
                made += one.put
        if place < len(before) and not any(one.start <= place < one.end for one in edits):
            made.append(before[place])
    return " ".join(made)


def taken_by(edit: Edit) -> set[int]:
    return set(range(edit.start, edit.end))


def by_definition(one: Edit, other: Edit) -> bool:
    """The definition, as it is written, tried on two edits of one paragraph."""
    if one == other:
        return False
    common = bool(taken_by(one) & taken_by(other))
    inside = any(
        not taken_by(small) and {small.start - 1, small.start} <= taken_by(large)
        for small, large in ((one, other), (other, one))
    )
    same_place = not taken_by(one) and not taken_by(other) and one.start == other.start and one.put != other.put
    return common or inside or same_place


def holds(base: Text, outer: str, inner: str) -> bool:
    while inner and inner != outer:
        inner = base.at(inner).parent
    return inner == outer


def disputes(base: Text, drawn: list[Drawn]) -> Iterator[tuple[str, str]]:
    """Two names each that are in conflict over a deleted paragraph."""
    for (one, _), (other, _) in permutations(drawn, 2):
        if one.kind is not Kind.DELETE_PARAGRAPH:
            continue
        if other.kind is Kind.INSERT_AFTER:
            if other.anchor != one.anchor and holds(base, one.anchor, base.at(other.anchor).parent):
                yield one.name, other.name
        elif holds(base, one.anchor, other.anchor) and not (other.kind is one.kind and other.anchor == one.anchor):
            yield one.name, other.name


def expected(base: Text, drawn: list[Drawn]) -> tuple[Counter[tuple[str, frozenset[str]]], dict[str, str]]:
    """Every group of names in conflict over words, and how each paragraph of words reads."""
    over_paragraphs = {name for two in disputes(base, drawn) for name in two}
    groups: Counter[tuple[str, frozenset[str]]] = Counter()
    read: dict[str, str] = {}
    for paragraph in base:
        here = [
            (one.name, edit)
            for one, edits in drawn
            if one.anchor == paragraph.anchor and one.name not in over_paragraphs
            for edit in edits
        ]
        clash = [(a, b) for a, b in combinations(here, 2) if by_definition(a[1], b[1])]
        # Those that hang together, through others or by doing the same.
        parts = [{edit for _, edit in two} for two in clash]
        merged: list[set[Edit]] = []
        for part in parts:
            joined = [one for one in merged if one & part]
            merged = [one for one in merged if not one & part] + [part.union(*joined)]
        for group in merged:
            groups[(paragraph.anchor, frozenset(name for name, edit in here if edit in group))] += 1
        torn = {edit for group in merged for edit in group}
        standing = tuple({edit for _, edit in here if edit not in torn})
        read[paragraph.anchor] = laid(paragraph.words.split(), standing)
    return groups, read


class TestInAnyOrder:
    """The same text in any order, conflicts by definition, nothing lost."""

    @given(st.integers(0, 2**64))
    @settings(deadline=None)
    def test_fifty_amendments_on_twenty_paragraphs(self, seed: int) -> None:
        self.holds(Random(seed), paragraphs=20, amendments=50)

    @given(st.randoms(use_true_random=False), st.integers(1, 4), st.integers(1, 5))
    @settings(deadline=None)
    def test_few_amendments_on_few_paragraphs(self, chance: Random, paragraphs: int, amendments: int) -> None:
        self.holds(chance, paragraphs, amendments)

    def holds(self, chance: Random, paragraphs: int, amendments: int) -> None:
        base = a_base(chance, paragraphs)
        drawn = some_amendments(chance, base, amendments)
        given_ = [one for one, _ in drawn]
        merged = merge(base, given_)
        chance.shuffle(given_)
        assert merge(base, given_) == merged

        self.two_by_two(base, drawn)
        groups, read = expected(base, drawn)
        over_words = [one for one in merged.conflicts if not one.whole]
        assert (
            Counter(
                (one.anchor, frozenset(name for wording in one.wordings for name in wording.names))
                for one in over_words
            )
            == groups
        )
        assert {one.anchor: one.words for one in merged.text if one.anchor in read} == {
            anchor: text for anchor, text in read.items() if anchor in merged.text
        }

        over_paragraphs = [one for one in merged.conflicts if one.whole]
        told = {
            (deleting, name)
            for one in over_paragraphs
            for deleting in one.wordings[0].names
            for wording in one.wordings[1:]
            for name in wording.names
        }
        assert told == set(disputes(base, drawn))
        in_conflict = {name for one in merged.conflicts for wording in one.wordings for name in wording.names}
        gone = {one.anchor for one, _ in drawn if one.kind is Kind.DELETE_PARAGRAPH and one.name not in in_conflict}
        assert [one.anchor for one in base if one.anchor not in merged.text] == [
            one.anchor for one in base if any(holds(base, outer, one.anchor) for outer in gone)
        ]
        self.nothing_is_lost(base, drawn, merged.text, merged.new, merged.conflicts)

    def two_by_two(self, base: Text, drawn: list[Drawn]) -> None:
        """What falls with each: those in conflict with it alone, by the definition, and those that do the same."""
        disputed = set(disputes(base, drawn))
        falling: dict[str, set[str]] = {one.name: set() for one, _ in drawn}
        for (one, edits), (other, others) in permutations(drawn, 2):
            same = (one.anchor, one.words, one.kind is Kind.INSERT_AFTER)
            both = one.anchor == other.anchor and any(by_definition(a, b) for a in edits for b in others)
            if (
                both
                or {(one.name, other.name), (other.name, one.name)} & disputed
                or same == (other.anchor, other.words, other.kind is Kind.INSERT_AFTER)
            ):
                falling[one.name].add(other.name)
        assert collisions(base, [one for one, _ in drawn]) == falling

    def nothing_is_lost(
        self, base: Text, drawn: list[Drawn], text: Text, new_ones: Mapping[str, str], conflicts: tuple[Conflict, ...]
    ) -> None:
        """Each edit is in the text, or its amendment tells its wording in a conflict at that place."""
        for amendment, edits in drawn:
            told = [one for one in conflicts for wording in one.wordings if amendment.name in wording.names]
            if amendment.kind is Kind.INSERT_AFTER:
                if any(one.words_of(amendment.name) == amendment.words for one in told):
                    continue
                assert text.at(new_ones[amendment.name]).words == amendment.words
            elif amendment.kind is Kind.DELETE_PARAGRAPH:
                assert bool(told) != (amendment.anchor not in text)
            elif any(one.whole for one in told):
                assert any(one.words_of(amendment.name) == amendment.words for one in told if one.whole)
            else:
                before, made = base.at(amendment.anchor).words.split(), text.at(amendment.anchor).words.split()
                for edit in edits:
                    shown = [one for one in told if one.start <= edit.start and edit.end <= one.end]
                    if any(set(edit.put) <= set(one.words_of(amendment.name).split()) for one in shown):
                        continue
                    assert set(edit.put) <= set(made)
                    assert not set(before[edit.start : edit.end]) & set(made)


def test_merged_words_are_values() -> None:
    assert merge_words("a", "b", "b") == merge_words("a", "b", "b")
    assert isinstance(merge_words("a", "b", "c"), MergedWords)


class TestRuns:
    """A change as it is shown: what goes before what comes in its place, and no mark under the space before a word."""

    def test_in_their_order(self) -> None:
        runs = runs_between("Agree to cooperate, and to meet.", "Agree to help soon, and meet.")
        assert [(one.change, one.space, one.marked) for one in runs] == [
            ("kept", " ", "Agree to"),
            ("taken", " ", "cooperate"),
            ("put", " ", "help soon"),
            ("kept", "", ", and"),
            ("taken", " ", "to"),
            ("kept", " ", "meet."),
        ]

    @given(st.text(max_size=40), st.text(max_size=40))
    def test_both_are_in_it(self, before: str, after: str) -> None:
        runs = runs_between(before, after)
        assert "".join(one.words for one in runs if one.change != "put").removeprefix(" ") == before
        assert "".join(one.words for one in runs if one.change != "taken").removeprefix(" ") == after
        assert all(one.space + one.marked == one.words != "" for one in runs)


@pytest.mark.parametrize(
    ("base", "one", "other"),
    [
        ("Dues rise by 2.5 per cent.", "Dues rise by 3.5 per cent.", "Dues rise by 2.7 per cent."),
        ("on 12.05.2031", "on 13.05.2031", "on 12.06.2031"),
        ("the non-permanent members", "the semi-permanent members", "the non-elected members"),
        ("น้ำ", "ป้ำ", "น่ำ"),
    ],
)
def test_what_is_one_word_everywhere_is_never_made_of_two_wordings(base: str, one: str, other: str) -> None:
    merged = merge_words(base, one, other)
    assert (merged.words, len(merged.conflicts)) == (base, 1)
