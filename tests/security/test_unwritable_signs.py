"""Signs that no keyboard types: NUL is refused before any page asks the database, the rest before any act keeps it."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from plenary.foundation.access.acts import REGISTER, act
from plenary.foundation.languages.words import Words
from plenary.foundation.people.opening import FirstOfficer
from plenary.interfaces.exports.feeds import ATOM, FeedEntry, atom_feed
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused

pytestmark = pytest.mark.django_db

REFUSED = "What was sent could not be read, and nothing of it was kept."


class TestNul:
    @pytest.mark.parametrize(
        "address",
        ["/m/a%00b/", "/search/?q=%00", "/news/?%00=a", "/desk/trail/?verb=a%00", "/f/a%00/b.pdf", "/nothing/%00"],
    )
    def test_in_an_address(self, address):
        answer = Client().get(address)
        assert (answer.status_code, REFUSED in answer.content.decode()) == (400, True)

    @pytest.mark.parametrize("sent", [{"name": "a\0b", "code": "x"}, {"name": "a", "c\0": "x"}])
    def test_in_a_form(self, sent):
        answer = Client().post("/sign-in/", sent)
        assert (answer.status_code, REFUSED in answer.content.decode()) == (400, True)

    def test_in_a_cookie(self):
        """The key of a session is looked up as it was sent; a quoted cookie can hold any sign."""
        answer = Client(HTTP_COOKIE='sessionid="abcdefghij\\000"').get("/")
        assert (answer.status_code, REFUSED in answer.content.decode()) == (400, True)

    def test_what_is_typed_passes(self):
        assert Client().get("/m/?q=%0A%09%C3%A9").status_code != 400
        assert Client().post("/sign-in/", {"name": "a\r\nb", "code": "x"}).status_code != 400


#: One of each range of signs that no text holds.
SIGNS = ["\0", "\x08", "\x0b", "\x0c", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"]


@pytest.fixture
def keeping():
    """An act that keeps whatever it is given; what it kept."""
    kept: list[object] = []
    keep = act("tests.keep")(lambda *things, **more: kept.append((things, more)))
    yield keep, kept
    del REGISTER["tests.keep"]


class TestTextsOfActs:
    @pytest.mark.parametrize("sign", SIGNS)
    @pytest.mark.parametrize(
        "around",
        [
            lambda text: text,
            lambda text: Words({"ru": text}),
            lambda text: [{"rows": (text,)}],
            lambda text: {text: 1},
            lambda text: FirstOfficer("general", Words({"en": text}), ()),
        ],
        ids=["text", "words", "list", "name", "dataclass"],
    )
    def test_no_act_keeps_the_sign(self, keeping, sign, around):
        keep, kept = keeping
        for given in ({"text": around(f"Deci{sign}des")}, {"text": "", "more": around(f"Decides{sign}")}):
            with pytest.raises(Refused) as refused:
                keep(**given)
            assert (refused.value.code, refused.value.facts) == ("text.unwritable", {"near": "Decides"})
            assert "near “Decides”" in sentence_of(refused.value)
        with pytest.raises(Refused):
            keep(around(sign))
        assert kept == []

    def test_lines_tabs_and_every_script_are_kept(self, keeping):
        keep, kept = keeping
        text = "Решает:\r\n\t1. \u200fالقرار 決定 \U0001f54a \ufffd"
        keep(text, words=Words({"en": text}))
        assert kept == [((text,), {"words": {"en": text}})]


def test_a_feed_stays_readable_whatever_was_kept_before():
    moment = datetime(2019, 11, 28, tzinfo=UTC)
    said = "a".join(SIGNS)
    entry = FeedEntry("k", said, said, "https://house.example/news/1/", moment, moment)
    feed = atom_feed(
        [entry], title=said, address="https://house.example/", feed_address="https://house.example/f", language="en"
    )
    titles = [found.text for found in ElementTree.fromstring(feed).iter(f"{{{ATOM}}}title")]
    assert titles == ["a".join("\ufffd" * len(SIGNS))] * 2
