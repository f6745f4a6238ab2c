"""What is typed about a document as a whole: planned, entered, named, moved on, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.interfaces.fact_words import COUNTED_FROM
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, words_field
from plenary.interfaces.web.desk.correcting import CorrectingTitleForm
from plenary.interfaces.web.documents.reading import KINDS, STATES
from plenary.interfaces.web.shell.moments import day_words
from plenary.offices.decisions.actions.withdrawing import withdraw_text
from plenary.offices.documents import actions, facts, queries
from plenary.offices.documents.models import Document
from plenary.offices.documents.permissions import can_move
from plenary.offices.instruments import queries as instruments
from plenary.offices.instruments.actions.effect import CountedFrom, bring_into_effect
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Mandate
from plenary.procedure.documents import ENTRANCES, State, next_states

DISTRIBUTIONS = [
    ("general", pgettext_lazy("distribution class", "General: everybody, once issued")),
    ("limited", pgettext_lazy("distribution class", "Limited: all delegations and the secretariat")),
    ("restricted", pgettext_lazy("distribution class", "Restricted: the bodies it goes to")),
    ("participants", pgettext_lazy("distribution class", "Participants only: those admitted to a sitting")),
]
#: States that other acts bring about: a gavel, a number, a signature.
BY_OTHER_ACTS = frozenset(
    {
        State.REGISTERED,
        State.IN_CONSULTATION,
        State.BRACKETED,
        State.AD_REFERENDUM,
        State.EXPERT_LEVEL,
        State.REFERRED,
        State.ADOPTED,
        State.APPROVED,
        State.NOTED,
        State.NUMBERED,
        State.SIGNED,
        State.CERTIFIED,
        State.IN_EFFECT,
    }
)


class PlanDocument(ActForm):
    """A title, before there is a text."""

    verb, group, rows = "plan", "documents", ("issue_version",)
    heading = _("Plan a document")
    button = _("Plan the document")
    done = _("The document is mandated; its text comes next.")

    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    body = ThingField(label=_("Body"), name_by="name")
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    distribution = forms.ChoiceField(label=_("Distribution class"), choices=DISTRIBUTIONS, initial="limited")
    role_en = words_field(_("Role at the meeting in English, as main political document"))
    role_ru = words_field(_("Role at the meeting in Russian"))
    author = ThingField(label=_("Author"), required=False, name_by="short_name", empty_label=_("the secretariat"))
    mandate = ThingField(
        label=_("Mandate"),
        required=False,
        name_by="subject",
        help_text=_("The order for this work, where one is entered. The day it names binds the text."),
    )
    submission_due_on = DayField(label=_("To be handed in by"), required=False)

    def prepare(self) -> None:
        self.choices_of("body", organisation.bodies())
        self.choices_of("author", organisation.members())
        self.choices_of("mandate", organisation.mandates())
        self.fields["mandate"].label_from_instance = _mandate_said  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.plan_document,
            by=self.actor,
            title=self.words("title"),
            body=typed["body"],
            kind=typed["kind"],
            role=self.words("role"),
            mandate=typed["mandate"],
            author=typed["author"],
            distribution=typed["distribution"],
            submission_due_on=typed["submission_due_on"],
            is_demonstration=settings.DEMONSTRATION,
        )


def _mandate_said(mandate: Mandate) -> str:
    """The order as a list says it: of whom, what, by when."""
    said = {"body": mandate.body.code, "subject": Words.of(mandate.subject).said()}
    if mandate.due_on is None:
        return gettext("%(body)s: %(subject)s, no day stated") % said
    return gettext("%(body)s: %(subject)s, due on %(day)s") % {**said, "day": day_words(mandate.due_on)}


class EnterOutside(ActForm):
    """A paper of another organisation, so that items can refer to it."""

    verb, group, rows = "outside", "documents", ("issue_version",)
    heading = _("Enter a document of another organisation")
    button = _("Enter the document")
    done = _("The document is entered.")

    partner = ThingField(label=_("Organisation"), name_by="short_name")
    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    reference = forms.CharField(label=_("Reference, as it is cited there"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()), initial="other")

    def prepare(self) -> None:
        self.choices_of("partner", organisation.partners())

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.enter_outside_document,
            by=self.actor,
            partner=typed["partner"],
            title=self.words("title"),
            reference=typed["reference"],
            kind=typed["kind"],
        )


class OnDocument(ActForm):
    """An act on one document."""

    thing: Document
    rows: ClassVar[tuple[str, ...]] = ("issue_version",)

    @classmethod
    def scopes(cls, thing: Document) -> Iterable[str]:
        return queries.scopes_of(thing)

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None


class CorrectTitle(CorrectingTitleForm, OnDocument):
    """What it is called where it is listed; what it was called before stays in the record."""

    group, rows = "text", ("issue_version",)
    note = _("No word of the text is touched. Once it is issued a second officer must agree.")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return True

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        title, reason = self.words("title"), self.words("reason")
        return pairs.perform(actions.correct_title, by=self.actor, document=self.thing, title=title, reason=reason)


class Move(OnDocument):
    """The next state of its life, where no other act brings it about."""

    verb, group, rows = "move", "next", ("edit_draft", "issue_version", "announce_verdict", "follow_up")
    heading = _("Move it on")
    button = _("Move it on")
    done = _("The document moved on.")

    state = forms.ChoiceField(label=_("To"))

    @classmethod
    def choices_for(cls, actor: Actor, thing: Document) -> list[tuple[str, str]]:
        """States to which this person may move it now, whose conditions are met by what the house knows."""
        if thing.partner is not None:
            return []
        met = facts.guards_met(thing)
        after = [
            one
            for one in next_states(State(thing.state))
            if one not in BY_OTHER_ACTS and met.issuperset(ENTRANCES[one].guards)
        ]
        return [(one.value, str(STATES[one.value])) for one in after if can_move(actor, thing, one)]

    @classmethod
    def is_offered(cls, actor: Actor, thing: Document) -> bool:
        return actor.is_secretariat and bool(cls.choices_for(actor, thing))

    def prepare(self) -> None:
        self.fields["state"].choices = self.choices_for(self.actor, self.thing)  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        state = self.cleaned_data["state"]
        return pairs.perform(actions.move_document, by=self.actor, document=self.thing, state=state)


class WithdrawText(OnDocument):
    """Taken back by its sponsor, before it is put."""

    verb, group, rows, is_grave = "withdraw", "next", ("table_draft",), True
    heading = _("Withdraw it at its sponsor’s request")
    button = _("Withdraw it")
    done = _("The text is withdrawn.")
    note = _("Only before it is put. Questions prepared on it are ended; its page stays and says that it is withdrawn.")

    reason_en = words_field(_("Reason in English"), required=True, long=True)
    reason_ru = words_field(_("Reason in Russian"), long=True)

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return bool(thing.state) and State.WITHDRAWN in next_states(State(thing.state))

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        return pairs.perform(withdraw_text, by=self.actor, document=self.thing, reason=self.words("reason"))


class BringIntoEffect(OnDocument):
    """The day that the text names for its effect has come."""

    verb, group, rows = "effect", "next", ("record_deposit",)
    heading = _("Record that it took effect")
    button = _("Record it")
    done = _("The text is in effect.")
    note = _("The day is counted by what the text itself says. A day that is still to come is refused.")

    counted_from = forms.ChoiceField(label=_("Counted from"), choices=list(COUNTED_FROM.items()))
    delay_days = forms.IntegerField(label=_("Days after that"), required=False, min_value=0, max_value=3660)
    delay_months = forms.IntegerField(label=_("Months after that"), required=False, min_value=0, max_value=120)
    day = DayField(label=_("The day, where the text names one"), required=False)
    rule = forms.CharField(
        label=_("Paragraph or article that says so"), max_length=120, help_text=_("For example: Pact art. 27.")
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None and bool(thing.state) and State.IN_EFFECT in next_states(State(thing.state))

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        is_signed = instruments.text_signed_on(thing) is not None
        return {"counted_from": (CountedFrom.SIGNATURE if is_signed else CountedFrom.ADOPTION).value, **asked}

    def clean(self) -> dict[str, Any]:
        """A day that the text names is typed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("counted_from") == CountedFrom.DAY and not cleaned.get("day"):
            self.add_error("day", gettext("Type the day that the text names."))
        return cleaned

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            bring_into_effect,
            by=self.actor,
            document=self.thing,
            counted_from=typed["counted_from"],
            rule=typed["rule"],
            day=typed["day"],
            delay_days=typed["delay_days"] or 0,
            delay_months=typed["delay_months"] or 0,
        )
