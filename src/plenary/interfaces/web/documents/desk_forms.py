"""What is typed at the document desk."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import count
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, ThingsField, words_field
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.desk.gaining import Gained, WideningForm
from plenary.interfaces.web.documents.gaining import who_gains_text
from plenary.interfaces.web.documents.reading import KINDS, STATES
from plenary.offices.decisions.actions.withdrawing import withdraw_text
from plenary.offices.documents import actions, facts, queries
from plenary.offices.documents.models import Bracket, Document, LanguageVersion, Paragraph, Referral, Version
from plenary.offices.documents.permissions import can_move
from plenary.offices.meetings.models import Sitting
from plenary.offices.organisation import queries as organisation
from plenary.procedure.documents import ENTRANCES, State, next_states

DISTRIBUTIONS = [
    ("general", pgettext_lazy("distribution class", "General: everybody, once issued")),
    ("limited", pgettext_lazy("distribution class", "Limited: all delegations and the secretariat")),
    ("restricted", pgettext_lazy("distribution class", "Restricted: the bodies it goes to")),
    ("participants", pgettext_lazy("distribution class", "Participants only: those admitted to a sitting")),
]
SERIES = [("L", _("L: draft before a body")), ("", _("report or other document"))]
VERBS = [
    ("information", pgettext_lazy("for what a text is referred", "for information")),
    ("consideration", pgettext_lazy("for what a text is referred", "for consideration")),
    ("endorsement", pgettext_lazy("for what a text is referred", "for endorsement")),
    ("approval", pgettext_lazy("for what a text is referred", "for approval")),
    ("adoption", pgettext_lazy("for what a text is referred", "for adoption")),
    ("signature", pgettext_lazy("for what a text is referred", "for signature")),
]
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("ar", _("Arabic"))]
CHECKS = {
    "not_begun": pgettext_lazy("lawyer-linguist check", "not begun"),
    "under_way": pgettext_lazy("lawyer-linguist check", "under way"),
    "passed": pgettext_lazy("lawyer-linguist check", "passed"),
}
#: States that other acts bring about: a gavel, a number, a signature.
BY_OTHER_ACTS = frozenset(
    {State.ADOPTED, State.APPROVED, State.NOTED, State.NUMBERED, State.SIGNED, State.CERTIFIED, State.BRACKETED}
)


def _text_field(label: Any) -> forms.CharField:  # noqa: ANN401  words of a label
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 10}), max_length=400_000)


def languages_required() -> list[str]:
    """Codes of the languages in which every text is issued, the first of the founding treaty first."""
    typed = {code for code, _name in LANGUAGES}
    return [code for code in organisation.the_organisation().working_languages if code in typed]


def paragraphs(text: str) -> list[dict[str, str]]:
    """A typed text as paragraphs: one a line, the first is the title. Empty lines say nothing."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [{"text": line, "role": "title" if at == 0 else "plain"} for at, line in enumerate(lines)]


def anchors_kept(before: list[Paragraph], after: list[str]) -> list[dict[str, str]]:
    """Anchor, role and label for each line of a new text, from the paragraphs of the one before it.

    A line that is the same keeps its own; lines that were rewritten one for one keep theirs; others get a new anchor.
    """
    given: list[dict[str, str]] = [{} for _line in after]
    changes = SequenceMatcher(a=[one.text for one in before], b=after, autojunk=False).get_opcodes()
    for tag, from_a, until_a, from_b, until_b in changes:
        if tag == "equal" or (tag == "replace" and until_a - from_a == until_b - from_b):
            for old, at in zip(before[from_a:until_a], range(from_b, until_b), strict=True):
                given[at] = {"anchor": old.anchor, "role": old.role, "label": old.label}
    taken = {one.anchor for one in before}
    fresh = (f"p{number}" for number in count(1) if f"p{number}" not in taken)
    return [one or {"anchor": next(fresh)} for one in given]


