"""The kinds of notice, and how each reaches a person who chose nothing."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a notice is about. The last three follow from what one did and cannot be chosen away."""

    PAPER = "paper", _("A paper was issued that you may read")
    CHANGED = "changed", _("A time or a place on your programme changed")
    SILENCE = "silence", _("A silence procedure runs")
    LISTED = "listed", _("You were put on a list, or may sign in")
    SECOND = "second", _("A second person is asked for")
    CONFIRM = "confirm", _("Code for your address")
    TEST = "test", _("Test letter")
    LEFT = "left", _("Your address for letters was changed")


class When(models.TextChoices):
    """How a notice of one kind reaches a person."""

    AT_ONCE = "at_once", pgettext_lazy("letters", "At once")
    DIGEST = "digest", pgettext_lazy("letters", "In the daily letter")
    NEVER = "never", pgettext_lazy("letters", "Never")


#: Kinds a person chooses about, with what holds until they do.
USUALLY: Mapping[Kind, When] = {
    Kind.PAPER: When.DIGEST,
    Kind.CHANGED: When.AT_ONCE,
    Kind.SILENCE: When.AT_ONCE,
    Kind.LISTED: When.AT_ONCE,
    Kind.SECOND: When.AT_ONCE,
}
