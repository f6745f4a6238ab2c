"""What may be done in the budget office; the only writers of its tables."""

from plenary.offices.budget.actions.budgets import adopt_budget, draft_budget, plan_budget, set_scale
from plenary.offices.budget.actions.payments import record_payment, reverse_payment

__all__ = ["adopt_budget", "draft_budget", "plan_budget", "record_payment", "reverse_payment", "set_scale"]
