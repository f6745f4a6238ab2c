"""Who signs, in what order, with what authority.

Signature blocks follow the alphabet of the agreed language, or put the host first or last by decision.
With alternat each party comes first in the copy it keeps. A person signs by office, or with full powers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.office import Office
from plenary.procedure.precedence import Place
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value

FULL_POWERS = Citation("VCLT", "art. 7")


class Act(StrEnum):
    """Acts relating to the conclusion of a treaty."""

    NEGOTIATE = "negotiate"
    ADOPT = "adopt the text"
    AUTHENTICATE = "authenticate"
    SIGN = "sign"
    RATIFY = "deposit an instrument"


#: Who needs no full powers, for which acts: a head of mission towards the receiving State, a permanent
#: representative in the body to which it is accredited.
BY_OFFICE: dict[Office, frozenset[Act]] = {
    Office.HEAD_OF_STATE: frozenset(Act),
    Office.HEAD_OF_GOVERNMENT: frozenset(Act),
    Office.FOREIGN_MINISTER: frozenset(Act),
    Office.HEAD_OF_MISSION: frozenset({Act.ADOPT}),
    Office.PERMANENT_REPRESENTATIVE: frozenset({Act.ADOPT}),
}


@value
class FullPowers:
    """A document that authorises a person for acts, on days; `text` names the instrument, "" for any."""

    person: str
    member: str
    acts: frozenset[Act]
    text: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def covers(self, *, person: str, member: str, act: Act, text: str, on: date) -> bool:
        return (
            self.person == person
            and self.member == member
            and act in self.acts
            and self.text in {"", text}
            and (self.valid_from is None or self.valid_from <= on)
            and (self.valid_to is None or on <= self.valid_to)
        )


@value
class Signer:
    """A person who would act for a member.

    office_from, office_to: when the office is held, both days included; None where it is open.
    accredited_to: the State, conference or body to which a head of mission or a representative is accredited; "" where
        that is not stated.
    """

    person: str
    member: str
    office: Office
    office_from: date | None = None
    office_to: date | None = None
    accredited_to: str = ""

    def holds_office_on(self, day: date) -> bool:
        begun = self.office_from is None or self.office_from <= day
        return begun and (self.office_to is None or day <= self.office_to)


#: Offices that need no full powers only where the person is accredited.
WHERE_ACCREDITED = frozenset({Office.HEAD_OF_MISSION, Office.PERMANENT_REPRESENTATIVE})


def authority(
    signer: Signer, act: Act, *, on: date, text: str = "", powers: Iterable[FullPowers] = (), within: str = ""
) -> Step:
    """On what ground the person may act for its member: by office, or with full powers.

    text: the instrument; powers given for another one do not cover it. within: the receiving State, the conference or
    the body in which the act is done; where it is given, a head of mission or a representative accredited elsewhere
    needs full powers.
    Raises: Refused "signing.needs_full_powers", "signing.office_not_held", "signing.powers_do_not_cover".
    Source: VCLT art. 7.
    """
    facts = {
        "person": signer.person,
        "member": signer.member,
        "office": str(signer.office),
        "act": str(act),
        "on": str(on),
    }
    elsewhere = signer.office in WHERE_ACCREDITED and bool(within) and signer.accredited_to != within
    by_office = act in BY_OFFICE.get(signer.office, frozenset()) and not elsewhere
    if by_office and signer.holds_office_on(on):
        return Step.of("signing.by_office", FULL_POWERS, **facts)
    given = tuple(powers)
    for one in given:
        if one.covers(person=signer.person, member=signer.member, act=act, text=text, on=on):
            return Step.of("signing.by_full_powers", FULL_POWERS, **facts)
    if by_office:
        raise Refused("signing.office_not_held", FULL_POWERS, **facts)
    if any(one.person == signer.person for one in given):
        raise Refused("signing.powers_do_not_cover", FULL_POWERS, **facts)
    raise Refused("signing.needs_full_powers", FULL_POWERS, **facts)


@value
class Party:
    """A party to a text. sort_name: its sort key in the agreed language."""

    code: str
    sort_name: str


@value
class SigningOrder:
    """The order of the signature blocks, and why it is that."""

    order: tuple[str, ...]
    step: Step


def signing_order(
    parties: Iterable[Party], *, host: str = "", host_place: Place = Place.BY_RANK, cite: Citation | None = None
) -> SigningOrder:
    """The order of the signature blocks: alphabetical, the host first or last where that was decided.

    Raises: Refused "signing.party_twice", "signing.host_is_no_party".
    """
    ordered = [party.code for party in sorted(parties, key=lambda one: (one.sort_name, one.code))]
    _refuse_twice(ordered)
    if host_place is Place.BY_RANK or not host:
        return SigningOrder(tuple(ordered), Step.of("signing.alphabetical", cite, order=list(ordered)))
    if host not in ordered:
        raise Refused("signing.host_is_no_party", host=host)
    rest = [code for code in ordered if code != host]
    placed = (host, *rest) if host_place is Place.FIRST else (*rest, host)
    code = "signing.host_first" if host_place is Place.FIRST else "signing.host_last"
    return SigningOrder(placed, Step.of(code, cite, host=host, order=list(placed)))


def blocks(parties: Iterable[Party], *, host: str = "", host_place: Place = Place.BY_RANK) -> tuple[str, ...]:
    """The order of the signature blocks, without the reason; see `signing_order`."""
    return signing_order(parties, host=host, host_place=host_place).order


@value
class Alternat:
    """The copies, one for each party: its keeper, and the order of names in title, preamble and signature block."""

    copies: tuple[tuple[str, tuple[str, ...]], ...]
    step: Step


def alternat(ordered: Sequence[str], *, rotating: bool = False, cite: Citation | None = None) -> Alternat:
    """The copies, one for each party, with the order of names in each: its keeper comes first.

    ordered: the parties in the agreed order. rotating: the rest follows that order on from the keeper and round;
    otherwise from its beginning.
    Raises: Refused "signing.party_twice".
    """
    _refuse_twice(ordered)
    copies = []
    for place, keeper in enumerate(ordered):
        if rotating:
            order = (*ordered[place:], *ordered[:place])
        else:
            order = (keeper, *(code for code in ordered if code != keeper))
        copies.append((keeper, order))
    code = "signing.alternat_rotating" if rotating else "signing.alternat"
    return Alternat(tuple(copies), Step.of(code, cite, parties=list(ordered)))


def _refuse_twice(ordered: Sequence[str]) -> None:
    if twice := sorted({code for code in ordered if ordered.count(code) > 1}):
        raise Refused("signing.party_twice", parties=list(twice))


# Signing without ink


@value
class Electronic:
    """What an electronic signature is for. is_treaty: on a treaty, where it needs the parties' agreement."""

    is_treaty: bool = False
    parties_agree: bool = False


