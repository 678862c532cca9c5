"""The shipped gazetteer: one compressed file, a line for each place with all its names and postal codes.

Tab-separated, UTF-8, xz. The first line is the credit, the second says how many places each country has, and the columns of
the others are the fields of `PlaceLine` in their order. Pure: no database, no settings.
"""

import hashlib
import lzma
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from languages.fold import fold

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "gazetteer.tsv.xz"
CREDIT = "Places and postal codes: GeoNames (geonames.org), CC BY 4.0"
COUNTRY_COLUMN = 3


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place as it is shipped."""

    id: int  # of GeoNames
    slug: str
    name: str
    country: str
    region_code: str
    region: str
    population: int
    latitude: float
    longitude: float
    zone: str
    names: dict[str, str] = field(default_factory=dict)  # {language: name}, where it differs from `name`
    other_keys: tuple[str, ...] = ()  # folded; without those of `name` and `names`
    village_keys: tuple[str, ...] = ()  # folded names of villages and districts that have no line of their own
    codes: tuple[str, ...] = ()  # postal codes, folded

    def main_keys(self) -> set[str]:
        """The folded names by which the place is shown to anyone."""
        return {fold(name) for name in (self.name, *self.names.values())}


def write_places(lines: Sequence[PlaceLine], path: Path) -> None:
    """Write the file; the same lines give the same bytes."""
    counts = Counter(line.country for line in lines)
    with lzma.open(path, "wt", preset=9 | lzma.PRESET_EXTREME, encoding="utf-8", newline="\n") as file:
        file.write(f"# {CREDIT}. Made by `manage.py build_gazetteer`.\n")
        file.write("# " + " ".join(f"{country}={counts[country]}" for country in sorted(counts)) + "\n")
        file.writelines(f"{_to_text(line)}\n" for line in lines)


def read_counts(path: Path = SHIPPED) -> dict[str, int]:
    """{country: number of its places}."""
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
        next(file)
        pairs = (pair.split("=") for pair in next(file).removeprefix("#").split())
        return {country: int(count) for country, count in pairs}


def read_places(path: Path = SHIPPED, *, countries: Collection[str] | None = None) -> Iterator[PlaceLine]:
    """The places of `countries` (default: of all), in the file's order, one at a time."""
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for text in file:
            is_place = not text.startswith("#")
            if is_place and (countries is None or text.split("\t", COUNTRY_COLUMN + 1)[COUNTRY_COLUMN] in countries):
                yield _from_text(text)


def digest_of(path: Path = SHIPPED) -> str:
    """By which a file is known again."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_text(line: PlaceLine) -> str:
    columns = (
        str(line.id),
        line.slug,
        line.name,
        line.country,
        line.region_code,
        line.region,
        str(line.population),
        str(line.latitude),
        str(line.longitude),
        line.zone,
        "|".join(f"{language}={name}" for language, name in line.names.items()),
        "|".join(line.other_keys),
        "|".join(line.village_keys),
        " ".join(line.codes),
    )
    return "\t".join(columns)


def _from_text(text: str) -> PlaceLine:
    columns = text.rstrip("\n").split("\t")
    names, other_keys, village_keys, codes = columns[-4:]
    return PlaceLine(
        id=int(columns[0]),
        slug=columns[1],
        name=columns[2],
        country=columns[3],
        region_code=columns[4],
        region=columns[5],
        population=int(columns[6]),
        latitude=float(columns[7]),
        longitude=float(columns[8]),
        zone=columns[9],
        names=dict(pair.split("=", 1) for pair in names.split("|") if pair),
        other_keys=tuple(filter(None, other_keys.split("|"))),
        village_keys=tuple(filter(None, village_keys.split("|"))),
        codes=tuple(codes.split()),
    )
