"""Keeping the index of searches true: the entries of meetings, written anew where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from groups.kinds import GroupStatus
from interchange.records import Attendance, Frequency
from languages.fold import fold
from meetings.kinds import COME_AND_GO, REMOTE, TIMELESS, MeetingStatus, OccurrenceStatus
from meetings.marks import mark
from meetings.models import Meeting, NameWord, Occurrence, ScheduleRule, SearchEntry, ZoneInUse
from meetings.reference_minutes import LONG_MINUTES, reference_minute
from meetings.starts import TIMELESS_PLACES
from meetings.truth import latest
from meetings.windows import DAY_MINUTES
from places.cells import cell_of
from places.distance import unit_vector
from places.gazetteer.slips import LONGEST, SHORTEST
from places.models import ACCESS_FACTS, Visibility

BATCH = 500
KEY_LENGTH = 60
COLUMNS = [field.attname for field in SearchEntry._meta.concrete_fields if not field.primary_key]
Dates = dict[int, list[Occurrence]]


def index_meetings(keys: Iterable[int]) -> None:
    """Write the entries of these meetings anew, where they differ."""
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), BATCH):
        with transaction.atomic():
            index_batch(ordered[start : start + BATCH])


def index_missing() -> int:
    """Write the entries of meetings that ought to have some and have none, as after an upgrade; gives the number of meetings."""
    keys = list(Meeting.objects.published().filter(rules__isnull=False, entries=None).values_list("pk", flat=True).distinct())
    index_meetings(keys)
    return len(keys)


def index_batch(keys: list[int]) -> None:
    # Whoever else indexes one of these meetings waits: a query of its own, as what is joined to a row may be older than the wait.
    list(Meeting.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    wanted = {values_of(entry): entry for entry in entries_of(keys)}
    stored = {tuple(values): pk for pk, *values in SearchEntry.objects.filter(meeting__in=keys).values_list("pk", *COLUMNS)}
    SearchEntry.objects.filter(pk__in=[pk for values, pk in stored.items() if values not in wanted]).delete()
    new = [entry for values, entry in wanted.items() if values not in stored]
    SearchEntry.objects.bulk_create(new, batch_size=BATCH)
    widen_zones(new)
    learn_words(entry.meeting.search_text for entry in new)


def learn_words(texts: Iterable[str]) -> None:
    """Let searches know the words of these names."""
    words = {word for text in texts for word in text.split() if SHORTEST <= len(word) <= LONGEST and not word.isdigit()}
    NameWord.objects.bulk_create([NameWord(word=word) for word in sorted(words)], ignore_conflicts=True, batch_size=BATCH)


def widen_zones(entries: list[SearchEntry]) -> None:
    """Let the bounds of the time zones take in these entries."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for entry in entries:
        if entry.latitude is not None and entry.longitude is not None:
            points[entry.zone].append((entry.latitude, entry.longitude))
    for zone in ZoneInUse.objects.filter(zone__in=points).order_by("zone"):
        if zone.widened(
            [latitude for latitude, _other in points[zone.zone]], [longitude for _other, longitude in points[zone.zone]]
        ):
            locked = ZoneInUse.objects.select_for_update(no_key=True).get(zone=zone.zone)
            locked.widened([zone.south, zone.north], [zone.west, zone.east])
            locked.save()


def values_of(entry: SearchEntry) -> tuple[Any, ...]:
    """All that an entry says."""
    return tuple(getattr(entry, column) for column in COLUMNS)


def entries_of(keys: list[int]) -> Iterator[SearchEntry]:
    """The entries that the published ones of these meetings ought to have."""
    meetings = Meeting.objects.filter(pk__in=keys, status=MeetingStatus.PUBLISHED, group__status=GroupStatus.ACTIVE)
    dates: Dates = defaultdict(list)
    for row in Occurrence.objects.filter(meeting__in=keys).order_by("rule", "epoch_minute", "status"):
        dates[row.rule_id].append(row)
    for meeting in (
        meetings.order_by("pk").select_related("group", "venue").prefetch_related("formats", "rules__formats", "group__topics")
    ):
        known = facts(meeting)
        for rule in meeting.rules.all():
            marks = frozenset([*known["marks"], *[mark("f", one.pk) for one in rule.formats.all()]])
            for when in whens(rule, dates[rule.pk]):
                yield SearchEntry(**{**known, "marks": marks}, rule=rule, zone=rule.zone, access=rule.access, **when)


