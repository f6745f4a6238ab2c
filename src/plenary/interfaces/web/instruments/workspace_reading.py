"""What a reader is to sign, in which capacity, and how far the signing has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may
from plenary.foundation.access.models import Person
from plenary.foundation.languages.words import Words
from plenary.interfaces.web.workspace.acting import codes_of
from plenary.offices.instruments import facts
from plenary.offices.instruments import queries as office
from plenary.offices.instruments.models import FullPowers, Signature, SignatureBlock, SigningPackage, SigningPaper
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import NotHere


@dataclass(frozen=True, slots=True)
class PaperToSign:
    """A paper with the signature of the reader's member, or None while it waits. signed: codes of who signed."""

    paper: SigningPaper
    own: Signature | None
    signed_count: int
    may_sign: bool


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A party in the order of signature, and how many of the papers it signed."""

    member: Member
    signed_count: int


@dataclass(frozen=True, slots=True)
class PackageToSign:
    """A signing in which the reader's member is a party. office: in which capacity; empty where none is on a list."""

    package: SigningPackage
    member: Member
    office: Words
    powers: tuple[FullPowers, ...]
    blocks: tuple[BlockLine, ...]
    papers: tuple[PaperToSign, ...]


def to_sign(reader: Actor) -> list[PackageToSign]:
    """Every signing in which the reader's member is a party, those still open first."""
    order = {state: place for place, state in enumerate(("open", "planned", "signed"))}
    codes = codes_of(reader)
    shown = [
        (package, block)
        for package in office.packages(reader)
        for block in package.blocks.all()
        if block.member.code in codes
    ]
    powers = _powers([package for package, _block in shown])
    person = Person.objects.filter(key=reader.person_key).first()
    said = [_package(reader, person, package, block, powers.get(package.pk, [])) for package, block in shown]
    return sorted(said, key=lambda one: order[one.package.state])


def paper_to_sign(reader: Actor, key: str) -> tuple[PackageToSign, PaperToSign]:
    """One paper of them. Raises NotHere."""
    for package in to_sign(reader):
        for line in package.papers:
            if line.paper.key == key:
                return package, line
    raise NotHere()


def _powers(packages: Iterable[SigningPackage]) -> dict[int, list[FullPowers]]:
    found: dict[int, list[FullPowers]] = {}
    for one in FullPowers.objects.filter(package__in=list(packages)).select_related("person").order_by("pk"):
        found.setdefault(one.package_id, []).append(one)
    return found


def _package(
    reader: Actor, person: Person | None, package: SigningPackage, block: SignatureBlock, powers: list[FullPowers]
) -> PackageToSign:
    blocks = list(package.blocks.all())
    signatures = [one for each in blocks for one in each.signatures.all()]
    title = facts.office_of(person, block.member, package.session, organisation.day_at_seat())[1] if person else {}
    own = {one.paper_id: one for one in signatures if one.block_id == block.pk}
    can = package.state == SigningPackage.State.OPEN and may(reader, "sign_instrument", f"member:{block.member.code}")
    return PackageToSign(
        package=package,
        member=block.member,
        office=Words.of(title),
        powers=tuple(one for one in powers if one.member_id == block.member_id),
        blocks=tuple(
            BlockLine(one.member, len(one.signatures.all())) for one in sorted(blocks, key=lambda each: each.order)
        ),
        papers=tuple(
            PaperToSign(
                paper=paper,
                own=own.get(paper.pk),
                signed_count=sum(one.paper_id == paper.pk for one in signatures),
                may_sign=can and paper.pk not in own,
            )
            for paper in sorted(package.papers.all(), key=lambda each: each.order)
        ),
    )
