"""A world many times as large: every row again, in other houses near by and on other weekdays. Done by PostgreSQL, as a million
meetings one by one would take an hour."""

from django.db import connection, models

from groups.models import Group
from interchange.records import Frequency
from meetings.models import Meeting, Occurrence, ScheduleRule, SearchEntry
from meetings.reference_minutes import WEEK_MINUTES
from meetings.windows import DAY_MINUTES
from places.cells import ACROSS, PER_DEGREE
from places.distance import DATE_LINE, POLE
from places.ids import LENGTH
from places.models import Venue

COPIED: tuple[type[models.Model], ...] = (Group, Venue, Meeting, ScheduleRule, Meeting.formats.through, Occurrence, SearchEntry)
# Public ids of the first world end in these; those of a copy in its number.
FIRST = "aaa"
# Another house in the same town, up to two kilometres away; {k} is the number of the copy, {id} what tells the house.
NEARBY = "+ (({id} * 7919 * {k}) % 1000 - 500) * 0.00004"


def last_key() -> int:
    """The highest key of all rows that are copied."""
    return max(model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0 for model in COPIED)


def copy_world(k: int, step: int) -> None:
    """The k-th copy (from 1) of the first world, whose keys are all below `step`."""
    for model in COPIED:
        fields = model._meta.concrete_fields
        columns, values = [str(field.column) for field in fields], [value(model, field, k, step) for field in fields]
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE id < {step}"  # noqa: S608  # names of ours
            )


def move_sequences() -> None:
    """Let new rows have keys of their own."""
    with connection.cursor() as cursor:
        for model in COPIED:
            table = model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608  # as above


def value(model: type[models.Model], field: models.Field, k: int, step: int) -> str:  # type: ignore[type-arg]  # of any type
    """A column of the copy, as SQL of the row it is copied from."""
    column = str(field.column)
    if field.primary_key or getattr(field, "related_model", None) in COPIED:
        return f"{column} + {k * step}"
    house = {Venue: "id", Meeting: "venue_id", SearchEntry: "meeting_id"}.get(model, "id")

    def nearby(degrees: str) -> str:
        return f"{degrees} {NEARBY.format(id=house, k=k)}"

    def cells(degrees: str, edge: float) -> str:
        return f"floor(({nearby(degrees)} + {edge}) * {PER_DEGREE})"

    next_day = f"({column} + {k * DAY_MINUTES}) % {WEEK_MINUTES}"
    changed = {
        "public_id": f"substr({column}, 1, {LENGTH - len(FIRST)}) || '{k:03d}'",
        "uid": f"md5({column}::text || '{k}')::uuid",
        "latitude": nearby("latitude"),
        "longitude": nearby("longitude"),
        "cell": f"{cells('latitude', POLE)} * {ACROSS} + {cells('longitude', DATE_LINE)}",
        "week_minute": next_day,
        "reference_minute": next_day,
        "weekday": f"CASE WHEN frequency = '{Frequency.WEEKLY}' THEN ({column} + {k}) % 7 ELSE {column} END",
    }
    return changed.get(column, column)
