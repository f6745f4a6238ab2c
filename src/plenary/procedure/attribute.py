"""What the members of a body bear on a day: so many votes, so large a population, a permanent seat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.tables import citation_in, day_in, flag_in, holds, list_in, only, table, text_in
from plenary.procedure.value import parts_of, value

#: Names that are numbers of the seat; every other name is a trait, which a member bears or does not.
WEIGHT = "weight"
POPULATION = "population"


@value
class Attribute:
    """One thing that members bear over a period, both days included, each with its number; 1 for a trait.

    name: "weight", "population", or a trait that rules ask about, such as "permanent".
    """

    name: str
    values: tuple[tuple[str, int], ...]
    cite: Citation
    body: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    certain: bool = True

    @property
    def is_trait(self) -> bool:
        return self.name not in {WEIGHT, POPULATION}

    @property
    def members(self) -> tuple[str, ...]:
        """Those who bear it, in the order of the file."""
        return tuple(member for member, _ in self.values)

    def of(self, member: str) -> int | None:
        """The number of one member; None where it is not named."""
        return dict(self.values).get(member)

    def holds_on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return holds(self.valid_from, self.valid_to, day)

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> Attribute:
        """One attribute from a table of a ruleset file: a trait with `members`, a number with `values`.

        Raises: Refused "ruleset.…".
        """
        only(data, {*parts_of(cls), "members"}, "ruleset.unknown_value")
        name = text_in(data, "name")
        if ("members" in data) == ("values" in data) or ("values" in data) != (name in {WEIGHT, POPULATION}):
            raise Refused("ruleset.bad_value", value=name, said="members for a trait, values for a number")
        if "members" in data:
            numbers: dict[str, object] = {str(member): 1 for member in list_in(data, "members")}
        else:
            numbers = dict(table(data["values"]))
        wrong = [member for member, number in numbers.items() if type(number) is not int or number < 0]
        if wrong or not numbers:
            raise Refused("ruleset.bad_value", value=name, said=str({member: numbers[member] for member in wrong}))
        return cls(
            name=name,
            values=tuple((member, number) for member, number in numbers.items() if isinstance(number, int)),
            cite=citation_in(data),
            body=str(data.get("body", "")),
            valid_from=day_in(data, "valid_from"),
            valid_to=day_in(data, "valid_to"),
            certain=flag_in(data, "certain", default=True),
        )

    def as_mapping(self) -> dict[str, Fact]:
        """The attribute as it is kept: `Attribute.from_mapping` gives the same again."""
        borne: dict[str, Fact] = {"members": list(self.members)} if self.is_trait else {"values": dict(self.values)}
        return {
            "name": self.name,
            **borne,
            "cite": str(self.cite),
            "body": self.body,
            "valid_from": str(self.valid_from or ""),
            "valid_to": str(self.valid_to or ""),
            "certain": self.certain,
        }
