"""A mirror that polls after each of many drawn edits has what the whole directory has, whatever was edited."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone

from feeds.changes import pages
from groups.actions import save_group, save_service_body
from groups.kinds import BodyKind, GroupStatus
from groups.models import Fellowship, Group, ServiceBody, Topic
from history.actions import delete, save
from history.tracking import tracking
from interchange.records import Frequency
from meetings.actions import confirm, save_exception, save_meeting, save_rule, save_venue
from meetings.kinds import ConfirmedBy, ExceptionKind, FormatCategory, MeetingStatus
from meetings.models import Format, Meeting, ScheduleException, ScheduleRule
from places.models import Venue, Visibility
from tests.feeds.mirror import Mirror, whole
from tests.meetings.world import ROAD, make_fellowship, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db
BY_TESTS: dict[str, Any] = {"by": None, "source": ROAD}
Row = TypeVar("Row", bound=models.Model)
STATUSES = [*[MeetingStatus.PUBLISHED] * 5, MeetingStatus.DRAFT, MeetingStatus.ENDED, MeetingStatus.PAUSED]


def one(model: type[Row], draw: Random) -> Row:
    return draw.choice(list(model._default_manager.order_by("pk")))


def make_world() -> None:
    """Two fellowships, a tree of bodies, groups and houses, and meetings of all of them."""
    for slug in ("aa", "na"):
        make_fellowship(slug)
    top = save_service_body(ServiceBody(name="Krajina", kind=BodyKind.REGION), **BY_TESTS)
    below = save_service_body(ServiceBody(name="Stred", kind=BodyKind.REGION, parent=top), **BY_TESTS)
    houses = [make_venue((49.22 + number / 100, 18.74)) for number in range(3)]
    topic = Topic.objects.create(slug="alcohol", name={"en": "Alcohol"})
    speaker = Format.objects.create(slug="speaker", name={"en": "Speaker"}, category=FormatCategory.values[0])
    for number, body in enumerate([top, below, None]):
        group = make_group(f"Skupina {number}", service_body=body, fellowship="na" if number else "aa")
        group.topics.add(topic)
        for house in houses[:2]:
            meeting = make_meeting(f"Stretnutie {number}", group=group, venue=house)
            meeting.formats.add(speaker)
            make_rule(meeting)
    day = timezone.localdate() + timedelta(days=7)
    for anchor in ({"service_body": top}, {"venue": houses[0], "in_care_of": below}):
        closed = ScheduleException(kind=ExceptionKind.CANCELLED, first_on=day, last_on=day + timedelta(days=8), **anchor)
        save_exception(closed, **BY_TESTS)


def rename_something(draw: Random) -> None:
    row: Any = one(draw.choice([Meeting, Group, ServiceBody, Venue]), draw)
    row.name = f"Meno {draw.randrange(1000)}"
    saves: dict[type, Any] = {Meeting: save_meeting, Group: save_group, ServiceBody: save_service_body, Venue: save_venue}
    saves[type(row)](row, **BY_TESTS)


def change_a_fellowship(draw: Random) -> None:
    fellowship = one(Fellowship, draw)
    fellowship.abbreviation = {"en": f"F{draw.randrange(1000)}"}
    save(fellowship, **BY_TESTS)


def change_topics(draw: Random) -> None:
    row: Any = one(draw.choice([Group, Fellowship]), draw)
    with tracking(row, **BY_TESTS):
        row.topics.set(draw.choice([[], [one(Topic, draw)]]))


def rename_a_slug(draw: Random) -> None:
    row: Any = one(draw.choice([Topic, Format]), draw)
    row.slug = f"slug-{draw.randrange(1000)}"
    save(row, **BY_TESTS)


def move_a_body(draw: Random) -> None:
    body, other = one(ServiceBody, draw), one(ServiceBody, draw)
    body.parent = None if f"/{body.pk}/" in other.path else other
    save_service_body(body, **BY_TESTS)


def change_a_status(draw: Random) -> None:
    meeting = one(Meeting, draw)
    meeting.status, meeting.ended_on = draw.choice(STATUSES), None
    save_meeting(meeting, **BY_TESTS)


def change_a_groups_status(draw: Random) -> None:
    group = one(Group, draw)
    group.status = draw.choice([GroupStatus.ACTIVE] * 5 + [GroupStatus.PAUSED, GroupStatus.ENDED])
    save_group(group, **BY_TESTS)


def move_a_meeting(draw: Random) -> None:
    meeting = one(Meeting, draw)
    meeting.group, meeting.venue = one(Group, draw), one(Venue, draw)
    save_meeting(meeting, **BY_TESTS)


def move_a_group(draw: Random) -> None:
    group = one(Group, draw)
    group.service_body, group.fellowship = draw.choice([None, one(ServiceBody, draw)]), one(Fellowship, draw)
    save_group(group, **BY_TESTS)


def hide_or_show(draw: Random) -> None:
    row: Any = one(draw.choice([Meeting, Venue]), draw)
    row.visibility = draw.choice(list(Visibility))
    (save_meeting if isinstance(row, Meeting) else save_venue)(row, **BY_TESTS)


def change_a_house(draw: Random) -> None:
    venue = one(Venue, draw)
    name, value = draw.choice(
        [
            ("latitude", 49 + draw.random()),
            ("longitude", 18 + draw.random()),
            ("district", f"Časť {draw.randrange(99)}"),
            ("last_stop", f"Zastávka {draw.randrange(99)}"),
            ("step_free", draw.choice([True, False, None])),
            ("bell", f"{draw.randrange(99)}"),
            ("city", draw.choice(["Žilina", "Martin"])),
        ]
    )
    setattr(venue, name, value)
    save_venue(venue, **BY_TESTS)


def add_or_take_a_rule(draw: Random) -> None:
    if draw.random() < 0.4 and ScheduleRule.objects.exists():
        delete(one(ScheduleRule, draw), **BY_TESTS)
    else:
        make_rule(one(Meeting, draw), weekday=draw.randrange(7), start_minute=draw.randrange(1440))


def change_a_rule(draw: Random) -> None:
    rule = one(ScheduleRule, draw)
    rule.frequency = draw.choice([Frequency.WEEKLY, Frequency.EVEN_WEEKS])
    rule.weekday = draw.randrange(7)
    save_rule(rule, **BY_TESTS)


def anchored(draw: Random) -> dict[str, Any]:
    anchor: Any = one(draw.choice([ScheduleRule, Meeting, Venue, ServiceBody]), draw)
    name = {ScheduleRule: "rule", Meeting: "meeting", Venue: "venue", ServiceBody: "service_body"}[type(anchor)]
    found = dict.fromkeys(("rule", "meeting", "venue", "service_body", "in_care_of")) | {name: anchor}
    return found | ({"in_care_of": one(ServiceBody, draw)} if name == "venue" and draw.random() < 0.5 else {})


def add_an_exception(draw: Random) -> None:
    day = timezone.localdate() + timedelta(days=draw.randrange(60))
    moved = {"kind": ExceptionKind.MOVED, "to_venue": one(Venue, draw)}
    what: dict[str, Any] = draw.choice([{"kind": ExceptionKind.CANCELLED}, moved])
    row = ScheduleException(first_on=day, last_on=day + timedelta(days=draw.randrange(20)), **what, **anchored(draw))
    save_exception(row, **BY_TESTS)


def change_an_exception(draw: Random) -> None:
    if not ScheduleException.objects.exists():
        return
    row = one(ScheduleException, draw)
    if draw.random() < 0.4:
        delete(row, **BY_TESTS)
        return
    for name, value in anchored(draw).items():
        setattr(row, name, value)
    save_exception(row, **BY_TESTS)


def delete_a_meeting(draw: Random) -> None:
    delete(one(Meeting, draw), **BY_TESTS)


def add_a_meeting(draw: Random) -> None:
    status = draw.choice([MeetingStatus.PUBLISHED, MeetingStatus.DRAFT])
    make_rule(make_meeting("Nové", group=one(Group, draw), venue=one(Venue, draw), status=status))


def confirm_a_meeting(draw: Random) -> None:
    confirm(one(Meeting, draw), on=timezone.localdate(), role=ConfirmedBy.COORDINATOR, **BY_TESTS)


EDITS: list[Callable[[Random], None]] = [
    rename_something,
    change_a_fellowship,
    change_topics,
    rename_a_slug,
    move_a_body,
    change_a_status,
    change_a_groups_status,
    move_a_meeting,
    move_a_group,
    hide_or_show,
    change_a_house,
    add_or_take_a_rule,
    change_a_rule,
    add_an_exception,
    change_an_exception,
    delete_a_meeting,
    add_a_meeting,
    confirm_a_meeting,
]


@pytest.mark.parametrize(("page", "stretch"), [(500, 500), (2, 1), (1, 3)])
def test_mirror_has_what_the_directory_has(client: Client, monkeypatch: pytest.MonkeyPatch, page: int, stretch: int) -> None:
    draw, edits = Random(stretch), [*EDITS, *[add_a_meeting] * 4]
    monkeypatch.setattr(pages, "PAGE", page)
    monkeypatch.setattr(pages, "STRETCH", stretch)
    make_world()
    mirror = Mirror(client).poll()

    for number in range(30):
        edit = draw.choice(edits)
        edit(draw)
        if draw.random() < 0.7:
            assert mirror.poll().listings == whole(client), f"{number}: {edit.__name__}"

    assert mirror.poll().listings == whole(client)
    assert len(mirror.listings) > 1


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_mirror_hears_of_every_kind_of_edit(client: Client, edit: Callable[[Random], None]) -> None:
    make_world()
    before = whole(client)
    mirror = Mirror(client).poll()

    for seed in range(12):
        edit(Random(seed))
        if whole(client) != before:
            break

    assert mirror.poll().listings == whole(client) != before
