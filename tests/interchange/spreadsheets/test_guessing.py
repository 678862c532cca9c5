"""What the columns of foreign tables are taken for."""

import io

import pytest

from interchange.spreadsheets import Sample, guess, sample
from interchange.tables.columns import LEFT_OUT


def guessed(text: str) -> dict[str, str]:
    found = sample(io.BytesIO(text.encode()), "und")
    assert isinstance(found, Sample)
    return guess(found)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Day", "day"),
        ("Deň", "day"),
        ("Godzina", "time"),
        ("Adressa", "address"),
        ("Adresa stretnutia", "address"),
        ("Telefónne číslo", LEFT_OUT),
        ("Čas", "time"),
        ("datum", LEFT_OUT),
    ],
)
def test_heading_is_known_also_when_it_is_nearly_a_known_one(heading: str, field: str) -> None:
    assert guessed(f"{heading},x\n?,?\n") == {heading: field, "x": LEFT_OUT}


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (("pondelok", "utorok a streda"), "day"),
        (("18:00", "7 pm", "19.30"), "time"),
        (("https://zoom.us/j/1", "https://us02web.zoom.us/j/2"), "conference_url"),
        (("https://example.org/a",), "website"),
        (("jana@example.org", "peter@example.org"), "contact_1_email"),
        (("+421 903 123 456", "0903 654 321"), "contact_1_phone"),
        (("811 06", "010 01"), "postal_code"),
        (("30-059",), "postal_code"),
        (("48.14816", "49.2231"), "latitude"),
        (("Hlavná 12, Žilina", "Obchodná 5, Bratislava"), "formatted_address"),
        (("Hlavná 12", "Obchodná 5"), "address"),
        (("Mon 6.30 - 8.00pm, Mission Hall, 5 High St",), "schedule_and_place"),
        (("1", "2", "3"), LEFT_OUT),
        (("hello", "world"), LEFT_OUT),
        (("", ""), LEFT_OUT),
    ],
)
def test_column_with_a_heading_that_says_nothing_is_known_by_its_cells(cells: tuple[str, ...], field: str) -> None:
    rows = "".join(f'"{cell}",!\n' for cell in cells)

    assert guessed(f"xyz,b\n{rows}")["xyz"] == field


def test_second_column_of_times_is_the_end_and_of_degrees_the_longitude() -> None:
    found = guessed("a1;b2;c3;d4\n18:00;19:00;48.148;17.106\n19:00;20:30;49.223;18.739\n")

    assert found == {"a1": "time", "b2": "end_time", "c3": "latitude", "d4": "longitude"}


def test_few_cells_that_do_not_fit_do_not_matter() -> None:
    assert guessed("a1,b\nMonday,\nTuesday,\nby agreement,\n")["a1"] == "day"
    assert guessed("a1,b\nMonday,\nby agreement,\n")["a1"] == LEFT_OUT


def test_column_without_a_heading_is_not_asked_for() -> None:
    assert guessed("Day,,x\nMonday,18:00,\n") == {"Day": "day", "x": LEFT_OUT}
