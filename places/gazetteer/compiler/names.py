"""Which of GeoNames' untagged alternate names somebody might type."""

import re
from collections import Counter
from collections.abc import Iterable

from languages.fold import fold
from places.gazetteer.compiler.sources import SourcePlace

LONGEST_KEY = 60  # longer ones are lists of names run together
STATION_CODE = re.compile(r"[A-Z]{3}")
LATIN_START = re.compile(r"\W*[a-zß-öø-ÿā-ɏ]", re.IGNORECASE)


def folded_names(places: Iterable[SourcePlace]) -> dict[int, set[str]]:
    """{place id: folded names}. Codes of airports and stations (BTS, WAW, but also NYC) stay where no place is called so."""
    keys: dict[int, set[str]] = {}
    codes: dict[int, set[str]] = {}
    for place in places:
        wanted = {name for name in place.other_names if _is_wanted(name)}
        station_codes = {name for name in wanted if STATION_CODE.fullmatch(name)}
        keys[place.id] = _fold_all({place.name, *(wanted - station_codes)})
        codes[place.id] = _fold_all(station_codes)
    names_of_others = Counter(key for own in keys.values() for key in own)
    for place_id, own in keys.items():
        own |= {code for code in codes[place_id] if code not in names_of_others}
    return keys


def _is_wanted(name: str) -> bool:
    """Latin names in lower case are machine transcriptions of other scripts ("wei ye na" for Wien), which nobody types."""
    is_transcription = name == name.lower() and LATIN_START.match(name) is not None
    return not is_transcription and "[" not in name


def _fold_all(names: Iterable[str]) -> set[str]:
    """A letter alone is no name, but where it is a picture (津 is Tsu)."""
    return {key for key in map(fold, names) if key and len(key) <= LONGEST_KEY and not (len(key) == 1 and LATIN_START.match(key))}
