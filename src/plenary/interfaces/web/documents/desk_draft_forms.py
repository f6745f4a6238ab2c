"""What is typed about a working draft as a whole: opened, made into a version, put aside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.interfaces.fact_words import language_in_words
from plenary.interfaces.web.desk.acts import ThingField, words_field
from plenary.interfaces.web.documents.desk_documents_forms import OnDocument
from plenary.interfaces.web.documents.desk_texts_forms import LANGUAGES, languages_required, languages_typed
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Document, Draft
from plenary.offices.documents.permissions import can_draft
from plenary.procedure.documents import FROZEN


class OpenDraft(OnDocument):
    """The text to be worked on, between two versions."""

    verb, group, rows = "open-draft", "text", ("edit_draft", "issue_version")
    heading = _("Work on the text")
    button = _("Open the draft")
    done = _("The draft is open. Every save of it is kept.")
    note = _("Versions stay as they are. What is written in the draft becomes the next version when you say so.")

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None and thing.state not in {state.value for state in FROZEN}

    @classmethod
    def is_offered(cls, actor: Actor, thing: Document) -> bool:
        return cls.fits(thing) and can_draft(actor, thing)

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        return {"language": thing.original_language or next(iter(languages_required()), "en"), **asked}

    def prepare(self) -> None:
        """The languages of the house, and those in which the text stands."""
        self.fields["language"].choices = languages_typed(self.thing)  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Draft
        return actions.open_draft(by=self.actor, document=self.thing, language=self.cleaned_data["language"])


class OnDraft(OnDocument):
    """An act on a draft of the document that is open."""

    group = "text"
    draft = ThingField(label=_("Draft"))

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None and queries.open_drafts(thing).exists()

    @classmethod
    def is_offered(cls, actor: Actor, thing: Document) -> bool:
        return cls.fits(thing) and can_draft(actor, thing)

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        first = queries.open_drafts(thing).first()
        return {"draft": first.key if first else "", **asked}

    def prepare(self) -> None:
        self.choices_of("draft", queries.open_drafts(self.thing))
        self.fields["draft"].label_from_instance = _in_language  # type: ignore[attr-defined]


class MakeVersion(OnDraft):
    """The draft as the next version of the text."""

    verb, rows = "make-version", ("edit_draft", "issue_version")
    heading = _("Make a version of the draft")
    button = _("Make the version")
    done = _("The version is made, and the draft is closed. It can be sealed when its languages are in.")
    note = _(
        "Every paragraph keeps its mark, so links to it stay true. A translation joins the newest version; where that "
        "is sealed or has the language already, a new version is made in which this language is corrected."
    )

    suffix = forms.CharField(
        label=_("What the symbol gains, as Rev.1"),
        required=False,
        max_length=40,
        help_text=_("Empty: the next revision of what was issued."),
    )
    over_newer = forms.BooleanField(
        label=_("The draft goes before what newer versions say"),
        required=False,
        help_text=_("A version was made after a draft was begun. Compare the two before you tick this."),
    )

    def prepare(self) -> None:
        """The tick is there where a draft was begun from an older version only."""
        super().prepare()
        newest = queries.current_version(self.thing)
        if newest is None or not queries.open_drafts(self.thing).exclude(begun_from=newest).exists():
            del self.fields["over_newer"]

    def carry_out(self) -> Any:  # noqa: ANN401  a Version
        typed = self.cleaned_data
        return actions.make_version(
            by=self.actor,
            draft=typed["draft"],
            suffix=typed["suffix"] or None,
            over_newer=typed.get("over_newer", False),
        )


class PutDraftAside(OnDraft):
    """The draft closed without a version."""

    verb, rows, is_grave = "put-aside", ("edit_draft", "issue_version"), True
    heading = _("Put the draft aside")
    button = _("Put it aside")
    done = _("The draft is closed. Its saves are kept.")
    note = _("No version is made. A new draft can be opened from any version.")

    reason_en = words_field(_("Reason in English"), required=True)
    reason_ru = words_field(_("Reason in Russian"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Draft
        return actions.put_draft_aside(by=self.actor, draft=self.cleaned_data["draft"], reason=self.words("reason"))


def _in_language(draft: Draft) -> str:
    return language_in_words(draft.language)
