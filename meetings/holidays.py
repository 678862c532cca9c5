"""Holidays, and what is on on them: the days on which the door one knows is shut, and on which it is hardest to be alone.

A holiday is fixed, counted from Easter, or a weekday of a month. Sources: the acts on public holidays of the countries named; eves
are nobody's law, but everybody's evening.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.dates import and_list, day_year_text
from languages.names import country_name
from meetings.cards import Card
from meetings.kinds import MeetingKind
from meetings.results import ResultPage, answer
from meetings.search import MeetingSearch
from places.distance import Point
from places.gazetteer.countries import borders_between

AHEAD = timedelta(days=365)  # how far the dates of all meetings are known
EVERYWHERE: tuple[str, ...] = ()
ALL_NIGHT = (MeetingKind.MARATHON.value, MeetingKind.OPEN_HOUSE.value.replace("_", "-"))
PARTS_OF_DAY = (
    (5, gettext_lazy("After midnight")),
    (12, gettext_lazy("In the morning")),
    (17, gettext_lazy("In the afternoon")),
    (24, gettext_lazy("In the evening")),
)
DayOf = Callable[[int], date]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday: its name, its day in a year, and the countries that keep it; none for those that nearly all keep."""

    name: Promise
    day_of: DayOf
    countries: tuple[str, ...] = EVERYWHERE

    def is_kept_in(self, countries: Iterable[str]) -> bool:
        return not self.countries or not set(self.countries).isdisjoint(countries)


def fixed(month: int, day: int) -> DayOf:
    return lambda year: date(year, month, day)


def after_easter(days: int, method: Literal[1, 2, 3] = EASTER_WESTERN) -> DayOf:
    """So many days after Easter Sunday, or before it."""
    return lambda year: easter(year, method) + timedelta(days=days)


def monday(month: int, *, last: bool = False) -> DayOf:
    """The first Monday of a month, or the last (the bank holidays of Great Britain)."""

    def day_of(year: int) -> date:
        latest = date(year, month, 31 if last else 7)
        return latest - timedelta(days=latest.weekday())

    return day_of


HOLIDAYS = (
    Holiday(gettext_lazy("New Year’s Day"), fixed(1, 1)),
    Holiday(gettext_lazy("Epiphany"), fixed(1, 6), ("AT", "DE", "ES", "HR", "IT", "PL", "SE", "SK")),
    Holiday(gettext_lazy("Good Friday"), after_easter(-2), ("CZ", "DE", "ES", "GB", "HU", "PT", "SE", "SK")),
    Holiday(gettext_lazy("Easter Sunday"), after_easter(0)),
    Holiday(gettext_lazy("Easter Monday"), after_easter(1)),
    Holiday(gettext_lazy("Orthodox Easter"), after_easter(0, EASTER_ORTHODOX), ("BG", "GR", "RO", "RS", "UA")),
    Holiday(gettext_lazy("Labour Day"), fixed(5, 1), ("AT", "CZ", "DE", "ES", "FR", "HR", "HU", "IT", "PL", "RO", "SI", "SK")),
    Holiday(gettext_lazy("Early May bank holiday"), monday(5), ("GB",)),
    Holiday(gettext_lazy("Constitution Day of 3 May"), fixed(5, 3), ("PL",)),
    Holiday(gettext_lazy("Victory Day"), fixed(5, 8), ("CZ", "FR", "SK", "UA")),
    Holiday(gettext_lazy("Ascension Day"), after_easter(39), ("AT", "CH", "DE", "FR", "SE")),
    Holiday(gettext_lazy("Whit Sunday"), after_easter(49), ("AT", "CH", "DE", "HU", "PL")),
    Holiday(gettext_lazy("Whit Monday"), after_easter(50), ("AT", "CH", "DE", "FR", "HU")),
    Holiday(gettext_lazy("Spring bank holiday"), monday(5, last=True), ("GB",)),
    Holiday(gettext_lazy("Corpus Christi"), after_easter(60), ("AT", "DE", "HR", "PL")),
    Holiday(gettext_lazy("Saints Cyril and Methodius"), fixed(7, 5), ("CZ", "SK")),
    Holiday(gettext_lazy("Jan Hus Day"), fixed(7, 6), ("CZ",)),
    Holiday(gettext_lazy("Assumption of Mary"), fixed(8, 15), ("AT", "ES", "FR", "HR", "IT", "PL", "SI")),
    Holiday(gettext_lazy("Saint Stephen’s Day of Hungary"), fixed(8, 20), ("HU",)),
    Holiday(gettext_lazy("Independence Day of Ukraine"), fixed(8, 24), ("UA",)),
    Holiday(gettext_lazy("Anniversary of the Slovak National Uprising"), fixed(8, 29), ("SK",)),
    Holiday(gettext_lazy("Summer bank holiday"), monday(8, last=True), ("GB",)),
    Holiday(gettext_lazy("Our Lady of Sorrows"), fixed(9, 15), ("SK",)),
    Holiday(gettext_lazy("Czech Statehood Day"), fixed(9, 28), ("CZ",)),
    Holiday(gettext_lazy("Day of German Unity"), fixed(10, 3), ("DE",)),
    Holiday(gettext_lazy("Hungarian National Day"), fixed(10, 23), ("HU",)),
    Holiday(gettext_lazy("Austrian National Day"), fixed(10, 26), ("AT",)),
    Holiday(gettext_lazy("Founding of Czechoslovakia"), fixed(10, 28), ("CZ",)),
    Holiday(gettext_lazy("All Saints’ Day"), fixed(11, 1), ("AT", "DE", "ES", "FR", "HR", "HU", "IT", "PL", "SI", "SK")),
    Holiday(gettext_lazy("Polish Independence Day"), fixed(11, 11), ("PL",)),
    Holiday(gettext_lazy("Struggle for Freedom and Democracy Day"), fixed(11, 17), ("CZ", "SK")),
    Holiday(gettext_lazy("Immaculate Conception"), fixed(12, 8), ("AT", "ES", "IT")),
    Holiday(gettext_lazy("Christmas Eve"), fixed(12, 24)),
    Holiday(gettext_lazy("Christmas Day"), fixed(12, 25)),
    Holiday(gettext_lazy("Second day of Christmas"), fixed(12, 26)),
    Holiday(gettext_lazy("New Year’s Eve"), fixed(12, 31)),
)


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """A day to come, its holidays by name, and the countries that keep them where not all do."""

    day: date
    written: str
    names: str
    countries: str


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """The meetings of a part of the day, in order of time."""

    title: str
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class CountryLink:
    """A country, or all of them, and the board of it."""

    name: str
    search: MeetingSearch
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayBoard:
    """What is on on a day: what lasts through it or all night, and everything by the hour. `country` is the name of the only one
    that is asked for."""

    day: date
    written: str
    names: str
    country: str
    countries: list[CountryLink]
    results: ResultPage
    all_night: list[Card]
    parts: list[PartOfDay]


