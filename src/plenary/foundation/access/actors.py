"""Who acts and reads: a value, made once for each request or act.

Scopes are where the capacity holds ("body:CSC", "member:RUS", "sitting:…"). Tokens are what the audience of a
thing is compared with: the scopes, what the capacity reads by right ("members", "desk", …), and "public".
Offices add scopes of their own through `scope_provider`, since the foundation knows no body and no sitting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Q

from plenary.foundation.access.capacities import SECRETARIAT, Capacity
from plenary.foundation.access.models import Holding, Person
from plenary.foundation.access.permissions import Grade, grade
from plenary.foundation.clock import now
from plenary.foundation.languages.words import Words

#: Tokens that follow from a capacity alone: the row of the matrix, and the grades in it that give the token.
TOKENS_BY_RIGHT: Mapping[str, tuple[str, frozenset[Grade]]] = {
    "members": ("read_limited", frozenset({Grade.READ})),
    "desk": ("", frozenset()),
    "documents": ("issue_version", frozenset({Grade.ALL})),
    "embargoed": ("read_embargoed", frozenset({Grade.READ, Grade.SCOPE})),
    "newsroom": ("draft_release", frozenset({Grade.ALL, Grade.PROPOSE})),
    "trail": ("read_trail", frozenset({Grade.READ})),
    "accounts": ("see_accounts", frozenset({Grade.READ})),
    "protocol": ("seating_arrivals", frozenset({Grade.ALL, Grade.READ})),
}

Provider = Callable[[str, str, frozenset[str]], Iterable[str]]
_providers: list[Provider] = []


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one capacity, or the house itself.

    person_key: empty for the public and for the house. proposed_by: key of the person who proposed the act that
    this one now confirms; empty otherwise. sign_in: key of the sign-in, empty where there is none. name: as the
    record writes it; names: as the person's own pages say it, in each language. proved: the places ("sitting:…") for
    which this sign-in proved anew that it is this person; None where no such proof is asked, as of the command line.
    """

    person_key: str
    name: str
    capacity: str
    scopes: frozenset[str] = frozenset()
    tokens: frozenset[str] = frozenset({"public"})
    sign_in: str = ""
    proposed_by: str = ""
    proved: frozenset[str] | None = None
    names: Words = field(default_factory=Words, compare=False, repr=False)
    readable: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_secretariat(self) -> bool:
        """Whether this person works at the desk."""
        return self.capacity in SECRETARIAT

    @property
    def is_signed_in(self) -> bool:
        """Whether the house knows who this is."""
        return bool(self.person_key)

    def confirming(self, proposer_key: str) -> Actor:
        """This person, confirming what another proposed."""
        return replace(self, proposed_by=proposer_key, readable={})


OUTSIDER = Actor(person_key="", name="", capacity=Capacity.PU.value)


def scope_provider(provider: Provider) -> Provider:
    """Register a function (person key, capacity, scopes held) -> further scopes. Called once by each office."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def actor_for(person: Person, capacity: str, *, at: datetime | None = None, sign_in: str = "") -> Actor:
    """The person acting in `capacity` with all scopes held at that instant (now by default).

    A capacity that the person does not hold gives the rights of the public.
    """
    instant = at or now()
    held = set(
        Holding.objects.in_force(instant).filter(person=person, capacity=capacity).values_list("scope", flat=True)
    )
    if not held:
        return replace(OUTSIDER, person_key=person.key, name=person.name.said("en"), names=person.name, sign_in=sign_in)
    scopes = {scope for scope in held if scope} | {f"person:{person.key}"}
    for provider in _providers:
        scopes |= set(provider(person.key, capacity, frozenset(scopes)))
    return Actor(
        person_key=person.key,
        name=person.name.said("en"),
        names=person.name,
        capacity=capacity,
        scopes=frozenset(scopes),
        tokens=frozenset(scopes | tokens_by_right(capacity)),
        sign_in=sign_in,
    )


def tokens_by_right(capacity: str) -> set[str]:
    """What a capacity reads without being named: classes of domain.md H, read from the permission file."""
    return {"public"} | {token for token in TOKENS_BY_RIGHT if reads_by_right(capacity, token)}


def reads_by_right(capacity: str, token: str) -> bool:
    """Whether a capacity holds a token by what it is, wherever it is held."""
    if token == "desk":
        return capacity in SECRETARIAT
    row, grades = TOKENS_BY_RIGHT[token]
    return grade(capacity, row) in grades


def the_house() -> Actor:
    """The system itself: numbers, seals and clocks. Holds no right that a person lacks."""
    return Actor(person_key="", name="Plenary", capacity="")


def capacities_of(person: Person, *, at: datetime | None = None) -> list[str]:
    """The capacities a person may choose to act in, in the order of the matrix."""
    held = set(Holding.objects.in_force(at or now()).filter(person=person).values_list("capacity", flat=True))
    return [code for code in Capacity.values if code in held]


def in_force(instant: datetime) -> Q:
    """Rows whose period holds at `instant`: from inclusive, until exclusive; empty means open."""
    return (Q(from_at__isnull=True) | Q(from_at__lte=instant)) & (Q(until_at__isnull=True) | Q(until_at__gt=instant))
