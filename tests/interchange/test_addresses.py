"""Addresses taken apart where that is sure, and put together as their countries write them."""

import pytest

from interchange.addresses import Address, country_code, in_one_line, split


@pytest.mark.parametrize(
    ("line", "address"),
    [
        (
            "1555 S 7th St bldg k, San Jose, CA 95112, USA",
            Address(street="1555 S 7th St bldg k", city="San Jose", region="CA", postal_code="95112", country="US"),
        ),
        (
            "Parish Hall, 12 Main St, Macon, GA 31210-1234",
            Address(street="Parish Hall, 12 Main St", city="Macon", region="GA", postal_code="31210-1234", country="US"),
        ),
        (
            "8318 104 St, Edmonton, Alberta, T6E 4E8, Canada",
            Address(street="8318 104 St", city="Edmonton", region="Alberta", postal_code="T6E 4E8", country="CA"),
        ),
        (
            "20474 Douglas Cres, Langley, BC V3A 4B6, Canada",
            Address(street="20474 Douglas Cres", city="Langley", region="BC", postal_code="V3A 4B6", country="CA"),
        ),
        (
            "125 Charing Cross Rd, London WC2H 0EW, UK",
            Address(street="125 Charing Cross Rd", city="London", postal_code="WC2H 0EW", country="GB"),
        ),
        (
            "1 Abbey St, Dublin, D01 A1B2, Ireland",
            Address(street="1 Abbey St", city="Dublin", postal_code="D01 A1B2", country="IE"),
        ),
        (
            "Obchodná 5, 811 06 Bratislava, Slovensko",
            Address(street="Obchodná 5", city="Bratislava", postal_code="811 06", country="SK"),
        ),
        ("ul. Długa 3, 30-059 Kraków", Address(street="ul. Długa 3", city="Kraków", postal_code="30-059", country="PL")),
        ("Hauptstr. 5, 10115 Berlin, Germany", Address(street="Hauptstr. 5", city="Berlin", postal_code="10115", country="DE")),
        (
            "Stephansplatz 1, A-1010 Wien, Österreich",
            Address(street="Stephansplatz 1", city="Wien", postal_code="1010", country="AT"),
        ),
        (
            "Pastoriestraat 147, 5612 EK Eindhoven, Netherlands",
            Address(street="Pastoriestraat 147", city="Eindhoven", postal_code="5612 EK", country="NL"),
        ),
        (
            "Calle 19, 45046 Zapopan, Jal., Mexico",
            Address(street="Calle 19", city="Zapopan", region="Jal.", postal_code="45046", country="MX"),
        ),
        ("London, UK", Address(city="London", country="GB")),
        ("Sagamore Beach, MA 02562, USA", Address(city="Sagamore Beach", region="MA", postal_code="02562", country="US")),
        ("California, USA", Address(region="California", country="US")),
        ("Slovakia", Address(country="SK")),
        ("", Address()),
    ],
)
def test_address_is_taken_apart(line: str, address: Address) -> None:
    assert split(line) == address


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        (
            "Jacksol Dr & Barrett Ave, San Jose, CA 95124, USA",
            Address(city="San Jose", region="CA", postal_code="95124", country="US"),
        ),
        ("12 High St, Guildford, Surrey, GU1 1AA, UK", Address(postal_code="GU1 1AA", country="GB")),
        ("Karlsplatz, 1010 Wien, Austria", Address(city="Wien", postal_code="1010", country="AT")),
        ("Lidická 12, Praha 5, Czechia", Address(country="CZ")),
        ("Tbilisi, Georgia", Address()),
        ("Hlavná 5, Bratislava, SK", Address()),
        ("Newark, DE", Address()),
        ("Hauptstr. 5, 10115 Berlin", Address()),
        ("1555 S 7th St", Address()),
    ],
)
def test_what_is_not_sure_stays_in_one_line(line: str, sure: Address) -> None:
    address = split(line)

    assert address.text == line
    assert address == Address(**{**{name: getattr(sure, name) for name in sure.__slots__}, "text": line})


def test_country_that_is_known_otherwise_helps() -> None:
    assert split("Hauptstr. 5, 10115 Berlin", "DE") == Address(
        street="Hauptstr. 5", city="Berlin", postal_code="10115", country="DE"
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("England", "GB"),
        ("Słowacja", "SK"),
        ("Česko", "CZ"),
        ("deutschland", "DE"),
        ("sk", "SK"),
        ("Georgia", ""),
        ("Atlantis", ""),
        ("ZZ", ""),
        ("", ""),
    ],
)
def test_country_is_known_by_names_and_code(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    "line",
    [
        "1555 S 7th St, San Jose, CA 95112, USA",
        "125 Charing Cross Rd, London WC2H 0EW, UK",
        "Obchodná 5, 811 06 Bratislava, Slovakia",
        "Calle 19, 45046 Zapopan, Jal., Mexico",
    ],
)
def test_address_is_put_together_as_it_was(line: str) -> None:
    assert in_one_line(split(line)) == line
