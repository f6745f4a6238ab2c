"""What may be done in the newsroom."""

from plenary.offices.newsroom.actions.releases import (
    ClaimText,
    arm_release,
    clear_release,
    correct_release,
    draft_curtain_raiser,
    draft_release,
    edit_claim,
    edit_release,
    nod_release,
    publish_due_releases,
    publish_release,
    withdraw_release,
)

__all__ = [
    "ClaimText",
    "arm_release",
    "clear_release",
    "correct_release",
    "draft_curtain_raiser",
    "draft_release",
    "edit_claim",
    "edit_release",
    "nod_release",
    "publish_due_releases",
    "publish_release",
    "withdraw_release",
]
