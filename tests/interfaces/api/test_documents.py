"""A script creates, writes, registers, issues and refers a text, under the gate under which people do."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from plenary.foundation.access.actors import Actor
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending, ScriptKey
from plenary.interfaces.exports import text_of_file
from plenary.interfaces.exports.text_of_file import BYTES_AT_MOST
from plenary.offices.documents import actions
from plenary.offices.documents.models import Document
from plenary.offices.organisation.models import Member
from tests.builders import documents as writing
from tests.builders.people import actor, script_key, secretary_general
from tests.interfaces.api.conftest import HERE, Script

PLAN = {"title": {"en": "Statement on the lake"}, "body": "CSC", "kind": "statement"}
TEXT = [
    {"words": "Statement on the lake", "role": "title"},
    {"words": "Recalling the Charter,", "role": "preambular"},
    {"words": "Agree to meet [yearly];", "role": "operative", "label": "1."},
]


def planned(script: Script) -> str:
    made = script.post("/documents", PLAN)
    assert made.status_code == 201, made.content
    return made.json()["key"]


class TestFromPlanToReferral:
    def test_every_step_by_a_script(self, desk, summit):
        key = planned(desk)
        made = desk.post(f"/documents/{key}/versions", {"texts": {"en": TEXT}, "original_language": "en"})
        assert made.status_code == 201, made.content
        text = desk.get(f"/documents/{key}/versions/1/texts/en").json()
        assert [(one["anchor"], one["role"], one["label"], one["words"]) for one in text["paragraphs"]] == [
            ("p1", "title", "", "Statement on the lake"),
            ("p2", "preambular", "", "Recalling the Charter,"),
            ("p3", "operative", "1.", "Agree to meet [yearly];"),
        ]
        desk.get(f"/documents/{key}")
        bracket = desk.post(
            f"/documents/{key}/brackets",
            {"anchor": "p3", "alternatives": [{"en": "yearly"}, {"en": "twice a year"}], "proponents": ["RUS"]},
        )
        assert bracket.status_code == 201, bracket.content
        (open_one,) = bracket.json()["document"]["brackets"]
        assert (open_one["anchor"], [one["letter"] for one in open_one["alternatives"]]) == ("p3", ["A", "B"])
        assert desk.post(f"/documents/{key}/brackets/{open_one['key']}/resolve").status_code == 200
        agreed = [
            {**one, "words": one["words"].replace("[yearly]", "yearly"), "anchor": f"p{at}"}
            for at, one in enumerate(TEXT, 1)
        ]
        assert desk.post(f"/documents/{key}/versions", {"texts": {"en": agreed}}).status_code == 201
        assert desk.post(f"/documents/{key}/versions/2/seal").status_code == 200
        registered = desk.post(f"/documents/{key}/register", {"session": "2019"}).json()["document"]
        assert (registered["symbol"], registered["state"]) == ("CSTO/CSC/2019/L.1", "registered")
        waits = desk.post(f"/documents/{key}/versions/2/issue", {"audience": "members"})
        assert (waits.status_code, waits.json()["waits"]) == (202, True)
        pairs.confirm(Pending.objects.get(key=waits.json()["key"]), by=secretary_general())
        desk.get(f"/documents/{key}")
        referred = desk.post(
            f"/documents/{key}/referrals",
            {
                "from_bodies": ["CFM"] if "CFM" in summit.bodies else [_other(summit)],
                "to_body": "CSC",
                "verb": "adoption",
                "ground": "CFM-2019-3",
            },
        )
        assert referred.status_code == 201, referred.content
        (hop,) = referred.json()["document"]["referrals"]
        assert (hop["to_body"], hop["verb"], hop["state"], hop["version"]) == ("CSC", "adoption", "decided", 2)
        sent = desk.post(f"/documents/{key}/referrals/{hop['key']}/send")
        assert sent.json()["document"]["referrals"][0]["state"] == "sent"


def _other(summit) -> str:
    return next(code for code in summit.bodies if code != "CSC")


def test_what_changed_between_two_versions(desk, summit):
    document, _version = writing.drafted(summit.bodies["CSC"])
    desk.get(f"/documents/{document.key}")
    lines = desk.get(f"/documents/{document.key}/versions/1/texts/en").json()["paragraphs"]
    lines[2]["words"] = "Agree to cooperate closely;"
    sent = {"texts": {"en": lines}, "original_language": "en"}
    assert desk.post(f"/documents/{document.key}/versions", sent, **{"If-Match": "*"}).status_code == 201
    told = desk.get(f"/documents/{document.key}/redline/1..2").json()
    assert (told["summary"]["changes"], told["summary"]["paragraphs"]) == (1, 1)
    assert [(one["mark"], one["words"], one["was"]) for one in told["paragraphs"][2]["pieces"]] == [
        ("kept", "Agree to cooperate ", "Agree to cooperate"),
        ("added", "closely", None),
        ("kept", ";", None),
    ]
    assert desk.get(f"/documents/{document.key}/redline/1..7").status_code == 404


def test_where_two_languages_differ(desk, summit):
    document, _version = writing.drafted(summit.bodies["CSC"])
    desk.get(f"/documents/{document.key}")
    texts = {code: [{"words": f"{word} 12 March 2027."}] for code, word in (("en", "By"), ("ru", "До"))}
    texts["ru"][0]["words"] = "До 21 марта 2027 года."
    for lines in texts.values():
        lines[0]["anchor"] = "p9"
    sent = {"texts": texts, "original_language": "en"}
    assert desk.post(f"/documents/{document.key}/versions", sent).status_code == 201
    told = desk.get(f"/documents/{document.key}/versions/2/concord/en..ru").json()
    assert [(one["differs"], one["left_anchor"]) for one in told["flags"]] == [("date", "p9")]
    assert desk.get(f"/documents/{document.key}/versions/1/concord/en..ru").json()["flags"] == []
    assert desk.get(f"/documents/{document.key}/versions/1/concord/en..fr").status_code == 404


class TestFromAFile:
    def test_akoma_ntoso_comes_back_as_it_went_out(self, desk, summit):
        document, _version = writing.drafted(summit.bodies["CSC"])
        told = desk.get(f"/documents/{document.key}/versions/1/files/en.xml")
        assert told.headers["Content-Type"] == "application/akn+xml"
        desk.get(f"/documents/{document.key}")
        made = desk.post(f"/documents/{document.key}/versions/files/en", told.content)
        assert made.status_code == 201, made.content
        first, second = (desk.get(f"/documents/{document.key}/versions/{n}/texts/en").json() for n in (1, 2))
        assert first["paragraphs"] == second["paragraphs"]

    def test_on_paper(self, desk, summit):
        document, _version = writing.issued(summit.bodies["CSC"], audience="members")
        told = desk.get(f"/documents/{document.key}/versions/1/files/en.pdf")
        assert (told.headers["Content-Type"], told.content[:5]) == ("application/pdf", b"%PDF-")

    def test_what_would_be_lost_is_told_first(self, desk):
        key = planned(desk)
        page = b"<html><p>Agree to meet.</p><!-- only a remark --><p style='display:none'>in secret</p></html>"
        refused = desk.post(f"/documents/{key}/versions/files/en", page)
        assert (refused.status_code, refused.json()["type"]) == (422, "urn:plenary:refusal:text.would_drop")
        assert "in secret" in refused.json()["detail"]
        assert desk.post(f"/documents/{key}/versions/files/en?drop=true", page).status_code == 201
        (kept,) = desk.get(f"/documents/{key}/versions/1/texts/en").json()["paragraphs"]
        assert kept["words"] == "Agree to meet."

    def test_a_file_is_as_long_as_the_page_takes_it_and_no_longer(self, desk, monkeypatch):
        # How long it may last is tried elsewhere; a machine that does much else reads slower.
        monkeypatch.setattr(text_of_file, "SECONDS_IN_ALL", 60)
        key = planned(desk)
        long = b"\n\n".join([b"Agree to meet every year on the day of the Charter. " * 100] * 220)
        assert 1024 * 1024 < len(long) < BYTES_AT_MOST
        made = desk.post(f"/documents/{key}/versions/files/en", long)
        assert made.status_code == 201, made.content
        assert len(desk.get(f"/documents/{key}/versions/1/texts/en").json()["paragraphs"]) == 220
        refused = desk.post(f"/documents/{key}/versions/files/en", b"a" * (BYTES_AT_MOST + 1))
        assert (refused.status_code, refused.headers["Content-Type"]) == (413, "application/problem+json")
        told = refused.json()
        assert (told["type"], told["detail"]) == (
            "urn:plenary:refusal:text.file_too_long",
            "The file is too long to read: 10 MB at most. Bring the text in parts.",
        )

    def test_paragraphs_of_more_than_a_megabyte_are_asked_for_as_a_file(self, desk):
        key = planned(desk)
        refused = desk.post(f"/documents/{key}/versions", {"texts": {"en": [{"words": "a" * 1024 * 1024}]}})
        assert (refused.status_code, refused.json()["type"]) == (413, "urn:plenary:refusal:api.too_large")
        described = json.loads(Client().get(f"{HERE}/openapi.json").content)["paths"]
        writing_ways = [way for path in described.values() for method, way in path.items() if method != "get"]
        assert len(writing_ways) > 40
        assert all("413" in way["responses"] for way in writing_ways)


class TestWhatWasSeen:
    def test_a_change_without_a_mark_is_asked_for_one(self, desk):
        key = planned(desk)
        desk.mark = ""
        asked = desk.post(f"/documents/{key}/versions", {"texts": {"en": TEXT}, "original_language": "en"})
        assert (asked.status_code, asked.json()["type"]) == (428, "urn:plenary:refusal:api.seen_missing")
        assert Document.objects.get(key=key).versions.count() == 0

    def test_what_changed_meanwhile_is_not_written_over(self, desk):
        key = planned(desk)
        desk.get(f"/documents/{key}")
        seen = desk.mark
        desk.post(f"/documents/{key}/versions", {"texts": {"en": TEXT}, "original_language": "en"})
        late = desk.post(f"/documents/{key}/versions", {"texts": {"en": TEXT}}, **{"If-Match": seen})
        assert (late.status_code, late.headers["Content-Type"]) == (412, "application/problem+json")
        assert Document.objects.get(key=key).versions.count() == 1
        assert desk.post(f"/documents/{key}/versions", {"texts": {"en": TEXT}}, **{"If-Match": "*"}).status_code == 201

    def test_what_one_has_is_not_sent_again(self, desk):
        key = planned(desk)
        told = desk.get(f"/documents/{key}")
        again = desk.get(f"/documents/{key}", **{"If-None-Match": told.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "Authorization" in told.headers["Vary"]
        assert told.headers["Cache-Control"] == "private, no-store"


class TestTheGate:
    def test_what_a_reader_may_not_know_of_is_not_there(self, summit, desk):
        key = planned(desk)
        member = Script(summit.head("RUS"))
        hidden, invented = member.get(f"/documents/{key}"), member.get("/documents/aW52ZW50ZWQga2V5IGhlcm")
        assert (hidden.status_code, hidden.content) == (404, invented.content)
        assert member.get("/documents").json()["count"] == 0

    def test_an_issued_text_is_read_and_a_draft_of_it_is_not(self, summit):
        document, _version = writing.issued(summit.bodies["CSC"], audience="members")
        member = Script(summit.head("RUS"))
        (version,) = member.get(f"/documents/{document.key}").json()["versions"]
        assert version["symbol"] == document.symbol
        assert member.get(f"/documents/{document.key}/versions/1/texts/en").json()["paragraphs"][2]["words"]
        assert member.get(f"/documents/{document.key}/versions/2/texts/en").status_code == 404
        assert Script().get(f"/documents/{document.key}").status_code == 404

    def test_a_delegate_does_not_do_the_work_of_the_desk(self, summit):
        document, _version = writing.issued(summit.bodies["CSC"], audience="members")
        member = Script(summit.head("RUS"))
        member.get(f"/documents/{document.key}")
        refused = member.post(f"/documents/{document.key}/register", {})
        assert (refused.status_code, refused.json()["type"]) == (422, "urn:plenary:refusal:access.not_allowed")

    @pytest.mark.parametrize("secret", ["plenary_guessed", "x", ""])
    def test_an_unknown_key_lets_nobody_in(self, db, secret):
        asked = Client().get(f"{HERE}/documents", headers={"Authorization": f"Bearer {secret}"})
        assert (asked.status_code, asked.headers["WWW-Authenticate"]) == (401, "Bearer")

    def test_nothing_is_written_without_a_key_even_signed_in(self, summit):
        sent = Client().post(f"{HERE}/documents", json.dumps(PLAN), content_type="application/json")
        nowhere = Client().post(f"{HERE}/nowhere", "{}", content_type="application/json")
        assert (sent.status_code, sent.content) == (401, nowhere.content)

    def test_a_withdrawn_key_and_one_of_a_closed_account(self, summit):
        by = actor("DO")
        secret = script_key(by)
        script = Script(secret=secret)
        assert script.get("/documents").status_code == 200
        key = ScriptKey.objects.get()
        key.account.is_active = False
        key.account.save()
        assert script.get("/documents").status_code == 401
        key.account.is_active = True
        key.account.save()
        ScriptKey.objects.update(withdrawn_at=key.made_at)
        assert script.get("/documents").status_code == 401


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            ("{", 400, "api.unreadable"),
            (json.dumps({**PLAN, "colour": "red"}), 422, "api.fields"),
            (json.dumps({"title": "a"}), 422, "api.fields"),
            (json.dumps({**PLAN, "kind": "ballad"}), 422, "documents.kind_unknown"),
            (json.dumps({**PLAN, "body": "NONE"}), 422, "organisation.body_unknown"),
            (json.dumps({**PLAN, "author": "ZZZ"}), 422, "organisation.member_unknown"),
        ],
    )
    def test_is_told_as_a_problem_and_nothing_is_kept(self, desk, body, status, code):
        told = desk.post("/documents", body)
        assert (told.status_code, told.json()["type"]) == (status, f"urn:plenary:refusal:{code}")
        assert told.headers["Content-Type"] == "application/problem+json"
        assert Document.objects.count() == 0

    def test_what_was_sent_is_not_echoed(self, desk):
        told = desk.post("/documents", json.dumps({**PLAN, "distribution": ["<script>alert(1)</script>"]}))
        assert told.status_code == 422
        assert b"<script>" not in told.content


def test_the_description_names_every_address(client, db):
    told = client.get(f"{HERE}/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    acts = [operation for path in told["paths"].values() for method, operation in path.items() if method == "post"]
    assert acts
    assert all("application/problem+json" in one["responses"]["422"]["content"] for one in acts)
    assert all(one["security"] == [{"key": []}] for one in acts)


class TestWhatIsNotTold:
    """Nothing that was not given out to a reader is in an answer, and no answer tells that it is there."""

    def test_brackets_are_told_in_the_languages_that_were_given_out_and_holders_where_the_body_shows_them(self, summit):
        said = [dict(one) for one in writing.STATEMENT]
        said[2]["text"] = "Agree [closely] to cooperate;"
        russian = writing.in_russian()
        russian[2]["text"] = "Договариваются [тесно] сотрудничать;"
        officer = actor("DO")
        document = writing.planned(summit.bodies["CSC"])
        version = actions.add_version(document, by=officer, texts={"ru": russian, "en": said}, original_language="ru")
        version = actions.seal_version(version, by=officer)
        document = actions.register_document(document, by=officer, session="2019")
        writing.by_two(actions.issue_version, version=version, audience="members", languages=["en"])
        russia = Member.objects.get(code="RUS")
        actions.open_bracket(document, by=officer, anchor="op1", place=1, proponents=[russia])

        def told(reader: Actor) -> tuple[list[str], list[str]]:
            (one,) = Script(reader).get(f"/documents/{document.key}").json()["brackets"]
            return sorted(one["alternatives"][0]["words"]), one["proponents"]

        assert told(actor("PT")) == (["en"], [])
        assert told(officer) == (["en", "ru"], ["RUS"])
        type(document.body).objects.filter(pk=document.body.pk).update(shows_holders=True)
        assert told(actor("PT")) == (["en"], ["RUS"])

    def test_versions_that_were_not_given_out_are_not_counted(self, summit):
        document, _version = writing.issued(summit.bodies["CSC"])
        delegate = Script(actor("HD", "member:ARM", "body:CSC"))
        lines = [{"words": "Заявление о сотрудничестве", "role": "plain", "anchor": "op1"}]
        french = [{"words": "Déclaration sur la coopération", "role": "plain", "anchor": "op1"}]

        def asked(number: int) -> tuple[int, str | None]:
            sent = {
                "texts": {"ru": lines, "fr": french},
                "original_language": "ru",
                "renders": {"fr": number},
            }
            answer = delegate.post(f"/documents/{document.key}/versions", sent, **{"If-Match": "*"})
            return answer.status_code, answer.json().get("type")

        before = asked(2)
        actions.add_version(document, by=actor("DO"), texts={"ru": writing.in_russian()}, original_language="ru")
        assert (before, asked(2), asked(1)[0]) == ((422, "urn:plenary:refusal:documents.renders_unknown"), before, 202)

    def test_paragraphs_that_do_not_hold_together_are_refused_at_once(self, desk):
        key = planned(desk)
        for lines, code in (
            ([{"words": "x", "role": "plain", "anchor": "op1", "parent": "nope"}], "text.parent_unknown"),
            ([{"words": "x", "role": "row", "anchor": "a"}], "text.out_of_place"),
            ([{"words": "x", "role": "footnote", "anchor": "a"}], "text.out_of_place"),
        ):
            answer = desk.post(f"/documents/{key}/versions", {"texts": {"en": lines}, "original_language": "en"})
            assert (answer.status_code, answer.json()["type"]) == (422, f"urn:plenary:refusal:{code}")
        assert Document.objects.get(key=key).versions.count() == 0
