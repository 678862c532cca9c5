"""What the columns of a foreign table may be: by their headings, and where these say nothing by what stands in them. A guess is
shown to a person, who corrects it; so it is better to guess nothing than to guess wildly."""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from interchange.links import web_link
from interchange.meeting_guide.where import MOST_LATITUDE, MOST_LONGITUDE, coordinate
from interchange.spreadsheets.samples import Sample
from interchange.tables.columns import LEFT_OUT, WHEN_AND_WHERE, fields_by_heading, folded, special_fields
from interchange.tables.schedules import read_schedule
from interchange.times import read_days, read_time, tidy

ALIKE = 0.86  # of letters; "adressa" is "adresa", "datum" is not "tatum"
SHORTEST_ALIKE = 5  # letters; shorter words are alike by chance
SHORTEST_WORD = 4  # … of a heading of several words by one of which it is known
ONE_EXCEPTION_IN = 3  # cells of a column may be something else
WORDS = re.compile(r"\w+")
POSTAL_CODE = re.compile(r"\d{3} ?\d{2}|\d{2}-\d{3}|\d{5}(-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")
DECIMALS = re.compile(r"-?\d{1,3}[.,]\d{3,}")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PHONE = re.compile(r"(?=(?:\D*\d){9})[\d\s+()/.-]+")
STREET = re.compile(r"[^\W\d_]{2,}[^\d]*\d")
VIDEO = re.compile(r"zoom\.us|meet\.google|teams\.|jitsi|skype|webex|gotomeet|bluejeans", re.IGNORECASE)


def guess(sample: Sample) -> dict[str, str]:
    """{heading: field, or "left_out"} of every column that has a heading."""
    found = by_headings(sample.headings)
    for index, heading in enumerate(sample.headings):
        if heading and heading not in found:
            taken = set(found.values())
            found[heading] = by_content(sample.column(index), taken)
    return {heading: found[heading] for heading in sample.headings if heading}


def by_headings(headings: Sequence[str]) -> dict[str, str]:
    """The columns that are known by what they are called."""
    keys = {heading: folded(heading) for heading in headings if heading}
    known = {**fields_by_heading(), **special_fields(keys.values())}
    found = {heading: known[key][0] for heading, key in keys.items() if key in known}
    for heading, key in keys.items():
        name = "" if heading in found else alike(heading, key, known)
        if name and name not in found.values():
            found[heading] = name
    return found


def alike(heading: str, key: str, known: Mapping[str, tuple[str, int]]) -> str:
    """The field of a heading that is nearly, or in one of its words, a known one."""
    close = get_close_matches(key, known, n=1, cutoff=ALIKE) if len(key) >= SHORTEST_ALIKE else []
    words = [folded(word) for word in WORDS.findall(heading)]
    inside = [word for word in words if len(word) >= SHORTEST_WORD and word in known]
    return next((known[word][0] for word in (*close, *inside) if known[word][0] != LEFT_OUT), "")


def by_content(cells: Sequence[str], taken: set[str]) -> str:
    """The field of which nearly all cells can be, and that no other column is yet."""
    for name, is_one in CONTENTS:
        wrong = sum(not is_one(cell) for cell in cells)
        if cells and name not in taken and wrong * ONE_EXCEPTION_IN <= len(cells):
            return name
    return LEFT_OUT


def is_day(cell: str) -> bool:
    """A weekday or several by name; a bare number may be anything."""
    days = read_days(cell)
    return bool(days.weekdays) and not days.unreadable and not tidy(cell).isdecimal()


def is_time(cell: str) -> bool:
    """A time of day."""
    return read_time(cell) is not None


def within(most: int) -> Callable[[str], bool]:
    """Half of a point, in degrees with decimals."""
    return lambda cell: bool(DECIMALS.fullmatch(cell)) and abs(coordinate(cell.replace(",", "."))) <= most


def is_link(cell: str) -> bool:
    """An address on the web."""
    return bool(web_link(cell)) and ("/" in cell or cell.startswith("www."))


def is_meeting_link(cell: str) -> bool:
    """… of a program for meetings online."""
    return is_link(cell) and bool(VIDEO.search(cell))


def is_address(cell: str) -> bool:
    """A street and a number, and something behind a comma."""
    return "," in cell and is_street(cell)


def is_street(cell: str) -> bool:
    """A street and a number."""
    return bool(STREET.search(cell)) and len(cell.split()) > 1 and "@" not in cell


# What cells can be, the most telling first. A second column of times is the end, a second of degrees the longitude.
CONTENTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("contact_1_email", lambda cell: bool(MAIL.fullmatch(cell))),
    ("conference_url", is_meeting_link),
    ("website", is_link),
    (WHEN_AND_WHERE, lambda cell: read_schedule(cell) is not None),
    ("day", is_day),
    ("time", is_time),
    ("end_time", is_time),
    ("latitude", within(MOST_LATITUDE)),
    ("longitude", within(MOST_LONGITUDE)),
    ("postal_code", lambda cell: bool(POSTAL_CODE.fullmatch(cell))),
    ("contact_1_phone", lambda cell: bool(PHONE.fullmatch(cell))),
    ("formatted_address", is_address),
    ("address", is_street),
)
