"""What the meetings office keeps."""

from plenary.offices.meetings.models.agenda import Item, ItemDocument, OrderLine
from plenary.offices.meetings.models.delegations import Credentials, Delegate, Delegation
from plenary.offices.meetings.models.presence import Presence, QuorumCall
from plenary.offices.meetings.models.session import (
    Meeting,
    NamedPerson,
    Session,
    SessionBody,
    Sitting,
    SittingNote,
    Venue,
)

__all__ = [
    "Credentials",
    "Delegate",
    "Delegation",
    "Item",
    "ItemDocument",
    "Meeting",
    "NamedPerson",
    "OrderLine",
    "Presence",
    "QuorumCall",
    "Session",
    "SessionBody",
    "Sitting",
    "SittingNote",
    "Venue",
]
