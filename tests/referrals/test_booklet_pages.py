"""The addresses of booklets: the form, the file, what is refused, and that of a clinic's list."""

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.meetings.visits import queries, today_meeting
from tests.meetings.world import make_group
from tests.referrals.booklets import root, texts
from tests.referrals.world import end, make_clinic, make_list

pytestmark = pytest.mark.django_db


def test_the_form_keeps_the_search_and_asks_for_the_paper(client: Client) -> None:
    response = client.get("/en/booklet/?topic=x&fellowship=aa&when=tue")
    html = response.content.decode()

    assert response.status_code == 200
    assert '<input type="hidden" name="when" value="tue">' in html
    assert html.count('type="radio"') == 5
    assert "noindex" in html


def test_a_booklet_is_a_pdf_that_anybody_may_keep_for_a_minute(client: Client) -> None:
    today_meeting("Nádej")

    response = client.get("/sk/meetings.pdf?paper=a6&pages=4")

    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
    assert response.headers["Content-Disposition"] == 'inline; filename="meetings.pdf"'
    assert not response.cookies
    assert (len(texts(response.content)) % 4, root(response.content)["language"]) == (0, "sk")
    assert client.get("/sk/meetings.pdf?paper=a6&pages=4", headers={"if-none-match": response.headers["ETag"]}).status_code == 304


def test_what_means_nothing_is_said_and_nothing_printed(client: Client) -> None:
    response = client.get("/en/meetings.pdf?fellowhsip=aa&paper=a3")

    assert (response.status_code, response.headers["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert "fellowhsip" in response.content.decode()


def test_a_point_is_rounded_before_anything_else(client: Client) -> None:
    response = client.get("/en/meetings.pdf?at=49.22311,18.73941")

    assert (response.status_code, response.headers["Location"]) == (302, "/en/meetings.pdf?at=49.22,18.74")


def test_a_discreet_booklet_is_called_otherwise(client: Client) -> None:
    response = client.get("/en/meetings.pdf?discreet=1")

    assert response.headers["Content-Disposition"] == 'inline; filename="appointments.pdf"'
    assert PdfReader(BytesIO(response.content)).metadata["/Title"] == "Appointments"  # type: ignore[index]  # it has one


def test_more_meetings_ask_no_more_of_the_database(client: Client) -> None:
    today_meeting("Prvá")
    first = queries(client, "/en/meetings.pdf")
    for number in range(3):
        today_meeting(f"Ďalšia {number}")

    assert queries(client, "/en/meetings.pdf?size=9") == first


@pytest.mark.parametrize("bad", ["when=%00", "place=%00", "size=9999999999999999999", "columns=%ff", "ids=x", "body=%00", "tz=%00"])
def test_bad_input_is_no_failure_of_ours(client: Client, bad: str) -> None:
    assert client.get(f"/en/meetings.pdf?{bad}").status_code in {200, 400}
    assert client.get(f"/en/booklet/?{bad}").status_code == 200


def test_the_booklet_of_a_list_has_its_meetings_in_its_language_and_its_name(client: Client) -> None:
    going, gone = today_meeting("Nádej"), today_meeting("Bývalá")
    made = make_list(going, gone, language="sk")
    end(gone)

    said = " ".join(texts(client.get(f"/r/{made.code}/booklet.pdf").content)).replace("\u200b", "")

    assert said.startswith("Po liečbe ")
    assert ("Nádej" in said, "Bývalá" in said) == (True, False)
    assert f"/r/{made.code}" in said


def test_a_list_without_meetings_is_not_the_whole_directory(client: Client) -> None:
    today_meeting("Cudzia")
    made = make_list(service_body=make_clinic(), language="en")

    assert "Cudzia" not in " ".join(texts(client.get(f"/r/{made.code}/booklet.pdf").content))


def test_there_is_no_booklet_of_a_code_that_nobody_knows(client: Client) -> None:
    assert client.get("/r/zzzzzz/booklet.pdf").status_code == 404


def test_the_booklet_of_a_region_stays_at_its_address(client: Client) -> None:
    body = make_clinic("Stred")
    today_meeting("Nádej", group=make_group("Nádej", service_body=body))
    today_meeting("Iná", group=make_group("Iná"))

    said = " ".join(texts(client.get(f"/en/meetings.pdf?body={body.public_id}").content))

    assert ("1 meeting, as of" in said, "Nádej" in said, "Iná" in said) == (True, True, False)
