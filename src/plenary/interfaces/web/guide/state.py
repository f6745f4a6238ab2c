"""How far a new house has come: each step of the guide and each check, told from what the house keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.models import Account, Holding
from plenary.foundation.access.permissions import permissions
from plenary.foundation.clock import now
from plenary.foundation.keeping.health import State, conditions
from plenary.foundation.keeping.rehearsal import wiped_at
from plenary.foundation.notices.desk import tested_at
from plenary.foundation.people.officers import officers
from plenary.interfaces.web.shell.menus import address
from plenary.interfaces.web.shell.moments import day_words
from plenary.offices.meetings.models import Session
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Body, Member, Organisation, Presidency, RulesInForce

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Said = str | _StrPromise


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step. stands: what the house has of it by now; empty where it has nothing."""

    number: int
    code: str
    title: Said
    minutes: int
    href: str
    is_done: bool
    stands: str


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to be sure of before the first sitting. href: where it is seen to; act: where it is ticked by hand."""

    code: str
    title: Said
    is_done: bool
    said: str
    href: str
    act: str = ""


TITLES: tuple[tuple[str, Said, int], ...] = (
    ("house", _("Name, languages and time zone"), 1),
    ("members", _("Members"), 1),
    ("bodies", _("Bodies"), 1),
    ("rules", _("Rules of procedure"), 2),
    ("presidency", _("Presidency"), 1),
    ("meeting", _("First meeting"), 2),
    ("colleagues", _("Colleagues"), 1),
)


def steps() -> list[GuideStep]:
    """The steps in their order; the rehearsal is among them where this house has one."""
    told = {
        "house": _house(),
        "members": _members(),
        "bodies": _bodies(),
        "rules": _rules(),
        "presidency": _presidency(),
        "meeting": _meeting(),
        "colleagues": _colleagues(),
    }
    found = [
        GuideStep(number, code, title, minutes, _href(code), bool(told[code]), told[code])
        for number, (code, title, minutes) in enumerate(TITLES, start=1)
    ]
    rehearsal = address("desk-rehearsal")
    if rehearsal:
        held = _rehearsal()
        title = _("Rehearse a sitting")
        found.append(GuideStep(len(found) + 1, "rehearsal", title, 1, rehearsal, bool(held), held))
    return found


def next_step(found: list[GuideStep]) -> GuideStep | None:
    """The first step that is not done."""
    return next((step for step in found if not step.is_done), None)


def after(code: str) -> str:
    """Where the reader goes after a step: the one that follows, or the guide itself after the last."""
    found = steps()
    at = next(place for place, step in enumerate(found) if step.code == code)
    return found[at + 1].href if at + 1 < len(found) else reverse("desk-guide")


def checks() -> list[Check]:
    """What is left to be sure of, in the order of the guide."""
    well = {one.name: one.state for one in conditions()}
    kept = well["backup"] is not State.BAD
    tried = well["restore"] is State.GOOD
    able, signers = len(officers()), _signers()
    noted = queries.checks_noted()
    people = reverse("desk-register")
    return [
        Check("backup", _("Backup"), kept and tried, _backup_said(kept, tried), reverse("desk-health")),
        Check("officer", _("Second administrator"), able > 1, _officers_said(able), people),
        Check("signer", _("Second signer"), signers > 1, _signers_said(signers), people),
        _mail(noted),
        Check("print", _("Print"), "print" in noted, _noted_said("print", noted), "", _tick("print")),
    ]


def _mail(noted: dict[str, str]) -> Check:
    """Sure once the mail server took a test letter; where no letter leaves, an officer says so."""
    tested = tested_at() is not None
    said = gettext("The mail server took a test letter.") if tested else _noted_said("mail", noted)
    return Check("mail", _("Mail"), tested or "mail" in noted, said, address("desk-letters"), _tick("mail"))


def _href(code: str) -> str:
    own = {"members": "desk-guide-members", "colleagues": "desk-guide-colleagues"}
    return reverse(own[code]) if code in own else reverse("desk-guide-step", args=[code])


def _house() -> str:
    house = Organisation.objects.first()
    return f"{house.name.said()} · {house.zone}" if house else ""


def _members() -> str:
    count = queries.members().count() or Member.objects.count()
    return ngettext("%(count)s member", "%(count)s members", count) % {"count": count} if count else ""


def _bodies() -> str:
    count = Body.objects.count()
    return ngettext("%(count)s body", "%(count)s bodies", count) % {"count": count} if count else ""


def _rules() -> str:
    """Done once the house set a value of its own; a ruleset as it comes is nobody's text yet."""
    own = [path for row in RulesInForce.objects.all() for path in row.changes if path != "body"]
    return gettext("The rules rest on your own text.") if own else ""


def _presidency() -> str:
    first = Presidency.objects.select_related("member").order_by("order").first()
    return f"{first.member.short_name.said()} {first.period_printed}".strip() if first else ""


def _meeting() -> str:
    first = Session.objects.filter(is_demonstration=False).order_by("pk").first()
    return first.ref if first else ""


def _colleagues() -> str:
    count = Account.objects.filter(is_active=True).count() - 1
    return ngettext("%(count)s colleague", "%(count)s colleagues", count) % {"count": count} if count > 0 else ""


def _rehearsal() -> str:
    """Done once a rehearsal was begun and wiped; the day is that of the last one."""
    wiped = wiped_at()
    if wiped is None:
        return ""
    house = Organisation.objects.first()
    return gettext("held on %(day)s") % {"day": day_words(wiped, zone=house.zone if house else None)}


def _signers() -> int:
    """Who may certify a copy of a decision, and can sign in."""
    capacities = list(permissions().rows["certify_copy"])
    held = Holding.objects.in_force(now()).filter(capacity__in=capacities).values("person")
    return int(Account.objects.filter(is_active=True, person__in=held).count())


def _backup_said(kept: bool, tried: bool) -> str:
    if not kept:
        return gettext("No backup was taken this week. Run `plenary backup`, and copy the file to another place.")
    if not tried:
        return gettext("A backup was taken this week, and none was restored for a trial yet.")
    return gettext("A backup of this week was restored for a trial. Keep a copy in another place.")


def _officers_said(count: int) -> str:
    if count > 1:
        return gettext("Two officers can give roles and ways in.")
    return gettext("Only one person can give roles. Add a second administrator, so that a lost key shuts nobody out.")


def _signers_said(count: int) -> str:
    if count > 1:
        return gettext("Two people can certify decisions.")
    return gettext(
        "Only one person can certify decisions. Give the role of legal officer or secretary-general to another."
    )


def _noted_said(code: str, noted: dict[str, str]) -> str:
    if code in noted:
        return gettext("Noted by %(name)s.") % {"name": noted[code]}
    if code == "mail":
        return gettext("Send a letter of the house to yourself, and see that it arrives.")
    return gettext("Print an agenda and a badge, and look at the paper.")


def _tick(code: str) -> str:
    return reverse("desk-act-on-checks", args=[code])
