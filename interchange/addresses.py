"""Addresses in one line, taken apart and put together. Only what is sure is taken apart: a wrong town sends somebody to it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from babel import Locale

from interchange.texts import one_line
from interchange.times import without_accents

STATES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (files("interchange") / "data" / "north_america.toml").read_text(encoding="utf-8")
)
NAME_LANGUAGES = ("en", "pl", "sk", "cs", "de", "fr", "es", "it", "hu", "nl", "uk")  # in which countries are named
OTHER_NAMES = {
    "usa": "US",
    "u.s.a.": "US",
    "us": "US",
    "united states of america": "US",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "eire": "IE",
    "republic of ireland": "IE",
    "czech republic": "CZ",
    "the netherlands": "NL",
    "holland": "NL",
}
SHORT_NAMES = {"US": "USA", "GB": "UK"}

AMERICAN_CODE = r"\d{5}(?:-\d{4})?|[A-Z]\d[A-Z](?: ?\d[A-Z]\d)?"
AMERICAN = re.compile(rf"(?P<region>[^\W\d][^\d,]*?)? ?(?P<postal_code>{AMERICAN_CODE})?")
EIRCODE = re.compile(r"[A-Z]\d[\dW] ?[A-Z\d]{4}")
BRITISH = re.compile(rf"(?:(?P<city>\D.*) )?(?P<postal_code>[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}|{EIRCODE.pattern})")
EUROPEAN_CODE = r"\d{2}-\d{3}|\d{3} \d{2}|\d{4} ?[A-Z]{2}|\d{4,6}"
EUROPEAN = re.compile(rf"(?:[A-Z]{{1,3}}-)?(?P<postal_code>{EUROPEAN_CODE})(?: (?P<city>\D.*))?")
TELLING_CODE = re.compile(r"\d{2}-\d{3}|\d{3} \d{2}")  # no house number looks like these
TWO_LETTERS = re.compile(r"[A-Z]{2}")
NOWHERE = "ZZ"
STREET_TOWN_CODE = 3  # parts of an address whose town stands alone; with more the last may be a county
MOST_STREET_PARTS = 3  # "Parish hall, 12 High Street, Old Town"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The parts that are sure. `text` is the whole line where something in it could not be told apart, else ""."""

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    text: str = ""


# The parts before the town, and the address without its street; None where the style does not fit.
Found = tuple[list[str], Address] | None

STATE_NAMES = frozenset(name.casefold() for names in STATES.values() for name in names.values())


@lru_cache(maxsize=1)
def country_names() -> Mapping[str, str]:
    """{name without accents: ISO 3166 code}; not those that are also states of the USA (Georgia)."""
    names = dict(OTHER_NAMES)
    for language in NAME_LANGUAGES:
        for code, name in Locale(language).territories.items():
            if is_country_code(code):
                names.setdefault(without_accents(name).casefold(), code)
    return {name: code for name, code in names.items() if name not in STATE_NAMES}


def is_country_code(code: str) -> bool:
    """Whether CLDR knows a country by these two letters."""
    return bool(TWO_LETTERS.fullmatch(code)) and code != NOWHERE and code in Locale("en").territories


@lru_cache(maxsize=4096)
def country_code(name: str) -> str:
    """The ISO 3166 code of a country by its name or code, "" where it is not known."""
    bare = without_accents(one_line(name)).casefold()
    return country_names().get(bare) or (bare.upper() if is_country_code(bare.upper()) else "")


def state_country(name: str, country: str) -> str:
    """US or CA where this names a state or province there (of `country`, if that is known), by letters or in full; else ""."""
    bare = name.replace(".", "").strip()
    for code, names in STATES.items():
        if country in ("", code) and (bare in names or bare.casefold() in {full.casefold() for full in names.values()}):
            return code
    return ""


