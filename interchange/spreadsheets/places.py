"""Where a meeting is, in the columns of our own spreadsheet."""

import math
from typing import Any

from interchange.addresses import country_code
from interchange.meeting_guide.item import Item
from interchange.meeting_guide.options import ReadOptions
from interchange.meeting_guide.where import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_POSTAL_CODE,
    LONGEST_STREET,
    LONGEST_TOWN,
    coordinate,
    is_on_earth,
)
from interchange.reasons import ProblemCode
from interchange.records import VenueRecord
from interchange.spreadsheets import words
from interchange.spreadsheets.columns import FACTS

LINES = {
    "street": LONGEST_STREET,
    "district": LONGEST_TOWN,
    "city": LONGEST_TOWN,
    "region": LONGEST_TOWN,
    "postal_code": LONGEST_POSTAL_CODE,
    "address_text": LONGEST_ADDRESS,
}
COLUMNS = ("venue_id", "venue_name", *LINES, "country", "latitude", "longitude", "is_area", "directions", *FACTS)
LONGEST_ID = 200


def read_place(item: Item, options: ReadOptions) -> VenueRecord | None:
    """The place, None where the row names none. Sets the country and the towns of `item`."""
    if not any(item.plain(name) for name in COLUMNS):
        return None
    named = item.plain("country")
    country = country_code(named)
    if named and not country:
        item.note(ProblemCode.WORD_UNKNOWN, "country", named)
    item.country = country or options.country
    item.towns = (item.plain("city"), item.plain("region"))
    latitude, longitude = read_point(item)
    lines: dict[str, Any] = {name: item.line(name, limit) for name, limit in LINES.items()}
    return VenueRecord(
        key=item.plain("venue_id")[:LONGEST_ID],
        name=item.line("venue_name", LONGEST_NAME),
        **lines,
        country=country,
        latitude=latitude,
        longitude=longitude,
        is_area=bool(words.read_flag(item.plain("is_area"))),
        directions=item.text("directions"),
        access_facts={fact: says for fact in FACTS if (says := read_fact(item, fact)) is not None},
    )


def read_fact(item: Item, name: str) -> bool | None:
    """A yes or a no about the building; None where nobody knows."""
    text = item.plain(name)
    value = words.read_flag(text) if text else None
    if text and value is None:
        item.note(ProblemCode.WORD_UNKNOWN, name, text)
    return value


def read_point(item: Item) -> tuple[float, float] | tuple[None, None]:
    """Latitude and longitude, also with a comma for the decimal sign; none where they cannot be those of a place."""
    texts = item.plain("latitude"), item.plain("longitude")
    if not any(texts):
        return None, None
    latitude, longitude = (coordinate(text.replace(",", ".")) for text in texts)
    if math.isnan(latitude) or math.isnan(longitude) or not is_on_earth(latitude, longitude):
        item.note(ProblemCode.COORDINATES_WRONG, "latitude", ", ".join(texts))
        return None, None
    return latitude, longitude
