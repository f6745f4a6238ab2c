"""A signing as the depositary prepares it and enters it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.interfaces.web.instruments.desk_forms import SIGNING
from plenary.offices.instruments import queries
from plenary.offices.instruments.models import CertifiedCopy, Signature, SignatureBlock, SigningPackage, SigningPaper


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper with its blocks in their order, and the copies certified of it."""

    paper: SigningPaper
    blocks: tuple[tuple[SignatureBlock, Signature | None], ...]
    copies: tuple[CertifiedCopy, ...]

    @property
    def is_signed(self) -> bool:
        """Whether every block is."""
        return all(signature for _block, signature in self.blocks)


def signing(request: HttpRequest, key: str) -> HttpResponse:
    """One signing: papers, blocks in order, full powers, copies."""
    actor = request.actor  # type: ignore[attr-defined]
    package = queries.package(actor, key)
    context = {
        "package": package,
        "papers": papers_of(package, actor),
        "powers": queries.full_powers_of(package).select_related("member", "person"),
        "acts": ActOnSigning.offered(actor, package, key=key),
    }
    return desk_page(request, "instruments/desk/signing.html", context, current="documents")


def papers_of(package: SigningPackage, actor: Actor) -> list[PaperLine]:
    """The papers in their order, with who signed each."""
    signed = {
        (one.paper.pk, one.block.pk): one
        for one in Signature.objects.filter(paper__package=package).select_related("paper", "block", "signed_by")
    }
    blocks = list(package.blocks.select_related("member").order_by("order"))
    copies = list(queries.certified_copies(actor).filter(paper__package=package))
    return [
        PaperLine(
            paper,
            tuple((block, signed.get((paper.pk, block.pk))) for block in blocks),
            tuple(one for one in copies if one.paper.pk == paper.pk),
        )
        for paper in package.papers.select_related("document").order_by("order")
    ]


class ActOnSigning(ActPage):
    """An act on one signing."""

    forms = SIGNING
    current, route, home = "documents", "desk-act-on-signing", "desk-signing"

    def thing(self, actor: Actor, named: dict[str, Any]) -> SigningPackage:
        return queries.package(actor, named["key"])

    def title(self, thing: SigningPackage) -> Any:  # noqa: ANN401  Words
        return thing.title
