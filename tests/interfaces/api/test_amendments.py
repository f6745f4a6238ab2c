"""A delegation's script writes an amendment, tables it and sees in which order it is put."""

from __future__ import annotations

import pytest

from plenary.foundation.people.models import Pending
from plenary.offices.decisions.models import Amendment
from tests.builders import documents as writing
from tests.builders.documents import STATEMENT, in_russian
from tests.builders.people import actor
from tests.interfaces.api.conftest import Script

TO_OP1 = {"version": 1, "language": "en", "anchor": "op1"}


@pytest.fixture
def document(summit):
    return writing.issued(summit.bodies["CSC"], audience="members")[0]


@pytest.fixture
def russia(summit):
    return Script(summit.head("RUS"))


def written(script: Script, document, words: str, member: str = "RUS", state: str = "tabled", **more: str) -> str:
    made = script.post(
        f"/documents/{document.key}/amendments", {**TO_OP1, "member": member, "words": words, "state": state, **more}
    )
    assert made.status_code == 201, made.content
    return made.json()["key"]


def told(script: Script, document):
    return script.get(f"/documents/{document.key}/amendments").json()


def test_the_furthest_removed_is_put_first(summit, document, russia):
    armenia = Script(summit.head("ARM"))
    written(russia, document, "Agree to cooperate closely;")
    written(armenia, document, "Decide to found a common market;", "ARM")
    said = told(armenia, document)
    assert [(one["name"], one["member"], one["kind"], one["state"]) for one in said["amendments"]] == [
        ("A.1", "RUS", "add", "tabled"),
        ("A.2", "ARM", "replace", "tabled"),
    ]
    assert said["order"] == ["A.2", "A.1"]


def test_a_script_that_got_no_answer_sends_the_same_again(document, russia):
    first = written(russia, document, "Agree to cooperate closely;")
    assert written(russia, document, "Agree to cooperate closely;") == first
    assert [one["name"] for one in told(russia, document)["amendments"]] == ["A.1"]


def test_a_draft_is_known_to_its_own_delegation_only(summit, document, russia):
    key = written(russia, document, "Agree to cooperate closely;", state="drafted")
    armenia = Script(summit.head("ARM"))
    assert told(armenia, document)["amendments"] == []
    hidden = armenia.post(f"/documents/{document.key}/amendments/{key}/table")
    assert (hidden.status_code, Amendment.objects.get().state) == (404, "drafted")
    assert russia.post(f"/documents/{document.key}/amendments/{key}/table").status_code == 200
    assert [one["name"] for one in told(armenia, document)["amendments"]] == ["A.1"]


def test_others_join_and_it_is_withdrawn_by_its_own(summit, document, russia):
    armenia = Script(summit.head("ARM"))
    key = written(russia, document, "Agree to cooperate closely;")
    assert armenia.post(f"/documents/{document.key}/amendments/{key}/sponsors", {"member": "ARM"}).status_code == 200
    assert [one["member"] for one in told(russia, document)["amendments"][0]["sponsors"]] == ["ARM"]
    assert armenia.post(f"/documents/{document.key}/amendments/{key}/withdraw").status_code == 422
    assert russia.post(f"/documents/{document.key}/amendments/{key}/withdraw").status_code == 200
    assert told(russia, document)["order"] == []


def test_sponsors_of_the_text_come_and_go(summit, document, russia):
    assert russia.post(f"/documents/{document.key}/sponsors", {"member": "RUS"}).status_code == 200
    assert [one["member"] for one in told(russia, document)["sponsors"]] == ["RUS"]
    other = russia.post(f"/documents/{document.key}/sponsors", {"member": "ARM"})
    assert (other.status_code, other.json()["type"]) == (422, "urn:plenary:refusal:access.not_in_scope")
    assert russia.post(f"/documents/{document.key}/sponsors/leave", {"member": "RUS"}).status_code == 200
    assert told(russia, document)["sponsors"] == []


