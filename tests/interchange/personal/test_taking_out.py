"""What is personal is taken out of free text, and nothing else is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interchange.personal import Cleaned, take_out
from interchange.reasons import HeldReason

EMAIL, PHONE, PASSWORD, NAME = HeldReason.EMAIL, HeldReason.PHONE, HeldReason.PASSWORD, HeldReason.NAME


@pytest.mark.parametrize(
    ("text", "public", "reasons"),
    [
        ("Enter from the yard. Write to jane.doe@example.org.", "Enter from the yard.", [EMAIL]),
        ("Feel free to contact us at a.b@example.com for details", "", [EMAIL]),
        ("jane (at) example.org has the key, ring twice", "has the key, ring twice", [EMAIL]),
        ("mail: jane at gmail dot com", "", [EMAIL]),
        ("Link: https://x.example.org/?for=jane@example.org&page=2", "Link: https://x.example.org/?for=&page=2", [EMAIL]),
    ],
)
def test_email_is_taken_out(text: str, public: str, reasons: list[HeldReason]) -> None:
    cleaned = take_out(text)

    assert cleaned.text == public
    assert [reason for _taken, reason in cleaned.held] == reasons


@pytest.mark.parametrize(
    "number",
    [
        "555-123-4567",
        "(415) 555-1234",
        "415.555.1234",
        "1-415-555-1234",
        "4155551234",
        "+1 415 555 1234",
        "+16465588656,,530851127#,,,,*123456#",
        "555-1234",
        "030 12345",
        "0171/1234567",
        "(030) 123 45 67",
        "0903 123 456",
        "0905/123456",
        "+421 905 123 456",
        "00421 905 123 456",
        "601 234 567",
        "22 828 04 94",
        "(22) 828-04-94",
        "01 42 34 56 78",
        "020 7946 0958",
        "wa.me/421905123456",
        "415-555-1234 ext. 12",
    ],
)
def test_phone_number_is_taken_out(number: str) -> None:
    cleaned = take_out(f"Side door, second floor. Call {number}. Coffee is served.")

    assert cleaned == Cleaned("Side door, second floor. Coffee is served.", ((f"Call {number}.", PHONE),))


@pytest.mark.parametrize(
    "text",
    [
        "Zoom ID: 898 152 2178",
        "Meeting ID: 921-7689-9954",
        "Zoom 883 8273 1325, camera on",
        "Zoom MeetingID: 838 825 4276",
        "ID 6394799909#",
        "GSO# 722857, Group ID # 278063",
        "7.30 - 9.00 pm, from 19:00-20:30",
        "Since 2019-2021 we meet at the hall",
        "Moved on 2/29/2020, back on 2020-03-15 or 15.3.2020",
        "1957 Pruneridge Ave, Cupertino, CA 95014-1234",
        "10388 Bonny Drive, Cupertino 95014",
        "811 01 Bratislava, 30-059 Kraków",
        "Pages 417 418 419 of the Big Book",
        "Suite 300, Bldg 402, Room #0651",
        "ISBN 978-0-916856-01-4",
        "Steps 1 2 3 4 5 6 7 8 9 10 11 12",
        "Prices from $5,000.00 to 12000000",
        "48.14816, 17.10674",
        "If phoning in, include *67 to keep your number private",
        "https://us02web.zoom.us/j/6394799909",
        "https://maps.example.com/place/@33.5454132,-117.7927414,17z",
        "Konto: SK31 1200 0000 1987 4263 7541",
        "Masks required: max room capacity 15",
    ],
)
def test_number_that_is_no_telephone_number_stays(text: str) -> None:
    assert take_out(text) == Cleaned(text)


def test_short_number_is_a_telephone_number_after_the_word() -> None:
    assert take_out("Tel. 12345").held == (("Tel. 12345", PHONE),)


def test_country_tells_what_a_telephone_number_is() -> None:
    text = "Anmeldung 06641234567"

    assert take_out(text, "AT").text == "Anmeldung"
    assert take_out(text, "SK").text == text


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Zoom ID: 898 152 2178 Password: sober1", "Zoom ID: 898 152 2178"),
        ("Meeting ID: 879 1234 5678, Passcode: 12345, everyone welcome", "Meeting ID: 879 1234 5678, everyone welcome"),
        ("Passcode: one day at a time. Chips on Friday.", "Chips on Friday."),
        ("Access code 123456#", ""),
        ("Password:\n12345\nBring a mug", "Bring a mug"),
        ("The password is Serenity", ""),
        ("Hasło: trzezwosc2020, zapraszamy", "Zapraszamy"),
        ("Heslo je 1234. Vitajte.", "Vitajte."),
        ("Kennwort „Hoffnung“ eingeben", "Eingeben"),
        ("zoom password sober", ""),
        ("https://zoom.us/j/1?pwd=abcDEF is the link", "https://zoom.us/j/1 is the link"),
    ],
)
def test_password_is_taken_out(text: str, public: str) -> None:
    cleaned = take_out(text)

    assert cleaned.text == public
    assert {reason for _taken, reason in cleaned.held} == {PASSWORD}


@pytest.mark.parametrize(
    "text",
    [
        "No password needed.",
        "No passcode - waiting room is enabled",
        "Password required, see the website",
        "Password protected",
        "Call Central Office for the password",
        "Password:\nEveryone is welcome",
        "Heslo na požiadanie",
        "Hasło wysyłamy na prośbę",
        "Passwort auf Anfrage",
    ],
)
def test_word_for_a_password_without_one_stays(text: str) -> None:
    assert take_out(text) == Cleaned(text)


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Masks optional. Ask for Steve at the desk.", "Masks optional. At the desk."),
        ("Contact: Mary Beth", ""),
        ("Closed meeting, contact Jane D. before coming", "Closed meeting before coming"),
        ("Secretary: Jane D.\nCourt cards signed.", "Court cards signed."),
        ("Tyler is the host. All are welcome.", "All are welcome."),
        ("Susan B. opens the door at 6.", "Opens the door at 6."),
        ("Parking in the rear (Bob 555-123-4567)", "Parking in the rear"),
        ("Kontakt: Peter, 0903 123 456. Vchod zo dvora.", "Vchod zo dvora."),
        ("Volajte Máriu na 0905/123456 alebo píšte na maria@example.sk.", ""),
        ("Pýtajte sa na Máriu pri vrátnici.", "Pri vrátnici."),
        ("Kontakt: Jan Kowalski, tel. 601 234 567, wejście od podwórka", "Wejście od podwórka"),
        ("Pytać o Marka na portierni.", "Na portierni."),
        ("Prowadzący: Adam. Mityng otwarty w ostatnią środę.", "Mityng otwarty w ostatnią środę."),
        ("Ansprechpartner: Uwe, Tel. 030 12345. Eingang im Hof.", "Eingang im Hof."),
        ("Fragen nach Klaus an der Pforte.", "An der Pforte."),
        ("Bitte bei Frau Müller anrufen: 030 12345", ""),
        ("Bitte vorher bei Hans-Peter melden, 08031 / 12 34 56.", "Bitte vorher."),
        ("Schlüssel bei Frau Schmidt, 1. OG links", "Schlüssel, 1. OG links"),
        ("Ansprechpartnerin ist Petra (0151-12345678). Raum 3.", "Raum 3."),
        ("Skontaktuj się z Markiem przed pierwszym mityngiem.", "Przed pierwszym mityngiem."),
        ("W sprawie mityngu prosimy o kontakt z Basią tel. 500 600 700.", "W sprawie mityngu."),
        ("Kontakt: Ania 601234567", ""),
        ("tel. 601234567 (Marek), sala nr 5", "sala nr 5"),
        ("Kontakt: +48 601-234-567 Ania", ""),
        ("Pred prvou návštevou zavolajte Zuzane: 0908 111 222.", "Pred prvou návštevou."),
        ("Ozvite sa, prosím. Ozvite sa prosím Petrovi.", "Ozvite sa, prosím."),
        ("p. Nováková 0905 123 456, vchod zozadu", "vchod zozadu"),
    ],
)
def test_name_is_taken_out(text: str, public: str) -> None:
    assert take_out(text).text == public


@pytest.mark.parametrize(
    "text",
    [
        "Call Central Office",
        "Contact Marin County Teleservice",
        "Ask for Parish Hall",
        "Alano Club, Bill W. Room (room 2)",
        "Meeting takes place in Lois's Room",
        "Meets in the small chapel in Building C.",
        "Wake Up Call Beginners' Topic Discussion Meeting",
        "New Beginnings E-Mail Sobriety Groups",
        "Basic Text Study, Roll Call Meeting",
        "St. Mark's Episcopal Church, 1314 N. Angelina Dr.",
        "Phone: Returning to hybrid meetings in March",
        "For info send an email to:\n\nWheelchair Access",
        "Ring Red Buzzer",
        "Venue Info: Walk up the church path, Info: Opposite Waitrose",
        "Reach Drug And Alcohol Services Building",
        "Daukanto A. 1",
        "Kontakt: E-mail-Verteiler der Gruppe",
        "Kontakt: Telefón centra pomoci",
        "Kontakt: Intergrupa Kraków",
        "Kontakt über die Kontaktstelle",
        "Treffen jeden 2. Dienstag 19.30 Uhr, Raum 214, Haus 5",
        "Bei Regen im Haus",
        "ulica 29. augusta 36/A, č. dverí 12, 3. p.",
        "otwarte od 15.09.2026 do 30.06.2027",
        "NIP 123-456-78-90",
        "IČO: 12345678, účet 1234567890/0200",
        "This meeting occurs every Saturday. Text messages reach us all.",
    ],
)
def test_capital_letters_that_are_no_name_stay(text: str) -> None:
    assert take_out(text) == Cleaned(text)


def test_number_and_name_and_address_of_one_sentence_are_held_together() -> None:
    text = "Please contact John S. at 555-123-4567 or john@example.org for more information."

    assert take_out(text) == Cleaned("", ((text, EMAIL),))


def test_sentence_that_says_more_keeps_it() -> None:
    cleaned = take_out("Enter by the rear door or call Mary at (415) 555-1234 if it is locked.")

    assert cleaned.text == "Enter by the rear door if it is locked."
    assert cleaned.held == (("or call Mary at (415) 555-1234", PHONE),)


@pytest.mark.parametrize(
    ("text", "public"),
    [
        (
            "Downstairs.\n\nEmail: a@example.org\nPhone: Mary Beth 619-555-1212\n\nAll are welcome.",
            "Downstairs.\n\nAll are welcome.",
        ),
        ("126 High St\nContact : Dave B\nRing the bell", "126 High St\nRing the bell"),
    ],
)
def test_lines_that_become_empty_disappear(text: str, public: str) -> None:
    assert take_out(text).text == public


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Passcode 123456, dial 646-558-8656", "Passcode 123456, dial 646-558-8656"),
        ("Password: one day at a time", "Password: one day at a time"),
        ("Passcode 123456. Text Jane at 415-555-1234 if it fails.", "Passcode 123456. If it fails."),
        ("Email jane@example.org for the link. ID 898 152 2178", "ID 898 152 2178"),
    ],
)
def test_how_to_join_keeps_passcodes_and_dial_in_numbers_only(text: str, public: str) -> None:
    assert take_out(text, is_how_to_join=True).text == public


@given(st.text(alphabet=st.sampled_from("call John 555-1234 @example.org password: x1.\n(),;"), max_size=120))
def test_taking_out_any_text_takes_no_letter_twice_and_invents_none(text: str) -> None:
    cleaned = take_out(text)

    shown = [char for char in cleaned.text.casefold() if char.isalnum()]
    held = [char for taken, _reason in cleaned.held for char in taken.casefold() if char.isalnum()]
    assert sorted(shown + held) == sorted(char for char in text.casefold() if char.isalnum())


@given(st.sampled_from(["a@example.org", "555-123-4567", "+421 905 123 456"]), st.text(alphabet="abc .,\n", max_size=40))
def test_personal_data_disappears_from_any_surroundings(personal: str, around: str) -> None:
    cleaned = take_out(f"{around} {personal} {around}")

    assert personal not in cleaned.text
    assert any(personal in taken for taken, _reason in cleaned.held)


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 10_000, "a." * 5_000, "1 " * 5_000, "Call " * 2_000, "A B. " * 2_000, "(" * 10_000, "@" * 10_000),
        *("a at b dot " * 900, "(at) " * 2_000, "a (at) b c " * 900, "x at " * 2_000, " dot" * 2_500, "Call Eva 5551234 " * 600),
    ],
)
@pytest.mark.parametrize("is_how_to_join", [False, True])
def test_hostile_text_is_read_in_a_second(text: str, *, is_how_to_join: bool) -> None:
    start = time.perf_counter()

    take_out(text, is_how_to_join=is_how_to_join)

    assert time.perf_counter() - start < 1
