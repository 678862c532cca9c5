"""iCalendar (RFC 5545 and 7986). Written is a calendar for phones, one series of events for each schedule rule; read is any
calendar of meetings (reader.py, and the modules whose names end in _in).
"""

from interchange.icalendar.options import WriteOptions
from interchange.icalendar.writer import write

__all__ = ["WriteOptions", "write"]
