"""The booklet as a file: its pages, its letters, its order for folding."""

from io import BytesIO
from time import perf_counter

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.utils.translation import override
from pypdf import PdfReader

from referrals.booklet.asking import By, Layout, Paper
from referrals.booklet.contents import Booklet, Part, Section, Term, TermGroup
from referrals.booklet.lines import Line
from referrals.booklet.setting import MOST_TO_FOLD, TooThickToFold, page_count, pdf, sides
from tests.referrals.booklets import root, texts

EVERY_LETTER = "ĄĆĘŁŃÓŚŹŻąćęłńóśźż ÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽáäčďéíĺľňóôŕšťúýž ěřů"


def a_line(name: str, *, detail: str = "Dom kultúry, Hlavná 1") -> Line:
    return Line(
        section=0, minute=0, place="", is_remote=False, time="18:00 to 19:30", name=name, name_key=name, details=(detail, "Open.")
    )


def a_booklet(count: int, *, name: str = "Nádej") -> Booklet:
    return Booklet(
        title="Meetings near Žilina",
        lead=["As of today."],
        sections=[Section("Monday", [Part("Žilina", [a_line(f"{name} {number}") for number in range(count)])])],
        legend=[TermGroup("Who may come", [Term("Open", "Anyone may come.", "sk")])],
        closing=["Where nothing else is said: free."],
        left_out=["3 meetings are left out."],
        address="https://meetings.example/en/meetings/?place=zilina",
    )


def made(of: Booklet, **layout: object) -> bytes:
    with override("en"):
        return pdf(of, Layout(**layout))  # type: ignore[arg-type]  # by name


def scanned(content: bytes, page: int) -> list[str]:
    """What a telephone reads in the pictures of a page."""
    picture = pypdfium2.PdfDocument(content)[page].render(scale=3, grayscale=True)
    pixels = memoryview(bytes(picture.buffer)).cast("B", shape=(picture.height, picture.stride))
    return [one.text for one in zxingcpp.read_barcodes(pixels)]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("count", [1, 60, 61, 97])
def test_pages_are_counted_exactly_and_filled_up_to_a_multiple_of_four(paper: Paper, count: int) -> None:
    plain = texts(made(a_booklet(count), paper=paper))
    filled = texts(made(a_booklet(count), paper=paper, multiple=4))

    assert len(filled) % 4 == 0
    assert 0 <= len(filled) - len(plain) < 4
    assert [text for text in filled if text.startswith("Notes")] == [
        f"Notes Page {number} of {len(filled)}" for number in range(len(plain), len(filled))
    ]
    assert [text.rpartition("Page ")[2] for text in filled] == [
        f"{number} of {len(filled)}" for number in range(1, len(filled) + 1)
    ]


def test_every_meeting_is_printed_once_in_order() -> None:
    said = " ".join(texts(made(a_booklet(120), paper=Paper.A6)))

    assert [said.count(f"Nádej {number} ") for number in range(120)] == [1] * 120
    assert said.index("Nádej 7 ") < said.index("Nádej 70 ")


def test_the_last_page_says_what_is_not_in_it_and_leads_to_the_search() -> None:
    content = made(a_booklet(40), paper=Paper.A6, multiple=4)
    pages = texts(content)

    assert (
        pages[-1]
        .replace("\u200b", "")
        .startswith("What is not in this booklet 3 meetings are left out. The same meetings as they are today")
    )
    assert scanned(content, len(pages) - 1) == ["https://meetings.example/en/meetings/?place=zilina"]


def test_letters_with_diacritics_are_text() -> None:
    said = " ".join(texts(made(a_booklet(1, name=EVERY_LETTER))))

    assert EVERY_LETTER in said


def test_text_is_never_code() -> None:
    said = " ".join(texts(made(a_booklet(1, name="#panic(1) *x* $y$ @z `q` \\u{41} = a"))))

    assert "#panic(1) *x* $y$ @z `q` \\u{41} = a 0" in said


def test_it_is_tagged_for_screen_readers() -> None:
    found = root(made(a_booklet(3), paper=Paper.A5))

    assert (found["language"], found["is_tagged"]) == ("en", True)
    assert (b"pdfuaid:part" in found["about"], "Meetings near Žilina".encode() in found["about"]) == (True, True)


@pytest.mark.parametrize(
    ("count", "is_cut", "expected"),
    [
        (4, False, [[4, 1], [2, 3]]),
        (8, False, [[8, 1], [2, 7], [6, 3], [4, 5]]),
        (4, True, [[4, 1, 4, 1], [2, 3, 2, 3]]),
        (8, True, [[8, 1, 6, 3], [2, 7, 4, 5]]),
        (12, True, [[12, 1, 8, 5], [2, 11, 6, 7], [10, 3, 0, 0], [4, 9, 0, 0]]),
    ],
)
def test_pages_are_put_in_order_for_folding(count: int, is_cut: bool, expected: list[list[int]]) -> None:
    assert sides(count, is_cut=is_cut) == expected


@pytest.mark.parametrize(("paper", "size"), [(Paper.A5, (842, 595)), (Paper.A6, (595, 842))])
def test_folded_pages_lie_on_sheets_of_a4(paper: Paper, size: tuple[int, int]) -> None:
    reader = PdfReader(BytesIO(made(a_booklet(30), paper=paper, multiple=4, is_folded=True)))

    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    assert len(reader.pages) % 2 == 0
    assert "Monday" in reader.pages[0].extract_text()


def test_what_is_too_thick_is_not_folded() -> None:
    with pytest.raises(TooThickToFold):
        made(a_booklet(12 * MOST_TO_FOLD), paper=Paper.A6, multiple=4, is_folded=True)


def test_twenty_five_meetings_take_less_than_a_second() -> None:
    made(a_booklet(1))  # fonts are read once
    began = perf_counter()

    content = made(a_booklet(25), by=By.DAY)

    assert perf_counter() - began < 1
    assert page_count(content) == len(PdfReader(BytesIO(content)).pages)


def test_fonts_are_shipped() -> None:
    assert sorted(one.name for one in (settings.BASE_DIR / "referrals" / "fonts").glob("*.ttf")) == [
        "NotoSans-Bold.ttf",
        "NotoSans-Regular.ttf",
    ]
