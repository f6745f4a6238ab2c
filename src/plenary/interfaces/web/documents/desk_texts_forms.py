"""What is typed of a text: its versions, languages and brackets, up to the seal."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.people import pairs
from plenary.foundation.texts.text import fresh_anchors
from plenary.interfaces.fact_words import LANGUAGES as NAMES
from plenary.interfaces.fact_words import language_in_words, listed
from plenary.interfaces.web.desk.acts import InstantField, ThingField
from plenary.interfaces.web.desk.asked_languages import languages_asked
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.documents.concord_reading import BeforeSeal, before_seal
from plenary.interfaces.web.documents.desk_documents_forms import OnDocument
from plenary.interfaces.web.documents.language_reading import CHECKS, languages_of
from plenary.interfaces.web.shell.versions import version_name
from plenary.offices.documents import actions, queries, symbols
from plenary.offices.documents.models import Bracket, Document, LanguageVersion, Paragraph
from plenary.offices.organisation import queries as organisation
from plenary.procedure.documents import FROZEN

LANGUAGES = list(NAMES.items())


def text_fields(form: forms.Form, name: str, label: Any, codes: Iterable[str], rows: int) -> None:  # noqa: ANN401
    """Give the form a box a language, `name` and its code, where it has none. label: of one, with %(language)s."""
    for code in codes:
        if f"{name}_{code}" not in form.fields:
            form.fields[f"{name}_{code}"] = forms.CharField(
                label=str(label) % {"language": language_in_words(code)},
                required=False,
                widget=forms.Textarea(attrs={"rows": rows}),
                max_length=400_000,
            )


def _text_field(label: Any) -> forms.CharField:  # noqa: ANN401  words of a label
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 10}), max_length=400_000)


def languages_required() -> list[str]:
    """Codes of the languages in which every text is issued, the first of the founding treaty first."""
    return list(organisation.the_organisation().working_languages)


def paragraphs(text: str) -> list[dict[str, str]]:
    """A typed text as paragraphs: one a line, the first is the title. Empty lines say nothing."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [{"text": line, "role": "title" if at == 0 else "plain"} for at, line in enumerate(lines)]


def anchors_kept(before: list[Paragraph], after: list[str], given_before: Iterable[str] = ()) -> list[dict[str, str]]:
    """Anchor, role and label for each line of a new text, from the paragraphs of the one before it.

    A line that is the same keeps its own; lines that were rewritten one for one keep theirs; others get an anchor that
    no paragraph of the document ever had. given_before: those.
    """
    given: list[dict[str, str]] = [{} for _line in after]
    changes = SequenceMatcher(a=[one.text for one in before], b=after, autojunk=False).get_opcodes()
    for tag, from_a, until_a, from_b, until_b in changes:
        if tag == "equal" or (tag == "replace" and until_a - from_a == until_b - from_b):
            for old, at in zip(before[from_a:until_a], range(from_b, until_b), strict=True):
                given[at] = {"anchor": old.anchor, "role": old.role, "label": old.label}
    fresh = fresh_anchors([*(one.anchor for one in before), *given_before])
    return [one or {"anchor": next(fresh)} for one in given]


def languages_typed(document: Document) -> list[tuple[str, Any]]:
    """The languages in which a text of it can be typed, its original first: those of the house, and those it has.

    A revision thereby loses none of them unseen.
    """
    newest = queries.current_version(document)
    written = list(newest.languages.order_by("language").values_list("language", flat=True)) if newest else []
    codes = [document.original_language, *languages_required(), *languages_asked()]
    codes += [*document.authentic_languages, *written]
    return [(code, language_in_words(code)) for code in dict.fromkeys(codes) if code]


