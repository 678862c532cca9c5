"""Whatever somebody does to a meeting, its rules and formats in one entry: put back, everything stands as before."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import Group
from history.actions import delete
from history.standing import Values, standing
from history.tracking import tracking
from history.undoing import undo
from meetings.actions import save_exception, save_meeting, save_rule
from meetings.models import Format, Meeting, Occurrence, ScheduleException, ScheduleRule, SearchEntry
from places.models import Venue
from tests.history.test_undoing import make_format
from tests.history.world import last_entry
from tests.meetings.world import ROAD, TODAY, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db

WORDS = st.text("abčď ž1", min_size=1, max_size=12).filter(str.strip)
TEXTS = st.dictionaries(st.sampled_from(["sk", "pl", "en"]), WORDS, max_size=3)
SOME, ANY_RULE, WEEKDAY = st.sets(st.integers(0, 2)), st.integers(0, 3), st.integers(0, 6)
KINDS = (Group, Venue, Format, Meeting, ScheduleRule, ScheduleException)
FORMATS = ("discussion", "speaker", "step-study")
Row = tuple[Any, ...]


def set_texts(meeting: Meeting, name: str, notes: dict[str, str], languages: list[str]) -> None:
    meeting.name, meeting.notes, meeting.languages = name, notes, tuple(languages)
    save_meeting(meeting, by=None, source=ROAD)


def set_status(meeting: Meeting, status: str) -> None:
    meeting.status, meeting.ended_on = status, TODAY if status == "ended" else None
    save_meeting(meeting, by=None, source=ROAD)


def set_formats(meeting: Meeting, which: set[int]) -> None:
    with tracking(meeting, by=None, source=ROAD):
        meeting.formats.set(Format.objects.filter(slug__in=[FORMATS[index] for index in which]))


def move(meeting: Meeting, name: str) -> None:
    meeting.venue = make_venue(name=name)
    save_meeting(meeting, by=None, source=ROAD)


def delete_it(meeting: Meeting) -> None:
    delete(Meeting.objects.get(pk=meeting.pk), by=None, source=ROAD)


def add_rule(meeting: Meeting, weekday: int, which: set[int]) -> None:
    with tracking(by=None, source=ROAD):
        make_rule(meeting, weekday=weekday).formats.set(Format.objects.filter(slug__in=[FORMATS[index] for index in which]))


def rule_of(meeting: Meeting, at: int) -> ScheduleRule | None:
    rules = list(ScheduleRule.objects.filter(meeting=meeting).select_related("meeting").order_by("pk"))
    return rules[at % len(rules)] if rules else None


def change_rule(meeting: Meeting, at: int, weekday: int, minute: int) -> None:
    rule = rule_of(meeting, at)
    if rule:
        rule.weekday, rule.start_minute = weekday, minute
        save_rule(rule, by=None, source=ROAD)


def delete_rule(meeting: Meeting, at: int) -> None:
    rule = rule_of(meeting, at)
    if rule:
        delete(rule, by=None, source=ROAD)


def cancel(meeting: Meeting, at: int, day: int) -> None:
    rule, on = rule_of(meeting, at), TODAY.replace(day=day)
    if rule:
        save_exception(ScheduleException(rule=rule, kind="cancelled", first_on=on, last_on=on), by=None, source=ROAD)


EDITS = st.one_of(
    st.tuples(st.just(set_texts), WORDS, TEXTS, st.lists(st.sampled_from(["sk", "pl", "uk"]), unique=True)),
    st.tuples(st.just(set_status), st.sampled_from(["draft", "published", "paused", "ended"])),
    st.tuples(st.just(set_formats), SOME),
    st.tuples(st.just(move), WORDS),
    st.tuples(st.just(delete_it)),
    st.tuples(st.just(add_rule), WEEKDAY, SOME),
    st.tuples(st.just(change_rule), ANY_RULE, WEEKDAY, st.integers(0, 1439)),
    st.tuples(st.just(delete_rule), ANY_RULE),
    st.tuples(st.just(cancel), ANY_RULE, st.integers(1, 28)),
)


def everything() -> tuple[list[dict[int, Values]], list[Row], list[Row]]:
    """How all rows stand, and what the indexes say."""
    rows = [standing(kind, kind._base_manager.values_list("pk", flat=True)) for kind in KINDS]
    dates = sorted(Occurrence.objects.values_list("meeting", "rule", "epoch_minute", "status", "exception"), key=str)
    entries = sorted(SearchEntry.objects.values_list("meeting", "rule", "week_minute", "epoch_minute", "name_key"), key=str)
    return rows, dates, entries


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, min_size=1, max_size=5))
def test_put_back_everything_stands_as_before(edits: list[Any], db: None) -> None:
    formats = [Format.objects.filter(slug=slug).first() or make_format(slug) for slug in FORMATS]
    meeting = make_meeting(notes={"sk": "Zvoniť"})
    meeting.formats.set(formats[:2])
    make_rule(meeting).formats.set(formats[2:])
    make_rule(meeting, frequency="monthly_by_weekday", ordinals=(1, -1))
    before, latest = everything(), last_entry()

    with tracking(by=None, source=ROAD):
        for do, *arguments in edits:
            if Meeting.objects.filter(pk=meeting.pk).exists():
                do(meeting, *arguments)
    if last_entry() != latest:
        undo(last_entry(), by=None, source=ROAD)

    assert everything() == before
