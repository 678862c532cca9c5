"""The formats that BMLT servers start out with, and those that we add (data/bmlt_formats.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from interchange.codes import Kind, table

ATTENDANCE = "attendance"  # of no other format is how one takes part a code
Said = tuple[str, str]  # one thing that a format says: its kind (interchange/codes.py, or `ATTENDANCE`), and our slug or code
TEMPORARILY_CLOSED: Said = (Kind.PLACE_CLOSED, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFormat:
    """A line of the table. `number` is None where none is known; `says` is empty for what we have no word for."""

    key: str
    kind: str
    says: tuple[Said, ...]
    number: int | None
    world_id: str
    type: str
    also: tuple[str, ...]


@cache
def known_formats() -> tuple[KnownFormat, ...]:
    """All of them, in the order of the table."""
    lines = [(kind, key, line) for kind, lines in table("bmlt_formats.toml").items() for key, line in lines.items()]
    return tuple(
        KnownFormat(
            key=key,
            kind=kind,
            says=() if kind == Kind.KEPT else tuple((kind, value) for value in as_list(line["is"])),
            number=line.get("id"),
            world_id=line.get("world", ""),
            type=line["type"],
            also=tuple(line.get("also", ())),
        )
        for kind, key, line in lines
    )


def as_list(value: str | list[str]) -> list[str]:
    """One value, or several."""
    return [value] if isinstance(value, str) else value


@cache
def written_formats() -> Mapping[Said, KnownFormat]:
    """{what is said: the format that says just that}; of several the first."""
    found: dict[Said, KnownFormat] = {}
    for known in known_formats():
        if len(known.says) == 1:
            found.setdefault(known.says[0], known)
    return MappingProxyType(found)
