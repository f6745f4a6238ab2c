"""What is typed of a text: its versions, languages and brackets, up to the seal."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import count
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ThingField, ThingsField
from plenary.interfaces.web.desk.asked_languages import languages_asked
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.documents.desk_documents_forms import OnDocument
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Bracket, Document, LanguageVersion, Paragraph
from plenary.offices.organisation import queries as organisation

LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("ar", _("Arabic"))]
CHECKS = {
    "not_begun": pgettext_lazy("lawyer-linguist check", "not begun"),
    "under_way": pgettext_lazy("lawyer-linguist check", "under way"),
    "passed": pgettext_lazy("lawyer-linguist check", "passed"),
}


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


def _languages_of(document: Document) -> list[tuple[str, Any]]:
    """The languages in which a text of it can be typed: those of the house, and those it has."""
    newest = queries.current_version(document)
    written = set(newest.languages.values_list("language", flat=True)) if newest else set()
    asked = written | {document.original_language, *languages_asked()}
    return [(code, name) for code, name in LANGUAGES if code in asked]


def _other_length(typed: int, original: int) -> str:
    """Said of a text whose paragraphs cannot stand for those of the original."""
    return ngettext(
        "This text has %(count)s line and the original %(original)s. Each line is one paragraph.",
        "This text has %(count)s lines and the original %(original)s. Each line is one paragraph.",
        typed,
    ) % {"count": typed, "original": original}


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

    def prepare(self) -> None:
        """The languages of the house, and any in which the newest version stands."""
        self.fields["original_language"].choices = _languages_of(self.thing)  # type: ignore[attr-defined]

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
            self.add_error("text_en", gettext("Type the text in one language at least."))
        original = cleaned.get("original_language", "")
        if counts and original not in counts:
            self.add_error("original_language", gettext("The text in its original language is missing."))
        for code, lines in counts.items():
            if original in counts and lines != counts[original]:
                self.add_error(f"text_{code}", _other_length(lines, counts[original]))
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

    def prepare(self) -> None:
        self.fields["language"].choices = _languages_of(self.thing)  # type: ignore[attr-defined]

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
            raise forms.ValidationError(_other_length(typed, original))
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
                label=gettext("Seal it without these languages: %(languages)s") % {"languages": ", ".join(missing)},
                help_text=gettext("After the seal no language can be added to this version."),
            )

    def missing(self) -> list[str]:
        """Names of the required languages in which the version has no text."""
        newest = queries.current_version(self.thing)
        written = set(newest.languages.values_list("language", flat=True)) if newest else set()
        names = dict(LANGUAGES)
        return [str(names[code]) for code in languages_required() if code not in written]

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        return pairs.perform(actions.seal_version, by=self.actor, version=queries.current_version(self.thing))


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
