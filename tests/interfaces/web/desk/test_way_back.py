"""A refusal that fills a page leads back to where its reader came from, where that is a page of this house."""

import pytest

from plenary.foundation.people.models import Pending


@pytest.fixture
def refused(desk):
    """The page on which one is refused to be one's own second person, for who came from some address."""
    officer = desk.officer("SG")
    key = desk.summit.bodies["CMFA"].key
    typed = {"title_en": "Joint session", "ref": "JOINT-1", "bodies": [key], "kind": "regular", "audience": "public"}
    desk.does(officer, "/desk/new-meeting/plan/", **typed)
    waits = f"/desk/pending/{Pending.objects.get().key}/"

    def after(came_from: str) -> str:
        answer = officer.post(waits, {"answer": "agree"}, headers={"Referer": came_from})
        assert answer.status_code == 422
        return answer.content.decode()

    return after


def test_to_a_page_of_this_house(refused):
    assert '<a class="btn" href="/desk/pending/?by=time">Go back</a>' in refused(
        "http://testserver/desk/pending/?by=time"
    )


@pytest.mark.parametrize("elsewhere", ["", "http://[::", "https://elsewhere.example/desk/", "javascript:1", "\xff"])
def test_and_nowhere_else(refused, elsewhere):
    assert "Go back" not in refused(elsewhere)
