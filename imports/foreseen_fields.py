"""The fields of a listing that a record would change: what stands there, and what would. They are compared by the marks that decide
when the record is applied."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy

from groups.models import Group
from imports.applying.fields import FIELDS, FORMATS, ONCE, RULE_FIELDS, Marks, mark, mark_of_formats, marks_of, marks_of_rules
from imports.applying.fitting import fit
from imports.applying.locating import NOWHERE
from imports.applying.mapping import FormatTable, assign, group_values, how_values, rule_values, venue_values, what_values
from imports.applying.provenance import Said, settle
from imports.applying.shared_rows import is_same_house, place_of
from imports.applying.updating import names_in
from imports.field_words import house_in_words, label, ours_in_words, rules_in_words
from imports.models import Source, SourceGroup, SourceMeeting, SourceVenue
from imports.planning.fingerprints import Part, differing, fingerprint
from imports.planning.keys import group_key, venue_key
from interchange.records import MeetingRecord, VenueRecord
from meetings.models import Format, Meeting, ScheduleRule
from places.models import ACCESS_FACTS, Precision, Venue

SHARED = {"venue", "group"}  # rows that meetings share; what is in them is compared
OF_A_HOUSE = ("name", "address", "directions")
HOUSE_NAME = gettext_lazy("Name of the house")  # beside the name of the meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenField:
    """A field in words. `stays`: a person has changed it here, so both would be shown and somebody asked. `is_masked`: the listing
    is in somebody else's care, and what the field says is not told."""

    label: str
    before: str = ""
    after: str = ""
    stays: bool = False
    is_masked: bool = False

    def masked(self) -> "ForeseenField":
        """Only that it would change."""
        return replace(self, before="", after="", is_masked=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What all records of a page need: the houses and groups of the source by their keys, and the formats of this site."""

    source: Source
    today: date
    formats: FormatTable
    venues: Mapping[str, SourceVenue]
    groups: Mapping[str, SourceGroup]


@dataclass(frozen=True, slots=True)
class Side:
    """What one of both says of some fields: in words, and as marks."""

    words: Mapping[str, str]
    marks: Marks

    @classmethod
    def of_row(cls, row: models.Model, names: Collection[str]) -> "Side":
        return cls({name: ours_in_words(row, name) for name in names}, marks_of(row, names) if names else {})

    @classmethod
    def of_rules(cls, rules: Collection[ScheduleRule], names: Collection[str], today: date) -> "Side":
        marks = {ONCE: mark([])} | marks_of_rules(rules, today)
        return cls({name: rules_in_words(rules, name) for name in names}, {name: marks[name] for name in names})

    @classmethod
    def of_formats(cls, formats: Iterable[Format]) -> "Side":
        return cls({FORMATS: ", ".join(sorted(map(str, formats)))}, mark_of_formats(formats))


def fields_of(record: MeetingRecord, link: SourceMeeting, meeting: Meeting, shared: Shared) -> Iterator[ForeseenField]:
    """All fields that a record would change; what reads the same before and after is not told."""
    parts = differing(link.fingerprint, fingerprint(record, zone=shared.source.zone))
    if link.merged_from_id:
        parts -= {Part.WHO}
    found = [*own_fields(record, link, meeting, parts, shared)]
    if parts & {Part.WHEN, Part.DATES}:
        found += times(record, link, meeting, parts, shared)
    if Part.WHERE in parts:
        found += house(record, meeting, shared)
    if Part.WHO in parts:
        found += group(record, meeting, shared)
    return (one for one in found if one.before != one.after)


def compared(model: type[models.Model], ours: Side, theirs: Side, *, said: Said, on: date) -> Iterator[ForeseenField]:
    """The fields that would be taken, and those that stay as a person has changed them."""
    settled = settle(ours.marks, theirs.marks, said, on)
    for name in theirs.marks:
        if name in settled.taken | settled.disputed:
            before, after = ours.words[name], theirs.words[name]
            title = str(HOUSE_NAME) if (model, name) == (Venue, "name") else label(model, name)
            yield ForeseenField(label=title, before=before, after=after, stays=name in settled.disputed)


def own_fields(
    record: MeetingRecord, link: SourceMeeting, meeting: Meeting, parts: frozenset[Part], shared: Shared
) -> Iterator[ForeseenField]:
    """What the meeting itself says."""
    names = [name for name in names_in(parts, meeting) if name not in SHARED]
    theirs = assign(Meeting(), how_values(record) | what_values(record))
    list(fit(theirs))
    yield from compared(Meeting, Side.of_row(meeting, names), Side.of_row(theirs, names), said=link.said, on=shared.today)
    if Part.WHAT in parts:
        ours, wanted = Side.of_formats(meeting.formats.all()), Side.of_formats(shared.formats.formats_of(record))
        yield from compared(Meeting, ours, wanted, said=link.said, on=shared.today)


def times(
    record: MeetingRecord, link: SourceMeeting, meeting: Meeting, parts: frozenset[Part], shared: Shared
) -> Iterator[ForeseenField]:
    """When it meets, and who may come then."""
    ours = list(meeting.rules.all())
    zone = ours[0].zone if ours else shared.source.zone
    theirs = [ScheduleRule(meeting=meeting, **rule_values(rule, zone=zone)) for rule in record.rules]
    names = tuple(RULE_FIELDS) if Part.WHEN in parts else (ONCE,)
    sides = (Side.of_rules(rules, names, shared.today) for rules in (ours, theirs))
    yield from compared(Meeting, *sides, said=link.said, on=shared.today)


def house(record: MeetingRecord, meeting: Meeting, shared: Shared) -> Iterator[ForeseenField]:
    """Where it meets: the same house told of in other words, another that the source has, a new one, or none."""
    told, now = place_of(record), meeting.venue
    known = shared.venues.get(venue_key(told)) if told else None
    former = next((link for link in shared.venues.values() if now and link.venue_id == now.pk), None)
    if told and now and former and (known == former or (known is None and is_same(former, told))):
        names = [*OF_A_HOUSE, *(name for name in ACCESS_FACTS if name in told.access_facts)]
        yield from of_shared_row(now, venue_of(told, record, now.country), names, former.said, shared)
        return
    after = "" if told is None else house_in_words(known.venue if known else venue_of(told, record))
    yield ForeseenField(label=label(Meeting, "venue"), before=house_in_words(now) if now else "", after=after)


def is_same(former: SourceVenue, told: VenueRecord) -> bool:
    """Whether the source tells of the house that it told of before."""
    has_point = told.latitude is not None and told.longitude is not None and not told.is_area
    precision = Precision.EXACT if has_point else Precision.AREA
    return is_same_house(former, told, replace(NOWHERE, latitude=told.latitude, longitude=told.longitude, precision=precision))


def venue_of(told: VenueRecord, record: MeetingRecord, country: str = "") -> Venue:
    """The house as the record has it; the country where that does not say."""
    row = Venue(**venue_values(told, NOWHERE, told.access_facts, record.text_language))
    row.country = row.country or country
    list(fit(row))
    return row


def group(record: MeetingRecord, meeting: Meeting, shared: Shared) -> Iterator[ForeseenField]:
    """Whose it is: another group that the source has, or the same under what it says of it now."""
    known = shared.groups.get(group_key(record))
    if known and known.group_id != meeting.group_id:
        yield ForeseenField(label=label(Meeting, "group"), before=meeting.group.name, after=known.group.name)
        return
    former = next((link for link in shared.groups.values() if link.group_id == meeting.group_id), None)
    theirs = Group(fellowship=meeting.group.fellowship, **group_values(record))
    list(fit(theirs))
    yield from of_shared_row(meeting.group, theirs, FIELDS[Group], former.said if former else {}, shared)


def of_shared_row(
    ours: Venue | Group, theirs: Venue | Group, names: Collection[str], said: Said, shared: Shared
) -> Iterator[ForeseenField]:
    """What would change in a row that meetings share."""
    yield from compared(type(ours), Side.of_row(ours, names), Side.of_row(theirs, names), said=said, on=shared.today)
