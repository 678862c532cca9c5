"""Names after titles, of families and on bells; and what stands there and is nobody's name."""

import pytest

from interchange.personal import Cleaned, take_out
from interchange.reasons import HeldReason


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Byt p. Nováka, zvoniť Novák", ""),
        ("Dom so zvončekom, zvoniť p. Novák", "Dom so zvončekom"),
        ("Kľúče má pán Novák", "Kľúče má"),
        ("Kľúče u pani Novákovej, 1. p.", "Kľúče, 1. p."),
        ("Schlüssel bei Fam. Müller", "Schlüssel"),
        ("Druhý vchod, rodina Nováková", "Druhý vchod"),
        ("Druhé poschodie, zvonček Novák", "Druhé poschodie"),
        ("Zadní vchod, zvonek: Novák", "Zadní vchod"),
        ("Wejście od podwórka, dzwonić Kowalski", "Wejście od podwórka"),
        ("Wejście od podwórka, domofon: Kowalski", "Wejście od podwórka"),
        ("Rear door, ring Smith", "Rear door"),
        ("Hinterhaus, klingeln bei Müller", "Hinterhaus"),
        ("The key is with Mrs Smith.", "The key is with."),
    ],
)
def test_name_after_a_title_or_on_a_bell_is_taken_out(text: str, public: str) -> None:
    cleaned = take_out(text)

    assert cleaned.text == public
    assert {reason for _taken, reason in cleaned.held} == {HeldReason.NAME}


@pytest.mark.parametrize(
    "text",
    [
        "2. p. Klub, 3. p. Vchod vľavo",
        "č. dverí 12, 3 p. Nádej",
        "ul. P. Skargi 5",
        "Kostol Svätej rodiny Petržalka",
        "Centrum Rodina Košice",
        "Kościół Serca Pana Jezusa",
        "Zvoniť AA",
        "Zvoniť Charita",
        "Zvoniť na Farský úrad",
        "Zvonček Anonymní alkoholici",
        "Domofon: Klub Abstynenta",
        "Ring Red Buzzer",
        "Ring Road, second turn",
        "AA Fam Come and See",
    ],
)
def test_what_is_nobody_s_name_after_such_words_stays(text: str) -> None:
    assert take_out(text) == Cleaned(text)


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("AA Bratislava 0905111222", "AA Bratislava"),
        ("AA Bratislava, tel. 0905 111 222", "AA Bratislava"),
        ("Banská Bystrica 0905111222", "Banská Bystrica"),
        ("0905111222 Bratislava", "Bratislava"),
        ("AA Peter 0905111222", "AA"),
    ],
)
def test_town_beside_a_number_is_nobody_s_name(text: str, public: str) -> None:
    assert take_out(text, "SK", towns=("Bratislava", "Banská Bystrica")).text == public
