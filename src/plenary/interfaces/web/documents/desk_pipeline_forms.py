"""What is typed on the way of a text to its decision: rounds of consultation, capitals, days, mending what is out."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.people import pairs
from plenary.foundation.texts.text import Role, fresh_anchors
from plenary.interfaces.web.desk.acts import (
    UNCHOSEN,
    ActForm,
    DayField,
    InstantField,
    ThingField,
    ThingsField,
    words_field,
)
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.documents.desk_documents_forms import DISTRIBUTIONS, OnDocument
from plenary.interfaces.web.documents.desk_texts_forms import AddVersion, text_fields
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Confirmation, Document, LanguageVersion, Paragraph, Round
from plenary.offices.documents.permissions import can_move
from plenary.offices.meetings import queries as meetings
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.actions.house import set_symbol_form
from plenary.procedure.deadlines import days_before, paper_track
from plenary.procedure.documents import FROZEN, State, next_states
from plenary.procedure.refusal import Refused

#: Nothing is chosen for whoever answers.
_OPEN = ("", UNCHOSEN)
_ANSWERS = [
    _OPEN,
    ("yes", pgettext_lazy("answer to a consultation", "agrees")),
    ("no", pgettext_lazy("answer to a consultation", "does not agree")),
]
_CONFIRMS = [
    _OPEN,
    ("yes", pgettext_lazy("answer of a capital", "confirms")),
    ("no", pgettext_lazy("answer of a capital", "does not confirm")),
]
#: The rule from which days follow, in words.
TRACKS = [
    ("10-4-6", _("10-4-6: handed in 10 weeks before, issued 6 weeks before")),
    ("body", _("the rule of the body: issued so many days before it meets")),
    ("own", _("the days typed below")),
]
TEN_FOUR_SIX = "UN 10-4-6"


class _ToState(OnDocument):
    """An act that brings a text into one state; offered to who may bring it there."""

    state: State
    rows = ("edit_draft", "issue_version", "announce_verdict")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None and bool(thing.state) and cls.state in next_states(State(thing.state))

    @classmethod
    def is_offered(cls, actor: Actor, thing: Document) -> bool:
        return cls.fits(thing) and can_move(actor, thing, cls.state)


class OpenRound(_ToState):
    """Members are asked about the newest text, until an instant."""

    verb, group, state = "open-round", "consulting", State.IN_CONSULTATION
    heading = _("Open a round of consultation")
    button = _("Open the round")
    done = _("The round is open. Those who were asked can answer.")

    addressees = ThingsField(label=_("Who is asked"), name_by="short_name")
    closes_at = InstantField(label=_("Answers are in time before"))
    question_en = words_field(_("What is asked, in English"), long=True)
    question_ru = words_field(_("What is asked, in Russian"), long=True)

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return super().fits(thing) and queries.open_round(thing) is None and queries.current_version(thing) is not None

    def prepare(self) -> None:
        self.choices_of("addressees", organisation.members())
        self.set_zone(organisation.the_organisation().zone)

    def carry_out(self) -> Any:  # noqa: ANN401  a Round or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.open_round,
            by=self.actor,
            document=self.thing,
            addressees=list(typed["addressees"]),
            closes_at=typed["closes_at"],
            question=self.words("question"),
        )


class _OnRound(OnDocument):
    """An act on the round that runs."""

    rows: ClassVar[tuple[str, ...]] = ("edit_draft", "issue_version")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return queries.open_round(thing) is not None

    def running(self) -> Round:
        found = queries.open_round(self.thing)
        if found is None:
            raise Refused("documents.round_closed", number=self.thing.rounds.count())
        return found


class AnswerRound(_OnRound):
    """An answer of a member, as it came on paper or from its own delegation."""

    verb, group = "answer-round", "consulting"
    heading = _("Record an answer to the consultation")
    button = _("Record the answer")
    done = _("The answer is recorded.")

    member = ThingField(label=_("Member"), name_by="short_name")
    answer = forms.ChoiceField(label=_("Answer"), choices=_ANSWERS)
    words_en = words_field(_("In its words, in English"), long=True)
    words_ru = words_field(_("In its words, in Russian"), long=True)

    def prepare(self) -> None:
        self.choices_of("member", self.askable())

    def consequences(self) -> str:
        """What was asked, and until when."""
        return "documents/_round_asked.html"

    def asked(self) -> Round | None:
        """The round that is answered."""
        return queries.open_round(self.thing)

    def askable(self) -> Any:  # noqa: ANN401  rows of members
        running = queries.open_round(self.thing)
        return running.addressees.order_by("code") if running else organisation.members().none()

    def carry_out(self) -> Any:  # noqa: ANN401  a RoundAnswer or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.answer_round,
            by=self.actor,
            asked=self.running(),
            member=typed["member"],
            agrees=typed["answer"] == "yes",
            words=self.words("words"),
        )


class CloseRound(_OnRound):
    """The round ends: its time is over, or everybody has answered."""

    verb, group = "close-round", "consulting"
    heading = _("Close the round of consultation")
    button = _("Close the round")
    done = _("The round is closed.")

    def carry_out(self) -> Any:  # noqa: ANN401  a Round or a Pending
        return pairs.perform(actions.close_round, by=self.actor, asked=self.running())


class CallOffRound(_OnRound):
    """The round should not run on: it asks the wrong members, or until the wrong day."""

    verb, group, rows, is_grave = "call-off-round", "consulting", ("issue_version",), True
    heading = _("Call off the round of consultation")
    button = _("Call off the round")
    done = _("The round is called off. What was answered is kept, and counts for nothing.")

    reason_en = words_field(_("Reason in English"), required=True, long=True)
    reason_ru = words_field(_("Reason in Russian"), long=True)

    def carry_out(self) -> Any:  # noqa: ANN401  a Round or a Pending
        return pairs.perform(actions.call_off_round, by=self.actor, asked=self.running(), reason=self.words("reason"))


class AgreeAdReferendum(_ToState):
    """Negotiators agreed, and some capitals still confirm."""

    verb, group, state = "ad-referendum", "consulting", State.AD_REFERENDUM
    heading = _("Record agreement ad referendum")
    button = _("Record the agreement")
    done = _("The text is agreed ad referendum. The capitals named are asked.")
    note = _("A bracket that is left must be held by these capitals alone.")

    capitals = ThingsField(label=_("Whose capitals still confirm"), name_by="short_name")

    def prepare(self) -> None:
        self.choices_of("capitals", organisation.members())

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        return pairs.perform(
            actions.agree_ad_referendum,
            by=self.actor,
            document=self.thing,
            capitals=list(self.cleaned_data["capitals"]),
        )


class AnswerForCapital(OnDocument):
    """A capital confirms, or does not."""

    verb, group, rows = "capital", "consulting", ("edit_draft", "issue_version")
    heading = _("Record the answer of a capital")
    button = _("Record the answer")
    done = _("The answer is recorded.")

    confirmation = ThingField(label=_("Capital of"))
    answer = forms.ChoiceField(label=_("Answer"), choices=_CONFIRMS)
    words_en = words_field(_("In its words, in English"), long=True)
    words_ru = words_field(_("In its words, in Russian"), long=True)

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return bool(cls.waiting(thing))

    @classmethod
    def waiting(cls, thing: Document) -> list[Confirmation]:
        held = queries.confirmations_of(thing)
        return [one for one in held if one.state == Confirmation.State.WITHHELD or queries.is_to_be_heard(one)]

    def prepare(self) -> None:
        held = Confirmation.objects.filter(pk__in=[one.pk for one in self.waiting(self.thing)])
        self.choices_of("confirmation", held.select_related("member").order_by("member__code"))
        self.fields["confirmation"].label_from_instance = lambda one: str(one.member.short_name)  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Confirmation or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.answer_for_capital,
            by=self.actor,
            confirmation=typed["confirmation"],
            confirms=typed["answer"] == "yes",
            words=self.words("words"),
        )


class AgreeAtExpertLevel(_ToState):
    """Experts agreed; brackets that are left go on in so many words."""

    verb, group, state = "expert-level", "consulting", State.EXPERT_LEVEL
    heading = _("Record agreement at expert level")
    button = _("Record the agreement")
    done = _("The text is agreed at expert level.")

    forward_brackets = forms.BooleanField(label=_("Brackets that are left are forwarded as they stand"), required=False)

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        return pairs.perform(
            actions.agree_at_expert_level,
            by=self.actor,
            document=self.thing,
            forward_brackets=self.cleaned_data["forward_brackets"],
        )


# Mending what is out


def _is_out(thing: Document) -> bool:
    return thing.partner is None and queries.issued_version(thing) is not None


class Revise(AddVersion):
    """A revision: it takes the place of what was issued."""

    verb, group, rows = "revise", "mending", ("edit_draft", "issue_version")
    heading = _("Write a revision")
    button = _("Keep the revision")
    done = _("The revision is kept. It can be sealed when its languages are in.")
    note = _("It takes the place of what was issued; its Rev. number is given by the house. One paragraph a line.")
    suffix = None  # type: ignore[assignment]  # given by the house

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return _is_out(thing) and thing.state not in {state.value for state in FROZEN}

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        return pairs.perform(actions.revise_text, by=self.actor, document=self.thing, texts=self.anchored())


class _OnText(OnDocument):
    """What is written against the text that was issued, in one language."""

    rows: ClassVar[tuple[str, ...]] = ("edit_draft", "issue_version")

    @classmethod
    def issued_in(cls, thing: Document, language: str) -> LanguageVersion | None:
        issued = queries.issued_version(thing)
        return issued.languages.filter(language=language).first() if issued else None

    @classmethod
    def languages_of(cls, thing: Document) -> list[str]:
        issued = queries.issued_version(thing)
        return (
            list(issued.languages.order_by("-is_original", "language").values_list("language", flat=True))
            if issued
            else []
        )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return _is_out(thing)


class AddToText(_OnText):
    """An addendum: paragraphs that complete the text."""

    verb, group = "addendum", "mending"
    heading = _("Write an addendum")
    button = _("Keep the addendum")
    done = _("The addendum is kept. It can be sealed when its languages are in.")
    note = _(
        "What stands stays as it is; its Add. number is given by the house. One paragraph a line, in each language."
    )

    role = forms.ChoiceField(
        label=_("What is added"),
        choices=[
            (Role.PLAIN.value, pgettext_lazy("what is added", "paragraphs")),
            (Role.OPERATIVE.value, pgettext_lazy("what is added", "operative paragraphs")),
            (Role.ANNEX.value, pgettext_lazy("what is added", "an annex; its first line is the heading")),
        ],
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return super().fits(thing) and thing.state not in {state.value for state in FROZEN}

    def prepare(self) -> None:
        """A box for each language in which the text was issued."""
        text_fields(self, "lines", _("To add: %(language)s"), self.languages_of(self.thing), rows=6)

    def added(self) -> dict[str, list[str]]:
        """Lines typed, by language."""
        codes = self.languages_of(self.thing)
        found = {code: self.cleaned_data.get(f"lines_{code}", "").splitlines() for code in codes}
        typed = {code: [line.strip() for line in lines if line.strip()] for code, lines in found.items()}
        return {code: lines for code, lines in typed.items() if lines}

    def clean(self) -> dict[str, Any]:
        """As many lines in each language, since each paragraph is one in all of them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        counts = {len(lines) for lines in self.added().values()}
        if not counts:
            raise forms.ValidationError(gettext("Type what is added, in one language at least."))
        if len(counts) > 1:
            raise forms.ValidationError(
                gettext("Each language needs as many lines as the others. Each is one paragraph.")
            )
        return cleaned

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        added, role = self.added(), self.cleaned_data["role"]
        taken = Paragraph.objects.filter(text_of__of_version__document=self.thing).values_list("anchor", flat=True)
        anchors = fresh_anchors(set(taken))
        places = [next(anchors) for _line in next(iter(added.values()))]
        texts = {}
        for code, lines in added.items():
            text = self.issued_in(self.thing, code)
            stood = _given(text) if text else []
            texts[code] = stood + [
                {
                    "anchor": anchor,
                    "role": role if at == 0 or role != Role.ANNEX.value else Role.PLAIN.value,
                    "parent_anchor": places[0] if at and role == Role.ANNEX.value else "",
                    "text": line,
                }
                for at, (anchor, line) in enumerate(zip(places, lines, strict=True))
            ]
        return pairs.perform(actions.add_to_text, by=self.actor, document=self.thing, texts=texts)


