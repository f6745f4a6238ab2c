"""The page on which a table is pasted, looked at row by row, and brought in: all of it in one act, or nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from plenary.foundation.access.actors import Actor
from plenary.foundation.people.models import Pending
from plenary.foundation.rows import RowRefused
from plenary.interfaces.web.desk.acts import RECEIPT_KEY, desk_page, receipt_of_waiting
from plenary.interfaces.web.paste.agenda import PastedAgenda
from plenary.interfaces.web.paste.delegations import PastedDelegates
from plenary.interfaces.web.paste.forms import TableForm
from plenary.interfaces.web.paste.members import PastedMembers
from plenary.interfaces.web.paste.people import PastedPeople
from plenary.interfaces.web.paste.steps import Doing, Pasted, Plan
from plenary.interfaces.wording import sentence_of
from plenary.offices.meetings import queries
from plenary.offices.meetings.models import Session
from plenary.procedure.refusal import NotHere, Refused


class PastePage(View):
    """Paste, look, bring in. Nothing is written before the last, and then exactly what was shown."""

    pasted: ClassVar[type[Pasted]]
    current: ClassVar[str]
    template: ClassVar[str] = "paste/paste.html"

    def around(self) -> dict[str, Any]:
        """What else the page says."""
        return {}

    def thing(self, actor: Actor, named: dict[str, Any]) -> Any:  # noqa: ANN401  any thing of an office
        """What the table belongs to. Raises NotHere where this person may not know of it."""
        return None

    def get(self, request: HttpRequest, **named: Any) -> HttpResponse:  # noqa: ANN401  of the address
        """An empty page with an example."""
        return self._page(request, self._pasted(request, named), TableForm())

    def post(self, request: HttpRequest, **named: Any) -> HttpResponse:  # noqa: ANN401  of the address
        """Show what each row will do, or do it."""
        pasted = self._pasted(request, named)
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, pasted, form, status=422)
        try:
            if request.POST.get("do") == "bring-in":
                return self._bring_in(request, pasted, form)
            return self._page(request, pasted, form, pasted.plan(form.cleaned_data["table"]))
        except NotHere:
            raise
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            return self._page(request, pasted, form, status=422)

    def _bring_in(self, request: HttpRequest, pasted: Pasted, form: TableForm) -> HttpResponse:
        """Look again and do it in one step, so that nothing changes between."""
        try:
            with transaction.atomic():
                plan = pasted.plan(form.cleaned_data["table"])
                why_not = _why_not(plan, form)
                made = None if why_not else pasted.take_in(plan.lines)
        except RowRefused as stopped:
            plan = plan.stopped_at(stopped.row, sentence_of(stopped.refusal))
            why_not = sentence_of(stopped)
        if why_not:
            form.add_error(None, why_not)
            return self._page(request, pasted, form, plan, status=422)
        if isinstance(made, Pending):
            return receipt_of_waiting(request)
        said = _("The table is taken in. Added: %(add)s. Changed: %(change)s. Left as they were: %(same)s.")
        request.session[RECEIPT_KEY] = {"sentence": said % plan.counts}
        return redirect(pasted.way_home())

    def _pasted(self, request: HttpRequest, named: dict[str, Any]) -> Pasted:
        actor = request.actor  # type: ignore[attr-defined]
        return self.pasted(actor, self.thing(actor, named))

    def _page(
        self, request: HttpRequest, pasted: Pasted, form: TableForm, plan: Plan | None = None, status: int = 200
    ) -> HttpResponse:
        context = {
            "pasted": pasted,
            "form": form.showing(seen=plan.seen) if plan else form,
            "plan": plan,
            "back": pasted.way_home(),
            **self.around(),
        }
        return desk_page(request, self.template, context, current=self.current, status=status)


def _why_not(plan: Plan, form: TableForm) -> str:
    """Why nothing is brought in; "" where all is as it was shown and may be."""
    if plan.seen != form.cleaned_data["seen"]:
        return _("What the rows will do is not what you saw: the table or the house changed. Look again.")
    if plan.count(Doing.CANNOT) and not form.cleaned_data["leave_out"]:
        return _("Some rows cannot be taken, so none is. Correct them, or choose to leave them out.")
    if not plan.lines:
        return _("There is nothing to do: every row stands already or is left out.")
    return ""


class PasteMembers(PastePage):
    """Members, for those who keep the organisation's books."""

    pasted, current = PastedMembers, "house"


class OfSession(PastePage):
    """A table that belongs to one session."""

    def thing(self, actor: Actor, named: dict[str, Any]) -> Session:
        return queries.session_named(named["ref"], actor)


class PasteAgenda(OfSession):
    """Items, for those who may propose them."""

    pasted, current = PastedAgenda, "meetings"


class PasteDelegates(OfSession):
    """Delegations of partners, for those who accredit them."""

    pasted, current = PastedDelegates, "people"


class PastePeople(PastePage):
    """Persons, for those who may enter them."""

    pasted, current = PastedPeople, "house"
