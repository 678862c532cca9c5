"""How many sentences about weeks are understood in the real lists of the handbook (docs/prose.md): bin/count_prose.py FOLDER.

A candidate is a sentence of a note that has an ordinal, a parity or "every other" beside a weekday, a week or a month.
"""

import csv
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from interchange.prose import sentences_of, understand
from interchange.prose.words import Kind, Word, words_of

TELLING = {Kind.ORDINAL, Kind.PARITY, Kind.ALTERNATE}
OF_TIME = {Kind.WEEKDAY, Kind.WEEK, Kind.MONTH, Kind.MONTH_NAME}
# Fields in which "1st" and "Second" are streets, floors and names.
NOT_NOTES = ("address", "street", "venue", "location", "title", "name", "slug", "url", "what3words", "postcode", "region", "email")
GERMAN = ("de-", "bmlt-na-berlin")


def main(folder: Path) -> None:
    total: Counter[str] = Counter()
    print("| File | candidates | understood | different ones | understood |\n|---|---|---|---|---|")
    for path in sorted(folder.iterdir()):
        if path.suffix == ".md":
            continue
        language = "de" if path.name.startswith(GERMAN) else "en"
        found = list(found_in(path, language))
        known = {sentence for sentence, is_understood in found if is_understood}
        different = dict.fromkeys(sentence for sentence, _is_understood in found)
        figures = (len(found), sum(is_understood for _sentence, is_understood in found), len(different), len(known))
        total.update(dict(zip("abcd", figures, strict=True)))
        if found:
            print(f"| {path.name} | {' | '.join(map(str, figures))} |")
        if "--show" in sys.argv:
            for one in different:
                print(f"    {'+' if one in known else '-'} {one}")
    print(f"| all | {' | '.join(str(total[key]) for key in 'abcd')} |")


def found_in(path: Path, language: str) -> Iterator[tuple[str, bool]]:
    """Every candidate of a file, and whether it is understood where it stands."""
    for text in texts_of(path):
        statements = understand(text, language)
        for sentence in sentences_of(text, list(words_of(text, language))):
            if is_candidate(sentence):
                start, end = sentence[0].start, sentence[-1].end
                is_understood = any(start <= statement.start < end for statement in statements)
                yield " ".join(text[start:end].split()), is_understood


def is_candidate(sentence: list[Word]) -> bool:
    kinds = {word.kind for word in sentence}
    is_numbered_week = Kind.WEEK in kinds and Kind.NUMBER in kinds
    return bool(kinds & TELLING and kinds & OF_TIME) or is_numbered_week


def texts_of(path: Path) -> Iterator[str]:
    """The notes of a list of any format."""
    content = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode("utf-8", "replace")
    if ".json" in path.name:
        yield from strings(json.loads(content))
        return
    for row in csv.DictReader(StringIO(content), delimiter="\t" if ".tsv" in path.name else ","):
        yield from strings(row)


def strings(value: Any, name: str = "") -> Iterator[str]:
    """Every text in a value, but for those of fields that are no notes."""
    if isinstance(value, str) and not any(part in name.lower() for part in NOT_NOTES):
        yield value.replace("<br>", "\n").replace("#@-@#", "\n")
    elif isinstance(value, list):
        for one in value:
            yield from strings(one, name)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings(one, str(key))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
