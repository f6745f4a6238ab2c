"""Rows of this office as the values that procedure takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plenary.foundation.access.models import Person
from plenary.offices.instruments.models import FullPowers, Signature, SigningPackage, SigningPaper, Treaty
from plenary.offices.meetings.facts import OFFICES
from plenary.offices.meetings.models import Delegate, Session
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Member
from plenary.procedure import entry_into_force as force
from plenary.procedure import signing
from plenary.procedure.citation import Citation
from plenary.procedure.office import Office
from plenary.procedure.precedence import Place
from plenary.procedure.refusal import Refused
from plenary.procedure.share import Share


def order_agreed(session: Session, on: date) -> tuple[str, Place, Citation | None]:
    """Language of the alphabet, place of the host, and where that is written; the organisation's own where silent.

    From the setting `signature_order` of the body that meets.
    """
    body = session.session_bodies.select_related("body").order_by("order")[0].body
    try:
        setting = organisation.setting_for("signature_order", on, body)
    except Refused as silent:
        if silent.code != "ruleset.no_setting":
            raise
        return str(organisation.the_organisation().official_languages[0]), Place.BY_RANK, None
    value = setting.value if isinstance(setting.value, Mapping) else {}
    return str(value.get("language", "")), Place(str(value.get("host", Place.BY_RANK))), setting.cite


def blocks_in_order(members: list[Member], language: str, *, host: str, place: Place) -> list[str]:
    """Codes of the parties in the order of their blocks. Raises Refused "signing.…"."""
    parties = [signing.Party(one.code, organisation.sort_key(one, language)[0]) for one in members]
    present = host if host in {one.code for one in members} else ""
    return list(signing.blocks(parties, host=present, host_place=place))


def office_of(person: Person, member: Member, session: Session, on: date) -> tuple[Office, dict[str, str]]:
    """The office in which a person acts for a member: as on the list of its delegation, else as the State notified.

    What the office allows follows from its class; what it is called is kept as printed.
    """
    line = (
        Delegate.objects.filter(
            delegation__session=session, delegation__member=member, person=person, left_list_at__isnull=True
        )
        .order_by("order")
        .first()
    )
    if line is not None:
        return OFFICES[line.office_class], dict(line.title)
    held = organisation.officials_of(member, on).filter(person=person).first()
    if held is not None:
        return OFFICES[held.office_class], dict(held.title)
    return Office.OTHER, {}


def powers_for(package: SigningPackage) -> list[signing.FullPowers]:
    """Full powers received for a signing, as the rule reads them."""
    return [
        signing.FullPowers(
            person=one.person.key,
            member=one.member.code,
            acts=frozenset({signing.Act.SIGN}),
            valid_to=one.until_on,
        )
        for one in FullPowers.objects.filter(package=package).select_related("person", "member")
    ]


def progress(paper: SigningPaper) -> signing.Completeness:
    """How far the signing of one paper has come, in the order of its blocks."""
    order = list(paper.package.blocks.order_by("order").values_list("member__code", flat=True))
    made = [
        signing.Signed(one.block.member.code, organisation.day_at_seat(one.signed_at), one.text_digest)
        for one in Signature.objects.filter(paper=paper).select_related("block__member").order_by("pk")
    ]
    return signing.completeness(order, made, digest=digest_of(paper))


def digest_of(paper: SigningPaper) -> str:
    """The digest of the text that is signed; empty where the paper's text was not entered."""
    return paper.text_version.digest if paper.text_version else ""


def formula_of(treaty: Treaty) -> force.Formula | None:
    """How a treaty enters into force; None where its formula was not entered."""
    if not treaty.needed:
        return None
    start = force.Start.FIRST_OF_NEXT_MONTH if treaty.first_of_month else force.Start.THAT_DAY
    return force.Formula(
        needed=Share.read(treaty.needed),
        of=treaty.parties_count or 0,
        delay=force.Delay(days=treaty.delay_days, months=treaty.delay_months, start=start),
        cite=Citation.parse(treaty.in_force_rule) if treaty.in_force_rule else None,
    )


def deposits_of(treaty: Treaty) -> list[force.Deposit]:
    """Instruments received for a treaty."""
    return [
        force.Deposit(one.member.code, one.received_on, good_form=one.in_good_form, withdrawn_on=one.withdrawn_on)
        for one in treaty.deposits.select_related("member").order_by("received_on", "pk")
    ]


def in_force(treaty: Treaty, *, as_of: date | None = None) -> force.Force | None:
    """When a treaty enters, or entered, into force by the instruments received, with the way to it."""
    formula = formula_of(treaty)
    return None if formula is None else force.entry_into_force(formula, deposits_of(treaty), as_of=as_of)


def in_force_for(treaty: Treaty, member: Member) -> date | None:
    """The day a treaty binds one State; None while it does not."""
    formula = formula_of(treaty)
    return None if formula is None else force.in_force_for(member.code, formula, deposits_of(treaty))
