"""Replaying a scenario: a TOML file of acts, done one after another through the same actions that people use.

A file has a head and a list of acts:

    [scenario]
    name = "bishkek-2019-room"             # that of the file, where later files go on from it
    title = { en = "…", ru = "…" }
    clock = 2019-11-28T12:00:00+06:00      # where the demonstration's clock stands afterwards
    after = "bishkek-2019"                 # replays on top of that one; may be left out

    [[act]]
    do = "meetings.add_item"               # an act by its name
    on = "@session"                        # the thing acted on, where the act takes one
    by = "secretary/SB"                    # who: the name of a person's alias and the capacity
    seconded = "general/SG"                # who confirms, where the act takes two people; in a demonstration only
    waits = true                           # instead: it takes two people, and the second has not answered yet
    at = 2019-11-28T06:00:00Z              # what the house's clock says; else as for the act before
    as = "budget-item"                     # what later acts call the result
    with = { title = { en = "…" }, … }     # the rest of its arguments
    each = [ { as = "…", with = { … } }, … ]  # instead of one act: the same act once for every line; a line adds
                                           # to what stands above, and says otherwise where both say something

A text that begins with @ stands for a thing named before, `@alias.field` for a field of it; inside a longer
text `{@alias.key}` does. `@@` stands for a plain @.
"""

from __future__ import annotations

import inspect
import json
import re
import tomllib
import types
import typing
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from plenary.foundation.access.actors import Actor, actor_for, the_house
from plenary.foundation.access.acts import REGISTER
from plenary.foundation.access.models import Account, Person
from plenary.foundation.clock import standing_at
from plenary.foundation.kept import Kept, thing_named
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.foundation.people.demonstration import set_clock
from plenary.foundation.people.models import Pending
from plenary.interfaces.cli.house import with_bar
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused

#: Years in which a scenario plays; far from both ends of the calendar.
YEARS = range(1900, 2201)
_INSIDE = re.compile(r"\{@([\w.-]+)\}")


class BadScenario(Exception):
    """A scenario file that says something impossible; carries the sentence for the person who wrote it."""


