"""In which place a postal code lies."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from languages.fold import fold, fold_code
from places.distance import Point
from places.gazetteer.compiler.grid import Grid
from places.gazetteer.compiler.sources import PostalRow, SourcePlace

# A town this far from the coordinates of a code is a namesake. They are the middle of a district, or rough.
NEAR_KM = 30
# "LV-5101", "L-4968", "AZ 0100": the country before the code. "97491 CEDEX": business post. "HT3110" and "IM1" are as they are.
AROUND_A_CODE = re.compile(r"^(LV|LT|LU|L|MD|AZ|AI|AS)[- ]|\s+CEDEX$")
BETWEEN_PARTS = re.compile(r"\s*[-–/,(]\s*|\)")
AT_THE_END = re.compile(r"\s+\d+$")
# Countries whose rows are villages and districts; those of others are streets, buildings and blocks.
WITH_VILLAGES = frozenset({
    "AT", "AU", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "HR", "HU", "IE", "IT",
    "LI", "LT", "LU", "LV", "MD", "NL", "NO", "NZ", "PL", "RO", "SE", "SI", "SK", "TR", "UA", "US", "ZA",
})  # fmt: skip
LONGEST_VILLAGE = 30  # longer ones are companies with a code of their own


def code_key(code: str) -> str:
    """A postal code as it is looked up."""
    return fold_code(AROUND_A_CODE.sub("", code))


class PostOffice:
    """Finds the place of a row of one country: of the same name and near, else the nearest."""

    def __init__(self, places: Iterable[SourcePlace], keys: Mapping[int, Iterable[str]]) -> None:
        places = list(places)
        self.grid = Grid(places)
        self.by_key: defaultdict[str, list[SourcePlace]] = defaultdict(list)
        for place in places:
            for key in keys[place.id]:
                self.by_key[key].append(place)

    def named_place(self, row: PostalRow) -> SourcePlace | None:
        """The place that the row names, if there is one near its coordinates."""
        for key in town_keys(row.town):
            near = self._near(key, row.point)
            if near:
                return min(near, key=lambda place: (place.point.km_to(row.point), place.id))
        return None

    def _near(self, key: str, point: Point) -> list[SourcePlace]:
        return [place for place in self.by_key.get(key, ()) if place.point.km_to(point) <= NEAR_KM]

    def villages(self, rows: Iterable[PostalRow]) -> dict[int, set[str]]:
        """{place id: folded names of villages and districts too small for GeoNames' cities}, each with the town that the
        row names ("Bratislava-Ružinov"), else with the nearest place."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for row in rows:
            unknown = [key for key in town_keys(row.town) if _is_village(key) and not self._near(key, row.point)]
            place = (self.named_place(row) or self.grid.nearest(row.point)) if unknown else None
            if place and place.point.km_to(row.point) <= NEAR_KM:
                found[place.id].update(unknown)
        return dict(found)

    def places_of_codes(self, rows: Iterable[PostalRow]) -> dict[str, int]:
        """{folded code: place id}. Of several places with one code it is the largest that the rows name."""
        named: dict[str, SourcePlace] = {}
        unnamed: dict[str, PostalRow] = {}
        for row in rows:
            key = code_key(row.code)
            place = self.named_place(row)
            if place is None:
                unnamed.setdefault(key, row)
            elif key not in named or _size(place) > _size(named[key]):
                named[key] = place
        found = {key: place.id for key, place in named.items()}
        for key, row in unnamed.items():
            nearest = None if key in found else self.grid.nearest(row.point)
            if nearest:
                found[key] = nearest.id
        return found


def town_keys(town: str) -> list[str]:
    """The folded names to look a row's town up by, the most exact first: "Praha 10-Žižkov" is Žižkov, else Praha."""
    parts = [part for part in BETWEEN_PARTS.split(town) if part]
    texts = (town, *reversed(parts))
    keys = [fold(form) for text in texts for form in (text, AT_THE_END.sub("", text))]
    return [key for key in dict.fromkeys(keys) if key]


def _is_village(key: str) -> bool:
    return len(key) <= LONGEST_VILLAGE and not any(char.isdigit() for char in key)


def _size(place: SourcePlace) -> tuple[int, int]:
    return place.population, -place.id
