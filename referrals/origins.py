"""Websites that may show a list inside their pages, as a header names them (frame-ancestors of the Content Security Policy)."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")


def are_origins(kept: str) -> None:
    """Refuse what is no origin; `kept` is as the column has it, "|https://clinic.example|". Raises ValidationError."""
    for one in kept.split("|"):
        if one and not is_origin(one):
            raise ValidationError(
                _("“%(address)s” is not the address of a website: write https:// and the name, as in https://clinic.example."),
                params={"address": one[:80]},
            )


def is_origin(text: str) -> bool:
    """Whether it is a scheme, a host and perhaps a port, and nothing that could say more in a header."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    netloc = f"{parts.hostname}:{port}" if port else parts.hostname
    return parts.scheme == "https" and bool(HOST.fullmatch(parts.hostname or "")) and text == f"https://{netloc}"
