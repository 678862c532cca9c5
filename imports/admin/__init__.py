"""Sources, their runs, and the texts held for a person to look at, in the workplace."""

from imports.admin import disagreements, duplicates, held, offers, records, runs, sources

__all__ = ["disagreements", "duplicates", "held", "offers", "records", "runs", "sources"]
