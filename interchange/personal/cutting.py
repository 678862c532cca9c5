"""Taking passages out of a text so that what remains still reads well."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interchange.personal.lexicon import bare, words_of
from interchange.reasons import HeldReason

FILLERS, CONNECTORS = words_of("fillers"), words_of("connectors")

SENTENCE = re.compile(r"[^\n]*?(?:(?<=[.!?;])(?<!\b[A-Z]\.)(?<!\bSt\.)(?<!\bTel\.)(?<!\btel\.)(?<!\b[Nn]o\.)(?= )|(?=\n)|\Z)")
END_OF_SENTENCE = re.compile(r"[.!?](?:\s|$)")
TOKEN = re.compile(r"[^\W_]+(?:['’./-][^\W_]+)*")
OPENING = " \t,;:–—-&/|*"
EMPTY_BRACKETS = re.compile(r"[(\[{][\s,;:.–-]*[)\]}]")
SPACE_BEFORE_STOP = re.compile(r" +(?=[,;.!?)\]])")
REPEATED_STOPS = re.compile(r"([,;:–-])(?: ?[,;:])+|[,;:] ?(?=[.!?])")
SPACES = re.compile(r"  +")
EDGES = " \t,;:–—-&/|"
GONE = "\0"  # stands where a whole sentence was; plain text has no such character
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text, and why it has to go. `is_inside` marks part of a word, such as a parameter of a link."""

    start: int
    end: int
    reason: HeldReason
    is_inside: bool = False


def cut(text: str, passages: Iterable[Passage]) -> tuple[str, list[tuple[str, HeldReason]]]:
    """The text without the passages, and what was cut: whole sentences where nothing but "for more information please call"
    would remain of them."""
    left = merged(text, sorted(passages, key=lambda passage: (passage.start, -passage.end)))
    pieces, held, position = [], [], 0
    while position < len(text):
        match = SENTENCE.match(text, position)
        end = max(match.end() if match else len(text), position + 1)
        while any(passage.start < end < passage.end for passage in left):  # the end of a sentence inside a passage is none
            following = SENTENCE.match(text, end)
            end = max(following.end() if following else len(text), end + 1)
        inside = [passage for passage in left if position <= passage.start < end]
        piece, gone = cut_sentence(text, position, end, inside) if inside else (text[position:end], [])
        pieces.append(piece)
        held.extend(gone)
        position = end
    return tidy_lines("".join(pieces)) if held else text, held


def merged(text: str, passages: list[Passage]) -> list[Passage]:
    """Passages with nothing of weight between them are one; its reason is that of the part that tells most."""
    result: list[Passage] = []
    for passage in passages:
        last = result[-1] if result else None
        if last and not (last.is_inside or passage.is_inside) and joins(text[last.end : passage.start]):
            reason = min(last.reason, passage.reason, key=list(HeldReason).index)
            result[-1] = Passage(last.start, max(last.end, passage.end), reason)
        elif not last or passage.start >= last.end:
            result.append(passage)
    return result


def joins(gap: str) -> bool:
    """Whether two passages with this between them belong together."""
    return "\n" not in gap and not END_OF_SENTENCE.match(gap) and all(token in CONNECTORS for token in tokens(gap))


def cut_sentence(text: str, start: int, end: int, passages: list[Passage]) -> tuple[str, list[tuple[str, HeldReason]]]:
    """One sentence without its passages."""
    spoken = [passage for passage in passages if not passage.is_inside]
    rest = "".join(text[a:b] for a, b in gaps(start, end, passages))
    if spoken and all(token in FILLERS for token in tokens(rest)):
        return GONE + stops_after(text[start:end]), [(text[start:end].strip(), spoken[0].reason)]
    grown = [passage if passage.is_inside else grow(text, start, end, passage) for passage in passages]
    held = [(text[passage.start : passage.end].strip(" ,;:–-"), passage.reason) for passage in grown]
    rest = "".join(text[a:b] for a, b in gaps(start, end, grown))
    return tidy_sentence(rest, text[start:end]), held


def gaps(start: int, end: int, passages: list[Passage]) -> list[tuple[int, int]]:
    """What lies between the passages."""
    edges = [start, *(edge for passage in passages for edge in (passage.start, passage.end)), end]
    return [(a, max(a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def grow(text: str, start: int, end: int, passage: Passage) -> Passage:
    """The passage with the words around it that have no sense without it."""
    before, after = text[start : passage.start], text[passage.end : end]
    first = start if all(token in FILLERS for token in tokens(before)) else passage.start - connecting(before)
    last = end if tokens(after) and all(token in FILLERS for token in tokens(after)) else passage.end
    return Passage(first, last - len(stops_after(text[passage.end : last])), passage.reason)


def connecting(before: str) -> int:
    """How many characters at the end of `before` only lead over to what follows."""
    keep = len(before)
    for match in reversed(list(TOKEN.finditer(before))):
        if bare(match[0]) not in CONNECTORS or before[match.end() : keep].strip(OPENING + ".'\"’#"):
            break
        keep = match.start()
    return len(before) - len(before[:keep].rstrip(OPENING))


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, bare."""
    return [bare(token) for token in TOKEN.findall(text)]


def stops_after(text: str) -> str:
    """The spaces at the end of a text: they part it from the next sentence."""
    return text[len(text.rstrip()) :]


def tidy_sentence(text: str, original: str) -> str:
    """What is left of a sentence, without loose brackets and commas, and with a capital letter if it had one."""
    text = EMPTY_BRACKETS.sub("", text)
    text = REPEATED_STOPS.sub(lambda match: match[1] or "", SPACE_BEFORE_STOP.sub("", text))
    lead = " " if original.startswith(" ") else ""
    text = SPACES.sub(" ", text).strip(EDGES)
    stop = original.rstrip()[-1:]
    if stop in "!?." and text[-1:] not in "!?.":
        text += stop
    if original.lstrip()[:1].isupper() and text[:1].islower():
        text = text[:1].upper() + text[1:]
    return lead + text if TOKEN.search(text) else GONE


def tidy_lines(text: str) -> str:
    """The text without lines of which nothing is left."""
    lines = [line for line in text.split("\n") if not (GONE in line and not line.replace(GONE, "").strip())]
    tidy = (SPACES.sub(" ", line.replace(GONE, "")).strip() for line in lines)
    return BLANK_LINES.sub("\n\n", "\n".join(tidy)).strip()
