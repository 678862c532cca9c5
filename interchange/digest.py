"""The fingerprint of a record's content, by which it is seen whether a listing has changed since the last time."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from interchange.records import GroupRecord, HeldText, MeetingRecord, Recurrence, RuleRecord, VenueRecord

# Where it stood, under which name, and when it was touched do not make another content of it.
NOT_CONTENT = frozenset({"index", "key", "number", "updated_on", "updated_at", "changed_at", "sequence"})


def digest(record: MeetingRecord) -> str:
    """32 hexadecimal digits, the same for the same content. What is empty does not count, so that a field that records get
    later does not make every listing look changed."""
    text = json.dumps(content(record), ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def content_fields(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields that are the content of a kind of record, sorted, and what gets their values."""
    names = tuple(sorted(field.name for field in fields(kind) if field.name not in NOT_CONTENT))
    return names, attrgetter(*names)


KINDS = {kind: content_fields(kind) for kind in (MeetingRecord, RuleRecord, Recurrence, VenueRecord, GroupRecord, HeldText)}


def content(value: Any) -> Any:
    """What a value holds, as JSON can say it, in an order that does not depend on the order of fields."""
    kind = type(value)
    if kind is tuple:
        return [content(entry) for entry in value]
    if kind not in KINDS:
        return sorted(value.items()) if isinstance(value, Mapping) else value
    names, values = KINDS[kind]
    # Zero says something: midnight, Monday. False, "" and () do not.
    return {name: content(entry) for name, entry in zip(names, values(value), strict=True) if entry or type(entry) in (int, float)}
