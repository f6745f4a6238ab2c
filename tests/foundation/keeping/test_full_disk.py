"""A full disk: the act is refused in words, and what was kept before is all there."""

from __future__ import annotations

import pytest
from django.db import connection

from plenary.foundation.journal.models import Entry
from plenary.foundation.languages.words import Words
from plenary.interfaces.wording import sentence_of
from plenary.offices.organisation import actions
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import Refused
from tests.builders.organisation import house
from tests.builders.people import secretary_general

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def full():
    """The database may not grow any further than a few pages; a server is asked to say so itself."""
    by = secretary_general()
    house(by)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 4}")
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "IF (SELECT count(*) FROM organisation_member) > 20 THEN "
                "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END IF; RETURN NEW; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER no_room BEFORE INSERT ON organisation_member FOR EACH ROW EXECUTE FUNCTION no_room()"
            )
    yield by
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA max_page_count = 4294967294")
        else:
            cursor.execute("DROP TRIGGER no_room ON organisation_member")
            cursor.execute("DROP FUNCTION no_room")


def test_the_act_is_refused_and_nothing_is_lost(full):
    admitted = 0
    with pytest.raises(Refused) as no:
        for number in range(2000):
            actions.admit_member(by=full, code=f"{number:03}", short_name=Words({"en": "x" * 300}))
            admitted += 1
    assert no.value.code == "keeping.disk_full"
    assert "What was kept before is safe." in sentence_of(no.value)
    assert admitted > 0
    assert Member.objects.count() == admitted
    assert Entry.objects.filter(verb="organisation.member.admitted").count() == admitted
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)
