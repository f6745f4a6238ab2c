"""What the record says of persons, capacities and second persons."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.writing import register

register("people.house.opened", _("The house was opened"))
register("people.clock.moved", _("The clock of the demonstration was moved to {to}"))
register("people.person.entered", _("{name} was entered"))
register("people.person.corrected", _("The name of {name} was corrected"))
register("people.account.opened", _("{name} may sign in"))
register("people.account.closed", _("{name} may no longer sign in"))
register("people.capacity.given", _("{name} acts as {capacity} in {scope}"))
register("people.capacity.ended", _("{name} no longer acts as {capacity} in {scope}"))
register("people.pairs.begun", _("{name} is the second officer; from here on roles and ways in take two people"))
register("people.act.proposed", _("A second person was asked to agree: {act}"))
register("people.act.confirmed", _("A second person agreed: {act}"))
register("people.act.declined", _("A second person did not agree: {act}"))
register("people.sign_in.begun", _("Signed in as {capacity}"))
register("people.sign_in.ended", _("Signed out as {capacity}"))
register("people.sign_ins.ended", _("Sign-ins of {name} were ended: {reason}"))
register("people.proof.given", _("Took the chair or a seat as {capacity}; proved by {means}"))
register("people.code.made", _("A one-time code was handed out to {name}"))
register("people.tries.braked", _("Too many tries ({way}) from {network}; they were slowed"))
register("people.key.shown", _("{name} used a passkey, to change passkeys"))
register("people.key.added", _("{name} added a passkey"))
register("people.key.removed", _("{name} removed a passkey"))
register("people.script_key.made", _("{name} made a key for a script, which acts as {capacity} until {until}"))
register("people.script_key.withdrawn", _("{name} withdrew a key for a script"))
register("people.identity.joined", _("{name} may sign in by {issuer}"))
register("people.identity.parted", _("{name} no longer signs in by {issuer}"))
register("people.keys.replaced", _("All passkeys of {name} were taken out; a new set-up link was made"))
register("people.content.opened_by_administrator", _("An administrator opened a restricted text: {reason}"))
