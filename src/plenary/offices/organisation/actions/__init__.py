"""What may be done in the organisation office; the only writers of its tables."""

from plenary.offices.organisation.actions.attributes import (
    correct_attribute,
    end_attribute,
    enter_attribute,
    enter_attributes,
)
from plenary.offices.organisation.actions.beginnings import (
    begin_presidencies,
    change_house,
    establish_from_model,
    note_check,
    set_emblem,
)
from plenary.offices.organisation.actions.bodies import end_body, establish_body, give_mandate, show_holders
from plenary.offices.organisation.actions.corrections import (
    correct_body,
    correct_member,
    correct_office,
    correct_officer,
    correct_partner,
)
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
from plenary.offices.organisation.actions.rules import (
    bring_rules_into_force,
    change_rule,
    confirm_rules,
    settle_rules,
)
from plenary.offices.organisation.actions.sources import attribute, enter_source, withdraw_attribution
from plenary.offices.organisation.actions.tables import take_in_members, take_in_people

__all__ = [
    "admit_member",
    "appoint_officer",
    "attribute",
    "begin_presidencies",
    "bring_rules_into_force",
    "change_house",
    "change_rule",
    "confirm_rules",
    "correct_attribute",
    "correct_body",
    "correct_member",
    "correct_office",
    "correct_officer",
    "correct_partner",
    "correct_person",
    "deliver_priorities",
    "end_attribute",
    "end_body",
    "end_membership",
    "end_office",
    "end_officer",
    "end_seat",
    "enter_attribute",
    "enter_attributes",
    "enter_partner",
    "enter_person",
    "enter_presidency",
    "enter_source",
    "establish_body",
    "establish_from_model",
    "found",
    "give_mandate",
    "give_seat",
    "note_check",
    "pass_presidency",
    "plan_statement",
    "record_office",
    "set_emblem",
    "settle_rules",
    "show_holders",
    "take_in_members",
    "take_in_people",
    "withdraw_attribution",
]
