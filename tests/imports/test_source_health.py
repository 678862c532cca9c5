"""How sources are doing: computed from their runs, shown in the list and on the page of a source."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.care import MembershipRole
from accounts.models import User
from history.road import RoadKind
from imports.actions import refuse_waiting
from imports.health import Health, age_text, health_of
from imports.kinds import Condition, Outcome, Rhythm
from imports.models import ImportRun, Source
from tests.imports.world import NOW, entries, make_source, run, run_bytes
from tests.workplace.roles import give_role, make_body

pytestmark = pytest.mark.django_db

SOURCES = "admin:imports_source_changelist"
ADDRESS = "https://example.org/meetings.json"
DAY = timedelta(days=1)


def health(source: Source, **after: Any) -> Health:
    """How a source is doing so long after the world's own time."""
    row = Source.objects.with_health().get(pk=source.pk)
    return health_of(row, NOW + timedelta(**after))


def test_a_source_without_a_run_was_never_fetched(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(1), is_dry=True)

    assert health(source) == Health(
        condition=Condition.NEW,
        reason="",
        detail="",
        run=None,
        last_run_at=None,
        last_success_at=None,
        listed=0,
        problems=0,
    )


def test_a_source_that_was_read_is_well_and_says_what_it_lists(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(3))
    last = run(tmp_path, source, *entries(3, types=["O", "C"]))

    assert health(source) == Health(
        condition=Condition.WELL,
        reason="",
        detail="",
        run=last.pk,
        last_run_at=NOW,
        last_success_at=NOW,
        listed=3,
        problems=3,
    )


def test_what_is_withdrawn_is_not_listed(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    run(tmp_path, source, *entries(4))

    assert health(source).listed == 4


def test_a_source_whose_last_run_was_refused_is_broken_and_says_why(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(3))
    run_bytes(tmp_path, source, b"<!DOCTYPE html>", at=NOW + DAY)

    found = health(source)

    with override("en"):
        assert found.sentence == "cannot be read: A web page came instead of a feed."
    assert (found.condition, found.last_success_at, found.last_run_at, found.listed) == (Condition.BROKEN, NOW, NOW + DAY, 3)


def test_a_source_whose_withdrawals_wait_was_read_and_waits(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    run(tmp_path, source, *entries(3), at=NOW + DAY)

    assert (health(source).condition, health(source).last_success_at) == (Condition.WAITS, NOW + DAY)


def test_a_source_whose_run_waits_was_not_brought_in(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    waiting = run(tmp_path, source, *entries(1), at=NOW + DAY)

    assert (health(source).condition, health(source).last_success_at) == (Condition.WAITS, NOW)
    refuse_waiting(waiting)
    assert health(source).condition == Condition.BROKEN


@pytest.mark.parametrize(
    ("fields", "days", "expected"),
    [
        ({"address": ADDRESS}, 1, Condition.WELL),
        ({"address": ADDRESS}, 2, Condition.LATE),
        ({"address": ADDRESS, "rhythm": Rhythm.WEEKLY}, 8, Condition.WELL),
        ({"address": ADDRESS, "rhythm": Rhythm.WEEKLY}, 14, Condition.LATE),
        ({"address": ADDRESS, "rhythm": Rhythm.BY_HAND}, 400, Condition.WELL),
        ({}, 400, Condition.WELL),
        ({"is_active": False}, 1, Condition.OUT_OF_USE),
    ],
)
def test_a_source_is_late_after_twice_its_time(fields: dict[str, Any], days: int, expected: Condition) -> None:
    source = make_source(**fields)
    ImportRun.objects.create(source=source, started_at=NOW, outcome=Outcome.APPLIED, road=RoadKind.COMMAND)

    assert health(source, days=days).condition == expected


def test_when_something_was_is_said_as_people_say_it() -> None:
    with override("en"):
        assert age_text(None, NOW) == "never"
        assert age_text(NOW, NOW) == "today, 13:00"
        assert age_text(NOW - DAY, NOW) == "21 November 2026 (1 day ago)"
        assert age_text(NOW - 3 * DAY, NOW) == "19 November 2026 (3 days ago)"


def test_the_list_of_sources_says_how_each_is_doing_in_as_many_queries_for_three_as_for_one(
    workplace: Client, tmp_path: Path
) -> None:
    run(tmp_path, make_source("one"), *entries(2))
    workplace.get(reverse(SOURCES))
    few = queries_of(workplace)
    run_bytes(tmp_path, make_source("two"), b"")
    run(tmp_path, make_source("three"), *entries(1, types=["O", "C"]))

    assert queries_of(workplace) == few
    page = workplace.get(reverse(SOURCES)).content.decode()
    assert "Cannot be read: There is nothing in the feed, not even an empty list." in page


def queries_of(client: Client) -> int:
    """How many queries the list takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(SOURCES)).status_code == 200
    return len(captured)


def test_the_page_of_a_source_says_how_it_is_doing_and_leads_to_its_last_run(workplace: Client, tmp_path: Path) -> None:
    source = make_source()
    last = run(tmp_path, source, *entries(2), at=timezone.now())

    page = workplace.get(reverse("admin:imports_source_change", args=[source.pk])).content.decode()

    assert reverse("admin:imports_importrun_change", args=[last.pk]) in page
    assert "How it is doing" in page


def test_a_new_source_has_nothing_to_say_yet(workplace: Client) -> None:
    page = workplace.get(reverse("admin:imports_source_add"))

    assert page.status_code == 200
    assert "How it is doing" not in page.content.decode()


def test_whoever_has_a_role_on_the_body_sees_how_its_source_is_doing(client: Client, tmp_path: Path) -> None:
    mine, other = make_body("Naša"), make_body("Cudzia")
    run(tmp_path, make_source("mine", title="Náš zoznam", service_body=mine), *entries(1))
    make_source("theirs", title="Cudzí zoznam", service_body=other)
    reader = User.objects.create_user("reader@example.org", "not-a-real-password")
    give_role(reader, MembershipRole.READER, mine)
    client.force_login(reader)

    page = client.get(reverse(SOURCES)).content.decode()

    assert ("Náš zoznam" in page, "Cudzí zoznam" in page) == (True, False)
