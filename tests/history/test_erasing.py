"""What the history forgets, and that nobody rewrites it otherwise."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import models
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from groups.models import Group
from history.actions import delete, save
from history.erasing import erase_old, erase_values
from history.models import Change, Revision
from history.querysets import AppendOnlyError
from history.road import WORKPLACE
from history.undo_plan import Why, plan_undo
from meetings.actions import save_meeting
from meetings.models import Format, Meeting
from tests.history.world import last_entry, latest
from tests.meetings.world import NOW, ROAD, make_group, make_meeting

pytestmark = pytest.mark.django_db


def aged(days: int) -> None:
    """Let everything that happened so far have happened so long before now."""
    revisions: models.QuerySet[Revision] = models.QuerySet(Revision)
    revisions.update(at=NOW - timedelta(days=days))


def renamed(name: str = "Iná", **fields: Any) -> Meeting:
    meeting = make_meeting(**fields)
    meeting.name = name
    return save_meeting(meeting, by=None, source=ROAD)


def test_old_values_go_and_the_names_of_fields_stay() -> None:
    renamed()
    aged(days=3 * 365 + 1)

    erase_old(NOW)

    change = latest("meeting")
    assert (change.fields["name"], change.label) == ([None, None], "Iná")
    assert set(Revision.objects.values_list("erased_on", flat=True)) == {NOW.date()}


def test_younger_values_stay() -> None:
    renamed()
    aged(days=3 * 365 - 1)

    assert erase_old(NOW) == 0
    assert latest("meeting").fields["name"] == ["Nádej", "Iná"]


def test_the_days_are_a_setting_and_0_is_for_ever(settings: Any) -> None:
    renamed()
    aged(days=31)

    settings.HISTORY_DAYS = 0
    kept = erase_old(datetime(2099, 1, 1, tzinfo=UTC))
    settings.HISTORY_DAYS = 30

    assert (kept, erase_old(NOW)) == (0, Revision.objects.count())


def test_a_second_run_finds_nothing_to_do(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    renamed()
    aged(days=2000)
    erase_old(NOW)

    with django_assert_num_queries(1):
        assert erase_old(NOW) == 0


def test_what_the_projects_own_lists_ask_for_is_kept() -> None:
    one = save(Format(slug="speaker", name={"en": "Speaker"}, category="structure"), by=None, source=ROAD)
    one.slug = "speakers"
    save(one, by=None, source=ROAD)
    aged(days=2000)

    erase_old(NOW)

    assert latest("format").fields["slug"] == ["speaker", "speakers"]


def test_what_was_deleted_and_erased_cannot_come_back() -> None:
    group = make_group()
    delete(group, by=None, source=ROAD)
    aged(days=2000)

    erase_old(NOW)

    (step,) = plan_undo(last_entry()).steps
    assert dict(step.obstacles) == {Why.NOT_KEPT: []}


def test_the_values_of_one_row_are_erased_and_an_entry_says_by_whom() -> None:
    by = User.objects.create_superuser("admin@example.org", display_name="Eva")
    meeting, other = renamed(notes={"sk": "Volať 0900 123 456"}), renamed("Ostatná")
    meeting.notes = {}
    save_meeting(meeting, by=None, source=ROAD)

    erase_values(meeting, by=by, source=WORKPLACE)

    entry = last_entry()
    assert {tuple(pair) for change in Change.objects.of(meeting) for pair in change.fields.values()} == {(None, None)}
    assert latest("meeting").kind == "erased"
    assert (entry.by, entry.note) == (by, "Erased from the history: Iná")
    assert Change.objects.of(other).latest("pk").fields["name"] == ["Nádej", "Ostatná"]
    assert plan_undo(entry).steps == ()


def test_nobody_rewrites_the_history() -> None:
    renamed()
    change = latest("meeting")

    for rewrite in (
        lambda: Change.objects.update(label=""),
        lambda: Change.objects.all().delete(),
        lambda: Change.objects.bulk_update([change], ["label"]),
        lambda: Revision.objects.filter(pk=change.revision_id).delete(),
        lambda: Revision.objects.update(note=""),
        change.save,
        change.delete,
        change.revision.save,
        change.revision.delete,
    ):
        with pytest.raises(AppendOnlyError):
            rewrite()

    assert latest("meeting").fields["name"] == ["Nádej", "Iná"]


def test_an_account_may_go_and_its_entries_stay() -> None:
    user = User.objects.create_user("eva@example.org")
    group = make_group()
    group.name = "Iná"
    save(group, by=user, source=WORKPLACE)

    user.delete()

    assert last_entry().by is None
    assert Group.objects.get().name == "Iná"
