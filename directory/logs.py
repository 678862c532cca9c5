"""Logs that cannot say who looked for what."""

import logging
import traceback


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
