"""What may be asked of signings, certified copies and treaties."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.offices.decisions import queries as decisions
from plenary.offices.documents import queries as documents
from plenary.offices.documents import symbols
from plenary.offices.documents.models import Document, Version
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
from plenary.offices.organisation import queries as organisation
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


def version_to_sign(document: Document) -> Version | None:
    """The newest sealed version with the words on which a body decided; of a text not adopted, the newest sealed."""
    adopted = decisions.adopted_version(document)
    if adopted is None:
        return documents.sealed_version(document)
    later = document.versions.filter(sealed_at__isnull=False, number__gt=adopted.number).order_by("-number")
    return next((one for one in later if says_the_same(one, adopted)), adopted)


def says_the_same(version: Version, adopted: Version) -> bool:
    """Whether a version is the one that was adopted, or a corrigendum of it."""
    return version.pk == adopted.pk or symbols.is_corrigendum_of(version, adopted)


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


def papers_of(reader: Actor, document: Document) -> QuerySet[SigningPaper]:
    """Where a text lies among papers to sign, as far as this reader may know."""
    readable = SigningPackage.objects.readable_by(reader)
    return SigningPaper.objects.filter(document=document, package__in=readable).order_by("pk")


def paper_signed_on(paper: SigningPaper) -> date | None:
    """The day on which the last block of a paper was signed; None while one waits."""
    last = Signature.objects.filter(paper=paper).order_by("-signed_at").first()
    return organisation.day_at_seat(last.signed_at) if last is not None and not waiting_for(paper) else None


def text_signed_on(document: Document) -> date | None:
    """The day on which a text was signed by the last of its parties; None while it is not."""
    days = [paper_signed_on(one) for one in SigningPaper.objects.filter(document=document).select_related("package")]
    return max((one for one in days if one is not None), default=None)


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
    return organisation.day_at_seat(package.signed_at) if package.signed_at else None
