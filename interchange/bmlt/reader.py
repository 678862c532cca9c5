"""Reading the meetings of a BMLT server, in any of the shapes in which they are found: the answer of GetSearchResults alone or with
its formats, the document that imports make of several answers, and the list of the interface for administrators (API v1)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, BinaryIO

from interchange.bmlt.meanings import Says, by_key, by_number
from interchange.bmlt.objects import in_one_shape, to_object
from interchange.bmlt.server import MEETING_LISTS, Server, read_server, word
from interchange.codes import Meaning
from interchange.json_list import read_lists
from interchange.meeting_guide.item import Item, as_text
from interchange.meeting_guide.memory import FeedMemory
from interchange.meeting_guide.options import ReadOptions
from interchange.meeting_guide.reader import LONGEST_SLUG, Ways, read_entry
from interchange.meeting_guide.who import CODE, MOST_CODES, Who, put_together
from interchange.reasons import ProblemCode
from interchange.records import MeetingRecord, Problem
from interchange.type_names import is_fit

UNPUBLISHED = ("0", "false")
UNDETERMINED = "und"
LANGUAGE = re.compile(r"[a-z]{2,3}")
LIST = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of a meeting by their keys; None are those that nobody knows. Not `is_clean` where something was no format."""

    says: Mapping[str, Says | None]
    is_clean: bool

    @property
    def meanings(self) -> frozenset[Meaning]:
        return frozenset(meaning for says in self.says.values() for meaning in says or ())


def read(stream: BinaryIO, *, options: ReadOptions) -> Iterator[MeetingRecord | Problem]:
    """Every record of a document, with the same promises as the reader of Meeting Guide JSON: exactly one record or one rejecting
    problem for each meeting, and a rejecting problem without an index where the whole is broken. The stream is read from its
    beginning, twice."""
    server, memory = read_server(stream), FeedMemory()
    stream.seek(0)
    index = 0
    for found in read_lists(stream, MEETING_LISTS):
        if isinstance(found, Problem):
            yield found
            continue
        yield from read_meeting(found[1], index, options, server, memory)
        index += 1
    yield from memory.problems()


def read_meeting(
    entry: Any, index: int, options: ReadOptions, server: Server, memory: FeedMemory
) -> Iterator[MeetingRecord | Problem]:
    """The notes about one meeting, and its record; or the problem that rejects it, alone. What is not published is not among the
    keys that came in, so that it is withdrawn if it was listed before."""
    if not isinstance(entry, dict):
        yield Problem(code=ProblemCode.NOT_AN_OBJECT, index=index, value=type(entry).__name__)
        return
    meeting = in_one_shape(entry)
    root, number = word(meeting, "root_server_uri"), word(meeting, "id_bigint")[:LONGEST_SLUG]
    if is_unpublished(meeting.get("published")):
        yield Problem(code=ProblemCode.NOT_PUBLISHED, index=index, field_name="published", value=server.key_of(root, number))
        return
    formats = read_formats(meeting, root, server)
    body = server.body(root, word(meeting, "service_body_bigint"))
    given = to_object(meeting, server.key_of(root, number), body, formats.meanings)
    yield from read_entry(given, index, in_its_language(meeting, options), memory, Ways(who=partial(who_of, formats)))


def is_unpublished(value: object) -> bool:
    """Whether the server keeps it to itself."""
    return value is False or str(value).strip().casefold() in UNPUBLISHED


def in_its_language(meeting: Mapping[str, Any], options: ReadOptions) -> ReadOptions:
    """The options with the language that the meeting says its texts are in, if the source does not know it."""
    language = word(meeting, "lang_enum").casefold()
    is_said = options.language == UNDETERMINED and LANGUAGE.fullmatch(language)
    return replace(options, language=language) if is_said else options


def who_of(formats: Formats, item: Item, _code_set: str) -> Who:
    """What the formats say together; what was no format is noted."""
    who = put_together(formats.says)
    if not formats.is_clean:
        item.note(ProblemCode.CODES_UNREADABLE, "formats")
    if who.is_open_and_closed:
        item.note(ProblemCode.OPEN_AND_CLOSED, "formats", ", ".join(formats.says))
    return who


def read_formats(meeting: Mapping[str, Any], root: str, server: Server) -> Formats:
    """The formats of a meeting: by their numbers where the document has the server's formats, else by their keys, else by the
    numbers that every server starts out with."""
    keys, numbers = listed(meeting.get("formats")), listed(meeting.get("format_shared_id_list"))
    described = [server.format(root, number) for number in numbers]
    if numbers and all(described):
        found = {form.key: form.says for form in described if form}
    elif keys:
        language = word(meeting, "lang_enum").casefold()
        found = {key: by_key(key, language) for key in keys}
    else:
        found = {number: by_number(number) for number in numbers}
    fit = {key: says for key, says in found.items() if says is not None or CODE.fullmatch(key) or is_fit(key)}
    return Formats(dict(list(fit.items())[:MOST_CODES]), is_clean=len(fit) == len(found) <= MOST_CODES)


def listed(value: object) -> list[str]:
    """The entries of a list, or of a text with commas between them."""
    if isinstance(value, list):
        return [text for text in (as_text(entry) or "" for entry in value[: MOST_CODES + 1]) if text]
    return [part for part in LIST.split((as_text(value) or "").strip()) if part]
