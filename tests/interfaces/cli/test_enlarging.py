"""The invented organisation made large: always the same names, each its own, and shares that sum exactly."""

import unicodedata
from decimal import Decimal

import pytest

from plenary.interfaces.cli.enlarging import FOUNDERS, MEMBERS, enlarged, joining
from plenary.interfaces.cli.replaying import acts_of


def arguments_of(script, name):
    return [act["with"] for act in acts_of(script) if act["do"] == name]


def test_the_same_count_gives_the_same_script():
    assert enlarged("one", after="halmar") == enlarged("one", after="halmar")


def test_codes_and_names_are_of_one_member_alone_in_every_language():
    new = joining(MEMBERS - len(FOUNDERS))
    assert len(new) == 184
    assert len({one.code for one in new} | set(FOUNDERS)) == MEMBERS
    for language in ("en", "ru", "ar", "zh"):
        assert len({one.short[language] for one in new}) == 184
    assert [one.short["en"] for one in new] == sorted(one.short["en"] for one in new)


def test_names_are_in_four_scripts():
    scripts = {unicodedata.name(name[0]).split()[0] for one in joining(20) for name in one.short.values()}
    assert scripts == {"LATIN", "CYRILLIC", "ARABIC", "CJK"}


@pytest.mark.parametrize("count", [6, 7, 67, 190, 246])
def test_the_scale_sums_to_a_hundred_and_has_every_member(count):
    (scale,) = arguments_of(enlarged("large", after="halmar", count=count), "budget.set_scale")
    assert len(scale["shares"]) == count
    assert sum(map(Decimal, scale["shares"].values())) == Decimal("100.000")
    assert all(Decimal(share) > 0 for share in scale["shares"].values())


@pytest.mark.parametrize("count", [5, 247])
def test_fewer_than_there_are_and_more_than_have_names_are_refused(count):
    with pytest.raises(ValueError, match="members"):
        enlarged("large", after="halmar", count=count)


def test_persons_are_called_differently():
    names = [one["name"]["en"] for one in arguments_of(enlarged("large", after="halmar"), "organisation.enter_person")]
    assert len(set(names)) == len(names) == 3 * MEMBERS
