"""What the record says of releases."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.writing import register

register("newsroom.release.drafted", _("A release was drafted: {headline}"))
register("newsroom.release.edited", _("A release was edited: {headline}"))
register("newsroom.release.cleared", _("A release was cleared: {headline}"))
register("newsroom.release.armed", _("A release waits for its event: {headline}"))
register("newsroom.release.nodded", _("A person agreed that a release goes out at its time: {headline}"))
register("newsroom.release.published", _("Published: {headline}"))
register("newsroom.release.withdrawn", _("Withdrawn: {headline}. {reason}"))
register("newsroom.release.corrected", _("Corrected: {headline}. {note}"))
register("newsroom.release.held", _("A release was held back when its event came; it waits for a person: {headline}"))
