"""Answers that lie ready as files, as making them takes long: a feed of everything, a booklet to print.

    kept_file(name) -> KeptFile | None                  what lies ready under a name
    keep_file(name, pieces, state=…, facts=…) -> bool   make it, or make it anew; False where it could not be kept
    sent(request, file, content_type=…, headers=…)      send it, with what is to be said at its head
    sweep(before) -> int                                throw away what was made before then

A file is written under another name and renamed when it is whole, so nobody reads half of one. Two processes that make the same at
once do no harm: the second one leaves it to the first. Without the folder, the right to write in it, or room on the disk nothing is
kept, and whoever asks is answered live. Whether a file may still be sent is for those to say who know what is in it; `made_at` and
`revision` are for them. Nothing that not everybody may see belongs in here.

In the folder a file is called by a hash of its name, of the database, and of the program that made it: after an upgrade all are
made anew, as a correction of what may be told must not wait for that. It begins with a line about itself, HEAD_BYTES long; the rest
is compressed by gzip, as nearly all who ask for it take it so.
"""

import fcntl
import gzip
import json
import logging
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from io import FileIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

logger = logging.getLogger(__name__)
Response = Any  # a whole one or a streamed one; their common type has none of what is asked of them
HEAD_BYTES = 4096
BLOCK_BYTES = 1 << 16
LEVEL = 6  # of compression; 9 takes three times as long for one byte of a hundred
SUFFIX, UNFINISHED, LOCK = ".kept", ".part", ".lock"
CODE = ("[a-z]*/**/*.py", "locale/**/*.mo")


@dataclass(frozen=True, slots=True)
class State:
    """When a file was begun, and up to which revision of the history everything is in it."""

    made_at: datetime
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """What a file says of itself. `facts` are its maker's, `size` counts compressed bytes."""

    name: str
    made_at: datetime
    revision: int
    facts: dict[str, str]
    digest: str
    size: int

    @property
    def etag(self) -> str:
        """The same content is the same file, whenever it was made. Weak, as it is the same compressed and not."""
        return f'W/"{self.digest}"'

    def opened(self) -> FileIO | None:
        """The file where its content begins; None where there is another one by now, or none."""
        found = opened(self.name)
        if found is None:
            return None
        file, head = found
        if head == self:
            return file
        file.close()
        return None


def kept_file(name: str) -> KeptFile | None:
    """What lies ready under this name."""
    found = opened(name)
    if found is None:
        return None
    found[0].close()
    return found[1]


def opened(name: str) -> tuple[FileIO, KeptFile] | None:
    """The file of this name after its head, and what that says; None where there is none that can be read."""
    try:
        # Without a buffer, as servers send from where the file stands; by number, as Django would tell everybody its name.
        file = FileIO(os.open(path_of(name), os.O_RDONLY))
    except OSError:
        return None
    try:
        said = json.loads(file.read(HEAD_BYTES))
        head = KeptFile(**{**said, "made_at": datetime.fromisoformat(said["made_at"])})
        if head.name == name and os.fstat(file.fileno()).st_size == HEAD_BYTES + head.size:
            return file, head
    except (OSError, ValueError, TypeError, KeyError):
        logger.warning("A kept file cannot be read.")
    file.close()
    return None


def keep_file(name: str, pieces: Iterable[bytes], *, state: State, facts: Mapping[str, str]) -> bool:
    """Make a file of these pieces, which are asked for only if nobody else is making it. What they raise goes through."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with making(name) as is_ours:
            return is_ours and write(name, pieces, state, facts)
    except OSError as error:
        logger.warning("A file could not be kept: %s", type(error).__name__)
        return False


def write(name: str, pieces: Iterable[bytes], state: State, facts: Mapping[str, str]) -> bool:
    """First the content, then the head that says how long that is, then the name by which it is found."""
    path, digest = path_of(name), blake2b(digest_size=12)
    part = path.with_suffix(f".{secrets.token_hex(4)}{UNFINISHED}")
    try:
        with part.open("wb") as file:
            file.write(b" " * HEAD_BYTES)
            with gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=file, mtime=0) as packed:
                for piece in pieces:
                    digest.update(piece)
                    packed.write(piece)
            size = file.tell() - HEAD_BYTES
            head = KeptFile(
                name=name,
                made_at=state.made_at,
                revision=state.revision,
                facts=dict(facts),
                digest=digest.hexdigest(),
                size=size,
            )
            file.seek(0)
            file.write(head_line(head))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return True


def head_line(head: KeptFile) -> bytes:
    """What a file says of itself, as long as every other."""
    line = json.dumps({**asdict(head), "made_at": head.made_at.isoformat()}).encode()
    if len(line) > HEAD_BYTES:
        raise ValueError("The name and the facts of a kept file are too long.")
    return line.ljust(HEAD_BYTES)


@contextmanager
def making(name: str) -> Iterator[bool]:
    """Whether the file is ours to make. The lock goes with the process that has it; it saves work, and nothing hangs on it."""
    handle = os.open(path_of(name).with_suffix(LOCK), os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        yield is_free(handle)
    finally:
        os.close(handle)


def is_free(handle: int) -> bool:
    """Whether nobody had this lock, which is ours then."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sent(request: HttpRequest, file: KeptFile, *, content_type: str, headers: Mapping[str, str]) -> Response:
    """The file as an answer, or word that the asker has it already (304); None where it has just been replaced."""
    seconds = int(file.made_at.timestamp())
    about = {**headers, "ETag": file.etag, "Last-Modified": http_date(seconds), "Vary": "Accept-Encoding"}
    unchanged: Response = get_conditional_response(request, etag=file.etag, last_modified=seconds)
    if unchanged is not None:
        for header, value in about.items():
            unchanged.headers[header] = value
        return unchanged
    if request.method == "HEAD":
        return StreamingHttpResponse((), content_type=content_type, headers=about)
    content = file.opened()
    if content is None:
        return None
    if not re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        return StreamingHttpResponse(Unpacked(content), content_type=content_type, headers=about)
    response = FileResponse(content, content_type=content_type, headers={**about, "Content-Encoding": "gzip"})
    response.block_size = BLOCK_BYTES
    return response


class Unpacked:
    """The content for those few who do not take it compressed. No `FileResponse`: of a file inside another a server sees the
    outer one, and sends that."""

    def __init__(self, file: FileIO) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        with gzip.GzipFile(fileobj=self.file) as packed:
            while piece := packed.read(BLOCK_BYTES):
                yield piece

    def close(self) -> None:
        self.file.close()


def sweep(before: datetime) -> int:
    """Throw away what was made before then: what nobody makes anew does not stay for ever. How many files those were."""
    old = [one for one in folder().glob("*") if one.suffix in {SUFFIX, UNFINISHED, LOCK} and is_older(one, before)]
    for one in old:
        one.unlink(missing_ok=True)
    return sum(one.suffix == SUFFIX for one in old)


def is_older(path: Path, before: datetime) -> bool:
    """Whether a file was written before then."""
    try:
        return path.stat().st_mtime < before.timestamp()
    except OSError:
        return False


def folder() -> Path:
    return Path(settings.KEPT_FILES)


def path_of(name: str) -> Path:
    """Where the file of this name lies."""
    said = f"{name} {settings.DATABASES['default']['NAME']} {edition()}"
    return folder() / f"{blake2b(said.encode(), digest_size=12).hexdigest()}{SUFFIX}"


@lru_cache
def edition() -> str:
    """Another one after every upgrade of the program or its catalogues."""
    newest = max((one.stat().st_mtime_ns for kind in CODE for one in settings.BASE_DIR.glob(kind)), default=0)
    return str(newest)
