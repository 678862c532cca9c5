"""The lines of a table: bytes in whatever encoding as text, no more of it at a time than one line."""

import re
from collections.abc import Generator
from io import TextIOWrapper
from typing import BinaryIO

from interchange.json_list import encoding_of
from interchange.reasons import ProblemCode

DELIMITERS = ",;\t"
HEAD_BYTES = 1 << 14
HEAD_LINES = 5  # among which the heading is, or a title above it
LONGEST_LINE = 1 << 18  # characters; the longest row of the real lists has 2,000
ESCAPED_BYTES = re.compile("[\udc80-\udcff]")  # how "surrogateescape" hands on what is no UTF-8
# Languages whose letters Windows-1250 has; other lists are from the west.
CENTRAL_EUROPEAN = frozenset({"und", "sk", "cs", "pl", "hu", "sl", "hr", "bs", "ro", "sq"})
JSON_OR_HTML = ("[", "{", "<", '"')


class BrokenTableError(Exception):
    """The table cannot be read on; never leaves this package."""

    def __init__(self, code: ProblemCode) -> None:
        super().__init__(code)
        self.code = code


def looks_like_a_table(head: bytes) -> bool:
    """Whether content that begins so is a table: neither JSON nor HTML, and there are delimiters in its first lines."""
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff \t\r\n")
    first_lines = text.splitlines()[:HEAD_LINES]
    is_quoted_heading = text.startswith('"') and any(delimiter in first_lines[0] for delimiter in DELIMITERS)
    if text.startswith(JSON_OR_HTML) and not is_quoted_heading:
        return False
    return any(delimiter in line for line in first_lines for delimiter in DELIMITERS)


class Lines:
    """The lines with their ends. What is no UTF-8 is read as the Windows encoding of the list's language, byte by byte, and
    counted; `is_ended` says whether the line that came last has an end."""

    def __init__(self, stream: BinaryIO, language: str) -> None:
        self.is_central_european = language.partition("-")[0] in CENTRAL_EUROPEAN
        self.foreign_bytes = 0
        self.is_ended = True
        encoding = encoding_of(stream.read(HEAD_BYTES))
        stream.seek(0)
        self.text = TextIOWrapper(stream, "utf-8-sig" if encoding == "utf-8" else encoding, self.errors(encoding), newline="")

    @staticmethod
    def errors(encoding: str) -> str:
        """What is done with bytes that are no text."""
        return "surrogateescape" if encoding.startswith("utf-8") else "replace"

    def __iter__(self) -> Generator[str, None, None]:
        """Every line; raises BrokenTableError where one is longer than any row can be."""
        try:
            while line := self.text.readline(LONGEST_LINE):
                self.is_ended = line.endswith(("\n", "\r"))
                if len(line) == LONGEST_LINE and not self.is_ended:
                    raise BrokenTableError(ProblemCode.FEED_TOO_COMPLEX)
                yield self.without_foreign_bytes(line)
        finally:
            self.text.detach()  # the stream is the caller's, who may read it again

    def without_foreign_bytes(self, line: str) -> str:
        """The line with its single bytes as the letters that they are in Windows."""
        if not ESCAPED_BYTES.search(line):
            return line
        line, count = ESCAPED_BYTES.subn(self.letter, line)
        self.foreign_bytes += count
        return line

    def letter(self, escaped: re.Match[str]) -> str:
        """The letter that one byte is."""
        encoding = "windows-1250" if self.is_central_european else "windows-1252"
        return escaped[0].encode("utf-8", "surrogateescape").decode(encoding, "replace")

    @property
    def foreign_code(self) -> ProblemCode:
        """How that is told."""
        return ProblemCode.ENCODING_MIXED if self.is_central_european else ProblemCode.ENCODING_WESTERN
