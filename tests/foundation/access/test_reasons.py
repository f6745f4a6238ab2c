"""Why a person can read a thing: exactly where the gate says that they can, and from where."""

import pytest

from plenary.foundation.access.actors import actor_for
from plenary.foundation.access.audiences import audience_of, may_read
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.reasons import Ground, Reason, reasons_to_read
from tests.builders.meetings import bishkek
from tests.builders.people import holding, person

pytestmark = pytest.mark.django_db


def test_it_says_so_exactly_where_the_gate_lets_pass():
    made = bishkek()
    audiences = [
        "public",
        "members",
        "desk",
        "documents",
        audience_of("trail", "accounts"),
        audience_of("body:CSC", "body:CMD"),
        f"sitting:{made.restricted.key}",
        f"session:{made.session.key}",
    ]
    for capacity in Capacity.values:
        for scope in ("", "body:CSC", "member:RUS"):
            who = person(f"{capacity} {scope}")
            holding(who, capacity, scope)
            for audience in audiences:
                reads = may_read(actor_for(who, capacity), audience)
                assert bool(reasons_to_read(who, audience)) is reads, (capacity, scope, audience)


def test_where_a_token_comes_from():
    bishkek()
    who = person()
    assert reasons_to_read(who, "members") == []
    holding(who, "HD", "member:RUS")
    holding(who, "SB", "body:CSC")
    assert reasons_to_read(who, "body:CSC") == [
        Reason("SB", "body:CSC", Ground.HELD),
        Reason("HD", "body:CSC", Ground.FOLLOWS),
    ]
    assert reasons_to_read(who, "members")[0] == Reason("SB", "members", Ground.RIGHT, "read_limited")
    assert reasons_to_read(who, "public") == [Reason("", "public", Ground.EVERYBODY)]
