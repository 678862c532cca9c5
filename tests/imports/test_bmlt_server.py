"""Importing from a BMLT server: everything is asked for, in the language of the source, and whatever goes wrong changes nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from history.road import RoadKind
from imports.actions import import_feed
from imports.kinds import FeedFormat, Outcome
from imports.models import ImportRun, Source
from imports.running import RunOptions
from meetings.models import Meeting
from tests.imports.fetching.server import Answer, Asked, Server, serving
from tests.imports.world import NOW, figures, make_source
from tests.interchange.bmlt.answers import form, meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("this_machine")]


@dataclass
class Root:
    """A BMLT server; `instead` are answers that it gives to single switchers instead of the right ones."""

    meetings: list[dict[str, Any]] = field(default_factory=lambda: [meeting(), meeting(id_bigint="102", weekday_tinyint="5")])
    instead: dict[str, Answer] = field(default_factory=dict)

    def respond(self, asked: Asked) -> Answer:
        parts = urlsplit(asked.path)
        if parts.path != "/main_server/client_interface/json/":
            return Answer(status=404)
        given = parse_qs(parts.query)
        (switcher,) = given["switcher"]
        answers: dict[str, Any] = {
            "GetSearchResults": self.meetings,
            "GetServiceBodies": [{"id": "2", "parent_id": "1", "name": "Oblasť Bratislava", "url": ""}],
            "GetFormats": [
                form(8, "D", "Diskusia"),
                form(17, "O", "Otvorené", world_id="OPEN", lang=given.get("lang_enum", ["en"])[0]),
            ],
        }
        return self.instead.get(switcher) or Answer(json.dumps(answers[switcher]).encode())


@pytest.fixture
def root() -> Root:
    return Root()


@pytest.fixture
def server(root: Root) -> Iterator[Server]:
    with serving(root.respond) as running:
        yield running


@pytest.fixture
def source(server: Server) -> Source:
    return make_source(code_set="na", format=FeedFormat.BMLT, language="sk", address=server.address("/main_server"))


def fetch(source: Source, origin: str = "") -> ImportRun:
    """A run of a source."""
    return import_feed(source, origin or source.address, by=None, road=RoadKind.COMMAND, options=RunOptions(at=NOW))


def asked(server: Server) -> list[dict[str, list[str]]]:
    """What the server was asked."""
    return [parse_qs(urlsplit(each.path).query) for each in server.asked]


def test_a_server_is_asked_for_formats_bodies_and_meetings(server: Server, source: Source) -> None:
    run = fetch(source)

    assert (run.outcome, figures(run)) == (Outcome.APPLIED, (2, 0, 0, 0, 0))
    assert asked(server) == [
        {"switcher": ["GetFormats"]},
        {"switcher": ["GetFormats"], "lang_enum": ["sk"]},
        {"switcher": ["GetServiceBodies"]},
        {"switcher": ["GetSearchResults"], "lang_enum": ["sk"]},
    ]
    assert {rule.access for each in Meeting.objects.all() for rule in each.rules.all()} == {"open"}


@pytest.mark.parametrize(
    "path", ["/main_server/", "/main_server/client_interface/json", "/main_server/client_interface/jsonp/?switcher=GetFormats"]
)
def test_whatever_address_of_a_server_is_given_it_is_found(server: Server, source: Source, path: str) -> None:
    assert fetch(source, server.address(path)).came_in == 2


def test_which_meetings_an_address_asks_for_is_kept(server: Server, source: Source) -> None:
    fetch(
        source, server.address("/main_server/client_interface/json/?switcher=GetSearchResults&services[]=3&recursive=1&page_size=5")
    )

    assert asked(server)[-1] == {"switcher": ["GetSearchResults"], "services[]": ["3"], "recursive": ["1"], "lang_enum": ["sk"]}


def test_the_second_run_changes_nothing(source: Source) -> None:
    fetch(source)

    assert figures(fetch(source)) == (0, 0, 2, 0, 0)


def test_what_is_no_longer_published_is_withdrawn(root: Root, source: Source) -> None:
    root.meetings = [meeting(id_bigint=str(number)) for number in range(10)]
    fetch(source)
    root.meetings[0]["published"] = "0"

    run = fetch(source)

    assert (run.came_in, figures(run)) == (10, (0, 0, 9, 1, 1))


@pytest.mark.parametrize("switcher", ["GetFormats", "GetServiceBodies", "GetSearchResults"])
@pytest.mark.parametrize(
    ("answer", "reason"),
    [(Answer(b"", status=500), "bad_status"), (Answer(b"<!DOCTYPE html>"), "feed_not_json"), (Answer(b"[1 2]"), "feed_not_json")],
)
def test_if_one_answer_is_broken_nothing_is_changed(root: Root, source: Source, switcher: str, answer: Answer, reason: str) -> None:
    fetch(source)
    root.instead[switcher] = answer

    run = fetch(source)

    assert (run.outcome, run.reason) == (Outcome.REFUSED, reason)
    assert set(Meeting.objects.values_list("status", flat=True)) == {"published"}


def test_a_saved_file_on_the_web_is_read_as_it_is(source: Source) -> None:
    with serving(lambda _asked: Answer(json.dumps([meeting()]).encode())) as server:
        run = fetch(source, server.address("/saved/meetings.json"))

    assert (run.came_in, [each.path for each in server.asked]) == (1, ["/saved/meetings.json"])
