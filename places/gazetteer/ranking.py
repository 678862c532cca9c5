"""Which of several places is meant. Pure: works on what was found."""

from collections.abc import Iterable
from dataclasses import dataclass

from languages.fold import fold
from places.gazetteer.countries import borders_between
from places.models import Place

# How many times likelier it makes a place ...
AT_HOME = 20  # that it is in the site's country,
IN_THE_LANGUAGE = 4  # or in a country of the reader's language,
AS_THE_READER_SAYS = 20  # that the name is the one the reader's language has for it (Lipsko is Leipzig to a Czech).
A_SLIP = 1 / 20  # that nothing is called quite so.
# How many times likelier it makes a postal code ...
CODE_AT_HOME = 10**10  # that the site's country has it: no city of the world outweighs that,
BORDERS_CROSSED = {1: 12, 2: 3}  # that one or two borders lie between, and
KNOWN_EVERYWHERE = {"US": 5}  # that forms and films have taught everyone such codes: 10001, 90210.
# The people that a code of a far country stands for at most: Seoul and Sydney are large, but few type their codes here.
FAR_CODE = 80_000
# A place is certain if it is so many times likelier than any other that is not beside it.
CERTAIN = 5
BESIDE_KM = 25

HOMES = {
    "cs": {"CZ"},
    "de": {"AT", "CH", "DE", "LI"},
    "hu": {"HU"},
    "pl": {"PL"},
    "sk": {"SK"},
    "uk": {"UA"},
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose words they are: the site's country, and the language of the page."""

    country: str
    language: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found by a key, and for how many people that key stands."""

    place: Place
    key: str
    weight: int
    is_guess: bool = False  # it is not called, or coded, quite so
    is_code: bool = False  # the key is a postal code


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place, how likely it is meant (in people, as it were), and whether only by a guess."""

    place: Place
    likelihood: float
    is_guess: bool


def likeliest_first(hits: Iterable[Hit], reader: Reader) -> list[Candidate]:
    """Each place once, by its best hit. Ties are broken by the id, so that an answer is always the same."""
    best: dict[int, Candidate] = {}
    for hit in hits:
        candidate = Candidate(hit.place, _likelihood(hit, reader), hit.is_guess)
        known = best.get(hit.place.id)
        if known is None or candidate.likelihood > known.likelihood:
            best[hit.place.id] = candidate
    return sorted(best.values(), key=lambda candidate: (-candidate.likelihood, candidate.place.id))


def certain_one(candidates: list[Candidate]) -> Place | None:
    """The likeliest place, if nobody would have to be asked."""
    if not candidates:
        return None
    best, *others = candidates
    rivals = (other.place for other in others if other.likelihood * CERTAIN > best.likelihood)
    is_certain = all(best.place.point.km_to(rival.point) <= BESIDE_KM for rival in rivals)
    return best.place if is_certain else None


def _likelihood(hit: Hit, reader: Reader) -> float:
    likelihood = max(1, hit.weight) * (A_SLIP if hit.is_guess else 1.0)
    if hit.is_code:
        return _likelihood_of_code(hit, likelihood, reader)
    if hit.place.country == reader.country:
        likelihood *= AT_HOME
    elif hit.place.country in HOMES.get(reader.language, ()):
        likelihood *= IN_THE_LANGUAGE
    exonym = hit.place.names.get(reader.language)
    if exonym and fold(exonym) == hit.key:
        likelihood *= AS_THE_READER_SAYS
    return likelihood


def _likelihood_of_code(hit: Hit, likelihood: float, reader: Reader) -> float:
    country = hit.place.country
    if country == reader.country:
        return likelihood * (AT_HOME if hit.is_guess else CODE_AT_HOME)
    if country in HOMES.get(reader.language, ()):
        likelihood *= IN_THE_LANGUAGE
    likelier = KNOWN_EVERYWHERE.get(country) or BORDERS_CROSSED.get(borders_between(country, reader.country))
    return likelihood * likelier if likelier else min(likelihood, FAR_CODE)
