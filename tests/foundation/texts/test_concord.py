"""What two language versions must have in common, and slips that are found."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations, permutations

import pytest

from plenary.foundation.texts.concord import Differs, Flag, concord, paired
from plenary.foundation.texts.figures import figures
from plenary.foundation.texts.text import Paragraph, Role, Text
from tests.builders import real_texts
from tests.builders.slips import resolution, slips


def told(words: str, language: str) -> list[tuple[str, str]]:
    """What surely stands there: the letters and their value."""
    return [(words[one.start : one.end], one.value) for one in figures(words, language) if one.sure]


class TestFigures:
    @pytest.mark.parametrize(
        ("words", "language", "found"),
        [
            ("1,234,567.5 tonnes", "en", [("1,234,567.5", "1234567.5")]),
            ("1 234 567,5 тонны", "ru", [("1 234 567,5", "1234567.5")]),
            ("1.234.567,5 toneladas", "es", [("1.234.567,5", "1234567.5")]),
            ("١٬٢٣٤٫٥ طن", "ar", [("١٬٢٣٤٫٥", "1234.5")]),
            ("１２３吨", "zh", [("１２３", "123")]),
            ("3 million", "en", [("3 million", "3000000")]),
            ("3 млн", "ru", [("3 млн", "3000000")]),
            ("3.5百万", "zh", [("3.5百万", "3500000")]),
            (
                "12 ноября 2026 года",
                "ru",
                [("12 ноября 2026", "2026"), ("12 ноября 2026", "11"), ("12 ноября 2026", "12")],
            ),
            ("十一月", "zh", [("十一月", "11")]),
            ("第一百二十三条", "zh", [("第一百二十三条", "123")]),
            ("Article IX", "en", [("IX", "9")]),
            ("S/RES/1/Rev.2, I think", "en", [("S/RES/1/Rev.2", "S/RES/1/REV.2")]),
            ("a[^1] [b]", "en", [("[^1]", "1"), ("[", "["), ("]", "]")]),
            ("two-thirds of thirty-five", "en", []),
            ("in May they may", "en", []),
            ("1. Decides to meet 2 (3) times", "en", [("1", "1"), ("2", "2"), ("3", "3")]),
        ],
    )
    def test_values_do_not_depend_on_the_language(
        self, words: str, language: str, found: list[tuple[str, str]]
    ) -> None:
        assert told(words, language) == found

    @pytest.mark.parametrize(
        ("words", "language", "values"),
        [
            ("two hundred and thirty-five", "en", ["235"]),
            ("the fifty-sixth session", "en", ["56"]),
            ("one third", "en", ["1", "3"]),
            ("тридцать пять", "ru", ["35"]),
            ("soixante-deuxième", "fr", ["62"]),
            ("خمسة وثلاثون", "ar", ["35"]),
            ("treinta y cinco", "es", ["35"]),
        ],
    )
    def test_number_words(self, words: str, language: str, values: list[str]) -> None:
        assert [one.value for one in figures(words, language)] == values

    def test_signs_that_are_not_seen_part_no_number(self) -> None:
        assert told("1\u200f2 \u202a3\u202c", "en") == [("1\u200f2", "12"), ("3", "3")]


def one(words: str, language: str = "en", label: str = "") -> Text:
    return Text(language, (Paragraph("p1", words, Role.OPERATIVE, label),))


class TestAgreement:
    @pytest.mark.parametrize(
        ("left", "right"),
        [
            (one("1. a\n2. b\n3. c"), one("1. а\n2. б\n4. в", "ru")),
            (one("1. a\n2. b\n3. c"), one("一、甲\n二、乙\n四、丙", "zh")),
            (one("a b c"), one("1. а\n5. б\n3. в", "ru")),
        ],
    )
    def test_what_counts_the_lines_of_a_paragraph_is_counted(self, left: Text, right: Text) -> None:
        assert [flag.differs for flag in concord(left, right)] == [Differs.NUMBER]

    def test_lines_need_not_be_counted_in_both(self) -> None:
        assert concord(one("a\nb"), one("1. а\n2. б\n1. в", "ru")) == ()

    @pytest.mark.parametrize(
        ("left", "right", "differs", "here", "there"),
        [
            (one("Pays 15"), one("Платит 16", "ru"), Differs.NUMBER, "15", "16"),
            (one("Pays 15"), one("Платит", "ru"), Differs.NUMBER, "15", ""),
            (one("in article 5"), one("в статье 6", "ru"), Differs.REFERENCE, "5", "6"),
            (one("5 per cent"), one("6 процентов", "ru"), Differs.PERCENTAGE, "5", "6"),
            (one("3 March 2027"), one("3 мая 2027 года", "ru"), Differs.DATE, "3", "5"),
            (one("A/1/L.2"), one("A/1/L.3", "ru"), Differs.SYMBOL, "A/1/L.2", "A/1/L.3"),
            (one("[a]"), one("[а", "ru"), Differs.BRACKET, "]", ""),
            (one("a[^1]"), one("а[^2]", "ru"), Differs.FOOTNOTE, "1", "2"),
            (one("thirty days"), one("сорок дней", "ru"), Differs.NUMBER, "30", "40"),
            (one("30 days"), one("сорок дней", "ru"), Differs.NUMBER, "30", "40"),
        ],
    )
    def test_what_differs(self, left: Text, right: Text, differs: Differs, here: str, there: str) -> None:
        (flag,) = concord(left, right)
        assert flag.differs is differs
        assert ("".join(f.value for f in flag.left), "".join(f.value for f in flag.right)) == (here, there)

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            (one("thirty days, 3 members"), one("30 дней, три члена", "ru")),
            (one("one of the members"), one("член", "ru")),
            (one("Article 5 of the Charter, that article"), one("статья 5 Устава", "ru")),
            (one("37 per cent"), one("٣٧ في المائة", "ar")),
            (one("37 %"), one("37 pour cent", "fr")),
            (one("November 2026"), one("2026年11月", "zh")),
            (one("words", label="4."), one("слова", "ru", label="٤.")),
            (one("words", label="(a)"), one("слова", "ru", label="а)")),
        ],
    )
    def test_what_agrees(self, left: Text, right: Text) -> None:
        assert concord(left, right) == ()

    def test_a_paragraph_that_is_missing(self) -> None:
        whole, half = resolution("en"), resolution("fr")
        half = Text("fr", tuple(each for each in half if each.anchor != "p3"))
        assert concord(whole, half) == (Flag(Differs.MISSING, "p3", ""),)
        assert concord(half, whole) == (Flag(Differs.MISSING, "", "p3"),)

    def test_a_label_with_another_number(self) -> None:
        (flag,) = concord(one("words", label="4."), one("слова", "ru", label="5."))
        assert flag.differs is Differs.LABEL

    def test_paragraphs_without_common_anchors_go_by_order(self) -> None:
        left, right = resolution("en"), resolution("ru")
        renamed = Text("ru", tuple(replace(each, anchor=f"r{nth}") for nth, each in enumerate(right)))
        assert [(a and a.anchor, b and b.anchor) for a, b in paired(left, renamed)][:2] == [("p0", "r0"), ("p1", "r1")]
        shorter = Text("ru", renamed.paragraphs[:3] + renamed.paragraphs[4:])
        assert [flag.left_anchor for flag in concord(left, shorter)] == ["p3"]

    @pytest.mark.parametrize(
        ("left", "right", "stands"),
        [
            # A footnote that the translation leaves out moves no paragraph; nor one that only it has.
            ("ofoo", "ooo", [(0, 0), (1, None), (2, 1), (3, 2)]),
            ("ooo", "ofofo", [(0, 0), (None, 1), (1, 2), (None, 3), (2, 4)]),
            ("ofofo", "oofof", [(0, 0), (1, 2), (2, 1), (3, 4), (4, 3)]),
            # A paragraph that is missing is the one whose kind, or length, the others do not have.
            ("toho", "too", [(0, 0), (1, 1), (2, None), (3, 2)]),
            ("oOo", "oo", [(0, 0), (1, None), (2, 1)]),
            ("oOo", "Oo", [(0, None), (1, 0), (2, 1)]),
            ("o", "", [(0, None)]),
            ("", "o", [(None, 0)]),
        ],
    )
    def test_what_stands_for_what_without_anchors_and_figures(
        self, left: str, right: str, stands: list[tuple[int | None, int | None]]
    ) -> None:
        """t: the title, h: a heading, o and O: a short and a long paragraph, f: a footnote."""
        roles = {"t": Role.TITLE, "h": Role.HEADING, "f": Role.FOOTNOTE}

        def text(kinds: str, language: str, word: str) -> Text:
            said: list[Paragraph] = []
            for nth, kind in enumerate(kinds):
                under = next((each.anchor for each in said[::-1] if each.role is not Role.FOOTNOTE), "")
                words = word * (90 if kind == "O" else 9)
                role = roles.get(kind, Role.OPERATIVE)
                said.append(Paragraph(f"{word}{nth}", words, role, "", under if kind == "f" else ""))
            return Text(language, tuple(said))

        pairs = paired(text(left, "en", "a"), text(right, "ru", "я"))
        places = [tuple(int(each.anchor[1:]) if each else None for each in pair) for pair in pairs]
        assert places == stands


def alarms(pairs: list[tuple[Text, Text]]) -> Counter[str]:
    return Counter(flag.differs.value for left, right in pairs for flag in concord(left, right))


class TestRealTexts:
    def test_no_alarm_where_nothing_is_wrong(self) -> None:
        assert alarms([(resolution(a), resolution(b)) for a, b in permutations(real_texts.SIX, 2)]) == {}
        real_texts.at_hand()
        assert (
            alarms([(real_texts.declaration(a), real_texts.declaration(b)) for a, b in combinations(real_texts.SIX, 2)])
            == {}
        )

    def test_alarms_on_treaties_as_they_stand(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Published texts with their own scan errors, notes and cuts, so an alarm is as often right as false."""
        real_texts.at_hand()
        pairs = list(real_texts.treaties())
        found = alarms(pairs)
        paragraphs = sum(len(left) for left, _ in pairs)
        with capsys.disabled():
            print(f"\n  treaties in English and Chinese: {found.total()} alarms in {paragraphs} pairs, {dict(found)}")
        assert found.total() <= 0.065 * paragraphs

    @pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
    def test_two_hundred_slips(self, seed: int, capsys: pytest.CaptureFixture[str]) -> None:
        real_texts.at_hand()
        pairs = [(resolution(a), resolution(b)) for a, b in permutations(real_texts.SIX, 2)]
        pairs += [(real_texts.declaration(a), real_texts.declaration(b)) for a, b in permutations(real_texts.SIX, 2)]
        for english, chinese in real_texts.treaties():
            pairs += [(english, chinese), (chinese, english)]
        before = {}
        planted: Counter[str] = Counter()
        found: Counter[str] = Counter()
        missed = []
        for nth, slip in slips(seed, 200, [right for _, right in pairs]):
            left, right = pairs[nth]
            if nth not in before:
                before[nth] = concord(left, right)
            planted[slip.kind] += 1
            new = set(concord(left, slip.text)) - set(before[nth])
            if any(slip.anchor in {flag.left_anchor, flag.right_anchor} for flag in new):
                found[slip.kind] += 1
            else:
                missed.append((slip.kind, left.language, right.language, slip.before, slip.after))
        with capsys.disabled():
            print(f"\n  {found.total()} of {planted.total()} slips found:", end="")
            print(*(f" {kind} {found[kind]}/{planted[kind]}" for kind in planted), f"; missed: {missed}", sep="")
        assert planted.total() == 200
        assert found.total() >= 190
