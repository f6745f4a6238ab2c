"""What is signed and in force, as one reader may know it: signings with their blocks, treaties with deposits."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read, readable_audiences
from plenary.interfaces.fact_words import language_in_words
from plenary.offices.decisions.models import Decision
from plenary.offices.documents.models import Document
from plenary.offices.instruments import queries as office
from plenary.offices.instruments.models import (
    CertifiedCopy,
    Deposit,
    Signature,
    SignatureBlock,
    SigningPackage,
    SigningPaper,
    Treaty,
)
from plenary.offices.meetings.models import Session

STATES: dict[str, Promise] = {
    "planned": pgettext_lazy("signing", "planned"),
    "open": pgettext_lazy("signing", "open for signature"),
    "signed": pgettext_lazy("signing", "signed"),
}
DEPOSITS: dict[str, Promise] = {
    "ratification": pgettext_lazy("deposit", "ratification"),
    "acceptance": pgettext_lazy("deposit", "acceptance"),
    "approval": pgettext_lazy("deposit", "approval"),
    "accession": pgettext_lazy("deposit", "accession"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a signing. document: None where its text is not open to this reader; blocks: in the agreed order."""

    document: Document | None
    digest: str
    blocks: list[tuple[SignatureBlock, Signature | None]]
    copies: list[CertifiedCopy]
    decisions: list[Decision]


@dataclass(frozen=True, slots=True)
class SigningPage:
    """What the page of one signing prints. session: None where the reader may not know of it.

    alphabet: the language in whose alphabet the blocks stand, named in the reader's.
    """

    package: SigningPackage
    state: str
    session: Session | None
    zone: str
    alphabet: str
    papers: list[Paper]


@dataclass(frozen=True, slots=True)
class TreatyPage:
    """What the page of one treaty prints."""

    treaty: Treaty
    document: Document | None
    deposits: list[tuple[Deposit, str]]


def signings_listed(reader: Actor) -> QuerySet[SigningPackage]:
    """Signings that this reader may know of, the newest first, each with the number of its papers."""
    found: QuerySet[SigningPackage] = SigningPackage.objects.readable_by(reader)
    return found.select_related("session").annotate(paper_count=Count("papers")).order_by("-session__from_on", "-pk")


def instrument_page(reader: Actor, key: str) -> SigningPage | TreatyPage:
    """The signing or the treaty of this key. Raises Http404 where there is none for this reader."""
    package = office.packages(reader).filter(key=key).first()
    if package is not None:
        return _signing(reader, package)
    treaty = office.treaties().filter(key=key).first()
    if treaty is None:
        raise Http404
    return TreatyPage(
        treaty=treaty,
        document=_readable(reader, treaty.document),
        deposits=[(one, str(DEPOSITS[one.kind_of_deposit])) for one in treaty.deposits.all()],
    )


def signings_of(reader: Actor, document: Document | None) -> list[SigningPackage]:
    """The signings in which a document stands."""
    if document is None:
        return []
    return list(SigningPackage.objects.readable_by(reader).filter(papers__document=document).order_by("pk"))


def _signing(reader: Actor, package: SigningPackage) -> SigningPage:
    blocks = list(package.blocks.all())
    papers = list(package.papers.all())
    copies = CertifiedCopy.objects.filter(
        paper__in=papers, file__audience__in=readable_audiences(reader)
    ).select_related("file", "certified_by")
    decisions = Decision.objects.readable_by(reader).filter(
        document__in=[paper.document_id for paper in papers], void_at__isnull=True
    )
    session = package.session if may_read(reader, package.session.audience) else None
    return SigningPage(
        package=package,
        state=str(STATES[package.state]),
        session=session,
        zone=session.venue.zone if session and session.venue else "",
        alphabet=language_in_words(package.order_language),
        papers=[_paper(reader, paper, blocks, list(copies), list(decisions)) for paper in papers],
    )


def _paper(
    reader: Actor,
    paper: SigningPaper,
    blocks: list[SignatureBlock],
    copies: list[CertifiedCopy],
    decisions: list[Decision],
) -> Paper:
    document = _readable(reader, paper.document)
    signed = {one.block_id: one for block in blocks for one in block.signatures.all() if one.paper_id == paper.pk}
    return Paper(
        document=document,
        digest=paper.text_version.digest if document and paper.text_version else "",
        blocks=[(block, signed.get(block.pk)) for block in blocks],
        copies=[one for one in copies if one.paper_id == paper.pk] if document else [],
        decisions=[one for one in decisions if one.document_id == paper.document_id],
    )


def _readable(reader: Actor, document: Document | None) -> Document | None:
    return document if document is not None and may_read(reader, document.audience) else None
