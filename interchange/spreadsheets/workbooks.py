"""Workbooks (XLSX, ODS, XLS) as CSV. What is too large is refused before any of it is unpacked."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from interchange.reasons import ProblemCode
from interchange.tables.lines import BrokenTableError

ZIP_SIGN = b"PK\x03\x04"  # XLSX, ODS
OLE_SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # XLS, and workbooks with a password
OPENER = Path(__file__).with_name("opening.py")
MOST_BYTES = 50 << 20  # as it comes
MOST_UNPACKED_BYTES = 200 << 20
MOST_RATIO = 200  # packed to unpacked; a real sheet has about 10, one that says one thing over and over 100
SMALL_BYTES = 1 << 20  # unpacked; below it no ratio is too much
MOST_PARTS = 2_000
ARCHIVES = (".zip", ".xlsx", ".xlsm", ".xls", ".ods", ".gz", ".7z", ".rar", ".bz2", ".xz")
SECONDS = 90


def looks_like_a_workbook(head: bytes) -> bool:
    """Whether content that begins so is one, whatever its name says."""
    return head.startswith((ZIP_SIGN, OLE_SIGN))


def opened(stream: BinaryIO) -> BinaryIO:
    """The first sheet of a workbook as CSV in a file without a name; the caller closes it. Raises BrokenTableError."""
    stream.seek(0)
    is_zip = stream.read(len(ZIP_SIGN)) == ZIP_SIGN
    if stream.seek(0, 2) > MOST_BYTES:
        raise BrokenTableError(ProblemCode.WORKBOOK_TOO_LARGE)
    stream.seek(0)
    if is_zip:
        look_inside(stream)
    table = TemporaryFile()  # noqa: SIM115  # the caller closes it
    try:
        convert(stream, table)
    except BaseException:
        table.close()
        raise
    table.seek(0)
    return table


def look_inside(stream: BinaryIO) -> None:
    """Refuse an archive by what it says of itself. Raises BrokenTableError."""
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise BrokenTableError(ProblemCode.WORKBOOK_BROKEN) from error
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    is_nested = any(part.filename.casefold().endswith(ARCHIVES) for part in parts)
    is_dense = unpacked > SMALL_BYTES and unpacked > packed * MOST_RATIO
    if is_nested or is_dense or unpacked > MOST_UNPACKED_BYTES or len(parts) > MOST_PARTS:
        raise BrokenTableError(ProblemCode.WORKBOOK_TOO_LARGE)


def convert(stream: BinaryIO, table: BinaryIO) -> None:
    """Let the program of opening.py do it, which may fail in any way. Raises BrokenTableError."""
    stream.seek(0)
    command = [sys.executable, "-I", str(OPENER)]
    with TemporaryFile() as own_file:  # the stream may have none that another program could read
        shutil.copyfileobj(stream, own_file)
        own_file.seek(0)
        try:
            done = subprocess.run(  # noqa: S603  # nothing of it comes from outside
                command, stdin=own_file, stdout=table, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise BrokenTableError(ProblemCode.WORKBOOK_TOO_LARGE) from error
    if done.returncode:
        raise BrokenTableError(ProblemCode.WORKBOOK_TOO_LARGE if done.returncode < 0 else ProblemCode.WORKBOOK_BROKEN)
    if not table.tell() and not table.seek(0, 2):
        raise BrokenTableError(ProblemCode.FEED_EMPTY)
