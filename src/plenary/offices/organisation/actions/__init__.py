"""What may be done in the organisation office; the only writers of its tables."""

from plenary.offices.organisation.actions.bodies import bring_rules_into_force, establish_body, give_mandate
from plenary.offices.organisation.actions.house import (
    appoint_officer,
    correct_person,
    end_office,
    end_officer,
    enter_person,
    found,
    record_office,
)
from plenary.offices.organisation.actions.members import (
    admit_member,
    end_membership,
    end_seat,
    enter_partner,
    give_seat,
)
from plenary.offices.organisation.actions.presidency import (
    deliver_priorities,
    enter_presidency,
    pass_presidency,
    plan_statement,
)
from plenary.offices.organisation.actions.sources import attribute, enter_source, withdraw_attribution

__all__ = [
    "admit_member",
    "appoint_officer",
    "attribute",
    "bring_rules_into_force",
    "correct_person",
    "deliver_priorities",
    "end_membership",
    "end_office",
    "end_officer",
    "end_seat",
    "enter_partner",
    "enter_person",
    "enter_presidency",
    "enter_source",
    "establish_body",
    "found",
    "give_mandate",
    "give_seat",
    "pass_presidency",
    "plan_statement",
    "record_office",
    "withdraw_attribution",
]
