"""People and roles as officers keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import now
from plenary.foundation.notices.addresses import mailbox_of
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.officers import is_only_officer, officers
from plenary.foundation.people.waiting import waiting_about
from plenary.interfaces.web.desk.acts import ActForm, ActPage, desk_page, keep_receipt
from plenary.interfaces.web.people.desk_forms import NEW, PERSON, AskWhy, Narrow, account_of
from plenary.interfaces.web.people.handing_out import is_way_in, way_in_page
from plenary.interfaces.web.people.places import role_in_words
from plenary.interfaces.web.people.sign_ins import running
from plenary.interfaces.web.people.why import answer, thing_asked_for

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A person as the list shows one. state: as in Narrow.STATES."""

    person: Person
    sign_in_name: str
    roles: list[str]
    capacities: frozenset[str]
    state: str


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody whom the house knows, with their roles and ways in."""
    actor = request.actor  # type: ignore[attr-defined]
    form = Narrow(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = [line for line in _lines(actor) if _fits(line, asked)]
    able = officers()
    context = {
        "form": form,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "is_alone": is_only_officer(actor),
        "officer_count": len(able),
        "acts": ActOnPeople.offered(actor),
    }
    return desk_page(request, "people/desk/people.html", context, current="house")


@require_safe
def person(request: HttpRequest, key: str) -> HttpResponse:
    """One person: name, roles, ways in."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(Person, key=key)
    account = account_of(found)
    held = Holding.objects.filter(person=found).order_by("pk")
    context = {
        "person": found,
        "account": account,
        "key_count": account.passkeys.count() if account else 0,
        "sign_ins": running(account) if account else [],
        "roles": [(one, role_in_words(actor, one)) for one in held.in_force(now())],
        "ended": [(one, role_in_words(actor, one)) for one in held.filter(until_at__lte=now())],
        "mailbox": mailbox_of(found),
        "waiting": waiting_about(actor, *filter(None, [found, account, *held])),
        "acts": ActOnPerson.offered(actor, found, key=key),
    }
    return desk_page(request, "people/desk/person.html", context, current="house")


@require_safe
def why(request: HttpRequest, key: str) -> HttpResponse:
    """Why this person can see a thing, or cannot; of things that the officer may know of."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(Person, key=key)
    form = AskWhy(request.GET if "thing" in request.GET else None)
    thing = thing_asked_for(actor, form.cleaned_data["thing"]) if form.is_valid() else None
    if form.is_bound and form.is_valid() and thing is None:
        form.add_error("thing", _("Nothing by this name is known, or it is not open to you."))
    context = {"person": found, "form": form, "answer": answer(actor, found, thing) if thing is not None else None}
    return desk_page(
        request,
        "people/desk/why.html",
        context,
        current="house",
        status=200 if form.is_valid() or not form.is_bound else 422,
    )


class _Acts(ActPage):
    """An act that may hand out a way in, which is shown at once and only once."""

    current = "house"

    def answer(self, request: HttpRequest, form: ActForm, named: dict[str, Any], made: Any) -> HttpResponse:  # noqa: ANN401
        if is_way_in(made):
            return way_in_page(request, made)
        keep_receipt(request, form, made)
        return redirect(self.way_home(named, made))


class ActOnPeople(_Acts):
    """Add a colleague, enter a person."""

    forms = NEW
    route, home = "desk-act-on-register", "desk-register"

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the person who was entered."""
        return reverse("desk-person", args=[made.key]) if isinstance(made, Person) else super().way_home(named, made)


class ActOnPerson(_Acts):
    """An act on one person."""

    forms = PERSON
    route, home = "desk-act-on-person", "desk-person"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Person:
        return get_object_or_404(Person, key=named["key"])

    def title(self, thing: Person) -> Any:  # noqa: ANN401  Words
        return thing.name


def _lines(actor: Actor) -> list[Line]:
    instant = now()
    accounts = {
        account.person_id: account
        for account in Account.objects.annotate(came=Exists(SignIn.objects.filter(account=OuterRef("pk"))))
    }
    held = Prefetch("holdings", queryset=Holding.objects.in_force(instant).order_by("pk"), to_attr="held")
    said: dict[tuple[str, str], str] = {}
    lines = []
    for one in Person.objects.prefetch_related(held):
        for role in one.held:
            said.setdefault((role.capacity, role.scope), role_in_words(actor, role))
        lines.append(
            Line(
                one,
                str(accounts.get(one.pk, "")),
                list(dict.fromkeys(said[role.capacity, role.scope] for role in one.held)),
                frozenset(role.capacity for role in one.held),
                _state(accounts.get(one.pk)),
            )
        )
    return sorted(lines, key=lambda line: (line.person.sort_name or line.person.name).said().casefold())


def _state(account: Any) -> str:  # noqa: ANN401  an Account with `came`
    if account is None:
        return "none"
    if not account.is_active:
        return "out"
    return "in" if account.came else "new"


def _fits(line: Line, asked: dict[str, Any]) -> bool:
    wanted = asked.get("q", "").casefold()
    named = [*line.person.name.values(), *line.person.sort_name.values(), line.sign_in_name]
    state = asked.get("state", "")
    return (
        (not wanted or any(wanted in name.casefold() for name in named))
        and (not asked.get("role") or asked["role"] in line.capacities)
        and (not state or line.state == state or (state == "in" and line.state == "new"))
    )
