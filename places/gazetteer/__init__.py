"""The gazetteer: from text, or from coordinates, to a place. How its file is made and loaded is told in docs/gazetteer.md."""

from places.gazetteer.file import CREDIT
from places.gazetteer.finding import Answer, complete, find, nearest, to_choose_from

__all__ = ["CREDIT", "Answer", "complete", "find", "nearest", "to_choose_from"]