class CorrectText(RevisingForm, _OnText):
    """A corrigendum: errors are mended, and nothing that was decided changes."""

    verb, group, is_grave = "corrigendum", "mending", True
    rows = ("issue_version",)
    heading = _("Write a corrigendum")
    button = _("Keep the corrigendum")
    done = _("The corrigendum is kept. It can be sealed and issued.")
    note = _(
        "Mend words in the languages that have errors; each line stays the paragraph it is, and its Corr. number is "
        "given by the house. What was wrong is told to every reader of the corrigendum. A second officer must agree."
    )

    reason_en = words_field(_("What was wrong, in English"), required=True, long=True)
    reason_ru = words_field(_("What was wrong, in Russian"), long=True)

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        """The text as it was issued, in each of its languages."""
        return {f"said_{code}": "\n".join(cls.stood(thing, code)) for code in cls.languages_of(thing)}

    @classmethod
    def stood(cls, thing: Document, language: str) -> list[str]:
        """The paragraphs that were issued in a language, each in one line."""
        text = cls.issued_in(thing, language)
        return [_one_line(one["text"]) for one in _given(text)] if text else []

    def prepare(self) -> None:
        """A box for each language in which the text was issued, so that words of one are never sent as another's."""
        codes = self.languages_of(self.thing)
        text_fields(self, "said", _("%(language)s, one paragraph a line"), codes, rows=12)
        self.order_fields([f"said_{code}" for code in codes])

    def typed(self) -> dict[str, list[str]]:
        """Lines by language, of the languages in which a word was changed."""
        found = {code: self.cleaned_data.get(f"said_{code}", "") for code in self.languages_of(self.thing)}
        lines = {code: [line.strip() for line in said.splitlines()] for code, said in found.items()}
        return {code: typed for code, typed in lines.items() if typed != self.stood(self.thing, code)}

    def clean(self) -> dict[str, Any]:
        """In each language as many lines as the text has paragraphs, and in one of them other words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for code, typed in self.typed().items():
            stood = len(self.stood(self.thing, code))
            if len(typed) != stood:
                said = ngettext(
                    "This text has %(count)s line and the one issued %(stood)s. A corrigendum keeps each paragraph.",
                    "This text has %(count)s lines and the one issued %(stood)s. A corrigendum keeps each paragraph.",
                    len(typed),
                )
                self.add_error(f"said_{code}", said % {"count": len(typed), "stood": stood})
        return cleaned

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        if not (typed := self.typed()):
            raise Refused("documents.nothing_corrected")
        texts = {}
        for code, lines in typed.items():
            text = self.issued_in(self.thing, code)
            # A paragraph of several lines is shown as one; where no word of it was touched its lines stay.
            texts[code] = [
                one if _one_line(one["text"]) == line else {**one, "text": line}
                for one, line in zip(_given(text) if text else [], lines, strict=True)
            ]
        return pairs.perform(
            actions.correct_text, by=self.actor, document=self.thing, texts=texts, reason=self.words("reason")
        )


def _given(text: LanguageVersion) -> list[dict[str, str]]:
    return [
        {
            "anchor": one.anchor,
            "parent_anchor": one.parent_anchor,
            "role": one.role,
            "label": one.label,
            "text": one.text,
        }
        for one in text.paragraphs.order_by("order")
    ]


def _one_line(words: str) -> str:
    return " ".join(words.split())


# Days


class SetDeadlines(OnDocument):
    """Until when a paper is in time."""

    verb, group, revises = "deadlines", "bodies", False
    heading = _("Set the days on which it is due")
    button = _("Set the days")
    done = _("The days are set. A paper that comes later is marked late.")

    track = forms.ChoiceField(label=_("By which rule"), choices=TRACKS)
    session = ThingField(label=_("For which meeting"), required=False, name_by="title")
    submission_due_on = DayField(label=_("To be handed in by"), required=False)
    issue_due_on = DayField(label=_("To be issued by"), required=False)
    cite = forms.CharField(label=_("Rule, as “GA rule 78”"), required=False, max_length=120)

    def prepare(self) -> None:
        ahead = meetings.sessions(self.actor).filter(from_on__isnull=False)
        self.choices_of("session", ahead)

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        return {
            "track": "10-4-6",
            "submission_due_on": thing.submission_due_on,
            "issue_due_on": thing.issue_due_on,
            "cite": thing.deadlines_cite,
        }

    def clean(self) -> dict[str, Any]:
        """A rule that counts from a meeting needs to know which."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("track") != "own" and not cleaned.get("session"):
            self.add_error("session", gettext("Say for which meeting: the days are counted back from its first."))
        return cleaned

    def days(self) -> tuple[date | None, date | None, str]:
        """Handed in by, issued by, and the rule."""
        typed = self.cleaned_data
        if typed["track"] == "own":
            return typed["submission_due_on"], typed["issue_due_on"], typed["cite"]
        opens_on = typed["session"].from_on
        if typed["track"] == "10-4-6":
            track = paper_track(opens_on)
            return track.submitted_by, track.issued_by, TEN_FOUR_SIX
        setting = organisation.setting_for("documents_days", on=opens_on, body=self.thing.body)
        return typed["submission_due_on"], days_before(opens_on, int(str(setting.value))), str(setting.cite or "")

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        submitted, issued, cite = self.days()
        return pairs.perform(
            actions.set_deadlines,
            by=self.actor,
            document=self.thing,
            submission_due_on=submitted,
            issue_due_on=issued,
            cite=cite,
        )


