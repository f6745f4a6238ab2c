"""By a script nobody gets what no browser gives them: every address of the API, by a key of every reader (P15)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from plenary.foundation.people.models import SignIn
from plenary.foundation.people.signing_in import actor_of
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from tests.builders.people import script_key
from tests.security import crawling
from tests.security.crawling import INVENTED_KEY, Asked
from tests.security.test_crawl import Crawl

pytestmark = pytest.mark.django_db

#: What is sent to each address that takes something; without a line here an address fails the test below.
SENT: dict[str, dict[str, Any]] = {
    "api-documents": {"title": {"en": "Statement"}, "body": "CSC"},
    "api-versions": {"texts": {"en": [{"words": "Words"}], "ru": [{"words": "Слова"}]}},
    "api-version-file": {"words": "as plain words"},
    "api-translations": {"language": "fr", "paragraphs": [{"words": "Mots"}]},
    "api-seal": {},
    "api-issue": {"audience": "public"},
    "api-register": {"session": "2019"},
    "api-move": {"state": "in consultation"},
    "api-widen": {"audience": "public"},
    "api-referrals": {"from_bodies": ["CMD"], "to_body": "CSC", "verb": "information", "ground": "CMD-2019-1"},
    "api-send": {},
    "api-receive": {},
    "api-return": {"note": {"en": "Not ready"}},
    "api-brackets": {"anchor": "p1", "alternatives": [{"en": "Words"}], "proponents": ["RUS"]},
    "api-resolve": {"status": "resolved"},
    "api-amendments": {"version": 1, "language": "en", "anchor": "p1", "member": "RUS", "words": "Other words"},
    "api-amendment-send": {},
    "api-amendment-rewrite": {"version": 1, "seen": 1, "words": "Other words"},
    "api-amendment-table": {},
    "api-amendment-withdraw": {},
    "api-amendment-join": {"member": "ARM"},
    "api-amendment-in-text": {"version": 1, "ground": {"en": "Written in"}},
    "api-sponsors": {"member": "ARM"},
    "api-sponsors-leave": {"member": "ARM"},
    "api-merge": {},
    "api-readings": {"anchor": "p1", "language": "en", "words": "Agreed words", "ground": {"en": "Agreed"}},
    "api-rounds": {"addressees": ["RUS"], "closes_at": "2099-01-01T12:00:00Z", "question": {"en": "Do you agree?"}},
    "api-answer-round": {"member": "RUS", "agrees": True},
    "api-close-round": {},
    "api-call-off-round": {"reason": {"en": "Another day"}},
    "api-ad-referendum": {"capitals": ["RUS"]},
    "api-capitals": {"member": "RUS", "confirms": True},
    "api-expert-level": {"forward_brackets": True},
    "api-waivers": {"body": "CSC", "reason": {"en": "Late"}},
    "api-revision": {"texts": {"en": [{"words": "Words"}], "ru": [{"words": "Слова"}]}},
    "api-addendum": {"texts": {"en": [{"words": "Words"}]}},
    "api-corrigendum": {"texts": {"en": [{"words": "Words"}]}, "reason": {"en": "A slip"}},
    "api-drafts": {"language": "ru"},
    "api-draft-write": {"anchor": "op1", "words": "Words", "revision": 1},
    "api-draft-insert": {"after": "op1", "words": "More words"},
    "api-draft-move": {"anchor": "op1", "way": "up"},
    "api-draft-remove": {"anchor": "op1"},
    "api-draft-restore": {"anchor": "op1"},
    "api-draft-version": {},
    "api-draft-aside": {"reason": {"en": "Not needed"}},
}
READ = {
    "api-draft",
    "api-concord",
    "api-redline",
    "api-document",
    "api-text",
    "api-text-file",
    "openapi-json",
    "api-root",
}


@pytest.fixture
def by_keys(house, monkeypatch):
    """The same house, where every reader asks with a key of a script."""
    for reader in house.readers:
        signed_in = house.browsers[reader.name].session.get(SIGN_IN_KEY, "") if reader.known else ""
        begun = SignIn.objects.filter(key=signed_in).first()
        secret = script_key(actor_of(begun.key)) if begun is not None else f"plenary_{INVENTED_KEY}"
        house.browsers[reader.name] = Client(headers={"Authorization": f"Bearer {secret}"})
    for page, body in SENT.items():
        given = {"data": json.dumps(body), "content_type": "application/json", "headers": {"If-Match": "*"}}
        monkeypatch.setitem(crawling.VARIANTS, page, given)
    return house


def test_by_a_key_nobody_learns_more(by_keys, quiet):
    addresses = [one for one in by_keys.router.addresses if one.path.startswith("/api/")]
    assert {one.page for one in addresses} == {*SENT, *READ}
    crawl = Crawl(by_keys)
    for address in addresses:
        for reader in by_keys.readers:
            if not reader.known:
                continue
            if address.page in READ | {"api-documents", "api-amendments", "api-rounds"}:
                crawl.ask(Asked(reader, address, "GET"))
            if address.page in SENT:
                crawl.ask(Asked(reader, address, "POST", address.page))
    assert crawl.count > 500
    assert crawl.seen, "no key opened anything, so nothing was proved"
    assert not crawl.faults, crawl.told()
