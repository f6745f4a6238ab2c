"""Values: made by place or by name, equal by their parts, never changed, cheap to load."""

from __future__ import annotations

import pytest

from plenary.procedure.refusal import Refused
from plenary.procedure.share import Share
from plenary.procedure.value import changed, parts_of, value


@value
class Point:
    x: int
    y: int = 0


@value(order=True)
class Age:
    years: int
    months: int = 0


class TestMaking:
    """By place, by name, with what is left out."""

    def test_by_place_and_by_name_are_the_same(self):
        assert Point(1, 2) == Point(x=1, y=2) == Point(y=2, x=1) == Point(1, y=2)
        assert hash(Point(1, 2)) == hash(Point(y=2, x=1))
        assert Point(1).y == 0

    @pytest.mark.parametrize("given", [(), (1, 2, 3)])
    def test_as_many_parts_as_there_are(self, given):
        with pytest.raises(TypeError):
            Point(*given)

    @pytest.mark.parametrize("named", [{"z": 1}, {"x": 1, "z": 1}, {"y": 1}])
    def test_no_part_unknown_or_missing(self, named):
        with pytest.raises(TypeError):
            Point(**named)

    def test_no_part_twice(self):
        with pytest.raises(TypeError):
            Point(1, x=1)

    def test_parts_are_known_in_their_order(self):
        assert parts_of(Point) == ("x", "y")
        assert parts_of(int) == ()

    def test_is_matched_by_place(self):
        match Point(3, 4):
            case Point(x, y):
                assert (x, y) == (3, 4)


class TestNeverChanged:
    """Another value is made instead, under the same conditions."""

    def test_a_part_is_not_set_nor_taken_away(self):
        with pytest.raises(AttributeError):
            Point(1).x = 2
        with pytest.raises(AttributeError):
            del Point(1).x

    def test_changed_makes_another(self):
        first = Point(1, 2)
        assert (changed(first, y=5), first) == (Point(1, 5), Point(1, 2))

    def test_what_the_class_refuses_it_refuses_here_too(self):
        with pytest.raises(Refused):
            changed(Share(1, 2), num=3)


class TestComparing:
    """Equal by their parts and their class; ordered only where that was asked for."""

    def test_another_class_is_never_equal(self):
        assert Point(1, 2) != Age(1, 2)
        assert Point(1) != 1

    def test_in_order_of_the_parts(self):
        assert sorted([Age(2, 1), Age(1, 9), Age(1, 2)]) == [Age(1, 2), Age(1, 9), Age(2, 1)]
        assert Age(1) <= Age(1) < Age(2) and Age(2) >= Age(2) > Age(1)
        with pytest.raises(TypeError):
            Age(1) < 1  # noqa: B015  comparing is what is tried
        with pytest.raises(TypeError):
            Point(1) < Point(2)  # noqa: B015

    def test_said_as_it_is_written(self):
        assert repr(Point(1, 2)) == "Point(x=1, y=2)"
