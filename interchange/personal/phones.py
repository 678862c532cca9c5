"""Telephone numbers in free text, told from numbers of meetings, rooms, pages, dates and times."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from interchange.personal.lexicon import WORDS, one_of

# A run of digits with what people put between them, perhaps with keys to press after it ("+16699009128,,530851127#").
CANDIDATE = re.compile(
    r"(?<![\w#/.+*=-])\(?(?:\+|00)? ?\(?\d(?:[ ().\-–/]{0,3}\d){4,}"
    r"(?:(?:[,;#*]+\d+)+[#*]*)?(?: ?(?:x|ext\.?) ?\d{1,5})?#?(?![\w%])"
)
KEYS = re.compile(r"(?:[,;#*x]|ext).*")
WHATSAPP = re.compile(r"(?:https?://)?(?:wa\.me/|api\.whatsapp\.com/send\?phone=|(?:tel|sms):)\+?\d{5,}")
LINKING = r"(?:[^\w\n]{1,3}(?:us|me|at|on|to|is|no|number|nr|pod|na|unter|line)\b)*"
PHONE_SOON = re.compile(rf"(?<!\w){one_of(WORDS['before_phones'])}\b[^\n]{{0,30}}\Z")
PHONE_NOW = re.compile(rf"(?<!\w){one_of(WORDS['before_phones'])}\b{LINKING}[^\w\n]{{0,4}}\Z")
OTHER_NUMBER = re.compile(rf"(?<!\w){one_of(WORDS['before_other_numbers'])}\b{LINKING}[ .:#=()\-–]{{0,4}}\Z")
BEFORE = 40  # characters that are looked at before a number

FEWEST_DIGITS, MOST_DIGITS = 7, 15
FEWEST_AFTER_WORD = 5
SHAPES = re.compile(
    r"""
    (?:\+|00[1-9]|\(\+) .*                          # with a country code
    | (?:1[ .-]?)? \(?[2-9]\d\d\)? [ ./-]{1,2} \d{3} [ .-]? \d{4}  # North America
    | [2-9]\d\d - \d{4}                              # North America, within a town
    | \(?0\d{1,4}\)? (?:[ /.-]{1,3} \d{3,8}) (?:[ /-] ?\d{2,8}){0,3}   # Europe, with the zero
    | \(?0\d{2,4}\)? [ /.-]{1,3} \d\d (?:[ -]\d\d){1,3}   # … in twos
    | 0\d (?:[ .]\d\d){4}                            # France
    | \d{3} [ ] \d{3} [ ] \d{3}                      # Poland, Czechia, Slovakia
    | \(?\d{2}\)? [ ] \d{3} [ -] \d{2} [ -] \d{2}      # Poland, landlines
    """,
    re.VERBOSE,
)
NO_PHONES = re.compile(
    r"""
    (?:19|20)\d\d [ ]?[-–/][ ]? (?:19|20)\d\d .*     # years
    | \d{4}-\d\d-\d\d .* | \d\d?[./-][ ]?\d\d?[./-][ ]?\d{2,4} .*   # dates
    | \d{5}-\d{4}                                    # ZIP codes
    | -?\d{1,3}\.\d{4,} .*                           # coordinates
    | (?!0\d(?:[ .]\d\d){4}$) (?:\d{1,2}[ .,/–-]+)+ \d{1,2}   # lists of small numbers
    | \d{1,2}\.\d\d [ ]?[-–][ ]? \d{1,2}\.\d\d        # times
    | 0?\d/(?:19|20)\d\d                              # months
    """,
    re.VERBOSE,
)
UNDIVIDED = re.compile(r"\d{9,11}")
LONG_GROUP = re.compile(r"\d{6}")  # in a number that is divided: it was not divided to be dialled
ANYWHERE = "US"  # whose rules decide where the country is not known; most feeds come from there


def spans(text: str, bare_text: str, country: str) -> Iterator[tuple[int, int]]:
    """Where telephone numbers stand in a text."""
    yield from (match.span() for match in WHATSAPP.finditer(text))
    for match in CANDIDATE.finditer(text):
        before = bare_text[max(0, match.start() - BEFORE) : match.start()]
        if not OTHER_NUMBER.search(before) and is_phone(match[0], before, country):
            is_open = match[0].count("(") > match[0].count(")") and text[match.end() : match.end() + 1] == ")"
            yield match.start(), match.end() + is_open


def is_phone(number: str, before: str, country: str) -> bool:
    """Whether a run of digits is a telephone number, by its shape and by the (bare) words before it."""
    number = KEYS.sub("", number).strip(" (").rstrip(" .-/)")
    digits = sum(char.isdigit() for char in number)
    if NO_PHONES.fullmatch(number) or digits > MOST_DIGITS:
        return False
    if PHONE_NOW.search(before):
        return digits >= FEWEST_AFTER_WORD
    if digits < FEWEST_DIGITS:
        return False
    return bool(PHONE_SOON.search(before) or SHAPES.fullmatch(number)) or is_valid(number, country)


@lru_cache(maxsize=4096)
def is_valid(number: str, country: str) -> bool:
    """Whether a number is one of those that are given out in the country."""
    is_undivided = bool(UNDIVIDED.fullmatch(number))
    if not is_undivided and (not country or LONG_GROUP.search(number)):
        return False
    try:
        parsed = phonenumbers.parse(number, country or ANYWHERE)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number(parsed))
