"""A site on which the demo world has been made: what the command does then, who may come in, what the history says."""

import pytest
from django.core.management import CommandError

from accounts.care import Right, in_care
from accounts.models import User
from groups.models import Group, Membership, ServiceBody
from history.models import Change, Revision
from meetings.models import Meeting, ScheduleRule
from places.models import Venue
from tests.directory.demo.ground import demo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world", "demo_site")]

STANDS = "The demo world is already here. For a new one, begin with an empty database (docs/demo.md)."


def test_demo_once_leaves_the_demo_world_as_it_was_left() -> None:
    changed = Meeting.objects.earliest("pk")
    Meeting.objects.filter(pk=changed.pk).update(name="Zmenené")

    printed = demo("--once")

    assert printed == [STANDS]
    assert Meeting.objects.get(pk=changed.pk).name == "Zmenené"


def test_demo_is_not_made_a_second_time() -> None:
    with pytest.raises(CommandError, match="already here"):
        demo()


def test_demo_login_lets_the_coordinator_in() -> None:
    email, password = (line.split()[-1] for line in demo("--login"))

    coordinator = User.objects.get(email=email)
    assert coordinator.check_password(password)
    assert not coordinator.is_superuser


def test_demo_coordinator_keeps_two_countries_and_nothing_else() -> None:
    coordinator = User.objects.get(email="coordinator@example.org")

    countries = set(in_care(ServiceBody, coordinator, Right.EDIT).values_list("country", flat=True))

    assert countries == {"SK", "PL"}
    assert not in_care(User, coordinator).exists()


def test_demo_people_but_the_coordinator_cannot_sign_in() -> None:
    others = User.objects.exclude(email="coordinator@example.org")

    assert {user.has_usable_password() for user in others} == {False}


def test_demo_is_one_entry_in_the_history() -> None:
    assert Revision.objects.filter(road="demo").count() == 1


@pytest.mark.parametrize("model", [Group, Venue, Meeting, ScheduleRule, Membership])
def test_demo_history_tells_of_every_row(model: type[Group]) -> None:
    told = Change.objects.filter(revision__road="demo", kind="created", content_type__model=model._meta.model_name)

    assert set(told.values_list("object_id", flat=True)) == set(model._default_manager.values_list("pk", flat=True))
