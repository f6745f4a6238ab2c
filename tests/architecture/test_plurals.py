"""A count that stands before what it counts has a plural, so no page says "1 seconds"."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

SOURCE = Path(settings.SOURCE)
BLOCK = re.compile(r"{% blocktranslate(?P<said>[^%]*)%}(?P<words>.*?){% endblocktranslate %}", re.DOTALL)
COUNTED = re.compile(r"(?:%\((?!script\b)\w+\)[sd]|{{ ?\w+ ?}}) (?:more |further )?([a-z]{3,}s|people)\b")
"""A figure, not the name of a script, and the word after it."""
UNITS = {"seconds", "minutes", "hours", "days", "weeks", "months", "years", "letters", "people"}


def said_in_code() -> Iterator[tuple[str, str, bool]]:
    """(where, sentence, whether it is the plural of another) for all that the source gives to a translation."""
    for file in SOURCE.rglob("*.py"):
        if "migrations" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            if "gettext" not in name and name != "_":
                continue
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            where = f"{file.relative_to(SOURCE)}:{node.lineno}"
            if name.startswith(("ngettext", "npgettext")):
                yield where, texts[2 if name.startswith("np") else 1], True
            else:
                yield from ((where, text, False) for text in texts)


def said_in_templates() -> Iterator[tuple[str, str, bool]]:
    """The same for every block of a template."""
    for file in SOURCE.rglob("*.html"):
        for block in BLOCK.finditer(file.read_text(encoding="utf-8")):
            words = block["words"].partition("{% plural %}")
            yield str(file.relative_to(SOURCE)), words[2] or words[0], bool(words[1])


def test_a_count_in_a_sentence_has_its_plural():
    """What is counted anywhere with a plural, and every unit, is counted so everywhere."""
    said = [*said_in_code(), *said_in_templates()]
    counted = UNITS | {word for _, text, several in said if several for word in COUNTED.findall(text)}
    assert {"lines", "members", "seconds"} <= counted
    fixed = [
        f"{where}: {text}"
        for where, text, several in said
        if not several and counted.intersection(COUNTED.findall(text))
    ]
    assert fixed == []
