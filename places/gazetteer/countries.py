"""Names of countries to their codes: "Slovensko", "Polska", "UK"."""

from functools import lru_cache

from babel import Locale

from languages.fold import fold

# The languages in which visitors name countries, our own and the most spoken of Europe.
LANGUAGES = ("en", "sk", "pl", "cs", "de", "hu", "uk", "fr", "es", "it", "ru", "ro", "hr")
ALSO = {"uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "usa": "US", "cr": "CZ", "ceska republika": "CZ", "sr": "SK"}
CODE_LENGTH = 2


def country_named(key: str) -> str:
    """The code of the country that a folded text names, or is the code of; "" if it names none."""
    return _countries().get(key, "")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    countries: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == CODE_LENGTH:
                countries.setdefault(fold(name), code)
                countries.setdefault(code.lower(), code)
    return countries | ALSO
