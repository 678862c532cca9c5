"""A group as a service, and each of its meetings at a place or from home as a service at a location."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from interchange.hsds.ids import Kind, made, part
from interchange.hsds.listings import ContactRecord, OnLoss, ServiceRecord, Taxonomy, WriteOptions
from interchange.hsds.organizations import organization, phone, reached
from interchange.hsds.places import AT_PLACE, location
from interchange.hsds.schedules import Schedules
from interchange.hsds.shape import given
from interchange.hsds.terms import Attributes
from interchange.reasons import LossCode
from interchange.records import Attendance, Loss, MeetingRecord

ELIGIBILITY, INTENDED_AUDIENCE = "eligibility", "audience"


def service(record: ServiceRecord, options: WriteOptions, on_loss: OnLoss) -> dict[str, Any]:
    """A group, with all that is in it."""
    attributes = Attributes(options, of=record.id, entity="service")
    places = [one for meeting in record.meetings for one in at_locations(meeting, options, on_loss)]
    return {
        **basics(record),
        **given(
            {
                **reached(record.contacts, record.id),
                "organization": organization(record.organization),
                "languages": list(languages(record.meetings, record.id, options)),
                "additional_urls": [{"id": part(record.id, "website"), "url": record.group.website}]
                if record.group.website
                else [],
                "attributes": [
                    *attributes.said(Taxonomy.PROGRAMME, record.fellowship),
                    *attributes.said(Taxonomy.TOPIC, *record.topics),
                ],
                "service_at_locations": places,
            }
        ),
    }


def basics(record: ServiceRecord) -> dict[str, Any]:
    """What every list says of a service."""
    return given(
        {
            "id": str(record.id),
            "organization_id": str(record.organization.id),
            "name": record.group.name,
            "description": record.description,
            "url": record.address,
            "status": record.status,
            "fees_description": record.fees,
            "eligibility_description": " ".join(record.who),
            "minimum_age": record.minimum_age,
            "maximum_age": record.maximum_age,
            "assured_date": str(record.assured_on or ""),
            "alert": record.alert,
            "last_modified": instant(record.changed_at),
        }
    )


def languages(meetings: Iterable[MeetingRecord], of: UUID, options: WriteOptions) -> Iterator[dict[str, Any]]:
    """Those of its meetings; HSDS has codes of languages without their countries."""
    for code in dict.fromkeys(code for meeting in meetings for code in meeting.languages):
        name = options.language_name(code)
        yield {"id": part(of, "language", code), "service_id": str(of), "name": name, "code": code.partition("-")[0].lower()}


def at_locations(meeting: MeetingRecord, options: WriteOptions, on_loss: OnLoss) -> Iterator[dict[str, Any]]:
    """The meeting at its place, and the same from home. What is lost is lost once, also where it is written twice."""
    if meeting.attendance in AT_PLACE:
        yield at_location(meeting, options, on_loss, is_virtual=False)
    if meeting.attendance is not Attendance.IN_PERSON:
        is_second = meeting.attendance is Attendance.HYBRID
        yield at_location(meeting, options, not_again if is_second else on_loss, is_virtual=True)


def not_again(_loss: Loss) -> None:
    """Of a meeting in both ways it has been told already."""


def at_location_id(meeting: MeetingRecord, *, is_virtual: bool) -> UUID:
    return made(Kind.AT_HOME if is_virtual else Kind.AT_PLACE, meeting.key)


def at_location(meeting: MeetingRecord, options: WriteOptions, on_loss: OnLoss, *, is_virtual: bool) -> dict[str, Any]:
    """One meeting in one of its ways."""
    known = at_location_id(meeting, is_virtual=is_virtual)
    if meeting.other_codes:
        on_loss(Loss(code=LossCode.OTHER_CODE, key=meeting.key))
    return place(meeting, options, is_virtual=is_virtual) | given(
        {
            "service_areas": [] if is_virtual else list(areas(meeting, known)),
            "phones": [phone(ContactRecord(role="", phone=meeting.phone), known)] if is_virtual and meeting.phone else [],
            "schedules": list(Schedules(meeting, known, options, on_loss).every()),
            "attributes": list(terms(meeting, Attributes(options, of=known, entity="service_at_location"))),
        }
    )


def place(meeting: MeetingRecord, options: WriteOptions, *, is_virtual: bool) -> dict[str, Any]:
    """What every list says of a meeting."""
    where = location(meeting, options, is_virtual=is_virtual)
    return given(
        {
            "id": str(at_location_id(meeting, is_virtual=is_virtual)),
            "service_id": str(made(Kind.SERVICE, meeting.group.key)),
            "location_id": where["id"],
            "description": "\n".join(text for text in (meeting.name, meeting.notes, meeting.freshness) if text),
            "location": where,
        }
    )


def areas(meeting: MeetingRecord, known: UUID) -> Iterator[dict[str, Any]]:
    """The area in which a hidden house is."""
    venue = meeting.venue
    if venue is not None and not venue.key and venue.lines:
        yield {"id": part(known, "area"), "service_at_location_id": str(known), "name": ", ".join(venue.lines)}


def terms(meeting: MeetingRecord, attributes: Attributes) -> Iterator[dict[str, Any]]:
    """How a meeting goes, for whom it is, what it offers."""
    yield from attributes.said(Taxonomy.FORMAT, *meeting.formats)
    yield from attributes.said(Taxonomy.AUDIENCE, *meeting.audiences_only, as_what=ELIGIBILITY)
    yield from attributes.said(Taxonomy.AUDIENCE, *meeting.audiences_welcome, as_what=INTENDED_AUDIENCE)
    yield from attributes.said(Taxonomy.FACILITY, *meeting.facilities)


def instant(moment: datetime | None) -> str:
    """ "2026-11-22T14:18:44.123Z", with the thousandths that the spec asks for."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else ""
