"""The eighteen capacities in which people act. There is no other list."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Capacity(models.TextChoices):
    """In what a person acts now: one at a time."""

    SG = "SG", _("secretary-general")
    SB = "SB", _("secretary of a body")
    DO = "DO", _("documents officer")
    LD = "LD", _("legal and depositary officer")
    PO = "PO", _("presiding officer")
    HD = "HD", _("head of delegation")
    DM = "DM", _("member of a delegation")
    FP = "FP", _("focal point")
    PR = "PR", _("permanent representative")
    IN = "IN", _("interpreter")
    PT = "PT", _("protocol officer")
    DR = "DR", _("door and badge desk")
    FI = "FI", _("finance officer")
    PS = "PS", _("press officer")
    AD = "AD", _("administrator")
    AP = "AP", _("accredited press")
    OB = "OB", _("observer or partner")
    PU = "PU", _("public")


#: Those who work at the desk. AD keeps the house running and reads no content by right.
SECRETARIAT = frozenset({"SG", "SB", "DO", "LD", "PT", "DR", "FI", "PS", "AD"})
#: Those who act for a member.
DELEGATES = frozenset({"HD", "DM", "FP", "PR"})
