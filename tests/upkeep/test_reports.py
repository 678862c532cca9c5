"""Report a mistake: two taps, no account, no cookie; two that are independent turn a listing amber."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from groups.kinds import Serves
from history.models import Revision
from interchange.records import Attendance
from meetings.actions import confirm, dismiss_report
from meetings.kinds import ConfirmedBy, MeetingStatus, ReportKind
from meetings.models import Meeting, Report
from places.models import Visibility
from tests.meetings.visits import address_of, page
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule, make_venue
from tests.upkeep.forms import main_of, send, shown
from upkeep.kinds import SuggestionKind
from upkeep.models import FormUse, Suggestion

pytestmark = pytest.mark.django_db
OTHER_NETWORK = "198.51.100.7"


@pytest.fixture(autouse=True)
def _keys(tmp_path: Any, settings: Settings) -> None:
    settings.NETWORK_KEYS_FILE = tmp_path / "keys.json"


def weekly(name: str = "Nádej", **fields: Any) -> Meeting:
    """A meeting that met yesterday, and every week."""
    meeting = make_meeting(name, **fields)
    make_rule(meeting, weekday=(timezone.localdate() - timedelta(days=1)).weekday())
    return meeting


def report_of(meeting: Meeting, language: str = "en") -> str:
    return f"/{language}/report/{meeting.public_id}/"


def test_the_page_of_a_meeting_leads_to_the_buttons(client: Client) -> None:
    meeting = weekly()

    assert f'href="{report_of(meeting)}"' in page(client, address_of(meeting))


def test_one_tap_on_the_page_is_a_report_about_the_latest_date(client: Client) -> None:
    meeting = weekly()

    response = send(client, report_of(meeting), what="nobody_there")

    filed = Report.objects.get()
    assert (filed.meeting, filed.kind, filed.on) == (meeting, ReportKind.NOBODY_THERE, timezone.localdate())
    assert filed.about_date == timezone.localdate() - timedelta(days=1)
    assert "Thank you" in main_of(response)
    assert not Suggestion.objects.exists()


def test_no_cookie_is_set_and_nobody_keeps_the_page(client: Client) -> None:
    response = client.get(report_of(weekly()))

    assert response.cookies == {}
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_the_first_report_changes_nothing_that_everybody_sees(client: Client) -> None:
    meeting = weekly()
    revisions = Revision.objects.count()

    send(client, report_of(meeting), what="moved")

    assert Revision.objects.count() == revisions
    assert "fresh--reported" not in page(client, address_of(meeting))


def test_reports_from_two_networks_turn_the_listing_amber_at_once(client: Client) -> None:
    meeting = weekly()
    before = client.get(address_of(meeting)).headers["ETag"]

    send(client, report_of(meeting), what="nobody_there")
    send(client, report_of(meeting), what="nobody_there", network=OTHER_NETWORK)

    answer = client.get(address_of(meeting), headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert "fresh--reported" in answer.content.decode()


def test_one_network_alone_cannot_do_that_about_one_date(client: Client) -> None:
    meeting = weekly()

    send(client, report_of(meeting), what="nobody_there")
    send(client, report_of(meeting), what="closed_for_good", network="192.0.2.99")

    meeting.refresh_from_db()
    assert meeting.reported_on is None


def test_reports_about_two_dates_are_independent(client: Client) -> None:
    meeting = weekly()
    week_before = timezone.localdate() - timedelta(days=8)

    send(client, report_of(meeting), what="nobody_there")
    send(client, report_of(meeting), what="nobody_there", about_date=week_before.isoformat())

    meeting.refresh_from_db()
    assert meeting.reported_on == timezone.localdate()


def test_a_confirmation_answers_earlier_reports_and_later_ones_count_anew(client: Client) -> None:
    meeting = weekly()
    send(client, report_of(meeting), what="moved")
    send(client, report_of(meeting), what="moved", network=OTHER_NETWORK)
    meeting.refresh_from_db()

    confirm(meeting, on=timezone.localdate(), role=ConfirmedBy.COORDINATOR, by=None, source=ROAD)
    send(client, report_of(meeting), what="moved")

    meeting.refresh_from_db()
    assert meeting.reported_on is None
    assert list(Report.objects.order_by("pk").values_list("answered_on", flat=True)) == [timezone.localdate()] * 2 + [None]
    send(client, report_of(meeting), what="moved", network=OTHER_NETWORK)
    meeting.refresh_from_db()
    assert meeting.reported_on == timezone.localdate()


def test_a_report_that_does_not_count_takes_the_amber_away(client: Client) -> None:
    meeting = weekly()
    send(client, report_of(meeting), what="moved")
    send(client, report_of(meeting), what="moved", network=OTHER_NETWORK)

    dismiss_report(Report.objects.earliest("pk"), today=timezone.localdate(), by=None, source=ROAD)

    meeting.refresh_from_db()
    assert meeting.reported_on is None


def test_words_and_an_address_are_kept_to_be_read_and_answered(client: Client) -> None:
    meeting = weekly()

    response = send(client, report_of(meeting, "sk"), what="moved", text="Teraz na Hlavnej 5", reply_to="eva@example.org")

    kept = Suggestion.objects.get()
    assert (kept.kind, kept.meeting, kept.report) == (SuggestionKind.REPORT, meeting, Report.objects.get())
    assert (kept.text, kept.reply_to, kept.language) == ("Teraz na Hlavnej 5", "eva@example.org", "sk")
    assert f"/sk/suggestions/{kept.key}/" in response.content.decode()


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(hours=25)])
def test_too_quick_and_too_old_forms_come_back_with_everything_in_them(client: Client, ago: timedelta) -> None:
    response = send(client, report_of(weekly()), ago=ago, what="moved", text="Teraz inde", reply_to="eva@example.org")

    assert not Report.objects.exists()
    assert "Nothing is lost" in main_of(response)
    assert "Teraz inde" in main_of(response)
    assert 'value="eva@example.org"' in response.content.decode()
    assert "<title>Error: " in response.content.decode()


def test_a_form_that_came_back_can_be_sent_as_it_is(client: Client) -> None:
    meeting = weekly()
    old = {**shown(client, report_of(meeting), ago=timedelta(hours=25)), "what": "moved"}

    again = client.post(report_of(meeting), old).content.decode()

    assert old["shown"][0] not in again
    assert 'name="shown" value=":' in again


def test_a_stamp_of_one_page_does_not_serve_another(client: Client) -> None:
    stamp = shown(client, report_of(weekly()))["shown"]

    send(client, report_of(weekly("Iná")), what="moved", shown=stamp)

    assert not Report.objects.exists()


def test_what_a_machine_filled_in_is_thanked_for_and_dropped(client: Client) -> None:
    response = send(client, report_of(weekly()), what="moved", homepage="https://example.com", text="Buy")

    assert "Thank you" in main_of(response)
    assert not Report.objects.exists()
    assert not Suggestion.objects.exists()


def test_a_network_is_told_when_it_sends_too_many(client: Client, settings: Settings) -> None:
    settings.FORM_USES_AN_HOUR = {**settings.FORM_USES_AN_HOUR, "report": 2}
    meeting = weekly()
    for _time in range(2):
        send(client, report_of(meeting, "sk"), what="moved")

    refused = send(client, report_of(meeting, "sk"), what="moved", text="Teraz inde")
    other = send(client, report_of(meeting, "sk"), what="moved", network=OTHER_NETWORK)

    assert (refused.status_code, other.status_code) == (429, 200)
    assert "Teraz inde" in main_of(refused)
    assert refused.headers["Content-Language"] == "sk"
    assert Report.objects.count() == 3


def test_the_limit_counts_no_addresses(client: Client) -> None:
    send(client, report_of(weekly()), what="moved", network="192.0.2.77")

    assert "192.0" not in FormUse.objects.get().network_hash


@pytest.mark.parametrize(
    "said",
    [{}, {"what": ""}, {"what": "nonsense"}, {"what": "moved", "reply_to": "no address"}, {"what": "moved", "text": "x" * 2001}],
)
def test_what_cannot_be_is_asked_again(client: Client, said: dict[str, str]) -> None:
    response = send(client, report_of(weekly()), **said)

    assert response.status_code == 200
    assert "Please look at this once more" in main_of(response)
    assert not Report.objects.exists()


@pytest.mark.parametrize("body", [b"\xff\xfe=%%%", b"what=moved&text=%00", b"shown=a:b:c&what=moved&about_date=x"])
def test_rubbish_is_no_error_of_ours(client: Client, body: bytes) -> None:
    response = client.post(report_of(weekly()), body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200
    assert not Report.objects.exists()


def test_a_large_body_is_not_read(client: Client) -> None:
    response = client.post(report_of(weekly()), {"text": "x" * 140_000})

    assert response.status_code == 400


def test_only_what_can_be_wrong_is_offered(client: Client) -> None:
    online = weekly("Online", attendance=Attendance.ONLINE, venue=None)
    in_person = weekly("V dome")

    assert "The online link does not work" not in main_of(client.get(report_of(in_person)))
    offered = main_of(client.get(report_of(online)))
    assert "The online link does not work" in offered
    assert "Nobody was there" not in offered


@pytest.mark.parametrize("status", [MeetingStatus.ENDED, MeetingStatus.PAUSED])
def test_of_what_does_not_take_place_nothing_is_reported(client: Client, status: MeetingStatus) -> None:
    meeting = weekly(status=status)

    response = client.post(report_of(meeting), {"what": "moved"})

    assert response.status_code == 200
    assert "there is nothing to report" in main_of(response)
    assert not Report.objects.exists()


def test_a_draft_has_no_such_page(client: Client) -> None:
    assert client.get(report_of(weekly(status=MeetingStatus.DRAFT))).status_code == 404


def test_nothing_hidden_stands_on_the_page(client: Client) -> None:
    venue = make_venue(name="Tajný dom", street="Skrytá 7", visibility=Visibility.ON_CONTACT)
    meeting = weekly(venue=venue, group=make_group("Alateen", fellowship="alateen", serves=Serves.MINORS))

    told = client.get(report_of(meeting)).content.decode()

    assert "Tajný" not in told
    assert "Skrytá" not in told
    assert 'class="leave' in told


def test_no_row_is_known_by_its_number(client: Client) -> None:
    meeting = weekly()

    assert client.get(f"/en/report/{meeting.pk}/").status_code == 404
