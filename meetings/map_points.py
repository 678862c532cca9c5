"""The map of a search: what the list shows too, by houses, without what may not be pointed at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interchange.geojson import point
from meetings.answers import Found, find
from meetings.cards import Card
from meetings.models import Meeting
from meetings.querysets.map_points import MapQuerySet
from meetings.results import COUNTED, cards, shown_of
from meetings.search import MeetingSearch
from meetings.where import where_at
from places.distance import Point
from places.models import Place, Venue

MOST = COUNTED  # meetings on a map: half a thousand popups are about 20 kB compressed
MOST_TOWNS = 150
NEAR_KM = 100  # in a circle of this radius the nearest towns are found by their index, in wider ones by looking at all


@dataclass(frozen=True, slots=True)
class MapAnswer:
    """What the list of a search shows, in its order, and how much of it is on the map."""

    pinned: list[Found]
    only_listed: int
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Tiles:
    """Pictures of a map from a server that the site's owner chose. `origin` is empty for our own."""

    url: str
    attribution: str
    origin: str

    @property
    def host(self) -> str:
        return self.origin.partition("://")[2].removeprefix("*.")


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that a map shows, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Point:
        return Point((self.south + self.north) / 2, (self.west + self.east) / 2)

    @property
    def radius_km(self) -> float:
        """From the middle to the farther corners."""
        return max(self.middle.km_to(Point(latitude, self.west)) for latitude in (self.south, self.north))


def map_answer(search: MeetingSearch, *, now: datetime, centre: Point | None) -> MapAnswer:
    """What the list of a search shows, as far as a map can carry it."""
    found = shown_of(find(search, now=now, centre=centre, limit=MOST + 1))
    starts = {one.meeting: one.starts for one in found[:MOST]}
    at_home = MapQuerySet(Meeting).on_map_at(starts)
    pinned = [one for one in found[:MOST] if one.meeting in at_home]
    return MapAnswer(pinned, len(starts) - len(pinned), len(found) > MOST)


def pins(answer: MapAnswer, search: MeetingSearch, *, now: datetime) -> Iterator[dict[str, Any]]:
    """The houses of an answer as points, each with what its popup says."""
    by_house: dict[int | None, list[Card]] = {}
    for shown in cards(answer.pinned, search, now).values():
        by_house.setdefault(shown.meeting.venue_id, []).append(shown)
    houses = Venue.objects.in_bulk([key for key in by_house if key])
    for key, together in by_house.items():
        if key in houses:
            yield from pin(houses[key], together, now)


def pin(house: Venue, shown: list[Card], now: datetime) -> Iterator[dict[str, Any]]:
    """A house with its meetings; nothing of one whose place is not said to everyone."""
    where, at = where_at(house, shown[0].meeting), house.point
    if at and not where.is_approximate:
        address = ", ".join(where.parts)
        meetings = [in_popup(one, now) for one in shown]
        yield point(at.latitude, at.longitude, name=pin_name(shown, address), where=address, meetings=meetings)


def pin_name(shown: list[Card], address: str) -> str:
    """What a screen reader says of a pin."""
    if len(shown) == 1:
        return _("%(meeting)s: %(address)s") % {"meeting": shown[0].meeting.name, "address": address}
    said = {"count": len(shown), "address": address}
    return ngettext("%(count)d meeting: %(address)s", "%(count)d meetings: %(address)s", len(shown)) % said


def in_popup(shown: Card, now: datetime) -> dict[str, Any]:
    """A meeting as a popup tells it: its name, when, who may come, how sure we are."""
    when = shown.timeless
    if shown.date:
        when = _("%(day)s, %(time)s") % {"day": shown.date.day_label(now), "time": shown.date.time}
    who = [{"text": sentence.text, "language": sentence.language} for sentence in shown.who]
    known = shown.freshness
    return {
        "name": shown.meeting.name,
        "address": shown.address,
        "when": when,
        "who": who,
        "fresh": known.sentence,
        "state": known.state,
    }


def towns(view: View) -> Iterable[dict[str, Any]]:
    """The largest towns of a part of the world, as points with their names in the reader's language."""
    rows = Place.objects.filter(latitude__range=(view.south, view.north), longitude__range=(view.west, view.east))
    if view.radius_km <= NEAR_KM:
        rows = rows.within(view.middle, view.radius_km)
    named = rows.only("name", "names", "latitude", "longitude").order_by("-population", "pk")[:MOST_TOWNS]
    return [point(town.latitude, town.longitude, name=str(town)) for town in named]


def parsed_view(text: str) -> View | None:
    """A part of the world as "west,south,east,north"; None for anything else."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    is_right = -180 <= west < east <= 180 and -90 <= south < north <= 90  # noqa: PLR2004  # degrees
    return View(west, south, east, north) if is_right else None


def tiles() -> Tiles | None:
    """The pictures that the site's owner has set up, if any."""
    if not settings.MAP_TILES_URL:
        return None
    parts = urlsplit(settings.MAP_TILES_URL.replace("{s}", "*"))
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return Tiles(settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION, origin)
