"""Members from a table."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.foundation.people import pairs
from plenary.foundation.rows import Line
from plenary.interfaces.fact_words import listed
from plenary.interfaces.web.paste import readings
from plenary.interfaces.web.paste.columns import Cells, Column
from plenary.interfaces.web.paste.steps import Doing, Pasted, Step, differing, needed
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import Refused


class PastedMembers(Pasted):
    """States and others that join, each with its names, its day and its seats."""

    title = gettext_lazy("Bring in members from a table")
    lead = gettext_lazy("One row for each member. Members that stand already are left as they are.")
    columns = (
        Column(
            "code",
            gettext_lazy("Code"),
            {"en": ("code", "iso code", "country code"), "ru": ("код", "код страны"), "ar": ("الرمز", "رمز")},
            is_needed=True,
        ),
        Column(
            "short_name",
            gettext_lazy("Name"),
            {
                "en": ("name", "short name", "member", "country", "state"),
                "ru": ("название", "краткое название", "член", "государство", "страна", "наименование"),
                "ar": ("الاسم", "العضو", "الدولة"),
            },
            in_languages=True,
            is_needed=True,
        ),
        Column(
            "formal_name",
            gettext_lazy("Formal name"),
            {
                "en": ("formal name", "official name", "full name"),
                "ru": ("официальное название", "полное название", "полное наименование"),
                "ar": ("الاسم الرسمي",),
            },
            in_languages=True,
        ),
        Column(
            "from_on",
            gettext_lazy("Member since"),
            {
                "en": ("member since", "since", "from", "joined", "date joined"),
                "ru": ("член с", "с", "дата вступления", "вступление"),
                "ar": ("عضو منذ", "منذ"),
            },
        ),
        Column(
            "bodies",
            gettext_lazy("Bodies, by code"),
            {"en": ("bodies", "bodies code", "seats"), "ru": ("органы", "места"), "ar": ("الهيئات",)},
        ),
    )
    example: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("Code", "Name", "Name in Russian", "Member since"),
        ("ARL", "Arland", "Арландия", "2027-03-01"),
        ("BRG", "Bergia", "Бергия", "2027-03-01"),
    )

    def look_round(self) -> None:
        self.standing: dict[str, Member] = {readings.alike(one.code): one for one in Member.objects.all()}
        self.current = set(Member.objects.filter(memberships__until_on__isnull=True).values_list("pk", flat=True))
        self.bodies: dict[str, Body] = {readings.alike(one.code): one for one in queries.bodies().filter(decides=True)}

    def called(self, cells: Cells) -> str:
        return " ".join(filter(None, (cells.said("code"), str(cells.words("short_name")))))

    def about(self, cells: Cells) -> str:
        return readings.alike(readings.code(cells.said("code")))

    def step(self, cells: Cells, called: str) -> Step:
        short_name = needed(cells.words("short_name"), lambda: _("Name"))
        formal_name = cells.words("formal_name")
        from_on = readings.day(cells.said("from_on"))
        named = readings.parts(cells.said("bodies"))
        bodies = [self._body(code) for code in named] or self.usual_bodies()
        found = self.standing.get(self.about(cells))
        if found is not None:
            if differing(found.short_name, short_name) or differing(found.formal_name, formal_name):
                raise Refused("table.member_named_otherwise", member=str(found.short_name), code=found.code)
            if found.pk in self.current:
                return Step(cells.number, Doing.SAME, called, _("Is a member already."))
        line = {
            "row": cells.number,
            "code": found.code if found else cells.said("code"),
            "short_name": short_name,
            "formal_name": formal_name,
            "from_on": from_on,
            "bodies": bodies,
        }
        return Step(cells.number, Doing.ADD, called, _told(found is not None, from_on, bodies), line)

    def usual_bodies(self) -> list[Body]:
        """Where a member takes a seat when its row names no body."""
        return []

    def take_in(self, lines: list[Line]) -> Any:  # noqa: ANN401  members or a Pending
        return pairs.perform(actions.take_in_members, by=self.actor, lines=lines)

    def way_home(self) -> str:
        return reverse("desk-members")

    def _body(self, code: str) -> Body:
        found = self.bodies.get(readings.alike(code))
        if found is None:
            raise Refused("table.no_such_body", code=code)
        return found


def _told(again: bool, from_on: date | None, bodies: list[Body]) -> str:
    """What admitting it means."""
    told = [_("Comes back as a member.") if again else _("Is admitted as a member.")]
    told.append(
        _("Member since %(day)s.") % {"day": date_format(from_on)} if from_on else _("Its first day is not stated.")
    )
    if bodies:
        told.append(_("Takes a seat in: %(bodies)s.") % {"bodies": listed(body.name for body in bodies)})
    return " ".join(told)
