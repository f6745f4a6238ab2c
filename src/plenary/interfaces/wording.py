"""One translatable sentence for each refusal code: what happened, the figure, the rule, what can be done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from plenary.procedure.refusal import Refused

SENTENCES: dict[str, Promise | str] = {
    "not_here": _("There is no page at this address, or it is not open to you."),
    "access.not_allowed": _("This act is not among those of your capacity here. Nothing was changed."),
    "access.not_in_scope": _(
        "You may do this for your own body, delegation or sitting only, and this one is not yours. Nothing was changed."
    ),
    "access.second_person_needed": _("A second person must agree before this is done. Nothing was changed yet."),
    "access.same_person": _("You proposed this yourself. Another person must agree; nothing was changed."),
    "access.already_decided": _("This was decided before your answer came. Nothing was changed."),
    "people.account_closed": _("This account is closed. Ask an administrator of the secretariat to open it."),
    "people.no_such_capacity": _("You do not hold this capacity today. Choose another or ask the secretariat."),
    "people.way_in_unknown": _("This way in is not known or was used before. Ask the desk for a new code."),
    "people.key_not_proved": _("The key was not proved. Try again, or ask the desk for a code."),
    "people.key_was_copied": _("This key seems to have been copied. It was refused; tell the secretariat at once."),
    "people.last_key": _("This is your last key. Add another first; without one you could not come in again."),
    "people.has_key": _("This account has a key already. A new way in is handed out by two officers."),
    "people.house_is_open": _("This house is open already. People are entered by its officers."),
    "people.no_administrator": _("A house opens with at least one secretary-general or administrator."),
    "people.name_taken": _("Somebody signs in as %(name)s already. Choose another name; nothing was changed."),
    "people.has_account": _("%(name)s can sign in already. Nothing was changed."),
    "people.holds_already": _("%(name)s acts in this capacity already. Nothing was changed."),
    "people.reason_wanted": _("Write the reason in one sentence; it goes to the person who proposed the act."),
    "people.clock_runs_forward": _("The clock of the demonstration stands at %(stands)s and runs forward only."),
}

#: What a second person is asked to agree to, by act.
ACT_SENTENCES: dict[str, Promise | str] = {
    "people.open_account": _("Let a person sign in"),
    "people.close_account": _("End all ways in for a person"),
    "people.give_capacity": _("Give a person a role"),
    "people.end_capacity": _("End a role"),
    "people.hand_out_code": _("Hand out a one-time code"),
}


def act_sentence(name: str) -> str:
    """What an act does, for the person who is asked to agree. KeyError for an act that takes one person only."""
    return str(ACT_SENTENCES[name])


def sentence_of(refused: Refused) -> str:
    """The sentence of a refusal in the reader's language, with its facts and its rule.

    A code without a sentence is a fault of ours and raises KeyError; a test walks all codes.
    """
    said = str(SENTENCES[refused.code]) % {**refused.facts} if refused.facts else str(SENTENCES[refused.code])
    if refused.cite is None:
        return said
    return _now("%(sentence)s (%(rule)s)") % {"sentence": said, "rule": refused.cite}
