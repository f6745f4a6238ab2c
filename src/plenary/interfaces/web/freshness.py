"""Whether the copy that a reader has still holds, and finished pages kept for the public.

Each act writes an entry in the tree of the audience that may know of it. So the sizes of the trees a reader may
read say whether anything this reader could see has changed, and say nothing of what is hidden. A page adds the
states of what it shows under another audience than its entry.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from importlib.metadata import version
from threading import Lock
from typing import Any, Generic, TypeVar

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
from plenary.foundation.journal.queries import how_far
from plenary.interfaces.web.shell.context import reader_of

View = Callable[..., HttpResponse]
Reading = Callable[..., tuple[object, Any]]
Key = TypeVar("Key")
Value = TypeVar("Value")

#: Finished public pages that are kept, and the size above which a page is not.
PAGES_KEPT = 256
VALIDATORS_KEPT = 8192
LARGEST_KEPT_BYTES = 512 * 1024
#: A new release prints pages anew.
RELEASE = version("plenary")


class Shelf(Generic[Key, Value]):
    """What was worked out, by its key, for many threads; what was not asked for the longest goes first."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def take(self, key: Key) -> Value | None:
        """What is kept under a key, or None."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Key, value: Value) -> None:
        """Keep it; the oldest leaves when the shelf is full."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._room:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget everything: the database behind this process was changed."""
        with self._lock:
            self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)


#: Body and content type of finished public pages, by validator.
public_pages: Shelf[str, tuple[bytes, str]] = Shelf(PAGES_KEPT)
#: Validators by request and reader, with the length of the record at which they were worked out.
_validators: Shelf[tuple[object, ...], tuple[int, str]] = Shelf(VALIDATORS_KEPT)


def forget_pages() -> None:
    """Forget pages and validators: the database behind this process was changed by something other than an act."""
    public_pages.clear()
    _validators.clear()


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
            asked, reached = _question(request), how_far()
            remembered = _validators.take(asked)
            read: tuple[object, Any] | None = None
            if remembered is not None and remembered[0] == reached:
                # Nothing was done in the whole house, so nothing has changed that this reader could see.
                etag = remembered[1]
            else:
                read = (None, None) if reading is None else reading(request, *args, **kwargs)
                etag = _validator(request, asked, read[0])
                _validators.put(asked, (reached, etag))
            unchanged = get_conditional_response(request, etag=etag)
            if unchanged is not None:
                unchanged["ETag"] = etag
                return unchanged
            is_public = not reader_of(request).is_signed_in
            kept = public_pages.take(etag) if is_public else None
            if kept is not None:
                response = HttpResponse(kept[0], content_type=kept[1])
            else:
                if reading is not None:
                    args, kwargs = (read or reading(request, *args, **kwargs))[1:], {}
                response = view(request, *args, **kwargs)
                if is_public and _may_be_kept(request, response):
                    public_pages.put(etag, (response.content, response["Content-Type"]))
            response["ETag"] = etag
            return response

        return answering

    return around


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    if request.COOKIES or response.status_code != HTTPStatus.OK or response.streaming:
        return False
    return len(response.content) <= LARGEST_KEPT_BYTES


def _question(request: HttpRequest) -> tuple[object, ...]:
    """What a page hangs on besides the record: the whole address, the reader, and how the reader wants it."""
    reader = reader_of(request)
    return (
        request.build_absolute_uri(),
        request.headers.get("HX-Request", ""),
        get_language(),
        timezone.get_current_timezone_name(),
        f"{clock.now():%Y%m%d%H%M}" if settings.DEMONSTRATION else "",
        reader.person_key,
        reader.capacity,
        reader.tokens,
    )


def _validator(request: HttpRequest, asked: tuple[object, ...], stamp: object) -> str:
    """A validator that nobody outside can compute, so that none can be asked for on a guess."""
    reader = reader_of(request)
    stated = (RELEASE, *asked[:-1], sorted(reader.tokens), record_stamp(reader), stamp)
    return f'"{salted_hmac("plenary.freshness", repr(stated), algorithm="sha256").hexdigest()[:32]}"'
