"""iCalendar (RFC 5545 and 7986), only written: a calendar for phones, one series of events for each schedule rule."""

from interchange.icalendar.options import WriteOptions
from interchange.icalendar.writer import write

__all__ = ["WriteOptions", "write"]
