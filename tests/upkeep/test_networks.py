"""Networks are told apart for a while, and never known."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from meetings.kinds import ReportKind
from meetings.models import Report
from meetings.truth import networks_differ
from tests.meetings.world import make_meeting
from upkeep.networks import EPOCH, epoch_of, forget_old_keys, hashed_network, keys_of, network_of

MONDAY = date(2026, 11, 9)  # an epoch begins


@pytest.fixture(autouse=True)
def keys_file(tmp_path: Path, settings: Settings) -> Path:
    settings.NETWORK_KEYS_FILE = tmp_path / "deeper" / "keys.json"
    return tmp_path / "deeper" / "keys.json"


def hashed(address: str, today: date = MONDAY) -> str:
    return hashed_network(RequestFactory().get("/", REMOTE_ADDR=address), today)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
    ],
)
def test_a_network_is_a_24_or_a_48(address: str, network: str) -> None:
    assert network_of(address) == network


def test_an_epoch_is_a_fortnight_that_begins_on_a_monday() -> None:
    assert [epoch_of(MONDAY + timedelta(days=days)) for days in (-1, 0, 13, 14)] == [
        MONDAY - EPOCH,
        MONDAY,
        MONDAY,
        MONDAY + EPOCH,
    ]


def test_two_addresses_of_one_network_have_one_hash() -> None:
    assert hashed("192.0.2.1") == hashed("192.0.2.200")


def test_two_networks_differ() -> None:
    assert networks_differ(hashed("192.0.2.1"), hashed("198.51.100.1"))


def test_nothing_of_the_address_stands_in_the_hash(keys_file: Path) -> None:
    written = hashed("192.0.2.1") + keys_file.read_text()

    assert "192.0" not in written


def test_a_network_is_known_again_in_the_next_epoch() -> None:
    first, second = hashed("192.0.2.1"), hashed("192.0.2.9", MONDAY + EPOCH)

    assert first != second
    assert not networks_differ(first, second)
    assert networks_differ(first, hashed("198.51.100.1", MONDAY + EPOCH))


def test_after_two_epochs_nothing_is_known_any_more() -> None:
    first, third = hashed("192.0.2.1"), hashed("198.51.100.1", MONDAY + 2 * EPOCH)

    assert not networks_differ(first, third)


def test_a_key_that_was_lost_and_made_anew_is_not_compared(keys_file: Path) -> None:
    before = hashed("192.0.2.1")
    keys_file.unlink()

    assert not networks_differ(before, hashed("192.0.2.1"))


def test_both_hashes_fit_into_their_column() -> None:
    hashed("2001:db8::1", MONDAY - EPOCH)
    longest = Report._meta.get_field("network_hash").max_length

    assert len(hashed("2001:db8::1").split()) == 2
    assert len(hashed("2001:db8::1")) <= (longest or 0)


def test_the_keys_are_for_nobody_else_to_read(keys_file: Path) -> None:
    hashed("192.0.2.1")

    assert stat.S_IMODE(keys_file.stat().st_mode) == 0o600


def test_several_workers_at_once_make_one_key() -> None:
    with ThreadPoolExecutor(8) as workers:
        made = list(workers.map(keys_of, [MONDAY] * 40))

    assert len({keys[str(MONDAY)] for keys in made}) == 1


def test_a_new_epoch_throws_the_old_keys_away(keys_file: Path) -> None:
    for epochs in range(3):
        keys_of(MONDAY + epochs * EPOCH)

    assert sorted(json.loads(keys_file.read_text())) == [str(MONDAY + EPOCH), str(MONDAY + 2 * EPOCH)]


def test_an_unknown_address_has_no_hash() -> None:
    assert hashed("") == ""


@pytest.mark.django_db
def test_old_keys_and_the_hashes_made_with_them_are_forgotten(keys_file: Path) -> None:
    meeting = make_meeting()
    for days in (0, 14, 15, 40):
        day = MONDAY - timedelta(days=days)
        network = hashed("192.0.2.1", day)
        Report.objects.create(meeting=meeting, kind=ReportKind.MOVED, on=day, network_hash=network)
    hashed("192.0.2.1")

    blanked = forget_old_keys(datetime(2026, 11, 10, 12, tzinfo=UTC))

    kept = Report.objects.exclude(network_hash="").values_list("on", flat=True)
    assert blanked == 2
    assert set(kept) == {MONDAY, MONDAY - EPOCH}
    assert set(json.loads(keys_file.read_text())) <= {str(MONDAY), str(MONDAY - EPOCH)}
