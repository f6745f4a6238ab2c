"""Documents as small as is true: made by the acts themselves, two persons where two are needed."""

from plenary.foundation.access.actors import Actor
from plenary.foundation.people import pairs
from plenary.offices.documents import actions
from plenary.offices.documents.models import Document, Version
from plenary.offices.organisation.models import Body
from tests.builders.organisation import words
from tests.builders.people import actor, secretary_general

STATEMENT = [
    {"anchor": "title", "role": "title", "text": "Statement on cooperation"},
    {"anchor": "p1", "role": "preambular", "text": "Recalling the Charter,"},
    {"anchor": "op1", "role": "operative", "label": "1", "text": "Agree to cooperate;"},
    {"anchor": "op2", "role": "operative", "label": "2", "text": "Decide to meet again."},
]


def in_russian() -> list[dict[str, str]]:
    """The same paragraphs in Russian, under the same anchors."""
    said = ["Заявление о сотрудничестве", "Напоминая об Уставе,", "Договариваются сотрудничать;", "Решают встретиться."]
    return [{**one, "text": text} for one, text in zip(STATEMENT, said, strict=True)]


def by_two(act, *, proposed_by: Actor | None = None, confirmed_by: Actor | None = None, **arguments):
    """An act that takes two persons: a documents officer proposes, the secretary-general confirms."""
    pending = pairs.perform(act, by=proposed_by or actor("DO"), **arguments)
    return pairs.confirm(pending, by=confirmed_by or secretary_general())


def planned(body: Body, by: Actor | None = None, **more) -> Document:
    """A title and no text."""
    return actions.plan_document(
        by=by or actor("DO"),
        title=more.pop("title", words("Statement on cooperation", "Заявление о сотрудничестве")),
        body=body,
        kind=more.pop("kind", "statement"),
        **more,
    )


def drafted(body: Body, by: Actor | None = None, **more) -> tuple[Document, Version]:
    """A first version in English and Russian, the Russian original."""
    officer = by or actor("DO")
    document = planned(body, officer, **more)
    version = actions.add_version(
        document, by=officer, texts={"ru": in_russian(), "en": STATEMENT}, original_language="ru"
    )
    document.refresh_from_db()
    return document, version


def registered(body: Body, by: Actor | None = None, **more) -> tuple[Document, Version]:
    """A sealed first version under a symbol."""
    officer = by or actor("DO")
    document, version = drafted(body, officer, **more)
    version = actions.seal_version(version, by=officer)
    return actions.register_document(document, by=officer, session="2019"), version


def issued(body: Body, audience: str = "", **more) -> tuple[Document, Version]:
    """The same, given out to those its class names, or to an audience."""
    document, version = registered(body, **more)
    version = by_two(actions.issue_version, version=version, audience=audience)
    document.refresh_from_db()
    return document, version


def to_table(document: Document, body: Body) -> Document:
    """A document of a body before that body: on its provisional agenda, in every language."""
    return actions.move_document(
        document,
        by=actor("SB", f"body:{body.code}"),
        state="tabled",
        met=["item on the target's provisional agenda"],
    )
