"""What a page calls a column is what its table may call it, in each language of the house."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from plenary.interfaces.web.paste.agenda import PastedAgenda
from plenary.interfaces.web.paste.columns import NAMES_OF_LANGUAGES, under_heading
from plenary.interfaces.web.paste.delegations import PastedDelegates
from plenary.interfaces.web.paste.members import PastedMembers
from plenary.interfaces.web.paste.people import PastedPeople
from plenary.interfaces.web.paste.tables import Row


@pytest.mark.parametrize("code", sorted(NAMES_OF_LANGUAGES))
@pytest.mark.parametrize("pasted", [PastedAgenda, PastedDelegates, PastedMembers, PastedPeople])
def test_a_heading_copied_from_the_page_is_known(pasted, code):
    with override(code):
        labels = tuple(str(column.label) for column in pasted.columns)
    heading, _ = under_heading([Row(1, labels), Row(2, ("x",) * len(labels))], pasted.columns)
    assert heading.unread == ()
    assert sorted(heading.places.values()) == list(range(len(labels)))
