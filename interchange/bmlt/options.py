"""What the writer has to be told, because records do not say it: numbers, and by which names formats go on this site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from interchange.bmlt.known import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format as it is written, in one language."""

    number: int
    key: str
    name: str
    description: str = ""
    language: str = "en"
    world_id: str = ""
    type: str = "FC1"


@dataclass(frozen=True, slots=True)
class Body:
    """A service body, as meetings name it."""

    number: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """`server` is the address of the server without a slash at its end, the same in meetings and formats: clients compare it.
    `formats` has a format for all that can be said, `bodies` the service bodies by their permanent ids, `fellowships` by their
    slugs what stands for a group without a body."""

    today: date
    server: str
    language: str
    formats: Mapping[Said, Format]
    bodies: Mapping[str, Body]
    fellowships: Mapping[str, Body]
