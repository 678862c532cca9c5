"""From a record to the columns of our rows. What a feed does not say is not touched: these are all the columns that imports own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from groups.kinds import Serves
from groups.models import ServiceBody, Topic
from imports.applying.locating import Located
from imports.models import Source
from imports.planning.keys import is_service_area
from interchange.records import Attendance, GroupRecord, MeetingRecord, RuleRecord, VenueRecord
from languages.text import TranslatedText
from meetings.kinds import MeetingStatus
from meetings.models import Format
from places.models import ACCESS_FACTS

ONLINE = (Attendance.ONLINE, Attendance.HYBRID)
# A record's rule and ours have the same fields, but for the zone, which may have to be found.
RECURRENCE_FIELDS = (
    *("frequency", "weekday", "start_minute", "duration_minutes", "interval", "first_on", "ordinals", "month_days", "months"),
    *("valid_from", "valid_until", "pause_from", "pause_until"),
)
Values = dict[str, Any]
Row = TypeVar("Row", bound=models.Model)


def assign(row: Row, values: Values) -> Row:
    """Set columns of a row, which is not saved by that."""
    for name, value in values.items():
        setattr(row, name, value)
    return row


def what_values(record: MeetingRecord) -> Values:
    """What the meeting is: everything but its place, its group and its times. Who is asked for *only* is not *welcome* besides."""
    welcome = tuple(code for code in record.audiences_welcome if code not in record.audiences_only)
    return {
        "name": record.name,
        "notes": TranslatedText.of(record.notes, language=record.text_language),
        "languages": record.languages,
        "audiences_welcome": welcome,
        "audiences_only": record.audiences_only,
        "facilities": record.facilities,
        "website": record.url,
    }


def how_values(record: MeetingRecord) -> Values:
    """How one takes part. Where neither link nor number is given, the group gives it on request: else nobody could come."""
    is_reachable = bool(record.online_url or record.phone)
    needs_link = record.attendance in ONLINE or record.attendance == Attendance.PHONE
    return {
        "attendance": record.attendance,
        "status": MeetingStatus.PAUSED if record.is_paused else MeetingStatus.PUBLISHED,
        "online_url": record.online_url,
        "phone": record.phone,
        "access_notes": record.access_notes,
        "is_link_on_request": needs_link and not (record.phone if record.attendance == Attendance.PHONE else is_reachable),
    }


def group_values(record: MeetingRecord) -> Values:
    """The group. One without a name of its own is called as its meeting is; of a district nothing else is the group's."""
    group = record.group if not is_service_area(record.group.name) else GroupRecord()
    return {
        "name": group.name or record.name,
        "about": TranslatedText.of(group.about, language=record.text_language),
        "website": group.website,
        "contribution_links": dict(group.contribution_links),
        "serves": Serves.MINORS if record.serves_minors else "",
    }


def new_group_values(source: Source, body: ServiceBody | None) -> Values:
    """What does not change any more by an import: whose a group is, and in whose care."""
    return {"fellowship": source.fellowship, "service_body": body or source.service_body}


@dataclass(frozen=True, slots=True)
class GroupTable:
    """What records may say of a new group by the names of this site: topics by slug, and the bodies under that of the source by
    their permanent ids. Without a body a source gives none: that would put groups in somebody's care."""

    topics: Mapping[str, Topic]
    usual: frozenset[str]
    bodies: Mapping[str, ServiceBody]

    @classmethod
    def of(cls, source: Source) -> "GroupTable":
        """The table for a source."""
        bodies = ServiceBody.objects.filter(path__startswith=source.service_body.path) if source.service_body else ()
        return cls(
            topics={topic.slug: topic for topic in Topic.objects.all()},
            usual=frozenset(source.fellowship.topics.values_list("slug", flat=True)),
            bodies={body.public_id: body for body in bodies},
        )

    def topics_of(self, record: MeetingRecord) -> list[Topic]:
        """The topics of its group; none where they are those of the fellowship, which hold anyway."""
        if self.usual.issuperset(record.topics):
            return []
        return [self.topics[slug] for slug in dict.fromkeys(record.topics) if slug in self.topics]

    def missing_topics(self, record: MeetingRecord) -> list[str]:
        """Topics that this site does not have."""
        return [slug for slug in record.topics if slug not in self.topics]


def venue_values(venue: VenueRecord, located: Located, facts: Mapping[str, bool | None], language: str) -> Values:
    """The building. Facts that no record mentions are not known."""
    return {
        **{name: getattr(venue, name) for name in ("name", "street", "district", "city", "region", "postal_code", "address_text")},
        "country": venue.country or (located.place.country if located.place else ""),
        "directions": TranslatedText.of(venue.directions, language=language),
        "place": located.place,
        "latitude": located.latitude,
        "longitude": located.longitude,
        "precision": located.precision,
        "zone": located.zone,
        **{name: fact for name, fact in facts.items() if name in ACCESS_FACTS},
    }


def rule_values(rule: RuleRecord, *, zone: str) -> Values:
    """A schedule rule; `zone` is for one that does not say."""
    recurrence = rule.recurrence
    values = {name: getattr(recurrence, name) for name in RECURRENCE_FIELDS}
    return {**values, "zone": recurrence.zone or zone, "access": rule.access, "ask_first": rule.ask_first}


@dataclass(frozen=True, slots=True)
class FormatTable:
    """The formats of this site, by their slugs and by the codes that they have in the source's code set."""

    by_slug: Mapping[str, Format]
    by_code: Mapping[str, Format] = field(default_factory=dict)

    @classmethod
    def of(cls, formats: Iterable[Format], code_set: str) -> "FormatTable":
        """The table for a code set."""
        rows = list(formats)
        codes = {code.casefold(): row for row in rows for code in row.codes.get(code_set, ())}
        return cls({row.slug: row for row in rows}, codes)

    def formats_of(self, record: MeetingRecord) -> list[Format]:
        """The formats of a record, each once."""
        named = [self.by_slug.get(slug) for slug in record.formats]
        coded = [self.by_code.get(code.casefold()) for code in record.other_codes]
        return list({row.pk: row for row in (*named, *coded) if row}.values())

    def unread_codes(self, record: MeetingRecord) -> tuple[str, ...]:
        """The codes that nobody could read, here neither."""
        return tuple(code for code in record.other_codes if code.casefold() not in self.by_code and "|" not in code)

    def missing(self, record: MeetingRecord) -> list[str]:
        """Formats that this site does not have."""
        return [slug for slug in record.formats if slug not in self.by_slug]
