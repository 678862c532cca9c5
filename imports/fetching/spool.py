"""Content on its way in: in a file on disk, unpacked, and never more of it than allowed."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from imports.reasons import ImportCode

CHUNK_BYTES = 1 << 16
GZIP_SIGN = b"\x1f\x8b"
MOST_LAYERS = 2  # a gzipped file that its server gzips once more


class FetchError(Exception):
    """Nothing can be had from there; `code` names the sentence, `detail` belongs to it. Ends in the run's outcome."""

    def __init__(self, code: ImportCode, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def spooled(chunks: Iterable[bytes], *, most_bytes: int) -> BinaryIO:
    """The chunks in a nameless file, at its beginning. Raises FetchError where there are too many of them."""
    spool = TemporaryFile()  # noqa: SIM115  # the caller closes it
    try:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > most_bytes:
                raise FetchError(ImportCode.TOO_LARGE)
            spool.write(chunk)
    except BaseException:
        spool.close()
        raise
    spool.seek(0)
    return spool


def unpacked(packed: BinaryIO, *, most_bytes: int) -> BinaryIO:
    """The content without gzip around it, at its beginning. Raises FetchError."""
    for _layer in range(MOST_LAYERS):
        is_gzip = packed.read(len(GZIP_SIGN)) == GZIP_SIGN
        packed.seek(0)
        if not is_gzip:
            break
        with packed:
            packed = spooled(chunks_of_gzip(packed), most_bytes=most_bytes)
    return packed


def chunks_of_gzip(packed: BinaryIO) -> Iterator[bytes]:
    """What is in it, a little at a time: a kilobyte may hold a gigabyte. Raises FetchError."""
    try:
        with gzip.GzipFile(fileobj=packed) as content:
            while chunk := content.read(CHUNK_BYTES):
                yield chunk
    except (OSError, EOFError, zlib.error) as error:
        raise FetchError(ImportCode.PACKING_BROKEN) from error


def open_file(path: Path, *, most_bytes: int) -> BinaryIO:
    """The content of a file, plain or gzipped. Raises FetchError, also for folders and devices."""
    try:
        if not path.exists():
            raise FetchError(ImportCode.FILE_MISSING)
        if not path.is_file():
            raise FetchError(ImportCode.FILE_UNREADABLE)
        file = path.open("rb")
    except OSError as error:
        raise FetchError(ImportCode.FILE_UNREADABLE) from error
    if path.stat().st_size > most_bytes:
        file.close()
        raise FetchError(ImportCode.TOO_LARGE)
    return unpacked(file, most_bytes=most_bytes)


def packed(content: BinaryIO) -> bytes:
    """The content gzipped, to be kept."""
    content.seek(0)
    compressor = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    parts = [compressor.compress(chunk) for chunk in iter(lambda: content.read(CHUNK_BYTES), b"")]
    return b"".join([*parts, compressor.flush()])
