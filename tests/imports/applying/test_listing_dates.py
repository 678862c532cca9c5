"""The date on which a source lists a meeting, and so how true its listing is."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from history.models import Change
from imports.actions import save_source
from imports.models import Source
from meetings.freshness import freshness
from meetings.models import Meeting
from tests.imports.world import NOW, TODAY, TOMORROW, entries, listed_on, make_source, only_meeting, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD

pytestmark = pytest.mark.django_db

UPDATED = date(2026, 11, 1)  # of a complete object


def test_a_source_that_vouches_lists_everything_on_the_day_of_the_run(tmp_path: Path) -> None:
    source = make_source(vouches=True)

    run(tmp_path, source, *entries(2))

    assert listed_on(source) == {TODAY}
    sentences = {freshness(meeting, TODAY).sentence for meeting in Meeting.objects.all()}
    assert sentences == {"Listed by AA Slovensko on 22 November 2026."}


def test_a_source_that_vouches_lists_what_is_unchanged_too_and_the_history_is_silent(tmp_path: Path) -> None:
    source = make_source(vouches=True)
    run(tmp_path, source, *entries(3))
    before = Change.objects.count()

    run(tmp_path, source, *entries(3), at=TOMORROW)

    assert (listed_on(source), Change.objects.count()) == ({TOMORROW.date()}, before)


def test_what_is_missing_is_not_listed(tmp_path: Path) -> None:
    source = make_source(vouches=True)
    run(tmp_path, source, *entries(5))

    run(tmp_path, source, *entries(4), at=TOMORROW)

    assert listed_on(source) == {TODAY, TOMORROW.date()}


def test_what_waits_is_not_listed(tmp_path: Path) -> None:
    source = make_source(vouches=True)
    run(tmp_path, source, *entries(5))

    run(tmp_path, source, *entries(1), at=TOMORROW)

    assert listed_on(source) == {TODAY}


def test_without_vouching_the_feeds_own_date_counts(tmp_path: Path) -> None:
    source = make_source()

    run(tmp_path, source, *entries(2))

    assert listed_on(source) == {UPDATED}


def test_a_later_date_in_the_feed_counts_though_nothing_else_has_changed(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())

    second = run(tmp_path, source, item(updated="2026-11-20 10:00:00"))

    assert (second.unchanged, listed_on(source)) == (1, {date(2026, 11, 20)})


def test_a_date_in_the_future_never_counts(tmp_path: Path) -> None:
    source = make_source()

    run(tmp_path, source, item(updated="2027-01-01 10:00:00"))

    assert listed_on(source) == {TODAY}


def test_without_a_date_the_day_of_the_last_change_counts(tmp_path: Path) -> None:
    source = make_source()

    run(tmp_path, source, *entries(2, updated=...))
    assert listed_on(source) == {TODAY}

    run(tmp_path, source, *entries(2, updated=...), at=TOMORROW)
    assert listed_on(source) == {TODAY}

    run(tmp_path, source, *entries(1, updated=..., notes="Nové"), *entries(2, updated=...)[1:], at=TOMORROW)
    assert listed_on(source) == {TODAY, TOMORROW.date()}


def test_a_second_run_writes_no_dates_anew(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(3))

    run(tmp_path, source, *entries(3), at=NOW + timedelta(days=30))

    assert listed_on(source) == {UPDATED}


def test_a_new_title_is_shown_after_the_next_run(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    source.title = "Anonymní alkoholici"
    save_source(source, by=None, source=ROAD)

    run(tmp_path, Source.objects.get(), item())

    assert only_meeting().listed_by == "Anonymní alkoholici"
