"""Papers are laid open, signatures entered and copies certified at the depositary's desk."""

from datetime import date

from plenary.offices.instruments.models import CertifiedCopy, Deposit, FullPowers, Signature, SigningPackage, Treaty
from tests.builders.instruments import opened, planned, signed
from tests.interfaces.web.desk.conftest import Desk


def at(package: SigningPackage, verb: str = "") -> str:
    return f"/desk/signing/{package.key}/{verb + '/' if verb else ''}"


def test_opens_for_the_secretariat_alone(desk):
    _where, package, _paper = planned(desk.summit)
    page = desk.reads(desk.officer("LD"), at(package))
    assert page.index("1. Armenia") < page.index("2. Belarus")
    assert desk.officer("HD", "member:RUS").get(at(package)).status_code == 404


def test_full_powers_are_entered_and_the_signing_opened(desk):
    where, package, _paper = planned(desk.summit)
    officer, line = desk.officer("LD"), where.heads["ARM"]
    desk.does(
        officer,
        at(package, "full-powers"),
        member=line.delegation.member.key,
        person=line.person.key,
        received_on="2019-11-28",
    )
    assert FullPowers.objects.count() == 1
    desk.does(officer, at(package, "open"))
    package.refresh_from_db()
    assert package.state == SigningPackage.State.OPEN


def test_the_work_queue_tells_a_signing_that_is_planned_from_one_that_is_open(db):
    where, package, _paper = planned()
    desk = Desk(where)
    officer = desk.officer("LD")
    assert "Signing, planned" in desk.reads(officer, "/desk/")
    desk.does(officer, at(package, "open"))
    page = desk.reads(officer, "/desk/")
    assert "Signing, open for signature" in page
    assert "Signing, planned" not in page


def test_a_signature_is_entered_once(db):
    where, package, paper = opened()
    desk, line = Desk(where), where.heads["KGZ"]
    officer = desk.officer("LD")
    typed = {"paper": paper.key, "member": line.delegation.member.key, "person": line.person.key}
    desk.does(officer, at(package, "sign"), **typed)
    assert Signature.objects.count() == 1
    assert 'role="alert"' in desk.is_refused(officer, at(package, "sign"), **typed)


def test_a_copy_is_certified_by_two_and_can_be_taken(db):
    where, package, paper = signed()
    desk = Desk(where)
    legal = desk.officer("LD")
    desk.does(legal, at(package, "certify"), paper=paper.key)
    assert not CertifiedCopy.objects.exists()
    desk.agrees(desk.officer("SG"))
    assert CertifiedCopy.objects.count() == 1
    assert "Certified true copy" in desk.reads(legal, at(package))


def test_a_copy_of_what_is_not_signed_by_all_is_refused(desk):
    _where, package, paper = planned(desk.summit)
    assert 'role="alert"' in desk.is_refused(desk.officer("LD"), at(package, "certify"), paper=paper.key)


def test_a_signing_is_planned_for_a_meeting_with_its_blocks_in_order(desk):
    officer = desk.officer("LD")
    assert "Plan a signing" in desk.reads(officer, "/desk/meetings/CSC-2019-1/")
    page = desk.does(
        officer, "/desk/signing/new/plan/", session=desk.summit.session.key, title_en="Papers of the summit"
    )
    package = SigningPackage.objects.get()
    assert [one.member.code for one in package.blocks.order_by("order")] == ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"]
    assert "Papers of the summit" in page
    assert "Papers of the summit" in desk.reads(officer, "/desk/signing/")
    assert "Papers of the summit" in desk.reads(officer, "/desk/meetings/CSC-2019-1/")
    assert "Plan a signing" not in desk.reads(desk.officer("PS"), "/desk/signing/")


def test_a_treaty_is_entered_and_comes_into_force_with_its_instruments(desk):
    officer = desk.officer("LD")
    typed = {
        "title_en": "Agreement on rescue",
        "signed_on": "2019-11-28",
        "needed": "2/3",
        "parties_count": "3",
        "delay_days": "30",
    }
    page = desk.is_refused(officer, "/desk/signing/new/treaty/", **{**typed, "parties_count": ""})
    assert "Agreement on rescue" in page
    desk.does(officer, "/desk/signing/new/treaty/", **typed)
    treaty = Treaty.objects.get()
    members = desk.summit.session.delegations.order_by("pk")
    desk.does(
        officer,
        f"/desk/treaties/{treaty.key}/deposit/",
        member=members[0].member.key,
        kind="ratification",
        received_on="2020-01-10",
    )
    treaty.refresh_from_db()
    assert treaty.in_force_on is None
    desk.does(
        officer,
        f"/desk/treaties/{treaty.key}/deposit/",
        member=members[1].member.key,
        kind="accession",
        received_on="2020-02-10",
    )
    treaty.refresh_from_db()
    assert treaty.in_force_on == date(2020, 3, 11)
    assert [one.kind_of_deposit for one in Deposit.objects.order_by("pk")] == ["ratification", "accession"]
    assert "2 instruments received" in desk.reads(officer, "/desk/signing/")


def test_one_member_deposits_once(desk):
    officer = desk.officer("LD")
    desk.does(officer, "/desk/signing/new/treaty/", title_en="Agreement on rescue")
    treaty = Treaty.objects.get()
    typed = {"member": desk.summit.host.key, "kind": "ratification", "received_on": "2020-01-10"}
    desk.does(officer, f"/desk/treaties/{treaty.key}/deposit/", **typed)
    page = desk.is_refused(officer, f"/desk/treaties/{treaty.key}/deposit/", **typed, note_en="Once more")
    assert "Once more" in page
    assert Deposit.objects.count() == 1
    assert desk.officer("LD").get("/desk/treaties/nothing/").status_code == 404
