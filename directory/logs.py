"""Logs that cannot say who looked for what."""

import logging


class AnonymousFilter(logging.Filter):
    """Puts the route's name in the place of paths, and drops the request with its query and addresses."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            status = getattr(record, "status_code", "")
            record.msg, record.args = "%s %s", (status, match.view_name if match else "no such route")
        return True
