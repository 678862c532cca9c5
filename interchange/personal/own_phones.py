"""Which telephone numbers in a text on how to join a meeting are somebody's own, and which are dialled to join: those stay."""

import re
from collections.abc import Iterator, Sequence

from interchange.personal.cutting import END_OF_SENTENCE, joins
from interchange.personal.lexicon import WORDS, one_of
from interchange.personal.phones import LINKING, WHATSAPP

Span = tuple[int, int]
KEYS = re.compile(r",,|[#*]")  # pressed after dialling, for the number of the meeting
OWN = re.compile(rf"(?<!\w){one_of(WORDS['before_own_phones'])}\b[^\n]{{0,30}}\Z")
CALLED = re.compile(rf"(?<!\w){one_of(set(WORDS['before_phones']) - {'dial'})}\b{LINKING}[^\w\n]{{0,4}}\Z")
# "Dial … or call …" is about two numbers.
DIALLED = re.compile(rf"(?<!\w){one_of(WORDS['before_dialled_phones'])}\b(?:(?! (?:or|lub|alebo|nebo|oder) )[^\n\d.;?!]){{0,30}}\Z")
ENTERED = re.compile(
    r"[^\w\n.?!]{0,4}\n?(?:(?:and|then|enter|use|with|the|meeting|conference|zoom)[^\w\n]{1,3})*"
    rf"{one_of(WORDS['after_dialled_phones'])}(?!\w)"
)
CODE = re.compile(rf"(?<!\w){one_of(WORDS['before_passwords'])}\b[^\w\n]{{0,4}}\Z")
DIGIT = re.compile(r"\d")
BEFORE = 40  # characters that are looked at before a number
LONGEST_GAP = 30  # between a name and its number: "call Mary on her cell"


def own(bare_text: str, numbers: Sequence[Span], names: Sequence[Span]) -> Iterator[Span]:
    """Those of the numbers that are somebody's own: with a name, or after "call" or "text" and nothing that says it is dialled."""
    named = {number for name in names if (number := number_of(name, bare_text, numbers))}
    for start, end in numbers:
        name_end = max((end for _start, end in names if end <= start), default=0)
        before = bare_text[max(name_end, start - BEFORE, 0) : start]
        if WHATSAPP.match(bare_text, start):
            yield start, end
        elif KEYS.search(bare_text[max(0, start - 2) : end]) or CODE.search(before) or DIALLED.search(before):
            continue
        elif (start, end) in named or (not ENTERED.match(bare_text, end) and (OWN.search(before) or CALLED.search(before))):
            yield start, end


def number_of(name: Span, bare_text: str, numbers: Sequence[Span]) -> Span | None:
    """The number that belongs to a name: the next one after it, else the one just before it."""
    after = next((number for number in numbers if number[0] >= name[1]), None)
    if after and is_near(bare_text[name[1] : after[0]]):
        return after
    before = next((number for number in reversed(numbers) if number[1] <= name[0]), None)
    return before if before and name[0] - before[1] <= LONGEST_GAP and joins(bare_text[before[1] : name[0]]) else None


def is_near(gap: str) -> bool:
    """Whether what stands between a name and a number leaves them together."""
    return len(gap) <= LONGEST_GAP and "\n" not in gap and not DIGIT.search(gap) and not END_OF_SENTENCE.search(gap)
