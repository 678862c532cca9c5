"""The command that makes the demo world: the same one each time, once, and only where it belongs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError
from django.db import models, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from groups.models import Fellowship, Group
from history.models import Change
from meetings.models import Meeting
from places.models import LoadedCountry, Place, PlaceName, PostalCode
from tests.directory.demo.ground import DEMO_DAY, demo, ground
from tests.meetings.world import make_meeting

pytestmark = pytest.mark.django_db

Picture = dict[str, list[dict[str, Any]]]

OF_THE_GROUND = (Place, PlaceName, PostalCode, LoadedCountry)
# When it was made, and what a password is salted with, differ.
DIFFERENT_EACH_TIME = {"at", "joined_at", "password"}


def picture() -> Picture:
    """Every row of every room; keys are replaced by the row's place among its kind, since a database never gives one twice."""
    rooms = ("accounts", "groups", "history", "meetings", "places")
    kinds = [model for room in rooms for model in apps.get_app_config(room).get_models() if model not in OF_THE_GROUND]
    ranks = {model: {pk: rank for rank, pk in enumerate(keys(model))} for model in kinds}
    return {model.__name__: [row_picture(row, ranks) for row in model._default_manager.order_by("pk")] for model in kinds}


def keys(model: type[models.Model]) -> list[Any]:
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True))


def row_picture(row: models.Model, ranks: dict[Any, dict[Any, int]]) -> dict[str, Any]:
    if isinstance(row, Change):
        return {"kind": row.kind, "label": row.label, "fields": sorted(row.fields)}
    values = {}
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if column.primary_key or column.name in DIFFERENT_EACH_TIME or column.name == "path":
            continue
        related = ranks.get(column.related_model)
        values[column.name] = related[value] if related is not None and value is not None else value
    return values


def made_and_taken_back(*arguments: str) -> Picture:
    """The picture of a world that is gone afterwards."""
    with transaction.atomic():
        demo(*arguments)
        found = picture()
        transaction.set_rollback(True)
    return found


@pytest.fixture(autouse=True)
def _demo_site(settings: Settings) -> None:
    settings.SITE_IS_DEMO = True


@pytest.fixture(scope="module")
def demo_ground(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Places and seeds, no listings."""
    with django_db_blocker.unblock(), ground():
        yield


@pytest.fixture(scope="module")
def usual(demo_ground: None) -> Picture:
    """The world of `DEMO_DAY`, made for the first time."""
    with override_settings(SITE_IS_DEMO=True):
        return made_and_taken_back("--today", DEMO_DAY.isoformat())


def test_demo_makes_the_same_world_every_time(usual: Picture) -> None:
    again = made_and_taken_back("--today", DEMO_DAY.isoformat())

    assert again == usual


def test_demo_has_the_same_meetings_on_any_day(usual: Picture) -> None:
    christmas = made_and_taken_back("--today", "2028-12-25")

    assert [row["public_id"] for row in christmas["Meeting"]] == [row["public_id"] for row in usual["Meeting"]]
    assert len(christmas["ScheduleException"]) == len(usual["ScheduleException"])


def test_demo_once_leaves_other_listings_alone(demo_ground: None) -> None:
    make_meeting()

    demo("--once")

    assert Meeting.objects.count() == 1


def test_demo_refuses_a_directory_with_listings(demo_ground: None) -> None:
    make_meeting()

    with pytest.raises(CommandError, match="only made in a directory that is still empty"):
        demo()


def test_demo_refuses_a_site_that_is_none(demo_ground: None, settings: Settings) -> None:
    settings.SITE_IS_DEMO = False

    with pytest.raises(CommandError, match="SITE_IS_DEMO=true"):
        demo()

    assert not Group.objects.exists()


def test_demo_login_is_refused_on_a_site_that_is_none(settings: Settings) -> None:
    settings.SITE_IS_DEMO = False

    with pytest.raises(CommandError, match="SITE_IS_DEMO=true"):
        demo("--login")


def test_demo_asks_for_the_seeds(demo_ground: None) -> None:
    Fellowship.objects.all().delete()

    with pytest.raises(CommandError, match="Load them first"):
        demo()


def test_demo_asks_for_the_places(demo_ground: None) -> None:
    Place.objects.filter(slug="zilina").delete()

    with pytest.raises(CommandError, match="The gazetteer has no zilina"):
        demo()


def test_demo_login_says_when_there_is_nobody() -> None:
    assert demo("--login") == ["There is no demo coordinator here."]
