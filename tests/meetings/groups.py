"""Groups and their pages, for the tests."""

from typing import Any

from django.utils import timezone

from groups.models import Group
from meetings.models import Meeting
from tests.meetings.world import make_meeting, make_rule


def address_of(group: Group, language: str = "en") -> str:
    return f"/{language}/groups/{group.public_id}/{group.slug}/"


def weekly(name: str, group: Group, *, rule: dict[str, Any] | None = None, **fields: Any) -> Meeting:
    """A meeting of the group, confirmed today by the clock of the tests or by that of the machine."""
    meeting = make_meeting(name, group=group, **{"listed_on": timezone.localdate(), **fields})
    make_rule(meeting, **(rule or {}))
    return meeting
