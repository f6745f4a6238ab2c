"""The first line of every page: who can read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

Said = str | Promise


@dataclass(frozen=True, slots=True)
class Band:
    """What the first line of a page says.

    word: the audience in one word. sentence: who that is. sign: name of the sign before it. tone: "" or
    "restricted" (the whole band turns deep red) or "embargoed".
    """

    word: Said
    sentence: Said
    sign: str
    tone: str = ""


PUBLIC = Band(pgettext_lazy("audience", "Public"), _("Anyone can read this page"), "public")
MEMBERS = Band(pgettext_lazy("audience", "Members"), _("All delegations and the secretariat can read this"), "members")
DESK = Band(pgettext_lazy("audience", "Desk"), _("The secretariat can read this"), "desk")
EMBARGOED = Band(
    pgettext_lazy("audience", "Embargoed"), _("Named readers only until the embargo ends"), "embargo", "embargoed"
)
DRAFT = Band(pgettext_lazy("audience", "Draft"), _("Only those who work on it can read this"), "draft")
DELEGATION = Band(pgettext_lazy("audience", "Delegation"), _("Only this delegation can read this"), "members")
SENT = Band(
    pgettext_lazy("audience", "Delegation"),
    _("This delegation and those who work on the text can read this"),
    "members",
)
SITTING = Band(
    pgettext_lazy("audience", "Restricted sitting"),
    _("Only those admitted to the sitting can read this"),
    "restricted",
    "restricted",
)
SELF = Band(pgettext_lazy("audience", "You"), _("Only you can read this page"), "person")
MIXED = Band(pgettext_lazy("audience", "Mixed"), _("Each part of this page names who can read it"), "mixed")
NARROW = Band(pgettext_lazy("audience", "Restricted"), _("Only those named in it can read this"), "restricted")

BY_TOKEN = {
    "public": PUBLIC,
    "members": MEMBERS,
    "desk": DESK,
    "embargoed": EMBARGOED,
    "mixed": MIXED,
    "newsroom": DESK,
    "protocol": DESK,
    "accounts": DESK,
}
BY_KIND = {
    "draft": DRAFT,
    "delegation": DELEGATION,
    "member": DELEGATION,
    "sitting": SITTING,
    "person": SELF,
}
#: Those who work on a text that was given out to nobody: the documents officers, the secretaries of its body.
DRAFTERS = frozenset({"documents", "secretary"})
BY_HOUSE = {"public": PUBLIC, "workspace": MEMBERS, "chamber": MEMBERS, "desk": DESK}


def band_for(audience: str) -> Band:
    """The band of an audience in its written form: "members", "body:CFM,body:CMD", "sitting:…".

    Among several tokens the widest names the page; bodies are counted.
    """
    tokens = audience.split(",")
    for token in ("public", "mixed", "members", "embargoed"):
        if token in tokens:
            return BY_TOKEN[token]
    kinds = {token.partition(":")[0] for token in tokens}
    if kinds <= DRAFTERS:
        return DRAFT
    if kinds - DRAFTERS == {"member"} and kinds & DRAFTERS:
        return SENT
    if kinds & {"body", "bodies"}:
        count = sum(token.startswith(("body:", "bodies:")) for token in tokens)
        return Band(
            ngettext("Restricted: %(count)s body", "Restricted: %(count)s bodies", count) % {"count": count},
            _("Only members of the bodies it went to and the secretariat can read this"),
            "restricted",
        )
    for kind in ("sitting", "delegation", "member", "draft", "person"):
        if kind in kinds:
            return BY_KIND[kind]
    for token in tokens:
        if token in BY_TOKEN:
            return BY_TOKEN[token]
    return NARROW
