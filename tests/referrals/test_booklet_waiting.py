"""Large booklets: ordered by visitors, made by one process, kept as long as they are true."""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from meetings.actions import save_meeting
from places.models import Visibility
from referrals.booklet import waiting
from referrals.booklet.waiting import FAILED, IN_WORK, MADE, ORDERED, Standing, is_ordered, order, path_of, place, ready, started
from referrals.views import booklets
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD
from tests.referrals.booklets import asked, texts

pytestmark = pytest.mark.django_db
ADDRESS = "/en/meetings.pdf"
NOTHING = (sys.executable, "-c", "pass")
A_WHILE = (sys.executable, "-c", "import time; time.sleep(60)")


@pytest.fixture(autouse=True)
def _all_are_large(tmp_path: Path, settings: Settings, monkeypatch: Any) -> Any:
    """Every booklet is ordered, and whoever works at the orders is a process that does nothing."""
    settings.KEPT_FILES = tmp_path / "kept"
    monkeypatch.setattr(booklets, "FEW", -1)
    monkeypatch.setattr(waiting.order, "__defaults__", (NOTHING,))
    yield
    for process in started:
        process.kill()
        process.wait()
    started.clear()


def marks(suffix: str) -> int:
    return len(list(place().glob(f"*{suffix}")))


def ended() -> None:
    """Wait until nobody works."""
    for process in started:
        process.wait()


def test_a_large_booklet_is_made_meanwhile_and_then_sent(client: Client) -> None:
    today_meeting("Nádej")

    first = client.get(ADDRESS)
    ended()
    call_command("make_booklets")
    then = client.get(ADDRESS)

    assert (first.status_code, first.headers["Refresh"], first.headers["Cache-Control"]) == (202, "3", "no-store")
    assert "The booklet is being made" in first.content.decode()
    assert (then.status_code, then.headers["Content-Type"]) == (200, "application/pdf")
    assert "Nádej" in " ".join(texts(b"".join(then)))
    assert client.get(ADDRESS, headers={"if-none-match": then.headers["ETag"]}).status_code == 304


def test_many_who_ask_at_once_order_it_once(client: Client) -> None:
    today_meeting("Nádej")

    found = [client.get(ADDRESS).status_code for _visitor in range(3)]

    assert found == [202, 202, 202]
    assert marks(ORDERED) == 1


def test_one_process_works_at_a_time() -> None:
    order(asked(), A_WHILE)
    order(asked("paper=a5"), A_WHILE)

    assert len(started) == 1
    assert marks(ORDERED) == 2


def test_somebody_works_again_after_a_process_has_ended() -> None:
    order(asked(), NOTHING)
    ended()

    order(asked(), NOTHING)

    assert len(started) == 1
    ended()
    assert started[0].returncode == 0


def test_a_kept_booklet_is_sent_as_long_as_nothing_changed(client: Client) -> None:
    meeting = today_meeting("Nádej")
    order(asked())
    waiting.work()
    assert ready(asked()) is not None

    meeting.visibility = Visibility.AREA_ONLY
    save_meeting(meeting, by=None, source=ROAD)

    assert ready(asked()) is None
    assert client.get(ADDRESS).status_code == 202


def test_what_depends_on_the_hour_is_kept_for_a_moment(monkeypatch: Any) -> None:
    order(asked("when=now"))
    waiting.work()
    assert ready(asked("when=now")) is not None

    monkeypatch.setattr(waiting, "A_MOMENT", timedelta(0))

    assert ready(asked("when=now")) is None


def test_an_order_at_which_nobody_works_any_more_has_failed(client: Client) -> None:
    order(asked(), NOTHING)
    ended()
    path_of(asked()).rename(path_of(asked()).with_suffix(IN_WORK))

    response = client.get(ADDRESS)

    assert response.status_code == 503
    assert "It could not be made." in response.content.decode()
    assert (marks(ORDERED), marks(FAILED)) == (0, 1)


def test_after_a_while_a_failed_one_is_tried_again() -> None:
    order(asked(), NOTHING)
    ended()
    failed = path_of(asked()).rename(path_of(asked()).with_suffix(FAILED))
    earlier = time.time() - waiting.FAILED_FOR.total_seconds() - 1
    os.utime(failed, (earlier, earlier))

    assert order(asked(), NOTHING) is Standing.WAITING
    assert is_ordered(asked())


def test_the_queue_is_bounded(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(waiting, "MOST_WAITING", 2)
    for size in ("8", "9"):
        client.get(f"{ADDRESS}?size={size}")

    response = client.get(f"{ADDRESS}?size=10")

    assert response.status_code == 503
    assert "Too many booklets are being made at the moment." in response.content.decode()
    assert client.get(f"{ADDRESS}?size=9").status_code == 202


def test_what_is_too_thick_to_fold_fails_without_ending_the_work(monkeypatch: Any) -> None:
    today_meeting("Nádej")
    monkeypatch.setattr("referrals.booklet.setting.MOST_TO_FOLD", 0)
    order(asked("paper=a6&fold=1"), NOTHING)
    order(asked("paper=a6"), NOTHING)

    assert waiting.work() == 2
    assert (marks(MADE), marks(FAILED)) == (1, 1)


def test_of_many_kept_booklets_the_oldest_go(monkeypatch: Any) -> None:
    monkeypatch.setattr(waiting, "MOST_KEPT", 1)
    for number, paper in enumerate(("a5", "a6")):
        order(asked(f"paper={paper}"), NOTHING)
        earlier = time.time() - 100 + number
        os.utime(path_of(asked(f"paper={paper}")), (earlier, earlier))

    waiting.work()

    assert (ready(asked("paper=a5")), ready(asked("paper=a6")) is not None) == (None, True)


def test_each_booklet_has_its_time(monkeypatch: Any) -> None:
    alarms: list[int] = []
    monkeypatch.setattr("signal.alarm", alarms.append)
    order(asked(), NOTHING)
    order(asked("paper=a6"), NOTHING)

    waiting.work()

    assert alarms == [waiting.SECONDS, waiting.SECONDS, 0]


def test_where_nothing_can_be_written_the_order_fails(settings: Settings, tmp_path: Path) -> None:
    settings.KEPT_FILES = tmp_path / "file" / "kept"
    (tmp_path / "file").write_text("no folder")

    assert order(asked()) is Standing.FAILED
