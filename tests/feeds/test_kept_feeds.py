"""Feeds that lie ready: the same as those made when asked for, as long as they are true, and never a moment longer than something
may be hidden."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from history.actions import save
from history.erasing import erase_values
from history.models import Revision
from interchange.records import Attendance
from meetings.actions import confirm, end_meeting, save_exception, save_meeting, save_rule
from meetings.kinds import ConfirmedBy, ExceptionKind
from meetings.models import Meeting, ScheduleException
from places.models import Visibility
from tests.feeds.bmlt.visits import INTERFACE
from tests.feeds.visits import body, whole
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule

pytestmark = pytest.mark.django_db
EVERYTHING = "when=any&kind=all"
HEADERS = (
    *("Content-Type", "Content-Disposition", "Content-Language", "Cache-Control", "Vary"),
    *("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "X-Robots-Tag", "Feed-Loss"),
)
FEEDS = (
    "/meetings.json?when=any",
    f"/meetings.json?{EVERYTHING}",
    f"/meetings.csv?{EVERYTHING}",
    f"/meetings.ics?{EVERYTHING}",
    "/meetings.json?fellowship=aa&when=any",
    f"{INTERFACE}/json/?switcher=GetSearchResults",
)


@pytest.fixture(autouse=True)
def site(settings: Settings, tmp_path: Path) -> None:
    settings.KEPT_FILES = tmp_path / "kept"
    settings.SITE_ADDRESS = "http://testserver"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time it is, which a test may set; noon at first."""
    times = [timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)]
    monkeypatch.setattr(timezone, "now", lambda: times[-1])
    return times


def keep(**options: Any) -> None:
    call_command("keep_feeds", **{"from": 1, **options})


def is_kept(client: Client, address: str = FEEDS[0]) -> bool:
    """Whether a feed lies ready: only of such a one it is known how long it is before it is sent."""
    response = client.get(address, headers={"accept-encoding": "gzip"})
    whole(response)
    return bool(response.streaming and response.headers.get("Content-Length"))


def some_meetings() -> Meeting:
    """Two, of which the first is given."""
    make_rule(make_meeting("Druhá", group=make_group("Iná"), attendance=Attendance.ONLINE), weekday=1)
    return today_meeting("Prvá", notes={"en": "Ring twice"})


def answer(client: Client, address: str) -> tuple[bytes, list[str | None]]:
    """All that is sent, and what is said before it."""
    response = client.get(address)
    return whole(response), [response.headers.get(name) for name in HEADERS]


def test_kept_feeds_are_those_that_would_be_made(client: Client) -> None:
    some_meetings()
    made = [answer(client, address) for address in FEEDS]

    keep()

    assert [is_kept(client, address) for address in FEEDS] == [True] * len(FEEDS)
    assert [answer(client, address) for address in FEEDS] == made


def test_parameters_in_another_order_are_the_same_feed(client: Client) -> None:
    some_meetings()
    keep()

    assert is_kept(client, "/meetings.json?kind=all&when=any")


