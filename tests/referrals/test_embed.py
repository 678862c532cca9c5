"""A list on other people's sites: who may frame it, what it says, what it never says."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Membership
from history.actions import save
from meetings.actions import save_meeting
from meetings.kinds import MeetingStatus
from places.models import Visibility
from referrals.kinds import Note
from referrals.models import ListedMeeting, ReferralList
from tests.meetings.visits import queries, today_meeting
from tests.meetings.world import ROAD, make_venue
from tests.referrals.world import end, make_clinic, make_list

pytestmark = pytest.mark.django_db
CLINIC = "https://clinic.example"


def framed_on(response: Any) -> str:
    """What the header says of who may frame it."""
    found = re.search(r"frame-ancestors ([^;]+)", response.headers["Content-Security-Policy"])
    return found.group(1) if found else ""


def a_list(*names: str, **fields: Any) -> ReferralList:
    return make_list(*(today_meeting(name) for name in names), **{"language": "en", "origins": [CLINIC], **fields})


def test_a_frame_is_allowed_to_the_sites_of_the_list_and_to_no_other(client: Client) -> None:
    made = a_list("Nádej", origins=[CLINIC, "https://other.example:8443"])

    response = client.get(f"/embed/{made.code}")

    assert framed_on(response) == f"{CLINIC} https://other.example:8443"
    assert "X-Frame-Options" not in response.headers
    assert not response.cookies


def test_an_unchanged_frame_says_the_same_of_who_may_show_it(client: Client) -> None:
    made = a_list("Nádej")
    first = client.get(f"/embed/{made.code}")

    again = client.get(f"/embed/{made.code}", headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, framed_on(again), "X-Frame-Options" in again.headers) == (304, CLINIC, False)


def test_a_list_that_names_no_site_is_framed_by_nobody(client: Client) -> None:
    response = client.get(f"/embed/{a_list(origins=[]).code}")

    assert (framed_on(response), response.headers["X-Frame-Options"]) == ("'none'", "DENY")


def test_a_plain_search_is_framed_by_nobody(client: Client) -> None:
    plain = ReferralList.objects.create(search="fellowship=aa")

    assert client.get(f"/embed/{plain.code}").status_code == 404
    assert client.get("/embed/zzzzzz").status_code == 404
    assert client.get(f"/r/{plain.code}.json").headers["Location"] == "/meetings.json?fellowship=aa"


def test_the_preview_is_for_pages_of_ours(client: Client) -> None:
    assert framed_on(client.get(f"/embed/{a_list('Nádej').code}/preview")) == "'self'"


def test_a_frame_runs_nothing_and_leads_out_of_itself(client: Client) -> None:
    made = a_list("Nádej")

    html = client.get(f"/embed/{made.code}?accent=violet").content.decode()

    assert ("<script" in html, "style=" in html, "<form" in html) == (False, False, False)
    assert '<base target="_top">' in html
    assert 'class="accent--violet"' in html
    assert all(address.startswith(("http://testserver/", "/static/", "data:")) for address in re.findall(r'href="([^"]+)"', html))


@pytest.mark.parametrize("accent", ["", "red", "violet%22%20onload", "%00"])
def test_an_accent_that_there_is_not_is_the_first_one(client: Client, accent: str) -> None:
    assert 'class="accent--teal"' in client.get(f"/embed/{a_list().code}?accent={accent}").content.decode()


def test_a_code_as_somebody_wrote_it_is_understood(client: Client) -> None:
    made = a_list("Nádej")

    assert "Nádej" in client.get(f"/embed/{made.code.upper()}").content.decode()


def test_a_meeting_that_has_ended_is_said_to_have(client: Client) -> None:
    meeting = today_meeting("Bývalá")
    made = make_list(meeting, language="en", origins=[CLINIC])
    end(meeting)

    assert "This meeting has ended. Please do not go there." in client.get(f"/embed/{made.code}").content.decode()


def test_a_fragment_is_a_section_with_whole_addresses_and_a_validator(client: Client) -> None:
    made = a_list("Nádej")

    response = client.get(f"/embed/{made.code}.html")
    html = response.content.decode()

    assert html.lstrip().startswith('<section class="selfhelp" lang="en">')
    assert html.rstrip().endswith("</section>")
    assert all(address.startswith("http://testserver/") for address in re.findall(r'href="([^"]+)"', html))
    assert framed_on(response) == "'none'"
    assert client.get(f"/embed/{made.code}.html", headers={"if-none-match": response.headers["ETag"]}).status_code == 304


def test_a_discreet_list_says_nothing_in_its_titles(client: Client) -> None:
    made = a_list("Nádej", is_discreet=True)

    html = client.get(f"/embed/{made.code}").content.decode()
    head = html.partition("</head>")[0]
    calendar = Calendar.from_ical(client.get(f"/r/{made.code}.ics").getvalue())

    assert re.findall(r"<title>([^<]+)</title>|content=\"([^\"]*Calendar[^\"]*)\"", head) == [
        ("Calendar", ""),
        ("", "Calendar"),
        ("", "Calendar"),
    ]
    assert (made.name in head, "Nádej" in head) == (False, False)
    assert {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")} == {"Appointment"}
    assert client.get(f"/r/{made.code}.json").json()["name"] == "Appointments"


def test_programs_get_the_list_with_its_notes_and_where_to_go_instead(client: Client) -> None:
    kept, gone, draft = today_meeting("Nádej"), today_meeting("Bývalá"), today_meeting("Koncept")
    made = make_list(kept, gone, draft, language="en")
    ListedMeeting.objects.filter(meeting=kept).update(notes=[Note.CALL_FIRST])
    end(gone)
    draft.status = MeetingStatus.DRAFT
    save_meeting(draft, by=None, source=ROAD)

    response = client.get(f"/r/{made.code}.json")
    said = response.json()

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert [(one["name"], one["concern"], one["notes"]) for one in said["entries"]] == [
        ("Nádej", None, ["call_first"]),
        ("Bývalá", "ended", []),
        (None, "unlisted", []),
    ]
    assert [one["name"] for one in said["entries"][0]["meeting_guide"]] == ["Nádej"]
    assert [one["meeting_guide"] for one in said["entries"][1:]] == [[], []]


def test_notes_of_a_list_that_nobody_keeps_any_more_are_not_told(client: Client) -> None:
    meeting = today_meeting("Nádej")
    made = make_list(meeting, language="en", closed_on=timezone.localdate() - timedelta(days=1))
    ListedMeeting.objects.update(notes=[Note.CALL_FIRST], text="Slovo")

    said = client.get(f"/r/{made.code}.json").json()["entries"][0]

    assert (said["name"], said["notes"], said["note_sentences"], said["text"]) == ("Nádej", [], [], "")
    assert "Slovo" not in client.get(f"/embed/{made.code}").content.decode()


def test_meeting_guide_and_calendar_hold_the_meetings_of_the_list_only(client: Client) -> None:
    made = a_list("Nádej")
    today_meeting("Cudzia")

    guide = client.get(f"/r/{made.code}.meetings.json").getvalue().decode()
    calendar = client.get(f"/r/{made.code}.ics").getvalue().decode()

    assert ("Nádej" in guide, "Cudzia" in guide) == (True, False)
    assert ("Nádej" in calendar, "Cudzia" in calendar) == (True, False)


@pytest.mark.parametrize("suffix", [".json", ".meetings.json", ".ics"])
def test_a_list_without_meetings_is_not_the_whole_directory(client: Client, suffix: str) -> None:
    today_meeting("Cudzia")

    response: Any = client.get(f"/r/{a_list().code}{suffix}")

    assert response.status_code == 200
    assert "Cudzia" not in response.getvalue().decode()


def test_a_hidden_house_stays_hidden_on_every_road(client: Client) -> None:
    house = make_venue(name="Tajný dom", street="Tajná 7", visibility=Visibility.ON_CONTACT)
    made = make_list(today_meeting("Nádej", venue=house), language="en", origins=[CLINIC])

    roads = [
        f"/embed/{made.code}",
        f"/embed/{made.code}.html",
        *(f"/r/{made.code}{end}" for end in (".json", ".meetings.json", ".ics")),
    ]
    told: list[Any] = [client.get(road) for road in roads]

    assert [road for road, response in zip(roads, told, strict=True) if "Tajn" in response.getvalue().decode()] == []


def test_more_meetings_ask_no_more_of_the_database(client: Client) -> None:
    one, three = a_list("Prvá"), a_list("Druhá", "Tretia", "Štvrtá")

    for road in ("/embed/{}", "/embed/{}.html", "/r/{}.json"):
        client.get(road.format(one.code))  # what is kept for a minute is asked once
        assert queries(client, road.format(one.code)) == queries(client, road.format(three.code))


def test_staff_find_the_code_and_see_how_it_looks(client: Client) -> None:
    body = make_clinic()
    made = a_list("Nádej", service_body=body)
    user = User.objects.create_user("staff@example.org", "a-long-password-1", is_staff=True)
    role = {"role": MembershipRole.choices[-1][0], "starts_on": timezone.localdate(), "ends_on": timezone.localdate()}
    save(Membership(user=user, service_body=body, **role), by=None, source=ROAD)
    client.force_login(user)

    html = client.get(f"/admin/referrals/referrallist/{made.pk}/embed/").content.decode()

    assert f"&lt;iframe src=&quot;{settings.SITE_ADDRESS}/embed/{made.code}&quot;" in html
    assert f'src="/embed/{made.code}/preview?accent=violet"' in html
    assert f"<li>{CLINIC}</li>" in html
