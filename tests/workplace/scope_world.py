"""Two service bodies side by side, each with a row of everything; all that is theirs says so by a mark."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.kinds import ContactKind, ResourceKind
from groups.models import Contact, Group, Membership, Resource, ServiceBody
from history.actions import save
from imports.kinds import HELD_REASONS, FeedFormat
from imports.models import HeldText, ImportProblem, ImportRun, Source, SourceMeeting, WordedSchedule
from interchange.reasons import ProblemCode
from meetings.actions import confirm, report, save_exception
from meetings.kinds import ConfirmedBy, ExceptionKind, ReportKind
from meetings.models import Confirmation, Meeting, Report, ScheduleException, ScheduleRule
from places.models import Venue, Visibility
from referrals.actions import add_meetings, save_list
from referrals.models import ListedMeeting, ReferralList
from tests.meetings.world import ROAD, make_fellowship, make_group, make_meeting, make_rule, make_venue
from tests.workplace.roles import give_role, make_body
from upkeep.kinds import SuggestionKind
from upkeep.models import Invitation, Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A body, and a row of every kind in its care."""

    mark: str
    editor: User
    body: ServiceBody
    group: Group
    venue: Venue
    meeting: Meeting
    rule: ScheduleRule
    rows: list[models.Model] = field(default_factory=list)

    def row(self, kind: type[models.Model]) -> models.Model:
        """Its row of a kind."""
        return next(row for row in self.rows if type(row) is kind)


def make_side(mark: str, *, under: ServiceBody | None = None) -> Side:
    body = make_body(f"{mark} body", under=under)
    editor = User.objects.create_user(f"{mark}@example.org", "not-a-real-password", display_name=f"{mark} editor")
    group = make_group(f"{mark} group", service_body=body)
    venue = make_venue(name=f"{mark} house", street=f"{mark} street", visibility=Visibility.ON_CONTACT)
    meeting = make_meeting(f"{mark} meeting", group=group, venue=venue)
    rule = make_rule(meeting)
    side = Side(mark=mark, editor=editor, body=body, group=group, venue=venue, meeting=meeting, rule=rule)
    side.rows.extend([body, group, venue, meeting, rule, give_role(editor, MembershipRole.EDITOR, body)])
    side.rows.extend([*about_it(side), *from_elsewhere(side), *to_decide(side), *handed_out(side)])
    return side


def about_it(side: Side) -> list[models.Model]:
    today = timezone.localdate()
    days = {"first_on": today + timedelta(days=30), "last_on": today + timedelta(days=31), "reason": {"en": f"{side.mark} reason"}}
    closed = ScheduleException(meeting=side.meeting, kind=ExceptionKind.CANCELLED, **days)
    told: dict[str, Any] = {"name": {"en": f"{side.mark} help"}, "kind": ResourceKind.COUNSELLING, "organisation": side.body}
    return [
        save_exception(closed, by=None, source=ROAD),
        confirm(side.meeting, on=today, role=ConfirmedBy.GROUP, by=None, source=ROAD),
        reported(side, today),
        save(Contact(group=side.group, kind=ContactKind.PHONE, value=f"{side.mark} 0900"), by=None, source=ROAD),
        save(Resource(**told), by=None, source=ROAD),
    ]


def reported(side: Side, on: date) -> Report:
    kind = ReportKind.WRONG_TIME
    return report(side.meeting, kind=kind, on=on, about_date=None, network_hash=side.mark, by=None, source=ROAD)


def from_elsewhere(side: Side) -> list[models.Model]:
    known = {"slug": side.mark.lower(), "title": f"{side.mark} source", "service_body": side.body}
    source = save(Source(fellowship=make_fellowship(), format=FeedFormat.MEETING_GUIDE, **known), by=None, source=ROAD)
    run = ImportRun.objects.create(source=source, road="command")
    link = SourceMeeting.objects.create(source=source, key=side.mark, fingerprint="1", meeting=side.meeting)
    problem = ImportProblem.objects.create(run=run, code=ProblemCode.NAME_MISSING, value=side.mark)
    held = HeldText.objects.create(
        run=run, source_meeting=link, field_name="notes", text=f"{side.mark} held", reason=HELD_REASONS[0][0]
    )
    worded = WordedSchedule.objects.create(link=link, phrase=f"Last Monday each month '{side.mark}'", language="en")
    return [source, run, problem, held, worded]


def to_decide(side: Side) -> list[models.Model]:
    until = timezone.localdate() + timedelta(days=100)
    invited = {"email": f"{side.mark}-invited@example.org", "role": MembershipRole.EDITOR, "group": side.group, "ends_on": until}
    proposed = {"name": f"{side.mark} suggested"}
    return [
        Suggestion.objects.create(kind=SuggestionKind.CHANGE, meeting=side.meeting, proposed=proposed, text=f"{side.mark} text"),
        save(Invitation(**invited), by=None, source=ROAD),
    ]


def handed_out(side: Side) -> list[models.Model]:
    made = save_list(ReferralList(service_body=side.body, name=f"{side.mark} list"), by=None, source=ROAD)
    return [made, *add_meetings(made, [side.meeting], at=timezone.now(), by=None, source=ROAD)]


def as_stored(side: Side) -> list[dict[str, Any]]:
    """Every row of a side with all its columns, as it stands in the database now."""
    return [row for one in side.rows for row in type(one)._base_manager.filter(pk=one.pk).values()]


KINDS_IN_CARE = (
    *(ServiceBody, Group, Contact, Membership, Resource, Meeting, ScheduleRule, ScheduleException, Confirmation, Report, Venue),
    *(Source, ImportRun, ImportProblem, HeldText, WordedSchedule, Suggestion, Invitation),
    *(ReferralList, ListedMeeting),
)
