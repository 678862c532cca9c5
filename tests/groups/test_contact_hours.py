"""When a line answers: on the pages with what it is now."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from groups.actions import save_service_body
from groups.kinds import BodyKind, ContactKind, ContactRole
from groups.models import Contact, Resource, ServiceBody
from history.actions import save
from meetings.reach import contact_line, fellowship_lines
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import ROAD, make_fellowship, make_group

pytestmark = pytest.mark.django_db
AGREED = {"is_public": True, "consent_on": "2026-01-01"}
MONDAY_NOON = datetime(2026, 11, 2, 11, tzinfo=UTC)  # noon in Bratislava, 11 in London


def make_line(**fields: Any) -> Contact:
    known = {"kind": ContactKind.PHONE, "role": ContactRole.HELPLINE, "value": "+421 2 555 111", **AGREED}
    return save(Contact(**{**known, **fields}), by=None, source=ROAD)


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"opening": "Mo-Fr 09:00-11:30"}, "Closed now. Opens tomorrow at 09:00."),
        ({"opening": "Mo-Fr 09:00-11:30", "zone": "Europe/London"}, "Open now, until 11:30."),
        ({"opening": "24/7"}, "Open now, as at any time."),
        ({}, ""),
    ],
)
def test_line_says_what_it_is_now_by_its_own_clock(fields: dict[str, str], standing: str) -> None:
    line = contact_line(make_line(group=make_group(), **fields), MONDAY_NOON)

    assert line.standing == standing


def test_free_words_stand_beside_the_hours() -> None:
    line = contact_line(make_line(group=make_group(), opening="Mo 09:00-17:00", hours={"sk": "okrem sviatkov"}), MONDAY_NOON)

    assert (line.week, line.hours, line.hours_language) == ("Monday 09:00 to 17:00.", "okrem sviatkov", "sk")


def test_pages_of_meeting_group_and_help_show_the_hours(client: Client) -> None:
    group = make_group()
    make_line(group=group, opening="24/7")
    resource = Resource(
        name={"en": "Line"},
        kind="helpline",
        country="SK",
        is_published=True,
        source_url="https://example.org/s",
        checked_on="2026-11-01",
    )
    make_line(resource=save(resource, by=None, source=ROAD), opening="24/7")

    addresses = (address_of(today_meeting(group=group)), f"/en/groups/{group.public_id}/{group.slug}/", "/en/help/")

    for content in (" ".join(page(client, one).split()) for one in addresses):
        assert '<strong>Open now, as at any time.</strong></span> <span class="hint">Day and night.</span>' in content


def test_fellowship_names_the_lines_of_its_offices_those_at_home_first(client: Client) -> None:
    fellowship = make_fellowship()
    for name, country in (("Wien", "AT"), ("Bratislava", "SK")):
        body = ServiceBody(name=name, kind=BodyKind.NATIONAL_OFFICE, country=country, fellowship=fellowship)
        save_service_body(body, by=None, source=ROAD)
        make_line(service_body=body, opening="Mo 09:00-17:00")
        make_line(service_body=body, value="+421 900 777", is_public=False)

    lines = fellowship_lines(fellowship, MONDAY_NOON)

    assert [(line.place, line.standing) for line in lines] == [
        ("Bratislava", "Open now, until 17:00."),
        ("Wien", "Open now, until 17:00."),
    ]
    assert "777" not in page(client, "/en/fellowships/aa/")


@pytest.mark.parametrize(("field", "value"), [("opening", "whenever"), ("zone", "Mars/Olympus")])
def test_what_is_no_hours_or_no_zone_is_not_kept(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Contact(group=make_group(), kind=ContactKind.PHONE, value="1", role=ContactRole.GROUP, **{field: value}).full_clean()

    assert list(refused.value.message_dict) == [field]
