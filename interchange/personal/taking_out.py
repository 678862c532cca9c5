"""Taking what is personal out of a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from interchange.personal import mails, own_phones, passwords, people, phones
from interchange.personal.cutting import Passage, cut
from interchange.personal.lexicon import WORDS, bare, one_of
from interchange.reasons import HeldReason

LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+){0,4}\.(?:com|org|net|us|ca|uk|de|sk|cz|pl|at|eu|ee|me|io|gl|ly)/\S*",
    re.IGNORECASE,
)
CUE_LISTS = (
    *("before_names", "before_names_with_colon", "before_names_on_bells", "before_families", "after_names", "titles_of_people"),
    *("before_phones", "before_passwords", "at_signs"),
)
CUES = [word for name in CUE_LISTS for word in WORDS[name]] + [phrase.split(" ")[0] for phrase in WORDS["around_names"]]
# Nothing is personal without one of these; most texts have none and are done.
SUSPECT = re.compile(
    rf"@|[(\[{{<] ?at ?[)\]}}>]| at [\w -]{{1,60}} dot |\bp\. [a-z]"
    rf"|\d(?:[ ().\-–/]{{0,3}}\d){{{phones.FEWEST_DIGITS - 1}}}|[a-z]{{2}} [a-z]\.|[?&]p"
    rf"|(?<!\w){one_of(CUES)}(?!\w)"
)
LONGEST_REMEMBERED = 1_000  # characters of a text that may come again
MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What everybody may read, and what was taken out and why."""

    text: str
    held: tuple[tuple[str, HeldReason], ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a text: the country (ISO 3166) tells how telephone numbers look, a town of `towns` (bare) beside a number
    is nobody's name; where it says how to join a meeting, passcodes and numbers to dial stay, or nobody could."""

    country: str = ""
    towns: frozenset[str] = frozenset()
    is_how_to_join: bool = False


def take_out(text: str, country: str = "", *, towns: Iterable[str] = (), is_how_to_join: bool = False) -> Cleaned:
    """A plain text without what is personal; the rest is what is known of it (`Context`)."""
    context = Context(country, frozenset(bare(town) for town in towns if town), is_how_to_join)
    return (without_personal if len(text) > LONGEST_REMEMBERED else remembered)(text, context)


def without_personal(text: str, context: Context) -> Cleaned:
    """The work of `take_out`: again, as long as what is left gives something away in its new order."""
    held: list[tuple[str, HeldReason]] = []
    for _ in range(MOST_ROUNDS):
        text, taken = cleaned_once(text, context)
        if not taken:
            break
        held += taken
    return Cleaned(text, tuple(held))


remembered = lru_cache(maxsize=8192)(without_personal)


def cleaned_once(text: str, context: Context) -> tuple[str, list[tuple[str, HeldReason]]]:
    """The text without what is seen in it to be personal, and that."""
    bare_text = bare(text)
    if not SUSPECT.search(bare_text):
        return text, []
    links = [match.span() for match in LINK.finditer(text) if not phones.WHATSAPP.match(match[0])]
    passages = (passage for passage in passages_of(text, bare_text, context) if not is_within(passage.start, links))
    return cut(text, [*passages, *passages_in_links(text, links, is_how_to_join=context.is_how_to_join)])


def passages_of(text: str, bare_text: str, context: Context) -> Iterator[Passage]:
    """Everything personal in a text."""
    names = list(people.spans(text, bare_text))
    numbers = list(phones.spans(text, bare_text, context.country))
    if context.is_how_to_join:
        numbers = list(own_phones.own(bare_text, sorted(numbers), names))
    found = [(span, HeldReason.EMAIL) for span in mails.spans(text, bare_text)]
    found += [(span, HeldReason.PHONE) for span in numbers]
    for (start, end), reason in found:
        yield Passage(start, end, reason)
        yield from (Passage(*span, HeldReason.NAME) for span in people.beside(text, start, end, context.towns))
    yield from (Passage(*span, HeldReason.NAME) for span in names)
    if not context.is_how_to_join:
        yield from (Passage(*span, HeldReason.PASSWORD) for span in passwords.spans(text, bare_text))


def passages_in_links(text: str, links: list[tuple[int, int]], *, is_how_to_join: bool) -> Iterator[Passage]:
    """What links carry: e-mail addresses and passwords. The rest of the link stays."""
    for match in mails.EMAIL.finditer(text):
        if is_within(match.start(), links):
            yield Passage(*match.span(), HeldReason.EMAIL, is_inside=True)
    if not is_how_to_join:
        yield from (Passage(*span, HeldReason.PASSWORD, is_inside=True) for span in passwords.in_links(text))


def is_within(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the spans."""
    return any(start <= position < end for start, end in spans)
