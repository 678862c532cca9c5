"""Bulk changes of whether it meets: a closed venue, a season's break, published and paused."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.care import Right, care_of
from accounts.models import User
from groups.kinds import GroupStatus
from groups.models import ServiceBody
from history.road import WORKPLACE
from history.tracking import Tracker
from interchange.records import Frequency
from languages.dates import and_list, day_text, month_day_text
from meetings.bulk import change_rows, confirm_all, create_exceptions
from meetings.kinds import TIMELESS, ExceptionKind, MeetingStatus
from meetings.models import Meeting, ScheduleException, ScheduleRule
from meetings.schedule import regular_dates
from upkeep.bulk_changes import Asked, BulkChange, Step, refused

DATES_NAMED = 4
MONTH = 100  # a day of the year is 701 for 1 July
WITHOUT_PAUSE = (*TIMELESS, Frequency.ONCE)


def closure_steps(_user: User, meetings: list[Meeting], asked: Asked) -> list[Step]:
    """The dates that do not take place while the venue is closed."""
    return [break_once(meeting, asked["first"], asked["last"]) for meeting in meetings]


def break_once(meeting: Meeting, first: date, last: date) -> Step:
    """The regular dates of a meeting in a span; without any it is not touched."""
    days = sorted({day for rule in meeting.loaded_rules for day in regular_dates(rule.recurrence, first, last)})
    if not days:
        return refused(meeting, _("It has no date in that time."))
    named, more = [day_text(day) for day in days[:DATES_NAMED]], len(days) - DATES_NAMED
    if more > 0:
        named.append(ngettext("%(count)d more date", "%(count)d more dates", more) % {"count": more})
    return Step(meeting=meeting, text=_("does not meet on %(days)s") % {"days": and_list(named)})


def close_venue(user: User, steps: list[Step], asked: Asked, tracker: Tracker) -> None:
    """An exception of the venue that acts on what is in one's care by a role on a body, however many meetings come to it; for
    groups on which one has a role oneself one of each meeting."""
    says = {"kind": ExceptionKind.CANCELLED, "first_on": asked["first"], "last_on": asked["last"], "reason": asked["reason"]}
    care = care_of(user, Right.EDIT)
    meetings = [step.meeting for step in steps]
    bodies, single = set(), []
    for meeting in meetings:
        path = path_over(meeting.group.service_body, care.paths)
        if path:
            bodies.add(int(path.strip("/").rpartition("/")[2]))
        elif not care.is_everything:
            single.append(ScheduleException(meeting=meeting, **says))
    new = [ScheduleException(venue=asked["venue"], in_care_of_id=body, **says) for body in sorted(bodies)]
    if care.is_everything:
        new.append(ScheduleException(venue=asked["venue"], **says))
    create_exceptions([*new, *single], tracker=tracker)


def path_over(body: ServiceBody | None, paths: tuple[str, ...]) -> str:
    """The highest of these bodies under which a body is; "" for none."""
    return min((path for path in paths if body and body.path.startswith(path)), key=len, default="")


def break_steps(_user: User, meetings: list[Meeting], asked: Asked) -> list[Step]:
    """Once, or every year."""
    if not asked["every_year"]:
        return [break_once(meeting, asked["first"], asked["last"]) for meeting in meetings]
    return [break_every_year(meeting, asked["first"], asked["last"]) for meeting in meetings]


def break_every_year(meeting: Meeting, first: date, last: date) -> Step:
    rules = [rule for rule in meeting.loaded_rules if rule.frequency not in WITHOUT_PAUSE]
    if not rules:
        return refused(meeting, _("It has no dates that come every year."))
    told = {"first": month_day_text(month_day(first)), "last": month_day_text(month_day(last))}
    text = _("every year does not meet from %(first)s to %(last)s") % told
    before = {pause_text(rule) for rule in rules if rule.pause_from is not None}
    if before:
        text = _("%(now)s; until now %(before)s") % {"now": text, "before": and_list(sorted(before))}
    return Step(meeting=meeting, text=text, what=rules)


def month_day(day: date) -> int:
    return day.month * MONTH + day.day


def pause_text(rule: ScheduleRule) -> str:
    """Its yearly pause."""
    told = {"first": month_day_text(rule.pause_from or 0), "last": month_day_text(rule.pause_until or 0)}
    return _("from %(first)s to %(last)s") % told


def make_break(user: User, steps: list[Step], asked: Asked, tracker: Tracker) -> None:
    """An exception of each meeting, or the yearly pause of its rules."""
    if asked["every_year"]:
        pause = {"pause_from": month_day(asked["first"]), "pause_until": month_day(asked["last"])}
        change_rows([(rule, pause) for step in steps for rule in step.what], tracker=tracker)
        confirm_all([step.meeting for step in steps], {}, on=timezone.localdate(), by=user, source=WORKPLACE, tracker=tracker)
        return
    says = {"kind": ExceptionKind.CANCELLED, "first_on": asked["first"], "last_on": asked["last"], "reason": asked["reason"]}
    create_exceptions([ScheduleException(meeting=step.meeting, **says) for step in steps], tracker=tracker)


def publish_steps(_user: User, meetings: list[Meeting], _asked: Asked) -> list[Step]:
    """Drafts and what pauses."""
    steps = []
    for meeting in meetings:
        if meeting.status == MeetingStatus.ENDED:
            steps.append(refused(meeting, _("It has ended.")))
        elif meeting.status == MeetingStatus.PUBLISHED:
            steps.append(refused(meeting, _("It is published already.")))
        elif meeting.group.status != GroupStatus.ACTIVE:
            steps.append(refused(meeting, _("Its group pauses or has ended.")))
        elif not meeting.loaded_rules:
            steps.append(refused(meeting, _("Nothing says yet when it meets.")))
        else:
            steps.append(status_step(meeting, MeetingStatus.PUBLISHED))
    return steps


def pause_steps(_user: User, meetings: list[Meeting], _asked: Asked) -> list[Step]:
    """What is published; a draft is not shown anyway."""
    return [
        status_step(meeting, MeetingStatus.PAUSED)
        if meeting.status == MeetingStatus.PUBLISHED
        else refused(meeting, _("It is not published."))
        for meeting in meetings
    ]


def status_step(meeting: Meeting, status: MeetingStatus) -> Step:
    text = _("%(after)s, until now %(before)s") % {"after": status.label, "before": MeetingStatus(meeting.status).label}
    return Step(meeting=meeting, text=text, what=status)


def set_status(user: User, steps: list[Step], _asked: Asked, tracker: Tracker) -> None:
    """What is published by a holder is confirmed by that."""
    changes = {step.meeting.pk: {"status": step.what} for step in steps}
    confirm_all([step.meeting for step in steps], changes, on=timezone.localdate(), by=user, source=WORKPLACE, tracker=tracker)


CLOSURE = BulkChange(code="closure", title=gettext_lazy("Venue closed"), steps=closure_steps, keep=close_venue)
BREAK = BulkChange(code="break", title=gettext_lazy("Season break"), steps=break_steps, keep=make_break)
PUBLISH = BulkChange(code="publish", title=gettext_lazy("Publish"), steps=publish_steps, keep=set_status)
PAUSE = BulkChange(code="pause", title=gettext_lazy("Pause"), steps=pause_steps, keep=set_status)
