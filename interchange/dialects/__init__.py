"""Lists of meetings in JSON with keys of their own (data/json_lists.toml): `read`, and `looks_known` to tell one from Meeting
Guide.

Their objects are read as rows of a table with these columns (interchange/tables).
"""

from interchange.dialects.reader import looks_known, read

__all__ = ["looks_known", "read"]
