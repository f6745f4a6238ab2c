"""What the meeting page asks of the database: the same at few items and at many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.interfaces.web import freshness

pytestmark = pytest.mark.django_db

MEETING = "/en/m/CSC-2019-1/"
MOST = 14


def asked(client: Client, address: str) -> int:
    """Questions of one request, the second of its kind: who acts is known, the page is not kept."""
    client.get(address)
    freshness.forget_pages()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("name", "capacity"), [("seat-rus", "HD"), ("documents", "DO"), ("chair", "PO"), ("general", "SG")]
)
def test_signed_in(bishkek, enter, name, capacity):
    with bishkek.standing():
        assert asked(enter(name, capacity), MEETING) <= MOST


def test_anybody(bishkek):
    with bishkek.standing():
        assert asked(Client(), MEETING) <= MOST
