"""When the next date that a search asks for starts, as expressions of the database: minutes since 1970 in UTC.

Rules whose dates their weekday tells are asked directly, by weekday, local minute and zone; other dates are rows of the index.
Written as SQL at once: as conditions of the ORM these many local times cost more to put together than to ask.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, F, Func, OuterRef, Q
from django.db.models.sql.compiler import SQLCompiler

from interchange.records import Frequency
from meetings.kinds import MeetingKind
from meetings.windows import Asked, Slot, Span, Times, epoch_minute

TimesByZone = Mapping[Times, list[str]]
Sql = tuple[str, Any]

COME_AND_GO = (MeetingKind.OPEN_HOUSE, MeetingKind.MARATHON)  # one need not be there at the start
# The places of what has no time in the order of time: after every date.
ALWAYS_OPEN, BY_APPOINTMENT = 10**11, 10**11 + 1


class RuleStart(Func):
    """For a rule in a subquery on its meeting: the start of its first date in the times asked for, else NULL.

    Right for plainly weekly rules and for those without a time. A date in progress counts where one may come and go, and for all
    meetings where the search asks for what is on now.
    """

    output_field = BigIntegerField()

    def __init__(self, asked: Asked, times_by_zone: TimesByZone) -> None:
        columns = ("frequency", "zone", "weekday", "start_minute", "duration_minutes")
        super().__init__(*[F(column) for column in columns], OuterRef("kind"))
        self.asked = asked
        self.times_by_zone = times_by_zone

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_args: Any, **_context: Any) -> Sql:
        frequency, zone, *columns = (compiler.compile(column)[0] for column in self.get_source_expressions())
        timeless = f"WHEN {frequency} = '{Frequency.ALWAYS_OPEN}' THEN {ALWAYS_OPEN}"
        if self.asked.is_any_time:
            timeless += f" WHEN {frequency} = '{Frequency.BY_APPOINTMENT}' THEN {BY_APPOINTMENT}"
        whens, parameters = [timeless], []
        for times, zones in self.times_by_zone.items():
            whens.append(f"WHEN {zone} IN ({', '.join(['%s'] * len(zones))}) THEN {self.start_in(times, *columns)}")
            parameters += zones
        return f"(CASE {' '.join(whens)} END)", parameters

    def start_in(self, times: Times, weekday: str, minute: str, duration: str, kind: str) -> str:
        """Within the zones that understand the search alike. What is in progress comes first: it began first."""
        kinds = ", ".join(f"'{one}'" for one in COME_AND_GO)
        may_run = "" if self.asked.keeps_running else f" AND {kind} IN ({kinds})"
        slots = [(slot, f" AND {minute} + {duration} > {begin - slot.base}{may_run}") for slot, begin in times.running]
        slots += [(slot, "") for slot in times.slots]
        whens = [f"WHEN {in_slot(slot, weekday, minute)}{condition} THEN {minute} + {slot.base}" for slot, condition in slots]
        return f"(CASE {' '.join(whens)} END)" if whens else "CAST(NULL AS bigint)"


def in_slot(slot: Slot, weekday: str, minute: str) -> str:
    """Whether a rule starts at one of these local times."""
    return f"{weekday} = {slot.weekday} AND {minute} BETWEEN {slot.first_minute} AND {slot.last_minute}"


def in_spans(asked: Asked, times_by_zone: TimesByZone) -> Q:
    """Whether an index row lies in the times asked for, or began before and lasts into them."""
    now = next(iter(times_by_zone)).now if times_by_zone else None
    if now is None:
        return Q(pk=None)
    zones_by_spans: dict[tuple[Span, ...], list[str]] = {}
    for times, zones in times_by_zone.items():
        zones_by_spans.setdefault(times.spans, []).extend(zones)
    if len(zones_by_spans) == 1:
        return in_any(asked, next(iter(zones_by_spans)), now)
    condition = Q(pk=None)
    for spans, zones in zones_by_spans.items():
        condition |= Q(rule__zone__in=zones) & in_any(asked, spans, now)
    return condition


def in_any(asked: Asked, spans: Iterable[Span], now: datetime) -> Q:
    """Whether an index row lies in one of the spans."""
    may_run = Q() if asked.keeps_running else Q(meeting__kind__in=COME_AND_GO)
    condition = Q(pk=None)
    for span in spans:
        starts_inside = Q(epoch_minute__gte=epoch_minute(span.begin), epoch_minute__lt=epoch_minute(span.end))
        lasts_into = Q(epoch_minute__lt=epoch_minute(span.begin), ends_at__gt=max(span.begin, now)) & may_run
        condition |= starts_inside | lasts_into
    return condition
