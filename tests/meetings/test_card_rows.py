"""The rows of cards are made with few columns and without Django's help: they say what the models say, and never ask again."""

import pytest
from pytest_django import DjangoAssertNumQueries

from groups.kinds import Cost
from interchange.records import Access, Attendance
from meetings.answers import find
from meetings.card_rows import FELLOWSHIP, GROUP, MEETING, RULE, VENUE, rows_ahead, rows_of_cards
from meetings.cards import card, day_of
from meetings.drawing import cards_html
from meetings.kinds import Audience, MeetingStatus
from meetings.models import Format, Meeting, SearchEntry
from meetings.search import MeetingSearch
from meetings.suggestions import suggested
from places.models import Visibility
from tests.meetings.world import NOW, TODAY, ZONE, index_as_of, make_fellowship, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db


def full_meeting(number: int = 1) -> Meeting:
    """A meeting with something in every column that a card reads, with a fellowship, formats and a house of its own."""
    sentences = [{"sk": "Pre všetkých."}, {"sk": "Pre členov."}]
    make_fellowship(f"f{number}", minimum_age=16, maximum_age=99, open_sentence=sentences[0], closed_sentence=sentences[1])
    meeting = make_meeting(
        group=make_group(fellowship=f"f{number}", minimum_age=18, cost=Cost.FEE),
        attendance=Attendance.HYBRID,
        audiences_only=[Audience.WOMEN],
        venue=make_venue(district="Vlčince", visibility=Visibility.ON_CONTACT),
        visibility=Visibility.AREA_ONLY,
    )
    meeting.formats.add(Format.objects.create(slug=f"steps{number}", name={"en": f"Steps {number}"}, category="structure"))
    candles = Format.objects.create(slug=f"candles{number}", name={"en": f"Candles {number}"}, category="structure", position=1)
    make_rule(meeting, ask_first=True, months=[11, 12], valid_from=TODAY).formats.add(candles)
    make_rule(meeting, access=Access.CLOSED, start_minute=1200)
    return meeting


def test_rows_say_what_the_models_say() -> None:
    stored = Meeting.objects.get(pk=full_meeting().pk)

    row = rows_ahead([stored.pk], NOW)[stored.pk]

    pairs = [
        (row, stored, MEETING),
        (row.group, stored.group, GROUP),
        (row.venue, stored.venue, VENUE),
        (row.group.fellowship, stored.group.fellowship, FELLOWSHIP),
        *((mine, theirs, RULE) for mine, theirs in zip(row.loaded_rules, stored.rules.all(), strict=True)),
    ]
    for mine, theirs, columns in pairs:
        assert mine == theirs
        assert {name: getattr(mine, name) for name in columns} == {name: getattr(theirs, name) for name in columns}


def test_a_rule_has_its_own_formats_and_those_of_its_meeting() -> None:
    meeting = full_meeting()

    rules = rows_ahead([meeting.pk], NOW)[meeting.pk].loaded_rules

    assert [rule.format_names for rule in rules] == [["Steps 1", "Candles 1"], ["Steps 1"]]


def test_a_rule_that_is_not_in_the_index_has_no_formats() -> None:
    meeting = full_meeting()
    SearchEntry.objects.all().delete()

    rules = rows_ahead([meeting.pk], NOW)[meeting.pk].loaded_rules

    assert [rule.format_names for rule in rules] == [[], []]


@pytest.mark.parametrize("count", [1, 3])
def test_cards_ask_the_same_few_questions(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        full_meeting(number)
    index_as_of(TODAY)
    found = find(MeetingSearch(), now=NOW, centre=None)

    with django_assert_num_queries(4):  # dates, formats, rules, fellowships
        shown = [card(meeting, now=NOW, reader_zone=ZONE) for meeting in rows_of_cards(found).values()]
        drawn = [*cards_html(shown, ""), *(day_of(one, NOW) for one in shown)]

    assert len(drawn) == 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_ask_the_same_few_questions(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    keys = [full_meeting(number).pk for number in range(count)]

    with django_assert_num_queries(4):
        told = suggested(rows_ahead(keys, NOW).values(), NOW)
        drawn = cards_html([one.card for one in told], "")

    assert len(drawn) == count


def test_nothing_is_asked_for_no_cards(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert (rows_of_cards([]), rows_ahead([], NOW)) == ({}, {})


def test_rows_come_in_the_order_of_their_keys_and_only_what_is_published() -> None:
    first, second, draft = full_meeting(1), full_meeting(2), full_meeting(3)
    Meeting.objects.filter(pk=draft.pk).update(status=MeetingStatus.DRAFT)

    assert list(rows_ahead([second.pk, draft.pk, first.pk], NOW)) == [second.pk, first.pk]
