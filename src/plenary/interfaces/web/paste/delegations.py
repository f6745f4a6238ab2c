"""The lists of delegations from a table."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.foundation.access.gate import may
from plenary.foundation.access.models import Person
from plenary.foundation.people import pairs
from plenary.foundation.rows import Line
from plenary.interfaces.web.paste import readings
from plenary.interfaces.web.paste.columns import Cells, Column
from plenary.interfaces.web.paste.people import NAME, Known
from plenary.interfaces.web.paste.steps import Doing, Pasted, Step, needed
from plenary.offices.meetings.actions import tables
from plenary.offices.meetings.models import Delegate, Session
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Partner
from plenary.procedure.refusal import Refused

#: By which words a role is known, beside its own.
ROLE_WORDS = {
    "head": ("head of delegation", "глава", "глава делегации", "руководитель", "رئيس الوفد", "رئيس"),
    "alternate": ("deputy", "deputy head", "заместитель", "заместитель главы", "نائب"),
    "member": ("delegate", "член", "член делегации", "عضو"),
    "adviser": ("advisor", "expert", "советник", "эксперт", "مستشار"),
}


class PastedDelegates(Pasted):
    """Persons on the lists of partners, for those who accredit them. Members list their own in the workspace."""

    thing: Session
    title = gettext_lazy("Bring in delegations from a table")
    lead = gettext_lazy(
        "One row for each person of a partner's delegation. Members hand in their own lists; their rows are not taken."
    )
    columns = (
        Column(
            "delegation",
            gettext_lazy("Delegation, by code or name"),
            {
                "en": ("delegation", "partner", "organisation", "organization", "state"),
                "ru": ("делегация", "партнер", "организация", "государство"),
                "ar": ("الوفد", "المنظمة"),
            },
            is_needed=True,
        ),
        NAME,
        Column(
            "title",
            gettext_lazy("Office, as printed"),
            {
                "en": ("office", "title", "function", "position", "post"),
                "ru": ("должность", "пост"),
                "ar": ("المنصب", "الوظيفة"),
            },
            in_languages=True,
            is_needed=True,
        ),
        Column("role", gettext_lazy("Role"), {"en": ("role",), "ru": ("роль", "статус"), "ar": ("الدور", "الصفة")}),
    )
    example = (
        ("Delegation", "Name", "Office", "Role"),
        ("UN", "Anna Berg", "Under-Secretary-General", "head"),
        ("UN", "José Núñez", "Adviser", "adviser"),
    )

    def look_round(self) -> None:
        self.known = Known()
        self.partners: dict[str, Partner] = {}
        for partner in organisation.partners():
            for said in (partner.code, *partner.short_name.values(), *partner.formal_name.values()):
                self.partners[readings.alike(said)] = partner
        members = organisation.members()
        self.members = {readings.alike(s) for one in members for s in (one.code, *one.short_name.values())}
        lines = Delegate.objects.filter(delegation__session=self.thing, left_list_at__isnull=True)
        self.listed = {(one.delegation.partner_id, one.person_id): one for one in lines.select_related("delegation")}

    def called(self, cells: Cells) -> str:
        return ": ".join(filter(None, (cells.said("delegation"), str(cells.words("name")))))

    def about(self, cells: Cells) -> Any:  # noqa: ANN401  a person's key, or the names of somebody new
        name = needed(cells.words("name"), lambda: _("Name"))
        found = self.known.called(name)
        return found.key if found else tuple(sorted(map(readings.alike, name.values())))

    def step(self, cells: Cells, called: str) -> Step:
        partner = self._partner(cells.said("delegation"))
        title = needed(cells.words("title"), lambda: _("Office, as printed"))
        role = readings.one_of(cells.said("role"), ROLE_WORDS, usual="member")
        person: Person | None = self.known.called(cells.words("name"))
        standing = self.listed.get((partner.pk, person.pk)) if person else None
        if standing is not None:
            if standing.role == role and title.items() <= standing.title.items():
                return Step(cells.number, Doing.SAME, called, _("Is on the list already."))
            raise Refused("meetings.listed_already", person=str(cells.words("name")), member=str(partner))
        said = _("Goes on the list.") if person else _("Is entered as a new person and goes on the list.")
        line = {
            "row": cells.number,
            "member": None,
            "partner": partner,
            "person": person,
            "name": cells.words("name"),
            "title": title,
            "role": role,
        }
        return Step(cells.number, Doing.ADD, called, said, line)

    def take_in(self, lines: list[Line]) -> Any:  # noqa: ANN401  delegates or a Pending
        return pairs.perform(tables.take_in_delegates, by=self.actor, session=self.thing, lines=lines)

    def way_home(self) -> str:
        return f"{reverse('desk-people')}?meeting={self.thing.ref}"

    def _partner(self, said: str) -> Partner:
        found = self.partners.get(readings.alike(said))
        if found is None and readings.alike(said) in self.members:
            raise Refused("table.members_list_their_own", member=said)
        if found is None:
            raise Refused("table.no_such_partner", said=said)
        if not may(self.actor, "decide_accreditation"):
            raise Refused("access.not_allowed", row="decide_accreditation", capacity=self.actor.capacity)
        return found
