"""The showcase: groups that are told one by one in data/showcase, because each shows something that the crowd does not."""

from random import Random
from typing import Any

from directory.demo.chance import chance, new_uid
from directory.demo.contacts import AddressBook
from directory.demo.days import WEEKDAYS, day, minute
from directory.demo.tables import Table, read
from directory.demo.towns import Town
from directory.demo.truth import USUAL, Truth
from directory.demo.venues import Builder, showcase_venues
from directory.demo.world import ToldException, World
from groups.models import Group, ServiceBody
from interchange.records import Attendance
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, ScheduleRule
from places.ids import new_public_id
from places.models import Venue

FILES = ("slovakia", "life", "events", "poland", "elsewhere", "online", "endings")
# Keys of the data that are not fields of the model.
OF_GROUPS = {"town", "meetings", "topics", "contacts", "successor", "fellowship", "service_body", "host"}
OF_MEETINGS = {"venue", "rules", "formats", "truth", "exceptions", "zone", "ended"}
OF_RULES = {"weekday", "starts", "lasts", "first_on", "valid_from", "valid_until", "formats", "exceptions"}
DAYS = ("first_on", "valid_from", "valid_until")
SITE_LANGUAGE = "en"  # of the contacts of groups without a town


class Showcase:
    """Makes the groups of one file."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.known = world.known

    def group(self, table: Table) -> None:
        """A group with its meetings and contacts."""
        random = chance("showcase", table["name"])
        group = Group(
            public_id=new_public_id(random),
            fellowship=self.known.fellowships[table["fellowship"]],
            service_body=self.body(table, "service_body"),
            host=self.body(table, "host"),
            **without(table, OF_GROUPS),
        )
        self.world.new.groups.append(group)
        if "topics" in table:
            self.world.topics.append((group, [self.known.topics[slug] for slug in table["topics"]]))
        if "successor" in table:
            self.world.successors.append((group, table["successor"]))
        town = self.world.towns.get(table.get("town", ""))
        self.contacts(group, table, town, random)
        for meeting in table["meetings"]:
            self.meeting(group, meeting, town, random)

    def body(self, table: Table, name: str) -> ServiceBody | None:
        return self.known.bodies[table[name]] if name in table else None

    def contacts(self, group: Group, table: Table, town: Town | None, random: Random) -> None:
        language, country = (town.language, town.place.country) if town else (SITE_LANGUAGE, "")
        book = AddressBook(language, country, random=random, today=self.world.today)
        name = group.slug or group.name
        told = [book.contact(name, contact) for contact in table.get("contacts", ())]
        self.world.contacts += [(group, contact) for contact in told or book.some(name)]

    def meeting(self, group: Group, table: Table, town: Town | None, random: Random) -> None:
        """A meeting with its rules, exceptions and truth; in person unless it says otherwise."""
        fields = without(table, OF_MEETINGS)
        attendance = Attendance(fields.setdefault("attendance", Attendance.IN_PERSON))
        fields.setdefault("name", group.name)
        fields.setdefault("status", MeetingStatus.PUBLISHED)
        venue = self.venue(table, town, random) if attendance in {Attendance.IN_PERSON, Attendance.HYBRID} else None
        meeting = Meeting(public_id=new_public_id(random), group=group, venue=venue, **fields)
        self.world.new.meetings.append(meeting)
        self.world.new.formats += [(meeting, self.known.formats[slug]) for slug in table.get("formats", ())]
        self.world.truths.append((meeting, Truth.told(table["truth"]) if "truth" in table else USUAL))
        if "ended" in table:
            self.world.ended.append((meeting, day(table["ended"], self.world.today)))
        zone = venue.zone if venue else table["zone"]
        rules = [self.rule(meeting, rule, zone, random) for rule in table["rules"]]
        self.world.exceptions += [ToldException(told, meeting, rules) for told in table.get("exceptions", ())]

    def venue(self, table: Table, town: Town | None, random: Random) -> Venue:
        """One of the showcase's buildings, else any in the town."""
        if "venue" in table:
            return self.known.venues[table["venue"]]
        if town is None:
            raise ValueError(f"a meeting in person without a town: {table}")
        venue = Builder(town.language).build(town, town.districts[0], random)
        self.world.new.venues.append(venue)
        return venue

    def rule(self, meeting: Meeting, table: Table, zone: str, random: Random) -> ScheduleRule:
        """A rule; its days are counted from today."""
        fields: dict[str, Any] = {"zone": zone, "uid": new_uid(random), **without(table, OF_RULES)}
        weekday = WEEKDAYS.index(table["weekday"]) if "weekday" in table else None
        fields |= {name: day(table[name], self.world.today, weekday=weekday) for name in DAYS if name in table}
        if "starts" in table:
            fields["start_minute"] = minute(table["starts"])
        rule = ScheduleRule(meeting=meeting, weekday=weekday, duration_minutes=table.get("lasts"), **fields)
        self.world.new.rules.append(rule)
        if "formats" in table:
            self.world.rule_formats.append((rule, [self.known.formats[slug] for slug in table["formats"]]))
        self.world.exceptions += [ToldException(told, rule, [rule]) for told in table.get("exceptions", ())]
        return rule


def without(table: Table, keys: set[str]) -> Table:
    return {name: value for name, value in table.items() if name not in keys}


def gather_showcase(world: World) -> None:
    """Every group of the showcase, and its buildings."""
    world.known.venues.update(showcase_venues(world.towns))
    world.new.venues += world.known.venues.values()
    showcase = Showcase(world)
    for name in FILES:
        for table in read(f"showcase/{name}")["groups"]:
            showcase.group(table)
