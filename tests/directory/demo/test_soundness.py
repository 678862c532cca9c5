"""Every row of the demo world is a right one, and nothing in it leads to a real person, number or address."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from django.db import models
from django.db.models import Q

from accounts.models import User
from groups.kinds import ContactKind
from groups.models import Contact, Group, Membership, Resource, ServiceBody
from languages.fold import fold_code
from meetings.access import Who
from meetings.answers import find
from meetings.models import Confirmation, Meeting, Report, ScheduleException, ScheduleRule
from meetings.search import MeetingSearch
from meetings.windows import When
from places.distance import Point
from places.models import Place, PostalCode, Venue, Visibility
from tests.directory.demo.ground import DEMO_DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]

ROWS = (ServiceBody, Group, Contact, Membership, Resource, Venue, Meeting, ScheduleRule, ScheduleException, Confirmation, Report)
LARGE_TOWNS = ("bratislava", "zilina", "kosice", "krakow", "warszawa", "wroclaw", "praha", "wien", "berlin", "london")
# Ofcom's and the Bundesnetzagentur's numbers for films and books, and numbers that no plan of the other countries has.
FOR_FILMS = re.compile(r"\+44 1632 960\d{3}|\+49 30 23125 \d{3}")
IMPOSSIBLE = re.compile(r"\+421 2 0000 0\d{3}|\+420 000 000 \d{3}|\+48 000 000 \d{3}|\+43 1 0000 0\d{3}")
OURS = re.compile(r"https://example\.org/[a-z0-9/-]*")
NOON = datetime.combine(DEMO_DAY, time(11), tzinfo=ZoneInfo("UTC"))
LAST_WEDNESDAY = DEMO_DAY + timedelta(days=1)


@pytest.mark.parametrize("model", ROWS)
def test_demo_rows_pass_the_checks_of_forms(model: type[models.Model]) -> None:
    """What is unique or constrained the database has checked already."""
    for row in model._default_manager.all():
        row.full_clean(validate_unique=False, validate_constraints=False)


def test_demo_numbers_are_nobodys() -> None:
    contacts = Contact.objects.filter(kind=ContactKind.PHONE).values_list("value", flat=True)
    rooms = Meeting.objects.exclude(phone="").values_list("phone", flat=True)

    wrong = [number for number in {*contacts, *rooms} if not (FOR_FILMS.fullmatch(number) or IMPOSSIBLE.fullmatch(number))]

    assert wrong == []


def test_demo_numbers_outside_the_ranges_for_films_cannot_be_dialled() -> None:
    numbers = Contact.objects.filter(kind=ContactKind.PHONE).values_list("value", flat=True)

    possible = [number for number in numbers if not FOR_FILMS.fullmatch(number) and is_real(number)]

    assert possible == []


def is_real(number: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(number))


def test_demo_mail_goes_nowhere() -> None:
    mails = {*Contact.objects.filter(kind=ContactKind.MAIL).values_list("value", flat=True)}
    users = {*User.objects.values_list("email", flat=True)}

    assert {mail.partition("@")[2] for mail in mails | users} == {"example.org"}


def test_demo_links_lead_nowhere() -> None:
    sources = (
        (Group, "website"),
        (ServiceBody, "website"),
        (Resource, "website"),
        (Resource, "source_url"),
        (Meeting, "online_url"),
    )
    links = {link for model, column in sources for link in model._default_manager.values_list(column, flat=True) if link}
    links |= {*Contact.objects.filter(kind=ContactKind.WEB).values_list("value", flat=True)}

    assert [link for link in links if not OURS.fullmatch(link)] == []


def test_demo_public_contacts_have_consent() -> None:
    public = Contact.objects.filter(is_public=True)

    assert not public.filter(Q(consent_on=None) | Q(consent_on__gt=DEMO_DAY) | Q(consent_for="")).exists()


def test_demo_venues_lie_in_their_towns() -> None:
    far = [venue for venue in Venue.objects.select_related("place") if km_from_centre(venue) > 13]

    assert far == []


def km_from_centre(venue: Venue) -> float:
    assert venue.place
    assert venue.point
    return venue.place.point.km_to(venue.point)


def test_demo_postal_codes_exist() -> None:
    codes = {(venue.country, fold_code(venue.postal_code)) for venue in Venue.objects.exclude(postal_code="")}

    unknown = {code for code in codes if not PostalCode.objects.filter(country=code[0], key=code[1]).exists()}

    assert unknown == set()


def test_demo_teenagers_are_never_given_away() -> None:
    teens = Meeting.objects.filter(group__fellowship__slug="alateen").exclude(venue=None).select_related("venue")

    assert {meeting.effective_visibility for meeting in teens} == {Visibility.AREA_ONLY}


def test_demo_hides_what_is_only_said_on_contact() -> None:
    hidden = Meeting.objects.published().filter(venue__name="Poradňa na poschodí").get()

    assert hidden.search_text == "plus pre zivot na dunaji plus pre zivot na dunaji bratislava"
    assert hidden.point == Place.objects.get(slug="bratislava").point


def test_demo_has_three_groups_under_one_roof_at_one_hour() -> None:
    rules = ScheduleRule.objects.filter(meeting__venue__name="Dom pri lipe", weekday=3, start_minute=17 * 60 + 30)

    fellowships = rules.values_list("meeting__group__fellowship__slug", flat=True)

    assert sorted(fellowships) == ["aa", "al-anon", "alateen"]


@pytest.mark.parametrize("town", LARGE_TOWNS)
def test_demo_has_something_today_in_every_large_town(town: str) -> None:
    today = MeetingSearch(place=town, within=10, when=When.TODAY)

    assert found(today).exists()


@pytest.mark.parametrize("town", LARGE_TOWNS)
def test_demo_has_something_on_every_day_of_the_week_in_every_large_town(town: str) -> None:
    week = [DEMO_DAY + timedelta(days=ahead) for ahead in range(7)]

    empty = [day for day in week if not found(MeetingSearch(place=town, within=10, date=day)).exists()]

    assert empty == []


@pytest.mark.parametrize(("on", "is_there"), [(LAST_WEDNESDAY, True), (LAST_WEDNESDAY + timedelta(days=14), False)])
def test_demo_lets_a_relative_come_on_the_last_wednesday_only(on: date, is_there: bool) -> None:
    wednesday = MeetingSearch(place="zilina", who=Who.FAMILY, fellowship=("aa",), date=on)

    assert found(wednesday).filter(name="Nádej pri rieke").exists() is is_there


def found(search: MeetingSearch) -> models.QuerySet[Meeting]:
    centre: Point = Place.objects.get(slug=search.place).point
    return Meeting.objects.filter(pk__in=[one.meeting for one in find(search, now=NOON, centre=centre) if one.is_vouched])
