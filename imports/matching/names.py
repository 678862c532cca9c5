"""How alike two names are, from 0 to 1. What many meetings have in their names counts nothing."""

import re
from functools import lru_cache

from rapidfuzz.fuzz import ratio, token_set_ratio

# Folded. Weekdays and times of day are told by the schedule, what it is by the fellowship.
GENERIC_WORDS = """
group groups meeting meetings grp mtg fellowship the a an of at in on and for to by home live zoom online hybrid
aa na ca oa ga acoa aca alanon al anon alateen anonymous alcoholics narcotics cocaine overeaters gamblers
morning mornings afternoon evening eve night nights lunchtime lunch midday noon midnight early late am pm weekly day
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
mondays tuesdays wednesdays thursdays fridays saturdays sundays
grupa grupy mityng mitingi miting spotkanie spotkania anonimowi alkoholicy i w na z ze do dla
poniedzialek wtorek sroda czwartek piatek sobota niedziela poranny wieczorny
skupina skupiny stretnutie stretnutia mitting anonymni alkoholici v vo pri a so
pondelok utorok streda stvrtok piatok nedela ranne vecerne
setkani mitink pondeli utery ctvrtek patek nedele ve u
"""
GENERIC = frozenset(re.findall(r"\w+", GENERIC_WORDS))
UNTOLD = 0.5  # where a name says nothing, neither for nor against
PERCENT = 100.0


@lru_cache(maxsize=200_000)
def telling(name: str) -> str:
    """The words of a folded name that tell it from others."""
    return " ".join(word for word in name.split() if word not in GENERIC)


def likeness(one: str, other: str) -> float:
    """How alike folded names are. "Nadej Monday group" is "nadej". Slips of the pen count little, the order of words nothing."""
    if one == other:
        return 1.0
    first, second = telling(one), telling(other)
    if not first or not second:
        return UNTOLD
    return max(token_set_ratio(first, second), ratio(first.replace(" ", ""), second.replace(" ", ""))) / PERCENT
