"""The page that checks anybody's feed: pasted, uploaded, or by address; nothing of it is kept."""

import gzip
import ipaddress
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.models import User
from imports.checking import forms
from imports.fetching.web import Limits
from tests.imports.fetching.server import Answer, Server, serving
from tests.interchange.feeds import item
from tests.meetings.world import make_fellowship
from tests.upkeep.forms import main_of
from upkeep.models import FormUse

pytestmark = pytest.mark.django_db
CHECK, ADDRESS = "/en/check/", "/en/check/address/"
NETWORK: dict[str, Any] = {"REMOTE_ADDR": "192.0.2.1"}


@pytest.fixture(autouse=True)
def _keys(tmp_path: Any, settings: Settings) -> None:
    settings.NETWORK_KEYS_FILE = tmp_path / "keys.json"


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(User.objects.create_user("coordinator@example.org", "not-a-real-password"))
    return client


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(lambda _asked: Answer(json.dumps([item(timezone=...)]).encode())) as running:
        yield running


def feed(*items: Any) -> str:
    return json.dumps(items)


def upload(content: bytes, name: str = "feed.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def said(client: Client, **given: Any) -> str:
    """What the page says of what is given."""
    response: Any = client.post(CHECK, given, **NETWORK)
    assert response.status_code == 200
    return main_of(response)


def test_the_page_sets_no_cookie_and_is_kept_by_nobody(client: Client) -> None:
    response = client.get(CHECK)

    assert response.cookies == {}
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("language", ["en", "cs", "pl", "sk"])
def test_a_pasted_feed_is_checked_in_every_language(client: Client, language: str) -> None:
    response = client.post(f"/{language}/check/", {"text": feed(item(day=[1]))}, **NETWORK)

    assert response.status_code == 200
    assert response.cookies == {}
    assert "ranna-skupina" in main_of(response)


def test_an_answer_names_record_field_and_what_to_do(client: Client) -> None:
    told = said(client, text=feed(item(day=[1])))

    assert "1 record was looked at." in told
    assert "1 time. Write one record for each day, each with a slug of its own." in told
    assert "ranna-skupina, no. 1 of the list · day · 1" in told


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_uploaded_file_is_checked_plain_or_packed(client: Client, pack: Any) -> None:
    assert "Nothing is wrong with what was looked at." in said(client, file=upload(pack(feed(item()).encode())))


def test_a_file_that_lies_on_disk_is_checked_too(client: Client, settings: Settings) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    table = "Name,Day,Time,Address,City\nNádej,Monday,18:00,Obchodná 5,Bratislava\n"

    assert "1 record was looked at." in said(client, file=upload(table.encode(), "list.csv"))


def test_what_a_reader_would_draw_is_text_on_our_page(client: Client) -> None:
    response = client.post(CHECK, {"text": feed(item(time="<script>alert(1)</script>", slug="<b>x"))}, **NETWORK)

    assert b"<script>alert" not in response.content
    assert b"<b>x" not in response.content


def test_nothing_given_is_said_and_the_choice_stays(client: Client) -> None:
    make_fellowship("aa", code_set="aa")

    response = client.post(CHECK, {"fellowship": "aa"}, **NETWORK)

    assert "Choose a file, or paste a feed into the field below." in main_of(response)
    assert b'<option value="aa" selected>' in response.content


def test_codes_are_checked_within_the_fellowship_that_is_chosen(client: Client) -> None:
    make_fellowship("aa", code_set="aa")
    text = feed(item(types=["O", "QQQ"]))

    assert "The fellowship has no such code" in said(client, text=text, fellowship="aa")
    assert "Nothing is wrong with what was looked at." in said(client, text=text)


def test_more_than_5_mb_are_not_read_and_that_is_said(client: Client) -> None:
    response = client.post(CHECK, {"file": upload(b" " * 5_100_000)}, **NETWORK)

    assert response.status_code == 413
    assert "That is more than 5 MB." in main_of(response)
    assert not FormUse.objects.exists()


def test_5_mb_can_be_pasted(client: Client) -> None:
    assert "The list is empty" in said(client, text="[" + " " * 4_900_000 + "]")


def test_a_small_file_that_unpacks_to_a_gigabyte_is_refused(client: Client) -> None:
    bomb = gzip.compress(b"[" + b" " * 50_000_000 + b"]")

    assert "The feed is larger than this site accepts." in said(client, file=upload(bomb))


def test_a_network_may_check_so_many_in_an_hour(client: Client, settings: Settings) -> None:
    settings.FORM_USES_AN_HOUR = {**settings.FORM_USES_AN_HOUR, "check": 1}
    said(client, text=feed(item()))

    response = client.post(CHECK, {"text": feed(item())}, **NETWORK)

    assert response.status_code == 429
    assert "Your network has had many feeds checked in the last hour." in main_of(response)


def test_nothing_of_the_content_is_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        said(client, text=feed(item(name="Qzxwname", notes="Volajte Janu Novákovú, 0905 123 456")))

    assert "Qzxwname" not in caplog.text
    assert "0905" not in caplog.text


def test_personal_data_is_not_repeated(client: Client) -> None:
    told = said(client, text=feed(item(notes="Volajte Janu Novákovú, 0905 123 456", contact_1_phone="0905 123 456")))

    assert "contact_1_phone" in told
    assert "0905" not in told
    assert "Novákov" not in told


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_no_content_is_too_strange(client: Client, content: bytes) -> None:
    FormUse.objects.all().delete()

    responses = [client.post(CHECK, {"file": upload(content or b" ")}, **NETWORK), client.post(CHECK, {"text": content}, **NETWORK)]

    assert {response.status_code for response in responses} == {200}


@pytest.mark.parametrize("wrong", [{"fellowship": "nobody"}, {"text": "\x00"}, {"text": ""}, {"file": "no file"}])
def test_no_form_is_too_strange(client: Client, wrong: dict[str, Any]) -> None:
    assert client.post(CHECK, wrong, **NETWORK).status_code == 200


def test_only_who_is_signed_in_is_offered_an_address(client: Client) -> None:
    assert ADDRESS.encode() not in client.get(CHECK).content

    client.force_login(User.objects.create_user("coordinator@example.org", "not-a-real-password"))

    assert ADDRESS.encode() in client.get(CHECK).content


def test_others_are_asked_to_sign_in_and_nothing_is_fetched(client: Client, server: Server) -> None:
    response = client.post(ADDRESS, {"web-address": server.address()}, **NETWORK)

    assert response.status_code == 302
    assert response.headers["Location"].endswith("?next=/en/check/")
    assert not FormUse.objects.exists()


def test_an_address_in_an_inner_network_is_never_fetched(signed_in: Client, server: Server, settings: Settings) -> None:
    settings.FETCH_PRIVATE_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]  # imports may, this page may not

    response = signed_in.post(ADDRESS, {"web-address": server.address()}, **NETWORK)

    assert "The address leads into a network that is not public." in main_of(response)


def test_an_address_is_fetched_and_checked(signed_in: Client, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LIMITS", Limits(5, 5_000_000, [ipaddress.ip_network("127.0.0.1/32")]))

    response = signed_in.post(ADDRESS, {"web-address": server.address()}, **NETWORK)

    assert "There is no time zone." in main_of(response)


def test_the_address_needs_the_token_of_a_form(signed_in: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies

    assert strict.post(ADDRESS, {"web-address": "https://example.org"}, **NETWORK).status_code == 403


def test_the_schema_is_for_everybody(client: Client) -> None:
    response = client.get("/meeting-guide.schema.json")

    again = client.get("/meeting-guide.schema.json", headers={"If-None-Match": response.headers["ETag"]})
    assert response.headers["Content-Type"] == "application/schema+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert json.loads(response.content)["title"] == "Meeting Guide feed"
    assert (again.status_code, again.content) == (304, b"")
