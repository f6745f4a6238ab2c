"""What the record says of the documents office."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.writing import register

register("documents.document.planned", _("{title} was planned"))
register("documents.document.registered", _("{title} was registered as {symbol}"))
register("documents.document.entered", _("{title} of {partner} was entered"))
register("documents.document.moved", _("{symbol} is now: {after}"))
register("documents.title.corrected", _("The title of {symbol} was corrected from “{before}” to “{after}”: {reason}"))
register("documents.version.added", _("Version {number} of {symbol} was added in {languages}"))
register("documents.version.sealed", _("Version {number} of {symbol} was sealed"))
register("documents.version.issued", _("{symbol} was issued in {language}"))
register("documents.check.recorded", _("Lawyer-linguist check of {symbol} in {language}: {check}"))
register("documents.audience.widened", _("{symbol} may be read by more people"))
register("documents.referral.decided", _("{symbol} is referred to {to_body}: {verb}"))
register("documents.referral.sent", _("{symbol} was sent to {to_body}"))
register("documents.referral.received", _("{to_body} received {symbol}"))
register("documents.referral.returned", _("{to_body} returned {symbol}"))
register("documents.waiver.granted", _("{body} agreed to take {symbol} late: {reason}"))
register("documents.bracket.opened", _("Words in {symbol} at {anchor} were put in brackets"))
register("documents.bracket.resolved", _("Brackets in {symbol} at {anchor}: {status}"))
