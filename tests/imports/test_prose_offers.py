"""Schedules in words are offered: to whom, how, and what is done when somebody takes or leaves them."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from history.models import Revision
from history.road import RoadKind
from history.undoing import undo
from imports.models import Disagreement, ImportRun, Source, WordedSchedule
from imports.offering import OfferLine, leave, offer_lines, take
from interchange.records import Frequency
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind
from meetings.merging import merge_meetings
from meetings.models import Format, Meeting, Occurrence, ScheduleException, ScheduleRule
from meetings.schedule import regular_dates
from tests.imports.world import TOMORROW, entries, make_source, only_meeting, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD
from tests.workplace.roles import give_role, make_body
from upkeep.duties import duties_of

pytestmark = pytest.mark.django_db

PAGE = "admin:imports_wordedschedule_changelist"
MONDAY = 1  # as the format counts
LAST_OPEN = "Last Monday each month 'open'"


def imported(folder: Path, source: Source | None = None, *, notes: str = LAST_OPEN, **changes: Any) -> ImportRun:
    """A meeting on Mondays at seven, with these notes."""
    source = source or make_source(language="en")
    return run(folder, source, item(day=MONDAY, notes=notes, types=["D"], **changes), at=TOMORROW)


def phrases() -> list[str]:
    """What is offered."""
    return list(WordedSchedule.objects.open().values_list("phrase", flat=True))


def only_offer() -> WordedSchedule:
    return WordedSchedule.objects.open().for_deciding().get()


def only_line() -> OfferLine:
    (line,) = offer_lines([only_offer()], timezone.now())
    return line


def take_it(number: int = 0) -> Meeting:
    return take(only_offer(), only_line().ways[number].token, by=None, source=ROAD)


def rules() -> list[tuple[str, tuple[int, ...], str]]:
    found = ScheduleRule.objects.order_by("pk")
    return [(str(rule.frequency), tuple(rule.ordinals), str(rule.access)) for rule in found]


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


def test_the_page_takes_and_leaves(workplace: Client, tmp_path: Path) -> None:
    run(tmp_path, make_source(language="en"), *entries(2, day=MONDAY, notes=LAST_OPEN))
    first, second = workplace.get(reverse(PAGE)).context["lines"]

    taken = workplace.post(reverse(PAGE), {"offer": first.key, "take": first.ways[0].token}, follow=True)
    left = workplace.post(reverse(PAGE), {"offer": second.key, "leave": "1"}, follow=True)

    said = [str(message) for answer in (taken, left) for message in answer.context["messages"]]
    assert [text.partition("”")[2] for text in said] == [
        " meets as the sentence says. The history can put it back.",
        " stays as it is. This sentence is not offered again.",
    ]
    assert [len(answer.context["lines"]) for answer in (taken, left)] == [1, 0]
    assert sorted(found[0] for found in rules()) == ["monthly_by_weekday", "monthly_by_weekday", "weekly"]
    assert set(WordedSchedule.objects.values_list("decided_by__email", "is_taken")) == {
        ("coordinator@example.org", True),
        ("coordinator@example.org", False),
    }
    assert Revision.objects.latest("pk").road == RoadKind.WORKPLACE


@pytest.mark.parametrize("sent", [{}, {"offer": "x"}, {"offer": "9" * 30, "take": "1"}, {"offer": "0", "leave": "1"}])
def test_nonsense_changes_nothing(workplace: Client, tmp_path: Path, sent: dict[str, str]) -> None:
    imported(tmp_path)

    answer = workplace.post(reverse(PAGE), sent, follow=True)

    assert (answer.status_code, len(phrases()), rules()) == (200, 1, [("weekly", (), "not_stated")])
    assert len(answer.context["messages"]) == 1


def test_a_button_without_a_way_changes_nothing(workplace: Client, tmp_path: Path) -> None:
    imported(tmp_path)

    workplace.post(reverse(PAGE), {"offer": only_offer().pk, "take": "0"})

    assert (len(phrases()), rules()) == (1, [("weekly", (), "not_stated")])


def test_the_page_takes_as_many_queries_for_many_as_for_few(workplace: Client, tmp_path: Path) -> None:
    source = make_source(language="en")
    run(tmp_path, source, *entries(1, day=MONDAY, notes=LAST_OPEN))

    workplace.get(reverse(PAGE))
    with CaptureQueriesContext(connection) as one:
        workplace.get(reverse(PAGE))
    run(tmp_path, source, *entries(12, day=MONDAY, notes=LAST_OPEN))
    with CaptureQueriesContext(connection) as many:
        shown = workplace.get(reverse(PAGE)).context["lines"]

    assert (len(shown), len(many)) == (10, len(one))


def test_the_first_screen_says_how_many_wait(workplace: Client, tmp_path: Path) -> None:
    run(tmp_path, make_source(language="en"), *entries(2, day=MONDAY, notes=LAST_OPEN))

    duties = {duty.address: duty.sentence for duty in duties_of(User.objects.get(), timezone.localdate())}

    assert duties[reverse(PAGE)] == "2 sentences in notes say when meetings meet"


def test_an_editor_of_another_body_finds_and_changes_nothing(client: Client, tmp_path: Path) -> None:
    mine, other = make_body("Naša"), make_body("Cudzia")
    imported(tmp_path, make_source(language="en", service_body=mine))
    user = User.objects.create_user("one@example.org", "not-a-real-password")
    give_role(user, MembershipRole.EDITOR, other)
    give_role(user, MembershipRole.MODERATOR, mine)
    client.force_login(user)
    line = only_line()

    page = client.get(reverse(PAGE))
    for sent in ({"leave": "1"}, {"take": line.ways[0].token}):
        client.post(reverse(PAGE), {"offer": line.key, **sent})

    assert (page.status_code, page.context["lines"]) == (200, [])
    assert (len(phrases()), rules()) == (1, [("weekly", (), "not_stated")])
    assert reverse(PAGE) not in {duty.address for duty in duties_of(user, timezone.localdate())}


def test_an_editor_of_the_meetings_group_decides_whoever_keeps_the_source(client: Client, tmp_path: Path) -> None:
    imported(tmp_path)
    user = User.objects.create_user("one@example.org", "not-a-real-password")
    give_role(user, MembershipRole.EDITOR, only_meeting().group)
    client.force_login(user)

    client.post(reverse(PAGE), {"offer": only_offer().pk, "take": only_line().ways[0].token})

    assert [found[0] for found in rules()] == [Frequency.MONTHLY_BY_WEEKDAY] * 2
