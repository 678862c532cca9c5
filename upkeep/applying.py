"""How what was accepted reaches the listing: by the same actions as everything else, in the revision of whoever decides."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.care import Right, in_care
from accounts.models import User
from groups.actions import save_group
from groups.models import Fellowship, Group
from history.road import Road
from interchange.records import Attendance, Frequency
from meetings.actions import end_meeting, save_meeting, save_rule, save_venue
from meetings.kinds import REMOTE, MeetingStatus
from meetings.models import Meeting, ScheduleRule
from places.gazetteer import find
from places.models import Venue, Visibility
from upkeep.flat_fields import YES, minute_of, number_of
from upkeep.models import Suggestion
from upkeep.suggesting import HAS_ENDED, VENUE, Values, fields_of, parts_of, whole_venue


@dataclass(frozen=True, slots=True)
class HowOften:
    """What stands in a rule for one of the choices of "add a meeting"."""

    frequency: Frequency
    interval: int = 1
    ordinals: tuple[int, ...] = ()


HOW = {
    "weekly": HowOften(Frequency.WEEKLY),
    "second": HowOften(Frequency.WEEKLY, interval=2),
    "even": HowOften(Frequency.EVEN_WEEKS),
    "odd": HowOften(Frequency.ODD_WEEKS),
    **{f"month{ordinal}": HowOften(Frequency.MONTHLY_BY_WEEKDAY, ordinals=(ordinal,)) for ordinal in (1, 2, 3, 4, -1)},
}


def apply_to_meeting(meeting: Meeting, taken: Values, *, language: str, by: User, source: Road) -> None:
    """Write the fields of the meeting and of its rules; the house is another matter. Raises ValidationError."""
    fields = fields_of(parts_of(meeting))
    rules: dict[int, ScheduleRule] = {}
    for key, text in taken.items():
        if key in fields and not key.startswith(VENUE):
            row = fields[key].row
            fields[key].field.write(row, text, language)
            if isinstance(row, ScheduleRule):
                rules[row.pk] = row
    if taken.get(HAS_ENDED) == "" and meeting.status == MeetingStatus.ENDED:
        meeting.status, meeting.ended_on = MeetingStatus.PUBLISHED, None
    save_meeting(meeting, by=by, source=source)
    for rule in rules.values():
        save_rule(rule, by=by, source=source)
    if taken.get(HAS_ENDED) == YES:
        end_meeting(meeting, on=timezone.localdate(), by=by, source=source)


def others_there(venue: Venue, *users: User) -> bool:
    """Whether somebody meets in a house who is in the care of none of these."""
    found = Meeting.objects.filter(venue=venue)
    for user in users:
        found = found.exclude(pk__in=in_care(Meeting, user, Right.MODERATE).values("pk"))
    return found.exists()


def correct_venue(venue: Venue, taken: Values, *, language: str, by: User, source: Road) -> None:
    """The house is described better than before, for all who meet there. Raises ValidationError."""
    write_to_venue(venue, taken, language)
    save_venue(venue, by=by, source=source)


def write_to_venue(venue: Venue, taken: Values, language: str) -> None:
    for key, one in whole_venue(venue).items():
        if key in taken:
            one.field.write(venue, taken[key], language)


def move_house(meeting: Meeting, taken: Values, *, language: str, by: User, source: Road) -> None:
    """The meeting has gone to another building: that one is new, of the old one nothing is taken along but the town where no other
    is named. Raises ValidationError."""
    old = meeting.venue
    venue = Venue(country=old.country if old else "", visibility=old.visibility if old else Visibility.PUBLIC)
    write_to_venue(venue, taken, language)
    if old and venue.city in {"", old.city}:
        venue.city, venue.place, venue.zone = old.city, old.place, old.zone
    else:
        put_into_town(venue, language)
    meeting.venue = save_venue(venue, by=by, source=source)


def put_into_town(venue: Venue, language: str) -> None:
    """The town of the gazetteer that the address names, where that is certain."""
    typed = " ".join(part for part in (venue.postal_code, venue.city) if part)
    found = find(typed, country=venue.country or settings.SITE_COUNTRY, language=language).certain
    if found:
        venue.place, venue.zone, venue.country = found, found.zone, venue.country or found.country


def list_meeting(suggestion: Suggestion, said: Values, *, by: User, source: Road) -> Meeting:
    """Keep a meeting that somebody suggested: its group, its house, itself and when it meets. Raises ValidationError."""
    venue = new_venue(said, suggestion.language, by=by, source=source)
    meeting = Meeting(
        name=said["name"],
        group=group_called(suggestion, said, by=by, source=source),
        status=MeetingStatus.PUBLISHED,
        attendance=said["attendance"],
        venue=venue,
        online_url=said.get("online_url", ""),
        is_link_on_request=said["attendance"] != Attendance.IN_PERSON and not said.get("online_url"),
        languages=tuple(code for code in said.get("languages", "").split(",") if code),
    )
    save_meeting(meeting, by=by, source=source)
    rule = new_rule(meeting, said)
    if rule:
        save_rule(rule, by=by, source=source)
    return meeting


def new_venue(said: Values, language: str, *, by: User, source: Road) -> Venue | None:
    """The house of a meeting that is not only remote; None where there is none."""
    if said["attendance"] in REMOTE:
        return None
    venue = Venue(name=said.get("venue", ""), street=said.get("street", ""), city=said.get("city", ""))
    put_into_town(venue, language)
    return save_venue(venue, by=by, source=source)


def group_called(suggestion: Suggestion, said: Values, *, by: User, source: Road) -> Group:
    """The group of that name and fellowship in the care of whoever decides, else a new one. Raises ValidationError."""
    fellowship = Fellowship.objects.filter(slug=said.get("fellowship", "")).first()
    if fellowship is None:
        raise ValidationError(_("Choose the fellowship: every group has one."))
    known = in_care(Group, by, Right.MODERATE).filter(fellowship=fellowship, name=said["name"]).order_by("pk").first()
    if known:
        return cast("Group", known)
    body = suggestion.service_body
    return save_group(Group(name=said["name"], fellowship=fellowship, service_body=body), by=by, source=source)


def new_rule(meeting: Meeting, said: Values) -> ScheduleRule | None:
    """When it meets; None where that was told in words only."""
    how = HOW.get(said.get("how_often", ""))
    if how is None:
        return None
    weekday = number_of(said.get("weekday", ""))
    minute = minute_of(said.get("start_minute", ""))
    rule = ScheduleRule(meeting=meeting, frequency=how.frequency, weekday=weekday, start_minute=minute, access=said["access"])
    rule.duration_minutes = number_of(said.get("duration_minutes", ""))
    rule.zone = (meeting.venue.zone if meeting.venue else "") or settings.TIME_ZONE
    rule.ordinals, rule.interval = how.ordinals, how.interval
    if rule.interval > 1 and weekday is not None:
        today = timezone.localdate()
        rule.first_on = today + timedelta(days=(weekday - today.weekday()) % 7)
    return rule
