"""The workspace pages of meetings: folders, items, notes of restricted sittings, one's own delegation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.foundation.people.pairs import perform
from plenary.interfaces.web.meetings import reading, workspace_reading
from plenary.interfaces.web.meetings.workspace_forms import GroundForm, NoteForm, PersonForm
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.web.workspace.acting import codes_of, tried
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions import delegations, sittings
from plenary.offices.meetings.models import Delegate
from plenary.offices.organisation import actions as organisation
from plenary.offices.organisation import queries as organisations
from plenary.procedure.refusal import NotHere, Refused

SESSIONS_A_PAGE = 20


@require_safe
def folders(request: HttpRequest) -> HttpResponse:
    """The sessions that this reader may know of, the latest first."""
    page = Paginator(queries.sessions(reader_of(request)), SESSIONS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, queries.bodies_of(one), reading.STATES[one.state]) for one in page]
    return render(request, "meetings/workspace/folders.html", {"page": page, "rows": rows, "current": "meetings"})


@require_safe
def folder(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything of one session for this reader."""
    page = workspace_reading.folder(reader_of(request), ref)
    context = {
        "page": page,
        "session": page.session,
        "zone": page.zone,
        "state": reading.STATES[page.session.state],
        "bodies": queries.bodies_of(page.session),
        "audience": "mixed",
        "current": "meetings",
    }
    return render(request, "meetings/workspace/folder.html", context)


@require_safe
def item(request: HttpRequest, key: str) -> HttpResponse:
    """One item: kind, papers, the way of its texts, what is put and what was decided."""
    page = workspace_reading.item_page(reader_of(request), key)
    context = {"page": page, "item": page.line.item, "session": page.session, "zone": page.zone}
    context |= {"audience": page.audience, "current": "meetings"}
    return render(request, "meetings/workspace/item.html", context)


# Notes of restricted sittings


@require_safe
def note(request: HttpRequest, key: str) -> HttpResponse:
    """One note of a restricted sitting, for those admitted to it."""
    found = queries.note_of_key(key, reader_of(request))
    sitting = queries.sitting_inside(found.sitting.key, reader_of(request))
    return render(request, "meetings/workspace/note.html", {"note": found, **_of_sitting(sitting)})


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, key: str) -> HttpResponse:
    """The notes of a restricted sitting, and the form of who writes them."""
    reader = reader_of(request)
    sitting = queries.sitting_inside(key, reader)
    if not workspace_reading.keeps_note(sitting):
        raise NotHere()
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        written = tried(form, lambda: sittings.write_note(sitting, by=reader, text=form.words()))
        if written is not None:
            return redirect("folder-note", key=written.key)
    context = {"notes": queries.notes_of(sitting, reader), "form": form, **_of_sitting(sitting)}
    context["may_write"] = workspace_reading.may_write_note(reader, sitting)
    return render(request, "meetings/workspace/notes.html", context, status=422 if form.errors else 200)


def _of_sitting(sitting: Any) -> dict[str, Any]:  # noqa: ANN401  a Sitting with its session
    session = sitting.meeting.session
    zone = workspace_reading.zone_of(session)
    return {"sitting": sitting, "session": session, "zone": zone, "audience": sitting.audience, "current": "meetings"}


# One's own delegation


@require_safe
def delegation(request: HttpRequest) -> HttpResponse:
    """The reader's own delegation in each session, those to come first."""
    return _delegation_page(request)


def _delegation_page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    reader = reader_of(request)
    lists = workspace_reading.with_copies(workspace_reading.own_delegations(reader, queries.sessions(reader)))
    context = {
        "coming": [one for one in lists if one.session.state not in workspace_reading.OVER],
        "past": [one for one in lists if one.session.state in workspace_reading.OVER and one.delegation],
        "refused": refused,
        "recorded": request.GET.get("recorded", ""),
        "audience": "mixed",
        "current": "delegation",
    }
    return render(request, "meetings/workspace/delegation.html", context, status=422 if refused else 200)


@require_POST
def hand_in_list(request: HttpRequest, ref: str) -> HttpResponse:
    """Begin the list of one's own member for a session."""
    reader = reader_of(request)
    session = queries.session_named(ref, reader)
    member = organisations.member_named(request.POST.get("member", ""))
    if member is None or member.code not in codes_of(reader):
        raise NotHere()
    try:
        made = perform(delegations.list_delegation, by=reader, session=session, member=member)
    except Refused as refused:
        return _delegation_page(request, refused)
    return redirect(f"{reverse('delegation')}?recorded={made.key}#session-{session.ref}")


