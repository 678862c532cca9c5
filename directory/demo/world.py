"""What is to be made, gathered before it is kept: rows that point at each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from directory.demo.known import Known
from directory.demo.tables import Table
from directory.demo.towns import Town, read_towns
from directory.demo.truth import Truth
from groups.models import Contact, Group, Resource, ServiceBody, Topic
from meetings.bulk import NewListings
from meetings.models import Format, Meeting, ScheduleRule

Owner = Group | ServiceBody | Resource


@dataclass(frozen=True, slots=True)
class ToldException:
    """An exception as the data tell it, under a meeting with these rules or under one rule."""

    told: Table
    anchor: Meeting | ScheduleRule
    rules: Sequence[ScheduleRule]


@dataclass(slots=True)
class World:
    """The listings, and what is done to them once they are kept."""

    today: date
    known: Known
    towns: dict[str, Town]
    new: NewListings = field(default_factory=NewListings)
    topics: list[tuple[Group, list[Topic]]] = field(default_factory=list)
    rule_formats: list[tuple[ScheduleRule, list[Format]]] = field(default_factory=list)
    truths: list[tuple[Meeting, Truth]] = field(default_factory=list)
    exceptions: list[ToldException] = field(default_factory=list)
    contacts: list[tuple[Owner, Contact]] = field(default_factory=list)
    successors: list[tuple[Group, str]] = field(default_factory=list)
    ended: list[tuple[Meeting, date]] = field(default_factory=list)

    @classmethod
    def empty(cls, known: Known, today: date) -> "World":
        return cls(today=today, known=known, towns=read_towns(known.places))

    def group(self, name: str) -> Group:
        """The group of that name: the showcase's, whose names are told once."""
        return next(group for group in self.new.groups if group.name == name)
