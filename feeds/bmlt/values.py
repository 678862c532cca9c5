"""GetFieldValues: which values a field has, and the meetings of each."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from feeds.bmlt.answers import AT_ONCE, not_taking_place
from feeds.bmlt.columns import COLUMNS
from feeds.bmlt.describing import FIELD_KEYS
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.querysets import NUMBER, TimetableQuerySet, formats_of_dates, rules_beside, timetable
from feeds.bmlt.refusals import Refused
from feeds.venues import venue_record
from interchange.bmlt.known import Said
from interchange.bmlt.saying import all_said
from interchange.bmlt.writer import as_list
from interchange.records import Access, Attendance, MeetingRecord
from interchange.weekly import Entry
from meetings.models import Meeting

NONE = "NULL"
# What we never say. Of other fields that the database does not know, as they are put together from several, there are no values.
ALWAYS_EMPTY = {"worldid_mixed", "location_city_subsection", "location_sub_province", "train_lines", "bus_lines"}
Pairs = Iterable[tuple[str, int]]


def field_values(inquiry: Inquiry) -> Iterator[bytes] | Refused:
    """The values of a field, each with the numbers of its meetings."""
    key = inquiry.asked.text("meeting_key")
    if key not in FIELD_KEYS:
        return Refused("The meeting_key is not valid.", status=400)
    rules = timetable().every_week(inquiry.covering, inquiry.today)
    if key == "formats":
        pairs: Pairs = sorted(by_formats(rules, inquiry))
    elif key == "lang_enum":
        pairs = ((inquiry.language, number) for number in rules.order_by(NUMBER).values_list(NUMBER, flat=True))
    else:
        pairs = by_column(rules, key, inquiry)
    return as_list(
        {key: value or NONE, "ids": ",".join(str(number) for _value, number in several)}
        for value, several in groupby(pairs, key=lambda pair: pair[0])
    )


def by_column(rules: TimetableQuerySet, key: str, inquiry: Inquiry) -> Pairs:
    """Each rule with its value, equals beside each other."""
    column = COLUMNS.get(key)
    if column is None:
        numbers = rules.order_by(NUMBER).values_list(NUMBER, flat=True) if key in ALWAYS_EMPTY else ()
        return (("", number) for number in numbers)
    found = rules.annotate(value=column.expression(inquiry.today)).order_by("value", NUMBER).values_list("value", NUMBER)
    return ((column.said(value) if value is not None else "", number) for value, number in found.iterator(chunk_size=AT_ONCE))


def by_formats(rules: TimetableQuerySet, inquiry: Inquiry) -> Pairs:
    """Each number with those of the formats asked for that it has: with one of them, or with `all_formats` only with all."""
    known, wanted = inquiry.formats.by_said, inquiry.asked.signed("specific_formats").wanted
    least = len(wanted) if wanted and inquiry.asked.text("all_formats") == "1" else 1
    for number, every in said_of_all(rules, inquiry):
        having = sorted({known[said].number for said in every if said in known} & (wanted or inquiry.formats.by_number.keys()))
        if len(having) >= least:
            yield ",".join(map(str, having)), number


def said_of_all(rules: TimetableQuerySet, inquiry: Inquiry) -> Iterator[tuple[int, Iterator[Said]]]:
    """What formats say of each number: the database tells as much of a record as the function wants that says it of meetings."""
    others = rules_beside(inquiry.today).exclude(access=OuterRef("access"))
    own = slugs_by(Meeting.formats.through.objects.filter(meeting__in=rules.order_by().values("meeting")), "meeting")
    of_dates = slugs_by(formats_of_dates(inquiry.today).filter(schedulerule__in=rules.order_by().values("pk")), "schedulerule")
    off = not_taking_place(inquiry.now)
    loaded: Any = rules.order_by().select_related("meeting__venue").annotate(varies=Exists(others))
    for rule in loaded.iterator(chunk_size=AT_ONCE):
        access = None if rule.varies else Access(rule.access)
        entry = Entry(rule.recurrence, access, rule.pk in off, formats=tuple(of_dates.get(rule.pk, ())))
        yield rule.number, all_said(bare_record(rule.meeting, own.get(rule.meeting_id, [])), entry)


def slugs_by(links: "QuerySet[Any]", owner: str) -> dict[int, list[str]]:
    """{key: slugs of formats} of links between rows and formats."""
    found: dict[int, list[str]] = {}
    for key, slug in links.values_list(owner, "format__slug"):
        found.setdefault(key, []).append(slug)
    return found


def bare_record(meeting: Meeting, formats: list[str]) -> MeetingRecord:
    """As much of a meeting as formats say something of."""
    return MeetingRecord(
        key="",
        index=0,
        name="",
        rules=(),
        attendance=Attendance(meeting.attendance),
        venue=venue_record(meeting.venue, meeting) if meeting.venue else None,
        formats=tuple(formats),
        audiences_welcome=meeting.audiences_welcome,
        audiences_only=meeting.audiences_only,
        languages=meeting.languages,
        facilities=meeting.facilities,
    )
