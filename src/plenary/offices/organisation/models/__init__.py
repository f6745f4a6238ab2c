"""What the organisation office keeps."""

from plenary.offices.organisation.models.attributes import Attribute
from plenary.offices.organisation.models.bodies import Body, BodySeat, Mandate, RulesInForce
from plenary.offices.organisation.models.house import Organisation
from plenary.offices.organisation.models.members import Member, Membership, Partner
from plenary.offices.organisation.models.officials import OfficeHeld, Officer
from plenary.offices.organisation.models.presidency import Presidency, Priority
from plenary.offices.organisation.models.sources import Attribution, Source

__all__ = [
    "Attribute",
    "Attribution",
    "Body",
    "BodySeat",
    "Mandate",
    "Member",
    "Membership",
    "OfficeHeld",
    "Officer",
    "Organisation",
    "Partner",
    "Presidency",
    "Priority",
    "RulesInForce",
    "Source",
]
