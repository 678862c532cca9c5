"""A row of a table as an object of Meeting Guide JSON: what tables say in other ways is said in its words."""

import re
from collections.abc import Mapping
from typing import Any

from interchange.codes import CodeSet
from interchange.times import DAY_MINUTES, read_time
from interchange.type_names import LONGEST, bare, meanings_of

YES = frozenset({"true", "yes", "y", "1", "x", "áno", "ano", "tak", "ja"})
# The names under which a yes in a column of its own is told to the reader of types.
NAMES_OF_A_YES = {
    "is_step_free": "wheelchair access",
    "has_hearing_loop": "hearing loop",
    "gives_proof": "proof of attendance",
}
OPEN_SENTENCES = re.compile(
    r"open|open to all|all (?:mtgs|meetings)\.? '?open'?\.?|this meeting is open and anyone may attend\.?", re.IGNORECASE
)
CLOSED_SENTENCES = re.compile(r"closed|open to addicts only|this meeting is closed; only those who .*", re.IGNORECASE)

DURATION = re.compile(
    r"(?:(?P<hours>\d{1,2}) ?h(?:rs?|ours?)?\.?)? ?(?:(?P<minutes>\d{1,3}) ?m(?:ins?|inutes?)?\.?)?|(?P<bare>\d{2,3})"
)
LINES = re.compile(r"<br\s*/?>|[\r\n]+", re.IGNORECASE)
LISTED = re.compile(r"[,;|]")
EXPLAINED = re.compile(r"[\w*&/]{1,6}\s*=\s*(?P<name>.+)")  # "BB = Big Book meeting": a code of the list's own, and what it means
DECIMAL_COMMA = re.compile(r"-?\d{1,3},\d+")
OWN = ("half", "duration", "fellowship", "is_open", "open_sentence", "schedule_and_place", *NAMES_OF_A_YES)


def to_object(values: Mapping[str, str], programme: CodeSet) -> dict[str, Any]:
    """The object of a row, without the fields that only tables have."""
    given: dict[str, Any] = {name: text for name, text in values.items() if name not in OWN}
    given |= timed(values)
    given |= {name: text.replace(",", ".") for name, text in given.items() if is_coordinate(name) and DECIMAL_COMMA.fullmatch(text)}
    types = [*types_of(values.get("types", ""), programme), *facts_of(values)]
    access, remark = access_of(values)
    given["types"] = [*types, *access]
    if remark:
        given["notes"] = "\n".join(filter(None, (given.get("notes", ""), remark)))
    if not any(name in given for name in ("name", "group", "location")) and "city" in given:
        given["name"] = given["city"]
    return given


def is_coordinate(name: str) -> bool:
    """Whether a field is half of a point."""
    return name in ("latitude", "longitude")


def timed(values: Mapping[str, str]) -> dict[str, str]:
    """Start and end, where they stand in other columns: "7:30" with "PM" beside it, "1hr 30mins" from the start."""
    start = " ".join(filter(None, (values.get("time", ""), values.get("half", "") if values.get("time") else "")))
    times = {"time": start} if start else {}
    if "duration" in values and "end_time" not in values:
        times["end_time"] = end_after(start, values["duration"])
    return times


def end_after(start: str, duration: str) -> str:
    """The end of what begins then and lasts so long. Where that cannot be told, the words for it, which are no time of day, so
    that the reader notes them."""
    begin, lasts = read_time(start), minutes_of(duration)
    if begin is None or not lasts or lasts >= DAY_MINUTES:
        return f"+ {duration}"
    end = (begin + lasts) % DAY_MINUTES
    return f"{end // 60:02}:{end % 60:02}"


def minutes_of(duration: str) -> int | None:
    """The minutes of "1hr 30mins", "1.5" is not read; a bare "90" is."""
    match = DURATION.fullmatch(duration.strip().casefold())
    if match is None:
        return None
    return int(match["bare"] or 0) or int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)


def types_of(text: str, programme: CodeSet) -> list[str]:
    """The codes and names of types in a text: in lines, in a list, codes also with mere spaces between them."""
    found: list[str] = []
    for line in LINES.split(text):
        explained = EXPLAINED.fullmatch(line.strip())
        whole = explained["name"] if explained else line.strip()
        parts = [whole] if meanings_of(whole) is not None else LISTED.split(whole)
        for part in filter(None, (part.strip() for part in parts)):
            codes = part.split()
            is_codes = not explained and all(programme.read(code) is not None for code in codes)
            found += codes if is_codes else [part]
    return found


def facts_of(values: Mapping[str, str]) -> list[str]:
    """The names of what has a column of its own with a yes in it."""
    return [name for field, name in NAMES_OF_A_YES.items() if values.get(field, "").casefold() in YES]


def access_of(values: Mapping[str, str]) -> tuple[list[str], str]:
    """Whether it is open, and what has to be said in words: "last Wednesday open", "open on request". A bare no says nothing: in
    real lists it stands wherever nobody has said anything."""
    sentence = values.get("open_sentence", "")
    if sentence:
        if OPEN_SENTENCES.fullmatch(sentence):
            return ["open"], ""
        return (["closed"], "") if CLOSED_SENTENCES.fullmatch(sentence) else ([], sentence)
    return (["open"] if values.get("is_open", "").casefold() in YES else []), ""


def is_another_fellowship(named: str, own_names: frozenset[str]) -> bool:
    """Whether a list of several fellowships says that a row is of another one than is asked for."""
    return bool(named and own_names) and bare(named[:LONGEST]) not in own_names
