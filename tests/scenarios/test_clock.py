"""The demonstration's clock stands at the report's hour, is shown, and runs forward only."""

from datetime import timedelta

import pytest

from plenary.foundation.clock import now
from plenary.foundation.people.demonstration import move_clock, set_clock
from plenary.procedure.refusal import NotHere, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(bishkek, settings):
    settings.DEMONSTRATION = True
    set_clock(bishkek.clock)
    return bishkek


@pytest.mark.parametrize(
    ("name", "capacity", "address"), [("seat-rus", "HD", "/today/"), ("documents", "DO", "/desk/")]
)
def test_moved_from_where_one_begins(demonstration, enter, name, capacity, address):
    client = enter(name, capacity)
    assert "15 minutes" in client.get(address).content.decode()
    answer = client.post("/demonstration/clock/", {"by": "1h", "next": address})
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert timedelta(hours=1) <= now() - demonstration.clock < timedelta(hours=1, minutes=5)
    assert client.get(address).status_code == 200


def test_never_back(demonstration):
    with pytest.raises(Refused) as refused:
        move_clock(by=demonstration.actor("general", "SG"), to=demonstration.clock - timedelta(minutes=1))
    assert refused.value.code == "people.clock_runs_forward"


def test_not_in_a_house_at_work(bishkek, enter):
    assert enter("documents", "DO").post("/demonstration/clock/", {"by": "1h"}).status_code == 404
    with pytest.raises(NotHere):
        move_clock(by=bishkek.actor("general", "SG"), to=bishkek.clock)
