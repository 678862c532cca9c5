"""Figures that everybody may see: by body and state, and nobody's name."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from history.road import Road, RoadKind
from meetings.kinds import ReportKind
from meetings.models import Meeting, Report
from tests.meetings.visits import page
from tests.meetings.world import make_group
from tests.upkeep.holding_world import aged_meeting, days_ago, make_body, make_holder, now
from upkeep import figures
from upkeep.figures import Tally

pytestmark = pytest.mark.django_db
VISITOR = Road(RoadKind.VISITOR)


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    figures.forget()


def make_report(meeting: Meeting, *, days: int, answered_after: int | None) -> None:
    answered_on = None if answered_after is None else days_ago(days - answered_after)
    Report.objects.create(meeting=meeting, kind=ReportKind.MOVED, on=days_ago(days), answered_on=answered_on)


def test_listings_are_counted_by_body_with_all_under_it() -> None:
    region = make_body("Región")
    district, small = make_body("Okres", parent=region), make_body("Malý", parent=region)
    group = make_group("Nádej", service_body=district)
    for days, name in ((1, "Jeden"), (100, "Dva"), (200, "Tri"), (500, "Štyri"), (None, "Päť")):
        aged_meeting(days, group=group, name=name)
    Meeting.objects.filter(name="Jeden").update(reported_on=days_ago(0))
    aged_meeting(2, group=make_group("Sama", service_body=small))
    aged_meeting(3, group=make_group("Voľná"))
    aged_meeting(3, group=group, name="Návrh", status="draft")

    found = figures.figures(now())

    assert [(body.name, body.tally) for body in found.bodies] == [("Región", Tally(1, 1, 3, 1))]
    assert [(body.name, body.tally.total) for body in found.bodies[0].below] == [("Okres", 5)]
    assert (found.all, found.without_body) == (Tally(2, 1, 3, 1), Tally(1, 0, 0, 0))


def test_median_age_is_of_those_that_anybody_vouched_for() -> None:
    for days in (1, 10, 300, None):
        aged_meeting(days, name=f"Skupina {days}")

    assert figures.figures(now()).median_days == 10


def test_listing_counts_by_the_latest_who_vouched() -> None:
    aged_meeting(200, listed_on=days_ago(2), listed_by="zdroj")

    found = figures.figures(now())

    assert (found.all, found.median_days) == (Tally(confirmed=1), 2)


def test_reports_are_answered_within_a_week_or_not() -> None:
    meeting = aged_meeting(1)
    for days, answered_after in ((10, 7), (20, 8), (30, None), (3, None), (100, 1), (40, 0)):
        make_report(meeting, days=days, answered_after=answered_after)

    found = figures.figures(now())

    assert (found.reports, found.answered, found.answered_percent) == (4, 2, 50)


def test_page_names_nobody(client: Client) -> None:
    body = make_body("Intergrupa Sever")
    group = make_group(service_body=body)
    make_holder(on=group, display_name="Jana")
    for number in range(3):
        aged_meeting(number, group=group, name=f"Skupina {number}")

    content = page(client, "/en/figures/")

    assert "Intergrupa Sever: 3 confirmed of 3" in " ".join(content.split())
    assert not [one for one in ("Jana", "jana@", "Skupina") if one in content]


def test_page_of_an_empty_site_is_a_page(client: Client) -> None:
    assert "How true are our listings?" in page(client, "/en/figures/")


def test_numbers_are_counted_every_ten_minutes() -> None:
    minute = timezone.now().replace(second=0, microsecond=0)
    first = figures.latest_figures(minute)
    aged_meeting(1)

    soon, later = figures.latest_figures(minute + timedelta(minutes=9)), figures.latest_figures(minute + timedelta(minutes=10))

    assert (first.all.total, soon.all.total, later.all.total) == (0, 0, 1)
