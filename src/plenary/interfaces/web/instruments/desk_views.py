"""Signings and treaties as the depositary prepares them and enters what is received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.interfaces.web.instruments.desk_forms import SIGNING, SIGNINGS, TREATY, RecordDeposit
from plenary.interfaces.web.instruments.public_reading import DEPOSITS
from plenary.offices.documents import queries as documents
from plenary.offices.instruments import queries
from plenary.offices.instruments.models import (
    CertifiedCopy,
    Signature,
    SignatureBlock,
    SigningPackage,
    SigningPaper,
    Treaty,
)
from plenary.procedure.refusal import NotHere


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


@require_safe
def signings(request: HttpRequest) -> HttpResponse:
    """Every signing that this officer may know of, and every treaty with what was deposited."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "packages": queries.packages(actor).order_by("-session__from_on", "-pk"),
        "treaties": queries.treaties(),
        "acts": ActOnSignings.offered(actor),
        "enters_deposits": RecordDeposit.is_offered(actor, None),
    }
    return desk_page(request, "instruments/desk/signings.html", context, current="documents")


@require_safe
def treaty(request: HttpRequest, key: str) -> HttpResponse:
    """One treaty: its dates, and the instruments received for it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = treaty_named(key)
    text = documents.document(actor, found.document.key) if found.document else None
    context = {
        "treaty": found,
        "document": text,
        "deposits": queries.deposits_of(found),
        "kinds": DEPOSITS,
        "acts": ActOnTreaty.offered(actor, found, key=key),
    }
    return desk_page(request, "instruments/desk/treaty.html", context, current="documents")


def treaty_named(key: str) -> Treaty:
    """A treaty by its key. Raises NotHere."""
    found = queries.treaties().filter(key=key).first()
    if found is None:
        raise NotHere()
    return found


@require_safe
def signing(request: HttpRequest, key: str) -> HttpResponse:
    """One signing: papers, blocks in order, full powers, copies."""
    actor = request.actor  # type: ignore[attr-defined]
    package = queries.package(actor, key)
    venue = package.session.venue
    context = {
        "package": package,
        "zone": venue.zone if venue else None,
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


class ActOnSignings(ActPage):
    """Plan a signing, enter a treaty."""

    forms = SIGNINGS
    current, route, home = "documents", "desk-act-on-signings", "desk-signings"

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To what was just made."""
        if isinstance(made, SigningPackage):
            return reverse("desk-signing", kwargs={"key": made.key})
        if isinstance(made, Treaty):
            return reverse("desk-treaty", kwargs={"key": made.key})
        return super().way_home(named, made)


class ActOnTreaty(ActPage):
    """An act on one treaty."""

    forms = TREATY
    current, route, home = "documents", "desk-act-on-treaty", "desk-treaty"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Treaty:
        return treaty_named(named["key"])

    def title(self, thing: Treaty) -> Any:  # noqa: ANN401  Words
        return thing.title
