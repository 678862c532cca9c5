"""Real towns, and points in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians
from random import Random

from directory.demo.tables import Table, files_in, read
from places.distance import Point
from places.models import Place

LANGUAGES = {"AT": "de", "CZ": "cs", "DE": "de", "GB": "en", "PL": "pl", "SK": "sk"}
KM_PER_DEGREE = 111.2
SMALL_TOWN = 10_000  # people
DECIMALS = 5  # about a metre


@dataclass(frozen=True, slots=True)
class District:
    """A part of a town; of a small town the whole, without a name."""

    name: str
    code: str
    centre: Point


@dataclass(frozen=True, slots=True)
class Town:
    place: Place
    meetings: int
    districts: tuple[District, ...]

    @property
    def language(self) -> str:
        return LANGUAGES[self.place.country]

    def district(self, name: str) -> District:
        """The district of that name, else the first."""
        return next((one for one in self.districts if one.name == name), self.districts[0])

    def point_near(self, centre: Point, random: Random) -> Point:
        """A point so near the centre that it is surely in the town."""
        km = 0.2 if self.place.population < SMALL_TOWN else 0.6
        north, east = random.uniform(-km, km) / KM_PER_DEGREE, random.uniform(-km, km) / KM_PER_DEGREE
        return Point(
            round(centre.latitude + north, DECIMALS), round(centre.longitude + east / cos(radians(centre.latitude)), DECIMALS)
        )


def read_towns(places: Mapping[str, Place]) -> dict[str, Town]:
    """Every town of the demo world, by its slug."""
    tables = {slug: table for name in files_in("towns") for slug, table in read(name).items()}
    return {slug: Town(places[slug], table["meetings"], districts(table, places[slug])) for slug, table in tables.items()}


def districts(table: Table, place: Place) -> tuple[District, ...]:
    if "districts" not in table:
        return (District("", table["code"], place.point),)
    return tuple(District(one["name"], one["code"], Point(*one["at"])) for one in table["districts"])
