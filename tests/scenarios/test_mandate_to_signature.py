"""One text, from its mandate to its signature, by acts: the trace of the handbook, each guard once the wrong way.

Experts, permanent council, a joint meeting of three ministerial bodies, the supreme body in a restricted and an
enlarged sitting, signature, certified copies. What a step needs is tried without it first, and refused.
"""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from plenary.foundation.clock import now, standing_at
from plenary.foundation.people import pairs
from plenary.offices.decisions.actions import announcing, questions
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Document, Referral
from plenary.offices.instruments.actions import signing
from plenary.offices.instruments.models import CertifiedCopy
from plenary.offices.meetings.actions import agenda, presence, sessions, sittings, tabling
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import Refused
from tests.builders import decisions as deciding
from tests.builders import meetings as building
from tests.builders.documents import STATEMENT, by_two, in_russian
from tests.builders.instruments import depositary
from tests.builders.organisation import words
from tests.builders.people import actor, secretary_general

pytestmark = pytest.mark.django_db

OFFICER = "DO"


@contextmanager
def refused(*codes: str):
    """What is tried the wrong way is refused with this code."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code in codes, caught.value


def at(day: int, hour: int = 9) -> standing_at:
    return standing_at(datetime(2019, 11, day, hour, tzinfo=UTC))


def members(*codes: str) -> list[Member]:
    return [Member.objects.get(code=code) for code in codes]


def reread(document: Document) -> Document:
    document.refresh_from_db()
    return document


def given_out(document: Document, *, changed: str = "") -> str:
    """The next version, sealed and issued; its symbol. changed: what paragraph 2 says from now on."""
    officer = actor(OFFICER)
    english = [{**one, "text": changed or one["text"]} if one["anchor"] == "op2" else one for one in STATEMENT]
    version = actions.add_version(reread(document), by=officer, texts={"ru": in_russian(), "en": english})
    actions.seal_version(version, by=officer)
    by_two(actions.issue_version, version=version)
    return queries.symbol_of(version)


def bracket(document: Document, anchor: str, code: str, secretary):
    return actions.open_bracket(
        reread(document),
        by=secretary,
        anchor=anchor,
        alternatives=[{"en": "Agree"}, {"en": "Decide"}],
        proponents=members(code),
    )


def sent(document: Document, from_bodies, to_bodies, verb: str, ground: str, on: date) -> list[Referral]:
    """A referral recorded, sent on and received by each body that meets; sending takes two where one could not read."""
    referral = actions.refer_document(
        reread(document),
        by=actor(OFFICER),
        from_bodies=from_bodies,
        to_body=to_bodies[0],
        and_to=to_bodies[1:],
        verb=verb,
        ground=ground,
        decided_on=on,
    )
    secretary = actor("SB", f"body:{to_bodies[0].code}")
    with refused("documents.referral_not_there"):
        actions.receive_referral(referral, by=secretary)
    pairs.perform(actions.send_referral, by=actor(OFFICER), referral=referral)
    hops = [referral, *referral.decided_together.order_by("pk")]
    return [actions.receive_referral(one, by=actor("SB", f"body:{one.to_body.code}")) for one in hops]


def test_a_text_travels_from_its_mandate_to_certified_copies():
    with at(1):
        summit = building.with_sittings(building.session())
        building.six_heads(summit)
        bodies = summit.bodies
        item = building.item(summit, "Statement")
        sessions.convene_session(summit.session, by=summit.secretariat)
    csc, experts, ministers = bodies["CSC"], bodies["PC"], [bodies["CMFA"], bodies["CMD"], bodies["CSSC"]]

    # Mandated, drafted, registered: the mandate names its body; a text names its original; a symbol is given once.
    with at(4):
        officer = actor(OFFICER)
        with refused("documents.title_missing"):
            actions.plan_document(by=officer, title=words(""), body=csc)
        document = actions.plan_document(by=officer, title=words("Statement"), body=csc, kind="statement")
        assert document.state == "mandated"
        with refused("documents.wrong_step"):
            actions.register_document(document, by=officer, session="2019")
        with refused("documents.original_language_missing"):
            actions.add_version(document, by=officer, texts={"en": STATEMENT})
        first = actions.add_version(
            document, by=officer, texts={"ru": in_russian(), "en": STATEMENT}, original_language="ru"
        )
        with refused("documents.not_registered"):
            actions.issue_version(first, by=officer)
        actions.register_document(document, by=officer, session="2019")
        with refused("documents.version_not_sealed"):
            actions.issue_version(first, by=officer)
        actions.seal_version(first, by=officer)
        with refused("access.second_person_needed"):
            actions.issue_version(first, by=officer)
        by_two(actions.issue_version, version=first)
        assert reread(document).state == "registered"

    # Consultation.
    secretary, chair = actor("SB", "body:CSC"), actor("PO", "body:CSC")
    with at(5):
        with refused("documents.guard_not_met"):
            actions.move_document(document, by=secretary, state="in consultation")
        asked = actions.open_round(
            document, by=secretary, addressees=members("ARM", "RUS"), closes_at=now() + timedelta(days=3)
        )
        with refused("documents.round_runs"):
            actions.close_round(asked, by=secretary)
        for code in ("ARM", "RUS"):
            actions.answer_round(asked, by=actor("HD", f"member:{code}"), member=members(code)[0], agrees=True)
        actions.close_round(asked, by=secretary)

    # 1. Experts: Rev.2 with three brackets, ad referendum, for consideration.
    with at(6):
        assert given_out(document).endswith("Rev.1")
        assert given_out(document).endswith("Rev.2")
        held = [bracket(document, "p1", "ARM", secretary), bracket(document, "op1", "RUS", secretary)]
        held.append(bracket(document, "op2", "RUS", secretary))
        assert reread(document).state == "bracketed"
        with refused("documents.guard_not_met"):
            actions.agree_ad_referendum(document, by=chair, capitals=members("ARM"))
        actions.agree_ad_referendum(document, by=chair, capitals=members("ARM", "RUS"))
        with refused("documents.capitals_pending"):
            actions.agree_at_expert_level(document, by=chair, forward_brackets=True)
        with refused("documents.referral_without_decision"):
            actions.refer_document(document, by=officer, from_bodies=[csc], to_body=experts, verb="consideration")
        with refused("documents.open_brackets"):
            actions.refer_document(
                document, by=officer, from_bodies=[csc], to_body=experts, verb="adoption", ground="EXP-2019-1"
            )
        (hop,) = sent(document, [csc], [experts], "consideration", "EXP-2019-1", date(2019, 11, 6))
        assert (hop.brackets_left, hop.text_version.suffix) == (3, "Rev.2")
        assert reread(document).state == "referred"

    # 2. Permanent council: Rev.3, one bracket, decision to forward, for endorsement.
    with at(12):
        for one in held[:2]:
            actions.resolve_bracket(one, by=secretary)
        with refused("documents.bracket_closed"):
            actions.resolve_bracket(held[0], by=secretary)
        assert given_out(document, changed="Decide to meet in spring.").endswith("Rev.3")
        assert queries.open_brackets(document).count() == 1
        with refused("documents.open_brackets"):
            actions.refer_document(
                document, by=officer, from_bodies=[experts], to_body=ministers[0], verb="approval", ground="PC-2019-4"
            )
        for up in sent(document, [experts], ministers, "endorsement", "PC-2019-4", date(2019, 11, 12)):
            assert (up.brackets_left, up.text_version.suffix) == (1, "Rev.3")

    # 3. Joint ministerial meeting on the 27th: three bodies endorse it in one decision each; the bracket is closed.
    with at(27):
        met = ["verdict of the body", "decision of the lower body numbered"]
        minister = actor("PO", "body:CMFA")
        with refused("documents.guard_not_met"):
            actions.move_document(document, by=minister, state="endorsed", met=met[:1])
        with refused("documents.answer_does_not_fit_verb", "documents.wrong_step", "documents.open_brackets"):
            actions.move_document(document, by=minister, state="adopted", met=met)
        actions.resolve_bracket(held[2], by=secretary)
        endorsed = actions.move_document(document, by=minister, state="endorsed", met=met)
        assert endorsed.state == "endorsed"
        (final,) = sent(
            document, ministers, [csc], "adoption", "CMFA-2019-3, CMD-2019-2, CSSC-2019-2", date(2019, 11, 27)
        )
        assert final.brackets_left == 0
        assert sorted(one.code for one in final.from_bodies.all()) == ["CMD", "CMFA", "CSSC"]
        paper = agenda.place_paper(item, by=summit.secretariat, document=reread(document), referral=final)

    # 4. and 5. The supreme body on the 28th: nothing is adopted in the restricted sitting, and by consensus after it.
    with at(28, 3), refused("decisions.text_not_tabled", "agenda.not_adopted_yet"):
        deciding.put(summit, deciding.question(summit, item, document=document, effect="adopt"))
    with at(28, 4):
        tabling.table_paper(paper, by=secretary)
        assert reread(document).state == "tabled"
        gavel = summit.chair()
        for line in summit.heads.values():
            presence.enter_room(summit.plenary, by=building.delegate_actor(line, "HD"), delegate=line)
        sessions.open_session(summit.session, by=gavel)
        sittings.open_sitting(summit.plenary, by=gavel)
        question = deciding.question(summit, item, document=document, effect="adopt")
        with refused("agenda.not_adopted_yet"):
            questions.open_question(question, by=gavel)
        agenda.adopt_agenda(summit.session, by=gavel)
        open_one = deciding.put(summit, question)
    with deciding.after_the_window(open_one):
        closed = questions.close_question(open_one, by=summit.chair())
        (decision,) = announcing.announce(closed, by=summit.chair())
        assert reread(document).state == "numbered"
        adopted = queries.sealed_version(document)
        assert decision.text_digest == adopted.digest
        with refused("documents.text_frozen"):
            actions.revise_text(document, by=officer, texts={"ru": in_russian(), "en": STATEMENT})

    # 6. Signing: no copy before every block is signed.
    with at(28, 8):
        legal = depositary()
        package = signing.plan_signing(summit.session, by=legal, title=words("Documents of the session"))
        signed = signing.add_paper(package, by=legal, document=reread(document), is_treaty=False)
        signing.open_signing(package, by=legal)
        assert reread(document).state == "opened for signature"
        with refused("instruments.not_all_signed"):
            by_two(
                signing.certify_copy, proposed_by=legal, confirmed_by=secretary_general(), paper=signed, language="en"
            )
        for code in sorted(summit.heads):
            signing.sign_paper(signed, by=summit.head(code), member=members(code)[0])

    # 7. Certified copies, and who reads what was sent.
    with at(29):
        by_two(signing.certify_copy, proposed_by=legal, confirmed_by=secretary_general(), paper=signed, language="en")
        assert CertifiedCopy.objects.filter(paper=signed).count() == 1
        assert reread(document).state == "certified"
    hops = list(queries.referrals_of(actor(OFFICER), document).values_list("verb", "to_body__code", "brackets_left"))
    assert hops == [
        ("consideration", "PC", 3),
        ("endorsement", "CMFA", 1),
        ("endorsement", "CMD", 1),
        ("endorsement", "CSSC", 1),
        ("adoption", "CSC", 0),
    ]
