"""The way to a file: the gate on the house's host, the bytes on the files' host, nothing between."""

from __future__ import annotations

import pytest
from django.test import Client

from plenary.foundation.access.models import Account
from plenary.foundation.files import tickets
from plenary.foundation.files.models import StoredFile
from plenary.foundation.files.storing import path_of, store
from plenary.foundation.people.signing_in import sign_in, sign_out
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from tests.builders import people

FILES = "files.testserver"
pytestmark = pytest.mark.django_db


def kept(audience: str = "public", *, name: str = "a.txt", media_type: str = "text/plain") -> StoredFile:
    return store(b"the bytes", name=name, media_type=media_type, audience=audience)


def ticket_of(answer) -> str:
    """The path that the main host sent the reader on to."""
    assert answer.status_code == 303
    assert answer["Cache-Control"] == "private, no-store"
    where = answer["Location"]
    assert where.startswith(f"http://{FILES}/f/")
    return where.removeprefix(f"http://{FILES}")


def fetched(path: str, client: Client | None = None, **more):
    return (client or Client()).get(path, SERVER_NAME=FILES, **more)


@pytest.fixture
def delegate() -> Client:
    """Somebody signed in who reads what is for members."""
    actor = people.actor("HD")
    account = Account.objects.create(person_id=people.Person.objects.get(key=actor.person_key).pk, sign_in_name="head")
    client = Client()
    session = client.session
    session.save()
    begun = sign_in(account, means="passkey", session_key=session.session_key, capacity="HD")
    session[SIGN_IN_KEY] = begun.key
    session.save()
    client.begun = begun
    return client


class TestTheWay:
    def test_a_public_file(self):
        answer = fetched(ticket_of(Client().get(f"/f/{kept().key}/a.txt")))
        assert b"".join(answer.streaming_content) == b"the bytes"
        assert answer["Content-Disposition"] == 'attachment; filename="a.txt"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer.cookies == {}

    def test_a_file_of_members_goes_to_a_member_alone(self, delegate):
        stored = kept("members")
        assert Client().get(f"/f/{stored.key}/a.txt").status_code == 404
        path = ticket_of(delegate.get(f"/f/{stored.key}/a.txt"))
        assert b"".join(fetched(path).streaming_content) == b"the bytes"

    def test_the_gate_is_asked_again_when_the_ticket_is_shown(self, delegate):
        stored = kept("members")
        path = ticket_of(delegate.get(f"/f/{stored.key}/a.txt"))
        sign_out(delegate.begun)
        answer = fetched(path)
        assert answer.status_code == 404
        assert "not open to you any more" in answer.content.decode()

    def test_a_file_whose_bytes_are_gone_is_not_here(self):
        stored = kept()
        path = ticket_of(Client().get(f"/f/{stored.key}/a.txt"))
        path_of(stored.digest).unlink()
        assert fetched(path).status_code == 404
        assert Client().get(f"/f/{stored.key}/a.txt").status_code == 404

    def test_looking_at_its_head_does_not_spend_a_ticket(self):
        path = ticket_of(Client().get(f"/f/{kept().key}/a.txt"))
        assert Client().head(path, SERVER_NAME=FILES).status_code == 200
        assert fetched(path).status_code == 200

    @pytest.mark.parametrize(
        "media_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", "x"]
    )
    def test_what_a_browser_could_run_goes_out_as_bytes(self, media_type):
        stored = kept(name="a.html", media_type=media_type)
        answer = fetched(ticket_of(Client().get(f"/f/{stored.key}/a.html")))
        assert answer["Content-Type"] == "application/octet-stream"


class TestTickets:
    def test_used_over_and_invented_ones_get_a_sentence(self, monkeypatch):
        stored = kept()
        used = ticket_of(Client().get(f"/f/{stored.key}/a.txt"))
        assert b"".join(fetched(used).streaming_content) == b"the bytes"
        for path, said in (
            (used, "This way to a file was used already."),
            (used[:-1], "This way to a file is not known here."),
            ("/f/nothing", "This way to a file is not known here."),
        ):
            answer = fetched(path)
            assert answer.status_code == 410, path
            assert said in answer.content.decode()
            assert answer["Content-Security-Policy"].endswith("sandbox")
        monkeypatch.setattr(tickets, "GOOD_FOR_S", -1)
        late = fetched(f"/f/{tickets.issue(stored.key, sign_in='')}")
        assert late.status_code == 410
        assert "this one is over" in late.content.decode()

    def test_a_ticket_opens_no_other_file(self):
        one, other = kept(), kept("members", name="b.txt")
        ticket = ticket_of(Client().get(f"/f/{one.key}/a.txt"))
        assert fetched(f"/f/{other.key}/b.txt").status_code == 404
        assert fetched(ticket)["Content-Disposition"] == 'attachment; filename="a.txt"'


class TestTheHosts:
    def test_the_house_serves_no_bytes_of_files(self):
        path = ticket_of(Client().get(f"/f/{kept().key}/a.txt"))
        assert Client().get(path).status_code == 404

    @pytest.mark.parametrize(
        "path", ["/", "/en/", "/sign-in/", "/desk/", "/static/plenary/plenary.css", "/record/check/"]
    )
    def test_the_files_host_answers_nothing_else(self, delegate, path):
        answer = fetched(path, delegate)
        assert (answer.status_code, answer.content) == (
            404,
            b"There is no page at this address, or it is not open to you.",
        )

    def test_nobody_is_signed_in_on_the_files_host(self, delegate):
        stored = kept("members")
        assert fetched(f"/f/{stored.key}/a.txt", delegate).status_code == 404

    def test_a_house_without_a_place_for_files_says_so(self, settings):
        settings.FILES_HOST = ""
        answer = Client().get(f"/f/{kept().key}/a.txt")
        assert answer.status_code == 422
        assert "no place of its own for files" in answer.content.decode()

    def test_a_second_port_goes_by_the_name_the_reader_used(self, settings):
        settings.FILES_HOST, settings.FILES_PORT = "", 8020
        settings.ALLOWED_HOSTS = ["localhost", "[::1]"]
        stored = kept()
        for name in ("localhost:8019", "[::1]:8019"):
            answer = Client().get(f"/f/{stored.key}/a.txt", headers={"host": name})
            assert answer["Location"].startswith(f"http://{name[:-5]}:8020/f/")
