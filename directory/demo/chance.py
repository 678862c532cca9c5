"""Chance that comes out the same every time."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar
from uuid import UUID

from directory.demo.tables import Table

Choice = TypeVar("Choice")


def chance(*about: str) -> Random:
    """Its own chance for each part of the world, so that a change in one part leaves the others as they were."""
    return Random(" ".join(("demo", *about)))  # noqa: S311  # nothing here is secret, and everything comes out alike


def is_lucky(random: Random, percent: int) -> bool:
    """True in so many of a hundred cases."""
    return random.randrange(100) < percent


def by_share(random: Random, tables: Sequence[Table]) -> Table:
    """One of the tables, each as often as its `share` says; without that entry."""
    table = random.choices(tables, [table["share"] for table in tables])[0]
    return {name: value for name, value in table.items() if name != "share"}


def by_weight(random: Random, weights: Mapping[Choice, int]) -> Choice:
    """One of the keys, each as often as its value says."""
    return random.choices(list(weights), list(weights.values()))[0]


def new_uid(random: Random) -> UUID:
    """A UUID like `uuid4`."""
    return UUID(int=random.getrandbits(128), version=4)
