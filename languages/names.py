"""Names of languages and countries in the reader's language, from CLDR."""

import re
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.languages import get_official_languages
from django.utils.translation import get_language, pgettext_lazy

# Sign languages have ISO 639-3 codes; CLDR names few of them, and people search for them by name.
SIGN_LANGUAGES = {
    "svk": pgettext_lazy("language", "Slovak sign language"),
    "pso": pgettext_lazy("language", "Polish sign language"),
    "cse": pgettext_lazy("language", "Czech sign language"),
    "asq": pgettext_lazy("language", "Austrian sign language"),
    "gsg": pgettext_lazy("language", "German sign language"),
    "bfi": pgettext_lazy("language", "British sign language"),
    "ase": pgettext_lazy("language", "American sign language"),
}


# Codes of two letters for which CLDR has a name, but no land.
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
BCP_47 = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


@lru_cache(maxsize=64)
def locale_for(language: str) -> Locale:
    """CLDR's locale for a site language; English where CLDR has none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def language_name(code: str) -> str:
    """ "sk" is "slovenčina" to a Slovak reader; an unknown code stays as it is."""
    if code in SIGN_LANGUAGES:
        return str(SIGN_LANGUAGES[code])
    names = locale_for(get_language() or "en").languages
    return names.get(code.replace("-", "_")) or names.get(code.partition("-")[0]) or code


def own_name(code: str) -> str:
    """What a language calls itself, as in a menu: "Čeština", "Polski"; an unknown code stays as it is."""
    locale = locale_for(code)
    name = locale.display_name if locale.language == code.partition("-")[0] else None
    return name[:1].upper() + name[1:] if name else code


def is_language(code: str) -> bool:
    """Whether CLDR, or our list of sign languages, has a name for it."""
    return code in SIGN_LANGUAGES or (BCP_47.match(code) is not None and code.partition("-")[0] in locale_for("en").languages)


def is_country(code: str) -> bool:
    """Whether it is a country's code of two capital letters, as in ISO 3166."""
    return len(code) == 2 and code in locale_for("en").territories and code not in NO_COUNTRIES  # noqa: PLR2004


def country_name(code: str) -> str:
    """ "PL" is "Poľsko" to a Slovak reader; an unknown code stays as it is."""
    return locale_for(get_language() or "en").territories.get(code.upper()) or code


def official_languages(country: str) -> tuple[str, ...]:
    """The languages that a country's offices write in, the most spoken first; none for an unknown country."""
    return get_official_languages(country.upper(), de_facto=True)
