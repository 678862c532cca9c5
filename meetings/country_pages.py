"""What the pages of the countries say: where meetings are, which fellowships, what can be joined from home, what other help."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TypeVar

from django.utils import timezone

from groups.models import Fellowship, Resource
from history.keeping import kept, kept_one
from languages.fold import fold
from languages.names import country_name, official_languages
from meetings.models import Meeting
from meetings.next_meetings import NextMeetings, next_meetings
from meetings.other_help import HelpLine, help_lines
from meetings.querysets.places import TownQuerySet
from meetings.search import MeetingSearch
from places.models import Place, PlaceName

Value = TypeVar("Value")

counting: dict[str, Lock] = {}  # one for each country
MANY = 2_000  # meetings; to count 7,000 takes 130 ms
MOST_TOWNS = 300
MOST_HELP = 20
SAME_TOWN_KM = 40  # farther off a name is that of another place

CityKey = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class CountryLine:
    """A country with meetings; `code` as addresses spell it."""

    code: str
    name: str
    meetings: int


@dataclass(frozen=True, slots=True)
class TownLine:
    """A town with meetings."""

    place: Place
    meetings: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Where and of whom the meetings of a country are, and how many. `more` counts the towns beyond the `MOST_TOWNS` with the most
    meetings."""

    towns: tuple[TownLine, ...]
    more: int
    fellowships: frozenset[int]
    meetings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPage:
    code: str
    name: str
    towns: list[TownLine]
    more_towns: int
    fellowships: list[Fellowship]
    next: NextMeetings
    help: list[HelpLine]


@kept
def countries_with_meetings() -> list[tuple[str, int]]:
    return kept_where_many(
        "countries", lambda: TownQuerySet(Meeting).countries(), lambda found: sum(number for _code, number in found)
    )


def kept_where_many(what: str, counted: Callable[[], Value], size: Callable[[Value], int]) -> Value:
    """What is counted over meetings. To count many takes long, and one of many changes all the time: such counts are kept for some
    minutes though meetings come and go, and several visitors at once wait for one count."""
    long: dict[str, Value] = kept_one("counted", "", dict, is_long=True)
    with counting.setdefault(what, Lock()):
        if what not in long:
            found = counted()
            if size(found) < MANY:
                return found
            long[what] = found
    return long[what]


def country_lines() -> list[CountryLine]:
    """The countries with meetings, by name."""
    lines = [CountryLine(code.lower(), country_name(code), meetings) for code, meetings in countries_with_meetings()]
    return sorted(lines, key=lambda line: fold(line.name))


def country_page(code: str, *, now: datetime) -> CountryPage:
    """The page of a country, which need not have meetings."""
    found = tally(code)
    online = next_meetings(MeetingSearch(language=official_languages(code)), now=now)
    resources = Resource.objects.published().sourced().in_country(code).for_listing(timezone.localdate(now))
    return CountryPage(
        code=code.lower(),
        name=country_name(code),
        towns=sorted(found.towns, key=lambda line: fold(str(line.place))),
        more_towns=found.more,
        fellowships=[one for one in Fellowship.objects.all() if one.pk in found.fellowships],
        next=online,
        help=help_lines(resources.order_by("-country", "kind", "pk")[:MOST_HELP], now),
    )


@kept
def tally(country: str) -> Tally:
    """Where and of whom the meetings of a country are."""
    return kept_where_many(country, lambda: tally_now(country), lambda found: found.meetings)


def tally_now(country: str) -> Tally:
    """What one query over the meetings of a country tells."""
    rows = TownQuerySet(Meeting).by_town_and_fellowship(country)
    towns = towns_of({(row["town"], row["place"]) for row in rows}, country)
    counted: Counter[Place] = Counter()
    for row in rows:
        if town := towns.get((row["town"], row["place"])):
            counted[town] += row["meetings"]
    most = counted.most_common(MOST_TOWNS)
    return Tally(
        towns=tuple(TownLine(place, meetings) for place, meetings in most),
        more=len(counted) - len(most),
        fellowships=frozenset(row["group__fellowship"] for row in rows),
        meetings=sum(row["meetings"] for row in rows),
    )


def towns_of(cities: Iterable[CityKey], country: str) -> dict[CityKey, Place]:
    """The towns that addresses name: a house in a district, which is a place of its own, belongs to the town it names."""
    wanted = list(cities)
    keys = {fold(city) for city, _place in wanted}
    named: dict[str, list[PlaceName]] = {}
    for name in PlaceName.objects.filter(country=country, key__in=keys).select_related("place").order_by("-weight", "pk"):
        named.setdefault(str(name.key), []).append(name)
    houses = Place.objects.in_bulk([place for _city, place in wanted if place])
    found = {(city, place): town_of(houses.get(place or 0), named.get(fold(city), [])) for city, place in wanted}
    return {key: town for key, town in found.items() if town}


def town_of(house_in: Place | None, called_so: list[PlaceName]) -> Place | None:
    """The place of the name nearest to the house; where it is not known, the one the name most often means."""
    if house_in is None:
        return called_so[0].place if called_so else None
    distances = [(house_in.point.km_to(name.place.point), name.place) for name in called_so]
    km, place = min(distances, key=lambda one: one[0], default=(SAME_TOWN_KM + 1.0, house_in))
    return place if km <= SAME_TOWN_KM else house_in