def _versions_of(actor: Actor, document: Document) -> list[tuple[str, str]]:
    """The versions that a translation can say, the newest first."""
    found = sorted(queries.versions(actor, document), key=lambda one: -one.number)
    return [(str(one.number), version_name(one)) for one in found]


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
        label=_("What the symbol gains, as Rev.1"),
        required=False,
        max_length=40,
        help_text=_("Empty: the next revision of what was issued."),
    )

    def prepare(self) -> None:
        """A box for each language of the house, and for any in which the newest version stands."""
        languages = languages_typed(self.thing)
        self.fields["original_language"].choices = languages  # type: ignore[attr-defined]
        text_fields(self, "text", _("Text: %(language)s"), (code for code, _name in languages), rows=10)
        self.order_fields(["original_language", *(f"text_{code}" for code, _name in languages)])

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
        boxes = [name.removeprefix("text_") for name in self.fields if name.startswith("text_")]
        found = {code: paragraphs(self.cleaned_data.get(f"text_{code}", "")) for code in boxes}
        return {code: lines for code, lines in found.items() if lines}

    def anchored(self) -> dict[str, list[dict[str, str]]]:
        """The same, each paragraph under the anchor it had: unchanged or rewritten, in all languages."""
        typed, original = self.typed(), self.cleaned_data["original_language"]
        newest = queries.current_version(self.thing)
        text = queries.texts(self.actor, self.thing).filter(of_version=newest, language=original).first()
        before = list(text.paragraphs.all()) if text else []
        kept = anchors_kept(before, [one["text"] for one in typed[original]], queries.anchors_given(self.thing))
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
    renders = forms.ChoiceField(label=_("It says the words of"), required=False)
    text = forms.CharField(
        label=_("Text, one paragraph a line"), widget=forms.Textarea(attrs={"rows": 10}), max_length=400_000
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        newest = queries.current_version(thing)
        return newest is not None and newest.sealed_at is None

    def prepare(self) -> None:
        self.fields["language"].choices = languages_typed(self.thing)  # type: ignore[attr-defined]
        self.fields["renders"].choices = _versions_of(self.actor, self.thing)  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a LanguageVersion or a Pending
        return pairs.perform(
            actions.add_translation,
            by=self.actor,
            version=queries.current_version(self.thing),
            language=self.cleaned_data["language"],
            paragraphs=self.anchored(),
            renders=int(self.cleaned_data["renders"]) if self.cleaned_data["renders"] else None,
        )

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        """The first language that is missing, with the words that its last version has for these paragraphs."""
        newest = queries.current_version(thing)
        if newest is None:
            return dict(asked)
        written = set(newest.languages.values_list("language", flat=True))
        missing = next((code for code in languages_required() if code not in written), "")
        language = asked.get("language") or missing
        older = queries.last_text_in(newest, language)
        said = {one.anchor: one.text for one in older.paragraphs.all()} if older is not None else {}
        original = newest.languages.filter(is_original=True).first()
        lines = [said.get(one.anchor, "") for one in original.paragraphs.all()] if original is not None else []
        known = {"language": language} if language else {}
        return {**known, "text": "\n".join(line for line in lines if line), **asked}

    def original(self) -> list[Paragraph]:
        """The paragraphs that it renders: of the original, or of what says the version where that does not yet."""
        newest = queries.current_version(self.thing)
        texts = list(queries.texts(self.actor, self.thing).filter(of_version=newest))
        texts.sort(key=lambda one: (one.renders_id != one.of_version_id, not one.is_original))
        return list(texts[0].paragraphs.all()) if texts else []

    def clean_text(self) -> str:
        """As many paragraphs as the original has, since they stand for each other."""
        typed, original = len(paragraphs(self.cleaned_data["text"])), len(self.original())
        if typed != original:
            raise forms.ValidationError(_other_length(typed, original))
        return str(self.cleaned_data["text"])

    def anchored(self) -> list[dict[str, str]]:
        """The typed lines under the anchors of the original."""
        return [
            {
                "text": line["text"],
                "anchor": one.anchor,
                "parent_anchor": one.parent_anchor,
                "role": one.role,
                "label": one.label,
            }
            for line, one in zip(paragraphs(self.cleaned_data["text"]), self.original(), strict=True)
        ]


class SetTranslationDue(OnDocument):
    """Until when a language is to be there."""

    verb, group, rows = "translation-due", "text", ("edit_draft", "issue_version")
    heading = _("Say when a translation is due")
    button = _("Keep the time")
    done = _("The time is kept; readers see it where the translation is missing.")

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    due_at = InstantField(label=_("Due"))

    def prepare(self) -> None:
        self.fields["language"].choices = languages_typed(self.thing)  # type: ignore[attr-defined]
        self.set_zone(organisation.the_organisation().zone)

    def carry_out(self) -> Any:  # noqa: ANN401  a TranslationDue or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.set_translation_due,
            by=self.actor,
            document=self.thing,
            language=typed["language"],
            due_at=typed["due_at"],
        )


