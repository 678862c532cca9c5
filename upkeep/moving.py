"""Bulk changes of where and when: another venue, another start, another service body."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.care import Right, in_care
from accounts.models import User
from groups.models import Group, ServiceBody
from history.road import WORKPLACE
from history.tracking import Tracker
from languages.dates import date_text
from languages.text import TranslatedText
from meetings.bulk import change_rows, confirm_all, create_exceptions
from meetings.kinds import REMOTE, ExceptionKind
from meetings.models import Meeting, ScheduleException, ScheduleRule
from meetings.placing import place_meeting
from meetings.sentences import rule_sentence
from meetings.windows import DAY_MINUTES
from places.models import Venue
from upkeep.bulk_changes import Asked, BulkChange, Step, refused
from upkeep.holidays import hall_name, minute_text


def move_steps(_user: User, meetings: list[Meeting], asked: Asked) -> list[Step]:
    """Each to the building, for good from today or only for a time."""
    return [move_step(meeting, asked) for meeting in meetings]


def move_step(meeting: Meeting, asked: Asked) -> Step:
    venue: Venue = asked["venue"]
    if meeting.attendance in REMOTE:
        return refused(meeting, _("It takes place online or by telephone."))
    if meeting.venue_id == venue.pk:
        return refused(meeting, _("It is there already."))
    if any(rule.zone != venue.zone for rule in meeting.loaded_rules if venue.zone):
        return refused(meeting, _("The clock is another one there. Change this meeting by itself."))
    told = {"before": hall_name(meeting.venue), "after": hall_name(venue)}
    if asked["first"] and asked["last"]:
        told |= {"first": date_text(asked["first"]), "last": date_text(asked["last"])}
        text = _("from %(first)s to %(last)s at %(after)s, then again at %(before)s") % told
    else:
        text = _("from now on at %(after)s, until now at %(before)s") % told
    return Step(meeting=meeting, text=text, basis=(meeting.venue_id,))


def move(user: User, steps: list[Step], asked: Asked, tracker: Tracker) -> None:
    """For good the meeting changes; for a time it gets an exception."""
    meetings = [step.meeting for step in steps]
    if asked["first"] and asked["last"]:
        create_exceptions([move_for_a_time(meeting, asked) for meeting in meetings], tracker=tracker)
        return
    changes = {meeting.pk: columns_at(meeting, asked["venue"]) for meeting in meetings}
    confirm_all(meetings, changes, on=timezone.localdate(), by=user, source=WORKPLACE, tracker=tracker)


def move_for_a_time(meeting: Meeting, asked: Asked) -> ScheduleException:
    return ScheduleException(
        meeting=meeting,
        kind=ExceptionKind.MOVED,
        first_on=asked["first"],
        last_on=asked["last"],
        to_venue=asked["venue"],
        reason=asked.get("reason") or TranslatedText(),
    )


def columns_at(meeting: Meeting, venue: Venue) -> dict[str, Any]:
    """What a meeting would say at this venue: where it is found and by which words follow from it."""
    there = copy(meeting)
    there.venue = venue
    place_meeting(there)
    return {
        "venue_id": venue.pk,
        "latitude": there.latitude,
        "longitude": there.longitude,
        "search_text": there.search_text,
    }


def start_steps(_user: User, meetings: list[Meeting], asked: Asked) -> list[Step]:
    """All rules of each by so many minutes, or to one time."""
    return [start_step(meeting, asked) for meeting in meetings]


def start_step(meeting: Meeting, asked: Asked) -> Step:
    pairs = [(rule, new_start(rule, asked)) for rule in meeting.loaded_rules if rule.start_minute is not None]
    changed = [(rule, minute) for rule, minute in pairs if minute != rule.start_minute]
    if not pairs:
        return refused(meeting, _("It has no time of its own."))
    if not changed:
        return refused(meeting, _("It starts then already."))
    if any(not 0 <= minute < DAY_MINUTES for _rule, minute in changed):
        return refused(meeting, _("It would start on another day. Change this meeting by itself."))
    texts = [
        _("%(rule)s: will start at %(time)s") % {"rule": rule_sentence(rule.recurrence), "time": minute_text(minute)}
        for rule, minute in changed
    ]
    return Step(meeting=meeting, text="; ".join(texts), what=changed)


def new_start(rule: ScheduleRule, asked: Asked) -> int:
    """In minutes after midnight; outside of the day where it would start on another."""
    if asked["to_minute"] is not None:
        return int(asked["to_minute"])
    return (rule.start_minute or 0) + int(asked["by_minutes"])


def change_start(user: User, steps: list[Step], _asked: Asked, tracker: Tracker) -> None:
    """The rules change, and whoever changes them confirms the meetings by that."""
    change_rows([(rule, {"start_minute": minute}) for step in steps for rule, minute in step.what], tracker=tracker)
    meetings = [step.meeting for step in steps]
    confirm_all(meetings, {}, on=timezone.localdate(), by=user, source=WORKPLACE, tracker=tracker)


def body_steps(user: User, meetings: list[Meeting], asked: Asked) -> list[Step]:
    """The groups of these meetings, with all their meetings."""
    ticked = {meeting.pk for meeting in meetings}
    groups = {meeting.group_id for meeting in meetings}
    rows = Meeting.objects.filter(group__in=groups).exclude(pk__in=ticked).order_by()
    others = dict(rows.values_list("group").annotate(count=Count("pk")))
    mine = bodies_in_care(user, meetings)
    return [body_step(meeting, asked["body"], mine, others.get(meeting.group_id, 0)) for meeting in meetings]


def bodies_in_care(user: User, meetings: list[Meeting]) -> set[int]:
    """The service bodies of these meetings that somebody may edit: one's own group may be in another's body."""
    bodies = {meeting.group.service_body_id for meeting in meetings}
    return set(in_care(ServiceBody, user, Right.EDIT).filter(pk__in=bodies - {None}).values_list("pk", flat=True))


def body_step(meeting: Meeting, body: ServiceBody, mine: set[int], count: int) -> Step:
    """To the body, with so many more meetings of the group."""
    before = meeting.group.service_body
    if before == body:
        return refused(meeting, _("It is there already."))
    if before and before.pk not in mine:
        return refused(meeting, _("Both service bodies have to be in your care: the one before and the new one."))
    told = {"before": before or "–", "after": body, "count": count}
    text = _("to %(after)s, until now %(before)s") % told
    along = ngettext("%(count)d more meeting of the group goes along", "%(count)d more meetings of the group go along", count)
    return Step(meeting=meeting, text=f"{text} ({along % told})" if count else text)


def assign_body(_user: User, steps: list[Step], asked: Asked, tracker: Tracker) -> None:
    """Each group once."""
    change_rows([(group, {"service_body_id": asked["body"].pk}) for group in groups_of(steps)], tracker=tracker)


def groups_of(steps: list[Step]) -> Iterator[Group]:
    """The groups, each once."""
    yield from {step.meeting.group_id: step.meeting.group for step in steps}.values()


MOVE = BulkChange(code="move", title=gettext_lazy("Another venue"), steps=move_steps, keep=move)
START = BulkChange(code="start", title=gettext_lazy("Another start time"), steps=start_steps, keep=change_start)
BODY = BulkChange(code="body", title=gettext_lazy("Another service body"), steps=body_steps, keep=assign_body)
