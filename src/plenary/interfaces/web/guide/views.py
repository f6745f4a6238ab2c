"""The guide: eight steps in ten minutes, each a page that can be skipped, and the checks that stay after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.people.codes import Link
from plenary.foundation.people.models import Passkey, Pending
from plenary.interfaces.web.desk.acts import RECEIPT_KEY, ActForm, ActPage, desk_page, receipt_of_waiting
from plenary.interfaces.web.guide import state
from plenary.interfaces.web.guide.forms import CHECKS, STEPS, ColleaguesForm, EmblemForm, StepForm, chosen_model
from plenary.interfaces.web.paste.members import PastedMembers
from plenary.interfaces.web.paste.views import PastePage
from plenary.interfaces.wording import sentence_of
from plenary.offices.organisation import house_models
from plenary.offices.organisation.models import Body, Organisation
from plenary.procedure.refusal import Refused


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every step with how it stands, the next one first; then the checks."""
    found = state.steps()
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "steps": found,
        "next": state.next_step(found),
        "checks": state.checks(),
        "has_key": Passkey.objects.filter(account__person__key=actor.person_key).exists(),
    }
    return desk_page(request, "guide/guide.html", context, current="house")


def _around(code: str) -> dict[str, Any]:
    """What each step shows beside its form: its place, what stands, and where it is skipped to."""
    found = state.steps()
    at = next(place for place, step in enumerate(found) if step.code == code)
    following = found[at + 1].href if at + 1 < len(found) else reverse("desk-guide")
    return {"step": found[at], "count": len(found), "skip": following}


class GuideStep(ActPage):
    """A step that is one form."""

    forms = STEPS
    current, route, home = "house", "desk-guide-step", "desk-guide"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Organisation | None:
        """The organisation itself, which the first step revises."""
        return Organisation.objects.first()

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """On to the next step."""
        return state.after(self.kwargs["verb"])

    def _page(self, request: HttpRequest, form: ActForm, named: dict[str, Any], status: int = 200) -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]
        assert isinstance(form, StepForm)
        context = {
            "form": form,
            "is_open": form.is_offered(actor, form.thing),
            "models": house_models.house_models() if form.has_models else [],
            "model": chosen_model(str(form["model"].value())) if form.has_models else None,
            **_around(form.verb),
        }
        return desk_page(request, "guide/step.html", context, current=self.current, status=status)


class Emblem(View):
    """The picture over every page, beside the first step."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What stands, and a place for another."""
        return self._page(request, EmblemForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set it, or say why not."""
        form = EmblemForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            made = form.carry_out(request.actor)  # type: ignore[attr-defined]
        except Refused as refused:
            form.add_error("picture", sentence_of(refused))
            return self._page(request, form, status=422)
        if isinstance(made, Pending):
            return receipt_of_waiting(request)
        request.session[RECEIPT_KEY] = {"sentence": _("The emblem is changed.")}
        return redirect("desk-guide-step", "house")

    def _page(self, request: HttpRequest, form: EmblemForm, status: int = 200) -> HttpResponse:
        return desk_page(request, "guide/emblem.html", {"form": form}, current="house", status=status)


class FirstMembers(PastedMembers):
    """The first members: they join when the house is founded, and sit in every body that stands already."""

    example = (
        ("Code", "Name", "Name in Russian", "Formal name"),
        ("BEL", "Belmora", "Бельмора", "Republic of Belmora"),
        ("KAR", "Kareth", "Карет", "Kingdom of Kareth"),
        ("VEL", "Veldara", "Вельдара", "Republic of Veldara"),
    )

    def usual_bodies(self) -> list[Body]:
        return list(self.bodies.values())

    def way_home(self) -> str:
        return state.after("members")


class GuideMembers(PastePage):
    """The table of members, as a step of the guide."""

    pasted, current, template = FirstMembers, "house", "guide/members.html"

    def around(self) -> dict[str, Any]:
        return _around("members")


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A way in of a colleague, shown once."""

    link: Link
    address: str


class Colleagues(View):
    """Three colleagues and their first keys."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Three empty rows."""
        return self._page(request, ColleaguesForm(actor=request.actor))  # type: ignore[attr-defined]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add all of them or none, and show their links once."""
        form = ColleaguesForm(request.POST, actor=request.actor)  # type: ignore[attr-defined]
        if not form.is_valid():
            return self._page(request, form, status=422)
        with transaction.atomic():
            made = form.carry_out()
            if made is None:
                transaction.set_rollback(True)
        if made is None:
            return self._page(request, form, status=422)
        links = [one for one in made if isinstance(one, Link)]
        if not links:
            return receipt_of_waiting(request)
        handed = [HandedOut(link, self._address(request, link)) for link in links]
        return render(request, "guide/links.html", {"handed": handed, "current": "house", **_around("colleagues")})

    def _address(self, request: HttpRequest, link: Link) -> str:
        return str(request.build_absolute_uri(f"{reverse('set-up')}?{urlencode({'link': link.secret})}"))

    def _page(self, request: HttpRequest, form: ColleaguesForm, status: int = 200) -> HttpResponse:
        context = {"form": form, **_around("colleagues")}
        return desk_page(request, "guide/colleagues.html", context, current="house", status=status)


class Checks(ActPage):
    """Note that something was tried and works."""

    forms = CHECKS
    current, route, home = "house", "desk-act-on-checks", "desk-guide"

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """Back to the list of checks."""
        return reverse("desk-guide")
