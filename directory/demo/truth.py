"""Who vouched for a meeting of the demo world, and when; who reported it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Self

from directory.demo.chance import by_share
from directory.demo.tables import Table, read
from history.road import Road
from meetings.actions import confirm, report
from meetings.bulk import vouch
from meetings.kinds import ConfirmedBy, ReportKind
from meetings.models import Meeting

REPORTED_DAYS_AGO = (3, 1)  # of the first report and the second


@dataclass(frozen=True, slots=True)
class Truth:
    """`days` ago the role confirmed it, or the list elsewhere had it; neither: never. Each kind in `reported` is one report."""

    confirmed_by: str = ""
    listed_by: str = ""
    days: int = 0
    reported: tuple[str, ...] = ()
    confirmed_again: bool = False

    @classmethod
    def told(cls, table: Table) -> Self:
        """As the showcase tells it."""
        return cls(**{**table, "reported": tuple(table.get("reported", ()))})

    @classmethod
    def drawn(cls, random: Random) -> Self:
        """One for the crowd."""
        table = by_share(random, read("truths")["truths"])
        days = random.randint(*table.pop("days", (0, 0)))
        return cls.told({**table, "days": days})


USUAL = Truth(confirmed_by=ConfirmedBy.GROUP, days=7)


def tell_truth(truths: Iterable[tuple[Meeting, Truth]], *, today: date, source: Road) -> None:
    """Confirm, list and report the meetings as their truths say."""
    for meeting, truth in truths:
        vouched_on = today - timedelta(days=truth.days)
        if truth.confirmed_by:
            confirm(meeting, on=vouched_on, role=ConfirmedBy(truth.confirmed_by), by=None, source=source)
        if truth.listed_by:
            vouch([meeting.pk], on=vouched_on, listed_by=truth.listed_by)
        file_reports(meeting, truth, today=today, source=source)
        if truth.confirmed_again:
            confirm(meeting, on=today, role=ConfirmedBy(truth.confirmed_by), by=None, source=source)


def file_reports(meeting: Meeting, truth: Truth, *, today: date, source: Road) -> None:
    """Each from a network of its own, so that they are independent."""
    for number, kind in enumerate(truth.reported):
        report(
            meeting,
            kind=ReportKind(kind),
            on=today - timedelta(days=REPORTED_DAYS_AGO[number]),
            about_date=None,
            network_hash=f"demo network {number}",
            by=None,
            source=source,
        )
