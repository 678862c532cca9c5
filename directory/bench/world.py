"""A world of N meetings placed as people are: dense in large cities, thin in villages. Written in bulk, without history.

Only the shape matters: how many in a city, at which hours, of which fellowships, how many online. Everything is invented.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from math import cos, radians
from random import Random
from typing import Any

from django.db import models

from directory.bench.copies import FIRST
from groups.kinds import Serves
from groups.models import Fellowship, Group
from interchange.records import Access, Attendance, Frequency
from languages.fold import slug_of
from meetings.entries import index_meetings
from meetings.index import index_rules
from meetings.kinds import MeetingKind, MeetingStatus
from meetings.models import Format, Meeting, ScheduleRule
from meetings.placing import place_meeting
from places.ids import ALPHABET, LENGTH
from places.models import Place, Venue, Visibility

BATCH = 5_000
KM_PER_DEGREE = 111.2
# Of a hundred, or of a thousand where so said.
ONLINE, HYBRID, ON_THE_PHONE, UNVOUCHED, MONTHLY, HIDDEN = 12, 6, 1, 12, 5, 3
ALWAYS_OPEN_OF_1000, BY_APPOINTMENT_OF_1000, OPEN_HOUSES_OF_1000 = 2, 4, 5
HOURS = (7, 8, 9, 10, 12, 12, 13, 16, 17, 17, 18, 18, 18, 18, 19, 19, 19, 19, 19, 20, 20, 20, 21)
WORDS = ("Hope", "Morning", "Serenity", "Harbour", "Step", "Light", "Courage", "Bridge", "Freedom", "Garden", "Evening", "Nádej")
HOUSES = ("Community Centre", "Parish Hall", "Library", "Culture House", "School", "Health Centre", "Town Hall", "Old Mill")
LANGUAGES = {"SK": "sk", "PL": "pl", "CZ": "cs", "DE": "de", "AT": "de", "FR": "fr", "ES": "es", "MX": "es", "BR": "pt", "UA": "uk"}


class BenchWorld:
    """Makes meetings batch by batch."""

    def __init__(self, *, seed: int, today: date) -> None:
        self.random = Random(seed)  # noqa: S311  # a benchmark
        self.today = today
        self.made = 0
        columns = ("name", "country", "population", "zone", "latitude", "longitude")
        self.places = list(Place.objects.filter(population__gt=0).order_by("pk").only(*columns))
        self.weights = [place.population for place in self.places]
        self.fellowships = list(Fellowship.objects.order_by("position"))
        self.formats = list(Format.objects.order_by("position")[:20])

    def fill(self, count: int) -> Iterator[int]:
        """So many meetings; says how many there are after each batch."""
        made = 0
        while made < count:
            size = min(BATCH, count - made)
            meetings = [self.meeting(place) for place in self.random.choices(self.places, self.weights, k=size)]
            self.keep(meetings)
            made += size
            yield made

    def keep(self, meetings: list[Meeting]) -> None:
        """Write a batch, and its rows in the indexes."""
        bulk(Group, [meeting.group for meeting in meetings])
        bulk(Venue, [meeting.venue for meeting in meetings if meeting.venue])
        bulk(Meeting, [place_meeting(meeting) for meeting in meetings])
        rules = [self.rule(meeting) for meeting in meetings]
        bulk(ScheduleRule, rules)
        through = Meeting.formats.through
        through.objects.bulk_create([through(meeting=one, format=self.random.choice(self.formats)) for one in meetings])
        index_rules([rule.pk for rule in rules], today=self.today)
        index_meetings([meeting.pk for meeting in meetings])

    def meeting(self, place: Place) -> Meeting:
        """One with a group and a venue of its own."""
        attendance = self.attendance()
        name = f"{self.random.choice(WORDS)} {self.random.choice(WORDS)} {place.name}"[:120]
        public_id = self.public_id()
        meeting = Meeting(
            public_id=public_id,
            slug=slug_of(name, otherwise=public_id),
            group=self.group(name),
            name=name,
            kind=MeetingKind.OPEN_HOUSE if self.random.randrange(1000) < OPEN_HOUSES_OF_1000 else MeetingKind.MEETING,
            status=MeetingStatus.PUBLISHED,
            attendance=attendance,
            venue=None if attendance in {Attendance.ONLINE, Attendance.PHONE} else self.venue(place),
            visibility=Visibility.AREA_ONLY if self.is_one_of(HIDDEN) else Visibility.PUBLIC,
            online_url="" if attendance == Attendance.IN_PERSON else "https://example.org/room",
            phone="+421 2 000" if attendance == Attendance.PHONE else "",
            languages=[LANGUAGES.get(place.country, "en")],
            listed_on=self.today - timedelta(days=300 if self.is_one_of(UNVOUCHED) else 5),
            listed_by="bench",
        )
        meeting.zone = place.zone  # type: ignore[attr-defined]  # for its rule
        return meeting

    def public_id(self) -> str:
        """One that leaves room for copies (copies.py)."""
        self.made += 1
        number, signs = self.made, ""
        for _place in range(LENGTH - len(FIRST)):
            number, sign = divmod(number, len(ALPHABET))
            signs += ALPHABET[sign]
        return signs + FIRST

    def attendance(self) -> Attendance:
        kinds = (Attendance.ONLINE, Attendance.HYBRID, Attendance.PHONE, Attendance.IN_PERSON)
        weights = (ONLINE, HYBRID, ON_THE_PHONE, 100 - ONLINE - HYBRID - ON_THE_PHONE)
        return self.random.choices(kinds, weights)[0]

    def group(self, name: str) -> Group:
        weights = [max(1, 40 - 4 * position) for position in range(len(self.fellowships))]
        fellowship = self.random.choices(self.fellowships, weights)[0]
        serves = Serves.ANYONE if self.is_one_of(2) else ""
        return Group(public_id=self.public_id(), slug="group", name=name, fellowship=fellowship, serves=serves)

    def venue(self, place: Place) -> Venue:
        """A house in the town: the larger the town, the farther from its middle."""
        spread = min(20.0, 0.6 + (place.population / 10_000) ** 0.5 * 0.8) / KM_PER_DEGREE
        latitude = max(-89.0, min(89.0, place.latitude + self.random.gauss(0, spread / 2)))
        longitude = place.longitude + self.random.gauss(0, spread / 2) / max(0.2, cos(radians(place.latitude)))
        return Venue(
            public_id=self.public_id(),
            name=self.random.choice(HOUSES),
            street=f"Main Street {self.random.randrange(1, 200)}",
            city=place.name[:120],
            country=place.country,
            zone=place.zone,
            place=place,
            latitude=latitude,
            longitude=(longitude + 180) % 360 - 180,
            step_free=self.random.choice((True, False, None)),
        )

    def rule(self, meeting: Meeting) -> ScheduleRule:
        """Weekly, now and then monthly, seldom without a time."""
        known: dict[str, Any] = {"meeting": meeting, "zone": meeting.zone, "access": self.access()}  # type: ignore[attr-defined]  # see `meeting`
        kind = self.random.randrange(1000)
        if kind < ALWAYS_OPEN_OF_1000:
            return ScheduleRule(frequency=Frequency.ALWAYS_OPEN, **known)
        if kind < ALWAYS_OPEN_OF_1000 + BY_APPOINTMENT_OF_1000:
            return ScheduleRule(frequency=Frequency.BY_APPOINTMENT, **known)
        minute = self.random.choice(HOURS) * 60 + self.random.choice((0, 0, 0, 15, 30, 30, 45))
        timed = {"weekday": self.random.randrange(7), "start_minute": minute}
        known["duration_minutes"] = self.random.choice((60, 60, 90, None))
        if self.is_one_of(MONTHLY):
            return ScheduleRule(
                frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=[self.random.choice((1, 2, 3, -1))], **timed, **known
            )
        return ScheduleRule(frequency=Frequency.WEEKLY, **timed, **known)

    def access(self) -> Access:
        return self.random.choices((Access.OPEN, Access.CLOSED, Access.NOT_STATED), (45, 40, 15))[0]

    def is_one_of(self, percent: int) -> bool:
        return self.random.randrange(100) < percent


def bulk(model: type[models.Model], rows: list[Any]) -> None:
    """Write rows; those that point to them know their keys then."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        model._base_manager.bulk_create(batch)