class _Restricted(OnDocument):
    """An act on a text that only some may read."""

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.distribution in {Document.Distribution.RESTRICTED, Document.Distribution.PARTICIPANTS}


class SetDerestriction(_Restricted):
    """From when it may be opened."""

    verb, group = "derestriction", "next"
    heading = _("Name the day from which it may be opened")
    button = _("Name the day")
    done = _("The day is named. Opening it then takes two people.")

    on = DayField(label=_("From"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        return pairs.perform(actions.set_derestriction, by=self.actor, document=self.thing, on=self.cleaned_data["on"])


class Derestrict(_Restricted):
    """It is opened: a wider class, more readers, two people."""

    verb, group, rows, is_grave = "derestrict", "next", ("widen_audience",), True
    heading = _("Open it")
    button = _("Open it")
    done = _("The document is open.")
    note = _("Its class changes and more people read it. A second officer must agree.")

    distribution = forms.ChoiceField(label=_("Distribution class from now on"), choices=DISTRIBUTIONS[:2])

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return (
            super().fits(thing)
            and thing.derestrict_on is not None
            and thing.derestrict_on <= organisation.day_at_seat()
        )

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        return pairs.perform(
            actions.derestrict_document,
            by=self.actor,
            document=self.thing,
            distribution=self.cleaned_data["distribution"],
        )


class SymbolForm(ActForm):
    """How symbols are written in this organisation."""

    verb, group, rows = "symbols", "documents", ("keep_organisation",)
    heading = _("How symbols are written")
    button = _("Change the form")
    done = _("New documents get their symbols in this form. Those that were given stay as they are.")
    note = _(
        "Fields stand in braces, what may be left out in brackets: {organisation}/{body}[/{sub}]/{session}/"
        "[{series}.]{number}. A field is one of: organisation, body, sub, session, year, yy, series, number. Suffixes "
        "Rev., Add. and Corr. are added by the house."
    )

    form = forms.CharField(label=_("Form"), required=False, max_length=120, help_text=_("Empty: the usual form."))
    series = forms.CharField(
        label=_("Series"), required=False, max_length=200, help_text=_("Where the form names one: L, CRP, INF.")
    )

    @classmethod
    def starting(cls, actor: Actor, thing: None, asked: dict[str, str]) -> dict[str, Any]:
        house = organisation.the_organisation()
        return {"form": house.symbol_form, "series": ", ".join(house.symbol_series)}

    def carry_out(self) -> Any:  # noqa: ANN401  an Organisation or a Pending
        words = self.cleaned_data["series"].replace(",", " ").split()
        return pairs.perform(set_symbol_form, by=self.actor, form=self.cleaned_data["form"].strip(), series=words)


PIPELINE: tuple[type[OnDocument], ...] = (
    OpenRound,
    AnswerRound,
    CloseRound,
    CallOffRound,
    AgreeAdReferendum,
    AnswerForCapital,
    AgreeAtExpertLevel,
    Revise,
    AddToText,
    CorrectText,
    SetDeadlines,
    SetDerestriction,
    Derestrict,
)
