"""Asking members before a body decides: rounds with a deadline, capitals that confirm, agreement at expert level."""

from datetime import timedelta

import pytest

from plenary.foundation.access.actors import OUTSIDER
from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.foundation.clock import now, standing_at
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.queries import entries
from plenary.foundation.people import pairs
from plenary.foundation.people.waiting import waiting_for
from plenary.interfaces.web.documents.way_reading import way_of
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Document
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import NotHere, Refused
from tests.builders.documents import STATEMENT, in_russian, issued, planned, registered
from tests.builders.organisation import council, csto, words
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def of(*codes: str) -> list[Member]:
    return [Member.objects.get(code=code) for code in codes]


def opened(document: Document, *codes: str, days: int = 7, by=None):
    return actions.open_round(
        document,
        by=by or actor("SB", "body:CSC"),
        addressees=of(*codes),
        closes_at=now() + timedelta(days=days),
        question=words("Can you accept paragraph 2?"),
    )


def reread(document: Document) -> Document:
    document.refresh_from_db()
    return document


class TestRounds:
    def test_a_round_names_whom_it_asks_and_until_when_and_the_text_is_in_consultation(self):
        document, version = issued(council())
        running = opened(document, "ARM", "RUS")
        assert (running.number, running.text_version) == (1, version)
        assert reread(document).state == "in consultation"
        told = Entry.objects.get(verb="documents.round.opened")
        assert (told.facts["members"], told.facts["version"]) == (["ARM", "RUS"], 1)
        assert [one.code for one in queries.silent_in(running)] == ["ARM", "RUS"]

    def test_what_is_not_a_round_is_refused(self):
        csc = council()
        secretary = actor("SB", "body:CSC")
        (document, _version), bare = issued(csc), planned(csc)
        with refused("documents.round_without_addressees"):
            opened(document, by=secretary)
        with refused("documents.round_closes_before_now"):
            opened(document, "RUS", days=0, by=secretary)
        with refused("documents.round_too_long"):
            opened(document, "RUS", days=367, by=secretary)
        with refused("documents.text_missing"):
            opened(bare, "RUS", by=secretary)
        other = actor("SB", "body:CMD")
        with refused("access.not_in_scope"):
            opened(document, "RUS", by=other)
        opened(document, "RUS", by=secretary)
        with refused("documents.round_open", number=1):
            opened(document, "RUS", by=secretary)
        # The state cannot be reached beside the round.
        other, _version = registered(csc)
        with refused("documents.guard_not_met", missing=["round open with deadline and addressees"]):
            actions.move_document(
                other, by=secretary, state="in consultation", met=["round open with deadline and addressees"]
            )

    def test_a_delegation_answers_for_its_own_member_and_the_last_answer_stands(self):
        document, _version = issued(council())
        running = opened(document, "ARM", "RUS")
        (armenia, russia), head = of("ARM", "RUS"), actor("HD", "member:ARM")
        with pytest.raises(NotHere):
            actions.answer_round(running, by=head, member=russia, agrees=True)
        with refused("documents.reason_missing"):
            actions.answer_round(running, by=head, member=armenia, agrees=False)
        actions.answer_round(running, by=head, member=armenia, agrees=False, words=words("Not paragraph 2"))
        actions.answer_round(running, by=head, member=armenia, agrees=True)
        standing = queries.standing_answers(running)
        assert {code: one.agrees for code, one in standing.items()} == {"ARM": True}
        assert running.answers.count() == 2
        assert {one.tree.audience for one in Entry.objects.filter(verb="documents.round.answered")} == {
            "documents,member:ARM,secretary:CSC"
        }

    def test_what_a_focal_point_would_answer_waits_for_its_own_head_alone(self):
        document, _version = issued(council())
        running = opened(document, "ARM")
        focal, head = actor("FP", "member:ARM"), actor("HD", "member:ARM")
        waiting = pairs.perform(
            actions.answer_round, by=focal, asked=running, member=of("ARM")[0], agrees=False, words=words("Red line")
        )
        for outside in (secretary_general(), actor("SB", "body:CSC"), actor("DO"), actor("HD", "member:RUS")):
            assert waiting_for(outside) == []
            with pytest.raises(Refused):
                pairs.confirm(waiting, by=outside)
        assert waiting_for(head) == [waiting]
        assert not pairs.confirm(waiting, by=head).agrees
        assert "desk" not in {one.tree.audience for one in Entry.objects.filter(about_key=waiting.key)}

    def test_a_text_goes_to_no_other_body_while_members_are_asked(self):
        bodies = csto()
        document, _version = issued(bodies["CSC"])
        secretary = actor("SB", "body:CSC")
        running = opened(document, "RUS", by=secretary)
        sent = {"by": actor("DO"), "from_bodies": [bodies["CSC"]], "to_body": bodies["CMD"], "verb": "consideration"}
        with refused("documents.round_open", number=1):
            actions.refer_document(document, **sent, ground="x")
        with refused("documents.round_open", number=1):
            actions.move_document(document, by=secretary, state="tabled")
        actions.answer_round(running, by=secretary, member=of("RUS")[0], agrees=True)
        actions.close_round(running, by=secretary)
        assert actions.refer_document(reread(document), **sent, ground="x").state == "decided"

    def test_who_was_not_asked_does_not_answer_and_a_closed_round_takes_nothing(self):
        document, _version = issued(council())
        running = opened(document, "RUS")
        secretary = actor("SB", "body:CSC")
        with refused("documents.not_addressed", member="ARM"):
            actions.answer_round(running, by=secretary, member=of("ARM")[0], agrees=True)
        actions.answer_round(running, by=secretary, member=of("RUS")[0], agrees=True)
        actions.close_round(running, by=secretary)
        with refused("documents.round_closed", number=1):
            actions.answer_round(running, by=secretary, member=of("RUS")[0], agrees=False, words=words("No"))
        with refused("documents.round_closed", number=1):
            actions.close_round(running, by=secretary)

    def test_a_round_that_asks_until_the_wrong_day_is_called_off_by_two_and_the_text_goes_on(self):
        bodies = csto()
        document, _version = issued(bodies["CSC"])
        secretary, other = actor("SB", "body:CSC"), actor("DO")
        running = opened(document, "RUS", "ARM", by=secretary)
        actions.answer_round(running, by=secretary, member=of("RUS")[0], agrees=True)
        told = {"reason": words("It was to end this year")}
        with pytest.raises(SecondPersonNeeded):
            actions.call_off_round(running, by=secretary, **told)
        with pytest.raises(Refused, match="not_allowed"):
            actions.call_off_round(running, by=actor("FP", "member:RUS"), **told)
        with refused("documents.reason_missing"):
            actions.call_off_round(running, by=secretary.confirming(other.person_key), reason=words(""))
        ended = actions.call_off_round(running, by=secretary.confirming(other.person_key), **told)
        assert (ended.closed_at is not None, dict(ended.called_off_for)) == (True, dict(told["reason"]))
        entry = Entry.objects.get(verb="documents.round.called_off")
        assert (entry.facts["number"], entry.facts["reason"]) == (1, dict(told["reason"]))
        assert not Entry.objects.filter(verb__in=["documents.round.closed", "documents.round.summed_up"]).exists()
        assert ended.answers.count() == 1
        with refused("documents.round_closed", number=1):
            actions.call_off_round(running, by=secretary.confirming(other.person_key), **told)
        with refused("documents.round_closed", number=1):
            actions.answer_round(running, by=secretary, member=of("ARM")[0], agrees=True)
        assert opened(reread(document), "RUS", by=secretary).number == 2

    def test_it_closes_once_all_have_answered_or_its_time_is_over(self):
        document, _version = issued(council())
        secretary = actor("SB", "body:CSC")
        running = opened(document, "ARM", "RUS")
        actions.answer_round(running, by=secretary, member=of("ARM")[0], agrees=True)
        with refused("documents.round_runs", number=1, count=1, members=["RUS"]):
            actions.close_round(running, by=secretary)
        with standing_at(running.closes_at):
            closed = actions.close_round(running, by=secretary)
        assert closed.closed_at is not None
        assert Entry.objects.get(verb="documents.round.summed_up").facts["silent"] == ["RUS"]
        assert opened(document, "RUS").number == 2

    def test_an_answer_at_the_deadline_is_kept_and_marked_late(self):
        document, _version = issued(council())
        running = opened(document, "ARM", "RUS")
        secretary = actor("SB", "body:CSC")
        with standing_at(running.closes_at - timedelta(seconds=1)):
            in_time = actions.answer_round(running, by=secretary, member=of("ARM")[0], agrees=True)
        with standing_at(running.closes_at):
            late = actions.answer_round(running, by=actor("HD", "member:RUS"), member=of("RUS")[0], agrees=True)
        assert (in_time.is_late, late.is_late) == (False, True)

    def test_a_late_answer_is_kept_beside_one_in_time_and_does_not_displace_it(self):
        document, _version = issued(council())
        running = opened(document, "ARM", "RUS")
        russia, head, secretary = of("RUS")[0], actor("HD", "member:RUS"), actor("SB", "body:CSC")
        actions.answer_round(running, by=head, member=russia, agrees=False, words=words("No"))
        with standing_at(running.closes_at + timedelta(hours=1)):
            late = actions.answer_round(running, by=head, member=russia, agrees=True)
            actions.answer_round(running, by=actor("HD", "member:ARM"), member=of("ARM")[0], agrees=True)
            actions.close_round(running, by=secretary)
        standing = queries.standing_answers(running)
        assert {code: (one.agrees, one.is_late) for code, one in standing.items()} == {
            "ARM": (True, True),
            "RUS": (False, False),
        }
        told = Entry.objects.get(verb="documents.round.summed_up").facts
        assert (told["agree"], told["disagree"], told["late"]) == (["ARM"], ["RUS"], ["ARM"])
        (line,) = way_of(secretary, reread(document)).rounds
        assert [one.agrees if one else None for _member, one in line.answers] == [True, False]
        assert line.late == (late,)

    def test_what_the_secretariat_enters_is_told_as_entered(self):
        document, _version = issued(council())
        running = opened(document, "ARM", "RUS")
        secretary = actor("SB", "body:CSC")
        entered = actions.answer_round(running, by=secretary, member=of("ARM")[0], agrees=True)
        own = actions.answer_round(running, by=actor("HD", "member:RUS"), member=of("RUS")[0], agrees=True)
        assert (entered.entered_by.key, own.entered_by) == (secretary.person_key, None)
        told = Entry.objects.filter(verb="documents.round.answered").order_by("number")
        assert [one.facts["is_entered"] for one in told] == [True, False]

    def test_no_secretary_alone_answers_late_for_a_member_or_over_its_own_answer(self):
        document, _version = issued(council())
        running = opened(document, "ARM", "RUS")
        armenia, russia = of("ARM", "RUS")
        secretary = actor("SB", "body:CSC")
        actions.answer_round(running, by=actor("HD", "member:RUS"), member=russia, agrees=False, words=words("No"))
        with refused("access.second_person_needed", row="issue_version"):
            actions.answer_round(running, by=secretary, member=russia, agrees=True)
        with standing_at(running.closes_at):
            with refused("access.second_person_needed", row="issue_version"):
                actions.answer_round(running, by=secretary, member=armenia, agrees=True)
            waiting = pairs.perform(actions.answer_round, by=secretary, asked=running, member=armenia, agrees=True)
            assert waiting_for(actor("HD", "member:RUS")) == waiting_for(actor("HD", "member:ARM")) == []
            late = pairs.confirm(waiting, by=actor("DO"))
        assert (late.is_late, late.entered_by.key) == (True, secretary.person_key)

    def test_the_record_of_all_readers_counts_the_answers_and_names_nobody(self):
        document, _version = issued(council(), distribution="general")
        secretary = actor("SB", "body:CSC")
        running = opened(document, "ARM", "KAZ", "RUS")
        actions.answer_round(running, by=secretary, member=of("ARM")[0], agrees=False, words=words("No"))
        actions.answer_round(running, by=secretary, member=of("KAZ")[0], agrees=True)
        with standing_at(running.closes_at):
            actions.close_round(running, by=secretary)
        (told,) = entries(OUTSIDER).filter(verb__in=["documents.round.closed", "documents.round.summed_up"])
        counted = {"number": 1, "agree": 1, "disagree": 1, "late": 0, "silent": 1}
        assert {name: fact for name, fact in told.facts.items() if name != "symbol"} == counted
        (named,) = entries(secretary).filter(verb="documents.round.summed_up")
        assert (named.facts["agree"], named.facts["disagree"], named.facts["silent"]) == (["KAZ"], ["ARM"], ["RUS"])
        assert named.tree.audience == "documents,secretary:CSC"

    def test_who_does_not_work_on_the_text_is_not_told_what_members_answer(self):
        document, _version = issued(council(), distribution="general")
        running = opened(document, "ARM", "RUS")
        actions.answer_round(
            running, by=actor("HD", "member:ARM"), member=of("ARM")[0], agrees=False, words=words("No")
        )
        actions.agree_ad_referendum(reread(document), by=actor("PO", "body:CSC"), capitals=of("KAZ"))

        def told(reader):
            way = way_of(reader, reread(document))
            return [m.code for m, _answer in way.rounds[0].answers], [
                one.confirmation.member.code for one in way.capitals
            ]

        everything = (["ARM", "RUS"], ["KAZ"])
        assert [told(one) for one in (actor("SB", "body:CSC"), actor("DO"))] == [everything, everything]
        for outside in (actor("DR"), actor("AD"), actor("PS"), actor("SB", "body:CMD"), OUTSIDER):
            assert told(outside) == ([], [])
        assert told(actor("HD", "member:RUS")) == (["RUS"], [])

    def test_the_delegation_that_wrote_the_text_is_not_told_what_others_answer(self):
        document, _version = issued(council())
        document.author = of("RUS")[0]
        document.save()
        opened(document, "ARM", "RUS")
        (line,) = way_of(actor("HD", "member:RUS"), reread(document)).rounds
        assert [member.code for member, _answer in line.answers] == ["RUS"]

    def test_to_who_may_not_know_of_the_text_nothing_is_there(self):
        document, _version = registered(council())
        running = opened(document, "ARM")
        with pytest.raises(NotHere):
            actions.answer_round(running, by=actor("HD", "member:ARM"), member=of("ARM")[0], agrees=True)
        assert not queries.rounds_of(actor("HD", "member:ARM"), document).exists()


