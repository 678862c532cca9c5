"""The page of a list as a patient opens it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from groups.kinds import ContactKind
from groups.models import Contact
from history.actions import save
from meetings.actions import save_meeting
from meetings.kinds import MeetingStatus
from places.models import Visibility
from referrals.kinds import Note
from referrals.models import ReferralList
from tests.meetings.visits import page, queries
from tests.meetings.world import ROAD, make_group
from tests.referrals.world import end, make_clinic, make_list, make_weekly

pytestmark = pytest.mark.django_db


def fresh(name: str, **fields: Any) -> Any:
    """A weekly meeting that was listed today."""
    return make_weekly(name, **{"listed_on": timezone.localdate(), **fields})


def headings(html: str) -> list[str]:
    return re.findall(r'<h2 id="m\d+">([^<]*)</h2>', html)


def test_list_shows_its_meetings_in_order_in_its_own_language(client: Client) -> None:
    made = make_list(fresh("Druhá"), fresh("Prvá"), language="sk")

    response = client.get(f"/r/{made.code}", headers={"accept-language": "pl"})
    html = response.content.decode()

    assert headings(html) == ["Druhá", "Prvá"]
    assert (response.headers["Content-Language"], '<html lang="sk">' in html) == ("sk", True)
    assert "Každý utorok" in html
    assert (response.cookies.output(), response.headers["Vary"]) == ("", "Accept-Encoding")


@pytest.mark.parametrize(
    ("language", "query", "accepted", "shown"),
    [("sk", "?lang=pl", "en", "pl"), ("uk", "", "cs, en;q=0.5", "cs"), ("uk", "", "pl", "pl"), ("hu", "?lang=xx", "sk", "sk")],
)
def test_language_is_the_one_asked_for_else_that_of_the_list_else_the_readers(
    client: Client, language: str, query: str, accepted: str, shown: str
) -> None:
    made = make_list(fresh("Nádej"), language=language)

    response = client.get(f"/r/{made.code}{query}", headers={"accept-language": accepted})

    assert response.headers["Content-Language"] == shown


def test_page_links_to_itself_in_the_other_languages(client: Client) -> None:
    made = make_list(fresh("Nádej"))

    assert '<a href="?lang=sk" lang="sk"' in page(client, f"/r/{made.code}")


def test_unchanged_page_is_not_sent_again(client: Client) -> None:
    made = make_list(fresh("Nádej"))
    first = client.get(f"/r/{made.code}")

    assert client.get(f"/r/{made.code}", headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_caches_tell_apart_what_only_the_browser_knows(client: Client) -> None:
    ukrainian, plain = make_list(language="uk"), ReferralList.objects.create(search="when=mon")

    varies = [client.get(f"/r/{code}").headers["Vary"] for code in (ukrainian.code, plain.code, "zzzzzz")]

    assert varies == ["Accept-Language, Accept-Encoding"] * 3


@pytest.mark.parametrize("typed", ["{upper}", "{first}-{second}", "{first} {second}", "{code}/"])
def test_code_is_read_as_people_type_it(client: Client, typed: str) -> None:
    code = make_list(fresh("Nádej")).code
    given = typed.format(upper=code.upper(), first=code[:3], second=code[3:], code=code)

    response = client.get(f"/r/{given}?lang=pl")

    if given in {f"{code}/"}:
        assert response.status_code == 200
    else:
        assert (response.status_code, response.headers["Location"]) == (301, f"/r/{code}?lang=pl")


@pytest.mark.parametrize("code", ["zzzzzz", "abc", "<b>x", "%00", "ľščťžý", "a" * 60])
def test_unknown_code_is_a_page_that_helps(client: Client, code: str) -> None:
    response = client.get(f"/r/{code}", headers={"accept-language": "en"})
    html = response.content.decode()

    assert response.status_code == 404
    assert "There is no list with this code" in html
    assert "<b>x" not in html


def test_ended_meeting_gives_way_to_the_nearest_others(client: Client) -> None:
    gone, other = fresh("Preč"), fresh("Nablízku")
    made = make_list(gone, language="en")
    end(gone)

    html = page(client, f"/r/{made.code}")

    assert "This meeting has ended. Please do not go there." in html
    assert f'href="/en/meetings/{other.public_id}/{other.slug}/">Nablízku</a>' in html
    assert "Every Tuesday" not in html


def test_draft_is_not_named(client: Client) -> None:
    gone = fresh("Tajný návrh")
    made = make_list(gone, language="en")
    gone.status = MeetingStatus.DRAFT
    save_meeting(gone, by=None, source=ROAD)

    html = page(client, f"/r/{made.code}")

    assert "Tajný návrh" not in html
    assert gone.public_id not in html
    assert headings(html) == ["Not listed any more"]


def test_hidden_house_is_not_shown(client: Client) -> None:
    made = make_list(fresh("Nádej", visibility=Visibility.AREA_ONLY), language="en")

    html = page(client, f"/r/{made.code}")

    assert "Hlavná" not in html
    assert "The exact address is not public. Contact the group." in html


def test_notes_and_public_contacts_are_shown(client: Client) -> None:
    group = make_group()
    today = timezone.localdate()
    for value, is_public in (("+421 900 111 222", True), ("+421 900 333 444", False)):
        agreed = {"consent_on": today, "consent_until": today + timedelta(days=9), "is_public": is_public}
        save(Contact(group=group, kind=ContactKind.PHONE, role="group", value=value, **agreed), by=None, source=ROAD)
    made = make_list(fresh("Nádej", group=group), language="en")
    made.listed_meetings.update(notes=[Note.CALL_FIRST], text="Zvoniť na AA")

    html = page(client, f"/r/{made.code}")

    assert "Please call before you go." in html
    assert '<li lang="en">Zvoniť na AA</li>' in html
    assert ("+421 900 111 222" in html, "+421 900 333 444" in html) == (True, False)


def test_closed_list_leads_on_without_the_notes_of_the_clinic(client: Client) -> None:
    made = make_list(fresh("Nádej"), language="en", closed_on=timezone.localdate(), service_body=make_clinic("Klinika Les"))
    made.listed_meetings.update(notes=[Note.CHECKED])

    response = client.get(f"/r/{made.code}")
    html = response.content.decode()

    assert (response.status_code, headings(html)) == (200, ["Nádej"])
    assert "Klinika Les has not kept this list since" in html
    assert "We have checked that it takes place." not in html


def test_discreet_list_has_a_title_that_tells_nothing(client: Client) -> None:
    made = make_list(fresh("Nádej"), language="en", is_discreet=True)

    html, open_html = page(client, f"/r/{made.code}"), page(client, f"/r/{made.code}?discreet=0")

    assert re.findall(r"<title>(.*)</title>", html) == ["Calendar"]
    assert re.findall(r'og:title" content="(.*?)"', html) == ["Calendar"]
    assert re.findall(r"<title>(.*?) ·", open_html) == ["Po liečbe"]


def test_list_that_finds_nothing_leads_on(client: Client) -> None:
    fresh("Nádej")
    made = make_list(language="en", search="q=Nádej&when=any&how=online")

    html = page(client, f"/r/{made.code}")

    assert "No meeting is on this list at the moment." in html
    assert 'href="/en/meetings/?when=any&amp;how=online&amp;q=' in html


def test_plain_search_leads_on_to_the_search(client: Client) -> None:
    made = ReferralList.objects.create(search="when=mon&how=online")

    response = client.get(f"/r/{made.code}", headers={"accept-language": "sk"})

    assert (response.status_code, response.headers["Location"]) == (302, "/sk/meetings/?when=mon&how=online")
    assert "max-age=60" in response.headers["Cache-Control"]


def test_page_costs_the_same_however_many_meetings(client: Client) -> None:
    meetings = [fresh(f"Nádej {number}") for number in range(4)]
    small, large = make_list(meetings[0]), make_list(*meetings)
    queries(client, f"/r/{small.code}")

    assert queries(client, f"/r/{large.code}") == queries(client, f"/r/{small.code}")


def test_qr_code_is_a_picture(client: Client) -> None:
    made = make_list()

    response = client.get(f"/r/{made.code}/qr.svg")

    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/svg+xml")
    assert response.content.startswith(b"<svg")
    assert client.get("/r/zzzzzz/qr.svg").status_code == 404
