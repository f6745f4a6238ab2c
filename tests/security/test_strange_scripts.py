"""What scripts may send keeps to its description, whatever is sent: 0 faults, 0 traces (P29)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema_rs
import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from plenary.interfaces.api.root import api
from tests.builders import documents as writing
from tests.builders import meetings as building
from tests.builders.people import actor, script_key
from tests.security.test_strange_data import UNSENDABLE
from tests.security.test_strange_requests import TRACES

pytestmark = pytest.mark.django_db

HERE = "/api/v1"


class Sender:
    """Sends what schemathesis makes of the description, as a documents officer, and keeps what was wrong."""

    def __init__(self, document: dict[str, Any], secret: str) -> None:
        self.document = document
        self.faults: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.done: Counter[str] = Counter()
        self.browser = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {secret}", "If-Match": "*"}

    def send(self, case: Any) -> None:
        path = "/" + "/".join(quote(part, safe="") for part in case.formatted_path.strip("/").split("/"))
        query = urlencode(case.query or {}, doseq=True, errors="replace")
        sent = {
            name: str(value).translate(UNSENDABLE).encode("latin-1", "replace").decode("latin-1")
            for name, value in (case.headers or {}).items()
            if name.lower() not in {"authorization", "if-match"}
        }
        body = b""
        if isinstance(case.body, dict | list | str | int | float | bool) or case.body is None:
            body = json.dumps(case.body).encode("utf-8", "surrogatepass")
        method = case.method if case.method.isascii() and case.method.isalpha() else "TRACE"
        # Each is undone, so that the next finds the house as it was described
        with transaction.atomic():
            answer = self.browser.generic(
                method, f"{path}?{query}", body, content_type="application/json", headers={**sent, **self.headers}
            )
            transaction.set_rollback(True)
        self.statuses[answer.status_code] += 1
        self._judge(f"{method} {path[:120]}?{query[:80]} {body[:200]!r}", case, answer)

    def _judge(self, name: str, case: Any, answer: Any) -> None:
        body = answer.content.decode("utf-8", "replace")
        if answer.status_code >= 500:
            self.faults[f"{name}: {answer.status_code}"] += 1
        if (found := TRACES.search(body)) and answer.status_code >= 400:
            self.faults[f"{name}: a trace: {found[0]}"] += 1
        operation = self.document["paths"][case.path].get(case.method.lower())
        if operation is None:
            if answer.status_code not in {401, 404, 405}:
                self.faults[f"{name}: {answer.status_code} to another method"] += 1
            return
        if answer.status_code < 300:
            self.done[f"{case.method} {case.path}"] += 1
        said = operation["responses"].get(answer.status_code) or operation["responses"].get(str(answer.status_code))
        if said is None:
            # An address that strays from the pattern is some other one, or none
            if answer.status_code not in {301, 404, 405}:
                self.faults[f"{name}: {answer.status_code} is not described"] += 1
            return
        if answer.status_code == 304:
            return
        kind = answer.headers["Content-Type"].partition(";")[0]
        schema = said["content"].get(kind)
        if schema is None:
            self.faults[f"{name}: {kind} is not described for {answer.status_code}"] += 1
            return
        if kind.endswith("json"):
            whole = {**schema["schema"], "components": self.document["components"]}
            wrong = [fault.message for fault in jsonschema_rs.iter_errors(whole, json.loads(body))]
            if wrong:
                self.faults[f"{name}: {wrong}"] += 1


#: Words that mean something in this house, so that some of what is sent within the description is done.
SENSIBLE: dict[tuple[str, str], dict[str, Any]] = {
    ("PlanSent", "title"): {"enum": [{"en": "Statement"}, {"ru": "Заявление"}, {}]},
    ("PlanSent", "body"): {"enum": ["CSC", "CMFA", "NONE"]},
    ("PlanSent", "author"): {"enum": ["", "RUS", "ZZZ"]},
    ("PlanSent", "kind"): {"enum": ["statement", "plan", "ballad"]},
    ("PlanSent", "distribution"): {"enum": ["limited", "general", "wide"]},
    ("RegisterSent", "series"): {"enum": ["L", "INF", "Q"]},
    ("RegisterSent", "symbol"): {"enum": ["", "CSTO/CSC/2019/L.7", "x"]},
    ("RegisterSent", "distribution"): {"enum": ["", "general"]},
    ("MoveSent", "state"): {"enum": ["registered", "in consultation", "adopted", "closed"]},
    ("WidenSent", "audience"): {"enum": ["public", "members", "body:CSC", ",", "nobody"]},
    ("IssueSent", "audience"): {"enum": ["", "members", "public"]},
    ("ReferSent", "from_bodies"): {"enum": [["CMFA"], ["CMFA", "CMD"], [], ["NONE"]]},
    ("ReferSent", "to_body"): {"enum": ["CSC", "CMD"]},
    ("ReferSent", "verb"): {"enum": ["adoption", "information", "fun"]},
    ("AmendmentSent", "version"): {"enum": [1, 2]},
    ("AmendmentSent", "language"): {"enum": ["en", "ru"]},
    ("AmendmentSent", "anchor"): {"enum": ["op1", "p1", "nowhere"]},
    ("AmendmentSent", "member"): {"enum": ["RUS", "ZZZ"]},
    ("SponsorSent", "member"): {"enum": ["RUS", "ARM", "ZZZ"]},
    ("RoundSent", "addressees"): {"enum": [["RUS", "ARM"], [], ["ZZZ"]]},
    ("RoundSent", "closes_at"): {"enum": ["2099-01-01T12:00:00Z", "2001-01-01T12:00:00+03:00"]},
    ("AnswerSent", "member"): {"enum": ["RUS", "ZZZ"]},
    ("CapitalsSent", "capitals"): {"enum": [["RUS"], [], ["ZZZ"]]},
    ("CapitalSent", "member"): {"enum": ["RUS", "ARM"]},
    ("WaiverSent", "body"): {"enum": ["CSC", "NONE"]},
    ("DraftSent", "version"): {"enum": [1, 2, None]},
    ("DraftSent", "language"): {"enum": ["", "en", "ru", "fr"]},
    ("WordsSent", "anchor"): {"enum": ["op1", "p1", "nowhere"]},
    ("WordsSent", "revision"): {"enum": [1, 2]},
    ("InsertSent", "after"): {"enum": ["", "op1", "nowhere"]},
    ("MoveParagraphSent", "anchor"): {"enum": ["op1", "op2", "nowhere"]},
    ("AnchorSent", "anchor"): {"enum": ["op1", "op2", "nowhere"]},
    ("BracketSent", "anchor"): {"enum": ["op1", "p1", "nowhere"]},
    ("BracketSent", "proponents"): {"enum": [["RUS"], [], ["ZZZ"]]},
}


def described(*keys: str, sensible: bool) -> dict[str, Any]:
    """The description as it is published, with names that lead somewhere among those that are tried."""
    document: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    tried = {"key": list(keys), "number": [1, 2], "language": ["en", "ru"]}
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path" and parameter["name"] in tried:
                    known = {"enum": tried[parameter["name"]]}
                    parameter["schema"] = known if sensible else {"anyOf": [known, {"type": "string", "minLength": 1}]}
    if sensible:
        for (shape, field), schema in SENSIBLE.items():
            document["components"]["schemas"][shape]["properties"][field] = schema
    return document


def ask(count: int) -> Sender:
    """Send so many, as often outside the description as within, by one seed."""
    summit = building.bishkek()
    officer = actor("DO")
    draft, _first = writing.drafted(summit.bodies["CSC"], officer)
    sealed, _second = writing.registered(summit.bodies["CSC"], officer)
    given_out, _third = writing.issued(summit.bodies["CSC"], audience="members")
    keys = (draft.key, sealed.key, given_out.key)
    sender = Sender(json.loads(json.dumps(api.get_openapi_schema())), script_key(officer))
    cases = []
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        schema = schemathesis.openapi.from_dict(described(*keys, sensible=mode is GenerationMode.POSITIVE))
        for operation in schema.get_all_operations():
            found = operation.ok()
            if mode is GenerationMode.POSITIVE or found.body or "{" in found.path:
                cases.append(found.as_strategy(generation_mode=mode))

    @seed(20191128)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(cases))
    def sending(case):
        sender.send(case)

    sending()
    return sender


def test_nine_hundred_strange_scripts(quiet):
    sender = ask(900)
    assert sorted(sender.faults) == [], "\n".join(sender.faults)
    assert {200, 201, 404, 422} <= set(sender.statuses), sender.statuses
    assert len(sender.done) >= 8, sender.done


@pytest.mark.soak
def test_ten_thousand_strange_scripts(quiet):
    sender = ask(10_000)
    assert sorted(sender.faults) == [], "\n".join(sender.faults)
    assert {200, 201, 404, 422} <= set(sender.statuses), sender.statuses
