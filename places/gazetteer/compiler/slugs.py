"""The place in an address. Printed by clinics, so given once and kept for ever.

"zilina" belongs to the place that clearly dominates all others of that name: it has five times the people of the next. Where
none does there is no bare slug, and the rule is asked again within the country ("cambridge-gb"). Within a region the largest has
it ("springfield-us-il"), and whoever is left carries its GeoNames id ("nowa-wies-pl-3090001").
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from languages.fold import fold

TIMES_LARGER = 5
# A hamlet has an unknown, not an empty population; below this size nobody dominates anybody.
SMALLEST_SIZE = 100
LONGEST = 120


@dataclass(frozen=True, slots=True)
class SlugWish:
    """What a place brings to the sharing out of slugs."""

    id: int
    name: str
    other_names: tuple[str, ...]  # exonyms: "moscow" is Moskva's as well, so that Moscow, Idaho, does not get it
    country: str
    region: str  # its letters if it has any, else its name, else ""
    population: int

    @property
    def order(self) -> tuple[int, int]:
        """The largest first; ids decide between equals."""
        return -self.population, self.id

    @property
    def size(self) -> int:
        return max(SMALLEST_SIZE, self.population)


def share_out(wishes: Iterable[SlugWish], frozen: Mapping[int, str]) -> dict[int, str]:
    """{place id: slug}, unique. Those in `frozen` stay as they are, and are nobody else's."""
    wishes = sorted(wishes, key=lambda wish: wish.order)
    rivals = _rivals(wishes)
    slugs = {wish.id: frozen[wish.id] for wish in wishes if wish.id in frozen}
    taken = set(frozen.values())
    for wish in wishes:
        if wish.id not in slugs:
            slugs[wish.id] = next(slug for slug in _forms(wish, rivals[ascii_slug(wish.name)]) if slug not in taken)
            taken.add(slugs[wish.id])
    return slugs


def ascii_slug(text: str) -> str:
    """ "Łódź" is "lodz"; what has no Latin letter is ""."""
    return slugify(fold(text))[: LONGEST // 2]


def _rivals(wishes: Iterable[SlugWish]) -> Mapping[str, list[SlugWish]]:
    rivals: defaultdict[str, list[SlugWish]] = defaultdict(list)
    for wish in wishes:
        for slug in {ascii_slug(name) for name in (wish.name, *wish.other_names)}:
            rivals[slug].append(wish)
    return rivals


def _forms(wish: SlugWish, rivals: list[SlugWish]) -> Iterator[str]:
    """The slugs a place may have, the most wanted first; the last is nobody else's."""
    bare, country = ascii_slug(wish.name), wish.country.lower()
    if bare and _dominates(wish, rivals):
        yield bare
    compatriots = [rival for rival in rivals if rival.country == wish.country]
    if bare and _dominates(wish, compatriots):
        yield f"{bare}-{country}"
    region = ascii_slug(wish.region)
    if bare and region:
        yield f"{bare}-{country}-{region}"
    yield f"{bare or 'place'}-{country}-{wish.id}"


def _dominates(wish: SlugWish, rivals: Iterable[SlugWish]) -> bool:
    return all(wish.size >= TIMES_LARGER * rival.size for rival in rivals if rival.id != wish.id)
