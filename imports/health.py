"""How a source is doing: computed from its runs when somebody asks, never kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imports.kinds import PERIODS, WAITING_OUTCOMES, Condition, Outcome
from imports.models import Source
from imports.telling import reason_text
from languages.dates import date_text

LATE_AFTER = 2  # periods without a success


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`reason` and `detail` say why the last run did not do everything; `listed` are the meetings it lists now, `problems` what was
    noted in its last run."""

    condition: Condition
    reason: str
    detail: str
    run: int | None
    last_run_at: datetime | None
    last_success_at: datetime | None
    listed: int
    problems: int

    @property
    def sentence(self) -> str:
        """How it is doing, and why."""
        why = reason_text(self.reason, self.detail) if self.condition in (Condition.BROKEN, Condition.WAITS) else ""
        return f"{self.condition.label}: {why}" if why else str(self.condition.label)


def health_of(source: Any, now: datetime) -> Health:
    """The health of a row of `with_health()`."""
    return Health(
        condition=condition_of(source, now),
        reason=source.last_reason or "",
        detail=source.last_detail or "",
        run=source.last_run,
        last_run_at=source.last_run_at,
        last_success_at=source.last_success_at,
        listed=source.listed,
        problems=source.problems_noted,
    )


def condition_of(source: Any, now: datetime) -> Condition:
    """The one word for it; the worst that is true."""
    if not source.is_active:
        return Condition.OUT_OF_USE
    if source.last_run is None:
        return Condition.NEW
    if source.last_outcome == Outcome.REFUSED:
        return Condition.BROKEN
    if source.last_outcome in WAITING_OUTCOMES:
        return Condition.WAITS
    return Condition.LATE if is_late(source, source.last_success_at, now) else Condition.WELL


def is_late(source: Source, last_success_at: datetime | None, now: datetime) -> bool:
    """Whether a source that should be fetched has had no success for twice its time. One that comes by hand is never late."""
    period = PERIODS.get(source.rhythm) if source.address else None
    return period is not None and (last_success_at is None or last_success_at + LATE_AFTER * period < now)


def age_text(at: datetime | None, now: datetime) -> str:
    """When something was, as one says it."""
    if at is None:
        return _("never")
    days = (timezone.localdate(now) - timezone.localdate(at)).days
    if days <= 0:
        return _("today, %(time)s") % {"time": f"{timezone.localtime(at):%H:%M}"}
    ago = ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
    return f"{date_text(timezone.localdate(at))} ({ago})"
