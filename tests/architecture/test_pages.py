"""Every address has a rule, and every rule an address."""

from plenary.foundation.access import permissions as file
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.checks import every_page_has_a_rule, page_names
from plenary.foundation.access.permissions import Permissions, permissions


def test_every_page_has_a_rule():
    assert every_page_has_a_rule() == []
    assert len(page_names()) > 10


def test_a_page_without_a_rule_stops_the_start(monkeypatch):
    """The check can fail."""
    known = permissions()
    fewer = {name: rule for name, rule in known.pages.items() if name != "sign-in"}
    monkeypatch.setattr(
        "plenary.foundation.access.checks.permissions", lambda: Permissions(rows=known.rows, pages=fewer)
    )
    assert [one.id for one in every_page_has_a_rule()] == ["plenary.E001"]


def test_a_rule_without_a_page_stops_the_start(monkeypatch):
    known = permissions()
    more = {**known.pages, "nowhere": "open"}
    monkeypatch.setattr(
        "plenary.foundation.access.checks.permissions", lambda: Permissions(rows=known.rows, pages=more)
    )
    assert [one.id for one in every_page_has_a_rule()] == ["plenary.E002"]


def test_the_matrix_names_eighteen_capacities():
    assert len(Capacity.values) == 18
    assert {capacity for row in permissions().rows.values() for capacity in row} == set(Capacity.values)


def test_widening_is_proposed_by_all_and_done_by_none_alone():
    assert set(permissions().rows["widen_audience"].values()) == {file.Grade.PROPOSE}