def test_kept_feed_costs_as_little_with_many_meetings(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(3):
        make_rule(make_meeting(f"Skupina {number}", group=make_group(), attendance=Attendance.ONLINE), weekday=1)
    keep()
    is_kept(client)

    with django_assert_num_queries(2):  # the last revision, for the page and for the file
        assert is_kept(client)


def test_what_is_asked_otherwise_is_made(client: Client) -> None:
    some_meetings()
    keep()
    others = [
        "/meetings.json?when=any&lang=sk",
        "/meetings.json?when=any&loss=1",
        "/meetings.json",
        "/meetings.geojson?when=any",
        "/meetings.json?when=any&how=online",
        f"{INTERFACE}/json/?switcher=GetSearchResults&weekdays=1",
        f"{INTERFACE}/jsonp/?switcher=GetSearchResults",
        "/client_interface/json/?switcher=GetSearchResults",
        "/client_interface/nothing/?switcher=GetSearchResults",
    ]

    assert [address for address in others if is_kept(client, address)] == []


def test_feed_says_the_address_by_which_it_is_asked(client: Client, settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://meetings.example.org"
    some_meetings()
    keep()

    assert not is_kept(client)
    assert "http://testserver/" in body(client, FEEDS[0])


def confirmed(meeting: Meeting) -> None:
    confirm(meeting, on=timezone.localdate(), role=ConfirmedBy.COORDINATOR, by=None, source=ROAD)


def later(meeting: Meeting) -> None:
    rule = meeting.rules.get()
    rule.start_minute = 1080
    save_rule(rule, by=None, source=ROAD)


def cancelled(meeting: Meeting) -> None:
    day = {"first_on": timezone.localdate(), "last_on": timezone.localdate()}
    save_exception(ScheduleException(rule=meeting.rules.get(), kind=ExceptionKind.CANCELLED, **day), by=None, source=ROAD)


def another(_meeting: Meeting) -> None:
    today_meeting("Tretia", group=make_group("Tretia"))


@pytest.mark.parametrize("change", [confirmed, later, cancelled, another])
def test_change_that_hides_nothing_waits_for_some_minutes(
    client: Client, clock: list[datetime], settings: Settings, change: Callable[[Meeting], None]
) -> None:
    meeting = some_meetings()
    keep()
    change(meeting)

    assert is_kept(client)
    clock.append(clock[-1] + timedelta(minutes=settings.KEPT_MINUTES))
    assert not is_kept(client)


def ended(meeting: Meeting) -> None:
    end_meeting(meeting, on=timezone.localdate(), by=None, source=ROAD)


def hidden(meeting: Meeting) -> None:
    meeting.visibility = Visibility.ON_CONTACT
    save_meeting(meeting, by=None, source=ROAD)


def house_hidden(meeting: Meeting) -> None:
    assert meeting.venue is not None
    meeting.venue.visibility = Visibility.AREA_ONLY
    save(meeting.venue, by=None, source=ROAD)


def words_taken_out(meeting: Meeting) -> None:
    meeting.notes = {}
    save_meeting(meeting, by=None, source=ROAD)


def group_renamed(meeting: Meeting) -> None:
    meeting.group.name = "Iné meno"
    save(meeting.group, by=None, source=ROAD)


def erased(meeting: Meeting) -> None:
    erase_values(meeting, by=None, source=ROAD)


@pytest.mark.parametrize("change", [ended, hidden, house_hidden, words_taken_out, group_renamed, erased])
def test_what_may_hide_something_ends_kept_feeds_at_once(client: Client, change: Callable[[Meeting], None]) -> None:
    meeting = some_meetings()
    keep()
    before = [is_kept(client, address) for address in FEEDS]

    change(meeting)

    assert before == [True] * len(FEEDS)
    assert [is_kept(client, address) for address in FEEDS] == [False] * len(FEEDS)


def test_hidden_house_is_in_no_feed_from_that_moment_on(client: Client) -> None:
    meeting = some_meetings()
    keep()
    before = [("Hlavn" in body(client, address)) for address in FEEDS]

    house_hidden(meeting)

    assert before == [True] * len(FEEDS)
    assert [("Hlavn" in body(client, address)) for address in FEEDS] == [False] * len(FEEDS)


def test_change_among_others_is_seen(client: Client) -> None:
    meeting = some_meetings()
    keep()
    confirmed(meeting)
    hidden(meeting)
    confirmed(meeting)

    assert not is_kept(client)


def test_file_is_of_its_day_however_little_changes(client: Client, clock: list[datetime]) -> None:
    some_meetings()
    keep()

    clock.append(clock[0].replace(hour=23, minute=59))
    assert is_kept(client)
    clock.append(clock[0] + timedelta(hours=12))
    assert not is_kept(client)


def test_file_of_a_database_that_was_put_back_is_not_sent(client: Client) -> None:
    meeting = some_meetings()
    newest = Revision.objects.order_by("-pk").values_list("pk", flat=True)[0]
    confirmed(meeting)
    keep()
    QuerySet(Revision).filter(pk__gt=newest).delete()

    assert not is_kept(client)


def test_only_what_has_changed_is_made_anew(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    meeting = some_meetings()
    keep()
    first = capsys.readouterr().out
    keep()
    second = capsys.readouterr().out
    hidden(meeting)
    keep()

    made = [line.rpartition(": ")[0] for line in first.splitlines()]
    assert len(made) == len(FEEDS) + 1  # and the fellowship's answer of BMLT
    assert (second, is_kept(client)) == ("", True)
    assert [line.rpartition(": ")[0] for line in capsys.readouterr().out.splitlines()] == made


def test_who_has_the_feed_already_is_told_so(client: Client) -> None:
    some_meetings()
    keep()
    etag = client.head(FEEDS[0]).headers["ETag"]

    again = client.get(FEEDS[0], headers={"if-none-match": etag})

    assert (again.status_code, again.headers["ETag"], again.headers["Feed-Loss"]) == (304, etag, "rules=2, left-out=0")
    assert whole(client.head(FEEDS[0])) == b""


def test_of_few_meetings_nothing_is_kept(client: Client, tmp_path: Path) -> None:
    some_meetings()
    call_command("keep_feeds")

    assert not is_kept(client)
    assert list(tmp_path.iterdir()) == []


def test_feeds_are_made_when_asked_for_where_they_cannot_be_kept(client: Client, settings: Settings, tmp_path: Path) -> None:
    some_meetings()
    (tmp_path / "file").write_text("no folder")
    settings.KEPT_FILES = tmp_path / "file" / "kept"

    with pytest.raises(CommandError, match="KEPT_FILES cannot be written"):
        keep()

    assert len(json.loads(body(client, FEEDS[0]))) == 2
