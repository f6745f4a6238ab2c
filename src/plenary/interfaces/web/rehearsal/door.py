"""The door of a rehearsal: who did not come in from the desk of the real house finds nothing there."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import translation

from plenary.foundation.people.signing_in import actor_of
from plenary.interfaces.web.files.door import is_for_files
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused

WAY_IN = "/rehearsal/in/"


class RehearsalDoor:
    """Shuts every page of a rehearsal, public ones and the sign-in too, to who holds no sign-in of it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.REHEARSAL or is_for_files(request) or request.path.startswith(WAY_IN) or _is_inside(request):
            return self.answer(request)
        with translation.override(translation.get_language_from_request(request)):
            sentence = sentence_of(Refused("not_here"))
        response = HttpResponseNotFound(sentence, content_type="text/plain; charset=utf-8")
        response["Cache-Control"] = "private, no-store"
        return response


def _is_inside(request: HttpRequest) -> bool:
    key = request.session.get(SIGN_IN_KEY, "")
    return bool(key) and actor_of(key).is_signed_in
