"""Seven things that the house does not do: each refused with code, sentence and rule, and nothing written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.test import Client
from django.utils import translation

from plenary.foundation.access.models import Account
from plenary.foundation.journal.models import Entry
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.signing_in import sign_in
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from plenary.interfaces.wording import sentence_of
from plenary.offices.budget import actions as budget
from plenary.offices.decisions.actions import announcing, questions
from plenary.offices.decisions.models import Decision
from plenary.offices.documents import actions as documents
from plenary.offices.instruments.actions import signing
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.actions import presence, sittings
from plenary.procedure.refusal import Refused
from tests.builders import budget as accounts
from tests.builders import decisions as council
from tests.builders import documents as papers
from tests.builders import instruments as signings
from tests.builders import meetings as summits
from tests.builders.organisation import words
from tests.builders.people import actor

pytestmark = pytest.mark.django_db


def everything() -> dict[str, tuple[int, str]]:
    """Each table of the house: how many rows, and a digest of all that they hold."""
    kept = {}
    for model in apps.get_models(include_auto_created=True):
        rows = sorted(repr(sorted(row.items())) for row in model._default_manager.values())
        kept[model._meta.label_lower] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return kept


@contextmanager
def refused(code: str, *, rule: str = "") -> Iterator[None]:
    """The block is refused with this code, says so in both languages, names its rule, and leaves nothing behind.

    rule: the provision it rests on; empty where the house refuses by itself.
    """
    before, entries = everything(), Entry.objects.count()
    with pytest.raises(Refused) as caught:
        yield
    refusal = caught.value
    assert refusal.code == code
    assert str(refusal.cite or "") == rule
    sentences = []
    for language in ("en", "ru"):
        with translation.override(language):
            sentences.append(sentence_of(refusal))
    for said in sentences:
        assert said.removesuffix(f" ({rule})").endswith((".", "?"))
        assert code not in said
        assert rule in said
    assert sentences[0] != sentences[1]
    assert Entry.objects.count() == entries
    assert everything() == before


class TestWhatTheHouseDoesNotDo:
    def test_1_a_decision_with_an_objection_standing(self):
        summit = council.council_sitting()
        asked = council.put(summit)
        council.objection(summit, asked, "TJK", "Not yet")
        chair = summit.chair()
        with council.after_the_window(asked):
            with refused("consensus.objection_stands", rule="CSTO Charter art. 12"):
                questions.close_question(asked, by=chair)
            with refused("consensus.objection_stands", rule="CSTO Charter art. 12"):
                announcing.announce(asked, by=chair)
        assert not Decision.objects.exists()

    def test_2_a_number_given_twice(self):
        summit = council.council_sitting(items=2)
        (first,) = council.decided(summit)
        second_item = summit.session.items.order_by("place")[1]
        closed = council.gavelled(summit, council.question(summit, second_item))
        chair = summit.chair()
        with refused("decisions.number_given_already"):
            announcing.announce(closed, by=chair, numbers=[first.number])
        with refused("decisions.number_not_next"):
            announcing.announce(closed, by=chair, numbers=["CSC-2019-7"])

    def test_3_a_restricted_note_read_by_one_who_joined_only_for_the_plenary(self):
        summit = summits.bishkek()
        minister = summits.delegate(summit, "RUS", "Minister of RUS", office_class="foreign_minister")
        presence.enter_room(summit.plenary, by=summits.delegate_actor(minister, "DM"), delegate=minister)
        note = sittings.write_note(summit.restricted, by=summit.chair(), text=words("What the heads said"))
        joined = summits.delegate_actor(minister, "DM")
        assert f"sitting:{summit.plenary.key}" in joined.tokens
        assert meetings.note_of_key(note.key, summit.head("RUS")) == note
        with refused("not_here"):
            meetings.note_of_key(note.key, joined)
        browser = signed_in(minister.person, "DM")
        before = everything()
        shut = browser.get(f"/w/notes/{note.key}/")
        assert shut.status_code == browser.get("/w/notes/aW52ZW50ZWQga2V5IGhlcm/").status_code == 404
        assert b"What the heads said" not in shut.content
        assert everything() == before

    def test_4_a_presidential_aide_at_the_plenary(self):
        """The report says who joins the heads: ministers and secretaries of councils, and no aide."""
        summit = summits.bishkek()
        aide = summits.delegate(summit, "RUS", "Aide of RUS", office_class="other", title="presidential aide")
        assert aide.office_class not in summit.plenary.admitted_classes
        own = summits.delegate_actor(aide, "DM")
        with refused("formats.office_not_among_those_who_join", rule=summits.GROUND):
            presence.enter_room(summit.plenary, by=own, delegate=aide)

    def test_5_a_signer_without_office_or_full_powers(self):
        summit, _package, paper = signings.opened()
        line = summits.delegate(summit, "RUS", "Minister of RUS", office_class="defence_minister")
        own = summits.delegate_actor(line, "DM")
        with refused("signing.needs_full_powers", rule="VCLT art. 7"):
            signing.sign_paper(paper, by=own, member=line.delegation.member, person=line.person)

    @pytest.mark.parametrize("code, share", [("FARA", "2.999"), ("FARA", "3.001"), ("ARDA", "100.000")])
    def test_6_a_scale_that_does_not_sum_to_100(self, code, share):
        drafted = accounts.drafted(2025)
        keeper = actor("SG")
        with refused("budget.scale_not_100"):
            budget.set_scale(drafted, by=keeper, shares={**accounts.SCALE, code: share})

    def test_7_an_audience_widened_by_one_person(self):
        summit = summits.session()
        document, _version = papers.issued(summit.bodies["CSC"], distribution="general", audience="members")
        officer, general = actor("DO"), actor("SG")
        for alone in (officer, general):
            with refused("access.second_person_needed"):
                documents.widen_audience(document, by=alone, audience="public")
            with refused("access.second_person_needed"):
                documents.widen_audience(document, by=alone.confirming(alone.person_key), audience="public")
        papers.by_two(documents.widen_audience, document=document, audience="public")
        document.refresh_from_db()
        assert document.audience == "public"


def signed_in(person, capacity: str) -> Client:
    """A browser in which a person of a delegation is signed in."""
    account = Account(person=person, sign_in_name=person.key)
    account.set_unusable_password()
    account.save()
    browser = Client()
    session = browser.session
    session.save()
    means = SignIn.Means.DEMONSTRATION.value
    session[SIGN_IN_KEY] = sign_in(account, means=means, session_key=session.session_key, capacity=capacity).key
    session.save()
    return browser
