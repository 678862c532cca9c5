"""In a text on how to join, somebody's own number is taken out, and the number that everybody dials stays."""

import pytest

from interchange.personal import Cleaned, take_out


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Passcode: 1234 call Mary 0903 123 456", "Passcode: 1234"),
        ("Passcode: 1234, ask for Jane, 415-555-1234", "Passcode: 1234"),
        ("Passcode: 1234. Call Mary, cell 415-555-1234.", "Passcode: 1234."),
        ("Heslo 1234, 0903 123 456, pýtajte sa na Máriu", "Heslo 1234"),
        ("Heslo 1234, volať 0903 123 456", "Heslo 1234"),
        ("Heslo 1234, tel. 0903 123 456", "Heslo 1234"),
        ("Kod 1234, zadzwoń 601 234 567", "Kod 1234"),
        ("Passcode 1234. Phone 415-555-1234 for help", "Passcode 1234."),
        ("Dial 646-558-8656 or call 415-555-1234", "Dial 646-558-8656"),
        ("Dial in or call Mary 415-555-1234, ID 123 456 789", "ID 123 456 789"),
        ("Passcode 1234, wa.me/421905123456", "Passcode 1234"),
    ],
)
def test_own_number_in_a_text_on_how_to_join_is_taken_out(text: str, public: str) -> None:
    assert take_out(text, is_how_to_join=True).text == public


@pytest.mark.parametrize(
    "text",
    [
        "Dial +1 646 558 8656, passcode 123#",
        "Dial by your location: +1 646 558 8656 US (New York)",
        "One tap mobile +16465588656,,530851127#,,,,*123456#",
        "One tap mobile: ,,9013364499#",
        "Call in: +1 646 558 8656, meeting ID 123 456 789",
        "Join by phone: 646-558-8656",
        "Phone: 646-558-8656, ID 123 456 789",
        "Phone: 646-558-8656\nMeeting ID: 123 456 789",
        "Call 646-558-8656 and enter passcode 1234#",
        "+1 646 558 8656 US (New York)\n+1 301 715 8592 US (Washington DC)",
    ],
)
def test_number_that_is_dialled_to_join_stays(text: str) -> None:
    assert take_out(text, is_how_to_join=True) == Cleaned(text)


def test_number_to_dial_stays_beside_the_name_whom_to_ask() -> None:
    cleaned = take_out("Call Jane for the password. Dial 646-558-8656 to join.", is_how_to_join=True)

    assert cleaned.text == "Dial 646-558-8656 to join."


def test_passcode_after_a_name_stays() -> None:
    cleaned = take_out("Call Mary, passcode 12345678", is_how_to_join=True)

    assert cleaned.text == "Passcode 12345678"
