"""Tables of meetings (CSV, TSV) with the columns of the TSML world or with others of a clear meaning (docs/meeting-guide.md,
"Tables"): `read`, and `looks_like_a_table` to tell one from JSON.

A row is turned into an object of Meeting Guide JSON, and read as one.
"""

from interchange.tables.lines import looks_like_a_table
from interchange.tables.reader import read

__all__ = ["looks_like_a_table", "read"]