def facts(meeting: Meeting) -> dict[str, Any]:
    """What a search asks of the meeting itself."""
    group = meeting.group
    return {
        "meeting": meeting,
        "is_remote": meeting.attendance in REMOTE,
        "is_online": meeting.attendance in {Attendance.ONLINE, Attendance.HYBRID},
        "comes_and_goes": meeting.kind in COME_AND_GO,
        "fellowship_id": group.fellowship_id,
        "serves": group.serves,
        "minimum_age": group.minimum_age,
        "vouched_on": latest(meeting.confirmed_on, meeting.listed_on),
        "marks": marks_of(meeting),
        "name_key": fold(meeting.name)[:KEY_LENGTH],
        "latitude": meeting.latitude,
        "longitude": meeting.longitude,
        "cell": cell_of(meeting.point.latitude, meeting.point.longitude) if meeting.point else None,
        **dict(zip("xyz", unit_vector(meeting.point) if meeting.point else (None, None, None), strict=True)),
    }


def marks_of(meeting: Meeting) -> list[str]:
    """Its facts as words. Of a building of which only the town may be known nothing is said."""
    group, venue = meeting.group, meeting.venue
    topics = [mark("t", topic.pk) for topic in group.topics.all()]
    audiences = {*meeting.audiences_welcome, *meeting.audiences_only}
    is_known = venue is not None and meeting.effective_visibility is not Visibility.ON_CONTACT
    facilities = {*meeting.facilities, *(fact for fact in ACCESS_FACTS if is_known and getattr(venue, fact))}
    return [
        mark("w", group.fellowship_id),
        *(topics or [mark("n", group.fellowship_id)]),
        mark("k", meeting.kind),
        mark("h", meeting.attendance),
        *[mark("l", code.lower()) for code in meeting.languages],
        *[mark("f", one.pk) for one in meeting.formats.all()],
        *[mark("a", code) for code in audiences],
        *[mark("o", code) for code in meeting.audiences_only],
        *[mark("v", code) for code in facilities],
    ]


def whens(rule: ScheduleRule, dates: list[Occurrence]) -> Iterator[dict[str, Any]]:
    """The times of a rule: its week where its weekday tells it, and the dates that are in the index."""
    if rule.frequency in TIMELESS:
        yield time_columns(epoch_minute=TIMELESS_PLACES[Frequency(rule.frequency)])
        return
    if rule.recurrence.is_plainly_weekly:
        minute = (rule.weekday or 0) * DAY_MINUTES + (rule.start_minute or 0)
        yield time_columns(
            week_minute=minute,
            reference_minute=reference_minute(minute, rule.zone),
            duration_minutes=rule.duration_minutes,
            is_interrupted=any(row.status == OccurrenceStatus.CANCELLED for row in dates),
        )
    for row in dates:
        if row.status != OccurrenceStatus.CANCELLED:
            lasts = int((row.ends_at - row.starts_at).total_seconds() // 60) if row.ends_at else None
            yield time_columns(epoch_minute=row.epoch_minute, duration_minutes=lasts)


def time_columns(
    *,
    week_minute: int | None = None,
    reference_minute: int | None = None,
    epoch_minute: int | None = None,
    duration_minutes: int | None = None,
    is_interrupted: bool = False,
) -> dict[str, Any]:
    """The columns that say when."""
    return {
        "week_minute": week_minute,
        "reference_minute": reference_minute,
        "epoch_minute": epoch_minute,
        "duration_minutes": duration_minutes,
        "is_interrupted": is_interrupted,
        "is_long": (duration_minutes or 0) > LONG_MINUTES,
    }


def redate(meetings: Iterable[int]) -> None:
    """Only the day on which somebody vouched for these meetings is another one."""
    confirmed, listed = Coalesce("confirmed_on", "listed_on"), Coalesce("listed_on", "confirmed_on")
    lately = Meeting.objects.filter(pk=OuterRef("meeting")).values(on=Greatest(confirmed, listed))
    SearchEntry.objects.filter(meeting__in=list(meetings)).update(vouched_on=Subquery(lately))
