"""Where a meeting is: the address forms, regions, `location`, coordinates and `approximate`."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from interchange.addresses import Address, country_code, has_digit, split
from interchange.meeting_guide.item import Item
from interchange.meeting_guide.options import ReadOptions
from interchange.meeting_guide.who import Who
from interchange.reasons import ProblemCode
from interchange.records import VenueRecord
from interchange.texts import one_line, plain, shortened
from interchange.times import without_accents

ADDRESS_FIELDS = ("street", "city", "region", "postal_code", "country")
LONGEST_NAME = 200
LONGEST_STREET = 200
LONGEST_TOWN = 120
LONGEST_POSTAL_CODE = 20
LONGEST_ADDRESS = 300
COORDINATE_DIGITS = 5  # about a metre
MOST_LATITUDE, MOST_LONGITUDE = 90, 180
FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
MOST_REGIONS = 10
FEWEST_COMMAS = 2  # an `address` with more is a whole address in one line


@dataclass(frozen=True, slots=True)
class Where:
    """The place, if there is one, and whether somebody who goes there arrives: it is exact enough."""

    venue: VenueRecord | None
    is_exact: bool


def read_where(item: Item, options: ReadOptions, who: Who) -> Where:
    """The place of the object, with what the codes say about the building. Sets the country and the
    towns of `item`."""
    address = read_address(item, options)
    item.towns = (address.city, address.region)
    name = item.line("location", LONGEST_NAME)
    district = read_district(item, address)
    if not (name or address.street or address.city or address.text):
        if not district:
            return Where(None, is_exact=False)
        address, district = replace(address, text=district), ""
    is_area = read_flag(item)
    is_exact = not is_area if is_area is not None else bool(address.street) or has_digit(address.text)
    latitude, longitude = read_coordinates(item)
    venue = VenueRecord(
        **{name: getattr(address, name) for name in ADDRESS_FIELDS},
        name=name,
        district=district,
        address_text=address.text,
        latitude=latitude,
        longitude=longitude,
        is_area=not is_exact and (is_area is not None or not name),
        directions=item.text("location_notes"),
        access_facts=dict.fromkeys(who.facts, True),
    )
    return Where(venue, is_exact=is_exact)


def read_address(item: Item, options: ReadOptions) -> Address:
    """The address from its own fields, and for what they leave open from the one line."""
    country = country_code(item.line("country", LONGEST_TOWN))
    city = item.line("city", LONGEST_TOWN)
    street = item.line("address", LONGEST_ADDRESS)
    line = item.line("formatted_address", LONGEST_ADDRESS) or item.line("full_address", LONGEST_ADDRESS)
    if not line and not city and street.count(",") >= FEWEST_COMMAS:
        line, street = street, ""
    parts = split(line, country or options.country)
    item.country = country or parts.country or options.country
    return Address(
        street=street[:LONGEST_STREET] or parts.street,
        city=city or parts.city[:LONGEST_TOWN],
        region=item.line("state", LONGEST_TOWN) or parts.region[:LONGEST_TOWN],
        postal_code=item.line("postal_code", LONGEST_POSTAL_CODE) or parts.postal_code,
        country=country or parts.country,
        text="" if street and city else parts.text,
    )


def read_district(item: Item, address: Address) -> str:
    """The most particular region that says more than the address does; "" where the feed names none, as regions of other
    records say nothing about this one."""
    value = item.values.get("regions")
    given = value[:MOST_REGIONS] if isinstance(value, list) else []
    names = [shortened(one_line(plain(name[:LONGEST_ADDRESS])), LONGEST_TOWN) for name in given if isinstance(name, str)]
    if not any(names):
        names = [item.line("region", LONGEST_TOWN), item.line("sub_region", LONGEST_TOWN)]
    known = {folded(address.city), folded(address.region), folded(f"{address.city}, {address.region}"), ""}
    new = [name for name in names if folded(name) not in known and not country_code(name)]
    return item.public("regions", new[-1], LONGEST_TOWN) if new else ""


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """A name as it is compared."""
    return without_accents(name).casefold().strip()


def read_flag(item: Item) -> bool | None:
    """Whether `approximate` says that the place is only an area; None where it says nothing."""
    value = item.values.get("approximate")
    return FLAGS.get(str(value).strip().casefold()) if isinstance(value, (str, bool, int)) else None


def read_coordinates(item: Item) -> tuple[float, float] | tuple[None, None]:
    """Latitude and longitude; none where they are missing or cannot be those of the place."""
    values = item.values.get("latitude"), item.values.get("longitude")
    if all(value is None or value == "" for value in values):
        return None, None
    latitude, longitude = (round(coordinate(value), COORDINATE_DIGITS) for value in values)
    if not is_on_earth(latitude, longitude):
        item.note(ProblemCode.COORDINATES_WRONG, "latitude", ", ".join(item.shown(value) for value in values))
        return None, None
    return latitude, longitude


def coordinate(value: object) -> float:
    """A number, also one in a string; not a number (NaN) where it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return math.nan
    try:
        return float(value)
    except ValueError:
        return math.nan


def is_on_earth(latitude: float, longitude: float) -> bool:
    """Not 0/0 in the Gulf of Guinea, which is what programs write for nothing; NaN is nowhere."""
    return abs(latitude) <= MOST_LATITUDE and abs(longitude) <= MOST_LONGITUDE and (latitude, longitude) != (0, 0)
