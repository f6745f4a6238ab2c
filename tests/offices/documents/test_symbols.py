"""Symbols as the organisation writes them: given, read, found and printed in its own form."""

from datetime import UTC, datetime

import pytest

from plenary.foundation.clock import standing_at
from plenary.offices.documents import actions, queries
from plenary.offices.organisation.actions.house import set_symbol_form
from plenary.offices.organisation.models import Organisation
from tests.builders.documents import by_two, drafted, in_russian
from tests.builders.organisation import csto
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def written(form: str, *series: str) -> Organisation:
    return set_symbol_form(by=secretary_general(), form=form, series=series)


def given(body, series: str = "", session: str = "2027") -> str:
    document, version = drafted(body)
    actions.seal_version(version, by=actor("DO"))
    return actions.register_document(document, by=actor("DO"), series=series, session=session).symbol


class TestOwnForm:
    def test_the_next_number_of_each_series_is_given_in_it(self):
        csc = csto()["CSC"]
        assert given(csc, "L") == "CSTO/CSC/2027/L.1"
        written("{body}({yy}){number}")
        with standing_at(datetime(2027, 3, 1, tzinfo=UTC)):
            assert [given(csc), given(csc)] == ["CSC(27)1", "CSC(27)2"]
        written("{organisation} {body}[ {sub}]/[{series}.]{number}/{session}", "L", "CRP")
        assert [given(csc, one) for one in ("L", "CRP", "L", "")] == [
            "CSTO CSC/L.1/2027",
            "CSTO CSC/CRP.1/2027",
            "CSTO CSC/L.2/2027",
            "CSTO CSC/1/2027",
        ]
        document, version = drafted(csc)
        actions.seal_version(version, by=actor("DO"))
        officer = actor("DO")
        with refused("documents.series_unknown", series="WP"):
            actions.register_document(document, by=officer, series="WP")

    def test_old_and_new_symbols_lead_to_their_documents_with_and_without_suffixes(self):
        csc = csto()["CSC"]
        old = given(csc, "L")
        written("{body}({year}){number}")
        new = given(csc)
        reader = actor("DO")
        for symbol in (old, new):
            for said in (symbol, f"{symbol}/Rev.2", f"{symbol}/Rev.2/Corr.1"):
                assert queries.document_with_symbol(reader, said).symbol == symbol
                assert queries.base_symbol(said) == symbol

    def test_suffixes_are_given_behind_any_form(self):
        csc = csto()["CSC"]
        written("{body}({year}){number}")
        for symbol in ("CSTO/CSC/2027/L.7", "CSC(2027)7"):
            document, version = drafted(csc)
            actions.seal_version(version, by=actor("DO"))
            actions.register_document(document, by=actor("DO"), symbol=symbol)
            by_two(actions.issue_version, version=version)
            later = actions.add_version(document, by=actor("DO"), texts={"ru": in_russian()})
            assert queries.symbol_of(later) == f"{symbol}/Rev.1"

    def test_a_symbol_typed_by_hand_is_of_the_form_or_the_usual_one(self):
        csc = csto()["CSC"]
        written("{body}({year}){number}")
        document, _version = drafted(csc)
        officer = actor("DO")
        with refused("symbol.unreadable", said="CSC-2027-1"):
            actions.register_document(document, by=officer, symbol="CSC-2027-1")
        assert actions.register_document(document, by=officer, symbol="CSC(2027)9").symbol == "CSC(2027)9"

    def test_what_is_no_form_is_refused(self):
        csto()
        by = secretary_general()
        for form in ("{body}", "{body}{number", "{number}{number}"):
            with refused("symbol.bad_pattern", said=form):
                set_symbol_form(by=by, form=form)
        with refused("symbol.field_unknown", fields=["committee"]):
            set_symbol_form(by=by, form="A/C.{committee}/{number}")
        with refused("organisation.nothing_corrected"):
            set_symbol_form(by=by, form="")
        stranger = actor("DO")
        with refused("access.not_allowed"):
            set_symbol_form(by=stranger, form="{body}/{number}")
        assert written("{body}/{number}").symbol_form == "{body}/{number}"
        assert written("").symbol_form == ""
