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
    "access.second_person_needed": _(
        "A second person must agree before this is done. Nothing was changed yet."
    ),
    "access.same_person": _("You proposed this yourself. Another person must agree; nothing was changed."),
    "access.already_decided": _("This was decided before your answer came. Nothing was changed."),
    "people.account_closed": _("This account is closed. Ask an administrator of the secretariat to open it."),
    "people.no_such_capacity": _(
        "You do not hold this capacity today. Choose another or ask the secretariat."
    ),
}


def sentence_of(refused: Refused) -> str:
    """The sentence of a refusal in the reader's language, with its facts and its rule.

    A code without a sentence is a fault of ours and raises KeyError; a test walks all codes.
    """
    said = str(SENTENCES[refused.code]) % {**refused.facts} if refused.facts else str(SENTENCES[refused.code])
    if refused.cite is None:
        return said
    return _now("%(sentence)s (%(rule)s)") % {"sentence": said, "rule": refused.cite}
