"""Countries: their names to their codes ("Slovensko", "Polska", "UK"), and how far they are from each other."""

from functools import lru_cache

from babel import Locale

from languages.fold import fold

# The languages in which visitors name countries, our own and the most spoken of Europe.
LANGUAGES = ("en", "sk", "pl", "cs", "de", "hu", "uk", "fr", "es", "it", "ru", "ro", "hr")
ALSO = {"uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "usa": "US", "cr": "CZ", "ceska republika": "CZ", "sr": "SK"}
CODE_LENGTH = 2

# Who can go where by land in Europe; the tunnel to Great Britain and the bridge to Sweden are land.
NEIGHBOURS = {
    "AD": "ES FR",
    "AL": "GR ME MK XK",
    "AT": "CH CZ DE HU IT LI SI SK",
    "BA": "HR ME RS",
    "BE": "DE FR LU NL",
    "BG": "GR MK RO RS TR",
    "BY": "LT LV PL RU UA",
    "CH": "AT DE FR IT LI",
    "CZ": "AT DE PL SK",
    "DE": "AT BE CH CZ DK FR LU NL PL",
    "DK": "DE SE",
    "EE": "LV RU",
    "ES": "AD FR GI PT",
    "FI": "NO RU SE",
    "FR": "AD BE CH DE ES GB IT LU MC",
    "GB": "FR IE",
    "GI": "ES",
    "GR": "AL BG MK TR",
    "HR": "BA HU ME RS SI",
    "HU": "AT HR RO RS SI SK UA",
    "IE": "GB",
    "IT": "AT CH FR SI SM VA",
    "LI": "AT CH",
    "LT": "BY LV PL RU",
    "LU": "BE DE FR",
    "LV": "BY EE LT RU",
    "MC": "FR",
    "MD": "RO UA",
    "ME": "AL BA HR RS XK",
    "MK": "AL BG GR RS XK",
    "NL": "BE DE",
    "NO": "FI RU SE",
    "PL": "BY CZ DE LT RU SK UA",
    "PT": "ES",
    "RO": "BG HU MD RS UA",
    "RS": "BA BG HR HU ME MK RO XK",
    "RU": "BY EE FI LT LV NO PL UA",
    "SE": "DK FI NO",
    "SI": "AT HR HU IT",
    "SK": "AT CZ HU PL UA",
    "SM": "IT",
    "TR": "BG GR",
    "UA": "BY HU MD PL RO RU SK",
    "VA": "IT",
    "XK": "AL ME MK RS",
}
FAR = 3  # borders, or more, or a sea


def country_named(key: str) -> str:
    """The code of the country that a folded text names, or is the code of; "" if it names none."""
    return _countries().get(key, "")


def borders_between(one: str, other: str) -> int:
    """How many borders one crosses from one country to another; all that is not 0, 1 or 2 is `FAR`."""
    if one == other:
        return 0
    beside_one, beside_other = (set(NEIGHBOURS.get(country, "").split()) for country in (one, other))
    if other in beside_one:
        return 1
    return 2 if beside_one & beside_other else FAR


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    countries: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == CODE_LENGTH:
                countries.setdefault(fold(name), code)
                countries.setdefault(code.lower(), code)
    return countries | ALSO
