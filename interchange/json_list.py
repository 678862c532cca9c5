"""Reading a list of JSON values one by one, in memory bounded by the largest value, whatever the bytes are.

The standard library's decoder does the work. ijson would be the obvious choice, but the interpreter does not survive its C
backend on a number of 5,000 digits or on 100,000 nested brackets, and feeds are written by strangers.
"""

import codecs
import json
import re
from collections.abc import Container, Iterator
from typing import Any, BinaryIO

from interchange.reasons import ProblemCode
from interchange.records import Problem

CHUNK_BYTES = 1 << 18
LARGEST_VALUE = 1 << 20  # characters; the longest meeting of the real feeds has 6,000
LONGEST_INTEGER = 18  # digits; longer ones are read as floating point, which takes no longer for more of them
LIST_KEYS = frozenset({"meetings", "data", "items", "results", "records"})

WHITE = re.compile(r"[ \t\r\n\ufeff]*")
ESCAPED_BYTES = re.compile("[\udc80-\udcff]")  # how "surrogateescape" hands on what is no UTF-8
UNFINISHED_STRING = "Unterminated string"
LONGEST_ESCAPE = len("\\ud83d\\ude00")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class BrokenFeedError(Exception):
    """The feed cannot be read on; never leaves this module."""

    def __init__(self, code: ProblemCode) -> None:
        super().__init__(code)
        self.code = code


def encoding_of(head: bytes) -> str:
    """The encoding of JSON that begins with these bytes: its first character is ASCII, so a zero byte beside it tells."""
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return name
    if head[:1] == b"\0":
        return "utf-16-be"
    return "utf-16-le" if head[1:2] == b"\0" else "utf-8"


