"""Logs that cannot say who looked for what."""

import logging
import traceback
from typing import Any


class AnonymousFilter(logging.Filter):
    """Puts the route's name in the place of paths, drops the request with its query and addresses, and of an exception keeps
    where it happened and its kind, but not its text: that may hold what somebody typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            status = getattr(record, "status_code", "")
            record.msg, record.args = "%s %s", (status, match.view_name if match else "no such route")
        if record.exc_info and record.exc_info[0]:
            frames = "".join(traceback.format_tb(record.exc_info[2]))
            record.exc_text, record.exc_info = f"{frames}{record.exc_info[0].__name__}", None
        return True


# What settings.LOGGING says.
TO_CONSOLE: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"anonymous": {"()": "directory.logs.AnonymousFilter"}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["anonymous"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
        "httpcore": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},  # else it names the passkey of everybody who signs in
    },
}
