"""The gate: grades, scopes, second persons; and audiences."""

from dataclasses import replace

import pytest

from plenary.foundation.access.actors import OUTSIDER, Actor, tokens_by_right
from plenary.foundation.access.audiences import audience_of, joined, may_read, widens
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.gate import SecondPersonNeeded, may, may_open, require, require_reading, require_two
from plenary.procedure.refusal import NotHere, Refused


def acting(capacity: str, *scopes: str, person: str = "p1") -> Actor:
    return Actor(person, "Somebody", capacity, frozenset(scopes), frozenset({"public", *scopes}))


class TestGrades:
    def test_allowed(self):
        require(acting("SG"), "convene_session")

    def test_in_own_scope_only(self):
        require(acting("PO", "sitting:a"), "rule_and_gavel", "sitting:a")
        with pytest.raises(Refused) as refused:
            require(acting("PO", "sitting:a"), "rule_and_gavel", "sitting:b")
        assert (refused.value.code, refused.value.facts) == (
            "access.not_in_scope",
            {"row": "rule_and_gavel", "capacity": "PO"},
        )

    def test_not_named_is_refused(self):
        with pytest.raises(Refused) as refused:
            require(acting("DM"), "convene_session")
        assert refused.value.code == "access.not_allowed"

    def test_reading_is_not_acting(self):
        with pytest.raises(Refused):
            require(acting("HD"), "seating_arrivals")

    def test_a_row_that_the_file_lacks_is_a_fault(self):
        with pytest.raises(KeyError):
            require(acting("SG"), "open_the_vault")


class TestSecondPersons:
    def test_who_proposes_is_told_to_find_another(self):
        with pytest.raises(SecondPersonNeeded):
            require(acting("SB"), "convene_session")

    def test_confirming_what_another_proposed(self):
        require(acting("SB").confirming("p2"), "convene_session")

    def test_confirming_oneself_is_not_confirming(self):
        with pytest.raises(SecondPersonNeeded):
            require(acting("SB").confirming("p1"), "convene_session")

    @pytest.mark.parametrize("capacity", ["SG", "SB", "DO", "PS"])
    def test_widening_always_takes_two(self, capacity):
        with pytest.raises(SecondPersonNeeded):
            require_two(acting(capacity), "widen_audience")
        require_two(acting(capacity).confirming("p2"), "widen_audience")

    def test_even_two_need_a_part_in_it(self):
        with pytest.raises(Refused) as refused:
            require_two(acting("HD").confirming("p2"), "widen_audience")
        assert refused.value.code == "access.not_allowed"


class TestProposingInAPlace:
    """A second person does not make up for a place."""

    @pytest.mark.parametrize(
        ("capacity", "own", "other", "row"),
        [
            ("SB", "body:A", "body:B", "convene_session"),
            ("SB", "session:a", "session:b", "accept_credentials"),
            ("SB", "sitting:a", "sitting:b", "announce_verdict"),
            ("FP", "member:A", "member:B", "follow_up"),
        ],
    )
    def test_is_for_ones_own(self, capacity, own, other, row):
        proposing, agreeing = acting(capacity, own), acting(capacity, own).confirming("p2")
        with pytest.raises(SecondPersonNeeded):
            require(proposing, row, own)
        require(agreeing, row, own)
        assert may(proposing, row, own)
        for somebody in (proposing, agreeing):
            with pytest.raises(Refused) as refused:
                require(somebody, row, other)
            assert refused.value.code == "access.not_in_scope"
            assert refused.value.facts == {"row": row, "capacity": capacity}
            assert not may(somebody, row, other)

    def test_of_a_thing_of_the_house_no_delegate_agrees_to_what_a_delegate_proposed(self):
        """Who works on that thing does; about a thing of its own delegation a second person of it may."""
        proposing, agreeing = acting("HD", "body:A"), acting("HD", "body:A").confirming("p2")
        with pytest.raises(SecondPersonNeeded):
            require(proposing, "edit_draft", "body:A")
        for place in ("body:A", "body:B"):
            with pytest.raises(Refused) as refused:
                require(agreeing, "edit_draft", place)
            assert (refused.value.code, refused.value.facts["row"]) == ("access.not_in_scope", "edit_draft")
        require(acting("SB", "body:A").confirming("p2"), "edit_draft", "body:A")
        require(acting("HD", "member:A").confirming("p2"), "edit_draft", "member:A")

    @pytest.mark.parametrize(("capacity", "row"), [("SG", "accept_credentials"), ("DO", "issue_version")])
    def test_is_for_all_where_the_capacity_is_of_the_whole_house(self, capacity, row):
        require(acting(capacity).confirming("p2"), row, "body:B")

    def test_is_for_all_where_the_head_of_a_delegation_acts_anywhere(self):
        require(acting("HD", "member:A"), "propose_item", "session:b")
        require(acting("FP", "member:A").confirming("p2"), "propose_item", "session:b")


