"""Values that never change: what every rule takes and gives.

`@value` makes of an annotated class what the standard library's frozen dataclass is, to the reader and to a type
checker (PEP 681): made by position or by name, equal when all parts are equal, never changed afterwards. It differs
in what it costs to load. A dataclass compiles its methods one class at a time, which for a package of this many
small classes is longer than loading all the rest of it; here the methods are written once and shared
(docs/adr/0019-values-that-load-fast.md).

    @value
    class Share:
        num: int
        den: int = 1

    half = Share(1, 2)
    third = changed(half, den=3)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar, dataclass_transform, overload

Kind = TypeVar("Kind", bound=type)
Held = TypeVar("Held")


@overload
def value(kind: Kind, /) -> Kind: ...
@overload
def value(*, order: bool = ...) -> Callable[[Kind], Kind]: ...
@dataclass_transform(eq_default=True, order_default=False, frozen_default=True)
def value(kind: Kind | None = None, /, *, order: bool = False) -> Kind | Callable[[Kind], Kind]:
    """Make a class of annotated parts a value. A part with a default may be left out; the default is shared.

    order: values compare part by part, in the order in which the parts are written.
    """
    if kind is None:
        return lambda plain: _made(plain, order=order)
    return _made(kind, order=order)


def changed(held: Held, /, **parts: object) -> Held:
    """The same value with some parts otherwise; what the class refuses, it refuses here too."""
    return type(held)(**{**held.__dict__, **parts})


def parts_of(kind: type) -> tuple[str, ...]:
    """The names of a value's parts, in the order in which they are written; none for another class."""
    names: tuple[str, ...] = getattr(kind, "__parts__", ())
    return names


def _made(kind: Kind, *, order: bool) -> Kind:
    # As `inspect.get_annotations` would, which takes longer to load than this whole package.
    names = tuple(kind.__dict__.get("__annotations__", ()))  # noqa: RUF063
    own = {
        "__parts__": names,
        "__match_args__": names,
        "__named__": frozenset(names),
        "__ready__": getattr(kind, "__post_init__", None),
        "__defaults__": {name: kind.__dict__[name] for name in names if name in kind.__dict__},
        **{name: shared for name, shared in _METHODS.items() if name not in kind.__dict__},
        **(_ORDER if order else {}),
    }
    for name, shared in own.items():
        setattr(kind, name, shared)
    return kind


def _init(self: object, /, *given: object, **named: object) -> None:
    kind: Any = type(self)
    names = kind.__parts__
    held = self.__dict__
    if named or len(given) != len(names):
        held.update(kind.__defaults__)
        held.update(zip(names, given, strict=False))
        held.update(named)
        twice = named and not named.keys().isdisjoint(names[: len(given)])
        if held.keys() != kind.__named__ or len(given) > len(names) or twice:
            held.clear()
            raise TypeError(
                f"{kind.__name__} takes {', '.join(names)}; given {len(given)} by place and {sorted(named)}"
            )
    else:
        # All by place, which is how what is made by the thousand is made: nothing can be lacking or given twice.
        held.update(zip(names, given, strict=True))
    if kind.__ready__ is not None:
        kind.__ready__(self)


def _in_order(self: object) -> tuple[object, ...]:
    held = self.__dict__
    return tuple([held[name] for name in parts_of(type(self))])


def _eq(self: object, other: object) -> object:
    if type(other) is not type(self):
        return NotImplemented
    return bool(self.__dict__ == other.__dict__)


def _hash(self: object) -> int:
    return hash((type(self), *_in_order(self)))


def _repr(self: object) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in parts_of(type(self)))})"


def _frozen(self: object, name: str, *_: object) -> NoReturn:
    raise AttributeError(f"{type(self).__name__}.{name} never changes: make another value with changed()")


def _compared(name: str) -> Callable[[object, object], object]:
    compare = getattr(tuple, name)

    def shared(self: object, other: object) -> object:
        if type(other) is not type(self):
            return NotImplemented
        return bool(compare(_in_order(self), _in_order(other)))

    return shared


_METHODS: dict[str, object] = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
}
_ORDER: dict[str, object] = {name: _compared(name) for name in ("__lt__", "__le__", "__gt__", "__ge__")}
