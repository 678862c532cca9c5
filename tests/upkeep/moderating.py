"""Listings, and what was suggested about them, for the tests of the queue."""

from typing import Any

from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import ServiceBody
from meetings.actions import report
from meetings.kinds import ReportKind
from meetings.models import Meeting
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule, make_venue
from tests.upkeep.people import at_work, make_person, make_term
from tests.workplace.forms import filled_in
from upkeep.kinds import SuggestionKind
from upkeep.models import Suggestion

QUEUE = "/admin/suggestions/"
BELL = {
    "proposed": {"venue-bell": "Klub 2", "meeting-name": "Nová nádej"},
    "basis": {"venue-bell": "Klub", "meeting-name": "Nádej"},
}


def person(name: str, of: ServiceBody, role: MembershipRole = MembershipRole.MODERATOR) -> User:
    """Somebody with a role on a body."""
    user = make_person(name)
    make_term(user, of, role)
    return user


def listed(of: ServiceBody, name: str = "Nádej", **fields: Any) -> Meeting:
    group = make_group(name, service_body=of)
    meeting = make_meeting(name, group=group, **{"venue": make_venue(bell="Klub"), **fields})
    make_rule(meeting)
    return meeting


def suggested(meeting: Meeting | None, proposed: dict[str, str], **fields: Any) -> Suggestion:
    known = {"kind": SuggestionKind.CHANGE, "meeting": meeting, "proposed": proposed, "language": "en"}
    return Suggestion.objects.create(**{**known, **fields})


def page_of(suggestion: Suggestion) -> str:
    return f"{QUEUE}{suggestion.pk}/"


def do(user: User, suggestion: Suggestion, what: str, **changes: Any) -> Any:
    client = at_work(user)
    form = filled_in(client, page_of(suggestion), do=what, **changes)
    return client.post(page_of(suggestion), {name: value for name, value in form.items() if value is not None})


def filed(meeting: Meeting, *networks: str) -> None:
    """A report from each of these networks."""
    for network in networks:
        report(meeting, kind=ReportKind.MOVED, on=timezone.localdate(), about_date=None, network_hash=network, by=None, source=ROAD)
