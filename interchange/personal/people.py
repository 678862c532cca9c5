"""People's names in free text: after "contact", "call", "ask for" and their like, beside a telephone number, and in the way
anonymous fellowships name people ("Susan B.")."""

import re
from collections.abc import Iterator
from itertools import chain, takewhile

from interchange.personal.lexicon import WORDS, bare, one_of, words_of

CONNECTORS = words_of("connectors")
TITLES = words_of("titles_of_people") | words_of("short_titles_of_people") | words_of("other_titles")
NOT_NAMES, INSTITUTIONS = words_of("not_names"), words_of("institutions")

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
POLITE = ("please", "prosim", "prosze", "prosimy", "bitte")  # "ozvite sa prosím Petrovi"
BETWEEN_WORDS = re.compile(r"\.? ")
# "Roll call" and "Basic Text" are not followed by a name to call.
NOT_BEFORE = r"(?<!roll )(?<!conference )(?<!curtain )(?<!basic )(?<!fellowship )(?<!big book )"
AFTER_WORDS = re.compile(rf"(?<!\w){NOT_BEFORE}{one_of(WORDS['before_names'])}(?P<sign> ?: ?| [–-] | )(?:{one_of(POLITE)} )?")
ON_BELLS = re.compile(rf"(?<!\w){one_of(WORDS['before_names_on_bells'])}(?P<sign> ?: ?| [–-] | )")
AROUND_NAMES = [
    re.compile(rf"(?<!\w){before} (?P<name>[^\W\d_][^\n\d.,;:]{{1,30}}) {after}(?!\w)")
    for before, after in (phrase.split(" … ") for phrase in WORDS["around_names"])
]
AFTER_COLON = re.compile(rf"(?<!\w){one_of(WORDS['before_names_with_colon'])}[ .]*(?:: ?| [–-] )")
BEFORE_WORDS = re.compile(rf"(?<![^\W\d_])(?P<name>[^\W\d_]+(?: [^\W\d_]+\.?)?),? {one_of(WORDS['after_names'])}(?!\w)")
TITLED = re.compile(rf"(?<!\w){one_of(WORDS['titles_of_people'])}\.? (?=[^\W\d_])")
SHORT_TITLED = re.compile(rf"(?<![\w./-])(?<!\d )(?<!\d\. ){one_of(WORDS['short_titles_of_people'])}\. ?(?=[^\W\d_])")
# The Holy Family has many churches.
FAMILIES = re.compile(
    rf"(?<!\w)(?<!svatej )(?<!svata )(?<!svate )(?<!sv\. )(?<!swietej ){one_of(WORDS['before_families'])}\.? (?=[^\W\d_])"
)
WITH_INITIAL = re.compile(
    r"(?<![\w’'])(?P<first>[^\W\d_]{2,}) (?P<initial>[A-ZŁŚŻŹČŠŽ])\.(?! ?[A-Z]|\w| \d{1,3}[a-z]?(?:[.,;\n]|$))"
)
NAME_BEFORE_NUMBER = re.compile(
    r"(?P<title>\b[pP]\. )?(?P<name>[^\W\d_]+(?:['’-][^\W\d_]+)*(?: [^\W\d_]+\.?)?)[ ]?[:,(–-]?[ ]?\(?$"
)
NAME_AFTER_NUMBER = re.compile(r" ?(?P<sign>\(|[–-] ?| )(?=[^\W\d_])")
END_OF_NAME = frozenset({"", "\n", ".", ",", ";", ")"})
# After a colon every sentence begins with a capital letter; a name is followed by the end of it, by a number or by an address.
ENDS = re.compile(r"\s*(?:$|\n|[.,;()/&]|[–-] |(?:[^\W\d_]+[.:]? ){0,2}(?:\(?\+?\d[\d ()./-]{4,}|[\w.+-]+@))")
BEFORE = 40  # characters that are looked at before a word or a number
LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+) $")
FOUNDERS = {("bill", "w"), ("bob", "s")}  # of AA: they are in the name of rooms and books
MONTHS = frozenset({"april", "may", "june", "august"})  # those that are also first names
DAY_OF_MONTH = re.compile(r" \d{1,2}(?!\d|[.-]\d)")
MOST_NAMES = 3  # first name, middle name, surname or initial
WORDS_SEEN = 6  # after a name, to see whether it belongs to an institution


def spans(text: str, bare_text: str) -> Iterator[tuple[int, int]]:
    """Where people's names stand in a text, with the words that ask for one."""
    for find in (after_words, around_and_before_words, after_titles, with_initials):
        yield from find(text, bare_text)


def around_and_before_words(text: str, bare_text: str) -> Iterator[tuple[int, int]]:
    """ "Tyler is the host", "bei Peter melden"."""
    for match in BEFORE_WORDS.finditer(bare_text):
        if name_end(text, match.start()) is not None:
            yield match.start(), match.end("name")
    for pattern in AROUND_NAMES:
        for match in pattern.finditer(bare_text):
            if name_end(text, match.start("name")) == match.end("name"):
                yield match.span()