class TestCapitals:
    def held(self, document, *codes):
        return actions.open_bracket(
            document,
            by=actor("SB", "body:CSC"),
            anchor="op1",
            alternatives=[{"en": "Agree"}, {"en": "Decide"}],
            proponents=of(*codes),
        )

    def agreed(self, document, *codes, by=None):
        return actions.agree_ad_referendum(document, by=by or actor("PO", "body:CSC"), capitals=of(*codes))

    def test_brackets_that_are_left_are_held_by_capitals_still_to_be_heard(self):
        document, _version = issued(council())
        self.held(document, "ARM", "RUS")
        chair = actor("PO", "body:CSC")
        with refused("documents.no_capital_named"):
            self.agreed(document, by=chair)
        with refused("documents.guard_not_met", missing=["brackets only with capitals' confirmation pending"]):
            self.agreed(document, "ARM", by=chair)
        assert self.agreed(document, "ARM", "RUS").state == "agreed ad referendum"
        assert [one.member.code for one in queries.pending_capitals(document)] == ["ARM", "RUS"]

    def test_the_chair_says_it_and_the_secretary_proposes(self):
        document, _version = issued(council())
        secretary = actor("SB", "body:CSC")
        with refused("access.second_person_needed"):
            actions.agree_ad_referendum(document, by=secretary, capitals=of("RUS"))
        pending = pairs.perform(actions.agree_ad_referendum, by=secretary, document=document, capitals=of("RUS"))
        pairs.confirm(pending, by=actor("PO", "body:CSC"))
        assert reread(document).state == "agreed ad referendum"

    def test_expert_level_waits_for_every_capital_and_for_each_bracket_or_says_that_it_goes_on(self):
        document, _version = issued(council())
        bracket = self.held(document, "RUS")
        self.agreed(document, "RUS", "ARM")
        chair, secretary, envoy = actor("PO", "body:CSC"), actor("SB", "body:CSC"), actor("PR", "member:ARM")
        with refused("documents.capitals_pending", count=2, pending=["ARM", "RUS"], withheld=[]):
            actions.agree_at_expert_level(document, by=chair)
        first, second = queries.confirmations_of(document)
        assert actions.answer_for_capital(first, by=envoy, confirms=True).entered_by is None
        with refused("documents.already_confirmed", member="ARM"):
            actions.answer_for_capital(first, by=envoy, confirms=True)
        with pytest.raises(NotHere):
            actions.answer_for_capital(second, by=envoy, confirms=True)
        with refused("documents.reason_missing"):
            actions.answer_for_capital(second, by=secretary, confirms=False)
        actions.answer_for_capital(second, by=secretary, confirms=False, words=words("Not yet"))
        with refused("documents.capitals_pending", count=1, pending=[], withheld=["RUS"]):
            actions.agree_at_expert_level(document, by=chair)
        entered = actions.answer_for_capital(second, by=secretary, confirms=True)
        assert entered.entered_by.key == secretary.person_key
        with refused("documents.guard_not_met", missing=["no open brackets, or explicitly forwarded"]):
            actions.agree_at_expert_level(document, by=chair)
        # What an act says of itself, no script attests.
        with refused("documents.guard_not_met"):
            actions.move_document(
                document,
                by=chair,
                state="agreed at expert level",
                met=["no open brackets, or explicitly forwarded"],
            )
        agreed = actions.agree_at_expert_level(document, by=chair, forward_brackets=True)
        assert agreed.state == "agreed at expert level"
        assert Entry.objects.filter(verb="documents.document.moved").last().facts["brackets_forwarded"] == 1
        actions.resolve_bracket(bracket, by=secretary)

    def test_what_a_capital_said_itself_no_secretary_alone_turns(self):
        document, _version = issued(council())
        self.agreed(document, "RUS")
        (asked,) = queries.confirmations_of(document)
        actions.answer_for_capital(asked, by=actor("HD", "member:RUS"), confirms=False, words=words("Not yet"))
        secretary = actor("SB", "body:CSC")
        with refused("access.second_person_needed", row="issue_version"):
            actions.answer_for_capital(asked, by=secretary, confirms=True)
        waiting = pairs.perform(actions.answer_for_capital, by=secretary, confirmation=asked, confirms=True)
        assert pairs.confirm(waiting, by=actor("DO")).entered_by.key == secretary.person_key

    def test_what_a_capital_answers_is_told_to_it_and_to_who_works_on_the_text(self):
        document, _version = issued(council(), distribution="general")
        self.agreed(document, "ARM", "RUS")
        asked = queries.confirmations_of(document)[1]
        actions.answer_for_capital(asked, by=actor("HD", "member:RUS"), confirms=False, words=words("Not yet"))
        told = Entry.objects.get(verb="documents.capital.answered")
        assert (told.tree.audience, told.facts["pending"]) == ("documents,member:RUS,secretary:CSC", 1)
        assert not entries(OUTSIDER).filter(verb="documents.capital.answered").exists()

    def sealed_again(self, document, said):
        texts = {
            "ru": [{**one, "text": said} if one["anchor"] == "op2" else one for one in in_russian()],
            "en": STATEMENT,
        }
        version = actions.add_version(reread(document), by=actor("DO"), texts=texts)
        return actions.seal_version(version, by=actor("DO"))

    def test_a_capital_that_confirmed_other_words_is_heard_again(self):
        document, _version = issued(council())
        self.agreed(document, "RUS")
        head, chair = actor("HD", "member:RUS"), actor("PO", "body:CSC")
        (asked,) = queries.confirmations_of(document)
        actions.answer_for_capital(asked, by=head, confirms=True)
        assert queries.capitals_waiting_for(head, ["RUS"]) == []
        second = self.sealed_again(document, "Решают платить миллион.")
        assert queries.capitals_waiting_for(head, ["RUS"]) == queries.pending_capitals(reread(document)) == [asked]
        assert [one.is_outdated for one in way_of(head, reread(document)).capitals] == [True]
        with refused("documents.capitals_pending", count=1, pending=["RUS"], withheld=[]):
            actions.agree_at_expert_level(document, by=chair)
        again = actions.answer_for_capital(asked, by=head, confirms=True)
        assert again.text_version == second
        assert actions.agree_at_expert_level(document, by=chair).state == "agreed at expert level"

    def test_what_a_capital_confirmed_holds_for_the_same_words_in_a_later_version(self):
        document, first = issued(council())
        self.agreed(document, "RUS")
        (asked,) = queries.confirmations_of(document)
        actions.answer_for_capital(asked, by=actor("HD", "member:RUS"), confirms=True)
        self.sealed_again(document, in_russian()[-1]["text"])
        assert queries.pending_capitals(reread(document)) == []
        actions.agree_at_expert_level(document, by=actor("PO", "body:CSC"))
        assert queries.confirmations_of(document)[0].text_version == first

    def test_a_capital_that_is_heard_after_the_text_was_reworked_speaks_of_the_reworked_text(self):
        document, _version = issued(council())
        self.agreed(document, "RUS")
        second = self.sealed_again(document, "Решают встретиться весной.")
        (asked,) = queries.confirmations_of(document)
        assert actions.answer_for_capital(asked, by=actor("SB", "body:CSC"), confirms=True).text_version == second
        actions.agree_at_expert_level(document, by=actor("PO", "body:CSC"))

    def test_without_brackets_nothing_is_forwarded(self):
        document, _version = issued(council())
        assert actions.agree_at_expert_level(document, by=actor("PO", "body:CSC")).state == "agreed at expert level"


