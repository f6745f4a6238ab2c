"""Where each capacity can be held: in the whole house, or in one body, delegation, session or partner.

A place is a token that opens things to be read, so a capacity is never given in a place where it has nothing to do:
an administrator with a body would read that body's texts.
"""

from __future__ import annotations

from collections.abc import Mapping

from plenary.foundation.access.capacities import Capacity

WHOLE_HOUSE = ""
BODY, MEMBER, SESSION, PARTNER = "body", "member", "session", "partner"

#: Kinds of place by capacity; the first is the usual one.
KINDS: Mapping[str, tuple[str, ...]] = {
    Capacity.SG: (WHOLE_HOUSE,),
    Capacity.SB: (BODY, SESSION, WHOLE_HOUSE),
    Capacity.DO: (WHOLE_HOUSE, BODY),
    Capacity.LD: (WHOLE_HOUSE, BODY),
    Capacity.PO: (BODY, SESSION),
    Capacity.HD: (MEMBER,),
    Capacity.DM: (MEMBER,),
    Capacity.FP: (MEMBER,),
    Capacity.PR: (MEMBER,),
    Capacity.IN: (WHOLE_HOUSE,),
    Capacity.PT: (WHOLE_HOUSE,),
    Capacity.DR: (WHOLE_HOUSE, SESSION),
    Capacity.FI: (WHOLE_HOUSE, BODY),
    Capacity.PS: (WHOLE_HOUSE,),
    Capacity.AD: (WHOLE_HOUSE,),
    Capacity.AP: (WHOLE_HOUSE,),
    Capacity.OB: (PARTNER, WHOLE_HOUSE),
}


def is_place_of(capacity: str, scope: str) -> bool:
    """Whether the capacity can be held in that scope."""
    kind, colon, name = scope.partition(":")
    return kind in KINDS.get(capacity, ()) and bool(colon and name) is bool(scope)
