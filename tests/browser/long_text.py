"""Adds a text of three hundred pages to a demonstration, and one of four paragraphs; prints the key of each."""

from __future__ import annotations

import json
import random
import re

from plenary.interfaces.cli.house import open_house

WORDS = re.findall(
    r"\w+",
    """members agree to inform one another of every closing of a common crossing and give the reasons without delay
    while the secretariat keeps the record of what was said and by whom in each of the bodies that met this year""",
)
#: Of a page set in the reader's type.
WORDS_A_PAGE, PAGES = 400, 300


def long_text() -> list[dict[str, str]]:
    """Headings in two levels, numbered paragraphs, lists, tables, footnotes, and words in brackets; always the same."""
    chance = random.Random(300)
    lines: list[dict[str, str]] = [{"anchor": "p1", "role": "title", "text": "Report on the rivers"}]
    counted = number = 0

    def sentence(length: int) -> str:
        return " ".join(chance.choice(WORDS) for _word in range(length)).capitalize()

    def add(role: str, text: str = "", label: str = "", parent: str = "") -> str:
        nonlocal counted
        anchor = f"p{len(lines) + 1}"
        lines.append({"anchor": anchor, "role": role, "text": text, "label": label, "parent_anchor": parent})
        counted += len(text.split())
        return anchor

    while counted < WORDS_A_PAGE * PAGES:
        chapter = add("heading", sentence(5))
        for _section in range(6):
            add("heading", sentence(6), parent=chapter)
            for _paragraph in range(7):
                number += 1
                said = f"{sentence(chance.randint(40, 90))}."
                said += f" [{sentence(3)}] [{sentence(4)}]" if number % 37 == 0 else ""
                said += f"[^{number}]" if number % 29 == 0 else ""
                anchor = add("operative", said, str(number))
                for letter in "abc" if number % 9 == 0 else "":
                    add("item", f"{sentence(15)};", f"({letter})", anchor)
                if number % 29 == 0:
                    add("footnote", f"{sentence(12)}.", str(number), anchor)
        table = add("table", "Figures by year")
        for row_number in range(8):
            row = add("row", parent=table)
            for _column in range(5):
                add("cell" if row_number else "head_cell", str(chance.randint(1, 9999)), parent=row)
    return lines


SHORT = [
    {"anchor": "p1", "role": "title", "text": "Statement"},
    {"anchor": "p2", "role": "operative", "label": "1", "text": "Agree to meet;"},
    {"anchor": "p3", "role": "operative", "label": "2", "text": "Ask for a report."},
]


def main() -> None:
    """Plan both, add their first versions, and open the draft of the short one."""
    open_house()
    from plenary.foundation.access.actors import actor_for  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.access.models import Account  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.languages.words import Words  # noqa: PLC0415  Django is set up by now
    from plenary.offices.documents import actions  # noqa: PLC0415  Django is set up by now
    from plenary.offices.organisation.models import Body  # noqa: PLC0415  Django is set up by now

    person = Account.objects.get(sign_in_name="documents").person
    officer = actor_for(person, "DO")
    keys = {}
    for name, lines in (("long", long_text()), ("short", SHORT)):
        document = actions.plan_document(
            by=officer, title=Words({"en": lines[0]["text"]}), body=Body.objects.get(code="CSC"), is_demonstration=True
        )
        actions.add_version(document, by=officer, texts={"en": lines}, original_language="en")
        keys[name] = document.key
    actions.open_draft(document, by=officer)
    print(json.dumps(keys))


if __name__ == "__main__":
    main()
