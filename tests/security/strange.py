"""Requests that no page of ours would send, made from the forms and addresses that the house has."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

from hypothesis import strategies as st

from tests.security.crawling import INVENTED_KEY

#: What is typed where something else is expected.
STRANGE_VALUES = (
    "",
    " ",
    "0",
    "-1",
    "1e309",
    "NaN",
    "٣",
    "9" * 30,
    "9" * 5000,
    "1.00000000000000000000000000001",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "99999-01-01",
    "2019-02-30",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "2019-11-28T25:61",
    "true",
    "null",
    "[]",
    '{"$gt": ""}',
    "x" * 20_000,
    "й" * 3_000,
    "\ud800",
    "a\udfffb",
    "\ufffe",
    "\u202e\u2066x",
    "\0",
    "\x1b[31m",
    "\r\nSet-Cookie: a=b",
    "é" * 40 + "\u0301" * 200,
    "%s%n%(x)s{0}{x}",
    "../../../../etc/passwd",
    "'\"><script>alert(1)</script>",
    "' OR 1=1 --",
    "{{ 7|add:7 }}{% include 'x' %}",
    "public",
    "sitting:none",
    "Europe/Nowhere",
    "tlh",
    "=1+1",
    INVENTED_KEY,
)
STRANGE_HEADERS = {
    "Accept": ("*/*;q=2", "application/json", "text/event-stream", "\xff\xfe"),
    "Accept-Language": ("tlh", "ru;q=x,en;q=9", "x" * 6000, "en-" * 400, "\xe9"),
    "Accept-Encoding": ("gzip;q=nan, br, *;q=0", "\x01"),
    "Cookie": ("sessionid=\xff; csrftoken=a", "django_language=../../x", "=;=;", "sessionid=" + "a" * 4000),
    "Host": ("elsewhere.example", "localhost:99999", "a b", "[::1", "xn--\xff", ""),
    "HX-Current-URL": ("http://[", "javascript:1", "%"),
    "HX-Request": ("true", "\xff"),
    "HX-Target": ("#" * 3000,),
    "If-Modified-Since": ("yesterday", "Thu, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 99999 00:00:00 GMT"),
    "If-None-Match": ('W/"', '"' * 3000, "*"),
    "If-Unmodified-Since": ("x", "Thu, 01 Jan 1970 00:00:00 GMT"),
    "Last-Event-ID": ("9" * 50, "-1", "x"),
    "Origin": ("null", "http://[", "https://elsewhere.example"),
    "Range": ("bytes=-", "bytes=9-0", "bytes=0-" + "9" * 40, "lines=1", "bytes=0-0,2-2,4-4"),
    "Referer": ("http://[::", "\xff", "https://elsewhere.example/"),
    "User-Agent": ("\x80" * 200, ""),
    "X-Forwarded-For": ("1.2.3.4, x", "9" * 4000),
    "X-Forwarded-Host": ("elsewhere.example",),
    "X-Forwarded-Proto": ("gopher",),
    "X-HTTP-Method-Override": ("DELETE",),
}
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
CONTENT_TYPES = (
    JSON,
    "",
    "text/plain",
    "application/xml",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 300,
    "multipart/form-data; boundary=b; charset=nowhere",
    f"{FORM}; charset=nowhere",
    f"{FORM}; charset=utf-16",
    "text/html; charset=\xff",
    "/",
    ";;;",
)
STRANGE_BODIES = (
    b"",
    b"\xff\xfe\x00",
    b"null",
    b"NaN",
    b'"text"',
    b"[" * 100_000,
    b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    b'{"id": "\\ud800", "response": {"a": "\\u0000"}}',
    b'{"id": 1e999, "rawId": ' + b"9" * 6000 + b"}",
    b'{"id": null, "type": [], "response": 7, "rawId": {}}',
    b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="../../x\x00.exe"\r\n\r\nMZ\r\n--b--\r\n',
    b"--b\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name=x\r\n\r\n!!!\r\n--b--",
    b"a=1&" * 5000,
    b"%" * 1000,
)


@dataclass
class Found:
    """A form of a page. fields: what a browser would send, by name, with every choice it offers."""

    address: str
    shown_to: str
    method: str = "get"
    fields: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Strange:
    """One request as it goes out. path: with its query; headers: as the server hands them on."""

    shown_to: str
    method: str
    path: str
    body: bytes = b""
    content_type: str = FORM
    headers: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self, path: str, shown_to: str):
        super().__init__()
        self.path, self.shown_to = path, shown_to
        self.found: list[Found] = []
        self.links: list[str] = []
        self._select = ""

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = given.get("action", "") or self.path
            action = self.path.partition("?")[0] + action if action.startswith("?") else action
            self.found.append(Found(action, self.shown_to, given.get("method", "get").lower()))
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"].partition("#")[0])
        if not self.found:
            return
        values = self.found[-1].fields
        if tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select:
            values.setdefault(self._select, []).append(given.get("value", ""))
        elif tag in {"input", "textarea", "button"} and given.get("name"):
            values.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = ""


def forms_of(page: str, path: str, shown_to: str) -> tuple[list[Found], list[str]]:
    """The forms of a page, and where it leads; addresses of the house alone."""
    reader = _Forms(path, shown_to)
    reader.feed(page)
    return [one for one in reader.found if not urlsplit(one.address).netloc], reader.links


def encoded(pairs: list[tuple[str, str]]) -> str:
    """As a form is sent; half signs go out as the bytes they would be."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


