"""What may be done in the budget office; the only writers of its tables."""

from plenary.offices.budget.actions.budgets import adopt_budget, draft_budget, plan_budget, set_scale
from plenary.offices.budget.actions.payments import record_payment, reverse_payment
from plenary.offices.budget.actions.votes import give_vote_back, permit_vote, take_vote

__all__ = [
    "adopt_budget",
    "draft_budget",
    "give_vote_back",
    "permit_vote",
    "plan_budget",
    "record_payment",
    "reverse_payment",
    "set_scale",
    "take_vote",
]
