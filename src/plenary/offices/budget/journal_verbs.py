"""What the record says of the budget office."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.writing import register

register("budget.budget.planned", _("A budget for {year} was planned"))
register("budget.budget.drafted", _("The draft budget for {year} comes to {total} {currency}"))
register("budget.scale.set", _("The scale of contributions for {year} was set"))
register("budget.budget.adopted", _("The budget for {year} was adopted by {decision}"))
register("budget.contribution.opened", _("Contribution of {member} for {year}: {amount} {currency}, due {due_on}"))
register("budget.vote.taken", _("{member} has no vote from {from_on}, by {decision}"))
register("budget.vote.given_back", _("{member} has its vote again from {from_on}, by {decision}"))
register("budget.vote.permitted", _("{member} may vote until {until_on} in spite of its arrears, by {decision}"))
register("budget.payment.recorded", _("{member} paid {amount} {currency} for {year}"))
register(
    "budget.payment.reversed", _("A payment of {member} for {year}, {amount} {currency}, was taken back: {reason}")
)
