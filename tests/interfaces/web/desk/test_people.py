"""Credentials are examined and partners listed at the desk."""

from plenary.foundation.access.models import Person
from plenary.offices.meetings.actions import delegations
from plenary.offices.meetings.models import Credentials, Delegate, Delegation
from plenary.offices.organisation import actions as organisation
from plenary.offices.organisation.models import Partner
from tests.builders.meetings import clerk, delegate
from tests.builders.organisation import words

PEOPLE = "/desk/delegations/"
ONE = "/desk/delegations/CSC-2019-1/"


def handed_in(desk) -> Delegate:
    """A delegate whose paper waits to be examined."""
    line = delegate(desk.summit, "RUS", "Nina Frolova", "adviser")
    delegations.submit_credentials(line, by=clerk(line.delegation.member))
    return line


def test_the_lists_open_for_the_secretariat_alone(desk):
    page = desk.reads(desk.officer("PT"), PEOPLE)
    assert "Head of RUS" in page
    assert desk.officer("HD", "member:RUS").get(PEOPLE).status_code == 404


def test_credentials_are_accepted_by_two(desk):
    line = handed_in(desk)
    general = desk.officer("SG")
    assert f"delegate={line.key}" in desk.reads(general, f"{PEOPLE}?meeting=CSC-2019-1")
    desk.does(general, f"{ONE}accept/", delegate=line.key)
    line.credentials.refresh_from_db()
    assert line.credentials.state == Credentials.State.RECEIVED
    desk.agrees(desk.officer("SB", "body:CSC"))
    line.credentials.refresh_from_db()
    assert line.credentials.state == Credentials.State.ACCEPTED


def test_credentials_are_not_accepted_by_the_one_who_asked(desk):
    line = handed_in(desk)
    general = desk.officer("SG")
    desk.does(general, f"{ONE}accept/", delegate=line.key)
    assert "Agree<" not in desk.reads(general, "/desk/pending/")


def test_a_refused_challenge_keeps_its_ground(desk):
    line = delegate(desk.summit, "RUS", "Nina Frolova", "adviser")
    page = desk.is_refused(
        desk.officer("SG"), f"{ONE}challenge/", delegate=line.key, ground_en="The letter bears no seal"
    )
    assert "The letter bears no seal" in page


def test_protocol_lists_a_partner_and_its_delegate(desk):
    organisation.enter_partner(
        by=desk.summit.secretariat, code="UN", short_name=words("United Nations"), standing="observer"
    )
    officer = desk.officer("PT")
    assert "list-delegate" not in desk.reads(officer, PEOPLE)
    partner = Partner.objects.get()
    desk.does(officer, f"{ONE}list-partner/", partner=partner.key)
    desk.does(officer, f"{ONE}enter-person/", name_en="Vera Holm")
    sent = Delegation.objects.get(partner=partner)
    from_list = Person.objects.latest("pk")
    desk.does(
        officer,
        f"{ONE}list-delegate/",
        delegation=sent.key,
        person=from_list.key,
        title_en="Envoy",
        role="head",
        office_class="other",
    )
    assert "Envoy" in desk.reads(officer, f"{PEOPLE}?meeting=CSC-2019-1")
