"""What the record says of the instruments office."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.writing import register

register("instruments.signing.planned", _("A signing was planned: {title}"))
register("instruments.paper.added", _("{document} was put among the papers to sign"))
register("instruments.full_powers.received", _("Full powers of {person} to sign for {member} were received"))
register("instruments.signing.opened", _("The papers were laid open for signature: {title}"))
register("instruments.paper.signed", _("{person} signed {document} for {member}"))
register("instruments.signing.completed", _("Every block is signed: {title}"))
register("instruments.copy.certified", _("A true copy of {document} was certified"))
register("instruments.text.in_effect", _("{document} took effect on {on}"))
register("instruments.treaty.entered", _("{title} was entered among the treaties"))
register("instruments.deposit.recorded", _("{member} deposited its instrument for {title}"))
