"""Archives that do not tell when they were made, so that the same listing is the same bytes."""

import shutil
import zipfile
from pathlib import Path
from typing import Any, BinaryIO


class UndatedZip(zipfile.ZipFile):
    """An archive to write. Its parts have the first date that an archive knows."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file, "w", zipfile.ZIP_DEFLATED)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_how: Any, **_more: Any) -> None:
        """A part from memory."""
        super().writestr(self.part(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_how: Any, **_more: Any) -> None:
        """A part from a file, a little at a time."""
        with Path(filename).open("rb") as source, self.open(self.part(str(arcname)), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)

    @staticmethod
    def part(name: str) -> zipfile.ZipInfo:
        """Its name, and nothing of when."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        return info
