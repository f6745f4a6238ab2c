"""What is typed about a question: its words and its rule before it is put, a silence procedure, what it came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.access.gate import may
from plenary.foundation.people import pairs
from plenary.interfaces.fact_words import MANNERS, SUBJECTS
from plenary.interfaces.web.desk.acts import ActForm, InstantField, ThingField, ThingsField, words_field
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import announcing, questions
from plenary.offices.decisions.models import Question
from plenary.offices.decisions.permissions import scopes_of
from plenary.offices.documents import queries as documents
from plenary.offices.meetings.models import Item, Session, Sitting
from plenary.offices.meetings.queries import title_of
from plenary.offices.organisation import queries as organisation
from plenary.procedure.refusal import Refused

EFFECTS = [
    ("", pgettext_lazy("what a question does to a text", "adopts it, or decides a matter of procedure")),
    ("approve", pgettext_lazy("what a question does to a text", "approves it")),
    ("endorse", pgettext_lazy("what a question does to a text", "endorses it")),
    ("note", pgettext_lazy("what a question does to a text", "takes note of it")),
    ("forward", pgettext_lazy("what a question does to a text", "sends it up to another body")),
    ("confirm", pgettext_lazy("what a question does to a text", "confirms its wording, without a number")),
]
METHODS = {
    "consensus": _("Consensus"),
    "silence": _("Silence procedure"),
    "vote": _("Vote"),
}


def subjects_known() -> list[tuple[str, Any]]:
    """Subjects for which a body that decides has a rule today, each once; substance where nothing is chosen."""
    found: dict[str, None] = {}
    for body in organisation.bodies().filter(decides=True):
        try:
            name = organisation.rules_in_force(body).ruleset
        except Refused:
            continue
        found |= dict.fromkeys(rule.subject for rule in organisation.ruleset_named(name).rules)
    others = [one for one in found if one != "substance"]
    return [("", SUBJECTS["substance"]), *((one, SUBJECTS.get(one, one)) for one in others)]


def sittings_called(sittings: Iterable[Sitting], actor: Actor) -> dict[int, str]:
    """What a list calls sittings, by their row: the title, and the meeting where several bear the same title."""
    listed = list(sittings)
    titles = {one.pk: str(title_of(one, actor)) or str(one) for one in listed}
    many = {title for title, count in Counter(titles.values()).items() if count > 1}
    return {
        one.pk: f"{titles[one.pk]}, {one.meeting.session.title}" if titles[one.pk] in many else titles[one.pk]
        for one in listed
    }


def _bodies_served(actor: Actor, sessions: QuerySet[Session]) -> set[str]:
    """Codes of the bodies in whose sessions this person works, those that meet jointly with them among them."""
    keys: dict[str, list[str]] = {kind: [] for kind in ("body", "session", "sitting")}
    for scope in actor.scopes:
        kind, _colon, key = scope.partition(":")
        if kind in keys:
            keys[kind].append(key)
    served = sessions.filter(
        Q(session_bodies__body__code__in=keys["body"])
        | Q(key__in=keys["session"])
        | Q(meetings__sittings__key__in=keys["sitting"])
    )
    meeting = Session.objects.filter(pk__in=served.values("pk")).values_list("session_bodies__body__code", flat=True)
    return {*keys["body"], *meeting}


class PrepareQuestion(ActForm):
    """A question written down before it is put."""

    verb, group, rows = "prepare", "questions", ("work_floor",)
    heading = _("Prepare a question")
    button = _("Prepare the question")
    done = _("The question is prepared. It can be put.")
    note = _("For a sitting it is put from the console of that sitting; a silence procedure is opened from here.")

    wording_en = words_field(_("The question in one sentence, in English"), required=True, most=600)
    wording_ru = words_field(_("The question in one sentence, in Russian"), most=600)
    subject = forms.ChoiceField(label=_("What it is, which chooses the rule"), required=False)
    item = ThingField(label=_("Item of the agenda"), required=False, name_by="title")
    sitting = ThingField(label=_("Sitting"), required=False)
    document = ThingField(
        label=_("Text"), required=False, help_text=_("The newest sealed version is put; its digest stands beside it.")
    )
    effect = forms.ChoiceField(label=_("What the decision does"), choices=EFFECTS, required=False)
    bodies = ThingsField(
        label=_("Bodies that decide"),
        required=False,
        name_by="name",
        help_text=_("None ticked: those that meet, or that of the item."),
    )
    manner = forms.ChoiceField(label=_("If it comes to a vote"), choices=list(MANNERS.items()))
    concerned = ThingsField(label=_("Members that it is about"), required=False, name_by="short_name")
    repeats = ThingField(label=_("In place of a question that was put before"), required=False, name_by="wording")

    @classmethod
    def is_offered(cls, actor: Actor, thing: Any) -> bool:  # noqa: ANN401  nothing yet
        return any(may(actor, row, *actor.scopes) for row in cls.rows)

    @classmethod
    def starting(cls, actor: Actor, thing: Any, asked: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401  as above
        """What the link names: an item with its paper, or a document; the sentence begins from the title."""
        said: dict[str, Any] = {"manner": "recorded", **asked}
        item = Item.objects.readable_by(actor).filter(key=asked.get("item", "")).first()
        document = documents.document(actor, asked.get("document", ""))
        if item is not None and document is None:
            paper = item.papers.select_related("document").order_by("pk").first()
            document = documents.document(actor, paper.document.key) if paper else None
            said["document"] = document.key if document else ""
        about = document.title if document else item.title if item else {}
        if about.get("en"):
            said.setdefault("wording_en", f"Does the body adopt this text: {about['en']}?")
        if about.get("ru"):
            said.setdefault("wording_ru", f"Принимает ли орган этот текст: {about['ru']}?")
        return said

    def prepare(self) -> None:
        sessions = Session.objects.readable_by(self.actor).exclude(state=Session.State.CLOSED)
        self.fields["subject"].choices = subjects_known()  # type: ignore[attr-defined]
        items = Item.objects.readable_by(self.actor).filter(session__in=sessions).exclude(state=Item.State.WITHDRAWN)
        self.choices_of("item", items.order_by("session", "series", "place"))
        known = Sitting.objects.filter(
            meeting__session__in=sessions, band_audience__in=readable_audiences(self.actor)
        ).exclude(state=Sitting.State.CLOSED)
        self.choices_of("sitting", known.order_by("meeting", "number"))
        called = sittings_called(known.select_related("meeting__session"), self.actor)
        self.fields["sitting"].label_from_instance = lambda one: called.get(one.pk, str(one))  # type: ignore[attr-defined]
        texts = documents.documents_before(self.actor, _bodies_served(self.actor, sessions))
        self.choices_of("document", texts.order_by("symbol", "pk"))
        self.choices_of("bodies", organisation.bodies().filter(decides=True))
        self.choices_of("concerned", organisation.members())
        over = [Question.State.CLOSED, Question.State.ANNOUNCED, Question.State.VOID]
        self.choices_of("repeats", queries.questions(self.actor).filter(state__in=over))

    def carry_out(self) -> Any:  # noqa: ANN401  a Question or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            questions.prepare_question,
            by=self.actor,
            item=typed["item"],
            wording=self.words("wording"),
            subject=typed["subject"],
            bodies=list(typed["bodies"]),
            sitting=typed["sitting"],
            document=typed["document"],
            effect=typed["effect"],
            manner=typed["manner"],
            concerned=list(typed["concerned"]),
            repeats=typed["repeats"],
        )


class OnQuestion(ActForm):
    """An act on one question."""

    thing: Question
    states: ClassVar[tuple[Question.State, ...]] = ()

    @classmethod
    def scopes(cls, thing: Question) -> Iterable[str]:
        return scopes_of(thing)

    @classmethod
    def fits(cls, thing: Question) -> bool:
        return thing.state in cls.states


class OnSilence(OnQuestion):
    """An act on a silence procedure."""

    @classmethod
    def fits(cls, thing: Question) -> bool:
        return thing.method == Question.Method.SILENCE and super().fits(thing)


class OpenSilence(OnSilence):
    """The text goes to every member; who does not object before the instant agrees."""

    verb, group, rows, states = "open", "next", ("open_silence",), (Question.State.PREPARED,)
    heading = _("Open the silence procedure")
    button = _("Open it")
    done = _("The silence procedure runs.")
    note = _("The text stands if no member objects before the instant. The presiding officer agrees to it.")

    closes_at = InstantField(label=_("Deadline"))

    def prepare(self) -> None:
        self.set_zone(organisation.the_organisation().zone)

    def carry_out(self) -> Any:  # noqa: ANN401  a Question or a Pending
        return pairs.perform(
            questions.open_question,
            by=self.actor,
            question=self.thing,
            closes_at=self.cleaned_data["closes_at"],
            zone=organisation.the_organisation().zone,
        )


class ExtendSilence(OnSilence):
    """More time, before the old time is over; both instants stay."""

    verb, group, rows, states = "extend", "next", ("open_silence",), (Question.State.OPEN,)
    heading = _("Give more time")
    button = _("Give more time")
    done = _("More time is given; the old deadline stays in the record.")

    until = InstantField(label=_("New deadline"))
    asked_by = ThingField(label=_("Asked for by"), required=False, name_by="short_name")

    def prepare(self) -> None:
        self.set_zone(self.thing.zone or organisation.the_organisation().zone)
        bodies = [part.body_id for part in self.thing.bodies.all()]
        self.choices_of("asked_by", organisation.members().filter(seats__body__in=bodies).distinct())

    def carry_out(self) -> Any:  # noqa: ANN401  a Question or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            questions.extend_silence,
            by=self.actor,
            question=self.thing,
            until=typed["until"],
            asked_by=typed["asked_by"],
        )


class CloseSilence(OnSilence):
    """The time is over, or silence was broken: the rule says what came of it."""

    verb, group, rows, states = "close", "next", ("work_floor",), (Question.State.OPEN,)
    heading = _("Close the silence procedure")
    button = _("Close it")
    done = _("The silence procedure is closed. The presiding officer announces what it came to.")

    def carry_out(self) -> Any:  # noqa: ANN401  a Question or a Pending
        return pairs.perform(questions.close_question, by=self.actor, question=self.thing)


class Announce(OnQuestion):
    """What it came to, said by the presiding officer; what is adopted gets its number."""

    verb, group, rows, states = "announce", "next", ("announce_verdict",), (Question.State.CLOSED,)
    heading = _("Announce what it came to")
    button = _("Announce it")
    done = _("It is announced.")
    note = _(
        "What is adopted gets the next number of each body. The presiding officer announces, the secretary records."
    )

    def carry_out(self) -> Any:  # noqa: ANN401  decisions or a Pending
        return pairs.perform(announcing.announce, by=self.actor, question=self.thing)


class RecordVerdict(OnQuestion):
    """What the presiding officer announced, entered by the secretary."""

    verb, group, rows, states = "record", "next", ("announce_verdict",), (Question.State.ANNOUNCED,)
    heading = _("Enter in the record what was announced")
    button = _("Enter it in the record")
    done = _("It is entered in the record.")

    @classmethod
    def fits(cls, thing: Question) -> bool:
        return super().fits(thing) and thing.recorded_at is None

    @classmethod
    def is_offered(cls, actor: Actor, thing: Question) -> bool:
        return (
            super().is_offered(actor, thing)
            and thing.announced_by is not None
            and (thing.announced_by.key != actor.person_key)
        )

    def carry_out(self) -> Any:  # noqa: ANN401  a Question or a Pending
        return pairs.perform(announcing.record_verdict, by=self.actor, question=self.thing)


class RuleOtherwise(OnQuestion):
    """The chair rules otherwise than the rule computes: by name, with the rule and the ground."""

    verb, group, rows, is_grave = "rule", "chair", ("override_verdict",), True
    states = (Question.State.CLOSED,)
    heading = _("Rule otherwise than computed")
    button = _("Rule so")
    done = _("The ruling is recorded beside what was computed.")
    note = _(
        "What the rule computes stays in the record. Your name, the rule and the ground stand beside it, in public."
    )

    outcome = forms.ChoiceField(
        label=_("Ruling"),
        choices=[("adopted", _("It is adopted")), ("not adopted", _("It is not adopted"))],
        widget=forms.RadioSelect,
    )
    rule = forms.CharField(label=_("Rule that lets you rule so"), max_length=120)
    ground_en = words_field(_("Ground in English"), required=True, long=True, most=2000)
    ground_ru = words_field(_("Ground in Russian"), long=True, most=2000)

    @classmethod
    def fits(cls, thing: Question) -> bool:
        """Also an open consensus, on which an objection stands: the ruling closes it."""
        held_up = thing.state == Question.State.OPEN and thing.method == Question.Method.CONSENSUS
        return super().fits(thing) or (held_up and queries.standing_objections(thing).exists())

    def carry_out(self) -> Any:  # noqa: ANN401  a Ruling or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            announcing.rule_otherwise,
            by=self.actor,
            question=self.thing,
            outcome=typed["outcome"],
            rule=typed["rule"],
            ground=self.words("ground"),
        )


class VoidQuestion(OnQuestion):
    """Ended without a result; what was cast or sent stays."""

    verb, group, rows, is_grave = "void", "chair", ("rule_and_gavel",), True
    states = (Question.State.PREPARED, Question.State.OPEN, Question.State.CLOSED)
    heading = _("End it without a result")
    button = _("End it without a result")
    done = _("The question is ended without a result.")

    reason_en = words_field(_("Reason in English"), required=True, long=True)
    reason_ru = words_field(_("Reason in Russian"), long=True)

    def carry_out(self) -> Any:  # noqa: ANN401  a Question or a Pending
        return pairs.perform(questions.void_question, by=self.actor, question=self.thing, reason=self.words("reason"))


def states_said() -> dict[str, str]:
    """How far a question has come, in words."""
    return {
        "prepared": gettext("prepared"),
        "open": gettext("open"),
        "closed": gettext("closed, not announced"),
        "announced": gettext("announced"),
        "void": gettext("ended without a result"),
    }


NEW_QUESTION: tuple[type[ActForm], ...] = (PrepareQuestion,)
QUESTION: tuple[type[ActForm], ...] = (
    OpenSilence,
    ExtendSilence,
    CloseSilence,
    Announce,
    RecordVerdict,
    RuleOtherwise,
    VoidQuestion,
)
