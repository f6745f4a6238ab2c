"""The public data keeps to its description, whatever it is asked: 0 faults, 0 traces (P29)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema_rs
import pytest
import schemathesis
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests.security.data_described import LISTS, described
from tests.security.test_strange_requests import TRACES

pytestmark = pytest.mark.django_db

#: What a header cannot carry, so that no client could send it.
UNSENDABLE = {ord(sign): None for sign in "\r\n\0"}


def test_every_public_list_is_described(house):
    """A list that is added and not described is no longer tried."""
    public = {
        one.pattern
        for one in house.router.addresses
        if one.page.endswith("-data") and not one.page.startswith(("desk-", "folder-"))
    }
    named = {resolve(path.format(language="en", ref="CSC-2019-1", year=2019)).url_name for path in LISTS}
    assert {one.page for one in house.router.addresses if one.pattern in public} == named


class Asked:
    """Sends what schemathesis makes of the description, and keeps what was wrong with the answers."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.faults: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.browser = Client(raise_request_exception=False)

    def send(self, case: Any) -> None:
        path = "/" + "/".join(quote(part, safe="") for part in case.formatted_path.strip("/").split("/"))
        path += "/" if case.path.endswith("/") else ""
        query = urlencode(case.query or {}, doseq=True, errors="replace")
        headers = {
            name: str(value).translate(UNSENDABLE).encode("latin-1", "replace").decode("latin-1")
            for name, value in (case.headers or {}).items()
        }
        method = case.method if case.method.isascii() and case.method.isalpha() else "TRACE"
        answer = self.browser.generic(method, f"{path}?{query}", headers=headers)
        self.statuses[answer.status_code] += 1
        self._judge(f"{method} {path[:120]}?{query[:120]}", case, answer)

    def _judge(self, name: str, case: Any, answer: Any) -> None:
        body = answer.content.decode("utf-8", "replace")
        if answer.status_code >= 500:
            self.faults[f"{name}: {answer.status_code}"] += 1
        if (found := TRACES.search(body)) and answer.status_code >= 400:
            self.faults[f"{name}: a trace: {found[0]}"] += 1
        if case.method != "GET":
            if answer.status_code not in {200, 403, 404, 405}:
                self.faults[f"{name}: {answer.status_code} to another method"] += 1
            return
        said = self.document["paths"][case.path]["get"]["responses"].get(str(answer.status_code))
        if said is None:
            # An address that strays from the pattern is some other page, or none
            if answer.status_code not in {301, 302, 400, 404}:
                self.faults[f"{name}: {answer.status_code} is not described"] += 1
            return
        kind = answer.headers["Content-Type"].partition(";")[0]
        schema = said["content"].get(kind)
        if schema is None and answer.status_code != 404:
            self.faults[f"{name}: {kind} is not described"] += 1
        elif schema is not None:
            wrong = [fault.message for fault in jsonschema_rs.iter_errors(schema["schema"], json.loads(body))]
            if wrong:
                self.faults[f"{name}: {wrong}"] += 1


def ask(count: int, document: dict[str, Any]) -> Asked:
    """Send so many, half of them outside the description, by one seed."""
    asked = Asked(document)
    schema = schemathesis.openapi.from_dict(asked.document)
    cases = [
        operation.ok().as_strategy(generation_mode=mode)
        for operation in schema.get_all_operations()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        if mode is GenerationMode.POSITIVE or "{" in operation.ok().path
    ]

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
        asked.send(case)

    sending()
    assert sum(asked.statuses.values()) >= count
    return asked


def test_a_thousand_strange_questions(house, quiet):
    asked = ask(1_000, described())
    assert sorted(asked.faults) == []
    assert {200, 404, 422} <= set(asked.statuses), asked.statuses


@pytest.mark.soak
def test_ten_thousand_strange_questions(house, quiet):
    asked = ask(10_000, described())
    assert sorted(asked.faults) == []
    assert {200, 404, 422} <= set(asked.statuses), asked.statuses


def test_an_answer_that_is_not_as_described_is_found(house, quiet):
    document = described()
    (told,) = document["paths"]["/{language}/members.json"]["get"]["responses"]["200"]["content"].values()
    told["schema"] = {**told["schema"], "required": ["never"]}
    del document["paths"]["/health/"]["get"]["responses"]["200"]
    wrong = " ".join(ask(100, document).faults)
    assert "'never' is a required property" in wrong or '"never" is a required property' in wrong
    assert "200 is not described" in wrong
