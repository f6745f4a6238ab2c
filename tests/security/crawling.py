"""The crawl itself: what is asked, of which address, by whom, and what comes back."""

from __future__ import annotations

import inspect
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Sum
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from plenary.offices.documents.models import Version
from tests.security.oracle import Reader, canaries_in
from tests.security.planting import Planted

INVENTED_KEY = "aW52ZW50ZWQga2V5IGhlcm"
#: Which things an address under this path takes as its `key`; any other path is tried with things of every kind.
KEYS_OF = {
    "c": ("sitting",),
    "w/items": ("item",),
    "w/notes": ("note",),
    "w/sittings": ("sitting",),
    "w/delegations": ("delegation",),
    "w/delegates": ("delegate",),
    "w/d": ("document",),
    "w/amendments": ("amendment",),
    "w/questions": ("question",),
    "w/signing": ("paper",),
    "w/follow-up": ("follow-up",),
    "desk/press": ("release",),
    "desk/pending": ("pending",),
    "desk/people": ("person",),
    "votes": ("question",),
    "api/v1/documents": ("document",),
}
#: Tables in which reading may leave a mark: who is signed in and when last seen, and which ticket to a file was used.
MARKED_BY_READING = frozenset(
    {"sessions.session", "people.signin", "people.scriptkey", "live.outbox", "access.audience", "files.spentticket"}
)

_ARGUMENT = re.compile(r"<(?:(?P<form>\w+):)?(?P<name>\w+)>")
_ACT = re.compile(r":(verb|act|action|what)>")
_VERB = re.compile(r'"([a-z]+(?:-[a-z]+)*)"(?:: |\s*(?:\||=>))|case "([a-z-]+)"|== "([a-z-]+)"')
_NOISE = (
    re.compile(rb'nonce="[^"]*"'),
    re.compile(rb"nonce-[A-Za-z0-9_+/=-]+"),
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(rb'"X-CSRFToken": ?"[^"]*"'),
    re.compile(rb"csrf[a-z-]*=\"[^\"]*\""),
    re.compile(rb'data-live-token="[^"]*"'),
    re.compile(rb"\d\d:\d\d(:\d\d)?"),
)


@dataclass(frozen=True)
class Address:
    """One address of the router with its arguments filled in.

    hidden_as: audience of who may know of what it names; empty for one that names nothing. twin: the same address with
    invented arguments. is_act: one more verb of an address that was asked already; only written to.
    """

    page: str
    pattern: str
    path: str
    hidden_as: str = ""
    twin: str = ""
    is_act: bool = False


@dataclass(frozen=True)
class Asked:
    """One request."""

    reader: Reader
    address: Address
    method: str
    variant: str = ""


@dataclass
class Answer:
    """What came back, as bytes."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def chunks(self) -> list[bytes]:
        told = [value.encode() for name, value in self.headers.items() if name != "Set-Cookie"]
        return [self.body, *_unpacked(self.body), *told]

    def without_noise(self, *names: str) -> bytes:
        """The body without what differs each time, and without what the asker wrote into the address."""
        plain = self.body
        for noise in _NOISE:
            plain = noise.sub(b"", plain)
        # A public page links to itself in other languages, so its address stands there without its language too.
        forms = [form for name in names for form in (name, re.sub("^/(en|ru)/", "/", name))]
        for form in forms:
            for written in (form, quote(form), quote(form, safe=""), quote(quote(form, safe=""))):
                plain = plain.replace(written.encode(), b"~")
        return plain


def _unpacked(body: bytes) -> list[bytes]:
    """The parts of a workbook or another packed file, in which nothing can be searched for as they stand."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return []
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return [packed.read(name) for name in packed.namelist()]


VARIANTS: dict[str, dict[str, Any]] = {
    "": {},
    "part": {"headers": {"HX-Request": "true"}},
    "russian": {"headers": {"Accept-Language": "ru"}},
    "conditional": {"headers": {"If-None-Match": '"x"', "Range": "bytes=0-40", "Accept": "application/json"}},
    "junk": {
        "data": {
            "action": "x",
            "answer": "agree",
            "audience": "public",
            "ballot_key": INVENTED_KEY,
            "capacity": "SG",
            "choice": "in_favour",
            "headline": "=1+1",
            "key": INVENTED_KEY,
            "language": "tlh",
            "member": "RUS",
            "next": "https://elsewhere.example/",
            "person": INVENTED_KEY,
            "question": INVENTED_KEY,
            "reason": "\u202e<script>",
            "text": "x" * 300,
            "title": "'\"><b>",
            "to": "9999-99-99",
        }
    },
}


