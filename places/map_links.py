"""Coordinates from what somebody pastes: a link to a map, a geo: address, or degrees as they are written. Pure, no network.

The forms of links are those of the maps' own documentation and of links that people send each other, as of 2026.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from places.distance import Point

LONGEST_TEXT = 2000
# Links that say nothing themselves: only the map's own server knows where they lead.
SHORT_HOSTS = ("maps.app.goo.gl", "goo.gl", "osm.org", "maps.apple", "mapy.cz/s", "mapy.com/s", "bit.ly", "tinyurl.com")
NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
PAIR = re.compile(rf"({NUMBER})\s*(?:,|%2C|;|\s)\s*({NUMBER})")
# Google's: the marked place (!3d…!4d…) before the middle of the map (@…).
GOOGLE_PLACE = re.compile(rf"!3d({NUMBER})!4d({NUMBER})")
GOOGLE_MIDDLE = re.compile(rf"@({NUMBER}),({NUMBER})")
# OpenStreetMap's: #map=zoom/latitude/longitude
OSM_MIDDLE = re.compile(rf"map=\d{{1,2}}(?:\.\d+)?/({NUMBER})/({NUMBER})")
PARAMETERS = (("mlat", "mlon"), ("lat", "lon"), ("lat", "lng"), ("y", "x"))
PAIR_PARAMETERS = ("q", "query", "ll", "sll", "destination", "daddr", "center", "coordinate", "marker")
# 49°13'23.2"N with any of the signs that keyboards and maps write.
DEGREES = re.compile(
    r"(?P<before>[NSEWSVJZ])?\s*(?P<degrees>\d{1,3}(?:[.,]\d+)?)\s*[°º]?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*)?(?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|'')\s*)?(?P<after>[NSEW])?",
    re.IGNORECASE,
)
COMMA_DECIMALS = re.compile(r"^\s*([-+]?\d{1,3}),(\d{2,})\s*[,;\s]\s*([-+]?\d{1,3}),(\d{2,})\s*$")


@dataclass(frozen=True, slots=True)
class Located:
    """What a text says. `is_short_link`: it is a link of which only a server in the network knows where it leads."""

    point: Point | None = None
    is_short_link: bool = False


def locate(text: str) -> Located:
    """The point that a pasted text names; none where it names none."""
    text = text.strip()[:LONGEST_TEXT]
    if text.casefold().startswith("geo:"):
        return Located(in_geo(text[4:]))
    if "://" in text or text.casefold().startswith("www."):
        found = linked(text)
        return Located(found, is_short_link=found is None and is_short(text))
    return Located(written(text))


def in_geo(text: str) -> Point | None:
    """Of a geo: address (RFC 5870) without its scheme; telephones put the marked place into "q" and 0,0 before it."""
    before, _mark, query = text.partition("?")
    marked_place = unquote(query.partition("q=")[2]).partition("&")[0].partition("(")[0]
    return pair(marked_place) or pair(before.partition(";")[0])


def is_short(link: str) -> bool:
    """Whether the address is one of those that only lead elsewhere."""
    address = link.partition("://")[2].casefold().removeprefix("www.")
    return any(address.startswith(f"{host}/") for host in SHORT_HOSTS)


def linked(link: str) -> Point | None:
    """Of a link to a map: the marked place before the middle of the map."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    given = {**parse_qs(parts.fragment), **parse_qs(parts.query)}
    return (
        first_match(GOOGLE_PLACE, link)
        or marked(given)
        or first_match(OSM_MIDDLE, parts.fragment)
        or first_match(GOOGLE_MIDDLE, link)
        or pair(unquote(parts.path).rpartition("/")[2])
    )


def marked(given: dict[str, list[str]]) -> Point | None:
    """By the parameters of an address."""
    pairs = [f"{given[north][0]},{given[east][0]}" for north, east in PARAMETERS if north in given and east in given]
    pairs += [given[name][0].removeprefix("loc:") for name in PAIR_PARAMETERS if name in given]
    return next((point for one in pairs if (point := pair(one))), None)


def first_match(pattern: re.Pattern[str], text: str) -> Point | None:
    found = pattern.search(text)
    return on_earth(float(found[1]), float(found[2])) if found else None


def pair(text: str) -> Point | None:
    """ "49.2231,18.7394" and nothing else."""
    found = PAIR.fullmatch(text.strip())
    return on_earth(float(found[1]), float(found[2])) if found else None


def written(text: str) -> Point | None:
    """Degrees as they are typed: "49.2231, 18.7394", "49,2231 18,7394", "49°13'23" N, 18°44'22" E"."""
    commas = COMMA_DECIMALS.match(text)
    if commas:
        return on_earth(float(f"{commas[1]}.{commas[2]}"), float(f"{commas[3]}.{commas[4]}"))
    return pair(text) or in_degrees(text)


def in_degrees(text: str) -> Point | None:
    """Two angles with letters or signs of degrees; the letters say which is which."""
    angles = [one for one in DEGREES.finditer(text) if one["degrees"]]
    if len(angles) != 2 or not any(sign in text.upper() for sign in "°ºNSEW"):  # noqa: PLR2004  # latitude and longitude
        return None
    if re.sub(r"[\s,;]", "", "".join(one[0] for one in angles)) != re.sub(r"[\s,;]", "", text):
        return None
    letters = [(one["before"] or one["after"] or "").upper() for one in angles]
    north, east = (decimal(one, letter) for one, letter in zip(angles, letters, strict=True))
    return on_earth(east, north) if letters[0] in {"E", "W"} else on_earth(north, east)


def decimal(angle: re.Match[str], letter: str) -> float:
    """An angle as one number, south and west below 0."""
    degrees, minutes, seconds = (float((angle[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds"))
    size = degrees + minutes / 60 + seconds / 3600
    return -size if letter in {"S", "W"} else size


def on_earth(latitude: float, longitude: float) -> Point | None:
    """The point, if there is such a one."""
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None  # noqa: PLR2004  # degrees
