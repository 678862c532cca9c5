"""How listings change: the one road for coordinators, imports and commands alike. `by` is who, `source` by which road."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from groups.kinds import Serves
from history.actions import delete, save
from history.road import Road, RoadKind
from history.tracking import tracking
from languages.fold import slug_of
from meetings.kinds import ConfirmedBy, MeetingStatus, ReportKind
from meetings.models import Confirmation, Meeting, Report, ScheduleException, ScheduleRule
from meetings.placing import place_meeting
from meetings.schedule import meeting_dates
from meetings.truth import Reported, reported_since
from places.gazetteer import nearest
from places.models import Venue, Visibility
from places.zones import zone_at

if TYPE_CHECKING:
    from accounts.models import User

LOOK_BACK = timedelta(days=366)  # the third last date of a quarterly meeting


def prepare_meeting(meeting: Meeting) -> Meeting:
    """Fill what follows from the rest: the slug (once; addresses are promises), where it is found, and the stricter default for
    groups of young people."""
    meeting.slug = meeting.slug or slug_of(meeting.name, otherwise=meeting.public_id)
    is_new = meeting.pk is None
    if is_new and meeting.group.whom_it_serves is Serves.MINORS and meeting.visibility == Visibility.PUBLIC:
        meeting.visibility = Visibility.AREA_ONLY
    return place_meeting(meeting)


def save_meeting(meeting: Meeting, *, by: "User | None", source: Road) -> Meeting:
    """Check and keep a meeting. Saved by a coordinator, it is confirmed by that."""
    with tracking(meeting, by=by, source=source):
        keep_meeting(meeting, by=by, source=source)
        if source.kind is RoadKind.WORKPLACE and meeting.status == MeetingStatus.PUBLISHED:
            confirm(meeting, on=timezone.localdate(), role=ConfirmedBy.COORDINATOR, by=by, source=source)
    return meeting


def keep_meeting(meeting: Meeting, *, by: "User | None", source: Road) -> Meeting:
    """Check and keep a meeting. Nobody vouches for it by that, as where something is put back."""
    with tracking(meeting, by=by, source=source):
        prepare_meeting(meeting).full_clean()
        meeting.save()
    return meeting


def confirm(meeting: Meeting, *, on: date, role: ConfirmedBy, by: "User | None", source: Road) -> Confirmation:
    """Somebody who can know says that the listing is true; earlier reports are answered by it."""
    with tracking(meeting, by=by, source=source):
        meeting.reports.filter(on__lte=on, answered_on=None).update(answered_on=on)
        confirmation = Confirmation.objects.create(meeting=meeting, on=on, role=role, road=source.kind, by=by)
        if meeting.confirmed_on is None or meeting.confirmed_on <= on:
            meeting.confirmed_on, meeting.confirmed_by, meeting.reported_on = on, role, None
            meeting.save(update_fields=["confirmed_on", "confirmed_by", "reported_on"])
    return confirmation


def report(
    meeting: Meeting, *, kind: ReportKind, on: date, about_date: date | None, network_hash: str, by: "User | None", source: Road
) -> Report:
    """A visitor says that something is wrong; two independent reports turn the listing amber at once."""
    with tracking(by=by, source=source) as tracker:
        # A report that comes at the same time waits here, so that one of the two sees both.
        meeting.refresh_from_db(
            fields=["confirmed_on", "reported_on"], from_queryset=Meeting.objects.select_for_update(no_key=True)
        )
        tracker.watch(meeting)
        filed = Report.objects.create(meeting=meeting, kind=kind, on=on, about_date=about_date, network_hash=network_hash)
        count_reports(meeting, today=on)
    return filed


def dismiss_report(filed: Report, *, today: date, by: "User | None", source: Road) -> Meeting:
    """It was no real report: what turned amber by it is so no more."""
    with tracking(filed, by=by, source=source) as tracker:
        meeting = Meeting.objects.select_for_update(no_key=True).get(pk=filed.meeting_id)
        tracker.watch(meeting)
        filed.is_dismissed, filed.answered_on = True, filed.answered_on or today
        filed.save(update_fields=["is_dismissed", "answered_on"])
        count_reports(meeting, today=today)
    return meeting


def count_reports(meeting: Meeting, *, today: date) -> None:
    """Whether enough of the reports that nobody has answered say that something is wrong, and since when."""
    recent = meeting.reports.filter(on__gte=today - LOOK_BACK, answered_on=None, is_dismissed=False)
    meeting.reported_on = reported_since(
        [Reported(*facts) for facts in recent.values_list("on", "about_date", "network_hash")],
        last_dates=last_dates(meeting, today),
        confirmed_on=meeting.confirmed_on,
        today=today,
    )
    meeting.save(update_fields=["reported_on"])


def last_dates(meeting: Meeting, today: date) -> list[date]:
    """The local dates up to today on which its rules said that it meets, in order."""
    dates = (meeting_dates(rule.recurrence, (), today - LOOK_BACK, today) for rule in meeting.rules.all())
    return sorted({one.local_date for of_rule in dates for one in of_rule})


def end_meeting(meeting: Meeting, *, on: date, by: "User | None", source: Road) -> Meeting:
    """It meets no more: its page becomes a tombstone."""
    with tracking(meeting, by=by, source=source):
        meeting.status, meeting.ended_on = MeetingStatus.ENDED, on
        meeting.save(update_fields=["status", "ended_on"])
    return meeting


def save_venue(venue: Venue, *, by: "User | None", source: Road) -> Venue:
    """Check and keep a venue; where it has coordinates its zone and place follow from them."""
    with tracking(venue, by=by, source=source):
        prepare_venue(venue).full_clean()
        venue.save()
    return venue


def prepare_venue(venue: Venue) -> Venue:
    """Fill zone and place from the coordinates, or from the place; what somebody has entered stays."""
    if venue.point and not venue.place:
        venue.place = nearest(venue.point)
    venue.zone = venue.zone or (zone_at(venue.point) if venue.point else "") or (venue.place.zone if venue.place else "")
    if venue.place and not venue.country:
        venue.country = venue.place.country
    return venue


def save_rule(rule: ScheduleRule, *, by: "User | None", source: Road) -> ScheduleRule:
    """Check and keep a schedule rule; its dates are in the index when this returns."""
    return save(rule, by=by, source=source)


def delete_rules(rules: Iterable[ScheduleRule], *, by: "User | None", source: Road) -> None:
    """Take rules away, with their dates."""
    for rule in rules:
        delete(rule, by=by, source=source)


def save_exception(exception: ScheduleException, *, by: "User | None", source: Road) -> ScheduleException:
    """Check and keep an exception; the dates it touches are in the index when this returns."""
    return save(exception, by=by, source=source)