def test_a_text_that_comes_back_is_a_new_revision_with_all_that_travelled():
    bodies = csto()
    document, version = issued(bodies["CSC"])
    referral = actions.refer_document(
        document,
        by=actor("DO"),
        from_bodies=[bodies["CSC"]],
        to_body=bodies["CMD"],
        verb="consideration",
        ground="CSC-2019-4",
    )
    actions.send_referral(referral, by=actor("DO"))
    actions.receive_referral(referral, by=actor("SB", "body:CMD"))
    actions.open_bracket(
        reread(document),
        by=actor("SB", "body:CMD"),
        anchor="op2",
        alternatives=[{"en": "Decide"}, {"en": "Agree"}],
        proponents=of("RUS"),
    )
    back = actions.return_referral(
        referral, by=actor("PO", "body:CMD"), note=words("Paragraph 2 is open"), ground="CMD-2019-2"
    )
    revision = back.returned_version
    assert (back.verb, back.returned_ground, back.brackets_left) == ("consideration", "CMD-2019-2", 1)
    assert back.returned_at is not None
    assert (revision.number, revision.suffix, revision.sealed_at) == (2, "Rev.1", None)
    said = {text.language: [p.text for p in text.paragraphs.order_by("order")] for text in version.languages.all()}
    again = {text.language: [p.text for p in text.paragraphs.order_by("order")] for text in revision.languages.all()}
    assert again == said
    assert reread(document).state == "bracketed"
    told = Entry.objects.get(verb="documents.referral.returned").facts
    assert (told["verb"], told["ground"], told["brackets"], told["revision"]) == (
        "consideration",
        "CMD-2019-2",
        "1",
        "Rev.1",
    )
