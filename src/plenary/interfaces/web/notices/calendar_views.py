"""Calendars for programs outside: the public meetings, and one's own by a key that its owner can withdraw."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import actor_for, capacities_of
from plenary.foundation.clock import now
from plenary.foundation.notices.addresses import mailbox_of
from plenary.foundation.notices.calendars import whose_calendar
from plenary.interfaces.exports.icalendar import MEDIA_TYPE, calendar
from plenary.interfaces.exports.programme import own_events, public_events
from plenary.interfaces.web.freshness import while_unchanged
from plenary.offices.organisation.models import Organisation


def _day_and_language(request: HttpRequest, language: str) -> tuple[date, str]:
    """What is said of a cancellation ends with a day."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return now().date(), language


@require_safe
@while_unchanged(_day_and_language)
def meetings(request: HttpRequest, language: str) -> HttpResponse:
    """The public meetings of this house, for whoever subscribes to them; the same bytes for every reader."""
    with translation.override(language):
        name = gettext("%(house)s: meetings") % {"house": _house()}
    made = calendar(public_events(language), name=name, language=language)
    return HttpResponse(made, content_type=MEDIA_TYPE)


@require_safe
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """A person's own programme: times, places and public titles."""
    person = whose_calendar(secret)
    mailbox = mailbox_of(person)
    language = mailbox.language if mailbox is not None and mailbox.language else settings.LANGUAGE_CODE
    actors = [actor_for(person, capacity) for capacity in capacities_of(person)]
    with translation.override(language):
        name = gettext("%(house)s: my programme") % {"house": _house()}
    made = calendar(own_events(person, actors, language), name=name, language=language)
    etag = f'"{sha256(made).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(made, content_type=MEDIA_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _house() -> str:
    organisation = Organisation.objects.first()
    return (organisation.short_name or organisation.name).said() if organisation is not None else "Plenary"
