"""What tells who somebody is, is found; what only tells of a meeting or of a person in general, is not."""

import pytest

from interchange.personal.patients import Trace, traces

NAME, BIRTH, PHONE, MAIL = Trace.NAME, Trace.BIRTH, Trace.PHONE, Trace.MAIL


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moja pacientka Jana Nováková príde v utorok.", [("Jana Nováková", NAME)]),
        ("Príde s Janou Novákovou.", [("Janou Novákovou", NAME)]),
        ("Počkajte pána Nováka.", [("pána Nováka", NAME)]),
        ("Daniel B. would come.", [("Daniel B.", NAME)]),
        ("Her name is Eva.", [("Eva", NAME)]),
        ("Klient: Petr", [("Petr", NAME)]),
        ("Pacjentem jest Krzysztof Zieliński", [("Krzysztof Zieliński", NAME)]),
        ("Rodné číslo 805512/1234", [("805512/1234", BIRTH)]),
        ("805512 / 123", [("805512 / 123", BIRTH)]),
        ("PESEL 44051401359", [("44051401359", BIRTH)]),
        ("RC 8001011007", [("8001011007", BIRTH)]),
        ("narodený 1. 2. 1980", [("1. 2. 1980", BIRTH)]),
        ("DOB: 01/02/1980", [("01/02/1980", BIRTH)]),
        ("Write to jana@example.org", [("Write to jana@example.org", MAIL)]),
    ],
)
def test_who_somebody_is_is_found(text: str, found: list[tuple[str, Trace]]) -> None:
    assert traces(text, "SK") == found


def test_a_telephone_number_is_found() -> None:
    assert [trace for _passage, trace in traces("Volajte 0905 123 456", "SK")] == [PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "A man of about fifty would like to come, and is afraid to come alone.",
        "Muž okolo päťdesiatky by rád prišiel v utorok 24. 11. 2026 o 18:00.",
        "The patient is Hungarian and speaks some Slovak.",
        "Pacient hovorí po maďarsky.",
        "Chodí k nám z Nemocnice Žilina, potrebuje odprevadiť od zastávky Fontána.",
        "The meeting in Martin, Slovakia, is in room 204 of the Martin Hospital.",
        "Is the room 801934/1234 open?",
        "Order 44051401350",
        "Alcoholics Anonymous, Big Book, Narcotics Anonymous, Al-Anon",
        "",
    ],
)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert traces(text, "SK") == []


def test_each_passage_is_said_once() -> None:
    assert traces("Jana Nováková, Jana Nováková, 805512/1234, 805512/1234") == [("805512/1234", BIRTH), ("Jana Nováková", NAME)]


@pytest.mark.parametrize("text", ["A" * 2000, "Jan " * 500, "805512" * 300, "((((" * 400, "pacient " * 250])
def test_any_text_is_read_quickly(text: str) -> None:
    assert isinstance(traces(text), list)
