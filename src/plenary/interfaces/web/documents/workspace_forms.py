"""What a delegation answers about a text: to a round of consultation, and for its capital."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.capacities import DELEGATES
from plenary.foundation.access.gate import may
from plenary.interfaces.web.desk.acts import ActForm
from plenary.interfaces.web.documents.desk_pipeline_forms import AnswerForCapital, AnswerRound
from plenary.offices.documents import queries
from plenary.offices.documents.models import Confirmation, Document
from plenary.offices.organisation.models import Member


def speaks_for(actor: Actor, codes: list[str]) -> list[str]:
    """Those of these members for which this person speaks."""
    if actor.capacity not in DELEGATES:
        return []
    return [code for code in codes if f"member:{code}" in actor.scopes and may(actor, "table_draft", f"member:{code}")]


class OwnAnswer(AnswerRound):
    """The answer of the reader's own member."""

    verb, group = "answer", "own"
    heading = _("Answer the consultation")
    button = _("Hand in the answer")
    done = _("The answer is handed in.")

    @classmethod
    def is_offered(cls, actor: Actor, thing: Document) -> bool:
        running = queries.open_round(thing)
        return running is not None and bool(speaks_for(actor, [one.code for one in running.addressees.all()]))

    def askable(self) -> Any:  # noqa: ANN401  rows of members
        running = queries.open_round(self.thing)
        codes = [one.code for one in running.addressees.all()] if running else []
        return Member.objects.filter(code__in=speaks_for(self.actor, codes)).order_by("code")

    def prepare(self) -> None:
        super().prepare()
        self.fields["member"].empty_label = None  # type: ignore[attr-defined]


class OwnCapital(AnswerForCapital):
    """The answer of the reader's own capital."""

    verb, group = "capital", "own"
    heading = _("Answer for your capital")
    button = _("Hand in the answer")
    done = _("The answer is handed in.")

    @classmethod
    def is_offered(cls, actor: Actor, thing: Document) -> bool:
        return bool(speaks_for(actor, [one.member.code for one in cls.waiting(thing)]))

    def prepare(self) -> None:
        super().prepare()
        codes = speaks_for(self.actor, [one.member.code for one in self.waiting(self.thing)])
        held = Confirmation.objects.filter(pk__in=[one.pk for one in self.waiting(self.thing)])
        self.choices_of("confirmation", held.filter(member__code__in=codes).select_related("member"))
        self.fields["confirmation"].empty_label = None  # type: ignore[attr-defined]


OWN: tuple[type[ActForm], ...] = (OwnAnswer, OwnCapital)
