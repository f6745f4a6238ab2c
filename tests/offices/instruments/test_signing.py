"""A signing: six blocks in order, only those who may, once each; and the certified copy by two."""

from datetime import date

import pytest

import plenary.interfaces.exports.certified_copy  # noqa: F401  registers who draws the copy
from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.foundation.files.storing import path_of
from plenary.foundation.journal.models import Entry
from plenary.foundation.people.pairs import confirm, perform
from plenary.offices.decisions.actions import announcing, questions
from plenary.offices.decisions.models import Decision
from plenary.offices.documents import actions as documents
from plenary.offices.documents.models import Version
from plenary.offices.instruments import facts, queries
from plenary.offices.instruments.actions import signing, treaties
from plenary.offices.instruments.models import CertifiedCopy, Signature
from plenary.procedure.refusal import Refused
from tests.builders import instruments as build
from tests.builders.decisions import after_the_window, first_item
from tests.builders.documents import STATEMENT, by_two, in_russian
from tests.builders.meetings import delegate, delegate_actor
from tests.builders.organisation import csto, words
from tests.builders.people import actor, secretary_general
from tests.offices.decisions.test_amendments import Room

pytestmark = pytest.mark.django_db


def refusal(function, *arguments, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        function(*arguments, **more)
    return caught.value


def test_six_blocks_in_the_order_of_the_russian_alphabet():
    _summit, package, _paper = build.planned()
    blocks = package.blocks.order_by("order")
    assert [block.member.code for block in blocks] == build.IN_RUSSIAN_ORDER
    assert package.order_language == "ru"


def test_a_defence_minister_needs_full_powers_for_a_treaty():
    summit, package, paper = build.opened()
    line = delegate(summit, "RUS", "A defence minister", office_class="defence_minister")
    minister, member = delegate_actor(line, "DM"), line.delegation.member
    refused = refusal(signing.sign_paper, paper, by=minister, member=member)
    assert (refused.code, str(refused.cite)) == ("signing.needs_full_powers", "VCLT art. 7")
    assert Signature.objects.count() == 0
    signing.receive_full_powers(package, by=build.depositary(), member=member, person=line.person)
    made = signing.sign_paper(paper, by=minister, member=member)
    assert (made.ground, made.cite) == ("full_powers", "VCLT art. 7")


def test_heads_sign_once_each_and_the_register_says_so():
    summit, _package, paper = build.opened()
    member = summit.heads["ARM"].delegation.member
    made = signing.sign_paper(paper, by=summit.head("ARM"), member=member)
    assert (made.ground, made.text_digest) == ("office", paper.text_version.digest)
    refused = refusal(signing.sign_paper, paper, by=summit.head("ARM"), member=member)
    assert refused.code == "instruments.signed_already"
    assert refusal(signing.sign_paper, paper, by=summit.head("BLR"), member=member).code == "access.not_in_scope"
    assert [one.code for one in queries.waiting_for(paper)] == build.IN_RUSSIAN_ORDER[1:]
    assert queries.signed_register(summit.secretariat).count() == 1


def test_the_last_signature_ends_the_signing():
    _summit, package, _paper = build.signed()
    assert package.state == "signed"
    assert Entry.objects.filter(verb="instruments.signing.completed").count() == 1


def test_a_copy_is_drawn_up_by_one_and_certified_by_another():
    _summit, _package, paper = build.signed()
    with pytest.raises(SecondPersonNeeded):
        signing.certify_copy(paper, by=secretary_general("Alone"))
    waiting = perform(signing.certify_copy, by=build.depositary(), paper=paper)
    assert CertifiedCopy.objects.count() == 0
    copy = confirm(waiting, by=secretary_general("The secretary-general"))
    assert (str(copy.drawn_up_by), str(copy.certified_by)) == ("Depositary officer", "The secretary-general")
    assert path_of(copy.file.digest).read_bytes().startswith(b"%PDF-1.7")
    entry = Entry.objects.get(verb="instruments.copy.certified")
    assert (entry.facts["sha256"], entry.number) == (copy.file.digest, copy.entry)
    assert entry.facts["text_sha256"] == paper.text_version.digest


def test_no_copy_is_certified_before_all_have_signed():
    _summit, _package, paper = build.opened()
    refused = refusal(perform, signing.certify_copy, by=build.depositary(), paper=paper)
    assert (refused.code, len(refused.facts["waiting"])) == ("instruments.not_all_signed", 6)


def test_a_treaty_enters_into_force_thirty_days_after_the_fourth_instrument():
    csto()
    officer = build.depositary()
    treaty = treaties.enter_treaty(by=officer, title=words("A treaty"), needed="4", delay_days=30)
    members = {one.code: one for one in facts.organisation.members()}
    days = [date(2024, 3, 1), date(2024, 5, 17), date(2024, 9, 30)]
    for code, day in zip(("ARM", "BLR", "KAZ"), days, strict=True):
        treaties.record_deposit(treaty, by=officer, member=members[code], received_on=day)
    assert facts.in_force(treaty).on is None
    treaties.record_deposit(treaty, by=officer, member=members["KGZ"], received_on=date(2025, 1, 31))
    treaty.refresh_from_db()
    assert (facts.in_force(treaty).on, treaty.in_force_on) == (date(2025, 3, 2), date(2025, 3, 2))
    treaties.record_deposit(treaty, by=officer, member=members["RUS"], received_on=date(2025, 2, 10))
    assert facts.in_force_for(treaty, members["RUS"]) == date(2025, 3, 12)
    assert (
        refusal(treaties.record_deposit, treaty, by=officer, member=members["RUS"], received_on=date(2025, 2, 11)).code
        == "instruments.deposited_twice"
    )


def test_no_paper_is_laid_open_while_a_language_says_an_older_version():
    _where, package, paper = build.planned()
    version = paper.text_version
    other = Version.objects.create(document=paper.document, number=version.number + 1, made_at=version.made_at)
    # As texts were sealed before sealing looked at what they render.
    version.languages.filter(language="en").update(renders=other)
    refused = refusal(signing.open_signing, package, by=build.depositary())
    assert refused.code == "documents.authentic_text_older"
    assert (refused.facts["language"], refused.facts["renders"]) == ("en", other.number)
    version.languages.filter(language="en").update(renders=version)
    assert signing.open_signing(package, by=build.depositary()).state == "open"


def adopted(room: Room) -> Decision:
    """The text of the room as the council adopts it."""
    asked = questions.prepare_question(
        first_item(room.summit),
        by=room.summit.secretary(),
        wording=words("Adopt?"),
        sitting=room.summit.plenary,
        document=room.document,
        version=room.version,
    )
    opened = questions.open_question(asked, by=room.summit.chair())
    with after_the_window(opened):
        [decision] = announcing.announce(
            questions.close_question(opened, by=room.summit.chair()), by=room.summit.chair()
        )
    room.document.refresh_from_db()
    return decision


def test_what_is_signed_is_what_was_adopted_or_a_corrigendum_of_it():
    room = Room()
    changed = [{**one, "text": one["text"].replace("Agree to", "Agree not to")} for one in STATEMENT]
    other = documents.seal_version(
        documents.add_version(
            room.document, by=room.secretary(), texts={"ru": in_russian(), "en": changed}, original_language="ru"
        ),
        by=room.secretary(),
    )
    decision = adopted(room)
    assert (decision.text_version, queries.version_to_sign(room.document)) == (room.version, room.version)
    officer = build.depositary()
    package = signing.plan_signing(room.summit.session, by=officer, title=words("Signing"))
    refused = refusal(signing.add_paper, package, by=officer, document=room.document, version=other)
    assert (refused.code, refused.facts["number"], refused.facts["adopted"]) == (
        "instruments.not_the_adopted_text",
        2,
        1,
    )
    paper = signing.add_paper(package, by=officer, document=room.document)
    assert paper.text_version == room.version
    mended = [{**one, "text": one["text"].replace("again", "once more")} for one in STATEMENT]
    corrected = by_two(
        documents.correct_text, document=room.document, texts={"en": mended}, reason=words("A word was wrong")
    )
    assert queries.version_to_sign(room.document) == room.version
    documents.seal_version(corrected, by=actor("DO"))
    assert signing.add_paper(package, by=officer, document=room.document).text_version == corrected
    assert signing.open_signing(package, by=officer).state == "open"


def test_papers_that_were_laid_out_before_the_text_was_adopted_are_looked_at_again():
    room = Room()
    officer = build.depositary()
    changed = [{**one, "text": one["text"].replace("Agree to", "Agree not to")} for one in STATEMENT]
    documents.seal_version(
        documents.add_version(
            room.document, by=room.secretary(), texts={"ru": in_russian(), "en": changed}, original_language="ru"
        ),
        by=room.secretary(),
    )
    package = signing.plan_signing(room.summit.session, by=officer, title=words("Signing"))
    assert signing.add_paper(package, by=officer, document=room.document).text_version.number == 2
    adopted(room)
    refused = refusal(signing.open_signing, package, by=officer)
    assert refused.code == "instruments.not_the_adopted_text"
    assert signing.add_paper(package, by=officer, document=room.document).text_version == room.version
    assert signing.open_signing(package, by=officer).state == "open"


def test_a_paper_gets_the_version_that_was_sealed_meanwhile():
    _where, package, paper = build.planned()
    officer = build.depositary()
    assert refusal(signing.add_paper, package, by=officer, document=paper.document).code == "instruments.paper_twice"
    mended = [{**one, "text": one["text"].replace("again", "once more")} for one in STATEMENT]
    newer = by_two(
        documents.correct_text, document=paper.document, texts={"en": mended}, reason=words("A word was wrong")
    )
    documents.seal_version(newer, by=actor("DO"))
    laid = signing.add_paper(package, by=officer, document=paper.document, is_treaty=True)
    assert (laid.pk, laid.text_version, package.papers.count()) == (paper.pk, newer, 1)
    signing.open_signing(package, by=officer)
    assert (
        refusal(signing.add_paper, package, by=officer, document=paper.document).code
        == "instruments.signing_not_planned"
    )
