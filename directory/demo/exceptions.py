"""Dates that differ: of a rule, of a meeting, of a building, and of all that is in a service body's care."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from directory.demo.days import day, minute
from directory.demo.tables import Table, read
from directory.demo.world import World
from meetings.kinds import ExceptionKind
from meetings.models import Meeting, ScheduleException, ScheduleRule
from meetings.schedule import regular_dates

A_YEAR = timedelta(days=366)


def exceptions(world: World) -> Iterator[ScheduleException]:
    """All of them: first those told under a meeting or a rule, then those that hang on a building or on a service body."""
    for one in world.exceptions:
        anchor: dict[str, Any] = {"meeting" if isinstance(one.anchor, Meeting) else "rule": one.anchor}
        yield ScheduleException(**anchor, **span(one.told, one.rules, world.today), **change(one.told, one.rules, world))
    for told in read("exceptions")["exceptions"]:
        anchor = {name: world.known.bodies[told[name]] for name in ("service_body", "in_care_of") if name in told}
        if "venue" in told:
            anchor["venue"] = world.known.venues[told["venue"]]
        yield ScheduleException(**anchor, **span(told, (), world.today), **change(told, (), world))


def span(told: Table, rules: Sequence[ScheduleRule], today: date) -> dict[str, date]:
    """The days it is about: told as a day and how many days it takes, or by their number among the next dates of the rules."""
    if "date" in told:
        found = nth_date(rules, told["date"], today)
        return {"first_on": found, "last_on": found}
    first = day(told["first_on"], today)
    return {"first_on": first, "last_on": first + timedelta(days=told.get("days", 1) - 1)}


def nth_date(rules: Sequence[ScheduleRule], number: int, today: date) -> date:
    """The first, second … date of the rules from tomorrow on."""
    dates = (day for rule in rules for day in regular_dates(rule.recurrence, today + timedelta(days=1), today + A_YEAR))
    return sorted(dates)[number - 1]


def change(told: Table, rules: Sequence[ScheduleRule], world: World) -> dict[str, Any]:
    """What becomes of the days."""
    fields: dict[str, Any] = {"kind": ExceptionKind(told["kind"]), "reason": told.get("reason", {})}
    if "days_later" in told:
        fields["to_on"] = nth_date(rules, told["date"], world.today) + timedelta(days=told["days_later"])
    if "to_minute" in told:
        fields["to_minute"] = minute(told["to_minute"])
    if "to_venue" in told:
        fields["to_venue"] = world.known.venues[told["to_venue"]]
    return fields
