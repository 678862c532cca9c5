#!/usr/bin/env python3
"""bin/answers.py: what the directory answers to some searches, address by address, so that two databases can be compared."""

import os
import re
import sys
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")

import django
from django.conf import settings
from django.test import Client

FIRST = date.today() + timedelta(days=3)  # noqa: DTZ011  # of any clock: not today, so that nothing ends while we ask
A_WEEK = [f"date={FIRST + timedelta(days=day)}" for day in range(7)]  # a single day may have nothing to answer
SEARCHES = {
    "": A_WEEK,
    "near=zilina&within=30": A_WEEK,
    "near=London": A_WEEK,
    "near=80-001&who=family": A_WEEK,
    "at=48.15,17.11&fellowship=aa": A_WEEK,
    "q=nadej": ["when=any&sort=name"],
}


def main() -> int:
    django.setup()
    settings.SECURE_SSL_REDIRECT = False
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return 1 if any(not answer(search, whens) for search, whens in SEARCHES.items()) else 0


def answer(search: str, whens: list[str]) -> bool:
    """Print what is found, day by day; whether there was anything and every parameter was understood."""
    found = []
    for when in whens:
        response = Client().get(f"/en/meetings/?{search}&{when}", follow=True)
        page = response.content.decode()
        if response.status_code != HTTPStatus.OK or "Left out" in page:
            print(search, when, response.status_code, "was not answered", file=sys.stderr)
            return False
        of_this_day = re.findall(r"/en/meetings/\w+/[\w-]+/", page)
        print(search, when, *of_this_day)
        found += of_this_day
    if not found:
        print(search, "found nothing", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
