"""What was typed while a session ended is not lost."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.session_end import ENDS_AT, begin, seconds_left
from groups.models import Group
from meetings.models import Meeting
from tests.accounts.conftest import sign_in
from tests.meetings.world import make_group, make_meeting
from tests.workplace.forms import Controls, address, filled_in

pytestmark = pytest.mark.django_db

HERE = {"origin": "http://testserver"}


def waiting_in(page: bytes) -> dict[str, list[str]]:
    controls = Controls()
    controls.feed(page.decode())
    return {name: values for name, values in controls.sent.items() if name != "next"}


def end_session(client: Client) -> None:
    client.session.delete()


def test_a_meeting_typed_while_the_session_ended_is_saved_after_signing_in_again(signed_in: Client) -> None:
    meeting = make_meeting()
    typed = filled_in(signed_in, address(meeting), name='Streda <b>"o\' šiestej"</b>')
    end_session(signed_in)

    told = signed_in.post(address(meeting), {**typed, "_continue": "1"})
    sign_in(signed_in)
    saved = signed_in.post(address(meeting), waiting_in(told.content))

    assert told.status_code == HTTPStatus.FORBIDDEN
    assert told.headers["Cache-Control"] == "no-store"
    assert (saved.status_code, saved.headers["Location"]) == (302, address(meeting))
    assert Meeting.objects.get().name == 'Streda <b>"o\' šiestej"</b>'


def test_all_that_was_typed_waits_in_its_order(client: Client) -> None:
    sent = {"b": ["2", "1", "2"], "a": ["first line\nsecond"], "c": [""], "csrfmiddlewaretoken": ["x"], "password1": ["secret"]}

    told = client.post("/admin/groups/group/add/?_popup=1", sent)

    waiting = waiting_in(told.content)
    del waiting["csrfmiddlewaretoken"]
    assert waiting == {"b": ["2", "1", "2"], "a": ["first line\nsecond"], "c": [""]}
    assert list(waiting) == ["b", "a", "c"]
    assert '<form method="post" action="/admin/groups/group/add/?_popup=1">' in told.content.decode()


def test_a_form_older_than_the_signing_in_comes_back_with_a_fresh_token(person: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    group = make_group()
    typed = filled_in(strict, address(group), name="Nový názov")
    strict.cookies["csrftoken"] = "a" * 32

    told = strict.post(address(group), typed, headers=HERE)
    strict.post(address(group), waiting_in(told.content), headers=HERE)

    assert told.status_code == HTTPStatus.FORBIDDEN
    assert Group.objects.get().name == "Nový názov"


@pytest.mark.parametrize("headers", [{"origin": "https://example.com"}, {"origin": "null"}, {}])
def test_what_a_strange_page_sends_is_refused_and_not_repeated(person: User, headers: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)

    told = strict.post("/admin/groups/group/add/", {"name": "Qzxstrange"}, headers=headers)

    assert told.status_code == HTTPStatus.FORBIDDEN
    assert "Qzxstrange" not in told.content.decode()
    assert "<h1>This page is not open to you</h1>" in told.content.decode()


def test_signing_out_after_the_session_ended_is_no_draft(client: Client) -> None:
    assert client.post("/admin/logout/").status_code == HTTPStatus.FOUND


def test_a_session_ends_at_its_hour_however_much_it_is_used(signed_in: Client) -> None:
    signed_in.get("/admin/")
    first = signed_in.session[ENDS_AT]
    session = signed_in.session
    session["something"] = "else"
    session.save()
    signed_in.get("/admin/")

    assert signed_in.session[ENDS_AT] == first
    assert signed_in.session.get_expiry_age() <= 12 * 3600


def test_who_asks_to_stay_stays_and_who_only_looks_does_not(signed_in: Client) -> None:
    session = signed_in.session
    soon = timezone.now() + timedelta(seconds=200)
    session[ENDS_AT] = soon.isoformat()
    session.set_expiry(soon)
    session.save()

    looked = signed_in.get("/accounts/session/").json()["seconds"]
    stayed = signed_in.post("/accounts/session/").json()["seconds"]

    assert (looked <= 200, stayed > 11 * 3600) == (True, True)


def test_nobodys_session_does_not_last(client: Client) -> None:
    assert client.get("/accounts/session/").json() == {"seconds": 0}
    assert client.post("/accounts/session/").json() == {"seconds": 0}
    assert "sessionid" not in client.cookies


def test_every_page_of_the_workplace_knows_when_the_session_ends(signed_in: Client) -> None:
    page = signed_in.get("/admin/").content.decode()

    assert 'data-seconds="43200" data-warning="300" data-address="/accounts/session/"' in page


def test_a_session_that_begins_anew_lasts_as_long_as_the_first(signed_in: Client) -> None:
    session = signed_in.session

    begin(session)

    assert seconds_left(session) == 12 * 3600