def holidays_on(day: date) -> list[Holiday]:
    return [holiday for holiday in HOLIDAYS if holiday.day_of(day.year) == day]


def names_on(day: date) -> str:
    """ "Labour Day"; empty on any other day."""
    return and_list([str(holiday.name) for holiday in holidays_on(day)])


def countries_around() -> list[str]:
    """The site's own country and its neighbours, those with holidays of their own told here."""
    home, told = settings.SITE_COUNTRY, sorted({country for holiday in HOLIDAYS for country in holiday.countries})
    return [country for country in dict.fromkeys([home, *told]) if borders_between(home, country) <= 1]


def countries_on(day: date) -> list[str]:
    """Those of them that keep a holiday on this day; of a day that is none, all."""
    holidays = holidays_on(day)
    return [one for one in countries_around() if not holidays or any(holiday.is_kept_in([one]) for holiday in holidays)]


def country_links(search: MeetingSearch, day: date) -> list[CountryLink]:
    """The boards of single countries, and the way back to all. Around a place there is nothing to choose."""
    if search.place and not search.country:
        return []
    codes = dict.fromkeys(code.lower() for code in countries_on(day))
    if search.country:
        codes = {"": None, **codes, search.country: None}
    return [
        CountryLink(country_name(code) if code else _("In all countries"), search.but(country=code), code == search.country)
        for code in codes
    ]


def upcoming_holidays(today: date) -> list[HolidayLine]:
    """Those of the next year in this country and its neighbours, in order of time."""
    around = countries_around()
    kept = [holiday for holiday in HOLIDAYS if holiday.is_kept_in(around)]
    days = ((holiday.day_of(year), holiday) for holiday in kept for year in (today.year, today.year + 1))
    ahead = sorted((pair for pair in days if is_in_reach(pair[0], today)), key=lambda pair: pair[0])
    return [
        holiday_line(day, [holiday for _day, holiday in pairs], around) for day, pairs in groupby(ahead, key=lambda pair: pair[0])
    ]


def holiday_line(day: date, holidays: list[Holiday], around: list[str]) -> HolidayLine:
    """One line for a day. Of a holiday that all keep no countries are said."""
    kept_by = [country for country in around if all(holiday.is_kept_in([country]) for holiday in holidays)]
    countries = "" if kept_by == around else and_list([country_name(country) for country in kept_by])
    return HolidayLine(day, capital(day_year_text(day)), and_list([str(holiday.name) for holiday in holidays]), countries)


def is_in_reach(day: date, today: date) -> bool:
    """Whether the dates of that day are known, and not over."""
    return today <= day <= today + AHEAD


def holiday_board(search: MeetingSearch, day: date, *, now: datetime, centre: Point | None) -> HolidayBoard:
    """What is on on a day, as a page of the search for that day; what lasts all night on top of its first page."""
    results = answer(search, now=now, centre=centre)
    lasting = answer(search.but(kind=ALL_NIGHT), now=now, centre=centre).cards if results.number == 1 else []
    told = {card.meeting.pk for card in lasting}
    others = [card for card in results.cards if card.meeting.pk not in told]
    return HolidayBoard(
        day=day,
        written=capital(day_year_text(day)),
        names=names_on(day),
        country=country_name(search.country) if search.country else "",
        countries=country_links(search, day),
        results=results,
        all_night=lasting,
        parts=[PartOfDay(title, list(cards)) for title, cards in groupby(others, key=part_of_day)],
    )


def part_of_day(card: Card) -> str:
    """By the hour at which it starts; what has no hour may be come to at any."""
    if card.date is None:
        return _("At any hour")
    return next(str(title) for until, title in PARTS_OF_DAY if card.date.starts_at.hour < until)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
