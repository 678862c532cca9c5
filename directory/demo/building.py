"""The demo world, gathered and then kept by the same actions as everything else: one transaction, one entry in the history."""

from datetime import date

from django.utils import timezone

from directory.demo.bodies import make_bodies
from directory.demo.contacts import keep_contacts
from directory.demo.crowd import gather_crowd
from directory.demo.exceptions import exceptions
from directory.demo.known import known_rows
from directory.demo.lists import make_lists
from directory.demo.people import make_people
from directory.demo.resources import make_resources
from directory.demo.showcase import gather_showcase
from directory.demo.truth import tell_truth
from directory.demo.world import World
from groups.actions import save_group
from history.road import Road, RoadKind
from history.tracking import Tracker, tracking
from meetings.actions import end_meeting, save_exception
from meetings.bulk import create_listings
from meetings.entries import index_meetings
from meetings.index import index_rules

DEMO = Road(RoadKind.DEMO)


def build(today: date) -> World:
    """The whole world as of that day, in an empty directory; raises DemoError where seeds or places are missing."""
    world = World.empty(known_rows(), today)
    with tracking(by=None, source=DEMO) as tracker:
        make_bodies(world, source=DEMO)
        gather_showcase(world)
        gather_crowd(world)
        create_listings(world.new, tracker=tracker)
        complete_listings(world, tracker)
        tell_truth(world.truths, today=today, source=DEMO)
        end_what_ended(world)
        tracker.flush()
        make_people(world, source=DEMO)
        make_resources(world, source=DEMO)
        make_lists(world, source=DEMO)
        keep_contacts(world.contacts, source=DEMO)
    if today != timezone.localdate():  # the index is of the real day, but where a test asks for another
        index_rules((rule.pk for rule in world.new.rules), today=today)
        index_meetings(meeting.pk for meeting in world.new.meetings)
    return world


def complete_listings(world: World, tracker: Tracker) -> None:
    """What the bulk action leaves out: topics of groups, formats of rules, exceptions."""
    for group, topics in world.topics:
        tracker.watch(group)
        group.topics.set(topics)
    for rule, formats in world.rule_formats:
        tracker.watch(rule)
        rule.formats.set(formats)
    for exception in exceptions(world):
        save_exception(exception, by=None, source=DEMO)
    tracker.flush()


def end_what_ended(world: World) -> None:
    """Meetings that have ended, and groups that went on as another."""
    for meeting, ended_on in world.ended:
        end_meeting(meeting, on=ended_on, by=None, source=DEMO)
    for group, name in world.successors:
        group.successor = world.group(name)
        save_group(group, by=None, source=DEMO)
