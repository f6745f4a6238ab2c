"""What is typed about words in brackets: who holds them, what was agreed, which belong to the text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.foundation.texts.brackets import letter
from plenary.interfaces.web.desk.acts import ThingField, ThingsField, words_field
from plenary.interfaces.web.documents.desk_documents_forms import OnDocument
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Bracket, Document
from plenary.offices.organisation import queries as organisation


class OpenBracket(OnDocument):
    """Words not yet agreed that the text itself bears no marks for."""

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
        self.fields["anchor"].choices = [(one.anchor, f"{one.named} {one.text[:60]}".strip()) for one in lines]  # type: ignore[attr-defined]
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


class OfTheWords(OnDocument):
    """An act on brackets that the words of the newest version bear, and of which nothing was said yet."""

    at = forms.ChoiceField(label=_("Words in brackets"))

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return thing.partner is None and any(one.place for one in queries.bare_brackets(queries.current_version(thing)))

    def prepare(self) -> None:
        bare = queries.bare_brackets(queries.current_version(self.thing))
        self.fields["at"].choices = [  # type: ignore[attr-defined]
            (f"{one.anchor}:{one.place}", f"{one.named} {one.words}") for one in bare if one.place
        ]

    def chosen(self) -> tuple[str, int]:
        """The paragraph, and which of its brackets."""
        anchor, _colon, number = str(self.cleaned_data["at"]).rpartition(":")
        return anchor, int(number)


class HoldBracket(OfTheWords):
    """Brackets that stand in the words get their holders."""

    verb, group, rows = "hold", "text", ("edit_draft", "issue_version")
    heading = _("Say who holds words in brackets")
    button = _("Keep who holds them")
    done = _("The bracket is open; adoption waits for it.")
    note = _("The alternatives are those that stand side by side in the words, in every language.")

    proponents = ThingsField(label=_("Held by"), name_by="short_name")

    def prepare(self) -> None:
        super().prepare()
        self.choices_of("proponents", organisation.members())

    def carry_out(self) -> Any:  # noqa: ANN401  a Bracket or a Pending
        anchor, place = self.chosen()
        return pairs.perform(
            actions.open_bracket,
            by=self.actor,
            document=self.thing,
            anchor=anchor,
            place=place,
            proponents=list(self.cleaned_data["proponents"]),
        )


class KeepBrackets(OfTheWords):
    """Square brackets that belong to the text."""

    verb, group, rows = "keep-brackets", "text", ("edit_draft", "issue_version")
    heading = _("Say that square brackets belong to the text")
    button = _("They belong to the text")
    done = _("These square brackets belong to the text and hold nothing up.")
    note = _("As in [sic], or where words of others are left out. What is not agreed is held by somebody instead.")

    reason_en = words_field(_("Reason in English"), required=True)
    reason_ru = words_field(_("Reason in Russian"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Bracket or a Pending
        anchor, place = self.chosen()
        return pairs.perform(
            actions.keep_brackets,
            by=self.actor,
            document=self.thing,
            anchor=anchor,
            place=place,
            reason=self.words("reason"),
        )


class ResolveBracket(OnDocument):
    """Agreed, or moved elsewhere."""

    verb, group, rows = "unbracket", "text", ("edit_draft", "issue_version")
    heading = _("Resolve a bracket")
    button = _("Resolve the bracket")
    done = _("The bracket is resolved.")
    note = _("Agreed words are written in the draft; the brackets leave the text with the version that is made of it.")

    bracket = ThingField(label=_("Bracket"))
    status = forms.ChoiceField(
        label=_("How"), choices=[("resolved", _("agreed")), ("moved", _("moved to another place"))]
    )
    alternative = forms.ChoiceField(label=_("Agreed words"), required=False)

    @classmethod
    def fits(cls, thing: Document) -> bool:
        return queries.open_brackets(thing).exists()

    @classmethod
    def starting(cls, actor: Actor, thing: Document, asked: dict[str, str]) -> dict[str, Any]:
        return {"status": "resolved", **asked}

    def prepare(self) -> None:
        standing = Bracket.objects.filter(document=self.thing, status=Bracket.Status.OPEN)
        self.choices_of("bracket", standing)
        names = queries.names_in(self.thing)
        self.fields["bracket"].label_from_instance = lambda one: _in_words(one, names)  # type: ignore[attr-defined]
        most = max((len(one.alternatives) for one in standing), default=0)
        self.fields["alternative"].choices = [  # type: ignore[attr-defined]
            ("", gettext("they are written by hand")),
            *((letter(number), letter(number)) for number in range(most)),
            ("-", gettext("none; the words fall away")),
        ]

    def carry_out(self) -> Any:  # noqa: ANN401  a Bracket or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.resolve_bracket,
            by=self.actor,
            bracket=typed["bracket"],
            status=typed["status"],
            alternative=typed["alternative"],
        )


def _in_words(bracket: Bracket, names: dict[str, str]) -> str:
    """A bracket as a list names it: the paragraph, and each alternative with its letter."""
    said = "; ".join(f"{one['letter']} {Words.of(one['words']).said()}" for one in bracket.alternatives)
    return f"{names[bracket.anchor]}: {said}" if bracket.anchor in names else said
