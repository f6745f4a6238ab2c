"""What the decisions office keeps."""

from plenary.offices.decisions.models.amendment import AgreedReading, Amendment, OrderSet, Part, Sponsor
from plenary.offices.decisions.models.decision import (
    AttachedStatement,
    Decision,
    FollowUp,
    FollowUpReport,
    Series,
)
from plenary.offices.decisions.models.question import (
    Ballot,
    CorrectionOfVote,
    Extension,
    Objection,
    Question,
    QuestionBody,
    Ruling,
    TimeAsked,
)

__all__ = [
    "AgreedReading",
    "Amendment",
    "AttachedStatement",
    "Ballot",
    "CorrectionOfVote",
    "Decision",
    "Extension",
    "FollowUp",
    "FollowUpReport",
    "Objection",
    "OrderSet",
    "Part",
    "Question",
    "QuestionBody",
    "Ruling",
    "Series",
    "Sponsor",
    "TimeAsked",
]
