"""Public ids: short, permanent, no database keys, easy to read aloud."""

import secrets
from random import Random

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # without 0 o 1 i l u, so that none is mistaken for another on paper
LENGTH = 8


def new_public_id(random: Random | None = None) -> str:
    """Eight signs of which 656 thousand million differ; `random` only for worlds that must come out the same each time."""
    choose = random.choice if random else secrets.choice
    return "".join(choose(ALPHABET) for _ in range(LENGTH))
