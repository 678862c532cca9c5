"""Meetings about one thing, for tests of what is around a meeting."""

from typing import Any

from groups.kinds import Serves
from groups.models import Group, Topic
from history.actions import save
from meetings.models import Meeting
from places.models import Venue
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule


def topic(slug: str = "alcohol") -> Topic:
    return Topic.objects.filter(slug=slug).first() or save(Topic(slug=slug, name={"en": slug}), by=None, source=ROAD)


def group_about(name: str, *, about: str = "alcohol", **fields: Any) -> Group:
    group = make_group(name, **fields)
    group.topics.add(topic(about))
    return group


def weekly(name: str, *, group: Group | None = None, rule: dict[str, Any] | None = None, **fields: Any) -> Meeting:
    """A meeting about alcohol, on Tuesdays at 18:00 unless its rule says otherwise."""
    meeting = make_meeting(name, group=group or group_about(name), **fields)
    make_rule(meeting, **(rule or {}))
    return meeting


def in_house(venue: Venue, name: str, serves: Serves, **fields: Any) -> Meeting:
    fellowship = {Serves.PERSON_CONCERNED: "aa", Serves.RELATIVES: "al-anon", Serves.MINORS: "alateen"}.get(serves, "club")
    return weekly(name, group=group_about(name, fellowship=fellowship, serves=serves), venue=venue, **fields)
