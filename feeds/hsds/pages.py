"""Lists: a page as the specification has it, or all of it line by line."""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db.models import QuerySet
from django.utils import translation

from feeds.answers import BATCH
from feeds.hsds.asking import Asked

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of which each has a number, and the objects that are told of some of these."""

    found: "QuerySet[Any, Any]"
    number: Callable[[Any], int]
    told: Callable[[Sequence[int]], Iterable[Document]]

    def numbers(self) -> "array[int]":
        """Of all of them; eight bytes each."""
        return array("q", map(self.number, self.found.iterator()))


def listed(listing: Listing, asked: Asked) -> Document:
    """A page. After the last one there is nothing, and no database is asked for a number that it cannot count to."""
    part, total = part_of(asked), listing.found.count()
    rows = listing.found[part] if part.start < total else []
    return page(asked, total, list(listing.told([listing.number(row) for row in rows])))


def part_of(asked: Asked) -> slice:
    """Which of the items are on the page."""
    first = (asked.page - 1) * asked.size
    return slice(first, first + asked.size)


def page(asked: Asked, total: int, contents: list[Document]) -> Document:
    """The page as it is sent."""
    pages = ceil(total / asked.size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def lines(listing: Listing, asked: Asked) -> Iterator[bytes]:
    """All objects, a line each, some hundred at a time. Which they are is found out before the first is sent; the language holds
    for each batch only."""
    numbers = listing.numbers()

    def batches() -> Iterator[bytes]:
        for start in range(0, len(numbers), BATCH):
            with translation.override(asked.question.language):
                written = [line(one) for one in listing.told(numbers[start : start + BATCH])]
            yield b"".join(written)

    return batches()


def line(found: Document) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode() + b"\n"
