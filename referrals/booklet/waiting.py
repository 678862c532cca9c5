"""Booklets that take longer than a visitor may be kept waiting: orders in a folder, and one process at a time that works at them.

    order(asked) -> Standing      put it in the queue, and see to it that somebody works
    work() -> int                 what that process does (manage.py make_booklets): the orders, the oldest first

A web worker only writes a file and starts a process; it never waits. The lock of that process is taken by whoever starts it and
handed on, so that of many visitors one starts it, and it is free again when the process ends, however it ends. One booklet may take
SECONDS; the process that takes longer is ended by the system, and the order that it worked at has failed for a while.
"""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import Enum, auto
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override

from feeds.kept_feeds import may_be_sent, state_now
from feeds.kept_files import KeptFile, edition, folder, is_free, keep_file, kept_file
from feeds.kept_files import path_of as kept_path
from meetings.windows import When
from referrals.booklet.asking import BookletQuestion, booklet_question
from referrals.booklet.choosing import TooManyMeetings
from referrals.booklet.contents import booklet
from referrals.booklet.setting import TooThickToFold, pdf

logger = logging.getLogger(__name__)
MOST_WAITING = 20
SECONDS = 120  # for one booklet
FAILED_FOR = timedelta(minutes=5)
MOST_KEPT = 100
A_MOMENT = timedelta(minutes=2)
ORDERED, IN_WORK, MADE, FAILED = ".order", ".work", ".made", ".failed"
COMMAND = (sys.executable, str(settings.BASE_DIR / "manage.py"), "make_booklets")


class Standing(Enum):
    """How an order stands."""

    WAITING = auto()
    FAILED = auto()
    TOO_MANY = auto()


def name_of(asked: BookletQuestion) -> str:
    """Under which it is kept."""
    return f"booklet {asked.language} {asked.query}"


def order(asked: BookletQuestion, command: Sequence[str] = COMMAND) -> Standing:
    """Put a booklet in the queue, once, and start whoever works, if nobody does. Where nothing can be written none is made."""
    try:
        return put_in_queue(asked, command)
    except OSError as error:
        logger.warning("A booklet could not be ordered: %s", type(error).__name__)
        return Standing.FAILED


def put_in_queue(asked: BookletQuestion, command: Sequence[str]) -> Standing:
    place().mkdir(parents=True, exist_ok=True)
    path = path_of(asked)
    with the_lock() as lock:
        if lock is not None:
            give_up_broken()
        if is_young(path.with_suffix(FAILED)):
            return Standing.FAILED
        if not is_ordered(asked):
            if len(list(place().glob(f"*{ORDERED}"))) >= MOST_WAITING:
                return Standing.TOO_MANY
            write(path, f"{asked.language} {asked.query}")
        if lock is not None:
            start(command, lock)
    return Standing.WAITING


def is_ordered(asked: BookletQuestion) -> bool:
    """Whether somebody waits for it already."""
    path = path_of(asked)
    return path.exists() or path.with_suffix(IN_WORK).exists()


def place() -> Path:
    """The folder of the orders."""
    return folder() / "booklets"


def path_of(asked: BookletQuestion) -> Path:
    """The file of an order: the same booklet of the same database is one order."""
    said = f"{name_of(asked)} {settings.DATABASES['default']['NAME']} {edition()}"
    return place() / f"{blake2b(said.encode(), digest_size=12).hexdigest()}{ORDERED}"


def write(path: Path, text: str) -> None:
    """Under another name first, so that nobody reads half of it."""
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def is_young(path: Path) -> bool:
    """Whether a mark still holds."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone()) > timezone.now() - FAILED_FOR
    except OSError:
        return False


@contextmanager
def the_lock() -> Iterator[int | None]:
    """The lock of the process that works, if nobody has it. Whoever inherits the open file has it too, and keeps it."""
    handle = os.open(place() / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield handle if is_free(handle) else None
    finally:
        os.close(handle)


def give_up_broken() -> None:
    """Orders at which nobody works, although somebody began: that process was ended."""
    for one in place().glob(f"*{IN_WORK}"):
        logger.warning("A booklet took too long, or the process that made it was ended.")
        one.replace(one.with_suffix(FAILED))
        os.utime(one.with_suffix(FAILED))


started: list["subprocess.Popen[bytes]"] = []


def start(command: Sequence[str], lock: int) -> None:
    """Begin to work, in a process of its own that has the lock. Those that ended are cleared away here: nobody waits for them."""
    started[:] = [one for one in started if one.poll() is None]
    process = subprocess.Popen(  # noqa: S603  # ours
        command, pass_fds=[lock], start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    started.append(process)


def work() -> int:
    """Make what is ordered, the oldest first, until nothing is; how many. Each has its time: then the system ends the process."""
    count = 0
    while waiting := sorted(place().glob(f"*{ORDERED}"), key=age_of):
        signal.alarm(SECONDS)
        fulfil(waiting[0])
        count += 1
    clear()
    signal.alarm(0)
    return count


def fulfil(path: Path) -> None:
    """Make one booklet, and keep it, where nobody was quicker."""
    at_work = path.replace(path.with_suffix(IN_WORK))
    language, _blank, query = at_work.read_text(encoding="utf-8").partition(" ")
    asked = booklet_question(QueryDict(query), language)
    try:
        if ready(asked) is None:
            keep(asked)
    except (TooManyMeetings, TooThickToFold):
        at_work.replace(path.with_suffix(FAILED))
    else:
        at_work.replace(path.with_suffix(MADE))


def keep(asked: BookletQuestion) -> None:
    """A booklet of the directory as it is now, ready for whoever asks."""
    state = state_now()
    keep_file(name_of(asked), [made(asked, state.made_at)], state=state, facts={})


def clear() -> None:
    """Of many kept booklets the oldest go, and marks that hold no longer."""
    kept = sorted(place().glob(f"*{MADE}"), key=age_of)
    for mark in kept[:-MOST_KEPT]:
        kept_path(f"booklet {mark.read_text(encoding='utf-8')}").unlink(missing_ok=True)
        mark.unlink(missing_ok=True)
    for mark in place().glob(f"*{FAILED}"):
        if not is_young(mark):
            mark.unlink(missing_ok=True)


def age_of(path: Path) -> float:
    return path.stat().st_mtime


def ready(asked: BookletQuestion) -> KeptFile | None:
    """A kept one that is as true as one made now (feeds/kept_feeds.py). What depends on the hour is kept for a moment only."""
    now, file = timezone.now(), kept_file(name_of(asked))
    if file is None or not may_be_sent(file, now):
        return None
    is_lasting = asked.search.when not in (When.NOW, When.SOON)
    return file if is_lasting or now - file.made_at < A_MOMENT else None


def made(asked: BookletQuestion, now: datetime, title: str = "") -> bytes:
    """The booklet as a file. Raises TooManyMeetings and TooThickToFold."""
    with override(asked.language):
        return pdf(booklet(asked, now=now, title=title), asked.layout)
