"""The numbers that stay with meetings, what stands below a fellowship, and formats of only some dates."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.kinds import BodyKind
from groups.models import ServiceBody
from history.actions import save
from interchange.records import Access
from meetings.actions import save_rule
from meetings.kinds import FormatCategory
from meetings.merging import merge_meetings
from meetings.models import Format, ScheduleRule
from tests.feeds.bmlt.visits import found, numbers, told
from tests.meetings.world import FRIDAY, ROAD, make_fellowship, make_group, make_meeting, make_rule

pytestmark = pytest.mark.django_db


def named(client: Client, query: str) -> list[str]:
    return sorted(one["meeting_name"] for one in found(client, query))


def rule_of(name: str, **fields: object) -> ScheduleRule:
    """A rule of a meeting of its own."""
    return make_rule(make_meeting(name), **fields)


def test_a_meeting_keeps_its_number_when_its_first_rule_ends(client: Client) -> None:
    first = rule_of("Nádej", access=Access.CLOSED)
    later = make_rule(first.meeting, access=Access.OPEN)
    other = make_rule(first.meeting, weekday=FRIDAY)
    first.valid_until = timezone.localdate() - timedelta(days=1)
    save_rule(first, by=None, source=ROAD)

    (one, _other) = found(client)

    assert (one["id_bigint"], one["formats"]) == (str(first.pk), "O")
    assert numbers(client, f"meeting_ids={first.pk}") == numbers(client, f"meeting_ids={later.pk}") == [first.pk]
    assert numbers(client, f"SearchString={later.pk}") == numbers(client, f"meeting_key=id_bigint&meeting_key_value={first.pk}")
    assert numbers(client, f"meeting_ids=-{later.pk}") == [other.pk]
    assert {one["meeting_id"] for one in told(client, f"GetChanges&meeting_id={later.pk}")} == {str(first.pk)}


def test_the_number_of_a_merged_meeting_names_the_one_that_it_is_now(client: Client) -> None:
    stays, merged = rule_of("Nádej", start_minute=1080), rule_of("Nadej", start_minute=1085)
    make_rule(stays.meeting, weekday=FRIDAY)

    merge_meetings(stays.meeting, merged.meeting, on=timezone.localdate(), by=None, source=ROAD)

    assert numbers(client, f"meeting_ids={merged.pk}") == [stays.pk]


def test_formats_of_only_some_dates_are_told_where_all_dates_of_a_weekday_have_them(client: Client) -> None:
    steps = save(Format(slug="steps", name={"en": "Steps"}, category=FormatCategory.LITERATURE), by=None, source=ROAD)
    with_steps, without = rule_of("Kroky"), make_rule(make_meeting("Kroky"), weekday=FRIDAY)
    with_steps.formats.add(steps)
    again = make_rule(with_steps.meeting)
    number = 1000 + steps.pk

    before = numbers(client, f"formats={number}")
    again.formats.add(steps)

    assert before == []
    assert numbers(client, f"formats={number}") == [with_steps.pk]
    assert numbers(client, f"formats=-{number}") == [without.pk]
    assert found(client)[0]["format_shared_id_list"] == f"17,{number}"
    assert [one["id"] for one in told(client, "GetFormats")] == ["17", str(number)]
    assert told(client, f"GetFieldValues&meeting_key=formats&specific_formats={number}") == [
        {"formats": str(number), "ids": str(with_steps.pk)}
    ]


def test_below_a_fellowship_are_its_groups_in_bodies_that_serve_several(client: Client) -> None:
    aa, na = make_fellowship("aa"), make_fellowship("na")
    office = save(ServiceBody(name="Office", kind=BodyKind.NATIONAL_OFFICE), by=None, source=ROAD)
    make_rule(make_meeting("A", group=make_group("A", fellowship="aa", service_body=office)))
    make_rule(make_meeting("N", group=make_group("N", fellowship="na", service_body=office)))

    assert named(client, f"services={2 * aa.pk - 1}&recursive=1") == ["A"]
    assert named(client, f"services=-{2 * aa.pk - 1}&recursive=1") == ["N"]
    assert named(client, f"services={2 * na.pk - 1}") == []
    assert named(client, f"services={2 * office.pk}") == ["A", "N"]
