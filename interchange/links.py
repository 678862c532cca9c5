"""Addresses on the web, as far as a page may link to them."""

import re
from urllib.parse import urlsplit

LONGEST = 500
# "zoom.us/j/123": people leave the beginning out.
WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#:].*)?")
UNFIT = re.compile(r"[\s<>\"'`{}|\\^\x00-\x1f\x7f]")


def web_link(text: str) -> str:
    """The http(s) address in the text, complete; "" where it is none (`mailto:`, `javascript:`, words, with a password …)."""
    if len(text) > LONGEST or UNFIT.search(text):
        return ""
    text = f"https://{text}" if WITHOUT_SCHEME.fullmatch(text) else text
    try:
        parts = urlsplit(text)
        is_fit = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and parts.port != 0
    except ValueError:
        return ""
    return text if is_fit and "@" not in parts.netloc else ""
