"""The settings of the site, with the two pages that others are compared with."""

from directory.settings import *  # noqa: F403  # all of them

ROOT_URLCONF = "directory.bench.urls"
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False
