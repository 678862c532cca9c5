"""Spreadsheets on the web: people copy the address of the page on which they edit one; its data has another."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

GOOGLE = "docs.google.com"
EDITED = re.compile(r"/spreadsheets/d/(?P<id>[\w-]{20,})(?:/(?:edit|view|preview|htmlview|copy)?)?/?")
PUBLISHED = re.compile(r"/spreadsheets/d/e/(?P<id>[\w-]{20,})/pub(?:html)?/?")


def csv_address(address: str) -> str:
    """Where the table of such a page is as CSV; any other address as it is."""
    parts = urlsplit(address)
    if parts.hostname != GOOGLE:
        return address
    named = parse_qs(parts.query) | parse_qs(parts.fragment)
    gid = named.get("gid", [""])[0]
    sheet = {"gid": gid} if gid.isdecimal() else {}
    edited, published = EDITED.fullmatch(parts.path), PUBLISHED.fullmatch(parts.path)
    if edited:
        return f"https://{GOOGLE}/spreadsheets/d/{edited['id']}/export?{urlencode({'format': 'csv', **sheet})}"
    if published:
        only = {"single": "true"} if sheet else {}
        return f"https://{GOOGLE}/spreadsheets/d/e/{published['id']}/pub?{urlencode({**sheet, **only, 'output': 'csv'})}"
    return address
