"""What is computed for one public page and may serve the next: kept in the process for a minute, or until anybody changes anything.

Outside of a public page nothing is kept, so that the workplace, imports and commands always see what is stored.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")
Key = TypeVar("Key")
MOST = 50_000  # values of one kind; more are not kept


@dataclass(frozen=True, slots=True)
class Version:
    """The state of the directory that a page shows: the minute, and the number of the last revision."""

    minute: datetime
    revision: int


@dataclass(slots=True)
class Store:
    """What is kept of one version."""

    version: Version | None = None
    kinds: dict[str, dict[Any, Any]] = field(default_factory=dict)


current: ContextVar[Version | None] = ContextVar("current_version", default=None)
of_page: ContextVar[dict[Any, Any] | None] = ContextVar("kept_for_page", default=None)
_stores: list[Store] = [Store()]


@contextmanager
def showing(version: Version) -> Iterator[None]:
    """What is computed inside may be kept for others who are shown the same version."""
    tokens = current.set(version), of_page.set({})
    try:
        yield
    finally:
        current.reset(tokens[0])
        of_page.reset(tokens[1])


def kept(compute: Callable[Parameters, Value]) -> Callable[Parameters, Value]:
    """A function whose value depends on its arguments and on the version only; the active language has to be an argument."""

    @wraps(compute)
    def get(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Value:
        key = (*args, *sorted(kwargs.items()))
        return kept_one(f"{compute.__module__}.{compute.__qualname__}", key, lambda: compute(*args, **kwargs))

    return get


def kept_for_page(compute: Callable[Parameters, Value]) -> Callable[Parameters, Value]:
    """The same for what is a visitor's own, as the words that they typed: forgotten with the page."""

    @wraps(compute)
    def get(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Value:
        values, key = of_page.get(), (compute, *args, *sorted(kwargs.items()))
        if values is None:
            return compute(*args, **kwargs)
        if key not in values:
            values[key] = compute(*args, **kwargs)
        value: Value = values[key]
        return value

    return get


def kept_one(kind: str, key: Any, compute: Callable[[], Value], *, most: int = MOST) -> Value:
    """A value that depends on its key and on the version only. Of a kind no more than `most` are kept."""
    version = current.get()
    if version is None:
        return compute()
    values: dict[Any, Value] = values_of(version, kind)
    if key in values:
        return values[key]
    value = compute()
    if len(values) < most:
        values[key] = value
    return value


def kept_each(kind: str, keys: list[Key], compute: Callable[[list[Key]], dict[Key, Value]]) -> dict[Key, Value]:
    """Several values at once, in the order of their keys: those that are not kept are computed together. A key without a value is
    left out."""
    version = current.get()
    values: dict[Key, Value] = {} if version is None else values_of(version, kind)
    missing = [key for key in keys if key not in values]
    computed = compute(missing) if missing else {}
    if len(values) < MOST:
        values.update(computed)
    found = {key: computed[key] if key in computed else values.get(key) for key in keys}
    return {key: value for key, value in found.items() if value is not None}


def values_of(version: Version, kind: str) -> dict[Any, Any]:
    """What is kept of one kind and version; that of the version before is forgotten."""
    if _stores[0].version != version:
        _stores[0] = Store(version)
    return _stores[0].kinds.setdefault(kind, {})


def forget(kind: str = "") -> None:
    """Keep nothing of what there was; or nothing of one kind."""
    if kind:
        _stores[0].kinds.pop(kind, None)
    else:
        _stores[0] = Store()
