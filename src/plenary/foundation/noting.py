"""What is noted of the request under way, for the log: which address, who, which act, how it ended.

Only what the house itself wrote is noted: keys, codes, names of acts, patterns of addresses. Nothing that a person
typed, nothing that a page shows, no name, no whole address, no cookie. So the log may be read by whoever runs the
machine, and may be sent elsewhere.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

NOTED_AS = "__noted_as__"


@dataclass(slots=True)
class Noted:
    """One request. code: by which it is found in the log. who: key of the person; empty for the public.

    address: the pattern, as the house wrote it. fault: the first one; those after it came of it.
    """

    method: str
    code: str = field(default_factory=lambda: secrets.token_hex(4))
    began: float = field(default_factory=time.monotonic)
    address: str = ""
    who: str = ""
    capacity: str = ""
    acts: list[str] = field(default_factory=list)
    refusal: str = ""
    fault: BaseException | None = None

    @property
    def duration_ms(self) -> int:
        """How long it has taken so far."""
        return round((time.monotonic() - self.began) * 1000)


_under_way: ContextVar[Noted | None] = ContextVar("noted", default=None)


@contextmanager
def noting(method: str) -> Iterator[Noted]:
    """Within the block what happens is noted of this one request."""
    noted = Noted(method)
    before = _under_way.set(noted)
    try:
        yield noted
    finally:
        _under_way.reset(before)


def under_way() -> Noted | None:
    """What is noted of the request that this thread works on; None outside one."""
    return _under_way.get()


def note_act(name: str) -> None:
    """An act begins, by its name."""
    if (noted := under_way()) is not None and name not in noted.acts:
        noted.acts.append(name)


def note_refusal(code: str) -> None:
    """A refusal was raised, by its code; the last one is that which was told."""
    if (noted := under_way()) is not None:
        noted.refusal = code


def note_fault(fault: BaseException) -> str:
    """A fault rose. Returns the code under which it is in the log, or will be; empty outside a request."""
    if code := code_of(fault):
        return code
    if (noted := under_way()) is None:
        return ""
    if noted.fault is None:
        noted.fault = fault
    setattr(fault, NOTED_AS, noted.code)
    return noted.code


def code_of(fault: BaseException | None) -> str:
    """The code under which a fault, or the one that it came of, was noted; empty where it was not."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        if code := getattr(fault, NOTED_AS, ""):
            return str(code)
        seen.add(id(fault))
        fault = fault.__cause__ or fault.__context__
    return ""
