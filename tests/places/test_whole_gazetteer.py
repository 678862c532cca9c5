"""All that is shipped, loaded at once and taken back: what the five countries of the other tests cannot show."""

from places.gazetteer import find
from places.gazetteer.loading import load
from places.models import Place, PlaceName, PostalCode

CERTAIN = {
    "zilina": "zilina",
    "ŽILINA ": "zilina",
    "lodz": "lodz",
    "Presporok": "bratislava",
    "Viedeň": "wien",
    "Breslau": "wroclaw",
    "Варшава": "warszawa",
    "811 01": "stare-mesto",
    "81101": "stare-mesto",
    "30-059": "krakow",
    "SW1A": "city-of-westminster",
    "10001": "new-york",  # though Zhytomyr, just over the border, has it too
    "03601": "martin-sk",  # and not Seoul,
    "04001": "kosice",
    "01001": "zilina",  # nor Kyiv
    "08001": "presov",
    "1030": "landstrasse",  # in Vienna, and not in Sydney
    "8010": "graz",
    "NYC": "new-york",
    "Zilna": "zilina",  # though Tsilna on the Volga is spelled so by some
    "Springfield, IL": "springfield-us-il",
    "Springfield Illinois": "springfield-us-il",
    "Frankfurt (Oder)": "frankfurt-oder",
    "Frankfurt": "frankfurt-am-main",
    "Paris": "paris",
    "Paris, TX": "paris-us-tx",
    "London ON": "london-ca",
    "Lipsko": "leipzig",
    "10115 Berlin": "berlin",
    "Moskau": "moskva",
    "東京": "tokyo",
}


def test_whole_gazetteer_finds_what_is_meant(db: None) -> None:
    load()

    found = {text: find(text, country="SK", language="sk").certain for text in CERTAIN}
    springfields = find("Springfield", country="SK", language="sk")

    assert {text: place and place.slug for text, place in found.items()} == CERTAIN
    assert find("1010", country="SK", language="pl").candidates[0].slug == "innere-stadt-at-wien"
    assert springfields.certain is None
    assert [place.slug for place in springfields.candidates[:3]] == ["springfield-us-mo", "springfield-us-ma", "springfield-us-il"]
    assert (Place.objects.count(), PostalCode.objects.count()) == (234_908, 1_080_396)
    assert PlaceName.objects.count() > 1_200_000
