"""Which host a request came to, and where files are."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.request import split_domain_port

from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused

FILES = "/f/"


class FilesDoor:
    """Keeps the files' host apart: nobody is signed in there, and nothing but files answers."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_files(request):
            return self.answer(request)
        request.COOKIES = {}
        if request.path.startswith(FILES):
            return self.answer(request)
        return HttpResponseNotFound(sentence_of(Refused("not_here")), content_type="text/plain; charset=utf-8")


def is_for_files(request: HttpRequest) -> bool:
    """Whether this request came to the files' host: by its port, as the server says, or by its name."""
    if "plenary.for_files" in request.META:
        return True
    return bool(settings.FILES_HOST) and split_domain_port(request.get_host())[0] == settings.FILES_HOST


def files_address(request: HttpRequest) -> str:
    """Where files are, without a last slash. Raises Refused in a house that has no such place."""
    host = settings.FILES_HOST
    if not host:
        if settings.FILES_PORT is None:
            raise Refused("files.no_host")
        host = f"{split_domain_port(request.get_host())[0]}:{settings.FILES_PORT}"
    return f"{request.scheme}://{host}"
