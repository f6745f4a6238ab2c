"""Where a rule is written."""

from __future__ import annotations

import re

from plenary.procedure.value import value

# A provision starts with one of these words, or with something numbered: "12", "IX:2", "18(2)".
_PROVISION_WORDS = (
    "annex",
    "appendix",
    "art.",
    "arts",
    "article",
    "articles",
    "chapter",
    "decision",
    "footnote",
    "paragraph",
    "part",
    "practice",
    "rule",
    "rules",
    "schedule",
    "section",
)
_NUMBERED = re.compile(r"^(?:[IVXLC]+\b|\d)[\w.:()/,-]*$")


@value(order=True)
class Citation:
    """A text and the provision in it: "GA rule 83", "VCLT art. 24(2)".

    text: the short name of the text, as the list of sources of the rulesets gives it.
    provision: the place in the text; empty when the whole text is meant.
    """

    text: str
    provision: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a citation names its text")

    def __str__(self) -> str:
        return f"{self.text} {self.provision}" if self.provision else self.text

    @classmethod
    def parse(cls, said: str) -> Citation:
        """Read a citation back from its printed form; `parse(str(c)) == c` for every form we print.

        The provision begins at the first word that opens one ("rule", "art.") or, failing that,
        at the first numbered word ("Charter 12", "WTO IX:2"). Without either the whole is the text.

        Raises: ValueError for an empty string.
        """
        words = said.split()
        if not words:
            raise ValueError("a citation names its text")
        openings = [n for n, word in enumerate(words) if n and word.lower() in _PROVISION_WORDS]
        openings = openings or [n for n, word in enumerate(words) if n and _NUMBERED.match(word)]
        if openings:
            return cls(" ".join(words[: openings[0]]), " ".join(words[openings[0] :]))
        return cls(" ".join(words))
