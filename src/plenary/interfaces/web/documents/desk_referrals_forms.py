"""What is typed about the way of a document through the bodies: referred, sent, received, returned, taken late."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import covers
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import DayField, ThingField, ThingsField, words_field
from plenary.interfaces.web.documents.desk_documents_forms import OnDocument
from plenary.interfaces.web.documents.reading import REFERRAL_VERBS, bodies_in_words
from plenary.offices.decisions import queries as decisions
from plenary.offices.documents import actions, facts, queries
from plenary.offices.documents.models import Document, Referral
from plenary.offices.organisation import queries as organisation
from plenary.procedure.documents import FROZEN


class Refer(OnDocument):
    """Sent up to the next body, by a verb."""

    verb, group = "refer", "bodies"
    heading = _("Refer it to another body")
    button = _("Record the referral")
    done = _("The referral is recorded. It can be sent.")

    from_bodies = ThingsField(label=_("From"), name_by="name")
    to_body = ThingField(label=_("To"), name_by="name")
    and_to = ThingsField(label=_("And to, where they meet jointly"), name_by="name", required=False)
    for_what = forms.ChoiceField(label=_("For what"), choices=list(REFERRAL_VERBS.items()))
    decided_on = DayField(label=_("Decided on"), required=False)
    ground = forms.CharField(label=_("Number of the decision it rests on"), required=False, max_length=80)
    is_customary = forms.BooleanField(label=_("The usual route, not stated by a source"), required=False)

    def prepare(self) -> None:
        bodies = organisation.bodies().filter(decides=True)
        self.choices_of("from_bodies", bodies)
        self.choices_of("to_body", bodies)
        self.choices_of("and_to", bodies)

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        """With the decision that sends it up, unless not everybody who reads the text may know of its number."""
        having = list(queries.bodies_that_have(thing))
        last = decisions.last_decision_of(actor, thing, having)
        taken = last if last is not None and covers(last.audience, thing.audience) else None
        zone = ZoneInfo(organisation.the_organisation().zone)
        return {
            "from_bodies": [one.key for one in having],
            "for_what": "consideration",
            **({"ground": taken.number, "decided_on": taken.adopted_at.astimezone(zone).date()} if taken else {}),
        }

    def carry_out(self) -> Any:  # noqa: ANN401  a Referral or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.refer_document,
            by=self.actor,
            document=self.thing,
            from_bodies=list(typed["from_bodies"]),
            to_body=typed["to_body"],
            and_to=list(typed["and_to"]),
            verb=typed["for_what"],
            decided_on=typed["decided_on"],
            ground=typed["ground"],
            is_customary=typed["is_customary"],
        )


class OnReferral(OnDocument):
    """An act on one referral of the document."""

    stands: Referral.State

    referral = ThingField(label=_("Referral"))

    def prepare(self) -> None:
        waiting = queries.referrals_of(self.actor, self.thing).filter(state=self.stands)
        self.choices_of("referral", self.acted_on(waiting))
        self.fields["referral"].label_from_instance = _to  # type: ignore[attr-defined]
        self.fields["referral"].empty_label = None  # type: ignore[attr-defined]

    def acted_on(self, waiting: QuerySet[Referral]) -> QuerySet[Referral]:
        """Of the hops that stand so, those that can be named: each, where each body acts for itself."""
        return waiting.select_related("to_body", "document")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return cls._standing(thing).exists()

    @classmethod
    def _standing(cls, thing: Document) -> QuerySet[Referral]:
        """Its hops that stand so; of a text that was decided on those for which nobody decides on it."""
        standing: QuerySet[Referral] = thing.referrals.filter(state=cls.stands)
        if thing.state in {state.value for state in FROZEN}:
            return standing.filter(verb__in=facts.VERBS_AFTER_A_DECISION)
        return standing


class SendReferral(OnReferral):
    """The text goes on to the body; where it could not read it before, two persons."""

    verb, group, stands = "send", "bodies", Referral.State.DECIDED
    heading = _("Send it on")
    button = _("Send it on")
    done = _("The text is sent on.")
    note = _("Where the receiving body could not read it before, a second officer must agree.")

    def acted_on(self, waiting: QuerySet[Referral]) -> QuerySet[Referral]:
        """Those decided by one act are sent by one."""
        return queries.first_of_each(super().acted_on(waiting))

    def carry_out(self) -> Any:  # noqa: ANN401  a Referral or a Pending
        return pairs.perform(actions.send_referral, by=self.actor, referral=self.cleaned_data["referral"])


class ReceiveReferral(OnReferral):
    """The body has it."""

    verb, group, stands = "receive", "bodies", Referral.State.SENT
    rows = ("edit_draft", "issue_version")
    heading = _("Record that it was received")
    button = _("Record it")
    done = _("The text is received.")

    @classmethod
    def scopes(cls, thing: Document) -> Iterable[str]:
        return [
            f"body:{one.to_body.code}" for one in thing.referrals.filter(state=cls.stands).select_related("to_body")
        ]

    def carry_out(self) -> Any:  # noqa: ANN401  a Referral or a Pending
        return pairs.perform(actions.receive_referral, by=self.actor, referral=self.cleaned_data["referral"])


class ReturnReferral(OnReferral):
    """Sent back, with the reason."""

    verb, group, stands, is_grave = "return", "bodies", Referral.State.RECEIVED, True
    rows = ("announce_verdict", "issue_version")
    heading = _("Send it back")
    button = _("Send it back")
    done = _("The text is sent back. It stands as a new revision, to be worked on.")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        is_decided = thing.state in {state.value for state in FROZEN}
        return not is_decided and super().fits(thing)

    def acted_on(self, waiting: QuerySet[Referral]) -> QuerySet[Referral]:
        """Of the bodies that have the text now."""
        return super().acted_on(waiting).filter(to_body__in=queries.bodies_that_have(self.thing))

    ground = forms.CharField(label=_("Number of the decision by which it is sent back"), required=False, max_length=80)
    note_en = words_field(_("Reason in English"), required=True, long=True)
    note_ru = words_field(_("Reason in Russian"), long=True)

    def carry_out(self) -> Any:  # noqa: ANN401  a Referral or a Pending
        return pairs.perform(
            actions.return_referral,
            by=self.actor,
            referral=self.cleaned_data["referral"],
            note=self.words("note"),
            ground=self.cleaned_data["ground"],
        )


class GrantWaiver(OnDocument):
    """A body takes a late document."""

    verb, group, rows = "waiver", "bodies", ("announce_verdict",)
    heading = _("Record that a body takes it late")
    button = _("Record the consent")
    done = _("The consent is recorded.")

    body = ThingField(label=_("Body"), name_by="name")
    reason_en = words_field(_("Reason in English"), required=True, long=True)
    reason_ru = words_field(_("Reason in Russian"), long=True)

    def prepare(self) -> None:
        self.choices_of("body", organisation.bodies().filter(decides=True))

    def carry_out(self) -> Any:  # noqa: ANN401  a Waiver or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.grant_waiver, by=self.actor, document=self.thing, body=typed["body"], reason=self.words("reason")
        )


def _to(referral: Referral) -> str:
    bodies = referral.to_bodies if referral.state == Referral.State.DECIDED else [referral.to_body]
    return gettext("to %(body)s, %(verb)s") % {"body": bodies_in_words(bodies), "verb": REFERRAL_VERBS[referral.verb]}
