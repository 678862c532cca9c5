"""A meeting as search engines read it, where nobody could be harmed by being found there (standards/mapping.md).

None for sensitive topics, for young people, and for houses that are not for everyone to know.
"""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from groups.kinds import Cost, Serves
from groups.models import Topic
from interchange.jsonld import MOST_DATES, EventDate, EventRule, EventSeries, as_text
from interchange.records import Attendance, VenueRecord
from meetings.kinds import OccurrenceStatus
from meetings.models import Meeting, ScheduleRule
from meetings.shown_dates import ShownDate, each_date_ahead
from places.models import Precision, Venue, Visibility

IS_FREE = {Cost.FREE: True, Cost.VOLUNTARY: True, Cost.MEMBERSHIP_FEE: False, Cost.FEE: False}


def structured_data(meeting: Meeting, topics: Iterable[Topic], *, now: datetime, address: str) -> SafeString:
    """JSON-LD for the page of a meeting that takes place; "" where it may have none. `address` is the page's."""
    named = list(topics)
    if not may_be_told(meeting, named):
        return SafeString("")
    ahead = each_date_ahead(meeting, now=now, reader_zone=settings.TIME_ZONE)
    dates = [event_date(shown) for shown in islice((one for one in ahead if not one.elsewhere), MOST_DATES)]
    if not dates:
        return SafeString("")
    series = EventSeries(
        name=meeting.name,
        address=address,
        organizer=meeting.group.name,
        attendance=Attendance(meeting.attendance),
        dates=dates,
        rules=[event_rule(meeting, rule) for rule in meeting.loaded_rules if not is_over(rule, timezone.localdate(now))],
        about=[str(topic.name) for topic in named],
        languages=meeting.languages,
        is_free=IS_FREE.get(Cost(meeting.group.cost)),
        venue=venue_record(meeting.venue) if meeting.venue else None,
    )
    return mark_safe(as_text(series))  # noqa: S308  # as_text leaves nothing that HTML would read


def may_be_told(meeting: Meeting, topics: list[Topic]) -> bool:
    """Whether it may be found by a machine: everyone may know the house, and nobody needs discretion."""
    is_sensitive = any(topic.is_sensitive for topic in topics)
    is_for_minors = meeting.group.whom_it_serves is Serves.MINORS
    return meeting.effective_visibility is Visibility.PUBLIC and not (is_sensitive or is_for_minors)


def event_rule(meeting: Meeting, rule: ScheduleRule) -> EventRule:
    """A rule, and its coming dates that do not take place as it says; of one that is moved the index has the regular time too."""
    off = (row for row in meeting.near_dates if row.rule_id == rule.pk and row.status == OccurrenceStatus.CANCELLED)
    return EventRule(recurrence=rule.recurrence, except_on=sorted({row.local_date for row in off}))


def is_over(rule: ScheduleRule, today: date) -> bool:
    """Whether its last date is past."""
    return rule.valid_until is not None and rule.valid_until < today


def event_date(shown: ShownDate) -> EventDate:
    return EventDate(starts_at=shown.starts_at, ends_at=shown.ends_at, is_cancelled=shown.is_cancelled)


def venue_record(venue: Venue) -> VenueRecord:
    """A house that everyone may know."""
    return VenueRecord(
        name=venue.name,
        street=venue.street,
        city=venue.city,
        region=venue.region,
        postal_code=venue.postal_code,
        country=venue.country,
        latitude=venue.latitude,
        longitude=venue.longitude,
        is_area=venue.precision == Precision.AREA,
    )
