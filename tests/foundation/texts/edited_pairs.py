"""Pairs of texts made by editing one into the other, with the number of words that were truly edited."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from plenary.foundation.texts.text import Paragraph, Role, Text

_SMALL = "the of and to in shall Parties may by or for under with any this its be as lake river council member"
_SCRIPTS = {
    "en": ("abcdefghilmnoprstuv", " "),
    "fr": ("abcdéèêghilmnoôprstuvç", " "),
    "ru": ("абвгдежзиклмнопрстуя", " "),
    "ar": ("ابتثجحخدذرزسشصضطعغفقكلمنهوي", " "),
    "zh": ("", ""),
    "th": ("", ""),
    "ja": ("", ""),
}
_FATHA, _SHADDA = "\u064e", "\u0651"


@dataclass(frozen=True)
class EditedPair:
    """Two texts. words: how many were removed, added or moved to make the newer one of the older one."""

    old: Text
    new: Text
    words: int
    moved: int


class Editor:
    """Writes a text at random and edits it. Words of scripts without spaces are single characters."""

    def __init__(self, seed: int, language: str) -> None:
        self.random = Random(seed)
        self.language = language
        letters, self.space = _SCRIPTS[language]
        self.vocabulary = [self._word(letters) for _ in range(600)]
        if language == "en":
            self.vocabulary = [*_SMALL.split(), *self.vocabulary]

    def _word(self, letters: str) -> str:
        chance = self.random
        match self.language:
            case "zh":
                return chr(chance.randrange(0x4E00, 0x9FA5))
            case "ja":
                return chr(chance.choice([chance.randrange(0x3041, 0x3096), chance.randrange(0x4E00, 0x9FA5)]))
            case "th":
                return chr(chance.randrange(0x0E01, 0x0E2E)) + chance.choice(["", "\u0e34", "\u0e31", "\u0e49"])
        word = "".join(chance.choice(letters) for _ in range(chance.randint(3, 9)))
        if self.language == "ar" and chance.random() < 0.3:
            return word[:2] + chance.choice([_FATHA, _SHADDA + _FATHA]) + word[2:]
        return word

    def word(self) -> str:
        return self.vocabulary[int(len(self.vocabulary) * self.random.random() ** 2)]

    def words(self, count: int) -> list[str]:
        return [self.word() for _ in range(count)]

    def pair(self, paragraphs: int, longest: int, edits: int, moves: int) -> EditedPair:
        """A text of so many paragraphs, and what it became."""
        chance = self.random
        old = [[f"p{place + 1}", self.words(chance.randint(1, longest))] for place in range(paragraphs)]
        new: list[list] = [[anchor, list(words)] for anchor, words in old]
        edited = 0
        fresh = paragraphs
        gone = 0
        for _ in range(edits):
            if not new:
                break
            words = chance.choice(new)[1]
            at = chance.randrange(len(words) + 1)
            many = chance.randint(1, 4)
            kind = chance.random()
            if kind < 0.4:
                removed = words[at : at + many]
                words[at : at + many] = self.words(many)
                edited += many + len(removed)
            elif kind < 0.65:
                words[at:at] = self.words(many)
                edited += many
            elif kind < 0.85:
                removed = words[at : at + many]
                if len(removed) < len(words):
                    del words[at : at + many]
                    edited += len(removed)
            elif kind < 0.93:
                fresh += 1
                inserted = self.words(chance.randint(1, longest))
                new.insert(chance.randrange(len(new) + 1), [f"p{fresh}", inserted])
                edited += len(inserted)
            elif len(new) > 1:
                edited += len(new.pop(chance.randrange(len(new)))[1])
                gone += 1
        moved = 0
        for _ in range(min(moves, len(new) - 1)):
            one = new.pop(chance.randrange(len(new)))
            new.insert(chance.randrange(len(new) + 1), one)
            edited += len(one[1])
            moved += 1
        return EditedPair(self._text(old), self._text(new), edited, moved)

    def _text(self, paragraphs: list) -> Text:
        return Text(
            self.language,
            tuple(
                Paragraph(anchor, self.space.join(words), Role.OPERATIVE, f"{place + 1}.")
                for place, (anchor, words) in enumerate(paragraphs)
            ),
        )


LANGUAGES = tuple(_SCRIPTS)
