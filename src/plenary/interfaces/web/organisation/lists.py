"""What the pages of the organisation list, for machines."""

from __future__ import annotations

from django.http import HttpRequest

from plenary.interfaces.exports.lists import Listing
from plenary.interfaces.web.organisation import reading
from plenary.offices.organisation import queries


def periods(request: HttpRequest) -> Listing:
    """Every period of membership, as the desk lists them."""
    return Listing(
        "periods-of-membership",
        ("code", "member", "from", "until"),
        tuple((one.member.code, one.member.short_name.said(), one.from_on, one.until_on) for one in queries.periods()),
    )


def members(request: HttpRequest) -> Listing:
    """Members and former members, alphabetical in the language of the address."""
    return Listing(
        "members",
        ("code", "member", "since", "until", "is_member"),
        tuple(
            (row.member.code, row.member.short_name.said(), row.since, row.until, row.is_current)
            for row in reading.standings()
        ),
    )
