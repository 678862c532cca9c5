"""What is computed for one public page and may serve the next: kept in the process for a minute, or until anybody changes anything.
What depends on the vocabulary alone, the names of topics, fellowships and formats, is kept until one of these changes.

Outside of a public page nothing is kept, so that the workplace, imports and commands always see what is stored.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")
Key = TypeVar("Key")
# A revision that is committed after one with a higher number is not noticed: what is kept long is computed anew after so long.
LONGEST = timedelta(minutes=10)
MOST = 50_000  # values of one kind; more are not kept


@dataclass(frozen=True, slots=True)
class Version:
    """The state of the directory that a page shows: the minute, the last revision, and the state of the vocabulary."""

    minute: datetime
    revision: int
    vocabulary: int = 0


@dataclass(slots=True)
class Store:
    """What is kept of one version, or of one state of the vocabulary."""

    state: Version | int | None = None
    kinds: dict[str, dict[Any, Any]] = field(default_factory=dict)


current: ContextVar[Version | None] = ContextVar("current_version", default=None)
of_page: ContextVar[dict[Any, Any] | None] = ContextVar("kept_for_page", default=None)


@dataclass(frozen=True, slots=True)
class Words:
    """The state of the vocabulary as a process knows it: a number that grows, since when, and the last revision looked at."""

    state: int
    since: datetime
    revision: int


UNKNOWN = Words(0, datetime.min.replace(tzinfo=UTC), 0)
_words = [UNKNOWN]
_of_versions, _of_vocabularies = [Store()], [Store()]  # each in a list, so that another takes its place at once


def vocabulary_at(moment: datetime, revision: int, is_changed_after: Callable[[int], bool]) -> int:
    """The state of the vocabulary at a revision; of a later one than was known it is asked whether any since has changed it."""
    known = _words[0]
    is_old = moment - known.since >= LONGEST or revision < known.revision
    if is_old or (revision > known.revision and is_changed_after(known.revision)):
        known = Words(known.state + 1, moment, revision)
    _words[0] = known = replace(known, revision=revision)
    return known.state


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
    return keeping(compute, is_long=False)


def kept_long(compute: Callable[Parameters, Value]) -> Callable[Parameters, Value]:
    """The same of one whose value depends on its arguments and on the vocabulary only."""
    return keeping(compute, is_long=True)


def keeping(compute: Callable[Parameters, Value], *, is_long: bool) -> Callable[Parameters, Value]:
    kind = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def get(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Value:
        key = (*args, *sorted(kwargs.items()))
        return kept_one(kind, key, lambda: compute(*args, **kwargs), is_long=is_long)

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


def kept_one(kind: str, key: Any, compute: Callable[[], Value], *, most: int = MOST, is_long: bool = False) -> Value:
    """A value that depends on its key and on the version only; if `is_long`, on its key and on the vocabulary. Of a kind no more
    than `most` are kept."""
    version = current.get()
    if version is None:
        return compute()
    values: dict[Any, Value] = values_of(version, kind, is_long=is_long)
    if key in values:
        return values[key]
    value = compute()
    if len(values) < most:
        values[key] = value
    return value


def kept_each(
    kind: str, keys: list[Key], compute: Callable[[list[Key]], dict[Key, Value]], *, is_long: bool = False
) -> dict[Key, Value]:
    """Several values at once, in the order of their keys: those that are not kept are computed together. A key without a value is
    left out."""
    version = current.get()
    values: dict[Key, Value] = {} if version is None else values_of(version, kind, is_long=is_long)
    missing = [key for key in keys if key not in values]
    computed = compute(missing) if missing else {}
    if len(values) < MOST:
        values.update(computed)
    found = {key: computed[key] if key in computed else values.get(key) for key in keys}
    return {key: value for key, value in found.items() if value is not None}


def values_of(version: Version, kind: str, *, is_long: bool) -> dict[Any, Any]:
    """What is kept of one kind and version, or state of the vocabulary; that of the one before is forgotten."""
    stores, state = (_of_vocabularies, version.vocabulary) if is_long else (_of_versions, version)
    if stores[0].state != state:
        stores[0] = Store(state)
    return stores[0].kinds.setdefault(kind, {})


def forget(*kinds: str) -> None:
    """Keep nothing of what there was; or nothing of these kinds."""
    if not kinds:
        _of_versions[0], _of_vocabularies[0], _words[0] = Store(), Store(), UNKNOWN
    for kind in kinds:
        _of_versions[0].kinds.pop(kind, None)
        _of_vocabularies[0].kinds.pop(kind, None)


def forget_version() -> None:
    """As the minute after does: keep nothing but what depends on the vocabulary."""
    _of_versions[0] = Store()
