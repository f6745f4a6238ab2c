"""What the meetings office keeps."""

from plenary.offices.meetings.models.agenda import Item, ItemDocument
from plenary.offices.meetings.models.delegations import Credentials, Delegate, Delegation
from plenary.offices.meetings.models.presence import Presence, QuorumCall
from plenary.offices.meetings.models.session import Meeting, Session, SessionBody, Sitting, SittingNote, Venue

__all__ = [
    "Credentials",
    "Delegate",
    "Delegation",
    "Item",
    "ItemDocument",
    "Meeting",
    "Presence",
    "QuorumCall",
    "Session",
    "SessionBody",
    "Sitting",
    "SittingNote",
    "Venue",
]
