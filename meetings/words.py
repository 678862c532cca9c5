"""What the words of a search mean: "mityng AA", "VDA", "picie", "Nadej" with a slip. Pure; words are folded (`languages.fold`)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from places.gazetteer.slips import one_slip_away

MOST_WORDS = 8
LONGEST_PHRASE = 6  # words of the longest name of a fellowship that is worth trying
# Words that name any meeting at all, in the languages in which people look for one; they narrow nothing.
ANY_MEETING = frozenset(
    {
        *("meeting", "meetings", "group", "groups", "selfhelp", "support", "club", "clubs"),
        *("mityng", "mityngi", "mityngu", "miting", "mitingi", "mitingu", "spotkanie", "spotkania", "spotkan", "grupa", "grupy"),
        *("samopomoc", "samopomocowa", "samopomocowe", "wsparcia"),
        *("mitingy", "stretnutie", "stretnutia", "skupina", "skupiny", "svojpomoc", "svojpomocna", "svojpomocne"),
        *("mitink", "mitinky", "setkani", "schuzka", "schuzky", "svepomoc", "svepomocna", "svepomocne"),
        *("treffen", "gruppe", "gruppen", "selbsthilfe", "selbsthilfegruppe"),
        *("зустріч", "зустрічі", "група", "групи", "встреча", "собрание", "группа"),
    }
)
Marks = frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one word or phrase may stand for: entries with one of the marks, or names with one of the spellings."""

    spellings: tuple[str, ...]
    marks: Marks = frozenset()


def understood(words: list[str], terms: Mapping[str, Marks], in_names: Callable[[Iterable[str]], set[str]]) -> list[Wanted]:
    """What is wanted, all of it at once. `terms` are the names and synonyms of topics and fellowships; `in_names` says which of
    some words stand in a name, or begin one."""
    found, position = [], 0
    while position < len(words):
        length, marks = longest_term(words[position:], terms)
        if length:
            found.append(Wanted((" ".join(words[position : position + length]),), marks))
        elif words[position] not in ANY_MEETING:
            found.append(one_word(words[position], terms, in_names))
        position += length or 1
    return found


def longest_term(words: list[str], terms: Mapping[str, Marks]) -> tuple[int, Marks]:
    """How many of the first words are a term, and what it stands for."""
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        marks = terms.get(" ".join(words[:length]))
        if marks:
            return length, marks
    return 0, frozenset()


def one_word(word: str, terms: Mapping[str, Marks], in_names: Callable[[Iterable[str]], set[str]]) -> Wanted:
    """As it is typed where a name has it so; else what one slip of the finger may have made it of."""
    if in_names([word]):
        return Wanted((word,))
    near = one_slip_away(word)
    marks = frozenset(mark for term in near for mark in terms.get(term, ()))
    spellings = tuple(sorted(in_names(near)))
    return Wanted(spellings if spellings or marks else (word,), marks)
