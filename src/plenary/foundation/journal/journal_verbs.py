"""What the record says of itself."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.verbs import register

KEY_CREATED = "journal.key.created"
KEY_ROTATED = "journal.key.rotated"
KEY_REPLACED = "journal.key.replaced"
ENTRY_ERASED = "journal.entry.erased"

register(KEY_CREATED, _("The record is signed with the key {key}"))
register(KEY_ROTATED, _("The key {old} is followed by the key {key}"))
register(KEY_REPLACED, _("The key {old} was no longer at hand; the key {key} signs from now on"))
register(ENTRY_ERASED, _("Personal data of entries {numbers} were erased: {reason}"))