@dataclass
class Router:
    """The addresses to crawl, read from the router; arguments from what was planted."""

    planted: Planted
    language: str = "en"
    addresses: list[Address] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def read(self) -> Router:
        for page, pattern, view in _patterns():
            self.addresses += self._filled(page, pattern, view)
        return self

    def _filled(self, page: str, pattern: str, view: Any) -> Iterator[Address]:
        arguments = [(found["form"] or "str", found["name"]) for found in _ARGUMENT.finditer(pattern)]
        choices: list[list[tuple[str, str]]] = []
        invented: list[str] = []
        for form, name in arguments:
            values = self._values(form, name, pattern, view)
            if values is None:
                self.unknown.append(f"{page} ({pattern}): argument <{form}:{name}>")
                return
            choices.append(values[0])
            invented.append(values[1])
        shape = _ARGUMENT.sub("{}", pattern)
        if not arguments:
            yield Address(page, pattern, f"/{shape}")
            return
        names = [name for _, name in arguments]
        combined = self._of_each_kind(choices) if names[:2] == ["kind", "key"] else _combined(choices)
        for place, filled in enumerate(combined):
            path = f"/{shape.format(*(quote(value, safe='/:@') for value, _ in filled))}"
            # A twin differs in the argument that names a hidden thing, and in nothing else.
            audiences = [audience for _, audience in filled if audience]
            twin = [invented[n] if filled[n][1] else filled[n][0] for n in range(len(filled))]
            yield Address(
                page,
                pattern,
                path,
                audiences[0] if len(audiences) == 1 else "",
                f"/{shape.format(*(quote(value, safe='/:@') for value in twin))}" if audiences else "",
                _ACT.search(pattern) is not None and place > 0,
            )
            if place == 0:
                yield Address(page, pattern, f"/{shape.format(*invented)}")

    def _of_each_kind(self, choices: list[list[tuple[str, str]]]) -> Iterator[tuple[tuple[str, str], ...]]:
        """Every thing under the name of its own kind, with one of each other argument; the first with each."""
        pairs = [((label, ""), one) for kind, label in KINDS.items() for one in self.planted.things[kind]]
        for place, pair in enumerate(pairs):
            yield (*pair, *(other[place % len(other)] for other in choices[2:]))

    def _values(self, form: str, name: str, pattern: str, view: Any) -> tuple[list[tuple[str, str]], str] | None:
        """Values for one argument with the audience of what they name, and an invented one; None: not known here."""
        things = self.planted.things
        if name == "key":
            plain = pattern.removeprefix(f"{self.language}/")
            kinds = next((kinds for path, kinds in KEYS_OF.items() if plain.startswith(f"{path}/<")), ())
            if plain.startswith("f/<"):
                return [(key.partition("/")[0], audience) for key, audience in things["file"]], INVENTED_KEY
            named = [one for kind in kinds for one in things[kind]]
            # A key of another kind in the same place names nothing there; a path not known here gets one of each.
            others = ("item", "release") if kinds else tuple(set(things) - NOT_KEYS)
            neighbours = [things[kind][-1] for kind in sorted(others) if kind not in kinds]
            return named + neighbours, INVENTED_KEY
        simple: dict[tuple[str, str], tuple[list[tuple[str, str]], str]] = {
            ("slug", "ref"): (things["ref"], "NONE-1999-9"),
            ("str", "ref"): (things["ref"], "NONE-1999-9"),
            ("path", "symbol"): (things["symbol"], "CSC/1999/L.99"),
            ("str", "claim"): (things["claim"], INVENTED_KEY),
            ("str", "ticket"): (self._plain("no-ticket"), INVENTED_KEY),
            ("slug", "seat"): (self._plain("chair", "secretary"), "no-such-seat"),
            ("str", "secret"): (self._plain("no-key-of-a-calendar"), INVENTED_KEY),
            ("slug", "slug"): (things["slug"], "never-told"),
            ("slug", "number"): (things["number"], "CSC-1999-9"),
            ("str", "number"): (things["number"], "CSC-1999-9"),
            ("str", "kind"): (self._plain(*KINDS.values()), "nothing.atall"),
            ("slug", "kind"): (self._plain(*KINDS.values()), "nothing-at-all"),
            ("int", "number"): (self._plain("1", "2"), "77"),
            ("int", "year"): (self._plain("2019", *(year for year, _ in things["year"])), "1999"),
            ("int", "entry"): (self._plain("1", "3", "40"), "900719"),
            ("str", "anchor"): (self._plain("op1", "title"), "nowhere"),
            ("str", "referral"): (things["referral"], INVENTED_KEY),
            ("str", "amendment"): (things["amendment"], INVENTED_KEY),
            ("str", "bracket"): (self._plain(INVENTED_KEY), INVENTED_KEY),
            ("int", "n"): (self._plain("1", "2"), "99"),
            ("int", "page"): (self._plain("1"), "99"),
            ("str", "page"): (self._plain("now", "floor"), "nowhere"),
            ("str", "part"): (self._plain("facts", "middle", "acts", "order"), "nothing"),
            ("slug", "part"): (self._plain("results", "now", "facts", "middle", "acts", "order"), "nothing"),
            ("str", "form"): (self._plain("xml", "txt", "pdf"), "doc"),
            ("form", "form"): (self._plain("csv", "xlsx", "json"), "json"),
            ("int", "older"): (self._plain("1"), "77"),
            ("int", "newer"): (self._plain("2"), "78"),
            ("str", "left"): (self._plain("en"), "xx"),
            ("str", "right"): (self._plain("ru"), "yy"),
            ("slug", "left"): (self._plain("en"), "xx"),
            ("slug", "right"): (self._plain("ru"), "yy"),
            ("slug", "language"): (self._plain("en", "ru"), "xx"),
            ("str", "language"): (self._plain("en", "ru"), "xx"),
            ("str", "name"): ([(key.partition("/")[2], "") for key, _ in things["file"]], "no.txt"),
            ("slug", "code"): (self._plain("RUS", "CSC", "UN"), "ZZZ"),
            ("str", "code"): (self._plain("RUS", "CSC", "UN", *_print_codes()), "ZZZ"),
            ("slug", "which"): (self._plain("mandates", "documents", "corrections", "to-open"), "nothing"),
        }
        if name in {"verb", "act", "action", "what"}:
            return self._plain(*_words_of(view)), "no-such-thing"
        return simple.get((form, name))

    @staticmethod
    def _plain(*values: str) -> list[tuple[str, str]]:
        return [(value, "") for value in values]