@lru_cache(maxsize=8192)
def split(line: str, country: str = "") -> Address:
    """The parts of an address in one line. `country` is where it lies if the line does not say."""
    line = one_line(line)
    parts = [part.strip() for part in line.split(",") if part.strip()]
    named = country_code(parts[-1]) if parts and not state_country(parts[-1], "") else ""
    country = named or country
    rest = parts[:-1] if named else parts
    if not rest:
        return Address(country=country)
    is_one_word = len(rest) == 1 and not named  # "Petržalka" may be a town, a district or a club
    for style in (american, british, european, *(() if is_one_word else (unnumbered,))):
        found = style(rest, country)
        if found is not None:
            before, address = found
            return with_street(before, address, line)
    return Address(country=country, text=line)


def with_street(before: list[str], address: Address, line: str) -> Address:
    """The address with what stands before the town as its street, if that has a number and is not too much."""
    if not before:
        return address
    street = ", ".join(before)
    if address.city and len(before) <= MOST_STREET_PARTS and has_digit(street):
        return replace(address, street=street)
    return replace(address, text=line)


def american(rest: list[str], country: str) -> Found:
    """ "…, San Jose, CA 95112" and "…, Edmonton, Alberta, T6E 4E8"; without the country only with a postal code."""
    match = AMERICAN.fullmatch(rest[-1]) if country in ("", "US", "CA") else None
    if match is None:
        return None
    region, postal_code = match["region"] or "", match["postal_code"] or ""
    before = rest[:-1]
    if not region and before:
        region, before = before[-1], before[:-1]
    where = state_country(region, country)
    if not where or not (country or postal_code):
        return None
    address = Address(region=region, postal_code=postal_code, country=where)
    return town_before(before, address)


def british(rest: list[str], country: str) -> Found:
    """ "…, London WC2H 0EW" and "…, London, WC2H 0EW"; Irish ones likewise."""
    match = BRITISH.fullmatch(rest[-1]) if country in ("", "GB", "IE") else None
    if match is None:
        return None
    where = country or ("IE" if EIRCODE.fullmatch(match["postal_code"]) else "GB")
    address = Address(city=match["city"] or "", postal_code=match["postal_code"], country=where)
    if address.city or len(rest) > STREET_TOWN_CODE:
        return rest[:-1], address
    return town_before(rest[:-1], address)


def european(rest: list[str], country: str) -> Found:
    """ "…, 811 01 Bratislava", "…, Pretoria, 0174" and "…, 45046 Zapopan, Jal."."""
    if country in ("US", "CA", "GB", "IE"):
        return None
    has_region = bool(country) and len(rest) > 1 and not has_digit(rest[-1])
    before, tail, region = (rest[:-2], rest[-2], rest[-1]) if has_region else (rest[:-1], rest[-1], "")
    match = EUROPEAN.fullmatch(tail)
    if match is None or (not country and not TELLING_CODE.fullmatch(match["postal_code"])):
        return None
    where = country or ("PL" if "-" in match["postal_code"] else "")
    address = Address(city=match["city"] or "", region=region, postal_code=match["postal_code"], country=where)
    return (before, address) if address.city else town_before(before, address)


def unnumbered(rest: list[str], country: str) -> Found:
    """ "London" and "Obchodná 5, Bratislava", where the country is known."""
    before, town = rest[:-1], rest[-1]
    if not country or has_digit(town) or len(before) > 1 or (before and not has_digit(before[0])):
        return None
    return before, Address(city=town, country=country)


def town_before(before: list[str], address: Address) -> Found:
    """The last of the parts is the town, unless it has a number."""
    if not before or has_digit(before[-1]):
        return before, address
    return before[:-1], replace(address, city=before[-1])


def has_digit(text: str) -> bool:
    """Whether there is a number in it, as in a street with a house."""
    return any(char.isdigit() for char in text)


def in_one_line(address: Address) -> str:
    """The address as the post and the map services of its country write it, the country in English."""
    city, postal_code, region = address.city, address.postal_code, address.region
    if address.country in ("US", "CA"):
        places = [city, f"{region} {postal_code}".strip()]
    elif address.country in ("GB", "IE"):
        places = [f"{city} {postal_code}".strip(), region]
    else:
        places = [f"{postal_code} {city}".strip(), region]
    country = SHORT_NAMES.get(address.country) or Locale("en").territories.get(address.country, "")
    return ", ".join(part for part in (address.street, *places, country) if part)
