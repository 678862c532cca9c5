"""The settings of the site, with the two pages that others are compared with; and without files that were collected before."""

from directory.settings import *  # noqa: F403  # all of them
from directory.settings import STORAGES as SITE_STORAGES

ROOT_URLCONF = "directory.bench.urls"
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False
STORAGES = {**SITE_STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
