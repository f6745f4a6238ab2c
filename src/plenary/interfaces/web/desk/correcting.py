"""A wrong name or title put right: each text of a thing in its languages, beside what stands now."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.forms import HiddenInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.kept import Kept
from plenary.foundation.languages.words import Words
from plenary.interfaces.fact_words import language_in_words
from plenary.interfaces.web.desk.acts import words_as_typed, words_field
from plenary.interfaces.web.desk.asked_languages import languages_asked
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.procedure.refusal import NotHere

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    Said = str | _StrPromise


class CorrectingForm(RevisingForm):
    """Texts of one thing, corrected. texts: what each field of the thing is called; main: the one that must stay.

    The fields are those of the house's languages and of any other in which the thing has a text, so that correcting
    one language never loses another.
    """

    texts: ClassVar[Mapping[str, Said]]
    main: ClassVar[str]
    note = gettext_lazy("The correction is an entry of the record; what stood before stays there and is shown.")

    @classmethod
    @abstractmethod
    def corrects(cls, actor: Actor, thing: Any, key: str) -> Kept:  # noqa: ANN401  any thing of an office
        """The thing whose words are wrong. key: as the link names it. Raises NotHere."""

    @classmethod
    def starting(cls, actor: Actor, thing: Any, asked: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401
        standing = cls.corrects(actor, thing, asked.get("of", ""))
        said = {
            f"{name}_{code}": getattr(standing, name).get(code, "")
            for name in cls.texts
            for code in _languages(standing, cls.texts)
        }
        return {**said, "of": asked.get("of", "")}

    def prepare(self) -> None:
        """A field for each text in each of its languages."""
        key = str((self.data if self.is_bound else self.initial).get("of") or "")
        self.standing = self.corrects(self.actor, self.thing, key)
        self.fields["of"] = words_field("", most=40)
        self.fields["of"].widget = HiddenInput()
        for name, label in self.texts.items():
            for code in _languages(self.standing, self.texts):
                said = _("%(text)s, %(language)s") % {"text": label, "language": language_in_words(code)}
                self.fields[f"{name}_{code}"] = words_field(said, long=len(getattr(self.standing, name).said()) > 60)

    def clean(self) -> dict[str, Any]:
        """A name or title stays in one language at least."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.words(self.main):
            first = next(name for name in self.fields if name.startswith(f"{self.main}_"))
            self.add_error(first, _("Write it in at least one language."))
        return cleaned

    def words(self, name: str) -> Words:
        """A text as typed, in all its languages."""
        said = {code: self.cleaned_data.get(f"{name}_{code}", "") for code in _languages(self.standing, self.texts)}
        return Words.of({code: text.strip() for code, text in said.items() if text})

    def changed_words(self) -> dict[str, Words]:
        """Texts that were typed otherwise than they stand."""
        typed = {name: self.words(name) for name in self.texts}
        return {name: words for name, words in typed.items() if words != getattr(self.standing, name)}


class CorrectingTitleForm(RevisingForm):
    """The title by which a text is listed, corrected with the reason; no word of the text itself is touched."""

    verb = "correct-title"
    heading = gettext_lazy("Correct the title")
    button = gettext_lazy("Correct the title")
    done = gettext_lazy("The title is corrected; the old one stays in the record.")

    title_en = words_field(gettext_lazy("Title in English"), required=True)
    title_ru = words_field(gettext_lazy("Title in Russian"))
    title_ar = words_field(gettext_lazy("Title in Arabic"))
    reason_en = words_field(gettext_lazy("What was wrong, in English"), required=True, long=True)
    reason_ru = words_field(gettext_lazy("What was wrong, in Russian"), long=True)

    @classmethod
    def starting(cls, actor: Actor, thing: Any, asked: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401
        return words_as_typed("title", thing.title)


def found(rows: QuerySet[Any], key: str) -> Any:  # noqa: ANN401  any thing of an office
    """The row with this key. Raises NotHere."""
    one = rows.filter(key=key).first() if key else None
    if one is None:
        raise NotHere()
    return one


def _languages(thing: Kept, texts: Mapping[str, Said]) -> list[str]:
    house = languages_asked()
    others = {code for name in texts for code in getattr(thing, name)}
    return [*house, *sorted(others - set(house))]