values = st.one_of(st.sampled_from(STRANGE_VALUES), st.text(max_size=60))
headers = st.dictionaries(st.sampled_from(sorted(STRANGE_HEADERS)), st.integers(0, 9), max_size=3).map(
    lambda drawn: {name: STRANGE_HEADERS[name][nth % len(STRANGE_HEADERS[name])] for name, nth in drawn.items()}
)
mostly_plain = st.one_of(st.just({}), headers)


@st.composite
def filled(draw: st.DrawFn, form: Found) -> list[tuple[str, str]]:
    """A form filled in strangely: fields as they stand, of another kind, twice, left out, and ones it does not have."""
    pairs: list[tuple[str, str]] = []
    for name, offered in form.fields.items():
        match draw(st.sampled_from(("as it stands", "as it stands", "strange", "strange", "twice", "left out"))):
            case "as it stands":
                pairs.append((name, draw(st.sampled_from(offered)) or draw(st.sampled_from(("a", "2019-11-28", "1")))))
            case "strange":
                pairs.append((name, draw(values)))
            case "twice":
                pairs += [(name, draw(values)), (name, draw(values))]
            case _:
                continue
    if draw(st.booleans()):
        pairs.append((draw(values), draw(values)))
    return pairs


@st.composite
def sent_forms(draw: st.DrawFn, forms: list[Found]) -> Strange:
    """One of the forms, sent strangely."""
    form = draw(st.sampled_from(forms))
    said = encoded(draw(filled(form)))
    given = draw(mostly_plain)
    if form.method == "post":
        return Strange(form.shown_to, "POST", form.address, said.encode(), FORM, given)
    return Strange(form.shown_to, "GET", f"{form.address.partition('?')[0]}?{said}", headers=given)


@st.composite
def asked(draw: st.DrawFn, addresses: list[str], readers: list[str]) -> Strange:
    """An address read with a strange query, by anybody."""
    names = ("page", "q", "language", "version", "meeting", "year", "body", "kind", "next", "item", "x")
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), values), max_size=3))
    path = draw(st.sampled_from(addresses))
    if draw(st.integers(0, 5)) == 0:
        parts = path.split("/")
        place = draw(st.integers(1, len(parts) - 1))
        parts[place] = _quoted(draw(values))[:400]
        path = "/".join(parts)
    method = draw(st.sampled_from(("GET", "GET", "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW")))
    return Strange(draw(st.sampled_from(readers)), method, f"{path}?{encoded(pairs)}", headers=draw(headers))


@st.composite
def thrown(draw: st.DrawFn, addresses: list[str], readers: list[str]) -> Strange:
    """A body of another kind than any form's, at any address."""
    return Strange(
        draw(st.sampled_from(readers)),
        "POST",
        draw(st.sampled_from(addresses)),
        draw(st.sampled_from(STRANGE_BODIES)),
        draw(st.sampled_from(CONTENT_TYPES)),
        draw(mostly_plain),
    )
