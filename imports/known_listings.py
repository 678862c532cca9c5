"""What of our own meetings is compared with others: rows as values for matching/."""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from imports.matching.listings import Listing, Point, bare_link, folded_address, offset_minutes, slots_of
from imports.matching.records import PLACED
from interchange.records import Frequency, Recurrence
from languages.fold import fold
from meetings.models import Meeting, ScheduleRule
from meetings.querysets import ScheduleRuleQuerySet
from places.models import Precision

BATCH = 500
COMPARED = (
    *("meeting", "meeting__name", "meeting__group__fellowship__slug", "meeting__attendance", "meeting__online_url"),
    *("meeting__venue__street", "meeting__venue__address_text", "meeting__venue__city", "meeting__venue__postal_code"),
    *("meeting__venue__latitude", "meeting__venue__longitude", "meeting__venue__precision"),
    *("zone", "frequency", "weekday", "start_minute", "ordinals"),
)
Row = dict[str, Any]


def published_listings() -> Iterator[Listing]:
    """Everything that is published."""
    yield from listings(ScheduleRule.objects.filter(meeting__in=Meeting.objects.published().values("pk")))


def listings_of(meetings: Collection[int]) -> Iterator[Listing]:
    """These meetings, published or not."""
    ordered = sorted(meetings)
    for start in range(0, len(ordered), BATCH):
        yield from listings(ScheduleRule.objects.filter(meeting__in=ordered[start : start + BATCH]))


def listings(rules: ScheduleRuleQuerySet) -> Iterator[Listing]:
    """The meetings of these rules."""
    rows = rules.order_by("meeting", "pk").values(*COMPARED).iterator(chunk_size=BATCH)
    for _meeting, of_meeting in groupby(rows, key=lambda row: row["meeting"]):
        yield listing_of(list(of_meeting))


def listing_of(rows: list[Row]) -> Listing:
    """A meeting, by its rules."""
    row = rows[0]
    is_placed = row["meeting__attendance"] in PLACED
    return Listing(
        key=row["meeting"],
        fellowship=row["meeting__group__fellowship__slug"],
        name=fold(row["meeting__name"]),
        slots=slots_of(recurrence_of(one) for one in rows),
        offset=offset_minutes(row["zone"]),
        point=point_of(row) if is_placed else None,
        address=address_of(row) if is_placed else "",
        link=bare_link(row["meeting__online_url"]),
    )


def recurrence_of(row: Row) -> Recurrence:
    """As much of a rule as is compared."""
    names = ("weekday", "start_minute", "ordinals")
    return Recurrence(frequency=Frequency(row["frequency"]), **{name: row[name] for name in names})


def point_of(row: Row) -> Point | None:
    """Where the house is; what shows only the area tells nothing."""
    latitude, longitude = row["meeting__venue__latitude"], row["meeting__venue__longitude"]
    is_told = latitude is not None and longitude is not None and row["meeting__venue__precision"] != Precision.AREA
    return Point(latitude, longitude) if is_told else None


def address_of(row: Row) -> str:
    """Its address, if that tells one house from others."""
    return folded_address(
        street=row["meeting__venue__street"] or row["meeting__venue__address_text"] or "",
        city=row["meeting__venue__city"] or "",
        postal_code=row["meeting__venue__postal_code"] or "",
    )
