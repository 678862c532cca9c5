#!/usr/bin/env python3
"""bin/answers.py: what the directory answers to some searches, address by address, so that two databases can be compared."""

import os
import re
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")

import django
from django.conf import settings
from django.test import Client

DAY = date.today() + timedelta(days=3)  # noqa: DTZ011  # of any clock: not today, so that nothing ends while we ask
SEARCHES = ("", "near=zilina&within=30", "near=London", "near=80-001&who=family", "at=48.15,17.11&fellowship=aa", "q=nadej")


def main() -> int:
    django.setup()
    settings.SECURE_SSL_REDIRECT = False
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    for search in SEARCHES:
        when = f"date={DAY}" if search != "q=nadej" else "when=any&sort=name"
        response = Client().get(f"/en/meetings/?{search}&{when}", follow=True)
        found = re.findall(r"/en/meetings/\w+/[\w-]+/", response.content.decode())
        print(search, response.status_code, *found)
        if not found or "Left out" in response.content.decode():
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
