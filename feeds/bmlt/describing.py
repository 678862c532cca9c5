"""What the server says of itself: GetServerInfo, GetFieldKeys, GetCoverageArea."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Max, Min

from feeds.bmlt.columns import COLUMNS
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.querysets import timetable
from interchange.bmlt.meeting import ASSUMED_MINUTES, clock, coordinate
from interchange.bmlt.writer import as_list

VERSION = "4.2.7"  # of the server whose answers these are like
USUAL: dict[str, str] = {
    "centerZoom": "6",
    "defaultDuration": clock(ASSUMED_MINUTES),
    "regionBias": settings.SITE_COUNTRY.lower(),
    "charSet": "UTF-8",
    "distanceUnits": "km",
    "semanticAdmin": "1",  # telephone systems look for it
    "changesPerMeeting": "0",  # as many as there are
}
NOT_TOLD: dict[str, str | bool] = {
    **dict.fromkeys(("google_api_key", "dbVersion", "dbPrefix", "phpVersion"), ""),
    "auto_geocoding_enabled": False,
    "county_auto_geocoding_enabled": False,
    "zip_auto_geocoding_enabled": False,
    "commit": "",
    "default_closed_status": True,
    "aggregator_mode_enabled": False,
}
# The keys and their names, as the reference server has them in English: programs look for these.
FIELD_KEYS = {
    "id_bigint": "ID",
    "worldid_mixed": "World ID",
    "service_body_bigint": "Service Body ID",
    "weekday_tinyint": "Weekday",
    "venue_type": "Venue Type",
    "start_time": "Start Time",
    "duration_time": "Duration",
    "time_zone": "Time Zone",
    "formats": "Formats",
    "lang_enum": "Language",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "meeting_name": "Meeting Name",
    "location_text": "Location Name",
    "location_info": "Additional Location Information",
    "location_street": "Street Address",
    "location_city_subsection": "Borough",
    "location_neighborhood": "Neighborhood",
    "location_municipality": "Town",
    "location_sub_province": "County",
    "location_province": "State",
    "location_postal_code_1": "Zip Code",
    "location_nation": "Nation",
    "comments": "Comments",
    "train_lines": "Train Lines",
    "bus_lines": "Bus Lines",
    "phone_meeting_number": "Phone Meeting Dial-in Number",
    "virtual_meeting_link": "Virtual Meeting Link",
    "virtual_meeting_additional_info": "Virtual Meeting Additional Info",
}
AT_OUR_ADDRESS = ("root_server_uri", "format_shared_id_list")  # fields that can be had, but not asked by


def field_keys(_inquiry: Inquiry) -> Iterator[bytes]:
    """The fields of a meeting that can be asked for."""
    return as_list({"key": key, "description": name} for key, name in FIELD_KEYS.items())


@dataclass(frozen=True, slots=True)
class Edges:
    """The outermost points by which meetings are found; None where there are none."""

    west: float | None
    north: float | None
    east: float | None
    south: float | None


def edges() -> Edges:
    name = "meeting__longitude", "meeting__latitude"
    return Edges(**timetable().aggregate(west=Min(name[0]), north=Max(name[1]), east=Max(name[0]), south=Min(name[1])))


def coverage_area(_inquiry: Inquiry) -> Iterator[bytes]:
    """The corners between which there are meetings; "" where there are none."""
    found = edges()
    corners = {
        "nw_corner_longitude": coordinate(found.west),
        "nw_corner_latitude": coordinate(found.north),
        "se_corner_longitude": coordinate(found.east),
        "se_corner_latitude": coordinate(found.south),
    }
    return as_list([corners])


def provinces(inquiry: Inquiry) -> list[str]:
    """The regions of houses that everyone may know."""
    rules = timetable().annotate(region=COLUMNS["location_province"].expression(inquiry.today)).exclude(region="")
    return list(rules.order_by("region").values_list("region", flat=True).distinct())


def server_info(inquiry: Inquiry) -> Iterator[bytes]:
    """What clients decide by. Nothing of it is a secret: there is no key, and no version of a program that runs here."""
    major, minor, patch = (int(part) for part in VERSION.split("."))
    found = edges()
    return as_list(
        [
            {
                "version": VERSION,
                "versionInt": str(major * 1_000_000 + minor * 1_000 + patch),
                "langs": ",".join(code for code, _name in settings.LANGUAGES),
                "nativeLang": str(settings.LANGUAGE_CODE),
                "centerLongitude": middle(found.west, found.east),
                "centerLatitude": middle(found.south, found.north),
                **USUAL,
                "meeting_states_and_provinces": ",".join(provinces(inquiry)),
                "meeting_counties_and_sub_provinces": "",
                "available_keys": ",".join((*FIELD_KEYS, *AT_OUR_ADDRESS)),
                **NOT_TOLD,
            }
        ]
    )


def middle(low: float | None, high: float | None) -> str:
    """Halfway."""
    return coordinate((low + high) / 2 if low is not None and high is not None else 0.0)
