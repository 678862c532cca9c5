"""The rows of this room."""

from meetings.models.entries import NameWord, SearchEntry
from meetings.models.exceptions import ScheduleException
from meetings.models.formats import Format
from meetings.models.meetings import Meeting
from meetings.models.occurrences import Occurrence, ZoneInUse
from meetings.models.rules import ScheduleRule
from meetings.models.vouching import Confirmation, Report

__all__ = [
    "Confirmation",
    "Format",
    "Meeting",
    "NameWord",
    "Occurrence",
    "Report",
    "ScheduleException",
    "ScheduleRule",
    "SearchEntry",
    "ZoneInUse",
]
