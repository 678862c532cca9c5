"""The table in which NA World Services takes the meetings of a server (GetNAWSDump): CSV with 52 columns."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from interchange.bmlt.meeting import Written
from interchange.spreadsheets.escaping import escaped, fit

COLUMNS = (
    *("Committee", "CommitteeName", "AddDate", "AreaRegion", "ParentName", "ComemID", "ContactID", "ContactName", "CompanyName"),
    *("ContactAddrID", "ContactAddress1", "ContactAddress2", "ContactCity", "ContactState", "ContactZip", "ContactCountry"),
    *("ContactPhone", "MeetingID", "Room", "Closed", "WheelChr", "Day", "Time", "Language1", "Language2", "Language3"),
    "LocationId",
    *("Place", "Address", "City", "LocBorough", "State", "Zip", "Country", "Directions", "Institutional"),
    *("Format1", "Format2", "Format3", "Format4", "Format5", "Delete", "LastChanged", "Longitude", "Latitude", "ContactGP"),
    *("PhoneMeetingNumber", "VirtualMeetingLink", "VirtualMeetingInfo", "TimeZone", "bmlt_id", "unpublished"),
)
DAYS = ("", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
OPEN, CLOSED, WHEELCHAIR, LANGUAGE = "OPEN", "CLOSED", "WCHR", "LANG"
FIRST = ("VM", "TC", "HYBR", "W", "M", "GL")  # of the formats
ELSEWHERE = {OPEN, CLOSED, WHEELCHAIR, LANGUAGE, ""}  # they have columns of their own
MOST_FORMATS = 5


def naws_table(found: Iterable[Written]) -> Iterator[bytes]:
    """The table, line by line. No cell begins a formula."""
    yield line(COLUMNS)
    for one in found:
        row = row_of(one)
        yield line([escaped(fit(row.get(column, ""))) for column in COLUMNS])


def line(cells: Iterable[str]) -> bytes:
    """One line of the table."""
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue().encode()


def row_of(one: Written) -> dict[str, str]:
    """What stands in the columns; the others are empty. No column of a contact is ever filled."""
    fields, codes = one.fields, [each.world_id for each in one.formats]
    changed = one.changed_at
    return {
        "CommitteeName": fields["meeting_name"],
        "ParentName": fields["service_body_name"],
        "Room": ", ".join(each.name for each in one.formats if not each.world_id),
        "Closed": OPEN if OPEN in codes and CLOSED not in codes else CLOSED,
        "WheelChr": "TRUE" if WHEELCHAIR in codes else "FALSE",
        "Day": DAYS[int(fields["weekday_tinyint"])],
        "Time": fields["start_time"][:5].replace(":", ""),
        "Language1": next((each.key.upper() for each in one.formats if each.world_id == LANGUAGE), ""),
        "Place": fields["location_text"],
        "Address": fields["location_street"],
        "City": fields["location_municipality"] or fields["location_neighborhood"],
        "LocBorough": fields["location_neighborhood"],
        "State": fields["location_province"],
        "Zip": fields["location_postal_code_1"],
        "Country": fields["location_nation"],
        "Directions": ", ".join(part for part in (fields["location_info"], fields["comments"]) if part),
        "Institutional": "FALSE",
        **{f"Format{number}": code for number, code in enumerate(ranked(codes)[:MOST_FORMATS], 1)},
        "LastChanged": f"{changed.month}/{changed.day}/{changed:%y}" if changed else "",
        "Longitude": fields["longitude"],
        "Latitude": fields["latitude"],
        "PhoneMeetingNumber": fields["phone_meeting_number"],
        "VirtualMeetingLink": fields["virtual_meeting_link"],
        "VirtualMeetingInfo": fields["virtual_meeting_additional_info"],
        "TimeZone": fields["time_zone"],
        "bmlt_id": fields["id_bigint"],
    }


def ranked(codes: list[str]) -> list[str]:
    """The codes that go into the columns of formats, those first of which there is not to be too little room."""
    kept = [code for code in dict.fromkeys(codes) if code not in ELSEWHERE]
    return sorted(kept, key=lambda code: FIRST.index(code) if code in FIRST else len(FIRST))
