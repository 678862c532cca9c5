"""What a card says of its date: in progress, over, today; by the clock on which it is shown."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from meetings import results
from meetings.cards import by_day
from meetings.kinds import MeetingKind
from meetings.results import answer
from meetings.search import MeetingSearch
from meetings.windows import When
from tests.meetings.world import NOW, make_group, make_meeting, make_rule

pytestmark = pytest.mark.django_db


def found(now: datetime = NOW, **search: object) -> list[tuple[str, bool]]:
    """Names, and whether they are in progress."""
    page = answer(MeetingSearch(**search), now=now, centre=None)  # type: ignore[arg-type]
    return [(card.meeting.name, card.date.is_running if card.date else False) for card in page.cards]


def test_what_is_over_is_neither_in_progress_nor_an_answer() -> None:
    make_rule(make_meeting("Dávno"), start_minute=600)

    assert found(date=date(2026, 11, 24)) == []
    assert found(date=date(2026, 11, 17)) == []


@pytest.mark.parametrize(("minutes_after_the_end", "is_found"), [(-1, True), (0, False), (6, False)])
def test_now_does_not_keep_what_has_ended(minutes_after_the_end: int, is_found: bool) -> None:
    make_rule(make_meeting("Nádej"), start_minute=1020, duration_minutes=60)
    now = NOW + timedelta(minutes=minutes_after_the_end)

    assert found(now, when=When.NOW) == ([("Nádej", True)] if is_found else [])


@pytest.mark.parametrize("when", [When.NOW, When.SOON, When.TODAY, When.WEEK, When.ANY])
def test_a_marathon_in_progress_is_found_at_any_hour_of_it(when: When) -> None:
    make_rule(make_meeting("Maratón", kind=MeetingKind.MARATHON), start_minute=600, duration_minutes=16 * 60)

    assert found(when=when) == [("Maratón", True)]


def test_today_is_today_by_the_clock_of_the_venue() -> None:
    far = make_meeting("Far", group=make_group("Far"))
    make_rule(far, zone="America/Los_Angeles", weekday=0, start_minute=23 * 60)
    now = datetime(2026, 11, 23, 22, 0, tzinfo=ZoneInfo("America/Los_Angeles"))

    page = answer(MeetingSearch(), now=now, centre=None)

    assert [label for label, _cards in by_day(page.cards, now)] == ["Today, Monday 23 November"]


def test_what_is_only_for_some_can_be_left_out() -> None:
    make_rule(make_meeting("Pre ženy", audiences_only=("women",)))
    make_rule(make_meeting("Ženy vítané", audiences_welcome=("women",)))

    assert [name for name, _running in found(not_only=("women",))] == ["Ženy vítané"]
    assert sorted(name for name, _running in found(audience=("women",))) == ["Pre ženy", "Ženy vítané"]


def test_a_page_behind_the_last_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "PER_PAGE", 2)
    for name in ("Prvé", "Druhé", "Tretie"):
        make_rule(make_meeting(name))
    make_rule(make_meeting("Dávno nepotvrdené", listed_on=NOW.date() - timedelta(days=300)))

    pages = [answer(MeetingSearch(page=number), now=NOW, centre=None) for number in (1, 2, 3)]

    assert [(page.number, len(page.shown), page.has_next) for page in pages] == [(1, 2, True), (2, 1, False), (2, 1, False)]
    assert {(page.count, page.hidden, page.is_unvouched) for page in pages} == {(3, 1, False)}


def test_where_nobody_vouches_for_any_all_are_shown() -> None:
    make_rule(make_meeting("Dávno nepotvrdené", listed_on=NOW.date() - timedelta(days=300)))

    page = answer(MeetingSearch(), now=NOW, centre=None)

    assert (page.count, page.hidden, page.is_unvouched, len(page.shown)) == (1, 0, True, 1)
