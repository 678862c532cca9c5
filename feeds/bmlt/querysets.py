"""Which rules are meetings of BMLT. It knows only "every week", so a meeting of BMLT is a weekly rule of ours; or the first of
several rules of one weekday, minute and zone that together cover every week. The same in Python is `interchange.weekly`."""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from groups.kinds import GroupStatus
from interchange.records import Frequency
from interchange.weekly import CELLS, cells
from meetings.kinds import MeetingStatus, OccurrenceStatus
from meetings.models import Occurrence, ScheduleRule
from places.querysets import PlacedQuerySet

EVERY_WEEK = Q(frequency=Frequency.WEEKLY, interval=1, months=(), month_days=())
NUMBER = F("number")  # by which BMLT knows a meeting (`timetable`)
WEEK = 7  # days; within it is the next date of what comes every week
# What the rules of one weekly entry have in common.
SLOT = ("meeting_id", "weekday", "start_minute", "zone")


class TimetableQuerySet(PlacedQuerySet[ScheduleRule]):
    """Rules as lines of a timetable."""

    def published(self) -> Self:
        """Those of meetings that everyone may find."""
        return self.filter(meeting__status=MeetingStatus.PUBLISHED, meeting__group__status=GroupStatus.ACTIVE)

    def in_force(self, today: date) -> Self:
        """Those that have begun and not ended."""
        return self.filter(is_in_force(today))

    def said(self, covering: Collection[int], today: date) -> Self:
        """Those that come every week, alone or together with others of their weekday, minute and zone. `covering` are the first of
        those that do so only together."""
        return self.filter(is_said(covering, today))

    def every_week(self, covering: Collection[int], today: date) -> Self:
        """Of those one for each weekday, minute and zone of a meeting: the first."""
        return self.said(covering, today).filter(~Exists(rules_beside(today).filter(pk__lt=OuterRef("pk"))))

    def with_interruptions(self, today: date) -> Self:
        """Those of which the next date may not take place: in or just before a yearly pause, or as somebody cancelled it."""
        same = {f"rule__{name}": OuterRef(name) for name in SLOT}
        soon = [today + timedelta(days=days) for days in range(WEEK + 1)]
        cancelled = Occurrence.objects.filter(**same, status=OccurrenceStatus.CANCELLED, local_date__in=soon)
        pausing = in_pause(today) | Q(pause_from__in=[day_of_year(day) for day in soon])
        return self.filter(pausing | Exists(rules_beside(today).filter(pausing)) | Exists(cancelled))


def is_in_force(today: date) -> Q:
    """Rules that have begun and not ended."""
    return (Q(valid_until=None) | Q(valid_until__gte=today)) & (Q(valid_from=None) | Q(valid_from__lte=today))


def is_said(covering: Collection[int], today: date) -> Q:
    """The condition of `said`, for those who count both sides."""
    enough = EVERY_WEEK | Q(pk__in=covering)
    is_enough = enough | Q(Exists(rules_beside(today).filter(enough)))
    return is_in_force(today) & is_enough & Q(weekday__isnull=False)


def day_of_year(day: date) -> int:
    """Month and day as one number: 1 July is 701."""
    return day.month * 100 + day.day


def in_pause(today: date) -> Q:
    """Rules in their yearly pause, which may reach over the new year."""
    day = day_of_year(today)
    within = Q(pause_from__lte=day, pause_until__gte=day)
    over_new_year = Q(pause_from__gt=F("pause_until")) & (Q(pause_from__lte=day) | Q(pause_until__gte=day))
    return (Q(pause_from__lte=F("pause_until")) & within) | over_new_year


def timetable() -> TimetableQuerySet:
    """All published rules, each with the number by which BMLT knows its meeting."""
    return TimetableQuerySet(ScheduleRule).published().annotate(number=Subquery(rules_of_slot().order_by("pk").values("pk")[:1]))


def rules_of_slot() -> TimetableQuerySet:
    """The rules of the same weekday, minute and zone of the same meeting, also those that have ended, for a subquery."""
    return TimetableQuerySet(ScheduleRule).filter(**{name: OuterRef(name) for name in SLOT}).order_by()


def keys_named(numbers: Collection[int]) -> list[int]:
    """The keys of the rules that these numbers name: of one weekday, minute and zone the number of any rule that is or was there.
    Those of a meeting that was merged into another name what that one has on the same weekday."""
    known = ScheduleRule.objects.filter(pk__in=numbers).values_list("meeting__merged_into", *SLOT)
    wanted = {(stays, weekday) if stays else (meeting, weekday, *clock) for stays, meeting, weekday, *clock in known}
    beside = ScheduleRule.objects.filter(meeting__in={place[0] for place in wanted}).values_list("pk", *SLOT)
    return [key for key, *place in beside if tuple(place) in wanted or tuple(place[:2]) in wanted]


def rules_beside(today: date) -> TimetableQuerySet:
    """The others of them that are in force."""
    return rules_of_slot().in_force(today).exclude(pk=OuterRef("pk"))


def formats_of_dates(today: date) -> QuerySet[Any]:
    """The links between rules and formats of only their dates, as far as all rules of their weekday, minute and zone have them."""
    links = ScheduleRule.formats.through.objects
    same = {name: OuterRef(f"schedulerule__{name}") for name in SLOT}
    beside = TimetableQuerySet(ScheduleRule).filter(**same).in_force(today).exclude(pk=OuterRef("schedulerule")).order_by()
    having = links.filter(format=OuterRef(OuterRef("format"))).values("schedulerule")
    return links.filter(~Exists(beside.exclude(pk__in=having)))


def first_of_covering(today: date) -> list[int]:
    """The first rules of those sets of which none comes every week, but all together do. There are few such sets."""
    rules = timetable().in_force(today).filter(~EVERY_WEEK, Exists(rules_beside(today)), weekday__isnull=False)
    found = []
    for _slot, group in groupby(rules.order_by(*SLOT, "pk").iterator(chunk_size=1000), key=slot_of):
        several = list(group)
        if frozenset().union(*(cells(rule.recurrence) for rule in several)) == CELLS:
            found.append(several[0].pk)
    return found


def slot_of(rule: ScheduleRule) -> tuple[object, ...]:
    return tuple(getattr(rule, name) for name in SLOT)
