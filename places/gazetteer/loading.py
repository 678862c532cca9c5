"""The shipped gazetteer, into the database. Tables of two million rows, so by `COPY` on PostgreSQL and without models."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from places.gazetteer.file import SHIPPED, PlaceLine, digest_of, read_counts, read_places
from places.models import LoadedCountry

LINES_AT_ONCE = 10_000
TABLES = ("places_place", "places_placename", "places_postalcode")
PLACE_COLUMNS = (
    "id", "slug", "name", "names", "country", "region", "region_code", "population", "latitude", "longitude", "zone",
)  # fmt: skip
# People for whom a name stands (PlaceName.weight). GeoNames lists places from 500 people.
SMALLEST_PLACE = 500
VILLAGE = 100
SELDOM = 10  # one in so many says it by a name that the place is not shown by

Watch = Callable[[Iterable[PlaceLine], int], Iterable[PlaceLine]]


@dataclass(slots=True)
class Loaded:
    """How many rows were written."""

    places: int = 0
    names: int = 0
    codes: int = 0


def unwatched(lines: Iterable[PlaceLine], _total: int) -> Iterable[PlaceLine]:
    """Nobody looks on."""
    return lines


def load(*, path: Path = SHIPPED, countries: Collection[str] | None = None, watch: Watch = unwatched) -> Loaded:
    """Load the places of `countries` (default: of all) unless they are loaded from this very file, all or nothing.

    A place that is there keeps its slug and all that points at it; its other columns, names and codes become the file's. Places
    that the file does not have stay: they are the owner's, or in somebody's address. `watch` gets the lines and their number.
    """
    digest = digest_of(path)
    counts = read_counts(path)
    up_to_date = set(LoadedCountry.objects.filter(digest=digest).values_list("country", flat=True))
    wanted = (counts.keys() if countries is None else counts.keys() & set(countries)) - up_to_date
    loaded = Loaded()
    if not wanted:
        return loaded
    lines = watch(read_places(path, countries=wanted), sum(counts[country] for country in wanted))
    with transaction.atomic(), connection.cursor() as cursor:
        for batch in _batches(iter(lines)):
            _load_places(cursor, batch)
            loaded.places += len(batch)
            loaded.names += _copy(cursor, "places_placename", ("place_id", "country", "key", "weight"), _names(batch))
            loaded.codes += _copy(cursor, "places_postalcode", ("place_id", "country", "key"), _codes(batch))
        for country in sorted(wanted):
            LoadedCountry.objects.update_or_create(country=country, defaults={"digest": digest})
        for table in TABLES:
            cursor.execute(f"ANALYZE {table}")
    return loaded


def _batches(lines: Iterator[PlaceLine]) -> Iterator[list[PlaceLine]]:
    while batch := list(islice(lines, LINES_AT_ONCE)):
        yield batch


def _load_places(cursor: CursorWrapper, batch: list[PlaceLine]) -> None:
    """Insert or update the places, and forget the names and codes they had."""
    columns = ", ".join(PLACE_COLUMNS)
    updates = ", ".join(f"{column} = excluded.{column}" for column in PLACE_COLUMNS if column not in {"id", "slug"})
    cursor.execute(f"CREATE TEMPORARY TABLE loading AS SELECT {columns} FROM places_place LIMIT 0")  # noqa: S608
    _copy(cursor, "loading", PLACE_COLUMNS, (_place(line) for line in batch))
    # A new place does not take the slug of another that is already in addresses.
    cursor.execute(
        "UPDATE loading SET slug = slug || '-' || id WHERE NOT EXISTS (SELECT 1 FROM places_place p WHERE p.id = loading.id)"
        " AND EXISTS (SELECT 1 FROM places_place p WHERE p.slug = loading.slug)"
    )
    cursor.execute(
        f"INSERT INTO places_place ({columns}) SELECT {columns} FROM loading WHERE true"  # noqa: S608
        f" ON CONFLICT (id) DO UPDATE SET {updates}"
    )
    cursor.execute("DELETE FROM places_placename WHERE place_id IN (SELECT id FROM loading)")
    cursor.execute("DELETE FROM places_postalcode WHERE place_id IN (SELECT id FROM loading)")
    cursor.execute("DROP TABLE loading")


def _place(line: PlaceLine) -> tuple[Any, ...]:
    names = json.dumps(line.names, ensure_ascii=False)
    return tuple(names if column == "names" else getattr(line, column) for column in PLACE_COLUMNS)


def _names(batch: Iterable[PlaceLine]) -> Iterator[tuple[Any, ...]]:
    for line in batch:
        people = max(SMALLEST_PLACE, line.population)
        for keys, weight in ((line.main_keys(), people), (line.other_keys, people // SELDOM), (line.village_keys, VILLAGE)):
            for key in keys:
                yield line.id, line.country, key, weight


def _codes(batch: Iterable[PlaceLine]) -> Iterator[tuple[Any, ...]]:
    for line in batch:
        for code in line.codes:
            yield line.id, line.country, code


def _copy(cursor: CursorWrapper, table: str, columns: Collection[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Insert the rows by the shortest way the database has; returns their number."""
    rows = list(rows)
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608
    return len(rows)
