"""What may be asked of signings, certified copies and treaties."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.offices.instruments.models import (
    CertifiedCopy,
    Deposit,
    FullPowers,
    Signature,
    SignatureBlock,
    SigningPackage,
    SigningPaper,
    Treaty,
)
from plenary.offices.meetings.models import Session
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import NotHere


def packages(reader: Actor) -> QuerySet[SigningPackage]:
    """Every signing that this reader may know of, with papers, blocks and signatures; four questions for a list."""
    found: QuerySet[SigningPackage] = SigningPackage.objects.readable_by(reader)
    return (
        found.select_related("session", "item")
        .prefetch_related(
            Prefetch("papers", queryset=SigningPaper.objects.select_related("document", "text_version")),
            Prefetch("blocks", queryset=SignatureBlock.objects.select_related("member")),
            Prefetch("blocks__signatures", queryset=Signature.objects.select_related("signed_by", "paper")),
        )
        .order_by("pk")
    )


def package(reader: Actor, key: str) -> SigningPackage:
    """One signing. Raises NotHere."""
    found = packages(reader).filter(key=key).first()
    if found is None:
        raise NotHere()
    return found


def packages_of(reader: Actor, session: Session) -> QuerySet[SigningPackage]:
    """Signings of a session."""
    return packages(reader).filter(session=session)


def signed_register(reader: Actor) -> QuerySet[Signature]:
    """The register of signatures, the newest first."""
    return (
        Signature.objects.filter(paper__package__in=SigningPackage.objects.readable_by(reader))
        .select_related("block__member", "paper__document", "paper__package", "signed_by")
        .order_by("-signed_at", "-pk")
    )


def waiting_for(paper: SigningPaper) -> list[Member]:
    """Members whose block of a paper is not yet signed, in the order of the blocks."""
    signed = Signature.objects.filter(paper=paper).values("block")
    blocks = SignatureBlock.objects.filter(package=paper.package).exclude(pk__in=signed)
    return [block.member for block in blocks.select_related("member").order_by("order")]


def full_powers_of(package: SigningPackage) -> QuerySet[FullPowers]:
    """Full powers received for a signing."""
    return FullPowers.objects.filter(package=package).select_related("member", "person").order_by("pk")


def certified_copies(reader: Actor) -> QuerySet[CertifiedCopy]:
    """Certified true copies, the newest first."""
    return (
        CertifiedCopy.objects.filter(paper__package__in=SigningPackage.objects.readable_by(reader))
        .select_related("paper__document", "paper__package", "file", "certified_by", "drawn_up_by")
        .order_by("-certified_at", "-pk")
    )


def treaties() -> QuerySet[Treaty]:
    """Every treaty kept or referred to, with its deposits."""
    return (
        Treaty.objects.select_related("document")
        .prefetch_related(
            Prefetch("deposits", queryset=Deposit.objects.select_related("member").order_by("received_on"))
        )
        .order_by("signed_on", "pk")
    )


def deposits_of(treaty: Treaty) -> QuerySet[Deposit]:
    """Instruments deposited for a treaty, in the order they were received."""
    return treaty.deposits.select_related("member").order_by("received_on", "pk")


def signed_on(package: SigningPackage) -> date | None:
    """The day the last block was signed; None while one waits."""
    return package.signed_at.date() if package.signed_at else None
