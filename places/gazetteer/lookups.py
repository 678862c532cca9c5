"""The few questions that are asked of the tables of names and codes. Each is one range or a few points of one index.

Those asked at every keystroke are SQL by hand: the ORM needs longer to put such a query together than the database to answer it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from math import sqrt

from django.db.models import Case, Value, When

from places.gazetteer.ranking import Hit
from places.gazetteer.typed import TypedCode
from places.models import KNOWN_ABROAD, Place, PlaceName, PostalCode

AFTER_ALL = "\U0010ffff"  # sorts after every letter that may follow a prefix
MOST_NAMES = 100
LETTERS_ENOUGH = 5  # so many letters are begun by few names enough to read all of them
# Who says "Dubnica" may mean Dubnica nad Váhom, but half as often as if it had no other name.
GOES_ON = 2
DIGITS_IN_COMMON = 2  # of a code and its neighbour
MOST_COUNTED = 1000  # codes of one place: Singapore has a hundred thousand, which would take a while to count

NAMED_WHOLE = f"""
    SELECT place.*, name.key, name.weight FROM places_placename name JOIN places_place place ON place.id = name.place_id
    WHERE name.key = %(key)s OR (name.country = %(country)s AND name.key >= %(start)s AND name.key < %(end)s)
    ORDER BY name.weight DESC, place.id LIMIT {MOST_NAMES}
"""  # noqa: S608
CODED = f"""
    SELECT place.*, code.key, place.population AS weight
    FROM places_postalcode code JOIN places_place place ON place.id = code.place_id
    WHERE code.key IN ({{marks}}) ORDER BY place.id LIMIT {MOST_NAMES}
"""  # noqa: S608
CODES_COUNTED = f"""
    SELECT place.id, (
        SELECT COUNT(*) FROM (SELECT 1 FROM places_postalcode WHERE place_id = place.id LIMIT {MOST_COUNTED}) counted
    ) AS codes
    FROM places_place place WHERE place.id IN ({{marks}})
"""  # noqa: S608
# The largest are taken before they are joined to their places: half a million names begin with a few letters.
BEGINNING = """
    SELECT * FROM (
        SELECT place_id, weight FROM places_placename
        WHERE key >= %(start)s AND key < %(end)s AND {condition} ORDER BY weight DESC, id LIMIT 24
    ) {alias}
"""
PLACES_OF = """
    SELECT place.*, %(start)s AS key, name.weight FROM ({names}) name JOIN places_place place ON place.id = name.place_id
    ORDER BY name.weight DESC, place.id
"""
AT_HOME = BEGINNING.format(condition="country = %(country)s", alias="at_home")
ABROAD = BEGINNING.format(condition=f"weight >= {KNOWN_ABROAD}", alias="abroad")
BEGINNING_AT_HOME_OR_LARGE = PLACES_OF.format(names=f"{AT_HOME} UNION ALL {ABROAD}")
BEGINNING_ANYWHERE = PLACES_OF.format(names=BEGINNING.format(condition="true", alias="anywhere"))


def named(keys: Collection[str], *, country: str) -> list[Hit]:
    """Places called by one of these folded names, those of `country` first, then by weight."""
    at_home = Case(When(country=country, then=Value(0)), default=Value(1))
    names = PlaceName.objects.filter(key__in=keys).order_by(at_home, "-weight", "id")
    return [Hit(name.place, name.key, name.weight) for name in names.select_related("place")[:MOST_NAMES]]


def named_whole(key: str, *, country: str) -> list[Hit]:
    """Places called so, and those of `country` whose name only goes on with another word."""
    hits = _hits(NAMED_WHOLE, {"key": key, "country": country, "start": f"{key} ", "end": f"{key}!"})
    if not any(hit.key == key for hit in hits):
        return []
    return [hit if hit.key == key else replace(hit, weight=hit.weight // GOES_ON) for hit in hits]


def beginning_with(prefix: str, *, country: str) -> list[Hit]:
    """Places whose name begins so, by weight; of a few letters only those of `country` and large ones, if there are any."""
    bounds = {"start": prefix, "end": prefix + AFTER_ALL, "country": country}
    known = _hits(BEGINNING_AT_HOME_OR_LARGE, bounds) if len(prefix) < LETTERS_ENOUGH else []
    return known or _hits(BEGINNING_ANYWHERE, bounds)


def with_codes(codes: Collection[TypedCode], *, country: str) -> list[Hit]:
    """Places with one of these postal codes, or beside it by number where it is unknown: a post-office box, or new."""
    keys = sorted({code.key for code in codes})
    hits = [replace(hit, is_code=True) for hit in _hits(CODED.format(marks=_marks(keys)), keys)]
    countries = {hit.place.country for hit in hits}
    if len(countries) > 1 and country not in countries:
        hits = _shared_out(hits)
    return [hit for code in codes for hit in _with_code(code, [hit for hit in hits if hit.key == code.key], country)]


def _shared_out(hits: list[Hit]) -> list[Hit]:
    """With the people for whom one code of a place stands. More than an equal share: a city's codes are better known."""
    ids = sorted({hit.place.id for hit in hits})
    codes = {place.id: vars(place)["codes"] for place in Place.objects.raw(CODES_COUNTED.format(marks=_marks(ids)), ids)}
    return [replace(hit, weight=round(hit.weight / sqrt(codes[hit.place.id]))) for hit in hits]


def _with_code(code: TypedCode, hits: list[Hit], country: str) -> list[Hit]:
    """At home, else in the countries that write theirs so, else anywhere."""
    likely = [hit for hit in hits if not code.countries or hit.place.country in code.countries]
    if any(hit.place.country == country for hit in likely):
        return likely
    at_home = {country} & code.countries
    elsewhere = set() if likely else code.countries or {country}
    return likely + [hit for home in sorted(at_home or elsewhere) for hit in _beside(code.key, home)] or hits


def _beside(key: str, country: str) -> list[Hit]:
    """The place of the nearest code by number, among those that begin alike."""
    start = key[:DIGITS_IN_COMMON]
    codes = PostalCode.objects.filter(country=country, key__gte=start, key__lt=start + AFTER_ALL).select_related("place")
    neighbours = (codes.filter(key__lt=key).order_by("-key").first(), codes.filter(key__gt=key).order_by("key").first())
    near = [neighbour for neighbour in neighbours if neighbour and len(neighbour.key) == len(key)]
    nearest = max(near, key=lambda neighbour: _common_start(neighbour.key, key), default=None)
    return [Hit(nearest.place, key, nearest.place.population, is_guess=True, is_code=True)] if nearest else []


def _common_start(one: str, other: str) -> int:
    """How many signs they begin alike with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _hits(sql: str, parameters: Mapping[str, str] | Sequence[str]) -> list[Hit]:
    places = Place.objects.raw(sql, parameters)
    return [Hit(place, vars(place)["key"], vars(place)["weight"]) for place in places]


def _marks(values: Sequence[str] | Sequence[int]) -> str:
    """A placeholder for each, to stand between brackets."""
    return ", ".join(["%s"] * len(values))
