"""A listing as everybody may see it, field by field: what a suggestion starts from, in what it differs, and what has changed since.

A field is known by its key: "meeting-name", "venue-street", "rule-<uid>-weekday". What is hidden has no key, so that nothing
of it is shown, prefilled or kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from interchange.records import Frequency
from meetings.kinds import TIMELESS, MeetingStatus
from meetings.models import Meeting, ScheduleRule
from meetings.sentences import rule_sentence
from places.models import Venue, Visibility
from upkeep.flat_fields import (
    ABOUT_MEETING,
    ADDRESS,
    DOOR_CARD,
    FROM_HOME,
    GETTING_IN,
    REST_OF_VENUE,
    TIMES,
    WEEKDAY,
    WHO_MAY_COME,
    YES,
    FlatField,
    Sort,
)

HAS_ENDED = "meeting-has_ended"
VENUE, RULE = "venue-", "rule-"
# A day can be changed in one choice where nothing else of the rule hangs on it.
ON_ANY_WEEKDAY = (Frequency.WEEKLY, Frequency.EVEN_WEEKS, Frequency.ODD_WEEKS)
ADDRESS_KEYS = frozenset(f"{VENUE}{field.name}" for field in ADDRESS)
Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class ListedField:
    """A field of one row of a listing."""

    key: str
    field: FlatField
    row: models.Model

    @property
    def label(self) -> str:
        return self.field.label


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that stand together under a heading."""

    heading: str
    fields: tuple[ListedField, ...]


def parts_of(meeting: Meeting) -> list[Part]:
    """What everybody may see of a listing, as a form asks it; of a meeting that has ended nothing."""
    if meeting.effective_status is MeetingStatus.ENDED:
        return []
    parts = [Part(_("The meeting"), listed(meeting, "meeting-", ABOUT_MEETING))]
    parts += [rule_part(rule) for rule in meeting.rules.all()]
    if not meeting.is_link_on_request:
        parts.append(Part(_("From home"), listed(meeting, "meeting-", FROM_HOME)))
    if meeting.venue:
        parts += venue_parts(meeting.venue, meeting.effective_visibility)
    return parts


def rule_part(rule: ScheduleRule) -> Part:
    """How often is said in words; to change more than the day of a weekly rule takes words as well."""
    times = () if rule.frequency in TIMELESS else TIMES
    has_free_day = rule.frequency in ON_ANY_WEEKDAY and rule.interval == 1
    fields = (*((WEEKDAY,) if has_free_day else ()), *times, *WHO_MAY_COME)
    return Part(rule_sentence(rule.recurrence), listed(rule, f"{RULE}{rule.uid.hex}-", fields))


def venue_parts(venue: Venue, visibility: Visibility) -> list[Part]:
    """The house, where its address is public; nothing of any other."""
    if visibility is not Visibility.PUBLIC:
        return []
    return [
        Part(_("The place"), listed(venue, VENUE, ADDRESS)),
        Part(_("How to get in"), listed(venue, VENUE, (*DOOR_CARD, *GETTING_IN))),
    ]


def listed(row: models.Model, prefix: str, fields: Iterable[FlatField]) -> tuple[ListedField, ...]:
    return tuple(ListedField(f"{prefix}{field.name}", field, row) for field in fields)


def fields_of(parts: Iterable[Part]) -> dict[str, ListedField]:
    """All fields by their keys."""
    return {field.key: field for part in parts for field in part.fields}


def values_of(fields: Iterable[ListedField], language: str) -> Values:
    """How they stand, as flat texts."""
    return {one.key: one.field.read(one.row, language) for one in fields}


def listing_values(meeting: Meeting, language: str) -> Values:
    """The whole listing as everybody may see it."""
    values = values_of(fields_of(parts_of(meeting)).values(), language)
    return {**values, HAS_ENDED: YES if meeting.status == MeetingStatus.ENDED else ""}


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> Values:
    """Those of `after` that are others than before; a line break is one however it is written."""
    return {key: value for key, value in after.items() if key in before and same(before[key]) != same(value)}


def same(text: str) -> str:
    return "\n".join(text.split("\r\n")).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedField:
    """One field of a suggestion beside how it stood and how it stands now; flat texts, and the same in words."""

    key: str
    label: str
    sort: Sort
    field: FlatField | None
    basis: str
    proposed: str
    current: str
    is_gone: bool = False

    @property
    def is_stale(self) -> bool:
        """Whether the listing has another value by now than whoever suggested this had seen."""
        return self.is_gone or same(self.current) != same(self.basis)

    @property
    def is_done(self) -> bool:
        """Whether the listing says so already."""
        return not self.is_gone and same(self.current) == same(self.proposed)

    def in_words(self, text: str) -> str:
        if self.field:
            return self.field.shown(text)
        return (_("yes") if text == YES else _("no")) if self.key == HAS_ENDED else text


def whole_venue(venue: Venue) -> dict[str, ListedField]:
    """Everything about a house, for those who take care of a meeting there."""
    return {one.key: one for one in listed(venue, VENUE, (*ADDRESS, *DOOR_CARD, *GETTING_IN, *REST_OF_VENUE))}


def compared_venue(venue: Venue, proposed: Values, basis: Values, language: str) -> Iterator[ProposedField]:
    """The fields of a suggestion about a shared house, as it stands now."""
    fields = whole_venue(venue)
    for key, value in proposed.items():
        one = fields[key]
        yield ProposedField(
            key=key,
            label=one.label,
            sort=one.field.sort,
            field=one.field,
            basis=basis.get(key, ""),
            proposed=value,
            current=one.field.read(venue, language),
        )


def compared(meeting: Meeting, proposed: Values, basis: Values, language: str) -> Iterator[ProposedField]:
    """The fields of a suggestion as the listing stands now. What the listing has no more, or hides by now, is gone."""
    parts, current = parts_of(meeting), listing_values(meeting, language)
    headings = {field.key: part.heading for part in parts for field in part.fields if field.key.startswith(RULE)}
    fields = fields_of(parts)
    for key, value in proposed.items():
        found = fields.get(key)
        label = label_of(key, found)
        yield ProposedField(
            key=key,
            label=f"{headings[key]}: {label}" if key in headings else label,
            sort=found.field.sort if found else Sort.TICK,
            field=found.field if found else None,
            basis=basis.get(key, ""),
            proposed=value,
            current=current.get(key, ""),
            is_gone=key not in current,
        )


def label_of(key: str, found: ListedField | None = None) -> str:
    """The name of a field, also of one whose row is gone."""
    if key == HAS_ENDED:
        return _("The meeting has ended")
    if found:
        return found.label
    name = key.rpartition("-")[2]
    known = (*ABOUT_MEETING, *FROM_HOME, WEEKDAY, *TIMES, *WHO_MAY_COME, *ADDRESS, *DOOR_CARD, *GETTING_IN)
    models_by_prefix = {"meeting": Meeting, "venue": Venue, "rule": ScheduleRule}
    model = models_by_prefix.get(key.partition("-")[0])
    return next((field.label for field in known if field.name == name and field.model is model), capfirst(name))
