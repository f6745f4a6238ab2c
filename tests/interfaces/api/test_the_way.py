"""Consultation, drafts and mending by a script: asked, answered, written, revised, corrected."""

from __future__ import annotations

from datetime import timedelta

from plenary.foundation.clock import now
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.offices.documents import queries
from plenary.offices.organisation.models import Member
from tests.builders import documents as writing
from tests.builders.people import actor, secretary_general
from tests.interfaces.api.conftest import Script


def later() -> str:
    return (now() + timedelta(days=10)).isoformat()


class TestConsultation:
    def opened(self, desk, summit):
        document, _version = writing.issued(summit.bodies["CSC"], audience="members")
        desk.get(f"/documents/{document.key}")
        asked = {"addressees": ["RUS", "ARM"], "closes_at": later(), "question": {"en": "Do you agree?"}}
        made = desk.post(f"/documents/{document.key}/rounds", asked)
        assert made.status_code == 201, made.content
        return document

    def test_a_round_is_opened_answered_and_closed_and_each_delegation_reads_its_own_line(self, desk, summit):
        document = self.opened(desk, summit)
        at = f"/documents/{document.key}/rounds"
        russia, armenia = (Script(actor("HD", f"member:{code}")) for code in ("RUS", "ARM"))
        russia.get(f"/documents/{document.key}")
        said = {"member": "RUS", "agrees": False, "words": {"en": "Not paragraph 2"}}
        assert russia.post(f"{at}/answer", said).status_code == 200
        (of_desk,), (of_russia,), (of_armenia,) = (one.get(at).json()["rounds"] for one in (desk, russia, armenia))
        assert [(one["member"], one["agrees"]) for one in of_desk["answers"]] == [("ARM", None), ("RUS", False)]
        assert [one["words"] for one in of_russia["answers"]] == [{"en": "Not paragraph 2"}]
        assert [(one["member"], one["agrees"]) for one in of_armenia["answers"]] == [("ARM", None)]
        armenia.mark = "*"
        stranger = armenia.post(f"{at}/answer", {"member": "RUS", "agrees": True})
        assert stranger.status_code == 404
        desk.mark = "*"
        early = desk.post(f"{at}/close")
        assert (early.status_code, early.json()["type"]) == (422, "urn:plenary:refusal:documents.round_runs")
        assert armenia.post(f"{at}/answer", {"member": "ARM", "agrees": True}, **{"If-Match": "*"}).status_code == 200
        desk.mark = "*"
        assert desk.post(f"{at}/close").status_code == 200
        assert desk.post(f"{at}/close").status_code == 404

    def test_a_round_is_called_off_by_two_and_says_why(self, desk, summit):
        document = self.opened(desk, summit)
        at = f"/documents/{document.key}/rounds"
        desk.mark = "*"
        asked = desk.post(f"{at}/call-off", {"reason": {"en": "Wrong day"}})
        assert asked.status_code == 202, asked.content
        pairs.confirm(Pending.objects.get(act="documents.call_off_round"), by=secretary_general())
        (told,) = desk.get(at).json()["rounds"]
        assert (told["called_off_for"], told["closed_at"] is not None) == ({"en": "Wrong day"}, True)
        desk.mark = "*"
        assert desk.post(f"{at}/call-off", {"reason": {"en": "Wrong day"}}).status_code == 404

    def test_an_instant_without_a_zone_or_out_of_reach_is_no_instant(self, desk, summit):
        document, _version = writing.issued(summit.bodies["CSC"], audience="members")
        desk.mark = "*"
        for said in ("2099-01-01T12:00:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "soon"):
            refused = desk.post(f"/documents/{document.key}/rounds", {"addressees": ["RUS"], "closes_at": said})
            assert (refused.status_code, refused.json()["type"]) == (422, "urn:plenary:refusal:api.fields"), said

    def test_capitals_confirm(self, desk, summit):
        document = self.opened(desk, summit)
        chair = Script(actor("PO", "body:CSC"))
        chair.mark = desk.mark = "*"
        refused = desk.post(f"/documents/{document.key}/ad-referendum", {"capitals": ["RUS"]})
        assert refused.json()["type"] == "urn:plenary:refusal:access.not_allowed"
        agreed = chair.post(f"/documents/{document.key}/ad-referendum", {"capitals": ["RUS"]})
        assert (agreed.status_code, agreed.json()["document"]["state"]) == (200, "agreed ad referendum"), agreed.content
        desk.mark = chair.mark = "*"
        assert desk.post(f"/documents/{document.key}/capitals", {"member": "RUS", "confirms": True}).status_code == 200
        told = desk.get(f"/documents/{document.key}/rounds").json()
        assert told["capitals"] == [{"member": "RUS", "state": "given", "is_entered": True}]
        desk.mark = "*"
        experts = chair.post(f"/documents/{document.key}/expert-level", {}, **{"If-Match": "*"})
        assert (experts.status_code, experts.json()["document"]["state"]) == (200, "agreed at expert level")
        none = desk.post(f"/documents/{document.key}/capitals", {"member": "KAZ", "confirms": True})
        assert none.status_code == 404

    def test_a_waiver_is_of_the_chair_and_is_told(self, summit):
        document, _version = writing.issued(summit.bodies["CSC"], audience="members")
        chair = Script(actor("PO", "body:CSC"))
        chair.get(f"/documents/{document.key}")
        late = {"body": "CSC", "reason": {"en": "It came on the day"}}
        assert chair.post(f"/documents/{document.key}/waivers", late).status_code == 201
        assert chair.get(f"/documents/{document.key}/rounds").json()["waivers"] == [late]
        again = chair.post(f"/documents/{document.key}/waivers", late, **{"If-Match": "*"})
        assert (again.status_code, again.json()["type"]) == (422, "urn:plenary:refusal:documents.already_waived")


class TestDrafts:
    def test_a_draft_is_opened_written_and_made_a_version(self, desk, summit):
        document, _version = writing.issued(summit.bodies["CSC"], audience="members")
        desk.get(f"/documents/{document.key}")
        assert desk.post(f"/documents/{document.key}/drafts", {"language": "ru"}).status_code == 201
        at = f"/documents/{document.key}/drafts/ru"
        before = {one["anchor"]: one for one in desk.get(at).json()["paragraphs"]}
        desk.mark = "*"
        said = {"anchor": "op1", "words": "Договариваются тесно сотрудничать;", "revision": before["op1"]["revision"]}
        first = desk.post(f"{at}/write", {**said, "save_key": "one"})
        assert (first.status_code, first.json()["outcome"]) == (200, "kept")
        assert desk.post(f"{at}/write", {**said, "save_key": "one"}).json()["outcome"] == "kept"
        assert desk.get(at).json()["saves"] == 1
        desk.mark = "*"
        assert (
            desk.post(f"{at}/insert", {"after": "op2", "words": "Просят доложить.", "role": "operative"}).status_code
            == 200
        )
        desk.mark = "*"
        assert desk.post(f"{at}/move", {"anchor": "op1", "way": "down"}).status_code == 200
        assert desk.post(f"{at}/remove", {"anchor": "op2"}).status_code == 200
        assert desk.post(f"{at}/restore", {"anchor": "op2"}).status_code == 200
        made = desk.post(f"{at}/version", {})
        assert made.status_code == 201, made.content
        assert [one["suffix"] for one in made.json()["document"]["versions"]] == ["", "Rev.1"]
        desk.mark = "*"
        assert desk.get(at).status_code == 404
        assert desk.post(f"{at}/write", said).status_code == 404

    def test_who_may_not_write_finds_no_draft_and_a_slip_is_told(self, desk, summit):
        document, _version = writing.issued(summit.bodies["CSC"], audience="members")
        desk.mark = "*"
        assert desk.post(f"/documents/{document.key}/drafts", {}).status_code == 201
        at = f"/documents/{document.key}/drafts/ru"
        delegate = Script(actor("HD", "member:RUS"))
        delegate.mark = "*"
        assert delegate.get(at).status_code == 404
        assert delegate.post(f"{at}/write", {"anchor": "op1", "words": "x", "revision": 1}).status_code == 404
        refused = delegate.post(f"/documents/{document.key}/drafts", {})
        assert refused.json()["type"] == "urn:plenary:refusal:documents.not_drafting"
        desk.mark = ""
        assert desk.post(f"{at}/remove", {"anchor": "op1"}).status_code == 428
        desk.mark = "*"
        assert desk.post(f"{at}/aside", {"reason": {}}).json()["type"].endswith("reason_missing")
        assert desk.post(f"{at}/aside", {"reason": {"en": "Not needed"}}).status_code == 200


class TestMending:
    def texts(self, desk, document):
        found = {}
        for code in ("en", "ru"):
            lines = desk.get(f"/documents/{document.key}/versions/1/texts/{code}").json()["paragraphs"]
            found[code] = lines
        return found

    def test_a_revision_an_addendum_and_a_corrigendum_get_their_numbers_from_the_house(self, desk, summit):
        for kind, suffix in (("revision", "Rev.1"), ("addendum", "Add.1")):
            document, _version = writing.issued(summit.bodies["CSC"], audience="members")
            texts = self.texts(desk, document)
            for lines in texts.values():
                lines.append({"words": "12.", "anchor": "op9"})
            desk.mark = "*"
            made = desk.post(f"/documents/{document.key}/{kind}", {"texts": texts})
            assert made.status_code == 201, made.content
            assert made.json()["document"]["versions"][-1]["suffix"] == suffix

    def test_a_corrigendum_takes_two_and_a_reason(self, desk, summit):
        document, _version = writing.issued(summit.bodies["CSC"], audience="members")
        lines = self.texts(desk, document)["en"]
        lines[2]["words"] = "Agree to co-operate;"
        desk.mark = "*"
        refused = desk.post(f"/documents/{document.key}/corrigendum", {"texts": {"en": lines}, "reason": {}})
        assert refused.status_code == 422
        sent = {"texts": {"en": lines}, "reason": {"en": "The spelling of the house"}}
        waits = desk.post(f"/documents/{document.key}/corrigendum", sent)
        assert (waits.status_code, waits.json()["waits"]) == (202, True)
        version = pairs.confirm(Pending.objects.get(key=waits.json()["key"]), by=secretary_general())
        assert version.suffix == "Corr.1"

    def test_what_was_not_issued_is_not_mended(self, desk, summit):
        document, _version = writing.drafted(summit.bodies["CSC"])
        desk.mark = "*"
        refused = desk.post(f"/documents/{document.key}/revision", {"texts": {"ru": [{"words": "Слова"}]}})
        assert refused.json()["type"] == "urn:plenary:refusal:documents.not_issued_yet"


def test_the_answers_are_of_members_that_are_there(desk, summit):
    document, _version = writing.issued(summit.bodies["CSC"], audience="members")
    desk.mark = "*"
    refused = desk.post(f"/documents/{document.key}/rounds", {"addressees": ["ZZZ"], "closes_at": later()})
    assert refused.json()["type"] == "urn:plenary:refusal:organisation.member_unknown"
    assert queries.open_round(document) is None
    assert Member.objects.filter(code="RUS").exists()
