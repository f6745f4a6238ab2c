"""Words that exist in several languages at once: a name, a title, a sentence."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.utils import translation

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


class Words(dict[str, str]):
    """One text by language code. Empty where nothing is stated; never a stand-in text."""

    def said(self, language: str | None = None) -> str:
        """The text in `language` (the reader's by default), else in the first language of the house that has it."""
        return self.spoken(language)[1]

    def spoken(self, language: str | None = None) -> tuple[str, str]:
        """Language and text together, so that a passage can carry its own `lang` and `dir`."""
        wanted = language or translation.get_language() or settings.LANGUAGE_CODE
        order = (wanted, wanted.partition("-")[0], *(code for code, _ in settings.LANGUAGES), *sorted(self))
        for code in order:
            if self.get(code):
                return code, self[code]
        return wanted, ""

    def __str__(self) -> str:
        return self.said()

    def __bool__(self) -> bool:
        return any(self.values())

    @classmethod
    def of(cls, value: Any) -> Self:  # noqa: ANN401  whatever a form, a file or a row holds
        """Words from a mapping, a bare text (in the house's own language) or nothing.

        Raises TypeError for anything else.
        """
        if value is None:
            return cls()
        if isinstance(value, str):
            return cls({settings.LANGUAGE_CODE: value}) if value else cls()
        if isinstance(value, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items()):
            return cls({code: said for code, said in value.items() if said})
        raise TypeError(f"not words: {value!r}")


def direction(language: str) -> str:
    """`rtl` or `ltr`, for the `dir` attribute."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
