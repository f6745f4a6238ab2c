"""Why can X see this? Said in sentences, and only of things that the officer may know of."""

import pytest

from plenary.foundation.access.models import Holding, Person
from tests.builders import documents as papers
from tests.builders.people import holding, person


def asked(desk, browser, who: Person, thing: str, status: int = 200) -> str:
    answer = browser.get(f"/desk/people/{who.key}/why/", {"thing": thing})
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def head(desk) -> Person:
    """The head of a delegation."""
    who = person("Nina Frolova")
    holding(who, "HD", "member:RUS")
    return who


@pytest.fixture
def limited(desk) -> str:
    """The symbol of a text that members read."""
    document, _version = papers.issued(desk.summit.bodies["CSC"], audience="members")
    return document.symbol


def test_a_reason_is_said(desk, head, limited):
    page = asked(desk, desk.officer("SG"), head, limited)
    assert "Nina Frolova can see it." in page
    assert "As head of delegation: that role alone reads what is for all delegations and the secretariat." in page


def test_the_address_of_a_page_will_do(desk, head, limited):
    for place in (f"http://localhost/en/d/{limited}/", f"/ru/d/{limited}"):
        assert "Nina Frolova can see it" in asked(desk, desk.officer("SG"), head, place)
    assert "can see it" in asked(desk, desk.officer("SG"), head, "/desk/meetings/CSC-2019-1/")
    assert "is not open to you" in asked(desk, desk.officer("SG"), head, "http://[strange/", 422)


def test_what_is_missing_is_said(desk, head, limited):
    Holding.objects.all().filter(person=head).delete()
    page = asked(desk, desk.officer("SG"), head, limited)
    assert "Nina Frolova cannot see it" in page
    assert "This person has no role now" in page
    holding(head, "AP")
    page = asked(desk, desk.officer("SG"), head, limited)
    assert "As accredited press: in none of these groups." in page
    assert "This person cannot sign in." in page


def test_an_administrator_is_told_nothing_of_what_they_may_not_know(desk, head, limited):
    """The same answer for a text that members read and for one that does not exist."""
    told = [asked(desk, desk.officer("AD"), head, name, 422) for name in (limited, "CSTO/CSC/2019/L.7")]
    assert len({len(page) for page in told}) == 1
    assert all("or it is not open to you" in page for page in told)
    assert "Nina Frolova can see it" in asked(desk, desk.officer("SG"), head, limited)
