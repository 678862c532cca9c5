"""The rows of this room."""

from groups.models.bodies import ServiceBody
from groups.models.contacts import Contact
from groups.models.fellowships import Fellowship
from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.models.resources import Resource
from groups.models.topics import Topic

__all__ = ["Contact", "Fellowship", "Group", "Membership", "Resource", "ServiceBody", "Topic"]