class TestButtons:
    def test_shown_as_the_gate_would_pass(self):
        assert may(acting("SG"), "convene_session")
        assert may(acting("SB"), "convene_session")
        assert may(acting("PO", "sitting:a"), "rule_and_gavel", "sitting:a")
        assert not may(acting("PO", "sitting:a"), "rule_and_gavel", "sitting:b")
        assert not may(acting("HD"), "seating_arrivals")
        assert not may(OUTSIDER, "convene_session")


class TestPages:
    def test_open_to_all(self):
        assert may_open(OUTSIDER, "sign-in")

    def test_a_page_without_a_rule_is_shut_to_everybody(self):
        assert not may_open(acting("SG"), "a-page-nobody-named")

    def test_signed_in_and_secretariat(self):
        assert not may_open(OUTSIDER, "me")
        assert may_open(acting("HD"), "me")
        assert not may_open(acting("HD"), "desk-meetings")
        assert may_open(acting("DO"), "desk-meetings")

    def test_who_acts_in_pairs(self):
        assert {one for one in Capacity.values if may_open(acting(one), "pending")} == {
            "SG", "SB", "DO", "LD", "PO", "HD", "DM", "FP", "PR", "PT", "FI", "PS", "AD",
        }  # fmt: skip
        assert not may_open(OUTSIDER, "pending")


class TestAudiences:
    def test_one_written_form(self):
        assert audience_of("body:B", "body:A", "body:A") == "body:A,body:B"
        assert audience_of("members", "public") == "public"

    def test_nobody_is_no_audience(self):
        with pytest.raises(ValueError, match="at least one"):
            audience_of()

    def test_reading_takes_one_token(self):
        assert may_read(acting("HD", "body:A"), "body:A,body:B")
        assert not may_read(acting("HD", "body:C"), "body:A,body:B")
        assert may_read(OUTSIDER, "public")

    def test_what_one_may_not_read_is_not_found(self):
        with pytest.raises(NotHere):
            require_reading(OUTSIDER, "members")

    @pytest.mark.parametrize(
        ("before", "after", "wider"),
        [
            ("desk", "public", True),
            ("public", "desk", False),
            ("public", "public", False),
            ("body:A,body:B", "body:A", False),
            ("body:A", "body:A,body:B", True),
            ("members", "desk", True),
            ("sitting:x", "members", True),
        ],
    )
    def test_widening_is_a_token_gained(self, before, after, wider):
        assert widens(before, after) is wider

    def test_a_page_of_several_audiences(self):
        assert joined(["members", "body:A"]) == "body:A,members"
        assert joined(["members", "public"]) == "public"


class TestTokens:
    def test_an_administrator_reads_no_content_by_right(self):
        assert tokens_by_right("AD") == {"public", "desk", "trail"}

    def test_the_public_reads_the_public(self):
        assert tokens_by_right("PU") == {"public"}

    def test_an_observer_reads_limited_papers_in_scope_only(self):
        assert "members" not in tokens_by_right("OB")

    def test_delegates_read_limited_papers(self):
        assert {"members", "protocol"} <= tokens_by_right("HD")
        assert "documents" not in tokens_by_right("HD")

    def test_a_confirming_actor_reads_as_before(self):
        actor = replace(acting("DO"), readable={"codes": ["public"]})
        assert actor.confirming("p2").readable == {}
