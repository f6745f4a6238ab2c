"""The log: one line for each request and each fault, as JSON for machines or in words for a terminal.

It holds no secret, because it never holds what others wrote: of a fault its kind and where it rose, not its message,
for a message quotes what it stumbled over; of what libraries say, where they said it. See docs/adr/0017.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from plenary.foundation.noting import Noted, code_of, note_fault, under_way

OURS = "plenary"
FRAMES = 40
CAUSES = 8

requests = logging.getLogger("plenary.requests")
faults = logging.getLogger("plenary.faults")


def described(form: str) -> dict[str, Any]:
    """The set-up of the log. form: `json` tells every request; `words` only what went wrong."""
    own = "plenary.config.logs"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{own}.{'AsJson' if form == 'json' else 'AsWords'}"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line"},
            "fault": {"class": f"{own}.FaultsOfPages"},
            "nothing": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"handlers": ["fault"], "propagate": False},
            # Whoever scans the network asks for other names and forges forms all day. How the request ended is noted.
            "django.security": {"handlers": ["nothing"], "propagate": False},
            OURS: {"level": "INFO" if form == "json" else "WARNING"},
        },
    }


class FaultsOfPages(logging.Handler):
    """Hears Django tell a fault, as often as it does, and notes the first of each request."""

    def emit(self, record: logging.LogRecord) -> None:
        """Note it; outside a request it is logged at once. What is no fault is told by the request's own line."""
        fault = record.exc_info[1] if record.exc_info else None
        if fault is None or code_of(fault):
            return
        if not note_fault(fault):
            faults.error("a page failed outside its request", exc_info=fault)


def tell(noted: Noted, status: int) -> None:
    """The line of a request that was answered, or was not: status 0."""
    level = logging.INFO if noted.fault is None and 0 < status < 500 else logging.ERROR
    requests.log(level, "request", extra={"noted": noted, "status": status}, exc_info=noted.fault)


def outcome(noted: Noted, status: int) -> str:
    """How a request ended, in one word."""
    if noted.fault is not None or status == 0 or status >= 500:
        return "failed"
    if status == 404:
        return "not_here"
    return "refused" if noted.refusal or status >= 400 else "done"


def told(record: logging.LogRecord) -> dict[str, Any]:
    """What one line says."""
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "from": record.name}
    noted: Noted | None = getattr(record, "noted", None)
    if noted is not None:
        line |= _of_request(noted, getattr(record, "status", 0))
    elif record.name.partition(".")[0] == OURS:
        line["said"] = record.getMessage()
        if (running := under_way()) is not None:
            line["request"] = running.code
    else:
        line["where"] = f"{record.module}:{record.lineno}"
    fault = record.exc_info[1] if record.exc_info else None
    if fault is not None:
        line["fault"] = _of_fault(fault)
    return line


def _of_request(noted: Noted, status: int) -> dict[str, Any]:
    said: dict[str, Any] = {
        "request": noted.code,
        "method": noted.method,
        "address": noted.address,
        "who": noted.who,
        "capacity": noted.capacity,
        "acts": noted.acts,
        "status": status,
        "outcome": outcome(noted, status),
        "ms": noted.duration_ms,
    }
    return said | ({"refusal": noted.refusal} if noted.refusal else {})


def _of_fault(fault: BaseException) -> list[dict[str, Any]]:
    """The fault and those it came of, the newest first: kind and place of each, never its message."""
    found: list[dict[str, Any]] = []
    seen: set[int] = set()
    one: BaseException | None = fault
    while one is not None and id(one) not in seen and len(found) < CAUSES:
        seen.add(id(one))
        kind = f"{type(one).__module__}.{type(one).__qualname__}".removeprefix("builtins.")
        number = getattr(one, "sqlstate", None) or getattr(one, "sqlite_errorname", None) or getattr(one, "errno", None)
        found.append(
            {"kind": kind, **({"number": number} if number else {}), "frames": _frames(one.__traceback__)},
        )
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return found


def _frames(trace: TracebackType | None) -> list[str]:
    """Where it rose, outermost first: module, line, function."""
    frames: list[str] = []
    while trace is not None:
        frame = trace.tb_frame
        frames.append(f"{frame.f_globals.get('__name__', '?')}:{trace.tb_lineno} {frame.f_code.co_name}")
        trace = trace.tb_next
    return frames[-FRAMES:]


class AsJson(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return json.dumps(told(record), ensure_ascii=True, separators=(",", ":"), default=str)


class AsWords(logging.Formatter):
    """For somebody at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """A line, and below it where a fault rose."""
        line = told(record)
        if "method" in line:
            said = "{method} {address} {outcome} after {ms} ms, noted as {request}".format_map(line)
        else:
            said = line.get("said") or f"something at {line['where']}"
        lines = [f"{line['at'][:19].replace('T', ' ')} {record.levelname} {record.name}  {said}"]
        for one in line.get("fault", ()):
            lines.append(f"  {one['kind']} {one.get('number', '')}".rstrip())
            lines.extend(f"    {frame}" for frame in one["frames"])
        return "\n".join(lines)


def take_over_crashes() -> None:
    """Let a process that dies, and a thread that does, say it as the log says it."""

    def died(_kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
        if not isinstance(fault, KeyboardInterrupt):
            faults.critical("the process ended by a fault", exc_info=fault)

    def thread_died(args: threading.ExceptHookArgs) -> None:
        faults.critical("a thread ended by a fault", exc_info=args.exc_value)

    def unraisable(args: sys.UnraisableHookArgs) -> None:
        faults.error("a fault that nothing could catch", exc_info=args.exc_value)

    sys.excepthook = died
    threading.excepthook = thread_died
    sys.unraisablehook = unraisable
