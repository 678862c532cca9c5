"""A meeting as BMLT has it: every key is always there, in one order, and every value is a string; "" is for what is not known.
Programs break on anything else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from interchange.bmlt.options import Body, Format, WriteOptions
from interchange.bmlt.saying import formats_of, unsaid
from interchange.reasons import LossCode
from interchange.records import Attendance, Frequency, Loss, MeetingRecord, VenueRecord
from interchange.times import DAY_MINUTES
from interchange.weekly import Entry, entries

DAYS_OF_WEEK = 7
ASSUMED_MINUTES = 60  # BMLT has no "not known"
VENUE_TYPES = {Attendance.IN_PERSON: "1", Attendance.ONLINE: "2", Attendance.PHONE: "2", Attendance.HYBRID: "3"}
BLANK_CONTACTS = dict.fromkeys(
    ("contact_phone_2", "contact_email_2", "contact_name_2", "contact_phone_1", "contact_email_1", "contact_name_1"), ""
)
COORDINATE_DIGITS = 7
# Widgets put the name of a house, and how to get in, into pages as if they were markup.
UNSAFE_SIGNS = {"<": "‹", ">": "›"}
OnLoss = Callable[[Loss], None]


@dataclass(frozen=True, slots=True)
class Written:
    """A meeting of BMLT: one weekly entry of a record. `number` is its id, `changed_at` when it was last written."""

    number: int
    fields: dict[str, str]
    formats: list[Format]
    entry: Entry
    changed_at: datetime | None


def meetings(record: MeetingRecord, options: WriteOptions, on_loss: OnLoss) -> Iterator[Written]:
    """The meetings of a record; what they cannot say is told to `on_loss`."""
    is_first = True
    for entry in entries(record, options.today, on_loss):
        if entry.recurrence.frequency == Frequency.BY_APPOINTMENT:
            on_loss(Loss(code=LossCode.NO_DATES, key=record.key, value=Frequency.BY_APPOINTMENT))
            continue
        if is_first:
            for loss in unsaid(record):
                on_loss(loss)
        is_first = False
        formats = formats_of(record, entry, options, on_loss)
        fields = fields_of(record, entry, formats, options, on_loss)
        yield Written(entry.number, fields, formats, entry, record.changed_at)


def fields_of(record: MeetingRecord, entry: Entry, formats: list[Format], options: WriteOptions, on_loss: OnLoss) -> dict[str, str]:
    """All fields, in the order of the reference server."""
    body = options.bodies.get(record.body_key) or options.fellowships.get(record.fellowship, Body(0, ""))
    venue = record.venue or VenueRecord()
    return {
        "id_bigint": str(entry.number),
        "worldid_mixed": "",
        "shared_group_id_bigint": "",
        "service_body_bigint": str(body.number),
        "service_body_name": body.name,
        "weekday_tinyint": str(((entry.recurrence.weekday or 0) + 1) % DAYS_OF_WEEK + 1),  # from 1 for Sunday
        "venue_type": VENUE_TYPES[record.attendance],
        **times(entry, record.key, on_loss),
        "formats": ",".join(one.key for one in formats),
        "lang_enum": options.language,
        "longitude": coordinate(venue.longitude),
        "latitude": coordinate(venue.latitude),
        "distance_in_km": "",
        "distance_in_miles": "",
        "email_contact": "",
        "published": "1",
        "root_server_uri": options.server,
        "format_shared_id_list": ",".join(str(number) for number in sorted(one.number for one in formats)),
        "meeting_name": record.name,
        **where(venue),
        "comments": " ".join(part for part in (" ".join(entry.sentences), record.notes) if part),
        "train_lines": "",
        "bus_lines": "",
        **BLANK_CONTACTS,
        **how(record, entry, on_loss),
        "admin_notes": "",
    }


def times(entry: Entry, key: str, on_loss: OnLoss) -> dict[str, str]:
    """When it begins and how long it lasts."""
    recurrence = entry.recurrence
    minutes = said_minutes(recurrence.duration_minutes)
    if minutes != recurrence.duration_minutes:
        on_loss(Loss(code=LossCode.LENGTH, key=key))
    return {
        "start_time": clock(recurrence.start_minute or 0),
        "duration_time": clock(minutes),
        "time_zone": recurrence.zone,
    }


def said_minutes(minutes: int | None) -> int:
    """How long it is said to last: an hour where that is not known, a day where it is more."""
    return ASSUMED_MINUTES if minutes is None else min(minutes, DAY_MINUTES)


def clock(minutes: int) -> str:
    """Minutes as HH:MM:SS."""
    return f"{minutes // 60:02}:{minutes % 60:02}:00"


def coordinate(degrees: float | None) -> str:
    """A coordinate to a centimetre."""
    return "" if degrees is None else repr(round(degrees, COORDINATE_DIGITS))


def where(venue: VenueRecord) -> dict[str, str]:
    """The address. A borough would be taken for the town; our districts are neighbourhoods."""
    return {
        "location_text": without_markup(venue.name),
        "location_info": without_markup("; ".join(venue.directions.split("\n"))),
        "location_street": venue.street or venue.address_text,
        "location_city_subsection": "",
        "location_neighborhood": venue.district,
        "location_municipality": venue.city,
        "location_sub_province": "",
        "location_province": venue.region,
        "location_postal_code_1": venue.postal_code,
        "location_nation": venue.country,
    }


def without_markup(text: str) -> str:
    """A text in which nothing can be taken for a tag."""
    for sign, other in UNSAFE_SIGNS.items():
        text = text.replace(sign, other)
    return text


def how(record: MeetingRecord, entry: Entry, on_loss: OnLoss) -> dict[str, str]:
    """How to take part from home. Of what does not take place now, or only in a room, there is nothing: readers would go there."""
    is_told = record.attendance is not Attendance.IN_PERSON and not (record.is_paused or entry.is_off)
    if not is_told and (record.online_url or record.phone):
        on_loss(Loss(code=LossCode.LINK_HIDDEN, key=record.key))
    return {
        "phone_meeting_number": record.phone if is_told else "",
        "virtual_meeting_link": record.online_url if is_told else "",
        "virtual_meeting_additional_info": record.access_notes if is_told else "",
    }
