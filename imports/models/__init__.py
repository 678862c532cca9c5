"""The rows of this room."""

from imports.models.held import HeldText
from imports.models.links import SourceGroup, SourceMeeting, SourceVenue
from imports.models.runs import ImportProblem, ImportRun, KeptFeed
from imports.models.sources import Source

__all__ = ["HeldText", "ImportProblem", "ImportRun", "KeptFeed", "Source", "SourceGroup", "SourceMeeting", "SourceVenue"]
