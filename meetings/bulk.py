"""The bulk actions of imports and the workplace: the same rules in the database and the same history as `actions.py`, in batches.

The checks that only forms make (lengths, time zones, addresses) are the caller's: a wrong row fails its whole batch here.
Call these inside `history.tracking`; the tracker is what they hand their rows to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from groups.actions import prepare_group
from groups.models import Group, Topic
from history.road import Road
from history.tracking import Tracker
from meetings.actions import prepare_meeting
from meetings.entries import redate
from meetings.kinds import ConfirmedBy, MeetingStatus
from meetings.models import Confirmation, Format, Meeting, Report, ScheduleException, ScheduleRule
from places.ids import new_public_id
from places.models import Venue

if TYPE_CHECKING:
    from accounts.models import User

BATCH = 1000
PublicRow = Group | Venue | Meeting


@dataclass(slots=True)
class NewListings:
    """Rows that do not exist yet, pointing at each other; groups and venues may be shared."""

    groups: list[Group] = field(default_factory=list)
    venues: list[Venue] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    rules: list[ScheduleRule] = field(default_factory=list)
    exceptions: list[ScheduleException] = field(default_factory=list)
    formats: list[tuple[Meeting, Format]] = field(default_factory=list)
    topics: list[tuple[Group, Topic]] = field(default_factory=list)


def create_listings(new: NewListings, *, tracker: Tracker) -> None:
    """Keep a batch of new listings, found by searches at once."""
    for group in new.groups:
        prepare_group(group)
    create(new.groups, tracker)
    of_groups = Group.topics.through
    of_groups.objects.bulk_create([of_groups(group=group, topic=topic) for group, topic in new.topics], batch_size=BATCH)
    create(new.venues, tracker)
    for meeting in new.meetings:
        prepare_meeting(meeting)
    create(new.meetings, tracker)
    ScheduleRule.objects.bulk_create(new.rules, batch_size=BATCH)
    tracker.created(new.rules)
    create_exceptions(new.exceptions, tracker=tracker)
    through = Meeting.formats.through
    through.objects.bulk_create([through(meeting=meeting, format=one) for meeting, one in new.formats], batch_size=BATCH)
    tracker.flush()


def create(rows: Sequence[PublicRow], tracker: Tracker) -> None:
    """Keep rows of one model, each with a public id that nobody has yet."""
    if not rows:
        return
    manager: models.Manager[models.Model] = type(rows[0])._base_manager
    taken = set(manager.filter(public_id__in=[row.public_id for row in rows]).values_list("public_id", flat=True))
    for row in rows:
        while row.public_id in taken:
            row.public_id = new_public_id()
        taken.add(row.public_id)
    manager.bulk_create(rows, batch_size=BATCH)
    tracker.created(rows)


def vouch(meetings: Iterable[int], *, on: date, listed_by: str) -> None:
    """A source that keeps itself true lists these meetings today. Their content does not change, so neither does their history."""
    keys = list(meetings)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        Meeting.objects.filter(pk__in=batch).update(listed_on=on, listed_by=listed_by)
        redate(batch)


def set_status(meetings: Iterable[int], status: MeetingStatus, *, ended_on: date | None, tracker: Tracker) -> None:
    """Withdraw listings softly, or bring them back."""
    keys = list(meetings)
    for start in range(0, len(keys), BATCH):
        rows = list(Meeting.objects.filter(pk__in=keys[start : start + BATCH]))
        for row in rows:
            before = {"status": row.status, "ended_on": row.ended_on}
            row.status, row.ended_on = status, ended_on
            tracker.changed(row, before, {"status": status, "ended_on": ended_on})
        Meeting.objects.bulk_update(rows, ["status", "ended_on"])
        tracker.flush()


def create_exceptions(exceptions: Sequence[ScheduleException], *, tracker: Tracker) -> None:
    """Keep new exceptions; their dates are in the index when the tracking ends."""
    ScheduleException.objects.bulk_create(exceptions, batch_size=BATCH)
    tracker.created(exceptions)


def change_rows(changes: Iterable[tuple[models.Model, Mapping[str, Any]]], *, tracker: Tracker) -> None:
    """Give rows of one model new values, by the names of their columns; the columns are the same for all rows."""
    rows, names, all_values = list[models.Model](), set[str](), list[Mapping[str, Any]]()
    for row, after in changes:
        before = {name: getattr(row, name) for name in after}
        for name, value in after.items():
            setattr(row, name, value)
        tracker.changed(row, before, dict(after))
        rows.append(row)
        all_values.append(after)
        names.update(row._meta.get_field(name.removesuffix("_id")).name for name in after)
    if not names:
        return
    manager: models.Manager[models.Model] = type(rows[0])._base_manager
    if all(values == all_values[0] for values in all_values):  # no need to say them for each row
        manager.filter(pk__in=[row.pk for row in rows]).update(**all_values[0])
    else:
        manager.bulk_update(rows, sorted(names), batch_size=BATCH)


def confirm_all(
    meetings: Iterable[Meeting], changes: Mapping[int, Mapping[str, Any]], *, on: date, by: "User", source: Road, tracker: Tracker
) -> None:
    """What a holder changes they confirm by that, as in `actions.save_meeting`: with the changes of columns in `changes`, by the
    keys of the meetings."""
    rows = list(meetings)
    role = ConfirmedBy.COORDINATOR
    vouched = {"confirmed_on": on, "confirmed_by": role, "reported_on": None}
    published = [row for row in rows if changes.get(row.pk, {}).get("status", row.status) == MeetingStatus.PUBLISHED]
    Report.objects.filter(meeting__in=published, on__lte=on, answered_on=None).update(answered_on=on)
    Confirmation.objects.bulk_create(Confirmation(meeting=row, on=on, role=role, road=source.kind, by=by) for row in published)
    confirmed = {row.pk for row in published if row.confirmed_on is None or row.confirmed_on <= on}
    for with_vouching in (True, False):
        change_rows(
            [
                (row, {**changes.get(row.pk, {}), **(vouched if with_vouching else {})})
                for row in rows
                if (row.pk in confirmed) is with_vouching
            ],
            tracker=tracker,
        )
