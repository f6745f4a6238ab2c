"""Letters and calendar on a person's own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plenary.foundation.access.models import Person
from plenary.foundation.clock import real_now
from plenary.foundation.notices import addresses, calendars
from plenary.foundation.notices.post import is_open
from plenary.interfaces.web.desk.acts import RECEIPT_KEY
from plenary.interfaces.web.notices.forms import ChooseLetters, GiveAddress, TypeCode
from plenary.interfaces.web.workspace.acting import tried

#: Three forms stand on one page, so each names its fields apart.
GIVEN, TYPED, CHOSEN = "given_%s", "typed_%s", "chosen_%s"


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The address, which letters come and when, and the key of one's own calendar."""
    return _page(request)


@require_POST
def act_on_letters(request: HttpRequest, verb: str) -> HttpResponse:
    """One of the acts of that page."""
    acts: dict[str, Callable[[HttpRequest], HttpResponse]] = {
        "address": _give,
        "code": _confirm,
        "erase": _erase,
        "wishes": _choose,
        "calendar": _open_calendar,
        "withdraw": _withdraw,
    }
    if verb not in acts:
        raise Http404
    return acts[verb](request)


def _give(request: HttpRequest) -> HttpResponse:
    form = GiveAddress(request.POST, auto_id=GIVEN)
    made = (
        tried(form, lambda: addresses.propose_address(by=_actor(request), **form.cleaned_data))
        if form.is_valid()
        else None
    )
    if made is None:
        return _page(request, given=form, status=422)
    return _done(request, _("A letter with a code is on its way. Type the code here."))


def _confirm(request: HttpRequest) -> HttpResponse:
    form = TypeCode(request.POST, auto_id=TYPED)
    made = (
        tried(form, lambda: addresses.confirm_address(by=_actor(request), code=form.cleaned_data["code"]))
        if form.is_valid()
        else None
    )
    if made is None:
        return _page(request, typed=form, status=422)
    return _done(request, _("Your address is confirmed. Letters go there from now on."))


def _erase(request: HttpRequest) -> HttpResponse:
    addresses.erase_address(_person(request), by=_actor(request))
    if is_open():
        return _done(request, _("Your address is erased. One last letter there says so; no other comes any more."))
    return _done(request, _("Your address is erased. No letter comes any more."))


def _choose(request: HttpRequest) -> HttpResponse:
    form = ChooseLetters(request.POST, auto_id=CHOSEN)
    if not form.is_valid():
        return _page(request, chosen=form, status=422)
    wishes = {name: when for name, when in form.cleaned_data.items() if name != "language"}
    addresses.choose_letters(by=_actor(request), wishes=wishes, language=form.cleaned_data["language"])
    return _done(request, _("Your choice is kept."))


def _open_calendar(request: HttpRequest) -> HttpResponse:
    secret = calendars.open_calendar(by=_actor(request))
    address = request.build_absolute_uri(reverse("calendar-own", kwargs={"secret": secret}))
    return render(request, "notices/calendar.html", {"address": address, "current": "me"})


def _withdraw(request: HttpRequest) -> HttpResponse:
    calendars.withdraw_calendar(by=_actor(request))
    return _done(request, _("The key is withdrawn. Calendars that used it get nothing any more."))


def _page(
    request: HttpRequest,
    *,
    given: GiveAddress | None = None,
    typed: TypeCode | None = None,
    chosen: ChooseLetters | None = None,
    status: int = 200,
) -> HttpResponse:
    person = _person(request)
    mailbox = addresses.mailbox_of(person)
    language = mailbox.language if mailbox is not None else _language()
    waits = mailbox is not None and bool(mailbox.wanted) and (mailbox.code_until_at or real_now()) > real_now()
    standing = {**addresses.wishes_of(person), "language": language}
    context = {
        "mailbox": mailbox,
        "waits": waits,
        "is_open": is_open(),
        "given": given or GiveAddress(initial={"language": language}, auto_id=GIVEN),
        "typed": typed or TypeCode(auto_id=TYPED),
        "chosen": chosen or ChooseLetters(initial=standing, auto_id=CHOSEN),
        "calendar_key": calendars.key_of(person),
        "receipt": request.session.pop(RECEIPT_KEY, None),
        "current": "me",
    }
    return render(request, "notices/letters.html", context, status=status)


def _language() -> str:
    code = (get_language() or "").partition("-")[0]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _done(request: HttpRequest, sentence: str) -> HttpResponse:
    request.session[RECEIPT_KEY] = {"sentence": sentence}
    return redirect("my-letters")


def _actor(request: HttpRequest) -> Any:  # noqa: ANN401  set by the gate
    return request.actor  # type: ignore[attr-defined]


def _person(request: HttpRequest) -> Person:
    return get_object_or_404(Person, key=_actor(request).person_key)
