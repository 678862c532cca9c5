"""The columns of our own spreadsheet: names for programs, and headings for people (data/spreadsheet_columns.toml)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from interchange.codes import table
from interchange.reasons import ProblemCode
from interchange.tables.columns import folded
from interchange.tables.lines import BrokenTableError

# Together these are in no table but ours.
OWN = frozenset({"frequency", "ask_first"})
FACTS = ("step_free", "toilet", "hearing_loop", "lift", "parking", "induction", "assistance_dog")
CONTRIBUTIONS = ("venmo", "square", "paypal", "homegroup_online")
# What a rule says; in all other columns the rows of a meeting say the same.
OF_A_RULE = frozenset(
    {"schedule", "frequency", "weekday", "start", "end", "duration_minutes", "timezone", "interval", "first_on", "weeks_of_month"}
    | {"days_of_month", "months", "valid_from", "valid_until", "pause_from", "pause_until", "changed_dates", "access", "ask_first"}
    | {"rule_id"}
)


@cache
def headings() -> Mapping[str, Mapping[str, str]]:
    """{column: {language: heading}}, in the order of the sheet."""
    found: Mapping[str, Mapping[str, str]] = table("spreadsheet_columns.toml")["headings"]
    return found


@cache
def columns_by_heading() -> Mapping[str, str]:
    """{folded heading: column}, for its own name and every language."""
    return {folded(name): column for column, words in headings().items() for name in (column, *words.values())}


def heading_row(language: str) -> list[str]:
    """The headings for people; without a language, and in one that has none, those for programs."""
    return [words.get(language, column) for column, words in headings().items()]


def is_ours(cells: Sequence[str]) -> bool:
    """Whether a first row is the heading of our own spreadsheet."""
    return {columns_by_heading().get(folded(cell)) for cell in cells} >= OWN


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """Where each column is; `unknown_at` are those that are none of ours."""

    headings: list[str]
    places: dict[str, int]
    unknown_at: list[int]

    @classmethod
    def of(cls, given: list[str]) -> "OwnColumns":
        """The columns under these headings; of two with one name the first counts. Raises BrokenTableError."""
        if not is_ours(given):
            raise BrokenTableError(ProblemCode.HEADING_MISSING)
        places: dict[str, int] = {}
        for index, heading in enumerate(given):
            column = columns_by_heading().get(folded(heading))
            if column:
                places.setdefault(column, index)
        known = set(places.values())
        return cls(given, places, [index for index, heading in enumerate(given) if index not in known and heading.strip()])
