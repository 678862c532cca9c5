"""Numbers that come with a form: keys of rows, versions, counts. Whoever tampers with them gets none."""

LONGEST = 18  # digits that any database takes


def number_in(text: str | None) -> int | None:
    """The number that a text is; None where it is none, or longer than any key."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST else None
