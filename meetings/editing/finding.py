"""Finding a listing by what somebody remembers of it: names, address, public id; folded, with a slip of the finger."""

from typing import Any

from django.db.models import Q, QuerySet

from languages.fold import fold
from meetings.models import Meeting
from meetings.words import MOST_WORDS
from places.gazetteer.slips import SHORTEST, one_slip_away
from places.models import Visibility

# Of more meetings than these, slips are looked for among the newest.
MOST_READ = 20_000
ADDRESS = ("name", "street", "district", "postal_code", "city", "address_text")
Meetings = QuerySet[Meeting]


def find_listings(meetings: Meetings, text: str) -> Meetings:
    """Those that have each of the words: as it is, else as it is one slip away."""
    words = fold(text).split()[:MOST_WORDS]
    hidden = hidden_addresses(meetings) if words else {}
    for word in words:
        meetings = saying(meetings, word, hidden)
    return meetings


def saying(meetings: Meetings, word: str, hidden: dict[int, str]) -> Meetings:
    """Those that have one word."""
    found = meetings.filter(with_any([word], hidden) | Q(public_id__iexact=word))
    if len(word) < SHORTEST or found.exists():
        return found
    meant = one_slip_away(word) & known_words(meetings, hidden)
    return meetings.filter(with_any(sorted(meant), hidden)) if meant else found


def with_any(spellings: list[str], hidden: dict[int, str]) -> Q:
    """One of the spellings among the words of the listing, or of an address that not everybody may see."""
    venues = [pk for pk, words in hidden.items() if any(spelling in words for spelling in spellings)]
    condition = Q(venue__in=venues)
    for spelling in spellings:
        condition |= Q(search_text__contains=spelling)
    return condition


def hidden_addresses(meetings: Meetings) -> dict[int, str]:
    """The words of addresses that the public search must not know; whoever keeps the listing does."""
    is_hidden = ~Q(visibility=Visibility.PUBLIC) | ~Q(venue__visibility=Visibility.PUBLIC)
    rows = meetings.filter(is_hidden, venue__isnull=False).order_by("-pk")
    columns: list[Any] = [f"venue__{name}" for name in ADDRESS]
    return {pk: fold(" ".join(words)) for pk, *words in rows.values_list("venue", *columns)[:MOST_READ]}


def known_words(meetings: Meetings, hidden: dict[int, str]) -> set[str]:
    """The words of all listings that one may see."""
    texts = meetings.order_by("-pk").values_list("search_text", flat=True)[:MOST_READ]
    return {word for text in (*texts, *hidden.values()) for word in text.split()}
