"""Days, hours, figures, names and audiences as a reader sees them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from plenary.foundation.languages.words import Words
from plenary.interfaces.web.drawings import figures
from plenary.interfaces.web.shell import bands, moments
from plenary.interfaces.web.shell.templatetags import plenary as tags

NARROW = "\u202f"
AT = datetime(2019, 11, 28, 9, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(("code", "name"), [("en", "English"), ("ar", "Arabic"), ("zh", "Chinese"), ("xx", "xx")])
def test_a_language_is_named_in_the_language_of_the_reader(code, name):
    assert tags.language_in_words(code) == name


class TestMoments:
    """The place's clock, and the reader's where it is known and differs."""

    def test_the_place_has_its_own_clock(self):
        assert moments.moment(AT, "Asia/Bishkek") == (
            '<time datetime="2019-11-28T09:04:12Z">28 November 2019, 15:04</time>'
        )

    def test_an_hour_of_another_day_carries_its_day(self):
        later = AT + timedelta(days=5)
        assert moments.hour_with_day(AT, "Asia/Bishkek", AT) == moments.hour(AT, "Asia/Bishkek")
        assert moments.hour_with_day(later, "Asia/Bishkek", AT) == (
            '<time datetime="2019-12-03T09:04:12Z">3 Dec, 15:04</time>'
        )

    def test_the_day_of_an_hour_is_that_of_the_place(self):
        """At 18:30 UTC the next day has begun in Bishkek."""
        evening = AT.replace(hour=18, minute=30)
        assert "29 Nov, 00:30" in moments.hour_with_day(evening, "Asia/Bishkek", AT)

    def test_a_reader_elsewhere_sees_both_clocks(self):
        with timezone.override(ZoneInfo("Europe/Moscow")):
            assert "28 November 2019, 15:04 (12:04 your time)" in moments.moment(AT, "Asia/Bishkek")

    def test_the_other_day_is_named(self):
        with timezone.override(ZoneInfo("America/New_York")):
            late = datetime(2019, 11, 28, 2, 0, tzinfo=UTC)
            assert "08:00 (27 November, 21:00 your time)" in moments.hour(late, "Asia/Bishkek")

    def test_nobody_is_told_a_clock_that_is_not_theirs(self):
        assert "your time" not in moments.hour(AT, "Asia/Bishkek")

    @pytest.mark.parametrize(
        ("language", "style", "said"),
        [
            ("en", "long", "28 November 2019"),
            ("en", "weekday", "Thursday 28 November 2019"),
            ("ru", "long", "28 ноября 2019"),
            ("ru", "weekday", "Четверг, 28 ноября 2019"),
            ("ar", "long", "28 نوفمبر 2019"),
        ],
    )
    def test_a_day_follows_the_language(self, language, style, said):
        with translation.override(language):
            assert said in moments.day(date(2019, 11, 28), style)

    def test_a_span_says_nothing_twice(self):
        assert ">27–28 November 2019<" in moments.day_span(date(2019, 11, 27), date(2019, 11, 28))
        assert ">30 November – 1 December 2019<" in moments.day_span(date(2019, 11, 30), date(2019, 12, 1))
        assert ">28 November 2019<" in moments.day_span(date(2019, 11, 28), date(2019, 11, 28))

    def test_a_running_time_counts_over(self):
        assert moments.minutes_seconds(timedelta(minutes=2, seconds=14)) == "2:14"
        assert moments.minutes_seconds(-20) == "+0:20"


class TestFigures:
    """Exact, grouped, never through a float."""

    def test_groups_of_three(self):
        assert figures.grouped(1204) == f"1{NARROW}204"
        assert figures.grouped(-1204567) == f"\u22121{NARROW}204{NARROW}567"

    def test_money_to_the_cent_in_the_readers_writing(self):
        assert figures.money(Decimal("1204.5"), "USD") == f"1{NARROW}204.50\u00a0USD"
        with translation.override("ru"):
            assert figures.money(Decimal("1204.5")) == f"1{NARROW}204,50"

    def test_a_share_keeps_three_places(self):
        assert figures.percent(Fraction(1, 3)) == "33.333\u00a0%"
        assert figures.percent(Decimal("0.125")) == "12.5\u00a0%"
        assert figures.percent(Fraction(1)) == "100\u00a0%"
        assert figures.percent(Fraction(0)) == "0\u00a0%"

    def test_a_float_is_refused(self):
        with pytest.raises(TypeError, match="not exact"):
            figures.grouped(0.1)


class TestSaid:
    """Words carry their own language where it is not the reader's."""

    def test_in_the_readers_language_it_stands_alone(self):
        assert tags.said(Words({"en": "A <b>", "ru": "Б"})) == "A &lt;b&gt;"

    def test_in_another_it_says_which_and_which_way(self):
        assert tags.said(Words({"ar": "قمة"})) == '<span lang="ar" dir="rtl">قمة</span>'

    def test_nothing_stated_is_nothing(self):
        assert tags.said(Words()) == ""
        assert tags.said(None) == ""

    def test_the_quiet_words_stand_for_it(self):
        assert tags.or_not_stated(Words()) == '<span class="unsaid">not stated</span>'
        assert tags.or_not_stated(0) == "0"

    def test_a_symbol_runs_from_left_to_right_and_is_escaped(self):
        assert tags.symbol('A/"<') == '<bdi class="sym" dir="ltr">A/&quot;&lt;</bdi>'

    @pytest.mark.parametrize("tag", [tags.kind, tags.choice, tags.claim_mark])
    def test_sign_and_word_stand_together(self, tag):
        said = tag({tags.kind: "decision", tags.choice: "against", tags.claim_mark: "quoted"}[tag])
        assert "<svg" in said
        assert 'class="word"' in said

    def test_an_unknown_kind_is_not_stated(self):
        assert "Not stated" in tags.kind("")

    def test_an_unknown_choice_is_a_fault(self):
        with pytest.raises(KeyError):
            tags.choice("maybe")


class TestBands:
    """Who can read the page, in one word and one sentence."""

    @pytest.mark.parametrize(
        ("audience", "word", "tone"),
        [
            ("public", "Public", ""),
            ("members", "Members", ""),
            ("members,desk", "Members", ""),
            ("desk", "Desk", ""),
            ("documents", "Draft", ""),
            ("documents,secretary:CSC", "Draft", ""),
            ("documents,member:ARM,secretary:CSC", "Delegation", ""),
            ("embargoed", "Embargoed", "embargoed"),
            ("body:CFM,body:CMD", "Restricted: 2 bodies", ""),
            ("body:CFM,desk", "Restricted: 1 body", ""),
            ("sitting:abc", "Restricted sitting", "restricted"),
            ("delegation:abc", "Delegation", ""),
            ("draft:abc", "Draft", ""),
            ("mixed", "Mixed", ""),
            ("something:else", "Restricted", ""),
        ],
    )
    def test_each_audience_is_named(self, audience, word, tone):
        band = bands.band_for(audience)
        assert (str(band.word), band.tone) == (word, tone)
        assert str(band.sentence)

    def test_nothing_narrow_is_ever_called_public(self):
        for audience in ("members", "desk", "draft:x", "sitting:x", "body:x", "unknown", "embargoed"):
            assert bands.band_for(audience) is not bands.PUBLIC
