"""What a schedule rule or a venue must have is said plainly, and held by the database: a CHECK takes NULL for an answer."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from interchange.records import Frequency
from meetings.models import ScheduleRule
from meetings.rule_forms import MonthDayField
from places.models import Venue
from tests.meetings.world import make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"weekday": None}, "Choose the weekday."),
        ({"weekday": 7}, "Choose the weekday."),
        ({"start_minute": None}, "Give the time it starts"),
        ({"frequency": Frequency.EVEN_WEEKS, "weekday": None}, "Choose the weekday."),
        ({"pause_from": 701}, "Give both ends of the yearly pause"),
        ({"pause_until": 831}, "Give both ends of the yearly pause"),
        ({"pause_from": 631, "pause_until": 831}, "Give both ends of the yearly pause"),
        ({"pause_from": 701, "pause_until": 230}, "Give both ends of the yearly pause"),
    ],
)
def test_a_rule_that_says_too_little_is_refused(wrong: dict[str, object], message: str) -> None:
    rule = make_rule(make_meeting())
    for name, value in wrong.items():
        setattr(rule, name, value)

    with pytest.raises(ValidationError, match=message):
        rule.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduleRule.objects.filter(pk=rule.pk).update(**wrong)


@pytest.mark.parametrize("wrong", [{"latitude": None}, {"longitude": None}, {"latitude": 91}])
def test_a_venue_has_both_coordinates_or_none(wrong: dict[str, object]) -> None:
    venue = make_venue()

    with pytest.raises(IntegrityError), transaction.atomic():
        Venue.objects.filter(pk=venue.pk).update(**wrong)


@pytest.mark.parametrize("typed", ["31.6.", "30.2.", "0.1.", "1.13.", "1", "abc", "1.7.2026", "999999999999.1"])
def test_a_day_that_no_year_has_is_not_taken(typed: str) -> None:
    with pytest.raises(ValidationError, match="Write the day and the month"):
        MonthDayField(required=False).clean(typed)


@pytest.mark.parametrize(("typed", "kept"), [("1.7.", 701), ("29 2", 229), ("31/12", 1231), ("", None)])
def test_a_day_of_the_year_is_taken_as_it_is_written(typed: str, kept: int | None) -> None:
    assert MonthDayField(required=False).clean(typed) == kept


def test_a_rule_says_whose_it_is_and_when() -> None:
    assert str(make_rule(make_meeting("Nádej"))) == "Nádej: Every Tuesday, 18:00 to 19:30"


@pytest.mark.parametrize("code", ["slovenčina", "klingon", "<b>", "xx-", "SK", "qqq"])
def test_a_language_that_is_none_is_refused(code: str) -> None:
    meeting = make_meeting()
    meeting.languages = ["sk", code]

    with pytest.raises(ValidationError, match="Not a known value"):
        meeting.full_clean()


@pytest.mark.parametrize("codes", [["sk"], ["svk"], ["pt-BR"], ["uk", "pl"], []])
def test_languages_are_those_of_cldr_and_of_signs(codes: list[str]) -> None:
    meeting = make_meeting()
    meeting.languages = codes

    meeting.full_clean()


@pytest.mark.parametrize("wrong", [{"country": "zz"}, {"country": "sk"}, {"country": "Z1"}, {"zone": "Mars"}])
def test_a_venue_is_in_a_country_and_zone_that_there_is(wrong: dict[str, str]) -> None:
    venue = make_venue()
    for name, value in wrong.items():
        setattr(venue, name, value)

    with pytest.raises(ValidationError):
        venue.full_clean()
