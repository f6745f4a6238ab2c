"""Papers are laid open, signatures entered and copies certified at the depositary's desk."""

from plenary.offices.instruments.models import CertifiedCopy, FullPowers, Signature, SigningPackage
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
