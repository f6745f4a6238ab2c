"""What the record says of the room: doors, floor, signals, seats and scenes."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.writing import register

register("chamber.room.prepared", _("The room was set up"))
register("chamber.doors.closed", _("The chair closed the doors"))
register("chamber.doors.reopened", _("The doors were opened again"))
register("chamber.chair.handed_over", _("The chair was handed over to {name}"))
register("chamber.seat.taken", _("{name} holds the vote of {member} in {body}"))
register("chamber.seat.taken_over", _("{name} took over the vote of {member} in {body}"))
register("chamber.seat.given_up", _("{name} no longer holds the vote of {member}"))
register("chamber.floor.requested", _("{name} asked for the floor"))
register("chamber.floor.withdrawn", _("{name} withdrew from the list"))
register("chamber.floor.moved", _("{name} was moved on the list from place {before} to {after}"))
register("chamber.floor.given", _("{name} was given the floor"))
register("chamber.time.paused", _("The time of {name} was stopped"))
register("chamber.time.resumed", _("The time of {name} ran on"))
register("chamber.floor.ended", _("{name} finished after {spoken_s} seconds"))
register("chamber.list.opened", _("The list of speakers was opened"))
register("chamber.list.closed", _("The list of speakers was closed: {names}"))
register("chamber.signal.raised", _("A signal was raised: {kind}"))
register("chamber.signal.answered", _("A signal was answered: {kind}"))
register("chamber.scene.set", _("The projector shows: {scene}"))
register("chamber.step.undone", _("What entry {entry} says was taken back"))
