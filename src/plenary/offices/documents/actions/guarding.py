"""What must hold of a text in a language before it is kept, whichever way it came in: form, draft, file, script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings

from plenary.foundation.languages.scripts import FEWEST, other_script
from plenary.offices.documents import queries
from plenary.offices.documents.models import LanguageVersion, Paragraph
from plenary.offices.organisation.models import Organisation
from plenary.procedure.documents import Line
from plenary.procedure.refusal import Refused

#: So much of the words of a paragraph is told.
_TOLD = 60


def require_language(*codes: str) -> None:
    """Let pass the languages in which this house can have texts: its own, and those that Plenary has a name for.

    Raises Refused "documents.language_not_of_house".
    """
    house = Organisation.objects.first()
    own = [*house.official_languages, *house.working_languages] if house is not None else []
    possible = dict.fromkeys([*own, *(code for code, _name in settings.LANGUAGES), *queries.LANGUAGES])
    for code in codes:
        if code not in possible:
            raise Refused("documents.language_not_of_house", said=code, languages=list(possible))


def require_own_words(texts: Mapping[str, Sequence[str]]) -> None:
    """Let pass texts of which each is in its own language, as far as letters tell, and none has the words of another.

    texts: by language, the words of its paragraphs. Raises Refused "documents.other_script", "documents.same_words".
    """
    said: dict[str, str] = {}
    for language, words in texts.items():
        if script := other_script(language, words):
            raise Refused("documents.other_script", language=language, script=script, words=_first(language, words))
        whole = queries.normal_text(" ".join(words))
        if sum(letter.isalpha() for letter in whole) >= FEWEST and whole in said:
            raise Refused("documents.same_words", language=language, other=said[whole])
        said[whole] = language


def require_same_script(language: str, before: Sequence[Line], after: Sequence[Line]) -> None:
    """Let pass a text none of whose paragraphs was put into another script. Raises Refused "documents.other_script"."""
    was = {one.anchor: one.words for one in before}
    for one in after:
        stood = was.get(one.anchor, "")
        script = other_script(language, [one.words]) if stood and one.words != stood else ""
        if script and not other_script(language, [stood]):
            raise Refused("documents.other_script", language=language, script=script, words=one.words[:_TOLD])


def require_as_many(texts: Iterable[LanguageVersion]) -> None:
    """Let pass texts of which each has as many paragraphs as the original of the version whose words it says.

    Paragraphs of two languages stand for each other. Footnotes are not counted: a translator may add one.
    Raises Refused "documents.other_length".
    """
    for text in sorted(texts, key=lambda one: (one.is_original, one.language)):
        said = LanguageVersion.objects.filter(of_version=text.renders_id, renders=text.renders_id).exclude(pk=text.pk)
        original = said.order_by("-is_original", "language").first()
        if original is not None and (count := _length(text)) != (stood := _length(original)):
            raise Refused(
                "documents.other_length", language=text.language, count=count, other=original.language, stood=stood
            )


def _length(text: LanguageVersion) -> int:
    return text.paragraphs.exclude(role=Paragraph.Role.FOOTNOTE).count()


def _first(language: str, words: Sequence[str]) -> str:
    """The beginning of the first paragraph that is plainly in another script, else of the first of all."""
    found = next((one for one in words if other_script(language, [one])), next(iter(words), ""))
    return found[:_TOLD]
