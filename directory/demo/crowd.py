"""The crowd: invented groups as they are met everywhere, dense in large towns and thin in villages, and their meetings."""

from itertools import cycle
from typing import Any

from directory.demo.chance import by_share, chance, is_lucky
from directory.demo.contacts import AddressBook
from directory.demo.corners import Corner, corners, fellowships
from directory.demo.naming import Namer
from directory.demo.schedules import Timetable
from directory.demo.tables import Table, read
from directory.demo.truth import Truth
from directory.demo.world import World
from groups.models import Group
from interchange.records import Attendance
from languages.fold import fold
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.ids import new_public_id
from places.models import Visibility

# Of a hundred:
HYBRID = 12  # meetings in person that one can also join online
ON_REQUEST = 15  # rooms whose link one has to ask for
TWICE = 20  # groups that meet on two days


class Crowd:
    """The groups of one corner."""

    def __init__(self, corner: Corner, world: World) -> None:
        self.corner = corner
        self.random = corner.random
        self.world = world
        self.fellowships = read("fellowships")
        self.habits = read("habits")
        self.texts = read(f"texts/{corner.language}")
        self.namer = Namer(corner.language, self.random)
        self.timetable = Timetable(self.random, world.today)
        self.addresses = AddressBook(corner.language, corner.country, random=self.random, today=world.today)
        self.weekdays = cycle(self.random.sample(range(7), 7))  # in turn, so that there is something every day
        self.venues = cycle(corner.venues) if corner.venues else None
        self.left = corner.meetings

    def gather(self) -> None:
        """Groups until the corner has the meetings it should have."""
        for slug in fellowships(self.corner):
            group = self.group(slug)
            several = 2 if self.left > 1 and is_lucky(self.random, TWICE) else 1
            for _number in range(several):
                self.meeting(group, self.fellowships[slug], has_others=several > 1)
            self.left -= several
            if not self.left:
                return

    def group(self, slug: str) -> Group:
        """A group of the fellowship, with the habits of its sort."""
        habits: Table = self.habits[self.fellowships[slug]["habits"]]
        fields = {name: self.random.choice(values) for name, values in habits["group"].items()}
        public_id = new_public_id(self.random)
        group = Group(
            public_id=public_id,
            name=self.namer.group(slug, self.corner.name),
            fellowship=self.world.known.fellowships[slug],
            service_body=self.corner.body,
            **{**fields, **self.words(habits, fields["cost"]), **by_share(chance("said", public_id), read("extras")["said"])},
        )
        if is_lucky(self.random, 20):
            group.website = f"https://example.org/{fold(group.name).replace(' ', '-')}"
        self.world.new.groups.append(group)
        address = group.name if self.corner.name in group.name else f"{group.name} {self.corner.name}"
        self.world.contacts += [(group, contact) for contact in self.addresses.some(address)]
        return group

    def words(self, habits: Table, cost: str) -> dict[str, Any]:
        """What it says of itself: most say a little, few say everything."""
        said = {"about": self.texts["about"][habits["about"]], "closing": self.texts["closing"][habits["closing"]]}
        if cost in self.texts["cost_note"]:
            said["cost_note"] = self.texts["cost_note"][cost]
        if habits["about"] == "club":
            said["attendance_conditions"] = self.texts["conditions"]
        texts = {name: self.random.choice(choice) for name, choice in said.items() if is_lucky(self.random, 55)}
        if is_lucky(self.random, 15):
            texts["rules"] = self.random.choice(self.texts["rules"])
        if is_lucky(self.random, 10):
            texts["way_of_working"] = self.random.choice(self.texts["way_of_working"])
        if is_lucky(self.random, 8):
            texts["open_service_roles"] = self.random.choice(self.texts["service_roles"])
        return texts

    def meeting(self, group: Group, fellowship: Table, *, has_others: bool) -> None:
        """A meeting of the group, its rules and who vouched for it."""
        weekday = next(self.weekdays)
        meeting = Meeting(
            public_id=new_public_id(self.random),
            group=group,
            name=self.namer.on_weekday(group.name, weekday) if has_others else group.name,
            status=MeetingStatus.PUBLISHED,
            visibility=self.visibility(fellowship),
            **{**self.place(group), **self.extras(fellowship)},
        )
        if is_lucky(self.random, 20):
            meeting.notes = self.random.choice(self.texts["notes"])
        new = self.world.new
        new.meetings.append(meeting)
        new.rules += self.timetable.rules(meeting, self.habits[fellowship["habits"]], weekday=weekday, zone=self.corner.zone)
        formats = self.random.sample(fellowship["formats"], self.random.choice((1, 1, 2)))
        new.formats += [(meeting, self.world.known.formats[slug]) for slug in formats]
        self.world.truths.append((meeting, Truth.drawn(self.random)))

    def visibility(self, fellowship: Table) -> Visibility:
        """Groups of discreet fellowships often show less."""
        return self.random.choice(list(Visibility)) if fellowship.get("discreet") else Visibility.PUBLIC

    def place(self, group: Group) -> dict[str, Any]:
        """In a building, online or both."""
        if self.venues is None:
            return {"attendance": Attendance.ONLINE, **self.room(group)}
        if is_lucky(self.random, HYBRID):
            return {"attendance": Attendance.HYBRID, "venue": next(self.venues), **self.room(group)}
        return {"attendance": Attendance.IN_PERSON, "venue": next(self.venues)}

    def room(self, group: Group) -> dict[str, Any]:
        """A link for everybody, or for those who ask."""
        if is_lucky(self.random, ON_REQUEST):
            return {"is_link_on_request": True, "access_notes": self.texts["link_on_request"]}
        room = f"https://example.org/room/{fold(group.name).replace(' ', '-')}"
        return {"online_url": room, "access_notes": self.random.choice(self.texts["how_to_join"])}

    def extras(self, fellowship: Table) -> Table:
        """What sets it apart, but for teenagers' groups; its languages are that of the corner and perhaps another."""
        extras = {} if fellowship["habits"] == "teens" else by_share(self.random, read("extras")["extras"])
        others = [language for language in extras.get("languages", ()) if language != self.corner.language]
        return {**extras, "languages": [self.corner.language, *others]}


def gather_crowd(world: World) -> None:
    """Fill every corner of the world."""
    for corner in corners(world):
        world.new.venues += corner.venues
        Crowd(corner, world).gather()