class PlanDocument(ActForm):
    """A title, before there is a text."""

    verb, group, rows = "plan", "documents", ("issue_version",)
    heading = _("Plan a document")
    button = _("Plan the document")
    done = _("The document is planned.")

    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    body = ThingField(label=_("Body"), name_by="name")
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    distribution = forms.ChoiceField(label=_("Distribution class"), choices=DISTRIBUTIONS, initial="limited")
    role_en = words_field(_("Role at the meeting in English, as main political document"))
    role_ru = words_field(_("Role at the meeting in Russian"))
    author = ThingField(label=_("Author"), required=False, name_by="short_name", help_text=_("Empty: the secretariat."))
    submission_due_on = DayField(label=_("To be handed in by"), required=False)

    def prepare(self) -> None:
        self.choices_of("body", organisation.bodies())
        self.choices_of("author", organisation.members())

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.plan_document,
            by=self.actor,
            title=self.words("title"),
            body=typed["body"],
            kind=typed["kind"],
            role=self.words("role"),
            author=typed["author"],
            distribution=typed["distribution"],
            submission_due_on=typed["submission_due_on"],
            is_demonstration=settings.DEMONSTRATION,
        )


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


class AddVersion(RevisingForm, OnDocument):
    """The next version of the text, typed one paragraph a line."""

    verb, group, rows = "add-version", "text", ("edit_draft", "issue_version")
    heading = _("Add a version")
    button = _("Keep the version")
    done = _("The version is kept. It can be sealed when its languages are in.")
    note = _("One paragraph a line; the first line is the title. Earlier versions stay as they are.")

    original_language = forms.ChoiceField(label=_("Original language"), choices=LANGUAGES)
    text_en = _text_field(_("Text in English"))
    text_ru = _text_field(_("Text in Russian"))
    text_ar = _text_field(_("Text in Arabic"))
    suffix = forms.CharField(
        label=_("What the symbol gains, as Corr.1"),
        required=False,
        max_length=40,
        help_text=_("Empty: the next revision of what was issued."),
    )

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        """The newest texts, to be edited."""
        newest = queries.current_version(thing)
        said: dict[str, Any] = {"original_language": thing.original_language or next(iter(languages_required()), "en")}
        for text in queries.texts(actor, thing).filter(of_version=newest):
            said[f"text_{text.language}"] = "\n".join(one.text for one in text.paragraphs.all())
        return said

    def typed(self) -> dict[str, list[dict[str, str]]]:
        """Paragraphs by language, of the languages in which something was typed."""
        found = {code: paragraphs(self.cleaned_data.get(f"text_{code}", "")) for code, _name in LANGUAGES}
        return {code: lines for code, lines in found.items() if lines}

    def anchored(self) -> dict[str, list[dict[str, str]]]:
        """The same, each paragraph under the anchor it had: unchanged or rewritten, in all languages."""
        typed, original = self.typed(), self.cleaned_data["original_language"]
        newest = queries.current_version(self.thing)
        text = queries.texts(self.actor, self.thing).filter(of_version=newest, language=original).first()
        kept = anchors_kept(list(text.paragraphs.all()) if text else [], [one["text"] for one in typed[original]])
        return {
            code: [{**line, **of_place} for line, of_place in zip(lines, kept, strict=True)]
            for code, lines in typed.items()
        }

    def clean(self) -> dict[str, Any]:
        """Paragraphs of two languages stand for each other, so there are as many in each."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        counts = {code: len(lines) for code, lines in self.typed().items()}
        if not counts:
            self.add_error("text_en", _now("Type the text in one language at least."))
        original = cleaned.get("original_language", "")
        if counts and original not in counts:
            self.add_error("original_language", _now("The text in its original language is missing."))
        for code, lines in counts.items():
            if original in counts and lines != counts[original]:
                self.add_error(
                    f"text_{code}",
                    _now("This text has %(count)s lines and the original %(original)s. Each line is one paragraph.")
                    % {"count": lines, "original": counts[original]},
                )
        return cleaned

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        return pairs.perform(
            actions.add_version,
            by=self.actor,
            document=self.thing,
            texts=self.anchored(),
            original_language=self.cleaned_data["original_language"],
            suffix=self.cleaned_data["suffix"] or None,
            is_demonstration=settings.DEMONSTRATION,
        )


class AddTranslation(OnDocument):
    """A language that comes in later, before the version is sealed."""

    verb, group, rows = "add-language", "text", ("edit_draft", "issue_version")
    heading = _("Add a language")
    button = _("Keep the translation")
    done = _("The translation is kept.")

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    text = forms.CharField(
        label=_("Text, one paragraph a line"), widget=forms.Textarea(attrs={"rows": 10}), max_length=400_000
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        newest = queries.current_version(thing)
        return newest is not None and newest.sealed_at is None

    def carry_out(self) -> Any:  # noqa: ANN401  a LanguageVersion or a Pending
        return pairs.perform(
            actions.add_translation,
            by=self.actor,
            version=queries.current_version(self.thing),
            language=self.cleaned_data["language"],
            paragraphs=self.anchored(),
        )

    def original(self) -> list[Paragraph]:
        """The paragraphs that it renders."""
        newest = queries.current_version(self.thing)
        text = queries.texts(self.actor, self.thing).filter(of_version=newest, is_original=True).first()
        return list(text.paragraphs.all()) if text else []

    def clean_text(self) -> str:
        """As many paragraphs as the original has, since they stand for each other."""
        typed, original = len(paragraphs(self.cleaned_data["text"])), len(self.original())
        if typed != original:
            raise forms.ValidationError(
                _now("This text has %(count)s lines and the original %(original)s. Each line is one paragraph.")
                % {"count": typed, "original": original}
            )
        return str(self.cleaned_data["text"])

    def anchored(self) -> list[dict[str, str]]:
        """The typed lines under the anchors of the original."""
        return [
            {"text": line["text"], "anchor": one.anchor, "role": one.role, "label": one.label}
            for line, one in zip(paragraphs(self.cleaned_data["text"]), self.original(), strict=True)
        ]


class RecordCheck(OnDocument):
    """How far the lawyer-linguist check of one language has come."""

    verb, group, rows = "check", "", ("edit_draft", "issue_version")
    heading = _("Record the lawyer-linguist check")
    button = _("Record the check")
    done = _("The check is recorded.")
    note = _("It touches no word of the text.")

    text = ThingField(label=_("Language"))
    check = forms.ChoiceField(label=_("Check"), choices=list(CHECKS.items()), widget=forms.RadioSelect)

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None and queries.current_version(thing) is not None

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        return {"check": "passed", **asked}

    def prepare(self) -> None:
        newest = queries.current_version(self.thing)
        self.choices_of("text", queries.texts(self.actor, self.thing).filter(of_version=newest))
        self.fields["text"].label_from_instance = _language_of  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a LanguageVersion or a Pending
        typed = self.cleaned_data
        return pairs.perform(actions.record_check, by=self.actor, text=typed["text"], check=typed["check"])


class CorrectTitle(RevisingForm, OnDocument):
    """What it is called where it is listed; what it was called before stays in the record."""

    verb, group, rows = "correct-title", "text", ("issue_version",)
    heading = _("Correct the title")
    button = _("Correct the title")
    done = _("The title is corrected; the old one stays in the record.")
    note = _("No word of the text is touched. Once it is issued a second officer must agree.")

    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    title_ar = words_field(_("Title in Arabic"))
    reason_en = words_field(_("What was wrong, in English"), required=True, long=True)
    reason_ru = words_field(_("What was wrong, in Russian"), long=True)

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return True

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        return {f"title_{code}": thing.title.get(code, "") for code in ("en", "ru", "ar")}

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        title, reason = self.words("title"), self.words("reason")
        return pairs.perform(actions.correct_title, by=self.actor, document=self.thing, title=title, reason=reason)


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


class SealVersion(OnDocument):
    """No word changes any more."""

    verb, group, rows = "seal", "next", ("edit_draft", "issue_version")
    heading = _("Seal the version")
    button = _("Seal the version")
    done = _("The version is sealed; its digest stands in the record.")
    note = _("No word of it changes any more, in any language.")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return AddTranslation.fits(thing)

    def prepare(self) -> None:
        """Where a required language is missing, sealing without it is ticked by hand."""
        if missing := self.missing():
            self.fields["without_missing"] = forms.BooleanField(
                label=_now("Seal it without these languages: %(languages)s") % {"languages": ", ".join(missing)},
                help_text=_now("After the seal no language can be added to this version."),
            )

    def missing(self) -> list[str]:
        """Names of the required languages in which the version has no text."""
        newest = queries.current_version(self.thing)
        written = set(newest.languages.values_list("language", flat=True)) if newest else set()
        names = dict(LANGUAGES)
        return [str(names[code]) for code in languages_required() if code not in written]

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        return pairs.perform(actions.seal_version, by=self.actor, version=queries.current_version(self.thing))


class Register(OnDocument):
    """The symbol and the class."""

    verb, group = "register", "next"
    heading = _("Give the symbol")
    button = _("Give the symbol")
    done = _("The document has its symbol.")

    symbol = forms.CharField(
        label=_("Symbol, where it is given by hand"),
        required=False,
        max_length=80,
        help_text=_("Empty: the next number of the series."),
    )
    series = forms.ChoiceField(label=_("Series"), choices=SERIES, required=False)
    session = forms.CharField(label=_("Session or year in the symbol"), required=False, max_length=12)
    distribution = forms.ChoiceField(label=_("Distribution class"), choices=DISTRIBUTIONS)

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None and not thing.symbol and thing.state != "mandated"

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        return {"distribution": thing.distribution, "series": "L"}

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.register_document,
            by=self.actor,
            document=self.thing,
            symbol=typed["symbol"],
            series=typed["series"],
            session=typed["session"],
            distribution=typed["distribution"],
        )


class GiveOut(WideningForm, OnDocument):
    """What issuing and widening share: the audiences that fit the distribution class."""

    def audiences(self) -> list[tuple[str, str]]:
        body = self.thing.body
        general, limited = ("public", _now("everybody")), ("members", _now("all delegations and the secretariat"))
        own = [(f"body:{body.code}", _now("members of %(body)s") % {"body": body.name})] if body else []
        if self.thing.distribution == Document.Distribution.PARTICIPANTS:
            return _sittings_of(self.thing)
        by_class: dict[str, list[tuple[str, str]]] = {"general": [general, limited], "limited": [limited]}
        return [*by_class.get(self.thing.distribution, []), *own]

    @abstractmethod
    def version_given(self) -> Version | None:
        """The version whose readers become more."""

    def languages_given(self) -> Sequence[str]:
        """In which languages; all where none is named."""
        return ()

    def before(self) -> str:
        version = self.version_given()
        return queries.issued_to(version, self.languages_given()) if version else ""

    def gaining(self, after: str) -> Gained:
        version = self.version_given()
        return who_gains_text(version, self.languages_given(), after) if version else super().gaining(after)


class IssueVersion(GiveOut):
    """A sealed version given out, with the names of those who gain access."""

    verb, group = "issue", "next"
    heading = _("Issue the version")
    button = _("Issue the version")
    done = _("The version is issued.")

    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None ticked: all.")
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return bool(thing.symbol) and queries.sealed_version(thing) is not None

    def prepare(self) -> None:
        super().prepare()
        sealed = queries.sealed_version(self.thing)
        codes = sealed.languages.values_list("language", flat=True) if sealed else ()
        said = dict(LANGUAGES)
        self.fields["languages"].choices = [(code, said.get(code, code)) for code in codes]  # type: ignore[attr-defined]

    def version_given(self) -> Version | None:
        return queries.sealed_version(self.thing)

    def languages_given(self) -> Sequence[str]:
        return self.data.getlist("languages") if self.is_bound else ()  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.issue_version,
            by=self.actor,
            version=queries.sealed_version(self.thing),
            audience=typed["audience"],
            languages=list(typed["languages"]),
        )


class Widen(GiveOut):
    """More people read what was issued."""

    verb, group = "widen", "next"
    rows = ("widen_audience",)
    heading = _("Let more people read it")
    button = _("Let them read it")
    done = _("More people read it now.")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return queries.issued_version(thing) is not None

    def version_given(self) -> Version | None:
        return queries.issued_version(self.thing)

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        audience = self.cleaned_data["audience"]
        return pairs.perform(actions.widen_audience, by=self.actor, document=self.thing, audience=audience)


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


class Refer(OnDocument):
    """Sent up to the next body, by a verb."""

    verb, group = "refer", "bodies"
    heading = _("Refer it to another body")
    button = _("Record the referral")
    done = _("The referral is recorded. It can be sent.")

    from_bodies = ThingsField(label=_("From"), name_by="name")
    to_body = ThingField(label=_("To"), name_by="name")
    for_what = forms.ChoiceField(label=_("For what"), choices=VERBS)
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

    referral = ThingField(label=_("Referral"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Referral or a Pending
        return pairs.perform(actions.send_referral, by=self.actor, referral=self.cleaned_data["referral"])


class ReceiveReferral(OnReferral):
    """The body has it."""

    verb, group, stands = "receive", "bodies", Referral.State.SENT
    rows = ("edit_draft", "issue_version")
    heading = _("Record that it was received")
    button = _("Record it")
    done = _("The text is received.")

    referral = ThingField(label=_("Referral"))

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

    referral = ThingField(label=_("Referral"))
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


class OpenBracket(OnDocument):
    """Words not yet agreed."""

    verb, group, rows = "bracket", "text", ("edit_draft", "issue_version")
    heading = _("Put words in brackets")
    button = _("Open the bracket")
    done = _("The bracket is open; adoption waits for it.")

    anchor = forms.ChoiceField(label=_("Paragraph"))
    alternatives_en = forms.CharField(
        label=_("Alternatives in English, one a line"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000
    )
    proponents = ThingsField(label=_("Held by"), name_by="short_name")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None and queries.current_version(thing) is not None

    def prepare(self) -> None:
        text = queries.texts(self.actor, self.thing).filter(of_version=queries.current_version(self.thing)).first()
        lines = text.paragraphs.all() if text else ()
        self.fields["anchor"].choices = [(one.anchor, f"{one.label} {one.text[:60]}".strip()) for one in lines]  # type: ignore[attr-defined]
        self.choices_of("proponents", organisation.members())

    def carry_out(self) -> Any:  # noqa: ANN401  a Bracket or a Pending
        typed = self.cleaned_data
        lines = [line.strip() for line in typed["alternatives_en"].splitlines() if line.strip()]
        return pairs.perform(
            actions.open_bracket,
            by=self.actor,
            document=self.thing,
            anchor=typed["anchor"],
            alternatives=[{"en": line} for line in lines],
            proponents=list(typed["proponents"]),
        )


class ResolveBracket(OnDocument):
    """Agreed, or moved elsewhere."""

    verb, group, rows = "unbracket", "text", ("edit_draft", "issue_version")
    heading = _("Resolve a bracket")
    button = _("Resolve the bracket")
    done = _("The bracket is resolved.")

    bracket = ThingField(label=_("Bracket"), name_by="anchor")
    status = forms.ChoiceField(
        label=_("How"), choices=[("resolved", _("agreed")), ("moved", _("moved to another place"))]
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return queries.open_brackets(thing).exists()

    def prepare(self) -> None:
        self.choices_of("bracket", Bracket.objects.filter(document=self.thing, status=Bracket.Status.OPEN))

    def carry_out(self) -> Any:  # noqa: ANN401  a Bracket or a Pending
        typed = self.cleaned_data
        return pairs.perform(actions.resolve_bracket, by=self.actor, bracket=typed["bracket"], status=typed["status"])


def _language_of(text: LanguageVersion) -> str:
    return str(dict(LANGUAGES).get(text.language, text.language))


def _to(referral: Referral) -> str:
    return _now("to %(body)s, %(verb)s") % {"body": referral.to_body.name, "verb": dict(VERBS)[referral.verb]}


def _sittings_of(document: Document) -> list[tuple[str, str]]:
    """Sittings of the sessions on whose agenda a document stands: the only readers of the class that names them."""
    found = Sitting.objects.filter(meeting__session__items__papers__document=document).distinct()
    return [(f"sitting:{one.key}", str(one.title)) for one in found.order_by("pk")]


DOCUMENTS: tuple[type[ActForm], ...] = (PlanDocument, EnterOutside)
DOCUMENT: tuple[type[ActForm], ...] = (
    SealVersion,
    Register,
    IssueVersion,
    Widen,
    Move,
    WithdrawText,
    AddVersion,
    AddTranslation,
    RecordCheck,
    CorrectTitle,
    OpenBracket,
    ResolveBracket,
    Refer,
    SendReferral,
    ReceiveReferral,
    ReturnReferral,
    GrantWaiver,
)
