"""Two who write at once, on PostgreSQL: the second waits for the first and knows what it did. SQLite lets one write at a time."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection, transaction
from django.utils import timezone

from interchange.records import Frequency
from meetings.actions import report, save_exception, save_rule
from meetings.index import index_rules
from meetings.kinds import ExceptionKind, ReportKind
from meetings.models import Meeting, Occurrence, ScheduleException, ScheduleRule
from meetings.schedule import zone_info
from tests.meetings.world import ROAD, make_meeting, make_rule

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]

PATIENCE = 20  # seconds
Writing = Callable[[], object]


@pytest.fixture
def writers() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def write(writing: Writing, *, then: Writing) -> None:
    """In a transaction of its own, on a connection of its own."""
    try:
        with transaction.atomic():
            writing()
            then()
    finally:
        connection.close()


def wait_until_one_waits(second: Future[None]) -> None:
    """Until a connection waits for another's lock, or the second writer is done without having had to."""
    deadline = time.monotonic() + PATIENCE
    while not second.done():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0"
            )
            if cursor.fetchone():
                return
        assert time.monotonic() < deadline
        time.sleep(0.01)


def at_once(writers: ThreadPoolExecutor, first: Writing, second: Writing) -> None:
    """The second begins when the first has written, and the first commits only when the second waits for it or is done."""
    has_written, may_commit = Event(), Event()

    def hold() -> None:
        has_written.set()
        may_commit.wait(PATIENCE)

    leading = writers.submit(write, first, then=hold)
    assert has_written.wait(PATIENCE)
    following = writers.submit(write, second, then=lambda: None)
    wait_until_one_waits(following)
    may_commit.set()
    leading.result(PATIENCE)
    following.result(PATIENCE)


def test_one_rule_indexed_by_two_at_once_is_indexed_once(writers: ThreadPoolExecutor) -> None:
    rule = make_rule(make_meeting(), frequency=Frequency.EVEN_WEEKS)
    expected = Occurrence.objects.count()
    Occurrence.objects.all().delete()

    at_once(writers, lambda: index_rules([rule.pk]), lambda: index_rules([rule.pk]))

    assert Occurrence.objects.count() == expected


def test_two_exceptions_entered_at_once_are_both_told(writers: ThreadPoolExecutor) -> None:
    today = timezone.localdate()
    rule = make_rule(make_meeting(), weekday=today.weekday())
    days = [today + timedelta(weeks=1), today + timedelta(weeks=2)]
    first, second = (ScheduleException(rule=rule, kind=ExceptionKind.CANCELLED, first_on=day, last_on=day) for day in days)

    at_once(
        writers,
        lambda: save_exception(first, by=None, source=ROAD),
        lambda: save_exception(second, by=None, source=ROAD),
    )

    rows = Occurrence.objects.filter(rule=rule).order_by("epoch_minute").values_list("local_date", "status")
    assert list(rows) == [(days[0], "cancelled"), (days[1], "cancelled"), (today + timedelta(weeks=3), "scheduled")]


def test_a_closure_entered_while_its_rule_is_changed_acts_on_the_changed_rule(writers: ThreadPoolExecutor) -> None:
    today = timezone.localdate()
    rule = make_rule(make_meeting(), weekday=today.weekday(), start_minute=600)
    day = today + timedelta(weeks=1)
    closure = ScheduleException(meeting=rule.meeting, kind=ExceptionKind.CANCELLED, first_on=day, last_on=day)

    def later() -> None:
        changed = ScheduleRule.objects.get(pk=rule.pk)
        changed.start_minute = 660
        save_rule(changed, by=None, source=ROAD)

    at_once(writers, later, lambda: save_exception(closure, by=None, source=ROAD))

    row = Occurrence.objects.get(rule=rule, status="cancelled")
    assert row.starts_at.astimezone(zone_info(rule.zone)).hour == 11


def test_two_reports_at_once_turn_the_listing_amber(writers: ThreadPoolExecutor) -> None:
    today = timezone.localdate()
    meeting = make_meeting()

    def by_network(name: str) -> Writing:
        return lambda: report(
            Meeting.objects.get(pk=meeting.pk),
            kind=ReportKind.NOBODY_THERE,
            on=today,
            about_date=None,
            network_hash=name,
            by=None,
            source=ROAD,
        )

    at_once(writers, by_network("a"), by_network("b"))

    meeting.refresh_from_db()
    assert meeting.reported_on == today