def _print_codes() -> list[str]:
    """Codes of prints of every version that was planted, hidden ones among them."""
    return list(Version.objects.order_by("pk").values_list("print_code", flat=True))


#: What things are called where an address names their kind.
KINDS = {
    "amendment": "decisions.amendment",
    "arrival": "protocol.arrival",
    "attribution": "organisation.attribution",
    "claim": "newsroom.claim",
    "delegate": "meetings.delegate",
    "delegation": "meetings.delegation",
    "document": "documents.document",
    "item": "meetings.item",
    "note": "meetings.sittingnote",
    "pending": "people.pending",
    "question": "decisions.question",
    "referral": "documents.referral",
    "release": "newsroom.release",
    "signing": "instruments.signingpackage",
    "sitting": "meetings.sitting",
    "slot": "protocol.slot",
    "version": "documents.version",
    "text": "documents.languageversion",
    "paragraph": "documents.paragraph",
    "paper": "instruments.signingpaper",
    "follow-up": "decisions.followup",
}
#: Kinds whose names in addresses are no keys.
NOT_KEYS = frozenset({"ref", "symbol", "slug", "year", "file", "number"})


def _combined(choices: list[list[tuple[str, str]]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every value of the first argument with one of each other, and the first with each of the others.

    A file's key and name are given together, since they belong together.
    """
    first, others = choices[0], choices[1:]
    for place, value in enumerate(first):
        yield (value, *(other[place % len(other)] for other in others))
    for nth, other in enumerate(others):
        for value in other[1:]:
            yield (first[0], *(value if n == nth else one[0] for n, one in enumerate(others)))


def _patterns() -> list[tuple[str, str, Any]]:
    found: list[tuple[str, str, Any]] = []

    def walk(resolver: URLResolver, prefix: str) -> None:
        for entry in resolver.url_patterns:
            pattern = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                found.append((entry.name or "", pattern, entry.callback))
            else:
                walk(entry, pattern)

    walk(get_resolver(), "")
    return found


def _words_of(view: Any) -> list[str]:
    """Words that the module of a view looks things up by: the verbs it knows are among them."""
    inner = inspect.unwrap(getattr(view, "view_class", view))
    module = inspect.getmodule(inner)
    found = _VERB.findall(inspect.getsource(module)) if module else []
    return sorted({word for words in found for word in words if word}) or ["begin"]


def send(client: Client, asked: Asked, path: str = "") -> Answer:
    """One request. A writing one is undone at once, and the browser is as it was."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    given = VARIANTS[asked.variant]
    ask = getattr(client, asked.method.lower())
    writes = asked.method not in {"GET", "HEAD", "OPTIONS"}
    if not writes:
        response = ask(path or asked.address.path, **given)
        body = _body(response)
    else:
        with transaction.atomic():
            response = ask(path or asked.address.path, **given)
            body = _body(response)
            transaction.set_rollback(True)
        client.cookies.clear()
        for name, value in cookies.items():
            client.cookies[name] = value
    return Answer(response.status_code, body, dict(response.headers))


def _body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def told(answer: Answer) -> set[str]:
    """The canaries that an answer carries."""
    return canaries_in(answer.chunks)


def files() -> dict[str, tuple[int, int]]:
    """Size and last change of every file of the house, the database's own apart."""
    home = Path(settings.PLENARY_HOME)
    found = (file for file in home.rglob("*") if file.is_file() and ".sqlite3" not in file.name)
    return {str(file.relative_to(home)): (file.stat().st_size, file.stat().st_mtime_ns) for file in found}


def tables() -> dict[str, tuple[Any, ...]]:
    """A figure for each table: rows, sum of their numbers, sum and highest of their versions."""
    figures = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label in MARKED_BY_READING:
            continue
        counted = {"rows": Count("pk")}
        if model._meta.pk.get_internal_type().endswith("AutoField"):
            counted["sum"] = Sum("pk")
        if any(one.name == "version" and one.get_internal_type().startswith("Positive") for one in model._meta.fields):
            counted |= {"versions": Sum("version"), "highest": Max("version")}
        figures[label] = tuple(model._default_manager.aggregate(**counted).values())
    return figures
