"""What was typed, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.gazetteer.typed import LONGEST_TEXT, read


def parts(text: str) -> list[str]:
    return [part.key for part in read(text).parts]


def codes(text: str) -> list[tuple[str, set[str]]]:
    return [(code.key, set(code.countries)) for code in read(text).codes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Žilina", ["zilina"]),
        ("Hlavná 5, 010 01 Žilina", ["hlavna", "zilina"]),
        ("Hlavná 5 010 01 Žilina", ["hlavna", "zilina"]),
        ("Springfield, IL", ["springfield", "il"]),
        ("Frankfurt (Oder)", ["frankfurt", "oder"]),
        ("Bratislava - Ružinov", ["bratislava", "ruzinov"]),
        ("Frýdek-Místek", ["frydek mistek"]),
        ("", []),
        ("🙂🙂", []),
    ],
)
def test_parts_are_what_stands_between_commas_and_codes(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_part_with_a_house_number_is_a_street() -> None:
    street, town = read("Hlavná 5a, Žilina").parts

    assert (street.has_number, town.has_number) == (True, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("811 01", [("81101", {"SK", "CZ", "SE", "GR"})]),
        ("81101", [("81101", set())]),
        ("30-059", [("30059", {"PL"})]),
        ("SW1A", [("sw1a", {"GB", "IM", "JE", "GG", "IE"})]),
        ("sw1a 1aa", [("sw1a", {"GB", "IM", "JE", "GG"})]),
        ("M5V 2T6", [("m5v", {"CA"})]),
        ("D02 X285", [("d02", {"IE"})]),
        ("1012 AB Amsterdam", [("1012", {"NL"})]),
        ("10001-1234", [("10001", {"US", "PR"})]),
        ("1000-001 Lisboa", [("1000001", {"PT"})]),
        ("SK-811 01", [("81101", {"SK"})]),
        ("PL 30-059 Kraków", [("30059", {"PL"})]),
        ("D-10115", [("10115", {"DE"})]),
        ("AD100", [("ad100", {"AD"})]),
        ("101", [("101", set())]),
        ("Hlavná 5", [("hlavna5", set())]),
        ("Hlavná 5, Žilina", []),
    ],
)
def test_codes_know_who_writes_them_so(text: str, expected: list[tuple[str, set[str]]]) -> None:
    assert codes(text) == expected


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    typed = read(text)

    assert len(typed.whole) <= 20 * LONGEST_TEXT
    assert all(part.words for part in typed.parts)
