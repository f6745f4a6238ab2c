"""The day from which a text has effect: counted as the text says, and recorded once it has come."""

from datetime import UTC, date, datetime

import pytest

from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.foundation.clock import standing_at
from plenary.foundation.journal.models import Entry
from plenary.interfaces.wording import sentence_of
from plenary.offices.documents.models import Document
from plenary.offices.instruments.actions import treaties
from plenary.offices.instruments.actions.effect import bring_into_effect
from tests.builders import instruments as build
from tests.builders.documents import issued
from tests.builders.organisation import council, words
from tests.builders.people import actor
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

NOON = datetime(2019, 11, 28, 12, tzinfo=UTC)


def signed_text() -> Document:
    """A text that was signed by all on 28 November 2019."""
    with standing_at(NOON):
        _where, _package, paper = build.signed()
    document: Document = paper.document
    document.state = "signed"
    document.save()
    return document


def test_it_counts_from_the_last_signature():
    document, officer = signed_text(), build.depositary()
    given = {"counted_from": "signature", "delay_days": 30, "rule": "Statement art. 4"}
    early = {"from_on": "2019-12-28", "on": "2019-12-27"}
    with standing_at(datetime(2019, 12, 27, tzinfo=UTC)), refused("instruments.not_in_effect_yet", **early) as caught:
        bring_into_effect(document, by=officer, **given)
    assert sentence_of(caught.value) == (
        f"{document} takes effect on 28 December 2019, and today is 27 December 2019. Record it on that day "
        "or after. (Statement art. 4)"
    )
    with standing_at(datetime(2019, 12, 28, tzinfo=UTC)):
        moved = bring_into_effect(document, by=officer, **given)
    assert (moved.state, moved.in_effect_on) == ("in effect", date(2019, 12, 28))
    told = Entry.objects.get(verb="instruments.text.in_effect")
    assert (told.facts["on"], told.facts["counted_on"], told.cite) == ("2019-12-28", "2019-11-28", "Statement art. 4")
    with refused("documents.wrong_step", before="in effect", after="in effect"):
        bring_into_effect(document, by=officer, **given)


def test_the_days_are_those_at_the_seat_of_the_organisation():
    """At the seat, three hours ahead, the next day has begun; it has when a text is signed late at night, too."""
    with standing_at(datetime(2019, 11, 28, 21, 30, tzinfo=UTC)):
        _where, _package, paper = build.signed()
    document: Document = paper.document
    document.state = "signed"
    document.save()
    given = {"by": build.depositary(), "counted_from": "signature", "delay_days": 1, "rule": "Statement art. 4"}
    early = {"from_on": "2019-11-30", "on": "2019-11-29"}
    with standing_at(datetime(2019, 11, 29, 20, 30, tzinfo=UTC)), refused("instruments.not_in_effect_yet", **early):
        bring_into_effect(document, **given)
    with standing_at(datetime(2019, 11, 29, 21, 30, tzinfo=UTC)):
        assert bring_into_effect(document, **given).in_effect_on == date(2019, 11, 30)


def test_a_treaty_counts_from_the_instruments_that_brought_it_into_force():
    document, officer = signed_text(), build.depositary()
    with refused("instruments.nothing_to_count_from", counted_from="instruments"):
        bring_into_effect(document, by=officer, counted_from="instruments", rule="art. 9")
    treaties.enter_treaty(by=officer, title=words("A treaty"), document=document, in_force_on=date(2020, 3, 1))
    with standing_at(datetime(2020, 3, 2, tzinfo=UTC)):
        moved = bring_into_effect(document, by=officer, counted_from="instruments", rule="art. 9")
    assert moved.in_effect_on == date(2020, 3, 1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"counted_from": "hope", "rule": "art. 4"}, "instruments.counted_from_unknown"),
        ({"counted_from": "day", "day": date(2019, 12, 1), "rule": " "}, "instruments.effect_without_rule"),
        ({"counted_from": "day", "rule": "art. 4"}, "instruments.nothing_to_count_from"),
        ({"counted_from": "adoption", "rule": "art. 4"}, "instruments.nothing_to_count_from"),
    ],
)
def test_without_a_formula_nothing_takes_effect(given, code):
    document, officer = signed_text(), build.depositary()
    with refused(code):
        bring_into_effect(document, by=officer, **given)
    document.refresh_from_db()
    assert (document.state, document.in_effect_on) == ("signed", None)


def test_a_text_that_nobody_decided_on_takes_no_effect():
    (document, _version), officer = issued(council()), build.depositary()
    with refused("documents.wrong_step", before="registered", after="in effect"):
        bring_into_effect(document, by=officer, counted_from="day", day=date(2019, 12, 1), rule="art. 4")


def test_the_depositary_officer_records_it():
    document, desk, secretary = signed_text(), actor("DO"), actor("SB", "body:CSC")
    given = {"counted_from": "day", "day": date(2019, 12, 1), "rule": "art. 4"}
    with refused("access.not_allowed", row="record_deposit"):
        bring_into_effect(document, by=desk, **given)
    with pytest.raises(SecondPersonNeeded):
        bring_into_effect(document, by=secretary, **given)
