"""How the tests of the offices show that a refusal leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps

from plenary.procedure.refusal import Refused

#: Whose tables are compared: the foundation's, and those of the offices that these tests act on.
WATCHED = frozenset(
    {
        "access",
        "people",
        "journal",
        "files",
        "live",
        "organisation",
        "documents",
        "budget",
        "meetings",
        "protocol",
        "chamber",
        "newsroom",
    }
)


def kept() -> dict[str, int]:
    """Every row of the tables watched, many-to-many ones among them, as one figure a table."""
    counted = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in WATCHED:
            continue
        rows = list(model.objects.order_by("pk").values())
        counted[model._meta.label_lower] = hash(repr(rows))
    return counted


@contextmanager
def refused(code: str, /, **facts) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """The block is refused with this code and these figures, and nothing at all was written."""
    before = kept()
    with pytest.raises(Refused) as caught:
        yield caught
    assert caught.value.code == code
    assert {name: caught.value.facts.get(name) for name in facts} == facts
    assert kept() == before
