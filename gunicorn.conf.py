"""How gunicorn serves the directory; what is given on its command line wins."""

import gc
from typing import Any

from gunicorn.config import Config  # type: ignore[import-untyped]  # gunicorn has no types
from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # gunicorn has no types
from gunicorn.http import message  # type: ignore[import-untyped]  # gunicorn has no types

from directory.logs import AnonymousFilter


class AnonymousLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Says of an error where it happened and of what kind it is, but not which address was asked for, nor what the error says."""

    def __init__(self, cfg: Config) -> None:
        super().__init__(cfg)
        self.error_log.addFilter(AnonymousFilter())

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        super().exception(msg.partition(" %")[0], **kwargs)


def post_worker_init(_worker: Any) -> None:
    """What is loaded by now stays: looking through it for garbage, over and over, cost a request 1 ms now and then 50."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


wsgi_app = "directory.wsgi"
threads = 4
# Visits are nobody's business: no log of the pages asked for, none of gunicorn's warnings, which name visitors' addresses.
accesslog = None
loglevel = "error"
logger_class = AnonymousLogger
# A pasted text as a search, and thousands of parameters, get our page rather than gunicorn's, which reads 8,190 bytes at the most.
limit_request_line = message.MAX_REQUEST_LINE = 65_536
