"""The published JSON Schema of the format: data/meeting_guide.schema.json, written by us from the table of the handbook."""

from functools import cache

from interchange.codes import DATA

NAME = "meeting_guide.schema.json"


@cache
def schema_text() -> bytes:
    """The schema as it is published."""
    return (DATA / NAME).read_bytes()
