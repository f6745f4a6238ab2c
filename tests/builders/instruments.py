"""A signing of six blocks in Bishkek: made by the acts themselves."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.offices.instruments.actions import signing
from plenary.offices.instruments.models import SigningPackage, SigningPaper
from tests.builders.documents import issued
from tests.builders.meetings import Summit, bishkek
from tests.builders.organisation import SIX, words
from tests.builders.people import actor

IN_RUSSIAN_ORDER = ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"]


def depositary() -> Actor:
    """The legal and depositary officer."""
    return actor("LD", name="Depositary officer")


def planned(summit: Summit | None = None, *, is_treaty: bool = True) -> tuple[Summit, SigningPackage, SigningPaper]:
    """A package with one sealed paper and six blocks."""
    where = summit or bishkek()
    officer = depositary()
    package = signing.plan_signing(where.session, by=officer, title=words("Documents of the session"))
    document, _version = issued(where.bodies["CSC"])
    paper = signing.add_paper(package, by=officer, document=document, is_treaty=is_treaty)
    return where, package, paper


def opened(*, is_treaty: bool = True) -> tuple[Summit, SigningPackage, SigningPaper]:
    """The same, laid open for signature."""
    where, package, paper = planned(is_treaty=is_treaty)
    return where, signing.open_signing(package, by=depositary()), paper


def signed() -> tuple[Summit, SigningPackage, SigningPaper]:
    """Every head has signed."""
    where, package, paper = opened()
    for code in SIX:
        line = where.heads[code]
        signing.sign_paper(paper, by=where.head(code), member=line.delegation.member)
    package.refresh_from_db()
    return where, package, paper
