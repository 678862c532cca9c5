"""The demo world says everything the model can say: a new value of an enumeration that it lacks fails here."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import models

from accounts.care import MembershipRole
from groups import kinds as group_kinds
from groups.models import Contact, Fellowship, Group, Membership, Resource, ServiceBody, Topic
from groups.querysets import GroupQuerySet
from interchange.records import Access, Attendance, Frequency
from languages.names import SIGN_LANGUAGES
from meetings import kinds
from meetings.freshness import freshness
from meetings.models import Format, Meeting, Report, ScheduleException, ScheduleRule
from meetings.truth import State
from places.models import ACCESS_FACTS, Precision, Venue, Visibility
from tests.directory.demo.ground import COUNTRIES, DEMO_DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]

LARGE_TOWNS = ("Bratislava", "Žilina", "Košice", "Kraków", "Warszawa", "Wrocław", "Praha", "Wien", "Berlin", "London")

# Of a model's column: all values that it may have.
SINGLE_VALUES: list[tuple[type[models.Model], str, Iterable[Any]]] = [
    (Meeting, "kind", kinds.MeetingKind),
    (Meeting, "status", kinds.MeetingStatus),
    (Meeting, "attendance", Attendance),
    (Meeting, "visibility", Visibility),
    (Meeting, "confirmed_by", ["", *kinds.ConfirmedBy]),
    (Meeting, "is_link_on_request", [True, False]),
    (ScheduleRule, "frequency", Frequency),
    (ScheduleRule, "weekday", [None, *range(7)]),
    (ScheduleException, "kind", kinds.ExceptionKind),
    (Report, "kind", kinds.ReportKind),
    (Group, "status", group_kinds.GroupStatus),
    (Group, "organisation_form", group_kinds.OrganisationForm),
    (Group, "feedback", group_kinds.Feedback),
    (Group, "led_by", group_kinds.LedBy),
    (Group, "professional_role", group_kinds.ProfessionalRole),
    (Group, "orientation", group_kinds.Orientation),
    (Group, "usual_size", group_kinds.UsualSize),
    (Group, "cost", group_kinds.Cost),
    (Group, "has_sponsors", [True, False, None]),
    (Group, "is_invitation_only", [True, False]),
    (Group, "confirms_attendance", group_kinds.Confirms),
    (Group, "answers_within_days", [None, 3, 7]),
    (Contact, "opening", ["", "Mo-Su 17:00-21:00", "Mo-Fr 09:00-15:00"]),
    (ServiceBody, "kind", group_kinds.BodyKind),
    (Contact, "kind", group_kinds.ContactKind),
    (Contact, "role", group_kinds.ContactRole),
    (Contact, "is_public", [True, False]),
    (Membership, "role", MembershipRole),
    (Resource, "kind", group_kinds.ResourceKind),
    (Resource, "is_published", [True, False]),
    (Venue, "precision", Precision),
    (Venue, "visibility", Visibility),
    (Venue, "is_unconnected_host", [True, False]),
    *((Venue, fact, [True, False, None]) for fact in ACCESS_FACTS),
]
LISTS: list[tuple[type[models.Model], tuple[str, ...], Iterable[str]]] = [
    (Meeting, ("audiences_welcome", "audiences_only"), kinds.Audience),
    (Meeting, ("facilities",), kinds.Facility),
    (Meeting, ("languages",), ["sk", "pl", "cs", "de", "en", "hu", "uk", "ru", "es"]),
    (Group, ("purposes",), group_kinds.Purpose),
    (Group, ("channels",), group_kinds.Channel),
    (Group, ("activities",), group_kinds.Activity),
    (Group, ("suits",), group_kinds.Suits),
]


def told(kind: type[models.Model], column: str) -> set[Any]:
    return set(kind._default_manager.values_list(column, flat=True))


def shown_groups() -> GroupQuerySet:
    """Those that have a meeting that everyone may find."""
    return Group.objects.filter(pk__in=Meeting.objects.published().values("group"))


@pytest.mark.parametrize(("model", "column", "values"), SINGLE_VALUES)
def test_demo_has_every_value(model: type[models.Model], column: str, values: Iterable[Any]) -> None:
    assert told(model, column) == set(values)


@pytest.mark.parametrize(("model", "columns", "values"), LISTS)
def test_demo_has_every_value_of_lists(model: type[models.Model], columns: tuple[str, ...], values: Iterable[str]) -> None:
    found = {value for column in columns for row in told(model, column) for value in row}

    assert found >= set(values)


def test_demo_has_600_meetings() -> None:
    assert Meeting.objects.published().count() >= 600


@pytest.mark.parametrize(("town", "least"), [(town, 20) for town in LARGE_TOWNS] + [("Terchová", 1), ("Hallstatt", 1), ("Hel", 1)])
def test_demo_is_dense_in_large_towns_and_thin_in_villages(town: str, least: int) -> None:
    assert Meeting.objects.published().filter(venue__city=town).count() >= least


def test_demo_is_in_six_countries_and_online() -> None:
    found = set(Meeting.objects.published().values_list("venue__country", flat=True))

    assert found == {*COUNTRIES, None}


@pytest.mark.parametrize("serves", group_kinds.Serves)
def test_demo_serves_everyone(serves: group_kinds.Serves) -> None:
    assert any(group.whom_it_serves is serves for group in shown_groups().select_related("fellowship"))


def test_demo_has_every_fellowship() -> None:
    found = set(shown_groups().values_list("fellowship__slug", flat=True))

    assert found == set(Fellowship.objects.values_list("slug", flat=True))


def test_demo_has_every_topic() -> None:
    without = [topic.slug for topic in Topic.objects.all() if not shown_groups().on_topics([topic.slug]).exists()]

    assert without == []


@pytest.mark.parametrize("category", kinds.FormatCategory)
def test_demo_has_formats_of_every_category(category: kinds.FormatCategory) -> None:
    assert Format.objects.filter(category=category, meetings__isnull=False).exists()


def test_demo_has_formats_of_single_dates() -> None:
    assert Format.objects.filter(rules__isnull=False).exists()


def test_demo_has_a_sign_language() -> None:
    found = {language for languages in told(Meeting, "languages") for language in languages}

    assert found >= {"svk", "pso", "bfi"}
    assert found & SIGN_LANGUAGES.keys() == {"svk", "pso", "bfi"}


@pytest.mark.parametrize("access", Access)
@pytest.mark.parametrize("ask_first", [True, False])
def test_demo_has_every_access(access: Access, ask_first: bool) -> None:
    assert ScheduleRule.objects.filter(access=access, ask_first=ask_first).exists()


@pytest.mark.parametrize("state", State)
def test_demo_has_every_state_of_truth(state: State) -> None:
    assert state in {freshness(meeting, DEMO_DAY).state for meeting in Meeting.objects.published()}


HOLDS: dict[str, Callable[[], models.QuerySet[Any]]] = {
    "never confirmed": lambda: Meeting.objects.published().filter(confirmed_on=None, listed_on=None),
    "listed by a source": lambda: Meeting.objects.published().filter(confirmed_on=None).exclude(listed_by=""),
    "reported, confirmed since": lambda: Meeting.objects.filter(reports__isnull=False, reported_on=None),
    "went on as another": lambda: Group.objects.exclude(successor=None),
    "a page of its own": lambda: Meeting.objects.exclude(website=""),
    "hosted": lambda: Group.objects.exclude(host=None),
    "ages of its own": lambda: Group.objects.filter(minimum_age__gt=0, maximum_age__gt=0),
    "a body under a body under a body": lambda: ServiceBody.objects.exclude(parent__parent=None),
    "consent that has run out": lambda: Contact.objects.filter(is_public=True, consent_until__lt=DEMO_DAY),
    "consent that will end": lambda: Contact.objects.filter(consent_until__gt=DEMO_DAY),
    "a term that ends within a month": lambda: Membership.objects.filter(ends_on__range=(DEMO_DAY, DEMO_DAY + timedelta(days=30))),
    "a term that is over": lambda: Membership.objects.filter(ends_on__lt=DEMO_DAY),
    "a whole door card": lambda: Venue.objects.exclude(entrance="").exclude(floor="").exclude(bell="").exclude(sign="")
    .exclude(ask_for="").exclude(last_stop="").exclude(directions={}),
    "an address in one line": lambda: Venue.objects.filter(street="").exclude(address_text=""),
    "help in a building": lambda: Resource.objects.exclude(venue=None),
}  # fmt: skip


@pytest.mark.parametrize("what", HOLDS)
def test_demo_holds(what: str) -> None:
    assert HOLDS[what]().exists()


def test_demo_has_a_group_that_nobody_holds() -> None:
    current = Membership.objects.current(DEMO_DAY)
    held_bodies = [body.path for body in ServiceBody.objects.filter(memberships__in=current)]

    orphans = [
        group
        for group in shown_groups().exclude(memberships__in=current).select_related("service_body")
        if not group.service_body or not group.service_body.path.startswith(tuple(held_bodies))
    ]

    assert orphans


@pytest.mark.parametrize("column", ["about", "closing", "rules", "way_of_working", "attendance_conditions", "cost_note",
                                    "open_service_roles", "what_happens", "website", "contribution_links"])  # fmt: skip
def test_demo_groups_say_something_in(column: str) -> None:
    assert any(getattr(group, column) for group in shown_groups())
