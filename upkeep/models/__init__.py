"""The rows of this room."""

from upkeep.models.asking import Ask, Digest
from upkeep.models.holidays import HolidayDecision
from upkeep.models.invitations import Invitation
from upkeep.models.limits import FormUse
from upkeep.models.messages import UndeliveredMessage
from upkeep.models.suggestions import Suggestion

__all__ = ["Ask", "Digest", "FormUse", "HolidayDecision", "Invitation", "Suggestion", "UndeliveredMessage"]
