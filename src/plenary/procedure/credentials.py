"""Who is represented, and who may vote.

A member is represented by its head of delegation, or by an alternate it designated, with credentials
accepted or provisional, in the room. Representation is never derived from a title.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value


class Credentials(StrEnum):
    """How far a person's credentials have come."""

    NONE = "none"
    RECEIVED = "received"
    EXAMINED = "examined"
    ACCEPTED = "accepted"
    CHALLENGED = "challenged"
    PROVISIONAL = "provisional"
    REJECTED = "rejected"


#: Credentials with which one represents a member; with any other one sits by courtesy at most.
ENOUGH = frozenset({Credentials.ACCEPTED, Credentials.PROVISIONAL})

#: From what to what credentials may go.
STEPS: dict[Credentials, frozenset[Credentials]] = {
    Credentials.NONE: frozenset({Credentials.RECEIVED, Credentials.PROVISIONAL}),
    Credentials.RECEIVED: frozenset({Credentials.EXAMINED, Credentials.PROVISIONAL, Credentials.CHALLENGED}),
    Credentials.EXAMINED: frozenset({Credentials.ACCEPTED, Credentials.CHALLENGED, Credentials.REJECTED}),
    Credentials.ACCEPTED: frozenset({Credentials.CHALLENGED}),
    Credentials.CHALLENGED: frozenset({Credentials.PROVISIONAL, Credentials.ACCEPTED, Credentials.REJECTED}),
    Credentials.PROVISIONAL: frozenset(
        {Credentials.RECEIVED, Credentials.EXAMINED, Credentials.ACCEPTED, Credentials.REJECTED}
    ),
    Credentials.REJECTED: frozenset(),
}


class DelegationPart(StrEnum):
    """A person's place in a delegation."""

    HEAD = "head"
    ALTERNATE = "alternate"
    DELEGATE = "delegate"
    ADVISER = "adviser"


@value
class Representative:
    """A person of a delegation, as the quorum sees it.

    designated: an alternate whom the head, or the member, named to act; a head needs no designation.
    """

    person: str
    member: str
    part: DelegationPart
    credentials: Credentials
    in_room: bool
    designated: bool = False

    @property
    def may_act(self) -> bool:
        """Head, or designated alternate."""
        return self.part is DelegationPart.HEAD or (self.part is DelegationPart.ALTERNATE and self.designated)

    @property
    def represents(self) -> bool:
        return self.may_act and self.in_room and self.credentials in ENOUGH


@value
class Representation:
    """Whether a member is represented, by whom, and what was looked at."""

    member: str
    represented: bool
    by: str
    steps: tuple[Step, ...]


def representation(member: str, people: Iterable[Representative], *, cite: Citation | None = None) -> Representation:
    """Whether the member is represented in the room, and by whom: the head before an alternate.

    Persons of other delegations are passed over.
    """
    own = sorted(
        (one for one in people if one.member == member),
        key=lambda r: (r.part is not DelegationPart.HEAD, r.person),
    )
    for one in own:
        if one.represents:
            step = Step.of("credentials.represented", cite, member=member, person=one.person, part=str(one.part))
            return Representation(member, True, one.person, (step,))
    seen = tuple(_why_not(one, cite) for one in own if one.may_act)
    return Representation(member, False, "", (*seen, Step.of("credentials.not_represented", cite, member=member)))


def represented(
    members: Iterable[str], people: Iterable[Representative], *, cite: Citation | None = None
) -> tuple[Representation, ...]:
    """The same for each member of a body, in the order given: the list of a call of the quorum."""
    everyone = tuple(people)
    return tuple(representation(member, everyone, cite=cite) for member in members)


@value
class MayVote:
    """Whether one person may cast its member's vote now, and why not."""

    allowed: bool
    code: str
    steps: tuple[Step, ...]


def may_vote(
    person: Representative,
    *,
    member_entitled: bool = True,
    is_observer: bool = False,
    cite: Citation | None = None,
) -> MayVote:
    """Whether this person may cast the vote of its member.

    member_entitled: False while the member has lost its vote (arrears, suspension).
    """
    checks = (
        ("credentials.observer_has_no_vote", is_observer),
        ("credentials.member_has_no_vote", not member_entitled),
        ("credentials.not_head_nor_designated", not person.may_act),
        ("credentials.sits_by_courtesy", person.credentials not in ENOUGH),
        ("credentials.not_in_room", not person.in_room),
    )
    for code, stands_in_the_way in checks:
        if stands_in_the_way:
            step = Step.of(code, cite, member=person.member, person=person.person, credentials=str(person.credentials))
            return MayVote(False, code, (step,))
    return MayVote(True, "credentials.may_vote", (Step.of("credentials.may_vote", cite, person=person.person),))


def require_may_vote(
    person: Representative,
    *,
    member_entitled: bool = True,
    is_observer: bool = False,
    cite: Citation | None = None,
) -> Step:
    """Go on only with the right to vote. Raises: Refused "credentials.…"."""
    answer = may_vote(person, member_entitled=member_entitled, is_observer=is_observer, cite=cite)
    if not answer.allowed:
        raise Refused(answer.code, cite, **dict(answer.steps[0].facts))
    return answer.steps[0]


def require_step(before: Credentials, after: Credentials, *, cite: Citation | None = None) -> Step:
    """Whether credentials may go from one state to the next. Raises: Refused "credentials.wrong_step"."""
    if after not in STEPS[before]:
        raise Refused(
            "credentials.wrong_step",
            cite,
            before=str(before),
            after=str(after),
            allowed=sorted(str(one) for one in STEPS[before]),
        )
    return Step.of("credentials.moved", cite, before=str(before), after=str(after))


def _why_not(one: Representative, cite: Citation | None) -> Step:
    code = "credentials.not_in_room" if not one.in_room else "credentials.sits_by_courtesy"
    return Step.of(code, cite, member=one.member, person=one.person, credentials=str(one.credentials))