def after_titles(text: str, bare_text: str) -> Iterator[tuple[int, int]]:
    """ "Mrs. Smith", "pani Nováková"."""
    for match in TITLED.finditer(bare_text):
        end = name_end(text, match.end())
        if end is not None:
            yield match.start(), end
    for pattern in (SHORT_TITLED, FAMILIES):
        for match in pattern.finditer(bare_text):
            end = name_end(text, match.end())
            if end is not None and text[match.start()].islower():
                yield match.start(), end


def with_initials(text: str, _bare_text: str) -> Iterator[tuple[int, int]]:
    """ "Susan B."."""
    for match in WITH_INITIAL.finditer(text):
        pair = (bare(match["first"]), bare(match["initial"]))
        if pair not in FOUNDERS and is_name(match["first"]):
            yield match.span()


def after_words(text: str, bare_text: str) -> Iterator[tuple[int, int]]:
    """ "Call Jane", "kontakt: Peter", "secretary: Tom"."""
    for match in AFTER_WORDS.finditer(bare_text):
        end = name_end(text, match.end())
        if end is not None and not is_title(text, match) and (match["sign"] == " " or ENDS.match(text, end)):
            yield match.start(), end
    for match in chain(AFTER_COLON.finditer(bare_text), ON_BELLS.finditer(bare_text)):
        end = name_end(text, match.end())
        if end is not None and ENDS.match(text, end) and not (match.re is ON_BELLS and is_title(text, match)):
            yield match.start(), end


def is_title(text: str, match: re.Match[str]) -> bool:
    """Whether the word before a name is part of a title in which every word is capitalised: "Wake Up Call Beginners"."""
    before = LAST_WORD.search(text, max(0, match.start() - BEFORE), match.start())
    if match["sign"].strip() or not text[match.start()].isupper() or before is None:
        return False
    word = before["word"]
    return word[0].isupper() and not word.isupper() and bare(word) not in CONNECTORS


def beside(text: str, start: int, end: int, towns: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where a name stands directly before or after a telephone number or an e-mail address, and not that of a town."""
    line = text.rfind("\n", 0, start) + 1
    before = NAME_BEFORE_NUMBER.search(text, max(line, start - BEFORE), start)
    if before is not None:
        first = before.start("name")
        known = name_end(text, first)
        if known is None and " " in before["name"]:
            first += before["name"].index(" ") + 1
            known = name_end(text, first)
        if known is not None and known >= before.end("name") and not is_town(text[first:known], towns):
            yield (before.start() if first == before.start("name") else first), start
    yield from behind(text, end, towns)


def behind(text: str, end: int, towns: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where a name stands directly after a telephone number or an e-mail address: in brackets, after a dash, or alone."""
    after = NAME_AFTER_NUMBER.match(text, end)
    known = name_end(text, after.end()) if after else None
    if after is None or known is None or is_town(text[after.end() : known], towns):
        return
    following = text[known : known + 1]
    if after["sign"] == "(" and following == ")":
        yield end, known + 1
    elif after["sign"].strip() or following in END_OF_NAME:
        yield end, known


def is_town(name: str, towns: frozenset[str]) -> bool:
    """Whether a name is that of one of the (bare) towns, or its end: "AA Spišská Nová Ves 0905 …"."""
    return any(f" {town}".endswith(f" {bare(name)}") for town in towns)


def name_end(text: str, start: int) -> int | None:
    """Where the name that starts here ends; None where none does."""
    words = words_from(text, start)
    names = words[1:] if words and bare(words[0][0]) in TITLES else words
    if not names or not is_name(names[0][0]):
        return None
    last = 1
    while last < min(len(names), MOST_NAMES) and (is_initial(names[last][0]) or is_name(names[last][0])):
        last += 1
    run = [word[0] for word in takewhile(lambda word: word[0][0].isupper(), names)] + [word[0] for word in names[last : last + 1]]
    if any(bare(word) in INSTITUTIONS for word in run):
        return None
    if bare(names[0][0]) in MONTHS and DAY_OF_MONTH.match(text, names[0].end()):
        return None
    end = names[last - 1].end()
    return end + 1 if is_initial(names[last - 1][0]) and text[end : end + 1] == "." else end


def words_from(text: str, start: int) -> list[re.Match[str]]:
    """The next words, as far as nothing but spaces (and the full stops of abbreviations) stands between them."""
    words: list[re.Match[str]] = []
    word = WORD.match(text, start)
    while word is not None and len(words) < WORDS_SEEN:
        words.append(word)
        gap = BETWEEN_WORDS.match(text, word.end())
        if gap is None or (gap[0] == ". " and not is_abbreviation(word[0])):
            break
        word = WORD.match(text, gap.end())
    return words


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after the word does not end a sentence: "Mrs. Smith", "Susan B. Jones"."""
    return bare(word) in TITLES or is_initial(word)


def is_initial(word: str) -> bool:
    """One capital letter."""
    return len(word) == 1 and word.isupper()


def is_name(word: str) -> bool:
    """Whether a word can be somebody's name: it is capitalised, no acronym, and none of the words that are no names."""
    plain = bare(word)
    if len(word) == 1 or not word[0].isupper() or plain in NOT_NAMES or plain.removesuffix("s") in NOT_NAMES:
        return False
    if plain.endswith("ing") or any(part in NOT_NAMES for part in plain.split("-")):  # "Phone: Returning on Monday"
        return False
    return not word.isupper() or any(vowel in plain for vowel in "aeiouy")
