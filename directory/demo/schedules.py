"""When the meetings of the crowd come round."""

from collections.abc import Iterable
from datetime import date
from random import Random

from directory.demo.chance import by_share, by_weight, is_lucky, new_uid
from directory.demo.days import day, minute
from directory.demo.tables import Table, read
from interchange.records import Frequency
from meetings.models import Meeting, ScheduleRule

SATURDAY = 5
UNKNOWN_END = 5  # of a hundred meetings do not say how long they last


class Timetable:
    """Gives meetings their rules."""

    def __init__(self, random: Random, today: date) -> None:
        self.random = random
        self.today = today
        self.patterns = read("schedules")

    def rules(self, meeting: Meeting, habits: Table, *, weekday: int, zone: str) -> list[ScheduleRule]:
        """A pattern from schedules.toml, at an hour drawn for the day."""
        access = by_weight(self.random, habits["access"])
        usual = {
            "weekday": weekday,
            "start_minute": self.start(weekday),
            "duration_minutes": None if is_lucky(self.random, UNKNOWN_END) else self.random.choice(habits["lasts"]),
            "zone": zone,
            "access": access,
            "ask_first": is_lucky(self.random, habits["asks_first"]),
        }
        pattern: Iterable[Table] = by_share(self.random, self.patterns["schedules"])["rules"]
        return [self.rule(meeting, {**usual, **table}) for table in pattern]

    def start(self, weekday: int) -> int:
        starts = self.patterns["starts_at_weekends" if weekday >= SATURDAY else "starts_on_weekdays"]
        return minute(self.random.choice(starts))

    def rule(self, meeting: Meeting, fields: Table) -> ScheduleRule:
        weekday: int = (fields["weekday"] + fields.pop("days_later", 0)) % 7
        if "first_on" in fields:
            fields["first_on"] = day(fields["first_on"], self.today, weekday=weekday)
        fields["weekday"] = None if fields["frequency"] == Frequency.MONTHLY_BY_DATE else weekday
        return ScheduleRule(meeting=meeting, uid=new_uid(self.random), **fields)
