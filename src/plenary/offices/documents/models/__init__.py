"""What the documents office keeps."""

from plenary.offices.documents.models.document import Document, Waiver
from plenary.offices.documents.models.referral import Referral
from plenary.offices.documents.models.text import Bracket, Issue, LanguageVersion, Paragraph, Version

__all__ = ["Bracket", "Document", "Issue", "LanguageVersion", "Paragraph", "Referral", "Version", "Waiver"]
