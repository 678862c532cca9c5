"""What a reader and a writer have to be told, because no feed says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from interchange.codes import GENERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read a feed: the programme whose codes it uses, the language of its texts (BCP 47), and for records that do not
    say so their time zone (IANA; "" leaves it to the caller, who may know it by the place) and their country (ISO 3166).
    `fellowship_names` are what a list of several fellowships may call the one that is wanted, in small letters; without
    them all are. `columns` is what a person said that the columns of a table are: {heading: field, or "left_out"}."""

    today: date
    code_set: str = GENERAL
    language: str = "und"
    zone: str = ""
    country: str = ""
    fellowship_names: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """How to write a feed: the programme whose codes it uses. There is one in a feed; records of others lose codes."""

    today: date
    code_set: str = GENERAL
