"""Writing answers byte for byte as BMLT servers do: JSON without spaces, letters beyond ASCII as \\uXXXX, slashes as they are."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from interchange.bmlt.meeting import meetings
from interchange.bmlt.options import Format, WriteOptions
from interchange.records import Loss, MeetingRecord


def as_json(value: Any) -> bytes:
    """A value as its servers write it."""
    return json.dumps(value, separators=(",", ":")).encode()


def as_list(values: Iterable[Any]) -> Iterator[bytes]:
    """A list, piece by piece in constant memory."""
    opening = b"["
    for value in values:
        yield opening + as_json(value)
        opening = b","
    yield b"]" if opening == b"," else b"[]"


def write(records: Iterable[MeetingRecord], *, options: WriteOptions, on_loss: Callable[[Loss], None]) -> Iterator[bytes]:
    """The meetings of these records, as GetSearchResults lists them; what they cannot say is told to `on_loss`."""
    return as_list(one.fields for record in records for one in meetings(record, options, on_loss))


def format_fields(one: Format, server: str) -> dict[str, str]:
    """A format as GetFormats lists it."""
    return {
        "key_string": one.key,
        "name_string": one.name,
        "description_string": one.description,
        "lang": one.language,
        "id": str(one.number),
        "world_id": one.world_id,
        "format_type_enum": one.type,
        "root_server_uri": server,
    }
