"""Which column of a table is which field: headings in many spellings and languages (data/table_columns.toml)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from interchange.codes import table
from interchange.meeting_guide.item import LONGEST_TEXT
from interchange.personal import take_out
from interchange.reasons import ProblemCode
from interchange.records import Problem
from interchange.tables.lines import BrokenTableError
from interchange.texts import one_line, plain, shortened
from interchange.times import without_accents

WHEN_AND_WHERE = "schedule_and_place"
NEEDED = ("address", "city", "formatted_address", WHEN_AND_WHERE)  # one of them makes a first row a heading
LEFT_OUT = "left_out"
LONGEST_HEADING = 60
LONGEST_CELL = LONGEST_TEXT + 1  # so that it is still seen that it was longer
GENERAL = ("fields", LEFT_OUT)
FIRST = -1  # of several columns of a field


def folded(heading: str) -> str:
    """A heading as it is compared."""
    return "".join(char for char in without_accents(heading[:LONGEST_HEADING]).casefold() if char.isalnum())


@cache
def fields_by_heading() -> Mapping[str, tuple[str, int]]:
    """{folded heading: its field, and how late it counts among several columns of the field}."""
    content = table("table_columns.toml")
    known = {folded(heading): (LEFT_OUT, 0) for heading in content[LEFT_OUT]["headings"]}
    for name, headings in content["fields"].items():
        for rank, heading in enumerate((name, *headings)):
            known.setdefault(folded(heading), (name, rank))
    return known


def special_fields(headings: Iterable[str]) -> dict[str, tuple[str, int]]:
    """{folded heading: field and rank} of the list with meanings of its own that has these headings; mostly none."""
    given = set(headings)
    for name, lines in table("table_columns.toml").items():
        if name not in GENERAL and folded(lines["known_by"]) in given:
            special = {key: value for key, value in lines.items() if key != "known_by"}
            return {folded(heading): (key, 0) for key, words in special.items() for heading in words}
    return {}


def count_known(headings: Iterable[str]) -> int:
    """How many of the headings are known."""
    return sum(folded(heading) in fields_by_heading() for heading in headings)


@dataclass(slots=True)
class Columns:
    """The columns of a table. `places` are the positions of each field's columns, the one that counts most first; `unknown` counts
    the rows that have something in a column that nobody knows."""

    headings: list[str]
    places: dict[str, list[int]]
    unknown_at: list[int]
    unknown: Counter[int] = field(default_factory=Counter)

    @classmethod
    def of(cls, headings: list[str], said: Mapping[str, str] = MappingProxyType({})) -> "Columns":
        """The columns under these headings; raises BrokenTableError where they are no headings. What somebody `said` that they are
        counts before what everybody knows, also that a column is to be left out."""
        keys = [folded(heading) for heading in headings]
        known = {**fields_by_heading(), **special_fields(keys), **{folded(key): (name, FIRST) for key, name in said.items()}}
        ranked = sorted((known[key][1], index, known[key][0]) for index, key in enumerate(keys) if key in known)
        places: dict[str, list[int]] = {}
        for _rank, index, name in ranked:
            places.setdefault(name, []).append(index)
        if not any(name in places for name in NEEDED):
            raise BrokenTableError(ProblemCode.HEADING_MISSING)
        return cls(headings, places, [index for index, key in enumerate(keys) if key not in known])

    def values(self, row: list[str]) -> dict[str, str]:
        """{field: text} of a row, without what is empty, but for the one column that says both when and where: where that is
        empty, nothing is known. Rows may be shorter than the heading, or longer."""
        self.unknown.update(index for index in self.unknown_at if index < len(row) and row[index].strip())
        found = ((name, self.first_text(row, indexes)) for name, indexes in self.places.items() if name != LEFT_OUT)
        return {name: text for name, text in found if text or name == WHEN_AND_WHERE}

    @staticmethod
    def first_text(row: list[str], indexes: list[int]) -> str:
        """The first text in these columns."""
        texts = (row[index].strip()[:LONGEST_CELL] for index in indexes if index < len(row))
        return next((text for text in texts if text), "")

    def problems(self) -> Iterator[Problem]:
        """What there is to say of the columns, each once."""
        for index, count in sorted(self.unknown.items()):
            yield unknown_column(self.headings[index], count)


def unknown_column(heading: str, count: int) -> Problem:
    """What there is to say of a column that nobody knows; a heading may be anything."""
    shown = shortened(take_out(one_line(plain(heading[:1000])), "").text, LONGEST_HEADING)
    return Problem(code=ProblemCode.UNKNOWN_COLUMN, rejects=False, details={"column": shown, "count": count})