class Text:
    """The text of a stream, as much of it as is needed at a time. What is no UTF-8 is read as Windows-1250, byte by byte, so
    that one damaged letter damages nothing else."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        head = stream.read(CHUNK_BYTES)
        encoding = encoding_of(head)
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        self.decoder = codecs.getincrementaldecoder(encoding)(errors=errors)
        self.foreign_bytes = 0
        self.ready = ""
        self.position = 0
        self.is_complete = False
        self._take(head)

    def _take(self, chunk: bytes) -> None:
        self.is_complete = not chunk
        text = self.decoder.decode(chunk, not chunk)
        if ESCAPED_BYTES.search(text):
            text, count = ESCAPED_BYTES.subn(central_european, text)
            self.foreign_bytes += count
        self.ready = self.ready[self.position :] + text
        self.position = 0

    def next_sign(self) -> str:
        """The next character that is no white space, not yet taken; "" at the end."""
        while True:
            white = WHITE.match(self.ready, self.position)
            self.position = white.end() if white else self.position
            if self.position < len(self.ready):
                return self.ready[self.position]
            if self.is_complete:
                return ""
            self._take(self.stream.read(CHUNK_BYTES))

    def take_sign(self, *allowed: str) -> str:
        """The next character, which has to be one of these."""
        sign = self.next_sign()
        if sign not in allowed:
            raise BrokenFeedError(ProblemCode.FEED_NOT_JSON if sign else ProblemCode.FEED_TRUNCATED)
        self.position += 1
        return sign

    def value(self) -> Any:
        """The next JSON value."""
        self.next_sign()
        while True:
            try:
                value, end = DECODER.raw_decode(self.ready, self.position)
            except json.JSONDecodeError as error:
                self._stop_if_hopeless(error)
            except RecursionError as error:
                raise BrokenFeedError(ProblemCode.FEED_TOO_COMPLEX) from error
            else:
                if end < len(self.ready) or self.is_complete:  # at the very end a number might go on
                    self.position = end
                    return value
            self._take(self.stream.read(CHUNK_BYTES))

    def _stop_if_hopeless(self, error: json.JSONDecodeError) -> None:
        """An error at the end of what is ready may be one only because the rest has not been read."""
        at_end = error.pos > len(self.ready) - LONGEST_ESCAPE or error.msg.startswith(UNFINISHED_STRING)
        if self.is_complete:
            is_cut = error.msg.startswith(UNFINISHED_STRING) or not self.ready.rstrip().endswith(("}", "]"))
            raise BrokenFeedError(ProblemCode.FEED_TRUNCATED if is_cut else ProblemCode.FEED_NOT_JSON) from error
        if not at_end:
            raise BrokenFeedError(ProblemCode.FEED_NOT_JSON) from error
        if len(self.ready) - self.position > LARGEST_VALUE:
            raise BrokenFeedError(ProblemCode.FEED_TOO_COMPLEX) from error


def central_european(escaped: re.Match[str]) -> str:
    """The letter that one byte is in Windows-1250."""
    return escaped[0].encode("utf-8", "surrogateescape").decode("windows-1250", "replace")


def whole_number(digits: str) -> int | float:
    """An integer of JSON."""
    return int(digits) if len(digits) <= LONGEST_INTEGER else float(digits)


def no_number(_name: str) -> None:
    """NaN and Infinity, which some writers put into JSON."""


# Not strict: line breaks inside strings are common in feeds that were put together by hand.
DECODER = json.JSONDecoder(strict=False, parse_int=whole_number, parse_constant=no_number)


def is_plain_value(text: Text) -> bool:
    """Whether a number, a string, true, false or null comes, rather than words such as "Not found"."""
    try:
        text.value()
    except BrokenFeedError:
        return False
    return True


def enter_document(text: Text) -> bool:
    """Go to the first entry of the list, or to the first key of the object around it: then True."""
    sign = text.next_sign()
    if sign in ("", "<"):
        raise BrokenFeedError(ProblemCode.FEED_IS_HTML if sign else ProblemCode.FEED_EMPTY)
    if sign not in ("[", "{"):
        raise BrokenFeedError(ProblemCode.FEED_NOT_A_LIST if is_plain_value(text) else ProblemCode.FEED_NOT_JSON)
    return text.take_sign(sign) == "{"


def entries(text: Text) -> Iterator[Any]:
    """Every entry of the list that was entered, to its end."""
    sign = text.next_sign()
    while sign != "]":
        yield text.value()
        sign = text.next_sign()
        if sign != "]":
            text.take_sign(",")
    text.take_sign("]")


def keys(text: Text) -> Iterator[str]:
    """Every key of the object that was entered, each before its value is read."""
    sign = "}" if text.next_sign() == "}" else ","
    if sign == "}":
        text.take_sign("}")
    while sign == ",":
        key = text.value()
        text.take_sign(":")
        yield key if isinstance(key, str) else ""
        sign = text.take_sign(",", "}")


def named_values(text: Text, wanted: Container[str] | None) -> Iterator[tuple[str, Any]]:
    """Every entry of the lists with these keys, or of all lists, each with the key of its list; "" where the whole is one list.
    What else there is is read too, so that a cut is noticed everywhere. Raises BrokenFeedError."""
    has_list = not enter_document(text)
    if has_list:
        yield from (("", entry) for entry in entries(text))
    else:
        for key in keys(text):
            if text.next_sign() != "[":
                text.value()
                continue
            text.take_sign("[")
            is_wanted = wanted is None or key.casefold() in wanted
            has_list = has_list or is_wanted
            yield from ((key, entry) for entry in entries(text) if is_wanted)
    if not has_list:
        raise BrokenFeedError(ProblemCode.FEED_NOT_A_LIST)
    if text.next_sign():
        raise BrokenFeedError(ProblemCode.FEED_NOT_JSON)


def read_lists(stream: BinaryIO, wanted: Container[str] | None = None) -> Iterator[tuple[str, Any] | Problem]:
    """Every entry of the lists in a document ({"meetings": [...], "formats": [...]}) with the key of its list, "" where the whole
    is one list; then a `Problem` for each thing that is wrong with the whole. One that rejects ends the reading, and what came
    before it is not to be used. `wanted` are the keys in small letters, None for all."""
    text = Text(stream)
    try:
        yield from named_values(text, wanted)
    except BrokenFeedError as broken:
        yield Problem(code=broken.code)
    if text.foreign_bytes:
        yield Problem(code=ProblemCode.ENCODING_MIXED, rejects=False, details={"bytes": text.foreign_bytes})


def read_list(stream: BinaryIO) -> Iterator[Any]:
    """Every entry of the list in the stream, which may be wrapped in an object under an obvious key, and problems as above."""
    first: str | None = None
    for found in read_lists(stream, LIST_KEYS):
        if isinstance(found, Problem):
            yield found
            continue
        key, entry = found
        first = key if first is None else first
        if key == first:
            yield entry
