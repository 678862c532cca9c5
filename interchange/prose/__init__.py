"""Schedules that are said in words, in notes: "1st, 3rd & 5th Sat each month 'open'". Understood wholly or not at all, and never
applied, only suggested to a person (docs/prose.md)."""

from itertools import groupby

from interchange.prose.grammar import understood
from interchange.prose.statements import ProseRule, Statement
from interchange.prose.words import LANGUAGES, Kind, Word, cues, folded, words_of

__all__ = ["ProseRule", "Statement", "speaks_of_weeks", "understand"]

DENYING = frozenset({Kind.EXCEPT, Kind.NOT})
OF_DATES = frozenset({Kind.ORDINAL, Kind.WEEKDAY, Kind.MONTH, Kind.MONTH_NAME, Kind.WEEK, Kind.MEETING})
LONGEST = 4_000  # characters that are looked at


def speaks_of_weeks(text: str) -> bool:
    """Whether there is a word in the text with which such a sentence could be made; most texts have none."""
    return cues().search(folded(text[:LONGEST])) is not None


def understand(text: str, language: str = "und") -> tuple[Statement, ...]:
    """What the text says of weeks, sentence by sentence, in the order of the text. Without a language that is known here all are
    tried, and have to agree. Dates alone, beside other sentences, may belong to one of them. A sentence that says "except" or "not"
    of a date and is not understood may be about any of the others: then nothing is understood."""
    text = text[:LONGEST]
    if not speaks_of_weeks(text):
        return ()
    base = language.partition("-")[0]
    found = {understood_in(text, each) for each in ([base] if base in LANGUAGES else LANGUAGES)} - {()}
    return found.pop() if len(found) == 1 else ()


def understood_in(text: str, language: str) -> tuple[Statement, ...]:
    """The same in one language."""
    found: list[Statement] = []
    sentences = sentences_of(text, list(words_of(text, language)))
    for sentence in sentences:
        statements = statements_of(sentence)
        if not statements and denies(sentence):
            return ()
        is_clear = len(sentences) == 1 or any(word.kind is Kind.HELD for word in sentence)
        found += [statement for statement in statements if is_clear or statement.says_what]
    return tuple(found)


def statements_of(sentence: list[Word]) -> list[Statement]:
    """What one sentence says: one thing, or several with commas between them, each of which could stand alone."""
    whole = understood(sentence)
    if whole:
        return [whole]
    if sentence[0].value == ",":
        return []
    parts = [understood(list(part)) for is_comma, part in groupby(sentence, key=lambda word: word.value == ",") if not is_comma]
    return [part for part in parts if part] if all(parts) else []


def denies(words: list[Word]) -> bool:
    """Whether a sentence takes something away from dates."""
    kinds = {word.kind for word in words}
    return bool(kinds & DENYING and kinds & OF_DATES)


def sentences_of(text: str, words: list[Word]) -> list[list[Word]]:
    """The words between the signs that end a sentence. A line that begins with a small letter goes on with the one before, and so
    does whatever comes after a colon."""
    sentences: list[list[Word]] = [[]]
    for word in words:
        is_wrapped = word.value == "\n" and text[word.end :].lstrip()[:1].islower()
        if word.kind is not Kind.END:
            sentences[-1].append(word)
        elif sentences[-1] and sentences[-1][-1].kind is not Kind.PAUSE and not is_wrapped:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]
