"""What the press officer types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from plenary.foundation.languages.words import Words
from plenary.interfaces.web.desk.acts import DayField, InstantField, read_in_zone
from plenary.interfaces.web.desk.asked_languages import InLanguagesOfHouse
from plenary.interfaces.web.desk.comparing import ComparedForm
from plenary.interfaces.web.newsroom.events import KINDS_OF_EVENT, Event
from plenary.offices.newsroom.actions import ClaimText
from plenary.offices.newsroom.models import Release


class DraftForm(InLanguagesOfHouse):
    """A release by hand: headline and text in the languages of the house."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Release.Kind.choices)
    headline_en = forms.CharField(label=_("Headline in English"), max_length=160)
    headline_ru = forms.CharField(label=_("Headline in Russian"), max_length=160, required=False)
    deck_en = forms.CharField(label=_("Line below it, in English"), max_length=240, required=False)
    deck_ru = forms.CharField(label=_("Line below it, in Russian"), max_length=240, required=False)
    place_en = forms.CharField(label=_("Place of the dateline, in English"), max_length=80)
    place_ru = forms.CharField(label=_("Place of the dateline, in Russian"), max_length=80, required=False)
    on = DayField(label=_("Day of the dateline"))
    text_en = forms.CharField(
        label=_("Text in English"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One sentence a line; an empty line begins a paragraph. Each sentence is a claim of its own."),
    )
    text_ru = forms.CharField(label=_("Text in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 8}))
    status = forms.ChoiceField(
        label=_("What the sentences tell"),
        choices=[("occurred", _("what happened")), ("planned", _("what is planned")), ("quoted", _("what was said"))],
    )

    def words(self, name: str) -> Words:
        """A field in its languages."""
        return Words.of({code: self.cleaned_data.get(f"{name}_{code}", "") for code, _name in settings.LANGUAGES})

    def claims(self) -> list[ClaimText]:
        """The text as claims: the same line in each language is one sentence.

        A Russian text of another number of lines than the English one is refused by `clean`.
        """
        english, russian = (_lines(self.cleaned_data.get(f"text_{code}", "")) for code in ("en", "ru"))
        return [
            ClaimText(
                sentence=Words.of({"en": said, "ru": russian[place][1] if russian else ""}),
                status=self.cleaned_data["status"],
                paragraph=paragraph,
            )
            for place, (paragraph, said) in enumerate(english)
        ]

    def clean(self) -> dict[str, object]:
        """Sentences of two languages stand for each other, so there are as many in each."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        english, russian = (_lines(str(cleaned.get(f"text_{code}", "") or "")) for code in ("en", "ru"))
        if russian and len(english) != len(russian):
            self.add_error(
                "text_ru",
                ngettext(
                    "The English text has %(english)s line, the Russian one %(russian)s. Each line is one sentence.",
                    "The English text has %(english)s lines, the Russian one %(russian)s. Each line is one sentence.",
                    len(english),
                )
                % {"english": len(english), "russian": len(russian)},
            )
        return cleaned


def _lines(text: str) -> list[tuple[int, str]]:
    """(paragraph, sentence) for each line that says something."""
    found, paragraph = [], 1
    for line in text.splitlines():
        if line.strip():
            found.append((paragraph, line.strip()))
        elif found:
            paragraph = found[-1][0] + 1
    return found


class SentenceForm(InLanguagesOfHouse, ComparedForm):
    """One sentence in its languages."""

    sentence_en = forms.CharField(label=_("In English"), widget=forms.Textarea(attrs={"rows": 3}))
    sentence_ru = forms.CharField(label=_("In Russian"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def words(self) -> Words:
        """The sentence."""
        return Words.of({code: self.cleaned_data.get(f"sentence_{code}", "") for code, _name in settings.LANGUAGES})


class HeadlineForm(InLanguagesOfHouse, ComparedForm):
    """The headline and the line below it, while the release is not out."""

    headline_en = forms.CharField(label=_("Headline in English"), max_length=160)
    headline_ru = forms.CharField(label=_("Headline in Russian"), max_length=160, required=False)
    deck_en = forms.CharField(label=_("Line below it, in English"), max_length=240, required=False)
    deck_ru = forms.CharField(label=_("Line below it, in Russian"), max_length=240, required=False)

    def words(self, name: str) -> Words:
        """A field in its languages."""
        return Words.of({code: self.cleaned_data.get(f"{name}_{code}", "") for code, _name in settings.LANGUAGES})


class NoteForm(InLanguagesOfHouse):
    """A line at the foot of a published release, where no sentence of it is changed."""

    note_en = forms.CharField(label=_("What was wrong, in one sentence"), max_length=300)
    note_ru = forms.CharField(label=_("The same in Russian"), max_length=300, required=False)

    def words(self) -> Words:
        """The line in its languages."""
        return Words.of({code: self.cleaned_data.get(f"note_{code}", "") for code, _name in settings.LANGUAGES})


class ArmForm(forms.Form):
    """The event with which a release goes out: only such as are still ahead and open to who arms it."""

    event = forms.ChoiceField(label=_("It goes out with"))

    def __init__(self, *given: Any, events: Sequence[Event]) -> None:  # noqa: ANN401  Django's own arguments
        super().__init__(*given)
        self.events = {one.code: one for one in events}
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in events:
            groups.setdefault(str(KINDS_OF_EVENT[one.verb]), []).append((one.code, one.name))
        self.fields["event"].choices = list(groups.items())  # type: ignore[attr-defined]

    def chosen(self) -> Event:
        """The event that was chosen."""
        return self.events[self.cleaned_data["event"]]


class CorrectionForm(SentenceForm):
    """A correction: the new words of one sentence, and the line at the foot that says so."""

    note = forms.CharField(label=_("What was wrong, in one sentence"), max_length=300)


class WithdrawForm(forms.Form):
    """Why a release is taken back; everybody reads it."""

    reason = forms.CharField(label=_("Reason, as everybody will read it"), max_length=300)


class EmbargoForm(forms.Form):
    """Until when nothing of it goes out, by the clock of the place."""

    until = InstantField(label=_("Embargo until"))

    def __init__(self, *given: Any, zone: str) -> None:  # noqa: ANN401  Django's own arguments
        super().__init__(*given)
        read_in_zone(self, zone)
