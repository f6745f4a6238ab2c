"""Offices that persons hold, as rules ask about them.

What a person is called is kept as printed; this is only what rank, entry and signature turn on. Whether
a person represents a member never follows from its office (see `credentials`).
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Office(StrEnum):
    """Kinds of office."""

    HEAD_OF_STATE = "head of State"
    HEAD_OF_GOVERNMENT = "head of government"
    VICE_PRESIDENT = "vice-president"
    DEPUTY_HEAD_OF_GOVERNMENT = "deputy head of government"
    FOREIGN_MINISTER = "foreign minister"
    DEFENCE_MINISTER = "defence minister"
    SECURITY_COUNCIL_SECRETARY = "secretary of the security council"
    MINISTER = "minister"
    PERMANENT_REPRESENTATIVE = "permanent representative"
    HEAD_OF_MISSION = "head of diplomatic mission"
    DEPUTY_FOREIGN_MINISTER = "deputy foreign minister"
    DEPUTY_DEFENCE_MINISTER = "deputy defence minister"
    DEPUTY_SECURITY_COUNCIL_SECRETARY = "deputy secretary of the security council"
    PRESIDENTIAL_AIDE = "presidential aide"
    EXPERT = "expert"
    SECRETARY_GENERAL = "secretary-general"
    SECRETARY_OF_SITTING = "secretary of the sitting"
    SECRETARIAT = "secretariat"
    INTERPRETER = "interpreter"
    HOST_SERVICES = "host services"
    PRESS = "press"
    OTHER = "other"


class OfficeClass(IntEnum):
    """Classes of office in order of rank."""

    HEAD_OF_STATE = 1
    HEAD_OF_GOVERNMENT = 2
    VICE_PRESIDENT_OR_DEPUTY = 3
    FOREIGN_MINISTER = 4
    OTHER_MINISTER = 5
    PERMANENT_REPRESENTATIVE = 6
    OTHER = 7


_CLASSES: dict[Office, OfficeClass] = {
    Office.HEAD_OF_STATE: OfficeClass.HEAD_OF_STATE,
    Office.HEAD_OF_GOVERNMENT: OfficeClass.HEAD_OF_GOVERNMENT,
    Office.VICE_PRESIDENT: OfficeClass.VICE_PRESIDENT_OR_DEPUTY,
    Office.DEPUTY_HEAD_OF_GOVERNMENT: OfficeClass.VICE_PRESIDENT_OR_DEPUTY,
    Office.FOREIGN_MINISTER: OfficeClass.FOREIGN_MINISTER,
    Office.DEFENCE_MINISTER: OfficeClass.OTHER_MINISTER,
    Office.SECURITY_COUNCIL_SECRETARY: OfficeClass.OTHER_MINISTER,
    Office.MINISTER: OfficeClass.OTHER_MINISTER,
    Office.PERMANENT_REPRESENTATIVE: OfficeClass.PERMANENT_REPRESENTATIVE,
    Office.HEAD_OF_MISSION: OfficeClass.PERMANENT_REPRESENTATIVE,
}


def class_of(office: Office) -> OfficeClass:
    """The class in which protocol ranks an office; every office that is not named is of the last."""
    return _CLASSES.get(office, OfficeClass.OTHER)
