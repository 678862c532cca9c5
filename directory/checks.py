"""System checks of our own."""

import os
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core import checks

from languages.catalogues import site_languages


@checks.register()
def site_settings(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """The settings that the environment gives make sense together."""
    problems: list[checks.CheckMessage] = []
    if settings.TIME_ZONE not in available_timezones():
        problems.append(checks.Error(f"SITE_ZONE {settings.TIME_ZONE!r} is not a time zone.", id="directory.E001"))
    if settings.LANGUAGE_CODE not in dict(settings.LANGUAGES):
        problems.append(checks.Error(f"SITE_LANGUAGE {settings.LANGUAGE_CODE!r} is not one of LANGUAGES.", id="directory.E002"))
    unknown = sorted(dict(settings.LANGUAGES).keys() - site_languages(settings.LOCALE_PATHS[0]))
    if unknown:
        problems.append(checks.Error(f"SITE_LANGUAGES: locale/ has no catalogue for {', '.join(unknown)}.", id="directory.E004"))
    if not settings.CONFIRMED_DAYS < settings.DUE_DAYS < settings.ARCHIVED_DAYS:
        problems.append(checks.Error("CONFIRMED_DAYS, DUE_DAYS and ARCHIVED_DAYS must rise.", id="directory.E003"))
    folder = Path(settings.NETWORK_KEYS_FILE).parent
    if folder.exists() and not os.access(folder, os.W_OK):
        told = f"NETWORK_KEYS_FILE: {folder} cannot be written, so networks of visitors are not told apart."
        problems.append(checks.Warning(told, id="directory.W001"))
    return problems
