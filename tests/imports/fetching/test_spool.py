"""Files as they are found on disk."""

import gzip
import os
from pathlib import Path

import pytest

from imports.fetching.spool import FetchError, open_file

LIMIT = 1_000


def refusal(path: Path) -> str:
    """Why a file is not read."""
    with pytest.raises(FetchError) as raised:
        open_file(path, most_bytes=LIMIT)
    return raised.value.code


def test_a_file_is_read_plain_or_gzipped(tmp_path: Path) -> None:
    for content in (b"[]", gzip.compress(b"[]")):
        path = tmp_path / "feed"
        path.write_bytes(content)
        with open_file(path, most_bytes=LIMIT) as file:
            assert file.read() == b"[]"


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.json") == "file_missing"
    assert refusal(Path("no\0name")) == "file_missing"


def test_what_is_no_plain_file_cannot_be_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert refusal(tmp_path) == "file_unreadable"
    assert refusal(tmp_path / "pipe") == "file_unreadable"
    assert refusal(tmp_path / ("x" * 300)) == "file_unreadable"


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    for content in (b" " * (LIMIT + 1), gzip.compress(b" " * (LIMIT + 1))):
        path = tmp_path / "feed"
        path.write_bytes(content)
        assert refusal(path) == "too_large"


def test_what_cannot_be_unpacked_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.gz"
    path.write_bytes(gzip.compress(b"[]" * 100)[:-9])

    assert refusal(path) == "packing_broken"
