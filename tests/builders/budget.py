"""The budget of the domain guide: five parts and six members, to the cent."""

from decimal import Decimal

from plenary.foundation.access.actors import Actor
from plenary.offices.budget import actions
from plenary.offices.budget.models import Budget
from plenary.offices.documents.models import Document
from plenary.offices.organisation.models import Member
from tests.builders.organisation import member, words
from tests.builders.people import secretary_general

PARTS = [
    {"title": {"en": "Secretariat"}, "amount": "4200000.00"},
    {"title": {"en": "Meetings of statutory bodies"}, "amount": "1645678.41"},
    {"title": {"en": "Programmes"}, "amount": "1300000.00"},
    {"title": {"en": "Contingency"}, "amount": "200000.00"},
]
TOTAL = Decimal("7345678.41")
SCALE = {
    "ARDA": "40.000",
    "BOREL": "28.812",
    "CASSIA": "14.639",
    "DORN": "8.721",
    "ELVIA": "4.828",
    "FARA": "3.000",
}
CONTRIBUTIONS = {
    "ARDA": "2938271.37",
    "BOREL": "2116436.86",
    "CASSIA": "1075333.86",
    "DORN": "640616.62",
    "ELVIA": "354649.35",
    "FARA": "220370.35",
}


def six(by: Actor | None = None) -> dict[str, Member]:
    """The six members of the example, by code."""
    keeper = by or secretary_general()
    return {code: member(code, keeper) for code in SCALE}


def drafted(year: int = 2025, by: Actor | None = None, document: Document | None = None) -> Budget:
    """A draft with its parts and scale; the six members are entered where there are none."""
    keeper = by or secretary_general()
    if not Member.objects.exists():
        six(keeper)
    budget = actions.plan_budget(by=keeper, year=year, document=document)
    budget = actions.draft_budget(
        budget, by=keeper, currency="RUB", parts=[{**part, "title": words(part["title"]["en"])} for part in PARTS]
    )
    return actions.set_scale(budget, by=keeper, shares=SCALE)
