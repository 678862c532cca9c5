"""The whole gazetteer, put together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from languages.fold import fold
from places.gazetteer.compiler.names import folded_names
from places.gazetteer.compiler.postcodes import WITH_VILLAGES, PostOffice
from places.gazetteer.compiler.regions import abbreviation, region_names
from places.gazetteer.compiler.slugs import SlugWish, share_out
from places.gazetteer.compiler.sources import KnownNames, PostalRow, SourcePlace
from places.gazetteer.file import PlaceLine

Progress = Callable[[str], object]
InCountry = TypeVar("InCountry", SourcePlace, PostalRow)
NOTHING_KNOWN = KnownNames()


@dataclass(frozen=True, slots=True)
class Sources:
    """All that goes in. `frozen_slugs` are those of the file shipped before."""

    places: list[SourcePlace]
    postal_rows: Iterable[PostalRow]
    known_names: Mapping[int, KnownNames]
    region_names: Mapping[tuple[str, str], str]
    frozen_slugs: Mapping[int, str]


@dataclass(slots=True)
class PostalKnowledge:
    """What the postal rows tell about the places, by place id, and about regions, by country and code."""

    codes: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    villages: dict[int, set[str]] = field(default_factory=dict)
    regions: dict[tuple[str, str], str] = field(default_factory=dict)


def compile_gazetteer(sources: Sources, *, progress: Progress) -> list[PlaceLine]:
    """The lines of the shipped file. The same sources give the same lines."""
    progress("Folding names")
    keys = folded_names(sources.places)
    for place_id in sources.known_names.keys() & keys.keys():
        keys[place_id].update(map(fold, sources.known_names[place_id].also))
    post = _ask_the_post(sources, keys, progress)
    progress("Sharing out slugs")
    slugs = share_out((_slug_wish(place, sources, post) for place in sources.places), sources.frozen_slugs)
    return [_line(place, sources, keys[place.id], post, slugs[place.id]) for place in sources.places]


def _ask_the_post(sources: Sources, keys: Mapping[int, set[str]], progress: Progress) -> PostalKnowledge:
    progress("Reading postal codes")
    places = _by_country(sources.places)
    known = PostalKnowledge()
    for country, rows in sorted(_by_country(sources.postal_rows).items()):
        progress(f"Postal codes of {country}: {len(rows)} rows")
        office = PostOffice(places[country], keys)
        for code, place_id in sorted(office.places_of_codes(rows).items()):
            known.codes[place_id].append(code)
        if country in WITH_VILLAGES:
            known.villages.update(office.villages(rows))
        for region_code, name in region_names(places[country], rows, office).items():
            known.regions[country, region_code] = name
    known.regions.update(sources.region_names)
    return known


def _by_country(items: Iterable[InCountry]) -> defaultdict[str, list[InCountry]]:
    grouped: defaultdict[str, list[InCountry]] = defaultdict(list)
    for item in items:
        grouped[item.country].append(item)
    return grouped


def _names(place: SourcePlace, sources: Sources) -> tuple[str, dict[str, str]]:
    """The local name, and {language: name} where another is used."""
    known = sources.known_names.get(place.id, NOTHING_KNOWN)
    return known.local or place.name, dict(sorted(known.exonyms.items()))


def _slug_wish(place: SourcePlace, sources: Sources, post: PostalKnowledge) -> SlugWish:
    name, names = _names(place, sources)
    region = post.regions.get((place.country, place.region_code), "")
    return SlugWish(
        id=place.id,
        name=name,
        other_names=tuple(names.values()),
        country=place.country,
        region=abbreviation(place.country, place.region_code) or region,
        population=place.population,
    )


def _line(place: SourcePlace, sources: Sources, keys: set[str], post: PostalKnowledge, slug: str) -> PlaceLine:
    name, names = _names(place, sources)
    main_keys = {fold(name), *map(fold, names.values())}
    return PlaceLine(
        id=place.id,
        slug=slug,
        name=name,
        country=place.country,
        region_code=abbreviation(place.country, place.region_code) or place.region_code,
        region=post.regions.get((place.country, place.region_code), ""),
        population=place.population,
        latitude=place.latitude,
        longitude=place.longitude,
        zone=place.zone,
        names=names,
        other_keys=tuple(sorted(keys - main_keys)),
        village_keys=tuple(sorted(post.villages.get(place.id, set()) - keys - main_keys)),
        codes=tuple(post.codes[place.id]),
    )
