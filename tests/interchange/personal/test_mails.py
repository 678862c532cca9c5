"""E-mail addresses that are spelt out are addresses; the words they are spelt with are not, alone."""

import pytest

from interchange.personal import Cleaned, take_out
from interchange.reasons import HeldReason


@pytest.mark.parametrize(
    "address",
    [
        "p e t e r (zavináč) gmail bodka com",
        "peter (zavinac) example bodka sk",
        "peter zavináč example tečka cz",
        "jana.nova(zavináč)example.sk",
        "peter bodka n (zavináč) example bodka sk",
        "jan (małpa) example kropka pl",
        "jan małpa wp",
        "jane (at) example dot org",
        "jane [at] example [dot] org",
        "j a n e (at) g m a i l dot c o m",
        "j a n e at gmail dot com",
        "uwe klammeraffe example punkt de",
    ],
)
def test_address_that_is_spelt_out_is_taken_out(address: str) -> None:
    cleaned = take_out(f"Vchod zozadu, {address}. Druhé poschodie.")

    assert cleaned == Cleaned("Vchod zozadu. Druhé poschodie.", ((address, HeldReason.EMAIL),))


@pytest.mark.parametrize(
    "text",
    [
        "Meet (at) the church. Bring a mug",
        "We look at polka dot dresses",
        "Read more at aa dot org",
        "Klub Małpa, wejście od podwórka",
        "Bodka za dňom, stretnutie o 18:00",
        "Plan B at a dot",
    ],
)
def test_words_for_the_signs_of_an_address_stay_alone(text: str) -> None:
    assert take_out(text) == Cleaned(text)
