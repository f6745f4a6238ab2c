"""Tests that keep their transactions leave an empty house to the next one, though the record refuses deletion."""

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.organisation import queries
from plenary.procedure.refusal import Refused
from tests.builders.organisation import house

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_begins_without_an_organisation(time):
    assert not Entry.objects.exists(), time
    with pytest.raises(Refused, match=r"organisation\.not_founded"):
        queries.the_organisation()
    house()
    assert queries.the_organisation().code == "csto"
