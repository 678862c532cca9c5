"""Sources, their runs, and the texts held for a person to look at, in the workplace."""

from imports.admin import disagreements, duplicates, held, records, runs, sources

__all__ = ["disagreements", "duplicates", "held", "records", "runs", "sources"]
