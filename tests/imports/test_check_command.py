"""manage.py check_feed: what it says, and what it ends with."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.imports.fetching.server import Answer, Server, serving
from tests.interchange.feeds import item


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(lambda _asked: Answer(json.dumps([item()]).encode())) as running:
        yield running


def feed(folder: Path, *items: Any) -> str:
    """The name of a file with a list of these."""
    path = folder / "feed.json"
    path.write_text(json.dumps(items))
    return str(path)


def code_of(*arguments: str) -> int | str | None:
    """With what the command ends."""
    with pytest.raises(SystemExit) as ended:
        call_command("check_feed", *arguments)
    return ended.value.code


def test_a_good_feed_ends_with_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_feed", feed(tmp_path, item()))

    assert capsys.readouterr().out == "1 record was looked at. Nothing is wrong with what was looked at.\n"


def test_problems_end_with_1_and_are_told_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = code_of(feed(tmp_path, item(day=[1])))

    told = capsys.readouterr().out
    assert code == 1
    assert "Write one record for each day, each with a slug of its own." in told
    assert "ranna-skupina, no. 1 of the list · day · 1" in told


def test_a_broken_feed_ends_with_2(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text('[{"name": "Nád')

    assert code_of(str(path)) == 2


def test_a_feed_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as error:
        call_command("check_feed", str(tmp_path / "nothing.json"))

    assert (str(error.value), error.value.returncode) == ("There is no such file.", 2)


def test_for_programs_it_is_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code_of(feed(tmp_path, item(types=["o"])), "--fellowship", "aa", "--json")

    told = json.loads(capsys.readouterr().out)
    (problem,) = told.pop("problems")
    assert told == {"records": 1, "rejected": 0, "refused": False}
    assert (problem["code"], problem["weight"], problem["count"]) == ("types_case", "readers", 1)
    assert problem["examples"] == [{"record": "ranna-skupina, no. 1 of the list", "field_name": "types", "value": "o"}]


@pytest.mark.usefixtures("this_machine")
def test_an_address_is_fetched(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_feed", server.address())

    assert capsys.readouterr().out.startswith("1 record was looked at.")


def test_an_address_of_an_inner_network_is_not(server: Server) -> None:
    with pytest.raises(CommandError) as error:
        call_command("check_feed", server.address())

    assert str(error.value) == "The address leads into a network that is not public."
