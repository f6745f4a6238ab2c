"""What the record says of the organisation office."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.writing import register

register("organisation.house.founded", _("{name} was set up here"))
register("organisation.member.admitted", _("{name} is a member"))
register("organisation.membership.ended", _("The membership of {name} ended on {until}"))
register("organisation.partner.entered", _("{name} was entered as {standing}"))
register("organisation.body.established", _("{name} was entered, with {seats} seats"))
register("organisation.seat.given", _("{member} has a seat in {body}"))
register("organisation.seat.ended", _("{member} no longer has a seat in {body}"))
register("organisation.rules.brought_into_force", _("Rules {ruleset} hold for {body} from {from_on}"))
register("organisation.office.recorded", _("{person}: {title}"))
register("organisation.office.ended", _("{person} no longer holds the office: {title}"))
register("organisation.officer.appointed", _("{person} was appointed: {title}"))
register("organisation.officer.left", _("{person} left the post: {title}"))
register("organisation.mandate.given", _("{body} ordered work: {subject}"))
register("organisation.presidency.entered", _("Presidency of {member}, {period}"))
register("organisation.statement.planned", _("The priorities of the presidency of {member} are expected"))
register("organisation.presidency.passed", _("The presidency passed to {member}"))
register("organisation.priorities.delivered", _("The presidency of {member} delivered its priorities"))
register("organisation.source.entered", _("{name} was entered as a source"))
register("organisation.fact.attributed", _("A fact was attributed to {source}: {status}"))
register("organisation.attribution.withdrawn", _("An attribution to {source} was withdrawn: {reason}"))
