"""Whether the copy that a reader has still holds, and finished pages kept for the public.

Each act writes an entry in the tree of the audience that may know of it. So the sizes of the trees a reader may
read say whether anything this reader could see has changed, and say nothing of what is hidden. A page adds the
states of what it shows under another audience than its entry.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from plenary.foundation import clock
from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.journal.models import Tree
from plenary.interfaces.web.shell.context import reader_of

View = Callable[..., HttpResponse]
Reading = Callable[..., tuple[object, Any]]

#: Finished public pages that are kept, and the size above which a page is not.
PAGES_KEPT = 256
LARGEST_KEPT_BYTES = 512 * 1024
#: A new release prints pages anew.
RELEASE = version("plenary")


class Shelf:
    """Finished bodies by validator; those not asked for the longest go first."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._pages: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._lock = Lock()

    def take(self, etag: str) -> tuple[bytes, str] | None:
        """Body and content type, or None."""
        with self._lock:
            found = self._pages.get(etag)
            if found is not None:
                self._pages.move_to_end(etag)
            return found

    def put(self, etag: str, body: bytes, content_type: str) -> None:
        """Keep a body; the oldest leaves when the shelf is full."""
        if len(body) > LARGEST_KEPT_BYTES:
            return
        with self._lock:
            self._pages[etag] = (body, content_type)
            while len(self._pages) > self._room:
                self._pages.popitem(last=False)

    def clear(self) -> None:
        """Forget every page: the database behind this process was changed."""
        with self._lock:
            self._pages.clear()


public_pages = Shelf(PAGES_KEPT)


def record_stamp(reader: Actor) -> tuple[tuple[str, int], ...]:
    """How far the record has come, as far as this reader may know."""
    trees = Tree.objects.order_by("audience").values_list("audience", "size")
    return tuple((audience, size) for audience, size in trees if may_read(reader, audience))


def while_unchanged(reading: Reading | None = None) -> Callable[[View], View]:
    """Answer 304 while the reader's copy holds, and give the public a page that is already made.

    reading: from the request and the parts of the address, what else the page hangs on and the thing it is about,
    which the view is then given in their place. It raises Http404 where there is no such thing for this reader.
    """

    def around(view: View) -> View:
        @wraps(view)
        def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as the view takes them
            stamp: object = None
            if reading is not None:
                stamp, thing = reading(request, *args, **kwargs)
                args, kwargs = (thing,), {}
            etag = _validator(request, stamp)
            unchanged = get_conditional_response(request, etag=etag)
            if unchanged is not None:
                unchanged["ETag"] = etag
                return unchanged
            known = reader_of(request).is_signed_in
            kept = None if known else public_pages.take(etag)
            if kept is not None:
                response = HttpResponse(kept[0], content_type=kept[1])
            else:
                response = view(request, *args, **kwargs)
                if not known and not request.COOKIES and response.status_code == 200 and not response.streaming:
                    public_pages.put(etag, response.content, response["Content-Type"])
            response["ETag"] = etag
            return response

        return answering

    return around


def _validator(request: HttpRequest, stamp: object) -> str:
    """A validator that nobody outside can compute, so that none can be asked for on a guess."""
    reader = reader_of(request)
    minute = f"{clock.now():%Y%m%d%H%M}" if settings.DEMONSTRATION else ""
    stated = (
        RELEASE,
        request.get_full_path(),
        request.headers.get("HX-Request", ""),
        get_language(),
        timezone.get_current_timezone_name(),
        minute,
        reader.person_key,
        reader.capacity,
        sorted(reader.tokens),
        record_stamp(reader),
        stamp,
    )
    return f'"{salted_hmac("plenary.freshness", repr(stated), algorithm="sha256").hexdigest()[:32]}"'
