"""The handout as PDF: what a telephone scans, what a screen reader is told, what can be selected, how quickly it is there."""

import io
import time
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from referrals.qr import SMALLEST_MM
from tests.meetings.visits import today_meeting
from tests.meetings.world import make_group, make_venue
from tests.referrals.handouts import PIXELS_A_POINT, address, codes
from tests.referrals.world import make_list

pytestmark = pytest.mark.django_db

MM = 72 / 25.4  # points
VENUE: dict[str, Any] = {"name": "Dom ľudového umenia", "street": "Ľščťžýáíéôň 5", "entrance": "Zo dvora"}


def pdf_of(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    return response.content


def scanned(pdf: bytes) -> list[str]:
    """What the codes say."""
    return [code.text for code in codes(pdf)]


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_code_on_the_sheet_leads_to_the_page_of_the_meeting(client: Client) -> None:
    meeting = today_meeting()

    found = scanned(pdf_of(client, address(meeting, language="sk", file="handout.pdf", reader="uk")))

    assert found == [f"http://localhost:8000/sk/meetings/{meeting.public_id}/"]


def test_the_code_of_several_leads_to_their_selection_also_where_letters_are_large(client: Client) -> None:
    one, two = today_meeting("Prvá"), today_meeting("Druhá", group=make_group("Iná"))

    found = scanned(pdf_of(client, address(one, two, file="handout.pdf", size=18)))

    assert found == [f"http://localhost:8000/en/selection/?ids={one.public_id},{two.public_id}"]


def test_the_code_of_a_list_leads_to_its_short_address(client: Client) -> None:
    listed = make_list(today_meeting())

    assert scanned(pdf_of(client, f"/r/{listed.code}/handout.pdf")) == [f"http://localhost:8000/r/{listed.code}"]


def test_a_sheet_in_ukrainian_with_a_slovak_address_is_one_page_tagged_and_can_be_selected(client: Client) -> None:
    meeting = today_meeting("Ґанок, єдність, їжа", venue=make_venue(**VENUE), languages=("sk",))

    pdf = pdf_of(client, address(meeting, language="sk", file="handout.pdf", reader="uk"))

    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.root_object
    assert len(reader.pages) == 1
    for words in (
        "Ґанок, єдність, їжа",
        "Dom ľudového umenia, Ľščťžýáíéôň 5",
        "Slovensko",
        "Прийти може будь-хто",
        "Куди можна піти",
    ):
        assert words in text_of(pdf)
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("uk", True, True)
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Куди можна піти"


def test_what_a_screen_reader_is_told(client: Client) -> None:
    meeting = today_meeting("Nádej", venue=make_venue(**VENUE))

    pdf = pdf_of(client, address(meeting, file="handout.pdf", reader="de"))

    told = roles(PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"])
    assert told["/H1"] == 1
    assert told["/H2"] == 1
    assert told["/LI"] >= 4
    assert told["/Link"] == 1
    assert told["/Figure"] == 1
    assert told["lang sk"] >= 1  # the address


def roles(element: object) -> dict[str, int]:
    """How often each kind of structure stands in a tree of tags, and how often each language."""
    counted: dict[str, int] = {"/H1": 0, "/H2": 0, "/LI": 0, "/Link": 0, "/Figure": 0, "lang sk": 0}
    waiting = [element]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            for name in (str(one.get("/S")), f"lang {one.get('/Lang')}"):
                counted[name] = counted.get(name, 0) + 1
            if "/K" in one:
                waiting.append(one["/K"])
    return counted


def test_the_code_is_three_centimetres_wide(client: Client) -> None:
    (code,) = codes(pdf_of(client, address(today_meeting(), file="handout.pdf")))

    width = code.position.top_right.x - code.position.top_left.x
    assert width / PIXELS_A_POINT / MM >= SMALLEST_MM


@pytest.mark.parametrize("text", ["#panic(1)", "*bold*", "$x$", "[a](b)", "@ref", "<label>", "= Title", "\\u{41}", "#image(1)"])
def test_what_a_group_is_called_is_set_as_it_is_written(client: Client, text: str) -> None:
    meeting = today_meeting(f"Nádej {text}", venue=make_venue(name=text, entrance=text))

    told = text_of(pdf_of(client, address(meeting, file="handout.pdf")))

    assert f"Nádej {text}" in told
    assert f"Entrance: {text}" in told


def test_a_sheet_is_there_within_a_second(client: Client) -> None:
    meetings = [
        today_meeting(f"Skupina {number}", group=make_group(f"S{number}"), venue=make_venue(**VENUE)) for number in range(8)
    ]

    begin = time.perf_counter()
    pdf_of(client, address(*meetings, file="handout.pdf", reader="uk", size=18))

    assert time.perf_counter() - begin < 1


def test_a_selection_of_nothing_has_no_pdf_but_a_page_that_says_so(client: Client) -> None:
    response = client.get("/en/handout.pdf?ids=nothing&reader=uk")

    assert (response.status_code, response.headers["Location"]) == (302, "/en/handout/?ids=&reader=uk&size=14")


def test_the_file_is_kept_for_a_minute_found_by_no_search_engine_and_its_name_tells_nothing(client: Client) -> None:
    response = client.get(address(today_meeting(), file="handout.pdf"))

    assert response.headers["Content-Disposition"] == 'inline; filename="handout.pdf"'
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
    assert dict(response.cookies) == {}
