"""The rows of this room."""

from referrals.models.lists import ListedMeeting, ReferralList
from referrals.models.mails import OwnerMail
from referrals.models.requests import AccountRequest

__all__ = ["AccountRequest", "ListedMeeting", "OwnerMail", "ReferralList"]
