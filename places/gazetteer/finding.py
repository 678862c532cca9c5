"""From any text to the place it means."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from languages.fold import fold
from places.distance import Point
from places.gazetteer import lookups
from places.gazetteer.countries import country_named
from places.gazetteer.parts import Found, keys_to_look_up, place_in_parts
from places.gazetteer.ranking import Candidate, Hit, Reader, certain_one, likeliest_first
from places.gazetteer.slips import one_slip_away
from places.gazetteer.typed import Typed, read
from places.models import Place

SAME_ADDRESS_KM = 40  # a code and a town so near each other belong together
SAME_NAME_KM = 10  # GeoNames has some towns twice
TELLING_DIGITS = 5  # as many digits as that are no house number
MOST_GUESSES = 3
LETTERS_ENOUGH = 4  # from fewer, no guess is certain
BEGINNINGS = (6, 5, 4, 3)  # letters that somebody who misspells a name has right
ALIKE, VERY_ALIKE = 0.6, 0.85  # "bratizlaf" and "bratislava" have 0.74, "bansk bistrica" and "banska bystrica" 0.9
DEGREES_OF_LIKENESS = 5
MOST_READ, MOST_ALIKE = 24, 5
# Few people would be meant: a village's second name, which is as likely a slip for another ("Zilna" is also Tsilna on the Volga).
HARDLY_MEANT = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What was meant. `certain` is the first of the candidates, if nobody need be asked."""

    certain: Place | None = None
    candidates: list[Place] = field(default_factory=list)  # the likeliest first
    was_corrected: bool = False  # nothing is called quite so


def find(text: str, *, country: str, language: str, limit: int = 8) -> Answer:
    """The place that a text names: a name in any language, a postal code, an address, with a slip of one letter.

    `country` is the site's, `language` the reader's: they say what is likelier and rule nothing out.
    """
    typed = read(text)
    reader = Reader(country, language)
    hits = _as_typed(typed, country)
    ranked, certain = _judged(typed, hits, reader)
    was_corrected = bool(ranked) and ranked[0].is_guess
    if was_corrected and len(typed.whole) < LETTERS_ENOUGH:
        certain = None
    return Answer(certain, _each_once(candidate.place for candidate in ranked)[:limit], was_corrected)


def _judged(typed: Typed, hits: list[Hit], reader: Reader) -> tuple[list[Candidate], Place | None]:
    """What is called as was typed and what only nearly so, the likeliest first, and the place that is certain. What all the words
    nearly name goes before what some of them do ("Liptosky Mikulaš" is not Mikołów, which Slovaks called Mikuláš)."""
    ranked = likeliest_first(hits, reader)
    says_more = _says_more(typed, hits)
    if ranked and ranked[0].likelihood >= HARDLY_MEANT and not says_more:
        return ranked, certain_one(ranked)
    guesses = likeliest_first(_guessed(typed, reader.country), reader)
    if not says_more:
        ranked = sorted(ranked + guesses, key=lambda candidate: -candidate.likelihood)
        return ranked, certain_one(ranked)
    return guesses + ranked, certain_one(guesses) if guesses else _unless_spelled_like_another(certain_one(ranked), typed, reader)


def complete(prefix: str, *, country: str, language: str, limit: int = 8) -> list[Place]:
    """Places whose name in some language begins so, the likeliest first."""
    key = read(prefix).whole
    hits = lookups.beginning_with(key, country=country) if key else []
    return _each_once(candidate.place for candidate in likeliest_first(hits, Reader(country, language)))[:limit]


def to_choose_from(text: str, answer: Answer, *, country: str, language: str) -> list[Place]:
    """What to ask about where no place is certain: the candidates, and places that are spelled much like the text."""
    typed = read(text).whole
    if any(likeness(typed, place) == 1 for place in answer.candidates):
        return answer.candidates
    alike = spelled_alike(typed, country=country, language=language)
    close = [place for place in alike if likeness(typed, place) >= VERY_ALIKE]
    return list(dict.fromkeys([*close, *answer.candidates, *alike]))


def spelled_alike(typed: str, *, country: str, language: str) -> list[Place]:
    """Places that begin as a folded text does and are spelled like it; of those about as alike, the likeliest first."""
    for letters in BEGINNINGS:
        places = complete(typed[:letters], country=country, language=language, limit=MOST_READ)
        alike = {place: likeness(typed, place) for place in places}
        found = sorted(
            (place for place in places if alike[place] >= ALIKE), key=lambda place: -int(alike[place] * DEGREES_OF_LIKENESS)
        )
        if found:
            return found[:MOST_ALIKE]
    return []


