"""What every template knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import pgettext

DISCREET = "discreet=1"


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name, whether its meetings are invented, and whether this page keeps quiet about what it is.

    The query is read as it was sent: an error page must not fail on one that cannot be parsed.
    """
    said = [part for part in request.META.get("QUERY_STRING", "").split("&") if part]
    is_discreet = DISCREET in said
    return {
        "site_name": pgettext("a name that tells nothing", "Calendar") if is_discreet else settings.SITE_NAME,
        "site_is_demo": settings.SITE_IS_DEMO,
        "is_discreet": is_discreet,
        "keep": f"?{DISCREET}" if is_discreet else "",
        "other_discretion": other_discretion(said, is_discreet=is_discreet),
        "quick_exit_url": settings.QUICK_EXIT_URL,
    }


def other_discretion(said: list[str], *, is_discreet: bool) -> str:
    """The query of this page with discreet mode on instead of off, or off instead of on; without what was typed as a place."""
    others = [part for part in said if part != DISCREET and not part.startswith("near=")]
    return "?" + "&".join(others if is_discreet else [*others, DISCREET])
