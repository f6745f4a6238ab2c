"""What the decisions office keeps."""

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
    "AttachedStatement",
    "Ballot",
    "CorrectionOfVote",
    "Decision",
    "Extension",
    "FollowUp",
    "FollowUpReport",
    "Objection",
    "Question",
    "QuestionBody",
    "Ruling",
    "Series",
    "TimeAsked",
]
