"""The screen of the holiday wizard as values: days, halls on them, and dates with what was chosen so far."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.utils.translation import ngettext

from accounts.models import User
from languages.dates import day_year_text
from upkeep.holiday_decisions import Choice, chosen, day_group, hall_group, minute_of
from upkeep.holidays import HolidayDate, hall_name, minute_text, others_in_halls

DATES_A_PAGE = 30  # a page of the workplace has at most 40 kB


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date with what is ticked and typed."""

    date: HolidayDate
    choice: Choice
    time: str
    is_mistaken: bool


@dataclass(frozen=True, slots=True)
class Hall:
    """The dates in one hall on one day; of others there, a sentence with their number."""

    name: str
    group: str
    dates: list[ShownDate]
    others: str
    count_undecided: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its halls."""

    title: str
    group: str
    halls: list[Hall]
    count_undecided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A page of the dates in question; the numbers are those of all pages."""

    page: Page[HolidayDate]
    days: list[Day]
    count: int
    count_undecided: int


def screen(
    user: User, dates: list[HolidayDate], given: Mapping[str, str], mistaken: frozenset[str], *, number: str | None
) -> Screen:
    """The page of the dates that is asked for, with what the form says so far."""
    page = Paginator(dates, DATES_A_PAGE).get_page(number)
    others = others_in_halls(user, {one.meeting.venue_id for one in page if one.meeting.venue_id})
    undecided: dict[str, int] = defaultdict(int)
    for one in dates:
        for group in ("", day_group(one), hall_group(one)):
            undecided[group] += not one.is_decided
    days = [
        Day(
            title=capital(day_year_text(day)),
            group=f"{day:%Y%m%d}",
            halls=halls(list(found), given, mistaken, others, undecided),
            count_undecided=undecided[f"{day:%Y%m%d}"],
        )
        for day, found in groupby(page, key=lambda one: one.day)
    ]
    return Screen(page=page, days=days, count=len(dates), count_undecided=undecided[""])


def halls(
    dates: list[HolidayDate], given: Mapping[str, str], mistaken: frozenset[str], others: dict[int, int], undecided: dict[str, int]
) -> list[Hall]:
    """The halls of one day."""
    return [
        Hall(
            name=name,
            group=group,
            dates=[shown_date(one, given, is_mistaken=one.key in mistaken) for one in found],
            others=others_text(others.get(found[0].meeting.venue_id or 0, 0)),
            count_undecided=undecided[group],
        )
        for (name, group), found in grouped(dates)
    ]


def grouped(dates: list[HolidayDate]) -> list[tuple[tuple[str, str], list[HolidayDate]]]:
    """The dates by hall; they are in that order already, but two houses of one name stand apart."""
    by_hall: dict[tuple[str, str], list[HolidayDate]] = defaultdict(list)
    for one in dates:
        by_hall[(hall_name(one.venue), hall_group(one))].append(one)
    return list(by_hall.items())


def shown_date(one: HolidayDate, given: Mapping[str, str], *, is_mistaken: bool) -> ShownDate:
    """What is ticked and typed: what the form said, else how it stands."""
    stands = "" if one.special_minute is None else minute_text(one.special_minute)
    typed = given.get(f"t{one.key}", stands)
    choice = Choice.SPECIAL_TIME if is_mistaken else chosen(one, given)[0]
    return ShownDate(one, choice, typed if is_mistaken or minute_of(typed) is not None else "", is_mistaken)


def others_text(count: int) -> str:
    """A number, and nothing that would say which."""
    if not count:
        return ""
    return ngettext(
        "%(count)d more meeting in this hall is in the care of others. It is not changed.",
        "%(count)d more meetings in this hall are in the care of others. They are not changed.",
        count,
    ) % {"count": count}


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
