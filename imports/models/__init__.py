"""The rows of this room."""

from imports.models.disagreements import Disagreement
from imports.models.duplicates import DuplicateLook, DuplicatePair
from imports.models.held import HeldText
from imports.models.keepers import KeeperMail
from imports.models.links import SourceGroup, SourceMeeting, SourceVenue
from imports.models.missing import MissingMeeting
from imports.models.runs import ImportProblem, ImportRun, KeptFeed
from imports.models.sources import Source
from imports.models.worded import WordedSchedule

__all__ = [
    "Disagreement",
    "DuplicateLook",
    "DuplicatePair",
    "HeldText",
    "ImportProblem",
    "ImportRun",
    "KeeperMail",
    "KeptFeed",
    "MissingMeeting",
    "Source",
    "SourceGroup",
    "SourceMeeting",
    "SourceVenue",
    "WordedSchedule",
]