def require_electronic(signer: Signer, what: Electronic, *, on: date, cite: Citation | None = None) -> Step:
    """Whether a person may sign electronically: by a key that holds as long as the office does.

    Internal decisions and certified copies may be signed so; a treaty only where its parties agreed.
    Raises: Refused "signing.ink_needed", "signing.key_not_valid".
    """
    if what.is_treaty and not what.parties_agree:
        raise Refused("signing.ink_needed", cite)
    if not signer.holds_office_on(on):
        raise Refused("signing.key_not_valid", cite, person=signer.person, on=str(on))
    return Step.of("signing.electronic", cite, person=signer.person, on=str(on))


@value
class Signed:
    """One block that has been signed; on: the day; digest: of the frozen text that was signed."""

    member: str
    on: date
    digest: str


@value
class Completeness:
    """Which blocks are signed and which are waiting."""

    signed: tuple[str, ...]
    waiting: tuple[str, ...]
    step: Step

    @property
    def complete(self) -> bool:
        return not self.waiting


def completeness(
    order: Sequence[str], signatures: Iterable[Signed], *, digest: str, cite: Citation | None = None
) -> Completeness:
    """How far the signing has come, in the order of the blocks.

    Raises: Refused "signing.not_a_party", "signing.signed_twice", "signing.other_text".
    """
    done: list[str] = []
    for one in signatures:
        if one.member not in order:
            raise Refused("signing.not_a_party", member=one.member)
        if one.member in done:
            raise Refused("signing.signed_twice", member=one.member)
        if one.digest != digest:
            raise Refused("signing.other_text", member=one.member, signed=one.digest, frozen=digest)
        done.append(one.member)
    signed = tuple(code for code in order if code in done)
    waiting = tuple(code for code in order if code not in done)
    code = "signing.some_wait" if waiting else "signing.all_signed"
    return Completeness(signed, waiting, Step.of(code, cite, signed=list(signed), waiting=list(waiting)))
