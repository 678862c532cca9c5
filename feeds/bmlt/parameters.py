"""Parameters as the reference server takes them: with PHP's brackets, forgiving, and what means nothing is as if it were not there.

Nothing here fails: a wrong value is no value.
"""

import re
from dataclasses import dataclass
from math import isfinite

from django.http import QueryDict

BRACKETS = re.compile(r"([^\[\]]+)\[\d{0,4}\]")
WHOLE = re.compile(r"\s*([+-]?\d{1,18})")
NUMBER = re.compile(r"\s*[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?\s*")
MOST_ITEMS = 500  # of a list
LONGEST = 500  # characters of a text


@dataclass(frozen=True, slots=True)
class Signed:
    """A list of numbers: those that are wanted, and those (written with a minus) that are not."""

    wanted: frozenset[int] = frozenset()
    unwanted: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


class Parameters:
    """The parameters of an address. An empty value is none."""

    def __init__(self, given: QueryDict) -> None:
        self.given = {name: given.getlist(name) for name in given}

    def has(self, name: str) -> bool:
        """Whether it is there at all, with whatever value."""
        return name in self.given

    def text(self, name: str) -> str:
        """The last of its values, "" where there is none."""
        values = self.given.get(name) or [""]
        return values[-1].replace("\x00", "")[:LONGEST]

    def texts(self, name: str) -> list[str]:
        """Its values, given once or with brackets."""
        named = [self.given.get(name, [])[-1:]]
        bracketed = [values for key, values in self.given.items() if (match := BRACKETS.fullmatch(key)) and match[1] == name]
        every = (value.replace("\x00", "") for values in (*named, *bracketed) for value in values)
        return [value for value in every if value][:MOST_ITEMS]

    def items(self, name: str) -> list[str]:
        """Its values, also with commas between."""
        return [item for value in self.texts(name) for item in value.split(",")[:MOST_ITEMS]][:MOST_ITEMS]

    def whole(self, name: str) -> int | None:
        """A whole number."""
        return whole(self.text(name))

    def number(self, name: str) -> float | None:
        """A number; "NaN" and "inf" are none."""
        text = self.text(name)
        value = float(text) if NUMBER.fullmatch(text) else None
        return value if value is not None and isfinite(value) else None

    def signed(self, name: str) -> Signed:
        """A list of numbers. What is no number is 0, and 0 is dropped."""
        numbers = [whole(item) or 0 for item in self.items(name)]
        return Signed(frozenset(one for one in numbers if one > 0), frozenset(-one for one in numbers if one < 0))

    def minutes(self, hours: str, minutes: str) -> int | None:
        """A time of day in minutes, of two parameters; either may be missing."""
        hour, minute = self.whole(hours), self.whole(minutes)
        if hour is None and minute is None:
            return None
        return min(max(hour or 0, 0), 23) * 60 + min(max(minute or 0, 0), 59)


def whole(text: str) -> int | None:
    """The whole number with which a text begins."""
    match = WHOLE.match(text)
    return int(match[1]) if match else None
