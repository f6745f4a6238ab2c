"""The API as a whole: what it is called, how a refusal is told, and its description.

Who asks is settled before: the gate takes a script's key from the header `Authorization: Bearer …` (`web.middleware`).
A browser's sign-in reads here as well; it writes only on pages, where forms carry their token.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from plenary.foundation.noting import note_refusal
from plenary.interfaces.api.amendments import router as amendments
from plenary.interfaces.api.answers import NotAsSeen, not_here, problem_told
from plenary.interfaces.api.consulting import router as consulting
from plenary.interfaces.api.documents import AKOMA_NTOSO, PDF
from plenary.interfaces.api.documents import router as documents
from plenary.interfaces.api.drafting import router as drafting
from plenary.interfaces.api.mending import router as mending
from plenary.interfaces.exports.problems import MEDIA_TYPE
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import NotHere, Refused

_FIRST_PROBLEM = 400


class Described(NinjaAPI):
    """Ninja describes every answer as plain JSON; problems are of a kind of their own."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:  # noqa: ANN401  Ninja's own
        """The description, with problems as they are sent, the key by which a script asks, and the conditions."""
        described = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for path in described["paths"].values():
            for method, operation in path.items():
                for status, answer in operation["responses"].items():
                    if int(status) >= _FIRST_PROBLEM:
                        answer["content"] = {MEDIA_TYPE: next(iter(answer["content"].values()))}
                if operation["operationId"].endswith("text_file"):
                    binary = {"schema": {"type": "string"}}
                    operation["responses"][200]["content"] = dict.fromkeys((AKOMA_NTOSO, "text/plain", PDF), binary)
                condition = "If-None-Match" if method == "get" else "If-Match"
                operation.setdefault("parameters", []).append(
                    {"in": "header", "name": condition, "required": False, "schema": {"type": "string"}}
                )
                if method == "get":
                    operation["responses"][304] = {"description": "Not Modified"}
                operation["security"] = [{}, {"key": []}] if method == "get" else [{"key": []}]
        described.setdefault("components", {})["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        return described


api = Described(
    title="Plenary",
    version="1",
    description="Texts of the organisation: read, written and sent on by scripts, under the same gate as people.",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
api.add_router("", documents)
for further in (amendments, consulting, drafting, mending):
    api.add_router("", further)


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """What may be asked, and what is answered: OpenAPI 3.1."""
    return JsonResponse(api.get_openapi_schema())


@api.exception_handler(NotHere)
def _not_here(request: HttpRequest, why: NotHere) -> HttpResponse:
    return not_here()


@api.exception_handler(Http404)
def _no_such(request: HttpRequest, why: Http404) -> HttpResponse:
    return not_here()


@api.exception_handler(Refused)
def _refused(request: HttpRequest, why: Refused) -> HttpResponse:
    note_refusal(why.code)
    status = 413 if why.code == "text.file_too_long" else 422
    return problem_told(status, gettext("Not done"), code=why.code, detail=sentence_of(why))


@api.exception_handler(NotAsSeen)
def _not_as_seen(request: HttpRequest, why: NotAsSeen) -> HttpResponse:
    if why.status == 428:
        said = gettext(
            "Say what you saw: send the ETag of the document as If-Match, or * for whatever stands. Nothing was done."
        )
        return problem_told(428, gettext("Not done"), code="api.seen_missing", detail=said)
    said = gettext("The document was changed since you read it. Read it again; nothing was done.")
    return problem_told(412, gettext("Not done"), code="api.changed_since", detail=said)


@api.exception_handler(ValidationError)
def _unfit(request: HttpRequest, why: ValidationError) -> HttpResponse:
    # Where a field stands is told, never what was sent: an answer is no place to echo a stranger's text.
    places = sorted({".".join(str(part) for part in one["loc"][2:] or one["loc"]) for one in why.errors})
    said = gettext("These fields are missing, unknown or cannot be read: %(fields)s. Nothing was done.")
    return problem_told(422, gettext("Not done"), code="api.fields", detail=said % {"fields": ", ".join(places)[:400]})


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, why: RequestDataTooBig) -> HttpResponse:
    said = gettext("This is more than 1 MB. A longer text is sent as a file. Nothing was done.")
    return problem_told(413, gettext("Not done"), code="api.too_large", detail=said)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, why: HttpError) -> HttpResponse:
    said = gettext("The body is no JSON that can be read. Nothing was done.")
    return problem_told(why.status_code, gettext("Not done"), code="api.unreadable", detail=said)
