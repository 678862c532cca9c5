"""Cells that no office program takes for a formula, and what they were (CWE-1236).

In front of what may begin a formula an apostrophe is put, which the reader takes away again. It is put also inside of a cell,
behind every sign that some program takes for the end of one: an office in Poland opens commas as text and semicolons as columns.
Where apostrophes stand there already, there is one more, so that every text comes back exactly; what nobody has escaped is read
as it is.
"""

import re

# At the beginning of a cell, or of what may be taken for one; the last four are how they are typed in Japan.
BEGINNING = r"(?:^|(?<=[,;\n]))"
SIGNS = "[-=+@＝＋－＠]"
QUOTES = "[\"']"  # quotation marks are taken away by a program that divides a line in other places
AT_RISK = re.compile(rf"{BEGINNING}(?={QUOTES}*{SIGNS})")
ESCAPED = re.compile(rf"{BEGINNING}'(?={QUOTES}*{SIGNS})")
ESCAPED_ALREADY = re.compile(rf"{BEGINNING}(?='{QUOTES}*{SIGNS})")
NUMBER = re.compile(r"-\d{1,3}(?:\.\d+)?")  # longitudes west of Greenwich stay numbers
# What no spreadsheet can hold, and a lone half of a letter, which no encoding can.
UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_ENDS = re.compile(r"\r\n?")
LONGEST_CELL = 32_767  # characters, in Excel


def fit(text: str) -> str:
    """The text as far as a cell can hold it; tabs are spaces."""
    return UNFIT.sub("", LINE_ENDS.sub("\n", text).replace("\t", " "))[:LONGEST_CELL]


def is_fit(text: str) -> bool:
    """Whether a cell can hold all of it."""
    return len(text) <= LONGEST_CELL and not UNFIT.search(text)


def escaped(text: str) -> str:
    """A cell of a CSV file."""
    return text if not text or NUMBER.fullmatch(text) else AT_RISK.sub("'", text)


def escaped_where_typed(text: str) -> str:
    """A cell that says itself that it is text, as in XLSX: only apostrophes that the reader would take away are doubled."""
    return ESCAPED_ALREADY.sub("'", text)


def unescaped(cell: str) -> str:
    """What a cell of either kind says."""
    return ESCAPED.sub("", cell)
