"""What else follows from a person's capacity: a member's representatives read what its bodies read."""

from __future__ import annotations

from collections.abc import Iterable

from plenary.foundation.access.actors import scope_provider
from plenary.foundation.access.capacities import Capacity
from plenary.offices.organisation.models import Body
from plenary.offices.organisation.queries import body_codes_of, secretary_of

#: Who acts for a member in its bodies. A focal point lists persons and reads no restricted text.
_SIT_FOR_A_MEMBER = frozenset({Capacity.HD.value, Capacity.PR.value, Capacity.DM.value})
#: Who, given no narrower scope, serves every body. An administrator never does.
_SERVE_EVERY_BODY = frozenset({Capacity.SB.value, Capacity.DO.value, Capacity.LD.value, Capacity.FI.value})


@scope_provider
def bodies_in_reach(person_key: str, capacity: str, scopes: frozenset[str]) -> Iterable[str]:
    """Scopes "body:CODE" that follow from what a person holds: through a member's seats, or all of them.

    The secretary of a body has "secretary:CODE" besides, since "body:CODE" are all who sit in it.
    Source: domain guide, H and A0 (restricted: named bodies).
    """
    if capacity == Capacity.SB.value:
        served = set(_bodies_served(capacity, scopes)) | {scope for scope in scopes if scope.startswith("body:")}
        return [*served, *(secretary_of(scope.removeprefix("body:")) for scope in served)]
    return _bodies_served(capacity, scopes)


def _bodies_served(capacity: str, scopes: frozenset[str]) -> list[str]:
    if capacity in _SIT_FOR_A_MEMBER:
        codes = [scope.removeprefix("member:") for scope in scopes if scope.startswith("member:")]
        return [f"body:{code}" for code in body_codes_of(codes)] if codes else []
    whole_house = all(scope.startswith("person:") for scope in scopes)
    if capacity == Capacity.SG.value or (capacity in _SERVE_EVERY_BODY and whole_house):
        return [f"body:{code}" for code in Body.objects.values_list("code", flat=True)]
    return []
