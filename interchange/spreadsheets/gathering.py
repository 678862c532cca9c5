"""Putting the rows of a meeting together. In our own files they follow each other, but people sort spreadsheets."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from interchange.texts import one_line

Row = Mapping[str, str]
MOST_RULES = 200  # of one meeting; the most of the demo world are 8


def key_of(row: Row) -> str:
    """By what a row says to which meeting it belongs; "" where it says nothing, and is a meeting of its own."""
    return one_line(row.get("meeting_id", ""))


def runs(rows: Iterable[Row]) -> Iterator[tuple[str, Iterator[Row]]]:
    """Neighbours of one meeting together."""
    numbered = enumerate(rows)
    for (key, _own), several in groupby(numbered, lambda pair: (key_of(pair[1]), -1 if key_of(pair[1]) else pair[0])):
        yield key, (row for _number, row in several)


def scattered(rows: Iterable[Row]) -> Counter[str]:
    """{meeting: in how many places its rows stand}, of those that are in more than one."""
    places = Counter(key for key, of_one in runs(rows) if key and any(True for _row in of_one))
    return Counter({key: count for key, count in places.items() if count > 1})


def gathered(rows: Iterable[Row], apart: Counter[str]) -> Iterator[list[Row]]:
    """The rows of each meeting. Those that stand apart are kept until the last of them has come; they alone are kept."""
    waiting: dict[str, list[Row]] = {}
    left = Counter(apart)
    for key, of_one in runs(rows):
        found = [*waiting.pop(key, []), *of_one][: MOST_RULES + 1]
        left[key] -= 1
        if key in apart and left[key] > 0:
            waiting[key] = found
        else:
            yield found