def test_nothing_is_merged_that_did_not_carry(document, russia):
    written(russia, document, "Agree to cooperate closely;")
    desk = Script(actor("DO"))
    desk.get(f"/documents/{document.key}")
    refused = desk.post(f"/documents/{document.key}/versions/1/merge")
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:plenary:refusal:decisions.nothing_to_merge")
    Amendment.objects.update(state="carried")
    merged = desk.post(f"/documents/{document.key}/versions/1/merge")
    assert merged.status_code == 201, merged.content
    words = [one["words"] for one in desk.get(f"/documents/{document.key}/versions/2/texts/en").json()["paragraphs"]]
    assert words[2] == "Agree to cooperate closely;"


def test_what_was_written_in_by_hand_is_said_to_stand_there(document, russia):
    key = written(russia, document, "Agree to cooperate closely;")
    Amendment.objects.update(state="carried")
    writing.actions.add_version(
        document, by=actor("DO"), texts={"ru": in_russian(), "en": STATEMENT}, original_language="ru"
    )
    desk, at = Script(actor("DO")), f"/documents/{document.key}/amendments/{key}/in-text"
    desk.get(f"/documents/{document.key}")
    ground = {"en": "Written into paragraph 1."}
    assert desk.post(at, {"version": 9, "ground": ground}).status_code == 404
    refused = desk.post(at, {"version": 1, "ground": ground})
    assert refused.json()["type"] == "urn:plenary:refusal:decisions.text_moved_on"
    assert desk.post(at, {"version": 2, "ground": ground}).status_code == 202
    assert Pending.objects.get(outcome="waiting").act == "decisions.record_in_text"


def test_what_collides_is_told_and_settled(summit, document, russia):
    armenia = Script(summit.head("ARM"))
    written(russia, document, "Agree to cooperate closely;")
    written(armenia, document, "Agree to cooperate slowly;", "ARM")
    Amendment.objects.update(state="carried")
    collides = {"anchor": "op1", "names": ["A.1", "A.2"], "reading": "", "language": "", "words": ""}
    assert told(russia, document)["disputes"] == [collides]
    desk, at = Script(actor("DO")), f"/documents/{document.key}/versions/1"
    desk.get(f"/documents/{document.key}")
    refused = desk.post(f"{at}/merge")
    assert refused.json()["type"] == "urn:plenary:refusal:decisions.amendments_conflict"
    agreed = {"anchor": "op1", "language": "en", "words": "Agree to cooperate well;", "ground": {"en": "Agreed."}}
    assert armenia.post(f"{at}/readings", agreed).status_code in {202, 422}
    assert desk.post(f"{at}/readings", agreed).status_code == 201
    (dispute,) = told(russia, document)["disputes"]
    assert (dispute["words"], dispute["language"], bool(dispute["reading"])) == (agreed["words"], "en", True)
    assert desk.post(f"{at}/readings", agreed).status_code == 422
    desk.get(f"/documents/{document.key}")
    assert desk.post(f"{at}/merge").status_code == 201


def test_a_draft_is_written_on_by_whoever_saw_it(summit, document, russia):
    key = written(russia, document, "Agree to cooperate closely;", state="drafted")
    (line,) = told(russia, document)["amendments"]
    at, sent = f"/documents/{document.key}/amendments/{key}/rewrite", {"version": 1, "seen": line["revision"]}
    assert Script(summit.head("ARM")).post(at, {**sent, "words": "Agree;"}).status_code == 404
    assert russia.post(at, {**sent, "words": "Agree to help;"}).status_code == 200
    late = russia.post(at, {**sent, "words": "Agree;"})
    assert late.json()["type"] == "urn:plenary:refusal:decisions.amendment_rewritten"
    (line,) = told(russia, document)["amendments"]
    assert (line["words"], line["revision"], line["state"]) == ("Agree to help;", 2, "drafted")
