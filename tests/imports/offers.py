"""Meetings whose notes say when they meet, and what is offered of that, for the tests."""

from pathlib import Path
from typing import Any

from django.utils import timezone

from imports.models import ImportRun, Source, WordedSchedule
from imports.offering import OfferLine, offer_lines
from meetings.models import ScheduleRule
from tests.imports.world import TOMORROW, make_source, run
from tests.interchange.feeds import item

MONDAY = 1  # as the format counts
LAST_OPEN = "Last Monday each month 'open'"


def imported(folder: Path, source: Source | None = None, *, notes: str = LAST_OPEN, **changes: Any) -> ImportRun:
    """A meeting on Mondays at seven, with these notes."""
    source = source or make_source(language="en")
    return run(folder, source, item(day=MONDAY, notes=notes, types=["D"], **changes), at=TOMORROW)


def phrases() -> list[str]:
    """What is offered."""
    return list(WordedSchedule.objects.open().values_list("phrase", flat=True))


def only_offer() -> WordedSchedule:
    return WordedSchedule.objects.open().for_deciding().get()


def only_line() -> OfferLine:
    (line,) = offer_lines([only_offer()], timezone.now())
    return line


def rules() -> list[tuple[str, tuple[int, ...], str]]:
    found = ScheduleRule.objects.order_by("pk")
    return [(str(rule.frequency), tuple(rule.ordinals), str(rule.access)) for rule in found]