def likeness(typed: str, place: Place) -> float:
    """How much a folded text is like the best of a place's names, from 0 to 1."""
    names = {place.name, *place.names.values()}
    return max(SequenceMatcher(None, typed, fold(name), autojunk=False).ratio() for name in names)


def nearest(point: Point, *, within_km: float = 30) -> Place | None:
    """The place nearest to coordinates that came without a name."""
    return Place.objects.within(point, within_km).nearest_first(point).first()


def _as_typed(typed: Typed, country: str) -> list[Hit]:
    """What is called so, or has such a code, to the letter."""
    hits = lookups.named_whole(typed.whole, country=country) if typed.parts else []
    if hits:
        return hits
    coded = lookups.with_codes(typed.codes, country=country) if typed.codes else []
    found = _by_key(lookups.named(keys_to_look_up(typed), country=country)) if typed.parts else {}
    return _in_one_address(coded, found) or (coded if _code_decides(coded, typed, found, country) else place_in_parts(typed, found))


def _says_more(typed: Typed, hits: Sequence[Hit]) -> bool:
    """Whether what was found is called by some of the words only, and the others may belong to the name that was meant: before the
    town stands a street, where there is a house number."""
    names, streets = {typed.whole, *_keys_to_correct(typed)}, [f" {part.key} " for part in typed.parts if part.has_number]
    return bool(hits) and not any(
        hit.is_code or hit.key in names or any(f" {hit.key} " in street for street in streets) for hit in hits
    )


def _unless_spelled_like_another(place: Place | None, typed: Typed, reader: Reader) -> Place | None:
    """The place, if no part of the text is, all of it, spelled much like others only."""
    if place is None:
        return None
    keys = _keys_to_correct(typed)
    alike = [(key, other) for key in keys for other in spelled_alike(key, country=reader.country, language=reader.language)]
    nearer = {other for key, other in alike if likeness(key, other) >= VERY_ALIKE}
    return None if nearer and place not in nearer else place


def _in_one_address(coded: Sequence[Hit], found: Found) -> list[Hit]:
    """Names and codes that bear each other out."""
    return [hit for hits in found.values() for hit in hits if any(_are_one_address(hit.place, code.place) for code in coded)]


def _are_one_address(one: Place, other: Place) -> bool:
    return one.country == other.country and one.point.km_to(other.point) <= SAME_ADDRESS_KM


def _code_decides(coded: Sequence[Hit], typed: Typed, found: Found, country: str) -> bool:
    """Of a code and a name that contradict each other: a code that is written as one is, or a number that is one at home."""
    has_town = any(part.key in found and not part.has_number for part in typed.parts)
    is_written_so = any(code.countries for code in typed.codes)
    is_at_home = any(hit.place.country == country and len(hit.key) >= TELLING_DIGITS for hit in coded)
    return bool(coded) and (is_written_so or is_at_home or not has_town)


def _guessed(typed: Typed, country: str) -> list[Hit]:
    """What is called nearly so, or begins so."""
    typed_as = {variant: key for key in _keys_to_correct(typed) for variant in one_slip_away(key)}
    found = defaultdict(list)
    for hit in lookups.named(typed_as.keys(), country=country) if typed_as else []:
        found[typed_as[hit.key]].append(replace(hit, is_guess=True))
    if len(typed.parts) == 1:
        key = typed.parts[0].key
        found[key] += [replace(hit, is_guess=True) for hit in lookups.beginning_with(key, country=country)]
    return place_in_parts(typed, found)


def _keys_to_correct(typed: Typed) -> list[str]:
    """The parts that may be the town, the country at the end of one cut off."""
    keys = []
    for part in typed.parts[:MOST_GUESSES]:
        words = part.words[:-1] if len(part.words) > 1 and country_named(part.words[-1]) else part.words
        if not country_named(" ".join(words)):
            keys.append(" ".join(words))
    return keys


def _by_key(hits: Iterable[Hit]) -> Found:
    found = defaultdict(list)
    for hit in hits:
        found[hit.key].append(hit)
    return found


def _each_once(places: Iterable[Place]) -> list[Place]:
    """Without the second of two entries for one town."""
    kept: list[Place] = []
    for place in places:
        if not any(place.name == other.name and place.point.km_to(other.point) <= SAME_NAME_KM for other in kept):
            kept.append(place)
    return kept
