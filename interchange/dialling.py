"""Telephone numbers as they are dialled from anywhere."""

import phonenumbers


def international(number: str, country: str) -> str:
    """The number with its country code ("+493012345"); "" where that cannot be told. `country` (ISO 3166) is where it is
    dialled without one."""
    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