@require_POST
def copy_list(request: HttpRequest, key: str) -> HttpResponse:
    """Put on an empty list who stood on an earlier one of the same member: all of them, or nobody."""
    reader = reader_of(request)
    own = workspace_reading.own_delegation(reader, key)
    former = workspace_reading.own_delegation(reader, request.POST.get("former", ""))
    lines = former.delegates.filter(left_list_at__isnull=True).select_related("person").order_by("order", "pk")
    try:
        with transaction.atomic():
            for line in lines:
                said = {"title": line.title, "role": line.role, "office_class": line.office_class}
                perform(delegations.list_delegate, by=reader, delegation=own, person=line.person, **said)
    except Refused as refused:
        return _delegation_page(request, refused)
    return redirect(f"{reverse('delegation')}#session-{own.session.ref}")


@require_http_methods(["GET", "HEAD", "POST"])
def list_person(request: HttpRequest, key: str) -> HttpResponse:
    """Put a person on the list of one's own delegation."""
    reader = reader_of(request)
    own = workspace_reading.own_delegation(reader, key)
    form = PersonForm(request.POST or None, delegation=own, bodies=queries.bodies_of(own.session))
    if request.method == "POST" and form.is_valid():
        line = tried(form, lambda: _listed(request, own, form))
        if line is not None:
            return redirect(f"{reverse('delegation')}?recorded={line.key}#session-{own.session.ref}")
    context = {"form": form, "delegation": own, "session": own.session, "current": "delegation"}
    context["audience"] = f"delegation:{own.key}"
    return render(request, "meetings/workspace/list_person.html", context, status=422 if form.errors else 200)


def _listed(request: HttpRequest, own: Any, form: PersonForm) -> Any:  # noqa: ANN401  a Delegation, a Delegate
    """The person is entered and listed together, or not at all."""
    reader = reader_of(request)
    with transaction.atomic():
        person = form.person() or organisation.enter_person(by=reader, name=form.new_name())
        return perform(delegations.list_delegate, by=reader, delegation=own, person=person, **form.line())


@require_http_methods(["GET", "HEAD", "POST"])
def replace_person(request: HttpRequest, key: str) -> HttpResponse:
    """Another person in the place of one on one's own list; the form begins with the role of who leaves."""
    reader = reader_of(request)
    leaving = workspace_reading.own_line(reader, key)
    own = leaving.delegation
    role = {"role": leaving.role, "office_class": leaving.office_class}
    begun = {**role, "for_body": leaving.for_body.code if leaving.for_body else ""}
    form = PersonForm(request.POST or None, initial=begun, delegation=own, bodies=queries.bodies_of(own.session))
    if request.method == "POST" and form.is_valid():
        line = tried(form, lambda: _replaced(request, leaving, form))
        if line is not None:
            return redirect(f"{reverse('delegation')}?recorded={line.key}#session-{own.session.ref}")
    context = {"form": form, "leaving": leaving, "session": own.session, "current": "delegation"}
    context["audience"] = f"delegation:{own.key}"
    return render(request, "meetings/workspace/replace.html", context, status=422 if form.errors else 200)


def _replaced(request: HttpRequest, leaving: Delegate, form: PersonForm) -> Any:  # noqa: ANN401  a Delegate
    """The person is entered, and takes the place, together or not at all."""
    reader = reader_of(request)
    with transaction.atomic():
        person = form.person() or organisation.enter_person(by=reader, name=form.new_name())
        return perform(delegations.replace_delegate, by=reader, delegate=leaving, person=person, **form.line())


@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """One act on a person of one's own list: said once more in words, then done."""
    reader = reader_of(request)
    line = workspace_reading.own_line(reader, key)
    acts: dict[str, Callable[[GroundForm], Any]] = {
        "take-off": lambda _form: perform(delegations.take_off_list, by=reader, delegate=line),
        "credentials": lambda form: perform(
            delegations.submit_credentials, by=reader, delegate=line, ground=form.words()
        ),
        "designate": lambda _form: perform(delegations.designate_alternate, by=reader, delegate=line),
    }
    if verb not in acts:
        raise NotHere()
    form = GroundForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and tried(form, lambda: acts[verb](form)) is not None:
        return redirect(f"{reverse('delegation')}?recorded={line.key}#session-{line.delegation.session.ref}")
    return render(request, "meetings/workspace/delegate.html", _of_line(line, verb, form), status=_status(form))


def _of_line(line: Delegate, verb: str, form: GroundForm) -> dict[str, Any]:
    return {
        "line": line,
        "verb": verb,
        "form": form,
        "role": workspace_reading.ROLES[line.role],
        "session": line.delegation.session,
        "audience": f"delegation:{line.delegation.key}",
        "current": "delegation",
    }


def _status(form: Form) -> int:
    return 422 if form.errors else 200
