"""Suggest a change, add a meeting, and follow what becomes of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from history.models import Revision
from interchange.records import Attendance
from meetings.actions import save_meeting
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.models import Visibility
from tests.mail import Mailbox, text_of
from tests.meetings.world import ROAD, make_fellowship, make_meeting, make_rule, make_venue
from tests.upkeep.forms import main_of, send, shown
from upkeep.actions import decide, erase_expired
from upkeep.kinds import SuggestionKind, SuggestionStatus
from upkeep.models import FormUse, Suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys(tmp_path: Path, settings: Settings) -> None:
    settings.NETWORK_KEYS_FILE = tmp_path / "keys.json"
    settings.FORM_USES_AN_HOUR = dict.fromkeys(settings.FORM_USES_AN_HOUR, 5)


def listed(**fields: Any) -> Meeting:
    meeting = make_meeting("Nádej", **{"venue": make_venue(bell="Klub", step_free=True), "notes": {"en": "Bring a cup."}, **fields})
    make_rule(meeting)
    return meeting


def suggest(meeting: Meeting, language: str = "en") -> str:
    return f"/{language}/suggest/{meeting.public_id}/"


def state_of(suggestion: Suggestion, language: str = "en") -> str:
    return f"/{language}/suggestions/{suggestion.key}/"


def test_the_listing_stands_in_the_form(client: Client) -> None:
    meeting = listed()
    rule = f"rule-{meeting.rules.get().uid.hex}"

    form = shown(client, suggest(meeting))

    assert form["meeting-name"] == ["Nádej"]
    assert form["meeting-notes"] == ["Bring a cup."]
    assert form["venue-bell"] == ["Klub"]
    assert form["venue-step_free"] == ["yes"]
    assert (form[f"{rule}-weekday"], form[f"{rule}-start_minute"], form[f"{rule}-access"]) == (["1"], ["18:00"], ["open"])


def test_only_what_differs_is_kept_with_how_it_stood(client: Client) -> None:
    meeting = listed()
    start = f"rule-{meeting.rules.get().uid.hex}-start_minute"

    response = send(client, suggest(meeting, "sk"), **{start: "17:30", "venue-bell": "Klub 2", "venue-lift": "no"})

    kept = Suggestion.objects.get()
    assert (kept.kind, kept.status, kept.meeting, kept.language) == (SuggestionKind.CHANGE, SuggestionStatus.WAITING, meeting, "sk")
    assert kept.proposed == {start: "17:30", "venue-bell": "Klub 2", "venue-lift": "no"}
    assert kept.basis == {start: "18:00", "venue-bell": "Klub", "venue-lift": ""}
    assert (response.status_code, response.headers["Location"]) == (303, state_of(kept, "sk"))
    assert not Revision.objects.exclude(road="command").exists()


def test_nothing_different_is_said_so(client: Client) -> None:
    response = send(client, suggest(listed()))

    assert "Nothing is different yet." in main_of(response)
    assert not Suggestion.objects.exists()


def test_words_alone_are_a_suggestion(client: Client) -> None:
    send(client, suggest(listed()), text="Every third week by now")

    assert Suggestion.objects.get().text == "Every third week by now"
    assert Suggestion.objects.get().proposed == {}


def test_what_an_import_changed_meanwhile_is_not_suggested_back(client: Client) -> None:
    meeting = listed()
    form = shown(client, suggest(meeting))
    meeting.name = "Nová nádej"
    save_meeting(meeting, by=None, source=ROAD)

    client.post(suggest(meeting), {**form, "venue-bell": "Klub 2"})

    assert Suggestion.objects.get().proposed == {"venue-bell": "Klub 2"}


@pytest.mark.parametrize("visibility", [Visibility.AREA_ONLY, Visibility.ON_CONTACT])
def test_a_hidden_house_is_neither_shown_nor_asked(client: Client, visibility: Visibility) -> None:
    meeting = listed(venue=make_venue(name="Tajný dom", street="Skrytá 7", bell="Tichý"), visibility=visibility)

    page = client.get(suggest(meeting)).content.decode()

    assert not any(word in page for word in ("Tajný", "Skrytá", "Tichý", "venue-"))
    send(client, suggest(meeting), **{"venue-street": "Skrytá 8", "text": "x"})
    assert Suggestion.objects.get().proposed == {}


def test_a_link_on_request_is_not_shown(client: Client) -> None:
    meeting = listed(
        attendance=Attendance.HYBRID, online_url="https://example.org/secret", access_notes="passcode 77", is_link_on_request=True
    )

    page = client.get(suggest(meeting)).content.decode()

    assert "secret" not in page
    assert "passcode" not in page


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("meeting-name", ""),
        ("meeting-name", "x" * 256),
        ("meeting-website", "no link"),
        ("meeting-attendance", "flying"),
        ("reply_to", "nobody"),
    ],
)
def test_what_cannot_be_comes_back_with_everything_typed(client: Client, field: str, text: str) -> None:
    response = send(client, suggest(listed()), **{"venue-bell": "Klub 2", field: text})

    assert response.status_code == 200
    assert "<title>Error: " in response.content.decode()
    assert 'value="Klub 2"' in response.content.decode()
    assert not Suggestion.objects.exists()


def test_the_sixth_suggestion_of_a_network_in_an_hour_waits(client: Client) -> None:
    meeting = listed()
    for number in range(5):
        send(client, suggest(meeting), text=f"Number {number}")

    response = send(client, suggest(meeting), text="Number 5")

    assert response.status_code == 429
    assert "Number 5" in main_of(response)
    assert Suggestion.objects.count() == 5


def test_of_a_meeting_that_has_ended_only_words_are_asked(client: Client) -> None:
    meeting = listed(status=MeetingStatus.ENDED)

    form = shown(client, suggest(meeting))

    assert set(form) == {"shown", "homepage", "basis", "meeting-has_ended", "text", "reply_to"}


NEW = {
    "name": "Nový začiatok",
    "fellowship": "aa",
    "city": "Žilina",
    "street": "Hlavná 5",
    "weekday": "2",
    "start_minute": "18:00",
    "access": "open",
}


def test_a_meeting_that_is_not_listed_is_told_of(client: Client, gazetteer: None) -> None:
    make_fellowship()

    response = send(client, "/sk/suggest/", **NEW, contact="0903 111 222", text="Vchod z dvora")

    kept = Suggestion.objects.get()
    assert (kept.kind, kept.meeting) == (SuggestionKind.NEW, None)
    assert kept.proposed == {**NEW, "attendance": "in_person", "how_often": "weekly"}
    assert "0903 111 222" in kept.text
    assert response.headers["Location"] == state_of(kept, "sk")


def test_a_new_meeting_says_where_and_when(client: Client) -> None:
    response = send(client, "/en/suggest/", name="Nový začiatok")

    assert "Say in which town it meets." in main_of(response)
    assert "Choose the day and the time." in main_of(response)
    assert not Suggestion.objects.exists()


def made(**fields: Any) -> Suggestion:
    known = {"kind": SuggestionKind.CHANGE, "meeting": listed(), "proposed": {"venue-bell": "Klub 2"}, "language": "en"}
    return Suggestion.objects.create(**{**known, **fields})


@pytest.fixture
def moderator() -> User:
    return User.objects.create_superuser("moderatorka@example.org", "x", display_name="Moderátorka")


def test_the_state_is_for_who_has_the_link_and_says_no_names(client: Client, moderator: User) -> None:
    suggestion = made(text="private words", reply_to="eva@example.org")
    decide(suggestion, SuggestionStatus.DECLINED, answer="It is right as it stands.", by=moderator)

    response = client.get(state_of(suggestion))

    assert response.headers["Cache-Control"] == "no-store"
    assert "It was not taken over." in main_of(response)
    assert "It is right as it stands." in main_of(response)
    assert not any(word in response.content.decode() for word in ("private words", "eva@", "Moderátorka", "moderatorka"))
    assert client.get("/en/suggestions/somethingelse/").status_code == 404


def test_a_question_is_mailed_and_answered_once(
    client: Client, moderator: User, mailbox: Mailbox, django_capture_on_commit_callbacks: Any
) -> None:
    suggestion = made(text="The bell is wrong", reply_to="eva@example.org", language="sk")
    with django_capture_on_commit_callbacks(execute=True):
        decide(suggestion, SuggestionStatus.ASKED_BACK, answer="Ktorý zvonček?", by=moderator)

    mail = mailbox.wait_for()
    assert mail["To"] == "eva@example.org"
    assert "Ktorý zvonček?" in text_of(mail)
    assert state_of(suggestion, "sk") in text_of(mail)
    assert "Nádej" not in str(mail["Subject"])
    assert "Ktorý zvonček?" in main_of(client.get(state_of(suggestion)))
    form = shown(client, state_of(suggestion))
    for answer in ("Ten horný", "A ešte raz"):
        client.post(state_of(suggestion), {**form, "text": answer})
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.text) == (SuggestionStatus.WAITING, "The bell is wrong\n\nTen horný")


def test_words_are_erased_90_days_after_they_came() -> None:
    now = timezone.now()
    old = made(text="private", reply_to="eva@example.org", basis={"venue-bell": "Klub"}, arrived_at=now - timedelta(days=90))
    young = made(text="private", arrived_at=now - timedelta(days=89))

    erased = erase_expired(now)

    old.refresh_from_db()
    young.refresh_from_db()
    assert erased == 1
    assert (old.text, old.reply_to, old.proposed, old.basis) == ("", "", {"venue-bell": ""}, {})
    assert (old.status, old.erased_at) == (SuggestionStatus.DECLINED, now)
    assert young.text == "private"
    assert erase_expired(now) == 0


def test_words_are_erased_14_days_after_the_decision(moderator: User) -> None:
    suggestion = made(text="private", reply_to="eva@example.org")
    decide(suggestion, SuggestionStatus.DUPLICATE, answer="", by=moderator)

    early = erase_expired(timezone.now() + timedelta(days=13))
    late = erase_expired(timezone.now() + timedelta(days=15))

    suggestion.refresh_from_db()
    assert (early, late) == (0, 1)
    assert (suggestion.text, suggestion.reply_to, suggestion.status) == ("", "", SuggestionStatus.DUPLICATE)


def test_old_counts_of_networks_are_thrown_away(client: Client) -> None:
    send(client, suggest(listed()), text="x")

    erase_expired(timezone.now() + timedelta(days=2))

    assert not FormUse.objects.exists()
