"""What the record says of addresses, letters and calendars. No address stands in it."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.writing import register

register("notices.address.entered", _("An address for letters was entered for {name}"))
register("notices.address.proposed", _("{name} gave an address for letters; a code was sent there"))
register("notices.address.confirmed", _("{name} confirmed an address for letters"))
register("notices.address.erased", _("The address for letters of {name} was erased"))
register("notices.address.withdrawn", _("The address for letters of {name} was withdrawn with their ways in"))
register("notices.wishes.chosen", _("{name} chose which letters come"))
register("notices.test.asked", _("A test letter was asked for"))
register("notices.letter.sent_again", _("A letter to {name} is sent again"))
register("notices.letter.let_go", _("A letter to {name} is not sent"))
register("notices.calendar.opened", _("{name} made a key to their own calendar"))
register("notices.calendar.withdrawn", _("{name} withdrew the key to their own calendar"))
register("notices.calendar.ended", _("The key to the calendar of {name} was withdrawn with their ways in"))
register("notices.calendar.lapsed", _("The key to the calendar of {name} was withdrawn with their last role"))
