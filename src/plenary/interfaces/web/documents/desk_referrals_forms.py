"""What is typed about the way of a document through the bodies: referred, sent, received, returned, taken late."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import DayField, ThingField, ThingsField, words_field
from plenary.interfaces.web.documents.desk_documents_forms import OnDocument
from plenary.interfaces.web.documents.reading import REFERRAL_VERBS
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Document, Referral
from plenary.offices.organisation import queries as organisation


class Refer(OnDocument):
    """Sent up to the next body, by a verb."""

    verb, group = "refer", "bodies"
    heading = _("Refer it to another body")
    button = _("Record the referral")
    done = _("The referral is recorded. It can be sent.")

    from_bodies = ThingsField(label=_("From"), name_by="name")
    to_body = ThingField(label=_("To"), name_by="name")
    for_what = forms.ChoiceField(label=_("For what"), choices=list(REFERRAL_VERBS.items()))
    decided_on = DayField(label=_("Decided on"), required=False)
    ground = forms.CharField(label=_("Number of the decision it rests on"), required=False, max_length=80)
    is_customary = forms.BooleanField(label=_("The usual route, not stated by a source"), required=False)

    def prepare(self) -> None:
        bodies = organisation.bodies().filter(decides=True)
        self.choices_of("from_bodies", bodies)
        self.choices_of("to_body", bodies)

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        return {"from_bodies": [thing.body.key] if thing.body else [], "for_what": "consideration"}

    def carry_out(self) -> Any:  # noqa: ANN401  a Referral or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.refer_document,
            by=self.actor,
            document=self.thing,
            from_bodies=list(typed["from_bodies"]),
            to_body=typed["to_body"],
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
        self.choices_of("referral", waiting.select_related("to_body", "document"))
        self.fields["referral"].label_from_instance = _to  # type: ignore[attr-defined]
        self.fields["referral"].empty_label = None  # type: ignore[attr-defined]

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.referrals.filter(state=cls.stands).exists()


class SendReferral(OnReferral):
    """The text goes on to the body; where it could not read it before, two persons."""

    verb, group, stands = "send", "bodies", Referral.State.DECIDED
    heading = _("Send it on")
    button = _("Send it on")
    done = _("The text is sent on.")
    note = _("Where the receiving body could not read it before, a second officer must agree.")

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
    done = _("The text is sent back.")

    note_en = words_field(_("Reason in English"), required=True, long=True)
    note_ru = words_field(_("Reason in Russian"), long=True)

    def carry_out(self) -> Any:  # noqa: ANN401  a Referral or a Pending
        return pairs.perform(
            actions.return_referral, by=self.actor, referral=self.cleaned_data["referral"], note=self.words("note")
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
    return gettext("to %(body)s, %(verb)s") % {"body": referral.to_body.name, "verb": REFERRAL_VERBS[referral.verb]}
