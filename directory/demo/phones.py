"""Telephone numbers that nobody can answer.

Of Great Britain (Ofcom) and Germany (Bundesnetzagentur) they are from the ranges that are kept for films and books. The other
countries keep none; there they begin with zeros, where no number of those plans can.
"""

from random import Random

PATTERNS = {
    "AT": "+43 1 0000 0{:03}",
    "CZ": "+420 000 000 {:03}",
    "DE": "+49 30 23125 {:03}",
    "GB": "+44 1632 960{:03}",
    "PL": "+48 000 000 {:03}",
    "SK": "+421 2 0000 0{:03}",
}
ELSEWHERE = "GB"


def invented_phone(country: str, random: Random) -> str:
    """A number that looks like one of the country."""
    return PATTERNS.get(country, PATTERNS[ELSEWHERE]).format(random.randrange(1000))
