"""What the record says of backups, erasing, rehearsals and commands: in the trail, for outsiders need not know."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.verbs import register

AUDIENCE = "trail"
ABOUT = ("keeping.house", "")
BACKUP_TAKEN = "keeping.backup.taken"
BACKUP_CHECKED = "keeping.backup.checked"
BACKUP_FAILED = "keeping.backup.failed"
TIME_SET = "keeping.time.set"
DUE_ERASED = "keeping.due.erased"
PERSON_ERASED = "keeping.person.erased"
HOUSE_RESTORED = "keeping.house.restored"
HOUSE_UPGRADED = "keeping.house.upgraded"
REHEARSAL_BEGUN = "keeping.rehearsal.begun"
REHEARSAL_WIPED = "keeping.rehearsal.wiped"
KEYS_WRITTEN = "keeping.keys.written"
RECORD_WRITTEN = "keeping.record.written"
ACTS_BEGUN = "keeping.acts.begun"

register(BACKUP_TAKEN, _("A backup was taken: {sha256}"))
register(BACKUP_CHECKED, _("A backup was restored for a trial and agrees with the record: {sha256}"))
register(BACKUP_FAILED, _("A backup could not be restored for a trial: {file}"))
register(TIME_SET, _("{name} is kept for {days} days from now on"))
register(DUE_ERASED, _("What was kept for its time was erased: {count} of {kinds}"))
register(PERSON_ERASED, _("What the house kept of a person was erased on request: {reason}"))
register(HOUSE_RESTORED, _("The house was restored from the backup {sha256}"))
register(HOUSE_UPGRADED, _("The house was upgraded to Plenary {release}, after the backup {sha256}"))
register(REHEARSAL_BEGUN, _("A rehearsal was begun, in a house of its own"))
register(REHEARSAL_WIPED, _("The rehearsal was wiped"))
register(KEYS_WRITTEN, _("The secret keys of the house were written to a file"))
register(RECORD_WRITTEN, _("The record was written to a file, with the entries of {audiences}"))
register(ACTS_BEGUN, _("On the machine itself a file of {count} acts was begun, in the name of {names}: {sha256}"))
