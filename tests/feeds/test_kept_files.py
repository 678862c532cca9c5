"""Files that lie ready: whole or not there, made by one at a time, sent as the asker takes them."""

import gzip
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from feeds.kept_files import State, edition, keep_file, kept_file, sent, sweep
from tests.feeds.visits import whole

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
AT = State(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), 7)
TEXT = "Prvá skupina\n".encode() * 20_000


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.KEPT_FILES = tmp_path / "kept"
    return tmp_path / "kept"


def keep(text: bytes = TEXT, name: str = "all.txt", **facts: str) -> bool:
    return keep_file(name, (text[start : start + 1000] for start in range(0, len(text), 1000)), state=AT, facts=facts)


def view(request: HttpRequest) -> Any:
    file = kept_file("all.txt")
    assert file is not None
    return sent(request, file, content_type="text/plain", headers={"Feed-Loss": "rules=1"})


urlpatterns = [path("all.txt", view)]


def asked(method: str = "GET", **headers: str) -> Any:
    """The answer to a request with these headers."""
    return Client(headers={name.replace("_", "-"): value for name, value in headers.items()}).generic(method, "/all.txt")


def files(folder: Path) -> list[str]:
    return sorted(one.suffix for one in folder.iterdir())


def test_kept_file_says_what_its_maker_said() -> None:
    assert keep(loss="rules=3, left-out=1")

    file = kept_file("all.txt")

    assert file is not None
    assert (file.made_at, file.revision, file.facts) == (AT.made_at, 7, {"loss": "rules=3, left-out=1"})
    assert kept_file("other.txt") is None


def test_file_is_sent_compressed_or_plain_as_the_asker_takes_it() -> None:
    keep()

    packed, plain = asked(accept_encoding="br, gzip"), asked()

    assert (packed.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    body = whole(packed)
    assert (gzip.decompress(body), whole(plain)) == (TEXT, TEXT)
    assert int(packed.headers["Content-Length"]) == len(body) < len(TEXT) / 10
    for answer in (packed, plain):
        assert (answer.headers["Vary"], answer.headers["Feed-Loss"]) == ("Accept-Encoding", "rules=1")
        assert "Content-Disposition" not in answer.headers


def test_answer_that_nobody_reads_leaves_no_file_open() -> None:
    keep()
    open_before = len(os.listdir("/proc/self/fd"))

    for answer in (asked(), asked(accept_encoding="gzip")):
        answer.close()

    assert len(os.listdir("/proc/self/fd")) == open_before


def test_who_has_the_file_already_is_told_so() -> None:
    keep()
    etag, modified = asked("HEAD").headers["ETag"], asked("HEAD").headers["Last-Modified"]

    answers = [asked(if_none_match=etag), asked(if_modified_since=modified), asked(if_none_match='W/"other"'), asked("HEAD")]

    assert [answer.status_code for answer in answers] == [304, 304, 200, 200]
    assert (answers[0].headers["ETag"], answers[0].headers["Vary"]) == (etag, "Accept-Encoding")
    assert [whole(answer) == b"" for answer in answers] == [True, True, False, True]


def test_same_content_made_again_has_the_same_etag() -> None:
    keep()
    first = asked("HEAD").headers["ETag"]

    keep()
    again = asked("HEAD").headers["ETag"]
    keep(b"other")

    assert first == again != asked("HEAD").headers["ETag"]


def test_file_that_is_being_made_is_not_seen_and_not_made_twice(folder: Path) -> None:
    keep(b"before")
    seen = []

    def pieces() -> Iterator[bytes]:
        yield b"after"
        seen.append((whole(asked()), keep(b"by another")))

    assert keep_file("all.txt", pieces(), state=AT, facts={})

    assert (seen, whole(asked())) == ([(b"before", False)], b"after")
    assert files(folder) == [".kept", ".lock"]


def test_maker_that_fails_leaves_what_was_there(folder: Path) -> None:
    keep(b"before")

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        keep_file("all.txt", broken(), state=AT, facts={})

    assert whole(asked()) == b"before"
    assert files(folder) == [".kept", ".lock"]


def test_without_a_folder_nothing_is_kept(settings: Settings, tmp_path: Path) -> None:
    settings.KEPT_FILES = tmp_path / "file" / "kept"
    (tmp_path / "file").write_text("no folder")

    assert keep() is False
    assert kept_file("all.txt") is None


def test_full_disk_leaves_what_was_there(folder: Path) -> None:
    keep(b"before")

    def full() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    assert keep_file("all.txt", full(), state=AT, facts={}) is False
    assert whole(asked()) == b"before"
    assert files(folder) == [".kept", ".lock"]


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff" * 5000, b'{"name": 1}'.ljust(4096), None])
def test_file_that_is_damaged_is_as_if_it_were_not_there(folder: Path, content: bytes | None) -> None:
    keep()
    [lying] = folder.glob("*.kept")
    lying.write_bytes(lying.read_bytes()[:-1] if content is None else content)

    assert kept_file("all.txt") is None


def test_file_that_was_replaced_meanwhile_is_not_sent_under_the_head_of_the_other() -> None:
    keep()
    file = kept_file("all.txt")
    keep(b"other")

    assert file is not None
    assert sent(RequestFactory().get("/"), file, content_type="text/plain", headers={}) is None


def test_upgraded_program_does_not_know_the_files_of_the_one_before(settings: Settings, tmp_path: Path) -> None:
    keep()
    settings.BASE_DIR = tmp_path
    edition.cache_clear()

    found = kept_file("all.txt")
    edition.cache_clear()

    assert found is None


def test_what_nobody_makes_anew_is_thrown_away(folder: Path) -> None:
    keep(name="old.txt")
    long_ago = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    for one in folder.iterdir():
        os.utime(one, (long_ago, long_ago))
    keep()

    assert sweep(datetime.now(UTC) - timedelta(days=2)) == 1
    assert files(folder) == [".kept", ".lock"]
    assert kept_file("all.txt") is not None
