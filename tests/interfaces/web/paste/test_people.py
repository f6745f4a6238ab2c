"""Persons from a table."""

from __future__ import annotations

import pytest

from plenary.foundation.access.models import Person
from tests.builders.people import person
from tests.interfaces.web.paste.looking import bring_in, look, table

PASTE = "/desk/people/paste/"


def test_new_ones_are_entered_known_ones_corrected_and_the_rest_left(desk):
    person("José Núñez")
    person("Anna Berg", ru="Анна Берг")
    officer = desk.officer("LD")
    text = table(
        "Name | ФИО | Form of address",
        "JOSE\u0301 Nu\u0301n\u0303ez | Хосе Нуньес | Minister Núñez",
        "Anna Berg | Анна Берг",
        'Li "Bo" Wang | |',
        " | Ольга Ким |",
    )
    page = look(officer, PASTE, text)
    assert "To add: 2. To change: 1. Already there: 1. Cannot be taken: 0." in page
    assert "Name: “Хосе Нуньес” is added." in page
    done = bring_in(officer, PASTE, text, page)
    assert "Added: 2. Changed: 1. Left as they were: 1." in done.content.decode()
    (corrected,) = (one for one in Person.objects.all() if one.name.get("ru") == "Хосе Нуньес")
    assert dict(corrected.form_of_address) == {"en": "Minister Núñez"}
    assert {'Li "Bo" Wang', "Ольга Ким"} <= {str(one.name) for one in Person.objects.all()}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Anna Berg"], "more than one person by the name"),
        (["Ola Nord", "ola nord"], "Row 2 names the same already."),
    ],
)
def test_two_of_one_name_are_not_guessed(desk, rows, said):
    person("Anna Berg")
    person("Anna Berg")
    page = look(desk.officer("PT"), PASTE, table("Name", *rows))
    assert said in page
    assert "Cannot be taken: 1." in page


def test_the_act_refuses_whoever_may_not_enter_persons(desk):
    officer, text = desk.officer("FI"), table("Name", "Ola Nord")
    answer = bring_in(officer, PASTE, text, look(officer, PASTE, text))
    assert answer.status_code == 422
    assert "Ola Nord" in answer.content.decode()
    assert "Ola Nord" not in {str(one.name) for one in Person.objects.all()}
