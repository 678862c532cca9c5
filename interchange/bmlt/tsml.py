"""The same meeting in the server's second format, `tsml`: Meeting Guide JSON as BMLT servers write it."""

import re
from typing import Any

from interchange.bmlt.meeting import DAYS_OF_WEEK, Written
from interchange.times import DAY_MINUTES, without_accents

SAME_LETTERS = (
    "CPT BT BEG CAN CW DISC GL IP IW JFT LIT LC TC M MED NS QA RA SMOK SPAD SPK STEP SWG TOP TRAD VAR W Y"  # as NAWS has them
)
TYPES = {"CLOSED": "C", "OPEN": "O", "VM": "ONL", "WCHR": "X", **{code: code for code in SAME_LETTERS.split()}}
VIRTUAL = "2"
NOT_KNOWN = ("", "0.0")
UNFIT = re.compile(r"[^a-z0-9]+")


def tsml_fields(written: Written) -> dict[str, Any]:
    """A meeting in the keys of Meeting Guide JSON. Here days count from Sunday = 0, and what is not known is null or ""."""
    fields = written.fields
    address = [fields[f"location_{part}"] for part in ("street", "municipality", "province", "postal_code_1", "nation")]
    recurrence = written.entry.recurrence
    point = f"{fields['latitude']},{fields['longitude']}" if fields["latitude"] not in NOT_KNOWN else None
    return {
        "day": ((recurrence.weekday or 0) + 1) % DAYS_OF_WEEK,
        "time": fields["start_time"][:5],
        "end_time": end_time(fields),
        "name": fields["meeting_name"],
        "location": fields["location_text"],
        "formatted_address": ", ".join(part for part in address if part),
        "address": fields["location_street"],
        "city": fields["location_municipality"],
        "state": fields["location_province"],
        "postal_code": fields["location_postal_code_1"],
        "country": fields["location_nation"],
        "types": [TYPES[one.world_id] for one in written.formats if one.world_id in TYPES],
        "location_notes": fields["location_info"],
        "notes": fields["comments"],
        "coordinates": None if fields["venue_type"] == VIRTUAL else point,
        "slug": f"{UNFIT.sub('-', without_accents(fields['meeting_name']).lower()).strip('-')}-{written.number}",
        "updated": None,
        "region": fields["service_body_name"],
        "regions": [fields["service_body_name"]],
        "conference_url": fields["virtual_meeting_link"] or None,
        "conference_url_notes": fields["virtual_meeting_additional_info"] or None,
        "conference_phone": fields["phone_meeting_number"] or None,
        "conference_phone_notes": None,
    }


def end_time(fields: dict[str, str]) -> str:
    """When it ends, by the clock: after midnight it is the morning."""
    start, length = (int(fields[name][:2]) * 60 + int(fields[name][3:5]) for name in ("start_time", "duration_time"))
    end = (start + length) % DAY_MINUTES
    return f"{end // 60:02}:{end % 60:02}"
