"""A form of the desk is not made before it says what it does."""

from __future__ import annotations

from typing import Any

import pytest

from plenary.interfaces.web.desk.acts import ActForm, ThingField
from plenary.interfaces.web.desk.gaining import WideningForm
from tests.builders.people import outsider


class Wide(WideningForm):
    """Says what it does, and not who would read it."""

    def carry_out(self) -> Any:
        """Nothing."""


@pytest.mark.parametrize(("kind", "lacks"), [(ActForm, "carry_out"), (Wide, "audiences"), (Wide, "before")])
def test_what_a_form_lacks_is_named(kind, lacks):
    with pytest.raises(TypeError, match=rf"abstract methods?.*{lacks}"):
        kind(actor=outsider())


def test_a_list_says_in_words_that_nothing_is_chosen_yet():
    assert str(ThingField().empty_label) == "Choose one"
    assert str(ThingField(required=False).empty_label) == "not chosen"
    assert ThingField(empty_label=None).empty_label is None