@dataclass(slots=True)
class Replay:
    """A replay under way: the things named so far.

    everybody: whether it may play everybody, as a demonstration does. Else it acts for one person and is never the
    second; nor does it gavel or vote in a sitting, since chair and seat must show who they are and a file shows
    nothing. So whoever holds the machine cannot be two persons of an act that takes two (P24).
    """

    names: dict[str, Any] = field(default_factory=dict)
    clock: datetime | None = None
    everybody: bool = True
    acts_for: str = ""

    def run(self, script: Mapping[str, Any]) -> Iterator[str]:
        """Do each act in turn; yields its name before it is done.

        Raises BadScenario for a file that cannot be understood; Refused, with `act` among its notes, where an act
        is refused. What was done before stays done.
        """
        for number, line in enumerate(acts_of(script), start=1):
            name = str(line.get("do", ""))
            yield name
            try:
                self._do(line)
            except Refused as refused:
                refused.add_note(f"act {number}, {name}")
                raise
            except BadScenario as bad:
                raise BadScenario(f"Act {number}, {name or 'without a name'}: {bad}") from bad

    def keep_names(self, file: Path) -> None:
        """Write what the things are called, so that a later file of acts can go on from here."""
        named = {alias: thing.about for alias, thing in self.names.items() if isinstance(thing, Kept)}
        file.write_text(json.dumps(named, indent=1, sort_keys=True), encoding="utf-8")

    def recall_names(self, file: Path) -> None:
        """Take up the names that an earlier replay kept in this house."""
        for alias, (kind, key) in json.loads(file.read_text(encoding="utf-8")).items():
            thing = thing_named(kind, key)
            if thing is not None:
                self.names[alias] = thing

    def _do(self, line: Mapping[str, Any]) -> None:
        unknown = set(line) - {"do", "on", "by", "seconded", "waits", "at", "as", "with"}
        if unknown:
            raise BadScenario(f"{', '.join(sorted(unknown))} is not part of an act.")
        name = str(line.get("do", ""))
        if name not in REGISTER:
            raise BadScenario("there is no such act.")
        if "at" in line:
            self.clock = self.instant(line["at"])
        act = REGISTER[name]
        if not self.everybody and ("seconded" in line or act is pairs.confirm):
            raise Refused("people.second_from_a_file")
        with standing_at(self.clock) if self.clock else nullcontext():
            given = self._arguments(act, line)
            if "by" in line:
                given["by"] = self._actor(str(line["by"]))
            self._require_all(act, given)
            result = self._done(act, given, line)
        if "as" in line:
            self._name(str(line["as"]), result)

    @staticmethod
    def _require_all(act: Callable[..., Any], given: Mapping[str, Any]) -> None:
        parts = inspect.signature(act).parameters.values()
        lacking = [part.name for part in parts if part.default is part.empty and part.name not in given]
        if lacking:
            raise BadScenario(f"it lacks {', '.join(lacking)}.")

    def _done(self, act: Callable[..., Any], given: dict[str, Any], line: Mapping[str, Any]) -> Any:  # noqa: ANN401  what the act returns
        """Do the act, by one person or by two, or leave it with the first of the two."""
        second, waits = str(line.get("seconded", "")), bool(line.get("waits"))
        if not second and not waits:
            return act(**given)
        made = pairs.perform(act, **given)
        if waits and (second or not isinstance(made, Pending)):
            raise BadScenario("nobody else has to agree to it, so it cannot wait.")
        return pairs.confirm(made, by=self._actor(second)) if second and isinstance(made, Pending) else made

    def _name(self, alias: str, result: Any) -> None:  # noqa: ANN401  what the act returned
        if alias in self.names:
            raise BadScenario(f"@{alias} is named twice.")
        self.names[alias] = result
        if isinstance(result, list) and all(isinstance(one, Account) for one in result):
            for account in result:
                self.names[account.sign_in_name] = account.person

    def _actor(self, said: str) -> Actor:
        """Who acts: `alias/CAPACITY`, or `house` for the system itself."""
        if said == "house":
            return the_house()
        alias, _, capacity = said.partition("/")
        person = self.names.get(alias)
        if person is None:
            account = Account.objects.select_related("person").filter(sign_in_name=alias).first()
            person = account.person if account else None
        if not isinstance(person, Person):
            raise BadScenario(f"{alias} is nobody who was named before.")
        actor = actor_for(person, capacity)
        if actor.capacity != capacity:
            raise BadScenario(f"{alias} does not act as {capacity} at that time.")
        if self.everybody:
            return actor
        self.acts_for = self.acts_for or actor.person_key
        if actor.person_key != self.acts_for:
            raise Refused("people.two_from_a_file", name=person.name.said())
        return replace(actor, proved=frozenset(), readable={})

    def _arguments(self, act: Callable[..., Any], line: Mapping[str, Any]) -> dict[str, Any]:
        hints = _hints(act)
        arguments = line.get("with", {})
        if not isinstance(arguments, dict):
            raise BadScenario(f"with is {arguments!r}: write arguments by name.")
        given = dict(arguments)
        if "on" in line:
            first = next(iter(hints), "")
            given = {first: line["on"], **given}
        strange = set(given) - set(hints)
        if strange:
            raise BadScenario(f"it takes no {', '.join(sorted(strange))}.")
        return {name: self._value(value, hints[name], name) for name, value in given.items()}

    def _value(self, said: Any, hint: Any, where: str) -> Any:  # noqa: ANN401  whatever TOML holds
        if isinstance(said, str) and said.startswith("@@"):
            said = said[1:]
        elif isinstance(said, str) and said.startswith("@"):
            return self._thing(said[1:])
        elif isinstance(said, str) and "{@" in said:
            return _INSIDE.sub(lambda found: str(self._thing(found[1])), said)
        origin, inside = typing.get_origin(hint), typing.get_args(hint)
        if origin in {types.UnionType, typing.Union}:
            hints = [one for one in inside if one is not types.NoneType]
            return self._value(said, hints[0], where) if hints else said
        if origin in {list, tuple, Sequence} and isinstance(said, list):
            each = inside[0] if inside else Any
            if origin is tuple and len(inside) > 1 and inside[1] is not Ellipsis:
                if len(said) != len(inside):
                    raise BadScenario(f"{where} has {len(inside)} parts, not {len(said)}.")
                return tuple(self._value(one, part, where) for one, part in zip(said, inside, strict=True))
            values = [self._value(one, each, where) for one in said]
            return tuple(values) if origin is tuple else values
        if origin in {dict, Mapping} and isinstance(said, dict):
            return {self._key(name): self._value(one, inside[1], where) for name, one in said.items()}
        return self._plain(said, hint, where)

    def _plain(self, said: Any, hint: Any, where: str) -> Any:  # noqa: ANN401  whatever TOML holds
        try:
            if hint is Words:
                return Words.of(said)
            if hint is Decimal:
                return Decimal(str(said))
            if hint is datetime:
                return self.instant(said)
            if hint is date and isinstance(said, datetime):
                return said.date()
            if is_dataclass(hint) and isinstance(said, dict):
                parts = typing.get_type_hints(hint)
                known = {part.name for part in fields(hint)}
                if set(said) - known:
                    raise BadScenario(f"{where} has no {', '.join(sorted(set(said) - known))}.")
                return hint(**{name: self._value(one, parts[name], where) for name, one in said.items()})  # type: ignore[operator]
        except (TypeError, InvalidOperation) as wrong:
            raise BadScenario(f"{where} cannot be {said!r}.") from wrong
        return said

    def _key(self, name: str) -> Any:  # noqa: ANN401  a text or a thing
        return self._thing(name[1:]) if name.startswith("@") else name

    def _thing(self, path: str) -> Any:  # noqa: ANN401  what was named
        alias, *steps = path.split(".")
        if alias not in self.names:
            raise BadScenario(f"@{alias} was not named before.")
        thing = self.names[alias]
        if isinstance(thing, Kept):
            # Acts since then may have changed it; an act is given the thing as it is now.
            thing = type(thing)._base_manager.get(pk=thing.pk)
        for step in steps:
            try:
                thing = thing[int(step)] if isinstance(thing, list) and step.isdecimal() else getattr(thing, step)
            except (AttributeError, IndexError, ValueError) as wrong:
                raise BadScenario(f"@{path} leads to nothing.") from wrong
        return thing

    @staticmethod
    def instant(said: Any) -> datetime:  # noqa: ANN401  whatever TOML holds
        """An instant as a file says it. Raises BadScenario."""
        if not isinstance(said, datetime) or said.tzinfo is None:
            raise BadScenario(f"{said!r} is no instant: write a day, an hour and a zone.")
        if said.year not in YEARS:
            raise BadScenario(f"{said.isoformat()} is out of the calendar: years go from {YEARS[0]} to {YEARS[-1]}.")
        return said.astimezone(UTC)


