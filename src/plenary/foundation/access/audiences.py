"""Who can read a thing now.

An audience is a set of tokens, kept as one string ("members", "body:CFM,body:CMD", "sitting:…"). A reader reads a
thing when one of the reader's tokens is in it. The distinct audiences of the house are few and are kept in a
table of their own, so a list is filtered in the database by naming those that this reader holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Audience

PUBLIC = "public"
MEMBERS = "members"
DESK = "desk"
EMBARGOED = "embargoed"
DOCUMENTS = "documents"

_known: set[str] = set()

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField


def audience_of(*tokens: str) -> str:
    """The audience in which each of these tokens may read, in its one written form.

    Raises ValueError without a token: a thing that nobody may read is a fault of the caller.
    """
    if not tokens or not all(tokens):
        raise ValueError("an audience names at least one token")
    return PUBLIC if PUBLIC in tokens else ",".join(sorted(set(tokens)))


def tokens_in(audience: str) -> frozenset[str]:
    """The tokens of a written audience."""
    return frozenset(audience.split(","))


def may_read(actor: Actor, audience: str) -> bool:
    """Whether this reader is in that audience."""
    return not actor.tokens.isdisjoint(tokens_in(audience))


def readable_audiences(actor: Actor) -> list[str]:
    """Every audience of the house that this reader is in; asked once for each actor.

    An outsider is in one audience only. The actor of the public lasts as long as the process, so what it may read
    is never taken from the table, which may still be empty when it is first asked.
    """
    if actor.tokens == {PUBLIC}:
        return [PUBLIC]
    if "codes" not in actor.readable:
        actor.readable["codes"] = [
            code for code in Audience.objects.values_list("code", flat=True) if may_read(actor, code)
        ]
    return actor.readable["codes"]


def widens(before: str, after: str) -> bool:
    """Whether somebody outside `before` may read `after`: a token is gained that was not there."""
    return before != PUBLIC and not tokens_in(after) <= tokens_in(before)


class AudienceField(_CharField):
    """The audience of a row. Writing it makes the audience known to the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  Django's own signature
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("default", DESK)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:  # noqa: ANN401  Django's own signature
        if isinstance(value, str):
            learn(value)
        return super().get_db_prep_save(value, connection)


def learn(audience: str) -> None:
    """Note an audience in the table of those that exist."""
    if audience in _known:
        return
    Audience.objects.get_or_create(code=audience)
    transaction.on_commit(lambda: _known.add(audience))


def forget_known() -> None:
    """Ask the table again: the database behind this process was changed (tests, a restored house)."""
    _known.clear()


class ReadableQuerySet(models.QuerySet[Any]):
    """Rows with an `audience` column."""

    def readable_by(self, actor: Actor) -> Self:
        """Only what this reader may know exists."""
        return self.filter(audience__in=readable_audiences(actor))


ReadableManager = models.Manager.from_queryset(ReadableQuerySet)


#: Who holds one of these is, by right, among those who read what goes to the members.
_AMONG_MEMBERS = ("body:", "member:", "secretary:")


def common(audiences: Iterable[str]) -> str:
    """The audience of what is made of several: only who is in each. "" where no token is in all.

    A body, its secretary and one member are among the members, and everybody is among the public.
    """
    given = [tokens_in(audience) for audience in audiences if audience]
    within = {token for tokens in given for token in tokens if all(_covers(other, token) for other in given)}
    return audience_of(*within) if within else ""


def _covers(tokens: frozenset[str], token: str) -> bool:
    return token in tokens or PUBLIC in tokens or (MEMBERS in tokens and token.startswith(_AMONG_MEMBERS))


def covers(audience: str, other: str) -> bool:
    """Whether whoever is in the other audience is in this one. Documents officers read what goes to the members."""
    tokens, asked = tokens_in(audience), tokens_in(other)
    return all(_covers(tokens, one) for one in asked - ({DOCUMENTS} if MEMBERS in tokens else set()))


def joined(audiences: Iterable[str]) -> str:
    """The audience of a page that shows parts of several: each reader of one part may open it."""
    return audience_of(*(token for audience in audiences for token in tokens_in(audience)))
