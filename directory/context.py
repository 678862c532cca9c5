"""What every template knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, Any]:
    """The site's name, its languages, and whether its meetings are invented."""
    return {"site_name": settings.SITE_NAME, "site_is_demo": settings.SITE_IS_DEMO, "site_languages": settings.LANGUAGES}
