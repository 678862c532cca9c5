"""When the next date that a search asks for starts, as an expression of the database: minutes since 1970 in UTC.

Weekly rules are asked directly by weekday, local minute and zone; other dates are rows of the index.
"""

from collections.abc import Mapping

from django.db.models import BigIntegerField, Case, F, Q, Value, When
from django.db.models.functions import Cast

from meetings.windows import Slot, Times, epoch_minute

TimesByZone = Mapping[Times, list[str]]


def weekly_start(times_by_zone: TimesByZone, may_be_running: Q) -> Cast:
    """The start of a plainly weekly rule's date that lies in the times asked for, else NULL. What is in progress comes first."""
    whens: list[When] = []
    for times, zones in times_by_zone.items():
        whens += [still_running(slot, begin, zones, may_be_running) for slot, begin in times.running]
        whens += [When(in_slot(slot, zones), then=F("start_minute") + Value(slot.base)) for slot in times.slots]
    return Cast(Case(*whens, default=Value(None)), BigIntegerField())  # PostgreSQL takes a lone NULL for text


def in_slot(slot: Slot, zones: list[str]) -> Q:
    """Whether a rule of these zones starts in the slot."""
    return Q(zone__in=zones, weekday=slot.weekday, start_minute__range=(slot.first_minute, slot.last_minute))


def still_running(slot: Slot, begin: int, zones: list[str], may_be_running: Q) -> When:
    """Began before the span and lasts into it."""
    ends_later = Q(duration_minutes__gt=Value(begin - slot.base) - F("start_minute"))
    return When(in_slot(slot, zones) & ends_later & may_be_running, then=F("start_minute") + Value(slot.base))


def in_spans(times_by_zone: TimesByZone, may_be_running: Q) -> Q:
    """Whether an index row lies in the times asked for, or began before and lasts into them."""
    condition = Q(pk=None)
    for times, zones in times_by_zone.items():
        for span in times.spans:
            starts_inside = Q(epoch_minute__gte=epoch_minute(span.begin), epoch_minute__lt=epoch_minute(span.end))
            lasts_into = Q(epoch_minute__lt=epoch_minute(span.begin), ends_at__gt=span.begin) & may_be_running
            condition |= Q(rule__zone__in=zones) & (starts_inside | lasts_into)
    return condition
