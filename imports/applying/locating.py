"""Where a venue of a feed is: its place in the gazetteer, its coordinates and how exact they are, its time zone."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q

from imports.planning.reading import Coordinates
from imports.reasons import ImportCode
from interchange.records import VenueRecord
from places.distance import Point
from places.gazetteer import find, nearest
from places.models import LoadedCountry, Place, Precision
from places.zones import zone_at

SAME_TOWN_KM = 40
POINT_DECIMALS = 2  # about a kilometre: near enough to ask for the nearest place once
REMEMBERED_TOWNS = 20_000
MOST_CANDIDATES = 4
NEARLY_ALL = 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Where a venue is. `noted` says what had to be made up for."""

    place: Place | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision = Precision.AREA
    zone: str = ""
    noted: ImportCode | None = None


NOWHERE = Located()


class Locator:
    """Asks the gazetteer once for each town. `shared_points` are coordinates that stand for nothing."""

    def __init__(self, shared_points: set[Coordinates]) -> None:
        self.shared_points = shared_points
        self.countries = frozenset(LoadedCountry.objects.values_list("country", flat=True))
        self.towns = lru_cache(maxsize=REMEMBERED_TOWNS)(self.find_towns)
        self.zones = lru_cache(maxsize=REMEMBERED_TOWNS)(self.find_zone)
        self.neighbours = lru_cache(maxsize=REMEMBERED_TOWNS)(self.find_nearest)

    def locate(self, venue: VenueRecord) -> Located:
        """Where it is, by its coordinates, else by its town."""
        point = self.point_of(venue)
        if point is None:
            return self.in_its_town(venue)
        place = self.place_at(venue, point)
        return Located(
            place=place,
            latitude=point.latitude,
            longitude=point.longitude,
            precision=Precision.AREA if venue.is_area else Precision.EXACT,
            zone=zone_at(point) or (place.zone if place else ""),
        )

    def point_of(self, venue: VenueRecord) -> Point | None:
        """Its coordinates, if they are its own."""
        if venue.latitude is None or venue.longitude is None or (venue.latitude, venue.longitude) in self.shared_points:
            return None
        return Point(venue.latitude, venue.longitude)

    def in_its_town(self, venue: VenueRecord) -> Located:
        """At the middle of the town that its address names, if nobody would have to ask which."""
        towns = self.towns(*town_of(venue))
        if not towns.is_certain:
            return Located(zone=self.zones(venue.region, venue.country), noted=ImportCode.PLACE_UNKNOWN)
        place = towns.candidates[0]
        return Located(
            place=place,
            latitude=place.latitude,
            longitude=place.longitude,
            zone=place.zone,
            noted=ImportCode.PLACED_BY_TOWN,
        )

    def place_at(self, venue: VenueRecord, point: Point) -> Place | None:
        """The town that its address names, if that is where the coordinates are; else the nearest one."""
        towns = self.towns(*town_of(venue)).candidates if venue.city else ()
        near = min(towns, key=lambda place: place.point.km_to(point), default=None)
        if near is not None and near.point.km_to(point) <= SAME_TOWN_KM:
            return near
        place = self.neighbours(round(point.latitude, POINT_DECIMALS), round(point.longitude, POINT_DECIMALS))
        return place if place and venue.country in ("", place.country) else None

    def find_towns(self, town: str, country: str) -> "Towns":
        """What the gazetteer knows by that name in that country; a guess is none."""
        if not town or (country and country not in self.countries):
            return Towns()
        answer = find(town, country=country, language="", limit=MOST_CANDIDATES)
        if answer.was_corrected:
            return Towns()
        candidates = tuple(place for place in answer.candidates if country in ("", place.country))
        is_only_one = bool(country) and len(candidates) == 1
        return Towns(candidates, is_certain=is_only_one or (answer.certain is not None and answer.certain in candidates))

    def find_zone(self, region: str, country: str) -> str:
        """The time zone in which all of a region lies, else all of its country, but for places at the border."""
        there = Place.objects.filter(country=country).order_by()
        for places in (there.filter(Q(region=region) | Q(region_code=region)), there):
            zones = Counter(dict(places.values_list("zone").annotate(Count("pk"))))
            if zones:
                ((zone, most),) = zones.most_common(1)
                return zone if most >= NEARLY_ALL * zones.total() else ""
        return ""

    def find_nearest(self, latitude: float, longitude: float) -> Place | None:
        """The nearest place, if the gazetteer has any there."""
        return nearest(Point(latitude, longitude)) if self.countries else None


@dataclass(frozen=True, slots=True)
class Towns:
    """Places that a text may mean, the likeliest first, and whether that is the one."""

    candidates: tuple[Place, ...] = ()
    is_certain: bool = False


def town_of(venue: VenueRecord) -> tuple[str, str]:
    """The words by which the gazetteer finds its town, and its country."""
    town = venue.city or " ".join(filter(None, (venue.postal_code, venue.district))) or venue.address_text
    return (f"{town}, {venue.region}" if town and venue.region else town), venue.country
