"""What may be done in the documents office; the only writers of its tables."""

from plenary.offices.documents.actions.drafts import (
    add_translation,
    add_version,
    correct_title,
    enter_outside_document,
    plan_document,
    record_check,
    register_document,
    seal_version,
)
from plenary.offices.documents.actions.issuing import issue_version, widen_audience
from plenary.offices.documents.actions.pipeline import (
    grant_waiver,
    move_document,
    open_bracket,
    receive_referral,
    refer_document,
    resolve_bracket,
    return_referral,
    send_referral,
)

__all__ = [
    "add_translation",
    "add_version",
    "correct_title",
    "enter_outside_document",
    "grant_waiver",
    "issue_version",
    "move_document",
    "open_bracket",
    "plan_document",
    "receive_referral",
    "record_check",
    "refer_document",
    "register_document",
    "resolve_bracket",
    "return_referral",
    "seal_version",
    "send_referral",
    "widen_audience",
]
