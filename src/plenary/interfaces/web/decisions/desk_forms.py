"""What is typed about a decision at the desk: its issue, what follows from it, what members attach to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.audiences import PUBLIC
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, words_field
from plenary.interfaces.web.desk.correcting import CorrectingTitleForm
from plenary.interfaces.web.desk.gaining import WideningForm
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import announcing, follow_up, following
from plenary.offices.decisions.models import Decision, FollowUp
from plenary.offices.decisions.permissions import scopes_of_decision
from plenary.offices.documents.models import Document, Paragraph
from plenary.offices.organisation import queries as organisation
from plenary.procedure.documents import State, next_states

STATEMENTS = [
    ("reservation", pgettext_lazy("statement attached to a decision", "Reservation")),
    ("interpretive", pgettext_lazy("statement attached to a decision", "Interpretive statement")),
    ("explanation", pgettext_lazy("statement attached to a decision", "Explanation of position")),
]


class OnDecision(ActForm):
    """An act on one decision."""

    thing: Decision

    @classmethod
    def scopes(cls, thing: Decision) -> Iterable[str]:
        return scopes_of_decision(thing)

    @classmethod
    def fits(cls, thing: Decision) -> bool:
        return thing.void_at is None


class Issue(WideningForm, OnDecision):
    """The decision given out; to more readers than now, by two."""

    verb, group, rows = "issue", "next", ("issue_decision",)
    heading = _("Issue the decision")
    button = _("Issue the decision")
    done = _("The decision is issued.")

    def audiences(self) -> list[tuple[str, str]]:
        own = [(self.thing.audience, gettext("those who read it now"))]
        wider = [("public", gettext("everybody")), ("members", gettext("all delegations and the secretariat"))]
        if self.thing.audience == PUBLIC:
            return own
        return [*[choice for choice in wider if choice[0] != self.thing.audience], *own]

    def before(self) -> str:
        return str(self.thing.audience)

    @classmethod
    def fits(cls, thing: Decision) -> bool:
        return thing.issued_at is None and thing.void_at is None

    def carry_out(self) -> Any:  # noqa: ANN401  a Decision or a Pending
        audience = self.cleaned_data["audience"]
        return pairs.perform(announcing.issue_decision, by=self.actor, decision=self.thing, audience=audience)


class AddFollowUp(OnDecision):
    """What the decision asks: who, what, by when."""

    verb, group, rows = "follow-up", "follow", ("follow_up",)
    heading = _("Add a line of follow-up")
    button = _("Add the line")
    done = _("The line of follow-up is added.")

    anchor = forms.ChoiceField(label=_("Paragraph that asks it"), required=False)
    task_en = words_field(_("What is to be done, in English"), required=True, long=True)
    task_ru = words_field(_("What is to be done, in Russian"), long=True)
    owner_member = ThingField(label=_("Member that does it"), required=False, name_by="short_name")
    owner_body = ThingField(label=_("Body that does it"), required=False, name_by="name")
    owner_en = words_field(_("Or another owner, in English"))
    owner_ru = words_field(_("Or another owner, in Russian"))
    due_on = DayField(label=_("Due on"), required=False)

    def prepare(self) -> None:
        self.choices_of("owner_member", organisation.members())
        self.choices_of("owner_body", organisation.bodies())
        said = [(one.anchor, _line_of(one)) for one in queries.operative_paragraphs(self.thing)]
        self.fields["anchor"].choices = [("", _("none in particular")), *said]  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a FollowUp or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            follow_up.add_follow_up,
            by=self.actor,
            decision=self.thing,
            task=self.words("task"),
            owner=self.words("owner") or None,
            owner_member=typed["owner_member"],
            owner_body=typed["owner_body"],
            due_on=typed["due_on"],
            anchor=typed["anchor"],
        )


class BeginFollowUp(OnDecision):
    """The text into follow-up: who answers for each of its paragraphs is known."""

    verb, group, rows = "begin-follow-up", "follow", ("follow_up",)
    heading = _("Bring the text into follow-up")
    button = _("Bring it into follow-up")
    done = _("The text is in follow-up.")
    note = _("Every operative paragraph has an owner, or you say here that it needs none.")

    none_needed = forms.MultipleChoiceField(
        label=_("Paragraphs that ask nothing of anybody"), required=False, widget=forms.CheckboxSelectMultiple
    )

    @classmethod
    def fits(cls, thing: Decision) -> bool:
        document = thing.document
        return super().fits(thing) and document is not None and State.IN_FOLLOW_UP in _next_of(document)

    def prepare(self) -> None:
        unowned = [(one.anchor, _line_of(one)) for one in queries.unowned_paragraphs(self.thing)]
        self.fields["none_needed"].choices = unowned  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        none_needed = self.cleaned_data["none_needed"]
        return pairs.perform(following.begin_follow_up, by=self.actor, decision=self.thing, none_needed=none_needed)


class CloseText(OnDecision):
    """The last owner has reported."""

    verb, group, rows = "close-text", "follow", ("follow_up",)
    heading = _("Close the text")
    button = _("Close the text")
    done = _("The text is closed.")
    note = _("When every line of its follow-up is closed. Its page stays, and says that it is closed.")

    @classmethod
    def fits(cls, thing: Decision) -> bool:
        document = thing.document
        return super().fits(thing) and document is not None and document.state == State.IN_FOLLOW_UP.value

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        return pairs.perform(following.close_text, by=self.actor, decision=self.thing)


class OnLine(OnDecision):
    """An act on one line of follow-up."""

    rows = ("follow_up",)

    def prepare(self) -> None:
        lines = queries.follow_ups_of(self.actor, self.thing).exclude(state=FollowUp.State.CLOSED)
        self.choices_of("line", lines)


class Report(OnLine):
    """A report on a line, entered for its owner."""

    verb = "report"
    heading = _("Report on a line of follow-up")
    button = _("Enter the report")
    done = _("The report is entered.")

    line = ThingField(label=_("Line"), name_by="task")
    text_en = words_field(_("Report in English"), required=True, long=True, most=4000)
    text_ru = words_field(_("Report in Russian"), long=True, most=4000)

    def carry_out(self) -> Any:  # noqa: ANN401  a FollowUp or a Pending
        line = self.cleaned_data["line"]
        return pairs.perform(follow_up.report_follow_up, by=self.actor, follow_up=line, text=self.words("text"))


class CloseLine(OnLine):
    """A line closed: its owner reported, or a ground says why none is needed."""

    verb = "close"
    heading = _("Close a line of follow-up")
    button = _("Close the line")
    done = _("The line is closed.")

    line = ThingField(label=_("Line"), name_by="task")
    ground_en = words_field(_("Why no report is needed, in English"), long=True)
    ground_ru = words_field(_("Why no report is needed, in Russian"), long=True)

    def carry_out(self) -> Any:  # noqa: ANN401  a FollowUp or a Pending
        line, ground = self.cleaned_data["line"], self.words("ground") or None
        return pairs.perform(follow_up.close_follow_up, by=self.actor, follow_up=line, ground=ground)


class Attach(OnDecision):
    """A reservation or another statement of a member, at its request."""

    verb, group, rows = "statement", "statements", ("work_floor",)
    heading = _("Attach a statement")
    button = _("Attach the statement")
    done = _("The statement is attached.")
    note = _("Until the sitting closes. The text of the decision is untouched.")

    member = ThingField(label=_("Member"), name_by="short_name")
    kind = forms.ChoiceField(label=_("Kind"), choices=STATEMENTS)
    text_en = words_field(_("Statement in English"), required=True, long=True, most=20_000)
    text_ru = words_field(_("Statement in Russian"), long=True, most=20_000)

    def prepare(self) -> None:
        self.choices_of("member", organisation.members_of(self.thing.body))

    def carry_out(self) -> Any:  # noqa: ANN401  an AttachedStatement or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            announcing.attach_statement,
            by=self.actor,
            decision=self.thing,
            member=typed["member"],
            kind=typed["kind"],
            text=self.words("text"),
        )


class CorrectTitle(CorrectingTitleForm, OnDecision):
    """What it is called where it is listed; what it was called before stays in the record."""

    group, rows = "next", ("issue_decision",)
    note = _("The text adopted is untouched. Once the decision is issued a second officer must agree.")

    def carry_out(self) -> Any:  # noqa: ANN401  a Decision or a Pending
        title, reason = self.words("title"), self.words("reason")
        return pairs.perform(announcing.correct_title, by=self.actor, decision=self.thing, title=title, reason=reason)


class Void(OnDecision):
    """A number given in error; it stays and is never given again."""

    verb, group, rows, is_grave = "void", "next", ("issue_decision",), True
    heading = _("Mark the number as void")
    button = _("Mark it as void")
    done = _("The number is marked as void.")
    note = _("For a number given in error. It stays, with the reason, and is never given again. Two persons agree.")

    reason_en = words_field(_("Reason in English"), required=True, long=True)
    reason_ru = words_field(_("Reason in Russian"), long=True)

    def carry_out(self) -> Any:  # noqa: ANN401  a Decision or a Pending
        reason = self.words("reason")
        return pairs.perform(announcing.void_decision, by=self.actor, decision=self.thing, reason=reason)


def _next_of(document: Document) -> tuple[State, ...]:
    return next_states(State(document.state)) if document.state else ()


def _line_of(paragraph: Paragraph) -> str:
    return f"{paragraph.label} {paragraph.text[:80]}".strip()


DECISION: tuple[type[ActForm], ...] = (
    Issue,
    AddFollowUp,
    BeginFollowUp,
    CloseText,
    Report,
    CloseLine,
    Attach,
    CorrectTitle,
    Void,
)
