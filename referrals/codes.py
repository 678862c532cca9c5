"""The code of a referral: short, permanent, read aloud on the phone and typed from paper."""

import secrets

from places.ids import ALPHABET

LENGTH = 6  # 594 million; a guess finds one of a thousand lists once in half a million tries
BETWEEN = str.maketrans("", "", "-–. ")  # what people put between signs when they type from paper


def new_code() -> str:
    """A code that says nothing about the list."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidied(typed: str) -> str:
    """A code as it is kept, from one that was typed with capitals, hyphens or blanks; "" for what cannot be one."""
    code = typed.lower().translate(BETWEEN)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
