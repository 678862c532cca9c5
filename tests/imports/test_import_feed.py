"""The command: what it prints, and that whatever is wrong is said in one sentence."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from imports.models import ImportRun, Source
from meetings.models import Meeting
from tests.imports.fetching.server import Answer, Server, serving
from tests.imports.world import entries, make_source
from tests.interchange.feeds import item
from tests.meetings.world import make_fellowship

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def aa() -> None:
    make_fellowship("aa", code_set="aa")
    make_fellowship("al-anon", code_set="al-anon")


def feed(folder: Path, *objects: Any) -> str:
    """The name of a file with these objects."""
    path = folder / "feed.json"
    path.write_text(json.dumps(objects))
    return str(path)


def printed(origin: str, *options: str) -> list[str]:
    """What the command prints."""
    out = StringIO()
    call_command("import_feed", origin, "--as", "oc-aa", *options, stdout=out)
    return out.getvalue().splitlines()


def complaint(origin: str, *options: str) -> str:
    """What the command says where it does not do what it was told."""
    with pytest.raises(CommandError) as raised:
        printed(origin, *options)
    return str(raised.value)


def test_the_plan_is_printed(tmp_path: Path) -> None:
    unreadable = [item(slug="x", time="podvečer"), item(slug="y", day=9)]
    origin = feed(tmp_path, *entries(2, types=["O"]), item(types=["O", "C"]), *unreadable)

    assert printed(origin, "--fellowship", "aa") == [
        "oc-aa: 5 came in.",
        "        3 created",
        "        0 updated",
        "        0 unchanged",
        "        2 rejected",
        "Withdrawn, as no longer in the feed: 0",
        "Rejected, because:",
        "        1 × The day cannot be read.",
        "            y, day: 9",
        "        1 × The time can mean nothing, or several things.",
        "            x, time: podvečer",
        "Noted:",
        "        1 × It is said to be open and closed: who may come is “not stated, ask first”.",
        "            ranna-skupina, types: O, C",
        "Applied.",
    ]


@pytest.mark.parametrize(
    ("slug", "title"), [("san-jose-aa", "San Jose AA"), ("toledo_al-anon", "Toledo Al Anon"), ("aa", "AA"), ("la-na", "La Na")]
)
def test_a_new_source_is_called_by_its_slug_with_acronyms_of_fellowships(tmp_path: Path, slug: str, title: str) -> None:
    call_command("import_feed", feed(tmp_path, item()), "--as", slug, "--fellowship", "aa", stdout=StringIO())

    assert Source.objects.get(slug=slug).title == title


def test_a_second_run_says_that_nothing_changes(tmp_path: Path) -> None:
    origin = feed(tmp_path, *entries(2))
    printed(origin, "--fellowship", "aa")

    assert printed(origin)[-1] == "Nothing to change."


def test_the_source_is_made_as_the_options_say(tmp_path: Path) -> None:
    origin = feed(tmp_path, *entries(1))

    printed(origin, "--fellowship", "al-anon", "--vouches", "--language", "sk", "--zone", "Europe/Vienna")

    source = Source.objects.get()
    assert (source.slug, source.title, source.fellowship.slug, source.address) == ("oc-aa", "Oc AA", "al-anon", "")
    assert (source.vouches, source.language, source.zone) == (True, "sk", "Europe/Vienna")


def test_a_dry_run_leaves_listings_and_a_known_source_as_they_are(tmp_path: Path) -> None:
    printed(feed(tmp_path, *entries(4)), "--fellowship", "aa")

    lines = printed(feed(tmp_path, *entries(3, notes="Nové"), item()), "--dry-run", "--vouches", "--language", "sk")

    assert lines[:6] == [
        "oc-aa: 4 came in.",
        "        1 created",
        "        3 updated",
        "        0 unchanged",
        "        0 rejected",
        "Withdrawn (not yet), as no longer in the feed: 1",
    ]
    assert lines[-1] == "Only tried out. More of its meetings are missing than this source may withdraw without a person."
    assert [(meeting.status, str(meeting.notes)) for meeting in Meeting.objects.all()] == [("published", "")] * 4
    assert Source.objects.values_list("vouches", "language").get() == (False, "und")


def test_what_waits_is_printed_and_is_a_failure(tmp_path: Path) -> None:
    printed(feed(tmp_path, *entries(5)), "--fellowship", "aa")

    said = complaint(feed(tmp_path, *entries(1)))

    assert said == (
        "Nothing was changed, it waits for a person. More than half of its meetings are missing, as if the feed were broken."
    )


def test_a_person_may_allow_withdrawals(tmp_path: Path) -> None:
    printed(feed(tmp_path, *entries(5)), "--fellowship", "aa")

    lines = printed(feed(tmp_path, *entries(1)), "--allow-withdrawals")

    assert lines[5:] == ["Withdrawn, as no longer in the feed: 4", "Applied."]


def test_the_command_speaks_english_whatever_the_site_speaks(tmp_path: Path) -> None:
    with override("sk"):
        assert printed(feed(tmp_path, *entries(1)), "--fellowship", "aa")[-1] == "Applied."
        assert complaint(str(tmp_path / "none.json")) == "Refused. There is no such file."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("none.json", "There is no such file."), (".", "The file cannot be opened."), ("x" * 300, "The file cannot be opened.")],
)
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, name: str, sentence: str) -> None:
    assert complaint(str(tmp_path / name), "--fellowship", "aa") == f"Refused. {sentence}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "There is nothing in the feed, not even an empty list."),
        ("name,day\nRáno,1\n", "The table has no heading: a header row with Address or City is required."),
        ("<html>", "A web page came instead of a feed."),
        ("{}", "The feed is JSON, but no list of meetings."),
        ('[{"name": "Rán', "The feed ends in the middle."),
    ],
)
def test_a_feed_that_is_none_is_said(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "feed.json"
    path.write_text(content)

    assert complaint(str(path), "--fellowship", "aa") == f"Refused. {sentence}"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--zone", "Bratislava"], "zone: Not a known time zone; it looks like Europe/Bratislava."),
        (["--language", "slovak"], "language: Two letters, as in sk; “und” if not known."),
        (["--language", "SK"], "language: Two letters, as in sk; “und” if not known."),
    ],
)
@pytest.mark.parametrize("is_known", [False, True])
def test_wrong_options_are_said(tmp_path: Path, options: list[str], sentence: str, *, is_known: bool) -> None:
    if is_known:
        make_source("oc-aa")

    assert complaint(feed(tmp_path, *entries(1)), "--fellowship", "aa", "--dry-run", *options) == sentence
    assert not ImportRun.objects.exists()


def test_a_new_source_needs_a_fellowship(tmp_path: Path) -> None:
    origin = feed(tmp_path, *entries(1))

    wanted = "oc-aa is a new source, so say whose it is: --fellowship (aa, al-anon)."
    assert complaint(origin) == wanted
    assert complaint(origin, "--fellowship", "alcoholics") == f"There is no fellowship alcoholics; {wanted}"


def test_a_source_keeps_its_fellowship(tmp_path: Path) -> None:
    make_source("oc-aa")

    said = complaint(feed(tmp_path, *entries(1)), "--fellowship", "al-anon")

    assert said == "The meetings of oc-aa are those of aa; a source has one fellowship."


def test_a_name_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^slug: Enter a valid “slug”"):
        call_command("import_feed", feed(tmp_path), "--as", "oc aa", "--fellowship", "aa")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(lambda _asked: Answer(json.dumps(entries(2)).encode(), headers={"ETag": '"1"'})) as running:
        yield running


@pytest.mark.usefixtures("this_machine")
def test_an_address_is_fetched_and_remembered(server: Server) -> None:
    lines = printed(server.address(), "--fellowship", "aa")

    assert (lines[0], lines[-1]) == ("oc-aa: 2 came in.", "Applied.")
    assert Source.objects.values_list("address", "etag").get() == (server.address(), '"1"')


def test_a_private_address_is_refused(server: Server) -> None:
    assert complaint(server.address(), "--fellowship", "aa") == "Refused. The address leads into a network that is not public."
    assert server.asked == []


def test_an_address_that_is_none_is_said() -> None:
    assert complaint("ftp://example.org/feed.json", "--fellowship", "aa") == "address: Enter a valid URL."

    make_source("oc-aa")
    assert complaint("file:///etc/passwd") == "address: Enter a valid URL."
