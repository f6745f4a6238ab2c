"""What the record says of arrivals, the programme of the day and the table."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.writing import register

register("protocol.slot.added", _("{title} was put on the programme"))
register("protocol.slot.moved", _("{title} has another time or place on the programme"))
register("protocol.slot.marked", _("{title} was marked on the programme"))
register("protocol.arrival.planned", _("The arrival of {name} was planned"))
register("protocol.arrival.marked", _("{name} arrived"))
register("protocol.table.laid", _("The table was laid for {count} members by {rule}"))
