"""What the first division of a country is called: GeoNames' places know its code, the postal rows its name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from languages.fold import fold
from places.gazetteer.compiler.postcodes import PostOffice
from places.gazetteer.compiler.sources import PostalRow, SourcePlace

# The letters in use, where GeoNames has numbers.
ABBREVIATIONS = {
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
    "CA": {
        "01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE",
        "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU",
    },
}  # fmt: skip

# Below it, the rows are strays over the border: Crimea is not in "Khersonska", though a few rows there say so.
LEAST_SHARE = 0.05


def region_names(places: Iterable[SourcePlace], rows: Iterable[PostalRow], office: PostOffice) -> dict[str, str]:
    """{region code: name} of one country: the name that most rows in places of the region give."""
    places = list(places)
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        place = office.named_place(row) if row.region else None
        if place:
            votes[place.region_code][row.region] += 1
    totals = sum(votes.values(), Counter())
    names: dict[str, str] = {}
    for code, count in votes.items():
        own = [name for name in count if count[name] >= LEAST_SHARE * totals[name]]
        if code and own:
            name = min(own, key=lambda name: (-count[name], name))
            names[code] = _with_accents(_latin(name), code, places)
    return names


def abbreviation(country: str, region_code: str) -> str:
    """The region's letters: IL of Illinois, ZH of Zürich; "" if it has a number only."""
    letters = ABBREVIATIONS.get(country, {}).get(region_code, region_code)
    return letters if letters.isalpha() else ""


def _latin(name: str) -> str:
    """ "Бургас / Burgas" in one script."""
    return name.rpartition(" / ")[2]


def _with_accents(name: str, region_code: str, places: Iterable[SourcePlace]) -> str:
    """Postal data say "Cordoba"; where the region has its name of a town, that town knows how it is written."""
    spellings: Mapping[str, int] = {
        place.name: place.population for place in places if place.region_code == region_code and fold(place.name) == fold(name)
    }
    return max(spellings, key=lambda spelling: (spellings[spelling], spelling), default=name)
