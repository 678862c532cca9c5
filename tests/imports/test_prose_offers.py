"""Schedules in words are offered: of what, and what is done when somebody takes or leaves them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from history.models import Revision
from history.undoing import undo
from imports.models import Disagreement, WordedSchedule
from imports.offering import leave, offer_lines, take
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind
from meetings.merging import merge_meetings
from meetings.models import Format, Meeting, Occurrence, ScheduleException, ScheduleRule
from meetings.schedule import regular_dates
from tests.imports.offers import LAST_OPEN, MONDAY, imported, only_line, only_offer, phrases, rules
from tests.imports.world import entries, make_source, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD

pytestmark = pytest.mark.django_db


def take_it(number: int = 0) -> Meeting:
    return take(only_offer(), only_line().ways[number].token, by=None, source=ROAD)


def next_last_monday() -> date:
    """From a week on."""
    first = timezone.localdate() + timedelta(days=7)
    rule = only_line().ways[0].rules[-1].recurrence
    return next(regular_dates(rule, first, first + timedelta(days=60)))


def test_a_sentence_of_a_new_record_is_offered(tmp_path: Path) -> None:
    imported(tmp_path, notes=f"Ring twice. {LAST_OPEN}.")

    assert phrases() == [LAST_OPEN]


def test_what_is_personal_is_not_kept_with_it(tmp_path: Path) -> None:
    imported(tmp_path, notes=f"{LAST_OPEN}. Write to jana@example.org")

    assert phrases() == [LAST_OPEN]
    assert "jana" not in str(list(WordedSchedule.objects.values()))


def test_the_offer_shows_how_it_stands_and_how_it_would_stand(tmp_path: Path) -> None:
    imported(tmp_path)

    line = only_line()

    assert line.standing.times == ("Every Monday, 07:00 to 08:00",)
    assert line.ways[0].standing.times == (
        "Every Monday but the last one of the month, 07:00 to 08:00",
        "On the last Monday of the month, 07:00 to 08:00: open",
    )
    before, after = line.standing.dates, line.ways[0].standing.dates
    assert len(before) == len(after) == 6
    assert [text.removesuffix(": open") for text in after] == list(before)
    assert sum(text.endswith(": open") for text in after) in {1, 2}


def test_a_dry_run_offers_nothing(tmp_path: Path) -> None:
    run(tmp_path, make_source(language="en"), item(day=MONDAY, notes=LAST_OPEN), is_dry=True)

    assert WordedSchedule.objects.count() == 0


def test_nothing_changes_until_somebody_takes_it(tmp_path: Path) -> None:
    imported(tmp_path)
    assert rules() == [("weekly", (), "not_stated")]

    take_it()

    assert rules() == [("monthly_by_weekday", (-2, -3, -4, -5), "not_stated"), ("monthly_by_weekday", (-1,), "open")]
    assert phrases() == []


def test_the_rule_that_was_there_keeps_its_id(tmp_path: Path) -> None:
    imported(tmp_path)
    uid = ScheduleRule.objects.get().uid

    take_it()

    assert ScheduleRule.objects.order_by("pk")[0].uid == uid


def test_it_is_one_entry_of_the_history_and_can_be_undone(tmp_path: Path) -> None:
    imported(tmp_path)
    user = User.objects.create_superuser("one@example.org", "not-a-real-password")

    take(only_offer(), only_line().ways[0].token, by=user, source=ROAD)

    entry = Revision.objects.latest("pk")
    assert (entry.by, entry.note) == (user, "AA Slovensko")
    undo(entry, by=user, source=ROAD)
    assert rules() == [("weekly", (), "not_stated")]


def test_its_dates_are_in_the_index_at_once(tmp_path: Path) -> None:
    imported(tmp_path)

    take_it()

    last = ScheduleRule.objects.get(access="open")
    assert Occurrence.objects.filter(rule=last).count() >= 11


def test_what_a_source_says_again_is_not_offered_again(tmp_path: Path) -> None:
    source = make_source(language="en")
    imported(tmp_path, source)
    leave(only_offer(), by=None)

    imported(tmp_path, source, notes=f"{LAST_OPEN}. Ring twice.")
    imported(tmp_path, source, notes="Ring twice.")
    imported(tmp_path, source)

    assert phrases() == []
    assert rules() == [("weekly", (), "not_stated")]


def test_what_a_source_says_no_more_is_no_longer_offered(tmp_path: Path) -> None:
    source = make_source(language="en")
    imported(tmp_path, source)

    imported(tmp_path, source, notes="First Monday each month 'open'")

    assert phrases() == ["First Monday each month 'open'"]
    assert WordedSchedule.objects.count() == 1


def test_of_a_meeting_that_has_ended_nothing_is_offered(tmp_path: Path) -> None:
    source = make_source(language="en")
    run(tmp_path, source, *entries(9), item(day=MONDAY, notes=LAST_OPEN))

    run(tmp_path, source, *entries(9))

    assert (phrases(), WordedSchedule.objects.count()) == ([], 1)


def test_of_a_meeting_that_was_deleted_here_nothing_is_offered(tmp_path: Path) -> None:
    imported(tmp_path)

    Meeting.objects.all().delete()

    assert phrases() == []


def test_one_sentence_after_the_other_is_taken(tmp_path: Path) -> None:
    for slug in ("speaker", "literature"):
        Format.objects.create(slug=slug, name={"en": slug})
    imported(tmp_path, notes="Week 1: speaker. Week 2: literature.")
    first, second = WordedSchedule.objects.open().for_deciding()

    take(first, offer_lines([first], timezone.now())[0].ways[0].token, by=None, source=ROAD)
    take(second, only_line().ways[0].token, by=None, source=ROAD)

    found = {tuple(rule.ordinals): [one.slug for one in rule.formats.all()] for rule in ScheduleRule.objects.all()}
    assert found == {(3, 4, 5): [], (1,): ["speaker"], (2,): ["literature"]}


def test_what_was_taken_is_not_overwritten_when_the_source_changes_its_times(tmp_path: Path) -> None:
    source = make_source(language="en")
    imported(tmp_path, source)
    take_it()
    taken = rules()

    imported(tmp_path, source, time="19:00", end_time="20:00")

    assert (rules(), phrases()) == (taken, [])
    assert list(Disagreement.objects.values_list("field_name", flat=True)) == ["times"]


def test_every_other_week_asks_which(tmp_path: Path) -> None:
    imported(tmp_path, notes="Every other Monday open")
    ways = only_line().ways
    assert [way.label.partition(" on ")[0] for way in ways] == ["Take it, beginning"] * 2

    take_it(1)

    first, second = ScheduleRule.objects.order_by("pk")
    assert (first.interval, second.interval, second.access) == (2, 2, "open")
    assert first.first_on is not None
    assert second.first_on is not None
    assert first.first_on - second.first_on == timedelta(days=7)
    assert second.first_on - timezone.localdate() >= timedelta(days=7)


def test_a_cancelled_date_stays_cancelled(tmp_path: Path) -> None:
    imported(tmp_path)
    day = next_last_monday()
    cancelled = {"kind": ExceptionKind.CANCELLED, "first_on": day, "last_on": day}
    save_exception(ScheduleException(rule=ScheduleRule.objects.get(), **cancelled), by=None, source=ROAD)

    take_it()

    assert ScheduleException.objects.get().rule == ScheduleRule.objects.get(access="open")
    assert Occurrence.objects.filter(local_date=day).values_list("status", flat=True).get() == "cancelled"


def test_a_break_over_several_dates_holds_for_both_rules(tmp_path: Path) -> None:
    imported(tmp_path)
    day = next_last_monday()
    away = {"kind": ExceptionKind.CANCELLED, "first_on": day - timedelta(days=8), "last_on": day + timedelta(days=8)}
    save_exception(ScheduleException(rule=ScheduleRule.objects.get(), **away), by=None, source=ROAD)

    take_it()

    assert {one.rule for one in ScheduleException.objects.all()} == set(ScheduleRule.objects.all())


def test_what_stands_so_already_can_only_be_left(tmp_path: Path) -> None:
    imported(tmp_path)
    take_it()
    WordedSchedule.objects.update(decided_at=None)

    line = only_line()

    assert (line.ways, line.why_not) == ((), "It stands so already.")


def test_where_it_is_not_clear_which_time_is_meant_it_can_only_be_left(tmp_path: Path) -> None:
    imported(tmp_path)
    rule = ScheduleRule.objects.get()
    rule.pk, rule.uid, rule.start_minute = None, ScheduleRule().uid, 1200  # another on the same day
    rule.save()

    line = only_line()

    assert line.ways == ()
    assert line.why_not.startswith("It is not clear")


def test_what_has_changed_since_it_was_shown_is_not_done(tmp_path: Path) -> None:
    imported(tmp_path)
    offer, token = only_offer(), only_line().ways[0].token
    ScheduleRule.objects.update(start_minute=600)

    with pytest.raises(ValidationError, match="changed in the meantime"):
        take(offer, token, by=None, source=ROAD)

    assert (rules(), len(phrases())) == ([("weekly", (), "not_stated")], 1)


def test_what_somebody_else_has_decided_is_not_decided_again(tmp_path: Path) -> None:
    imported(tmp_path)
    offer, token = only_offer(), only_line().ways[0].token
    leave(offer, by=None)

    with pytest.raises(ValidationError, match="Somebody else"):
        take(offer, token, by=None, source=ROAD)

    assert rules() == [("weekly", (), "not_stated")]


def test_two_lists_of_one_meeting_are_decided_once(tmp_path: Path) -> None:
    imported(tmp_path, make_source("one", language="en"))
    imported(tmp_path, make_source("other", language="en"))
    kept, merged = Meeting.objects.order_by("pk")
    merge_meetings(kept, merged, on=timezone.localdate(), by=None, source=ROAD)
    first, second = WordedSchedule.objects.open().for_deciding()
    assert {first.link.meeting, second.link.meeting} == {kept}

    leave(second, by=None)

    assert phrases() == []
