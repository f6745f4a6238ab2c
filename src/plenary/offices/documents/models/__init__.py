"""What the documents office keeps."""

from plenary.offices.documents.models.consultation import Confirmation, Round, RoundAnswer
from plenary.offices.documents.models.document import Document, Waiver
from plenary.offices.documents.models.draft import Draft, DraftParagraph, DraftSave, DraftWording
from plenary.offices.documents.models.reading import Reading
from plenary.offices.documents.models.referral import Referral
from plenary.offices.documents.models.text import Bracket, Issue, LanguageVersion, Paragraph, TranslationDue, Version

__all__ = [
    "Bracket",
    "Confirmation",
    "Document",
    "Draft",
    "DraftParagraph",
    "DraftSave",
    "DraftWording",
    "Issue",
    "LanguageVersion",
    "Paragraph",
    "Reading",
    "Referral",
    "Round",
    "RoundAnswer",
    "TranslationDue",
    "Version",
    "Waiver",
]