@cache
def _hints(act: Callable[..., Any]) -> dict[str, Any]:
    """The act's own arguments by name, without who acts."""
    hints = typing.get_type_hints(act.__wrapped__)  # type: ignore[attr-defined]
    return {name: hint for name, hint in hints.items() if name not in {"by", "return"}}


def acts_of(script: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The acts of a script one by one, those under `each` written out. Raises BadScenario."""
    for line in script.get("act", ()):
        each = line.get("each")
        if each is None:
            yield line
            continue
        if not isinstance(each, list) or not all(isinstance(one, dict) for one in each):
            raise BadScenario(f"{line.get('do', '')}: each is a list of tables.")
        shared = {name: value for name, value in line.items() if name != "each"}
        for one in each:
            yield {**shared, **one, "with": {**shared.get("with", {}), **one.get("with", {})}}


def actors_of(script: Mapping[str, Any]) -> list[str]:
    """Who acts in a script, as it says them, each once."""
    said = {str(line[part]) for line in acts_of(script) for part in ("by", "seconded") if part in line}
    return sorted(name for name in said if name.isprintable())


def names_file(home: Path, scenario: str) -> Path:
    """Where the names of a replayed scenario are kept."""
    return home / f"names-{scenario}.json"


def read(file: Path) -> dict[str, Any]:
    """A scenario file as data. Raises BadScenario with the line that cannot be read."""
    try:
        script = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise BadScenario(f"There is no file {file}.") from missing
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise BadScenario(f"{file.name} cannot be read: {wrong}.") from wrong
    _require_shape(script)
    return script


def _require_shape(script: Mapping[str, Any]) -> None:
    head, acts = script.get("scenario", {}), script.get("act", [])
    if not isinstance(head, dict):
        raise BadScenario("[scenario] is a table.")
    if not isinstance(acts, list) or not all(isinstance(line, dict) for line in acts):
        raise BadScenario("Acts are tables: begin each with [[act]].")
    if "clock" in head:
        Replay.instant(head["clock"])


def named(name: str) -> Path:
    """The file of a scenario that ships with Plenary. Raises BadScenario with the names there are."""
    folder = Path(settings.SCENARIOS_FOLDER)
    file = folder / f"{name}.toml"
    if file.parent != folder or not file.exists():
        there = ", ".join(sorted(one.stem for one in folder.glob("*.toml")))
        raise BadScenario(f"There is no scenario {name}. There are: {there}.")
    return file


def told(why: Exception) -> str:
    """Why a replay stopped, for the person who started it: which act, the sentence and its code."""
    if isinstance(why, Refused):
        return f"{'; '.join(why.__notes__)}: {sentence_of(why)} [{why.code}]"
    return str(why)


def play(
    script: dict[str, Any], home: Path, *, label: str, founding: bool = False, dry: bool = False, everybody: bool = True
) -> int:
    """Replay a script and those before it that this house lacks; how many acts were done.

    label: stands before the bar. founding: the house is new, so the first of them all may be replayed too. dry: leave
    names and clock as they are; the caller undoes the acts. everybody: as in Replay.
    """
    replay = Replay(everybody=everybody)
    done = 0
    for part in _lacking(script, home, replay, founding=founding):
        acts = list(acts_of(part))
        deque(with_bar(replay.run(part), len(acts), label), maxlen=0)
        done += len(acts)
        head = part.get("scenario", {})
        if not dry and "name" in head:
            replay.keep_names(names_file(home, head["name"]))
        if not dry and settings.DEMONSTRATION and "clock" in head:
            set_clock(head["clock"])
    return done


def _lacking(script: dict[str, Any], home: Path, replay: Replay, *, founding: bool) -> list[dict[str, Any]]:
    """Those before it that this house lacks, then the script itself.

    Takes up the names of the last one that this house has. Raises BadScenario where the first of them is missing in
    a house that is not being founded: a scenario begins with a house of its own, which `plenary demo` makes.
    """
    chain = [script]
    while after := str(chain[0].get("scenario", {}).get("after", "")):
        if names_file(home, after).exists():
            replay.recall_names(names_file(home, after))
            break
        before = read(named(after))
        if "after" not in before["scenario"] and not founding:
            raise BadScenario(f"It goes on from {after}, which was not loaded in this house.")
        chain.insert(0, before)
    return chain
