"""GetChanges: when which fields of meetings changed, newest first (changed_fields.py says what is told of a field).

Nothing is told from before a meeting was published.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q, QuerySet
from django.utils import timezone, translation

from feeds.bmlt.bodies import body_number, fellowship_number, in_care_or_below
from feeds.bmlt.changed_fields import ChangedField, changed_fields
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.parameters import whole
from feeds.bmlt.querysets import TimetableQuerySet, keys_named, timetable
from feeds.bmlt.refusals import Refused
from history.models import Change, ChangeKind
from history.road import RoadKind
from interchange.bmlt.writer import as_list
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, ScheduleRule

BATCH = 500
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
FIRST_DAY = date(1970, 1, 1)  # before it nothing is written down, and not every database can count back to the year 1
COLUMNS = ("pk", "number", "meeting_id", "meeting__name", "meeting__group__service_body", "meeting__group__fellowship")
KINDS = {ChangeKind.CREATED: "comdef_change_type_new", ChangeKind.CHANGED: "comdef_change_type_change"}


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting as a line of the answer names it."""

    rule: int
    number: int
    meeting: int
    name: str
    body: int | None
    fellowship: int

    @property
    def body_number(self) -> int:
        return body_number(self.body) if self.body else fellowship_number(self.fellowship)


def changes(inquiry: Inquiry) -> Iterator[bytes] | Refused:
    """The changes asked for."""
    found = Change.objects.filter(kind__in=KINDS).select_related("revision").order_by("-revision__at", "-pk")
    for name, lookup, more in (("start_date", "gte", 0), ("end_date", "lt", 1)):
        text = inquiry.asked.text(name)
        day = midnight(text, more)
        if text and day is None:
            return Refused(f"The {name.replace('_', ' ')} field must match the format Y-m-d.")
        found = found.filter(**{f"revision__at__{lookup}": day}) if day else found
    rules = rules_asked(inquiry)
    return as_list(line for some in batches(found.filter(about(rules))) for line in lines(some, rules, inquiry))


def midnight(text: str, days_later: int) -> datetime | None:
    """The beginning of a day, or of one after it; None for what is none."""
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
        return timezone.make_aware(datetime.combine(max(day, FIRST_DAY) + timedelta(days=days_later), time())) if day else None
    except (ValueError, OverflowError):
        return None


def rules_asked(inquiry: Inquiry) -> TimetableQuerySet:
    """The meetings of which the changes are asked for."""
    rules = timetable().every_week(inquiry.covering, inquiry.today).order_by()
    number, body = whole(inquiry.asked.text("meeting_id")), whole(inquiry.asked.text("service_body_id"))
    if number:
        rules = rules.filter(pk__in=keys_named([number]))
    return rules.filter(in_care_or_below(inquiry.bodies, [body])) if body else rules


def about(rules: TimetableQuerySet) -> Q:
    """Changes of these rules, and of their meetings."""
    meeting, rule = (ContentType.objects.get_for_model(one).pk for one in (Meeting, ScheduleRule))
    of_meetings = Q(content_type=meeting, object_id__in=rules.values("meeting"))
    return of_meetings | Q(content_type=rule, object_id__in=rules.values("pk"))


def batches(found: "QuerySet[Change]") -> Iterator[list[Change]]:
    """Some hundred changes at a time."""
    waiting = found.iterator(chunk_size=BATCH)
    while some := list(islice(waiting, BATCH)):
        yield some


def lines(some: list[Change], rules: TimetableQuerySet, inquiry: Inquiry) -> list[dict[str, Any]]:
    """Some changes, of a meeting one line for each of its meetings of BMLT."""
    meeting = ContentType.objects.get_for_model(Meeting).pk
    keys = [one.object_id for one in some]
    known = [Line(*values) for values in rules.filter(Q(meeting__in=keys) | Q(pk__in=keys)).values_list(*COLUMNS)]
    since = published_since({one.meeting for one in known})
    by_row: dict[tuple[bool, int], list[Line]] = {}
    for line in known:
        by_row.setdefault((True, line.meeting), []).append(line)
        by_row.setdefault((False, line.rule), []).append(line)
    pairs = ((one, line) for one in some for line in by_row.get((one.content_type_id == meeting, one.object_id), ()))
    with translation.override(inquiry.language):
        return [told for one, line in pairs for told in told_of(one, line, since.get(line.meeting, 0), inquiry)]


def published_since(meetings: set[int]) -> dict[int, int]:
    """The revision with which each was published last; what was published from the beginning has none. Where the value is erased,
    it may have been then."""
    kind, published = ContentType.objects.get_for_model(Meeting), Q(fields__status__1=MeetingStatus.PUBLISHED)
    erased = Q(fields__status__1=None)
    found = Change.objects.filter(published | erased, content_type=kind, object_id__in=meetings).order_by()
    return dict(found.values_list("object_id").annotate(Max("revision")))


def told_of(change: Change, line: Line, since: int, inquiry: Inquiry) -> Iterator[dict[str, Any]]:
    """A line of the answer, where there is anything to tell. Nobody is named; the role is by which road the change came."""
    is_new = change.kind == ChangeKind.CREATED
    several = changed_fields(change.fields, line.name, knows_before=change.revision_id > since)
    if change.revision_id < since or not (is_new or several):
        return
    at, node = timezone.localtime(change.revision.at), inquiry.bodies.nodes.get(line.body_number)
    yield {
        "date_int": str(int(at.timestamp())),
        "date_string": f"{at.hour % 12 or 12}:{at:%M %p}, {at.month}/{at.day}/{at.year}",
        "change_type": KINDS[ChangeKind(change.kind)],
        "change_id": str(change.pk),
        "meeting_id": str(line.number),
        "meeting_name": line.name,
        "user_id": "",
        "user_name": str(RoadKind(change.revision.road).label),
        "service_body_id": str(line.body_number),
        "service_body_name": node.name if node else "",
        "meeting_exists": "1",
        "details": "The meeting was created." if is_new else " ".join(one.sentence for one in several),
        "json_data": values(line, several, is_new=is_new),
    }


def values(line: Line, several: list[ChangedField], *, is_new: bool) -> dict[str, dict[str, str]]:
    """What the fields said before and say since."""
    identity = {"id_bigint": str(line.number), "service_body_bigint": str(line.body_number)}
    after = identity | {one.field.key: one.after for one in several}
    return {"after": identity} if is_new else {"before": identity | {one.field.key: one.before for one in several}, "after": after}