class NameAuthentic(OnDocument):
    """In which languages the text binds."""

    verb, group, rows = "authentic", "text", ("edit_draft", "issue_version")
    heading = _("Name the authentic languages")
    button = _("Keep the authentic languages")
    done = _("The authentic languages are kept.")
    note = _("In each of them the text binds, so each must say the version that is sealed, decided on or signed.")

    languages = forms.MultipleChoiceField(
        label=_("Authentic languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None and thing.state not in {state.value for state in FROZEN}

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        return {"languages": list(thing.authentic_languages)}

    def prepare(self) -> None:
        self.fields["languages"].choices = languages_of(self.thing)  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        return pairs.perform(
            actions.name_authentic_languages,
            by=self.actor,
            document=self.thing,
            languages=self.cleaned_data["languages"],
        )


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

    verb, group = "seal", "next"
    rows: ClassVar[tuple[str, ...]] = ("edit_draft", "issue_version")
    heading = _("Seal the version")
    button = _("Seal the version")
    done = _("The version is sealed; its digest stands in the record.")
    note = _("No word of it changes any more, in any language.")

    @classmethod
    def fits(cls, thing: Document) -> bool:
        newest = queries.current_version(thing)
        if newest is None or newest.sealed_at is not None:
            return False
        return thing.state not in {state.value for state in FROZEN} or symbols.is_mending(newest)

    def prepare(self) -> None:
        """Where a required language is missing, sealing without it is ticked by hand."""
        if missing := self.missing():
            self.fields["without_missing"] = forms.BooleanField(
                label=gettext("Seal it without these languages: %(languages)s") % {"languages": listed(missing)},
                help_text=gettext("After the seal no language can be added to this version."),
            )

    def bare(self) -> list[queries.Bare]:
        """Brackets in the words that nobody was said to hold."""
        return [one for one in self._marked() if (one.anchor, one.place) not in self._agreed()]

    def agreed_in_draft(self) -> list[queries.Bare]:
        """Brackets in the words that were agreed on since: the agreed words stand in a draft, not in this version."""
        return [one for one in self._marked() if (one.anchor, one.place) in self._agreed()]

    def drafts(self) -> list[str]:
        """Languages in which a draft is open."""
        return list(queries.open_drafts(self.thing).values_list("language", flat=True))

    def _marked(self) -> list[queries.Bare]:
        return queries.bare_brackets(queries.current_version(self.thing))

    def _agreed(self) -> set[tuple[str, int]]:
        closed = Bracket.objects.filter(
            document=self.thing, status__in=(Bracket.Status.RESOLVED, Bracket.Status.MOVED), place__gt=0
        )
        return set(closed.values_list("anchor", "place"))

    def consequences(self) -> str:
        """What is not mended any more after the seal: brackets that nobody holds, translations that differ."""
        return "documents/desk/_before_seal.html"

    def translations(self) -> list[BeforeSeal]:
        """Each translation, what it renders, and how many of its paragraphs should be looked at."""
        return before_seal(self.actor, self.thing)

    def missing(self) -> list[str]:
        """Names of the required languages in which the version has no text."""
        newest = queries.current_version(self.thing)
        written = set(newest.languages.values_list("language", flat=True)) if newest else set()
        return [language_in_words(code) for code in languages_required() if code not in written]

    def carry_out(self) -> Any:  # noqa: ANN401  a Version or a Pending
        return pairs.perform(actions.seal_version, by=self.actor, version=queries.current_version(self.thing))


def _language_of(text: LanguageVersion) -> str:
    return language_in_words(text.language)
