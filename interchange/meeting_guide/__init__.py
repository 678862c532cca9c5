"""Meeting Guide JSON, the format of the TSML world (docs/meeting-guide.md): `read` and `write`.

A record is read in four parts, each a module: when it happens, who may come, where it is, how one takes part.
"""

from interchange.meeting_guide.options import ReadOptions, WriteOptions
from interchange.meeting_guide.reader import read
from interchange.meeting_guide.writer import write

__all__ = ["ReadOptions", "WriteOptions", "read", "write"]
